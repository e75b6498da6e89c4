package draw

import (
	"bytes"
	"encoding/xml"
	"errors"
	"flag"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

var update = flag.Bool("update", false, "write the pictures in testdata anew")

var formats = map[string]func(io.Writer, Picture) error{
	"svg": SVG, "dot": DOT, "mmd": Mermaid,
}

func written(t interface{ Fatal(...any) }, format string, p Picture) string {
	var b bytes.Buffer
	if err := formats[format](&b, p); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// small is the picture of the golden files.
func small() Picture {
	return Picture{
		Title:       "Two wait for each other",
		Description: "The release and the talks wait for each other; two more wait for them.",
		Nodes: []Node{
			{ID: "free-5000", Label: "Free up to 5,000", Note: "United States", Loop: true},
			{ID: "talks", Label: "Start the talks", Note: "Taliban", Loop: true, Href: "#talks"},
			{ID: "ceasefire", Label: "Ceasefire & agenda", Note: "all", Stuck: true},
			{ID: "approval", Label: "Approval", Shape: Clock},
			{ID: "bases", Label: "Leave five bases", Note: "United States", Shape: Continuing},
		},
		Edges: []Edge{
			{From: "talks", To: "free-5000", Loop: true},
			{From: "free-5000", To: "talks", Style: Reading, Label: "Kabul’s reading", Loop: true},
			{From: "ceasefire", To: "talks"},
			{From: "bases", To: "approval", Style: Provided},
		},
	}
}

func TestGolden(t *testing.T) {
	for format := range formats {
		name := filepath.Join("testdata", "small."+format)
		got := written(t, format, small())
		if *update {
			if err := os.WriteFile(name, []byte(got), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if got != string(want) {
			t.Errorf("%s differs; mend with: go test ./internal/draw -update", name)
		}
	}
}

func TestOrderOfEdgesDoesNotShow(t *testing.T) {
	for _, p := range []Picture{small(), scripts(), large(7, 60, 115)} {
		for format := range formats {
			want := written(t, format, p)
			turned := p
			turned.Edges = nil
			for i := range p.Edges {
				turned.Edges = append(turned.Edges, p.Edges[len(p.Edges)-1-i])
			}
			turned.Edges = append(turned.Edges, p.Edges[0]) // said twice
			if written(t, format, turned) != want {
				t.Errorf("%s of %q depends on the order of edges", format, p.Title)
			}
		}
	}
}

// drawPicture draws a picture with any words, among them all that XML, DOT and
// Mermaid could stumble over.
func drawPicture(t *rapid.T) Picture {
	odd := rapid.SampledFrom([]string{
		"", "<&>\"'", "\x00\x08\x1b\x7f\u0085", "\ufffe\uffff", "\xff\xc3",
		"]]>", "-->", "\\", `\"`,
		"\u202eabc\u202c", "مرحبا", "双方同时", "#35;", "\n\r\t", "`", "a\u200db", "1. x", "\u0301",
	})
	words := rapid.OneOf(rapid.String(), odd, rapid.Custom(func(t *rapid.T) string {
		return odd.Draw(t, "a") + rapid.String().Draw(t, "b") + odd.Draw(t, "c")
	}))
	id := rapid.OneOf(rapid.StringMatching(`[a-e]`), odd)
	p := Picture{Title: words.Draw(t, "title"), Description: words.Draw(t, "description")}
	for range rapid.IntRange(0, 6).Draw(t, "nodes") {
		p.Nodes = append(p.Nodes, Node{
			ID:    id.Draw(t, "id"),
			Label: words.Draw(t, "label"),
			Note:  words.Draw(t, "note"),
			Href:  words.Draw(t, "href"),
			Shape: Shape(rapid.Uint8Range(0, 8).Draw(t, "shape")),
			Loop:  rapid.Bool().Draw(t, "loop"),
			Stuck: rapid.Bool().Draw(t, "stuck"),
		})
	}
	for range rapid.IntRange(0, 8).Draw(t, "edges") {
		p.Edges = append(p.Edges, Edge{
			From:  id.Draw(t, "from"),
			To:    id.Draw(t, "to"),
			Style: EdgeStyle(rapid.Uint8Range(0, 5).Draw(t, "style")),
			Label: words.Draw(t, "words"),
			Loop:  rapid.Bool().Draw(t, "loop"),
		})
	}
	for range rapid.IntRange(0, 2).Draw(t, "groups") {
		p.Groups = append(p.Groups, Group{words.Draw(t, "group"), rapid.SliceOf(id).Draw(t, "in")})
	}
	return p
}

func TestSVGIsWellFormedXML(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		svg := written(t, "svg", drawPicture(t))
		reader := xml.NewDecoder(strings.NewReader(svg))
		for {
			token, err := reader.Token()
			if err == io.EOF {
				break
			}
			if err != nil {
				t.Fatalf("%v in\n%s", err, svg)
			}
			if e, ok := token.(xml.StartElement); ok {
				harmless(t, e)
			}
		}
	})
}

// harmless fails on elements and attributes that run or fetch something.
func harmless(t *rapid.T, e xml.StartElement) {
	switch e.Name.Local {
	case "script", "image", "foreignObject", "use", "animate", "set", "iframe":
		t.Fatalf("element %s", e.Name.Local)
	}
	for _, a := range e.Attr {
		if strings.HasPrefix(a.Name.Local, "on") {
			t.Fatalf("attribute %s", a.Name.Local)
		}
		if a.Name.Local == "href" && e.Name.Local != "a" {
			t.Fatalf("%s has a link", e.Name.Local)
		}
	}
}

func TestLinks(t *testing.T) {
	for _, c := range []struct{ href, want string }{
		{"", ""},
		{"#talks", "#talks"},
		{"/clause/4?a=1&b=2", "/clause/4?a=1&b=2"},
		{"https://example.org/x", "https://example.org/x"},
		{"javascript:alert(1)", ""},
		{"JAVA\tSCRIPT:alert(1)", ""},
		{"java\x00script:alert(1)", ""},
		{"data:text/html,x", ""},
		{"%zz:", ""},
	} {
		if got := safeLink(c.href); got != c.want {
			t.Errorf("safeLink(%q) = %q, want %q", c.href, got, c.want)
		}
	}
	if strings.Contains(written(t, "svg", large(1, 60, 60)), "href=\"\"") {
		t.Error("a node without Href has a link")
	}
}

var dotString = regexp.MustCompile(`"(?:[^"\\]|\\.)*"`)

// Outside its strings DOT holds only what we wrote.
func TestDOTStringsAreClosed(t *testing.T) {
	plain := regexp.MustCompile(`^[a-zA-Z0-9_ \[\]{};=,.>-]*$`)
	rapid.Check(t, func(t *rapid.T) {
		dot := written(t, "dot", drawPicture(t))
		for line := range strings.Lines(dot) {
			rest := strings.TrimSpace(dotString.ReplaceAllString(line, ""))
			if !plain.MatchString(rest) {
				t.Fatalf("%q outside strings in %q", rest, line)
			}
		}
	})
}

// Every line of Mermaid is one of the few we write, whatever the words are.
func TestMermaidLinesAreOurs(t *testing.T) {
	const text = `"[^"\\<>` + "`" + `;]*(?:(?:#\d+;|<br/>)[^"\\<>` + "`" + `;]*)*"`
	ours := regexp.MustCompile(`^(?:flowchart BT|  acc(?:Title|Descr): .+` +
		`|  n\d+[\[({>/]+` + text + `[\])}/]+|  subgraph g\d+\[` + text + `\]|    n\d+|  end` +
		`|  n\d+ (?:-->|-\.->|===)(?:\|` + text + `\|)? n\d+` +
		`|  style n\d+ [a-z0-9#:, -]+|  linkStyle \d+ [a-z0-9#:, -]+|  click n\d+ href "[^"]*")\n$`)
	rapid.Check(t, func(t *rapid.T) {
		for line := range strings.Lines(written(t, "mmd", drawPicture(t))) {
			if !ours.MatchString(line) {
				t.Fatalf("odd line %q", line)
			}
		}
	})
}

func TestLegendHasOnlyWhatOccurs(t *testing.T) {
	svg := written(t, "svg", small())
	for words, want := range map[string]bool{
		">waits for<": true, "asked once": true, "at the same time": false,
		"added by a reading": true, "part of a loop": true,
		">clock<": true, ">continuing<": true, ">decision<": false, ">issue<": false,
	} {
		if strings.Contains(svg, words) != want {
			t.Errorf("legend with %q: %v, want %v", words, !want, want)
		}
	}
	lone := written(t, "svg", Picture{Nodes: []Node{{ID: "a"}}})
	if strings.Contains(lone, `class="legend"`) {
		t.Error("a single box has a legend")
	}
}

// What colour says, words and weight say too.
func TestLoopsSurviveGrey(t *testing.T) {
	svg := written(t, "svg", small())
	if n := strings.Count(svg, ">"+loopWords+"<"); n != 2 {
		t.Errorf("%d boxes say %q, want 2", n, loopWords)
	}
	if !strings.Contains(svg, ">"+stuckWords+"<") {
		t.Errorf("no box says %q", stuckWords)
	}
	for _, want := range []string{`class="halo"`, `stroke-width="2.6"`, `stroke-width="2.5"`} {
		if !strings.Contains(svg, want) {
			t.Errorf("no %s", want)
		}
	}
}

func TestLettersAreLargeEnough(t *testing.T) {
	svg := written(t, "svg", scripts())
	for _, m := range regexp.MustCompile(`font-size="([0-9.]+)"`).FindAllStringSubmatch(svg, -1) {
		if size, err := strconv.ParseFloat(m[1], 64); err != nil || size < 12 {
			t.Errorf("letters of size %s", m[1])
		}
	}
}

func TestRightToLeftWords(t *testing.T) {
	svg := written(t, "svg", scripts())
	for _, words := range []string{"قراءة كابول", "طالبان، الحكومة", "تبادل متزامن"} {
		line := regexp.MustCompile(`<text[^>]*>` + words).FindString(svg)
		if !strings.Contains(line, `direction="rtl"`) {
			t.Errorf("%q is set as %q", words, line)
		}
	}
}

func TestBoxesHoldTheirWords(t *testing.T) {
	for _, n := range scripts().Nodes {
		c := newCard(tidy(n))
		if c.box.W < c.width()+2*padX || c.box.H < c.height() || c.box.W > 200 {
			t.Errorf("%s: box %v for %v by %v", n.ID, c.box, c.width(), c.height())
		}
		if len(c.label) == 0 || len(c.label) > 3 {
			t.Errorf("%s: %d lines", n.ID, len(c.label))
		}
	}
}

// TestLongNamesStayApart: names that differ only at their end are told apart in their boxes.
func TestLongNamesStayApart(t *testing.T) {
	long := "withdrawal-of-all-foreign-forces-and-civilian-personnel-in-phase-"
	one, two := newCard(Node{Label: long + "1"}), newCard(Node{Label: long + "2"})
	if !one.cut || slices.Equal(one.label, two.label) || len(one.label) != len(two.label) {
		t.Errorf("%q and %q", one.label, two.label)
	}
	for _, line := range one.label {
		if labelFont.Width(line) > textMost {
			t.Errorf("%q is %v wide, more than %v", line, labelFont.Width(line), textMost)
		}
	}
}

type brokenWriter struct{}

var errBroken = errors.New("disk full")

func (brokenWriter) Write([]byte) (int, error) { return 0, errBroken }

func TestErrorsOfTheWriterAreReturned(t *testing.T) {
	for format, write := range formats {
		if err := write(brokenWriter{}, small()); !errors.Is(err, errBroken) {
			t.Errorf("%s: %v", format, err)
		}
	}
}

// TestPageOfSixtyFits: in a window of 1280 pixels the smallest letters are no smaller than 11,
// however far the picture is scaled down to fit.
func TestPageOfSixtyFits(t *testing.T) {
	const window, least = 1264.0, 11.0
	for seed := range uint64(6) {
		c := newChart(newSketch(large(seed, 60, 115)))
		if shown := noteFont.Size * min(1, window/(c.w+2*margin)); shown < least {
			t.Errorf("seed %d: %v wide, so letters of %v", seed, c.w, shown)
		}
	}
}
