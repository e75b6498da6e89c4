package lang

import (
	"encoding/json"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"lockstep/internal/agreement"
)

// placeless compares agreements by what they say, wherever it is written.
var placeless = cmp.Options{
	cmp.Comparer(func(_, _ agreement.Place) bool { return true }),
	cmp.FilterPath(func(p cmp.Path) bool { return p.String() == "Files" }, cmp.Ignore()),
	cmp.Comparer(func(x, y agreement.Guard) bool { return equalGuards(x, y) }),
}

// equalGuards compares guards without the places in them.
func equalGuards(x, y agreement.Guard) bool {
	x.Where, y.Where = agreement.Place{}, agreement.Place{}
	ax, ay := x.Args, y.Args
	x.Args, y.Args = nil, nil
	tx, ty := x.At, y.At
	x.At, y.At = nil, nil
	anywhere := cmp.Comparer(func(_, _ agreement.Place) bool { return true })
	if !slices.EqualFunc(ax, ay, equalGuards) || !cmp.Equal(tx, ty, anywhere) {
		return false
	}
	return cmp.Equal(x.Compare, y.Compare) && x.Op == y.Op && x.Verb == y.Verb &&
		x.K == y.K && x.Of == y.Of
}

func everything(t *testing.T) map[string][]byte {
	t.Helper()
	files := map[string][]byte{}
	paths, _ := filepath.Glob("testdata/everything/*.hcl")
	for _, path := range paths {
		source, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		files[filepath.Base(path)] = source
	}
	return files
}

// parse is the agreement of files that must be without diagnostics.
func parse(t *testing.T, files map[string][]byte) *agreement.Agreement {
	t.Helper()
	p := Parse(files)
	if len(p.Diagnostics) > 0 {
		t.Fatalf("unexpected diagnostics:\n%s", render(t, p))
	}
	return p.Agreement
}

// TestEverythingIsUsed holds that the files of testdata/everything hold every attribute.
func TestEverythingIsUsed(t *testing.T) {
	parse(t, everything(t))
	used := map[string]bool{}
	for _, block := range blocksOf(t, everything(t)) {
		for _, f := range block.body.fields {
			used[block.kind.String()+" "+f.name] = true
		}
	}
	for _, doc := range Blocks() {
		for _, a := range doc.Attributes {
			if !used[doc.Kind.String()+" "+a.Name] {
				t.Errorf("testdata/everything has no %s of a %s", a.Name, doc.Kind)
			}
			if a.Doc == "" || a.Form == "" {
				t.Errorf("%s of a %s is not described", a.Name, doc.Kind)
			}
		}
	}
	if len(Blocks()) != len(agreement.Kinds()) {
		t.Errorf("%d kinds of block are described, there are %d",
			len(Blocks()), len(agreement.Kinds()))
	}
}

// A wholeBlock is a block with its source, for the tests to turn and to shuffle.
type wholeBlock struct {
	kind   agreement.Kind
	id     string
	body   *body
	source string
	file   []byte
}

func blocksOf(t *testing.T, files map[string][]byte) []wholeBlock {
	t.Helper()
	var blocks []wholeBlock
	for _, name := range slices.Sorted(maps.Keys(files)) {
		file := &sourceFile{name: name, source: files[name]}
		items := scan(file.source)
		for i := range items {
			var n notes
			b := wholeBlock{kind: items[i].head.kind, id: items[i].head.label,
				body: parseBlock(&n, file, &items[i]), file: file.source,
				source: string(file.source[items[i].start.offset:items[i].end])}
			blocks = append(blocks, b)
		}
	}
	return blocks
}

// asJSON is the value of a node as HCL's JSON form has it.
func (b *wholeBlock) asJSON(n *node) string {
	var parts []string
	switch n.form {
	case text:
		return quoteJSON(n.text)
	case number:
		return figure(n.number)
	case truth:
		return fmt.Sprint(n.number == 1)
	case list:
		for _, item := range n.items {
			parts = append(parts, b.asJSON(item))
		}
		return "[" + strings.Join(parts, ", ") + "]"
	case object:
		for i, key := range n.keys {
			k := quoteJSON(b.written(key))
			if key.form == text {
				k = quoteJSON(key.text)
			}
			parts = append(parts, k+": "+b.asJSON(n.items[i]))
		}
		return "{" + strings.Join(parts, ", ") + "}"
	}
	return quoteJSON(b.written(n))
}

