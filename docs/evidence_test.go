package docs

import (
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"lockstep/internal/agreement"
	"lockstep/internal/lang"
	"lockstep/internal/ledger"
)

// An evidencePage is evidence.md, taken apart.
type evidencePage struct {
	text      string
	blocks    []block
	agreement *agreement.Agreement
	sources   ledger.SourceTexts
	events    []ledger.Event // of all blocks that must be taken
}

func readEvidencePage(t *testing.T) *evidencePage {
	p := &evidencePage{text: read(t, "evidence.md")}
	p.blocks = blocks(p.text)
	files := fstest.MapFS{}
	for _, b := range p.blocks {
		name, isFile := strings.CutPrefix(b.info, "text ")
		switch {
		case isFile:
			files[name] = &fstest.MapFile{Data: []byte(b.text)}
		case b.info == "hcl":
			project := lang.Parse(map[string][]byte{"agreement.hcl": []byte(b.text)})
			if len(project.Diagnostics) > 0 {
				t.Fatal(rendered(t, project))
			}
			p.agreement = project.Agreement
		}
	}
	texts, err := ledger.ReadSourceTexts(files, p.agreement)
	if err != nil {
		t.Fatal(err)
	}
	p.sources = texts
	return p
}

// TestEvidenceBlocks reads the evidence of the page as one file and a table. What stands in a
// block marked `jsonl wrong` must be refused as the text behind it shows.
func TestEvidenceBlocks(t *testing.T) {
	p := readEvidencePage(t)
	for _, b := range p.blocks {
		stream := map[string]ledger.Stream{"jsonl": ledger.StreamJSONL, "csv": ledger.StreamCSV}[b.info]
		if stream == nil {
			continue
		}
		err := stream(strings.NewReader(b.text), func(e *ledger.Event, refused []ledger.Refusal) bool {
			for _, r := range refused {
				t.Errorf("%s: %s", b.section, r)
			}
			p.events = append(p.events, *e)
			return true
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	for _, r := range ledger.Check(p.agreement, p.events, p.sources) {
		t.Errorf("refused: %s", r)
	}
	p.testRefused(t)
}

func (p *evidencePage) testRefused(t *testing.T) {
	for i, b := range p.blocks {
		if b.info != "jsonl wrong" {
			continue
		}
		_, refused, err := ledger.ReadChecked(strings.NewReader(p.before(i)+b.text),
			ledger.StreamJSONL, p.agreement, p.sources)
		if err != nil {
			t.Fatal(err)
		}
		var got strings.Builder
		for _, r := range refused {
			got.WriteString(r.String() + "\n")
		}
		want := p.blocks[i+1]
		if got.String() == want.text {
			continue
		}
		if !*update {
			t.Errorf("run `go test ./docs -update` after reading this:\n%s",
				cmp.Diff(want.text, got.String()))
			continue
		}
		write(t, "evidence.md", p.text[:want.start]+got.String()+p.text[want.start+len(want.text):])
	}
}

// before is the evidence that stands on the page before a block.
func (p *evidencePage) before(i int) string {
	var text strings.Builder
	for _, b := range p.blocks[:i] {
		if b.info == "jsonl" {
			text.WriteString(b.text)
		}
	}
	return text.String()
}

// TestEvidenceFieldsAndKinds: the tables of the page are those of the program.
func TestEvidenceFieldsAndKinds(t *testing.T) {
	text := read(t, "evidence.md")
	for _, f := range ledger.Fields() {
		if row := "| `" + f.Name + "` | " + f.Doc + " |\n"; !strings.Contains(text, row) {
			t.Errorf("evidence.md lacks the row\n%s", row)
		}
	}
	for k, name := range ledger.KindNames {
		of := ledger.Kind(k).Of().String()
		switch ledger.Kind(k).Of() {
		case agreement.KindAgreement:
			of = "the agreement"
		case agreement.KindNone:
			of = "an earlier event"
		}
		_, row, _ := strings.Cut(text, "\n| "+of+" |")
		row, _, _ = strings.Cut(row, "\n")
		if !strings.Contains(row, "`"+name+"`") {
			t.Errorf("evidence.md does not say that %s is said of %s", name, of)
		}
	}
}
