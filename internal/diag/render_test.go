package diag

import (
	"bytes"
	"errors"
	"flag"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

var update = flag.Bool("update", false, "write the golden files instead of comparing with them")

// at is the range of the text between « and » in marked, which is the source
// of file with those marks in it, and that source.
func at(file, marked string) (Range, []byte) {
	before, rest, _ := strings.Cut(marked, "«")
	inside, after, _ := strings.Cut(rest, "»")
	return Range{File: file, Start: posAfter(before), End: posAfter(before + inside)},
		[]byte(before + inside + after)
}

// posAfter is the position just after a text.
func posAfter(text string) Pos {
	line := text[strings.LastIndexByte(text, '\n')+1:]
	return Pos{Line: 1 + strings.Count(text, "\n"), Column: 1 + len(cells(line)), Byte: len(text)}
}

// one is a list of one diagnostic about what is marked, and its sources.
func one(marked string) (List, Options) {
	where, source := at("a.hcl", marked)
	d := Errorf(where, "Unknown name", `There is no party "talibn".`)
	return List{d}, Options{Sources: Sources{"a.hcl": source}}
}

// TestManyProblemsOfOneLongLine: what is rendered of a line is what is near, and the line is taken
// apart once, not for each of its problems.
func TestManyProblemsOfOneLongLine(t *testing.T) {
	const problems, distance = 300, 100
	line := strings.Repeat("x && ", problems*distance/5)
	var list List
	for i := range problems {
		start := Pos{Line: 1, Column: i*distance + 1, Byte: i * distance}
		end := Pos{Line: 1, Column: start.Column + 1, Byte: start.Byte + 1}
		list = append(list, Errorf(Range{File: "a.hcl", Start: start, End: end}, "Odd", "It is."))
	}
	allocated := func(list List) uint64 {
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		opt := Options{Sources: Sources{"a.hcl": []byte(line)}}
		if err := Render(io.Discard, list, opt); err != nil {
			t.Fatal(err)
		}
		runtime.ReadMemStats(&after)
		return after.TotalAlloc - before.TotalAlloc
	}
	if one, all := allocated(list[:1]), allocated(list); all > 5*one {
		t.Errorf("one problem takes %d bytes, %d of them %d", one, problems, all)
	}
}

// goldenCases are the lists that are rendered to testdata/<name>.golden.
func goldenCases() map[string]func() (List, Options) {
	marked := map[string]string{
		"plain":        "party \"x\" {\n}\n\ncommitment \"c\" {\n  by = «talibn»\n}\n",
		"no-newline":   "commitment \"c\" {}\nparty «x»",
		"at-end":       "commitment \"c\" {\n  by = x\n«»",
		"after-end":    "party «»",
		"empty-file":   "«»",
		"tab":          "\tby\t= «talibn»\t# who",
		"tab-inside":   "by = [«a,\tb»]",
		"crlf":         "party \"x\" {\r\n  by = «y»\r\n}\r\n",
		"chinese":      "  text = \"撤出全部军队\", by = «塔利班» # 各方",
		"combining":    "  text = \"re\u0301solution adopte\u0301e\", by = «e\u0301tat»",
		"lone-mark":    "«\u0301» = 1",
		"emoji":        "  text = \"👩‍👩‍👧 🇦🇫 ❤️ ok\", by = «👍🏽»",
		"arabic-whole": "  name = «\"الإمارة الإسلامية\"»",
		"arabic-after": "  name = \"الإمارة 12\", by = «talibn»",
		"arabic-part":  "  name = \"كابل «حكومة» هنا\"",
		"arabic-point": "«»حكومة = 1",
		"hebrew-line":  "שלום עולם = «x»",
		"control":      "by = \"\x1b[31m\u202Eevil\xff\" «x»",
		"two-lines":    "a\n  b = «[\n    c,»\n]\n",
		"many-lines":   "a\nparty «{\n  b\n\n  c\n  d\n  }» # end\nz\n",
		"whole-lines":  "a\n«  party {\n\n  }\n»z\n",
		"long-middle": strings.Repeat("alpha ", 40) + "«talibn»" +
			strings.Repeat(" omega", 40),
		"long-start":   "«talibn»" + strings.Repeat(" omega", 40),
		"long-end":     strings.Repeat("alpha ", 40) + "«talibn»",
		"long-point":   strings.Repeat("alpha ", 40) + "«»",
		"long-subject": "by = «\"" + strings.Repeat("alpha ", 40) + "\"» # x",
		"long-chinese": strings.Repeat("撤出", 40) + "«军»" + strings.Repeat("队", 60),
	}
	cases := map[string]func() (List, Options){
		"several":     several,
		"no-source":   noSource,
		"no-place":    noPlace,
		"line-only":   lineOnly,
		"context":     context,
		"wrapped":     wrapped,
		"narrow":      narrow,
		"colour":      colour,
		"beyond-file": beyondFile,
	}
	for name, text := range marked {
		cases[name] = func() (List, Options) { return one(text) }
	}
	return cases
}

const framework = `agreement "f" {
}

party "taliban" {
  kind = "armed-group"
}

commitment "full-withdrawal" {
  by    = us
  to    = talibn
  after = [ceasefire]
}

party "taliban" {
}
`

// find is the range of the n-th occurrence of text in framework.
func find(text string, n int) Range {
	offset := 0
	for ; n > 1; n-- {
		offset += strings.Index(framework[offset:], text) + len(text)
	}
	offset += strings.Index(framework[offset:], text)
	return Range{File: "framework.hcl", Start: posAfter(framework[:offset]),
		End: posAfter(framework[:offset+len(text)])}
}

func several() (List, Options) {
	list := List{
		Errorf(find("talibn", 1), "Unknown name", "There is no party %q.%s", "talibn",
			DidYouMean("talibn", []string{"taliban", "us"})),
		Errorf(find(`"taliban"`, 2), "Name used twice",
			"Two blocks have the id \"taliban\". Give one of them another id, or merge them.").
			With(find(`"taliban"`, 1), "first used here").
			With(Range{File: "annex.hcl", Start: Pos{Line: 120, Column: 7}}, "used here"),
		Warningf(find("ceasefire", 1), "No judge", "Nobody judges \"ceasefire\"."),
	}
	return list, Options{Sources: Sources{"framework.hcl": []byte(framework)}}
}

func colour() (List, Options) {
	list, opt := several()
	opt.Colour = true
	return list, opt
}

func narrow() (List, Options) {
	list, opt := several()
	opt.Width = 1
	return list, opt
}

func noSource() (List, Options) {
	list, _ := several()
	return list, Options{}
}

func noPlace() (List, Options) {
	return List{Errorf(Range{}, "No agreement", "The folder holds no *.hcl file."),
		Warningf(Range{File: "empty.hcl"}, "Empty file", "")}, Options{}
}

func lineOnly() (List, Options) {
	text := "{\"id\":\"a\"}\n  {\"id\":\"b\"}  \n"
	d := Errorf(Range{File: "evidence.jsonl", Start: Pos{Line: 2}}, "No kind", "Say what it is.")
	return List{d}, Options{Sources: Sources{"evidence.jsonl": []byte(text)}}
}

func context() (List, Options) {
	d := Errorf(find("talibn", 1), "Unknown name", "There is no party \"talibn\".").
		In(find("commitment", 1))
	near := Errorf(find("by ", 1), "Unknown attribute", "").In(find("commitment", 1))
	return List{d, near}, Options{Sources: Sources{"framework.hcl": []byte(framework)}}
}

func wrapped() (List, Options) {
	detail := "The commitment \"full-withdrawal\" waits for \"afghan-plan\", which waits for " +
		"\"meet-kabul\", which waits for \"full-withdrawal\". Drop one of these waits:\n" +
		"  - full-withdrawal after afghan-plan, since that plan may be a long time coming\n" +
		"  - afghan-plan after meet-kabul\n\n" +
		"https://example.org/a/very/long/address/that/cannot/be/broken/and/so/sticks/out/of/it\n" +
		strings.Repeat("塔利班与美国在多哈谈判，", 6) + "\n"
	d := Warningf(find("ceasefire", 1), "Waits for itself", "%s", detail).
		With(find("us", 1), "the text of a related place is wrapped as well when it is longer "+
			"than a line of the terminal is wide")
	return List{d}, Options{Sources: Sources{"framework.hcl": []byte(framework)}}
}

func beyondFile() (List, Options) {
	start := Errorf(Range{File: "a", Start: Pos{9, 1, 0}, End: Pos{9, 2, 0}}, "Beyond", "")
	end := Errorf(Range{File: "a", Start: Pos{1, 2, 0}, End: Pos{9, 2, 0}}, "Ends beyond", "")
	back := Errorf(Range{File: "a", Start: Pos{2, 99, 0}, End: Pos{1, 1, 0}}, "Backwards", "")
	return List{start, end, back}, Options{Sources: Sources{"a": []byte("one\ntwo")}}
}

func TestRenderGolden(t *testing.T) {
	for name, build := range goldenCases() {
		t.Run(name, func(t *testing.T) {
			got, file := render(t, build), filepath.Join("testdata", name+".golden")
			if *update {
				if err := os.WriteFile(file, got, 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(string(want), string(got)); diff != "" {
				t.Errorf("rendered otherwise than %s (-want +got); "+
					"go test ./internal/diag -update mends it:\n%s", file, diff)
			}
		})
	}
}

// render is what Render writes for a case.
func render(t *testing.T, build func() (List, Options)) []byte {
	t.Helper()
	var out bytes.Buffer
	list, opt := build()
	if err := Render(&out, list, opt); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func TestEveryGoldenFileHasItsCase(t *testing.T) {
	files, err := filepath.Glob("testdata/*.golden")
	if err != nil {
		t.Fatal(err)
	}
	cases := goldenCases()
	for _, file := range files {
		if name := strings.TrimSuffix(filepath.Base(file), ".golden"); cases[name] == nil {
			t.Errorf("%s belongs to no case", file)
		}
	}
}

func TestEmptyListWritesNothing(t *testing.T) {
	if got := render(t, func() (List, Options) { return nil, Options{} }); len(got) != 0 {
		t.Errorf("rendered %q", got)
	}
}

// fullDisk is a writer that fails.
type fullDisk struct{}

var errFull = errors.New("disk full")

func (fullDisk) Write([]byte) (int, error) { return 0, errFull }

func TestRenderReportsTheWriter(t *testing.T) {
	list, opt := several()
	if err := Render(fullDisk{}, list, opt); !errors.Is(err, errFull) {
		t.Errorf("Render = %v", err)
	}
}

// drawSource draws a line of every kind of character that is hard to lay out.
func drawSource() *rapid.Generator[string] {
	runes := []rune("ab \"\t\r\n=-12撤軍가각 e\u0301\u0301" +
		"حكومة שלום👩\u200D👧🇦🇫❤\uFE0F\u202E\x1b\uFEFF")
	return rapid.OneOf(rapid.StringOfN(rapid.SampledFrom(runes), 0, 160, -1), rapid.String())
}

// The lines of source that are shown fit into the width, and the underline
// stands below what is shown.
func TestSnippetsFit(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		source := drawSource().Draw(t, "source")
		pos := rapid.Custom(func(t *rapid.T) Pos {
			return Pos{Line: rapid.IntRange(-1, 8).Draw(t, "line"),
				Column: rapid.IntRange(-1, 170).Draw(t, "column")}
		})
		where := Range{File: "f", Start: pos.Draw(t, "start"), End: pos.Draw(t, "end")}
		width := rapid.IntRange(0, 100).Draw(t, "width")
		list := List{Errorf(where, "S", "").In(Range{File: "f", Start: pos.Draw(t, "context")})}
		var out bytes.Buffer
		opt := Options{Sources: Sources{"f": []byte(source)}, Width: width}
		if err := Render(&out, list, opt); err != nil {
			t.Fatal(err)
		}
		checkLines(t, out.String(), newRenderer(opt).width)
	})
}

// underline is a line that consists of a gutter and an underline.
var underline = regexp.MustCompile(`^ +\| +\^+$`)

// checkLines fails when a line is wider than width, has something harmful in it
// or underlines what is not there.
func checkLines(t *rapid.T, out string, width int) {
	above := 0
	for line := range strings.SplitSeq(strings.TrimSuffix(out, "\n"), "\n") {
		line = strings.ReplaceAll(line, leftToRight, "")
		if strings.ContainsFunc(strings.ReplaceAll(line, replacement, ""), harmful) {
			t.Fatalf("%q has a harmful character", line)
		}
		wide := columns(cells(line))
		if wide > width {
			t.Fatalf("%q takes %d columns of %d", line, wide, width)
		}
		if underline.MatchString(line) && wide > above+2 {
			t.Fatalf("%q underlines what is not there:\n%s", line, out)
		}
		above = wide
	}
}