func (b *wholeBlock) written(n *node) string {
	return string(b.file[n.where.Start.Byte:n.where.End.Byte])
}

func quoteJSON(s string) string {
	quoted, _ := json.Marshal(s)
	return string(quoted)
}

// TestJSONTwin holds that the same agreement in JSON is the same agreement.
func TestJSONTwin(t *testing.T) {
	for _, dir := range []string{"everything", "framework"} {
		files := everything(t)
		if dir == "framework" {
			source, err := os.ReadFile("testdata/framework/framework.hcl")
			if err != nil {
				t.Fatal(err)
			}
			files = map[string][]byte{"framework.hcl": source}
		}
		twin, together := map[string][]byte{}, []string{}
		for i, b := range blocksOf(t, files) {
			var fields []string
			for _, f := range b.body.fields {
				fields = append(fields, quoteJSON(f.name)+": "+b.asJSON(f.value))
			}
			value := "{" + strings.Join(fields, ", ") + "}"
			together = append(together, fmt.Sprintf("%s: {%s: %s}", quoteJSON(b.kind.String()),
				quoteJSON(b.id), value))
			if i%3 == 0 { // a list may stand wherever an object may
				value = "[" + value + "]"
			}
			twin[fmt.Sprintf("%03d.hcl.json", i)] = fmt.Appendf(nil, "{%s: {%s: %s}, \"//\": 1}",
				quoteJSON(b.kind.String()), quoteJSON(b.id), value)
		}
		one := []byte("{" + strings.Join(together, ",\n") + "}")
		want := parse(t, files)
		for _, got := range []*agreement.Agreement{
			parse(t, twin), parse(t, map[string][]byte{"a.hcl.json": one}),
		} {
			if diff := cmp.Diff(want, got, placeless); diff != "" {
				t.Errorf("%s in JSON is another agreement:\n%s", dir, diff)
			}
		}
	}
}

// TestOrderDoesNotMatter shuffles blocks over files.
func TestOrderDoesNotMatter(t *testing.T) {
	files := everything(t)
	want, blocks := parse(t, files), blocksOf(t, files)
	for seed := range uint64(50) {
		random := rand.New(rand.NewPCG(seed, 0))
		random.Shuffle(len(blocks), func(i, j int) { blocks[i], blocks[j] = blocks[j], blocks[i] })
		shuffled := map[string][]byte{}
		for _, b := range blocks {
			name := fmt.Sprintf("%c.hcl", 'a'+random.IntN(4))
			shuffled[name] = append(append(shuffled[name], b.source...), "\n\n"...)
		}
		if diff := cmp.Diff(want, parse(t, shuffled), placeless); diff != "" {
			t.Fatalf("seed %d gives another agreement:\n%s", seed, diff)
		}
	}
}

// TestManyBlocks holds that the agreement and what is found wrong are the same however the work
// falls to the workers, and that every slice is sorted.
func TestManyBlocks(t *testing.T) {
	source := append(largeSource(2000), "\ncommitment \"wrong\" {\n  by = p500\n}\n"...)
	files := map[string][]byte{"a.hcl": source}
	first := Parse(files)
	sorted := slices.IsSortedFunc(first.Agreement.Commitments,
		func(x, y agreement.Commitment) int { return strings.Compare(x.ID, y.ID) })
	if !sorted || len(first.Agreement.Commitments) != 2001 {
		t.Errorf("%d commitments, sorted: %v", len(first.Agreement.Commitments), sorted)
	}
	for range 5 {
		again := Parse(files)
		if !reflect.DeepEqual(first, again) {
			t.Fatalf("another run gives\n%s", cmp.Diff(first, again))
		}
	}
}
