package chart

import (
	"encoding/xml"
	"fmt"
	"io"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"lockstep/internal/calendar"
)

// A failer is a test, or a property test.
type failer interface {
	Helper()
	Fatalf(format string, args ...any)
}

// sound fails unless a chart is drawn as every chart must be: XML that can be read, every line of
// words inside the picture and on no other, every stroke inside, the same twice.
func sound(t failer, c Chart) {
	t.Helper()
	for _, w := range []Width{Page, Telephone} {
		svg := SVG(c, w)
		if svg != SVG(c, w) {
			t.Fatalf("the same chart is drawn in two ways")
		}
		soundSVG(t, svg)
	}
	soundSVG(t, string(File(c)))
	table := c.Table()
	for i, row := range table.Rows {
		if len(row) != len(table.Columns) {
			t.Fatalf("row %d has %d cells", i, len(row))
		}
	}
}

func soundSVG(t failer, svg string) {
	t.Helper()
	high, boxes := readSVG(t, svg)
	for i, b := range boxes {
		if b.x0 < -0.2 || b.x1 > high.x1+0.2 || b.y0 < -0.2 || b.y1 > high.y1+0.2 {
			t.Fatalf("%q stands outside: %v of %v", b.text, b.box, high)
		}
		for _, c := range boxes[:i] {
			if (box{b.x0 + .1, b.y0 + .1, b.x1 - .1, b.y1 - .1}).hits(c.box) {
				t.Fatalf("%q and %q overlap: %v, %v", b.text, c.text, b.box, c.box)
			}
		}
	}
	strokesInside(t, svg, high)
}

// A writtenLine is a line of words as the file has it.
type writtenLine struct {
	box
	text string
}

// readSVG reads the size and the lines of words of a picture back from its text.
func readSVG(t failer, svg string) (size box, lines []writtenLine) {
	t.Helper()
	d := xml.NewDecoder(strings.NewReader(svg))
	var w *words
	rest := false
	for {
		token, err := d.Token()
		if err == io.EOF {
			return size, lines
		}
		if err != nil {
			t.Fatalf("%v in %s", err, svg)
		}
		switch e := token.(type) {
		case xml.StartElement:
			switch e.Name.Local {
			case "svg":
				fmt.Sscanf(attribute(e, "viewBox"), "0 0 %f %f", &size.x1, &size.y1)
			case "text":
				w, rest = lineOf(e), false
			case "tspan":
				rest = true
			}
		case xml.CharData:
			if s := strings.NewReplacer("\u2068", "", "\u2069", "").Replace(string(e)); w == nil {
			} else if rest {
				w.rest += s
			} else {
				w.text += s
			}
		case xml.EndElement:
			if e.Name.Local == "text" {
				w.text = strings.TrimSuffix(w.text, " ")
				lines = append(lines, writtenLine{w.box(), w.text})
				w = nil
			}
			rest = false
		}
	}
}

func attribute(e xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

func lineOf(e xml.StartElement) *words {
	w := &words{up: attribute(e, "transform") != ""}
	w.at.x, _ = strconv.ParseFloat(attribute(e, "x"), 64)
	w.at.y, _ = strconv.ParseFloat(attribute(e, "y"), 64)
	for _, class := range strings.Fields(attribute(e, "class")) {
		for h, l := range handLooks {
			if l.class == class {
				w.hand = hand(h)
			}
		}
		for a, c := range anchorClasses {
			if c == class {
				w.anchor = anchor(a)
			}
		}
	}
	return w
}

// strokesInside follows every path and looks at every dot.
func strokesInside(t failer, svg string, size box) {
	t.Helper()
	const air = 8
	for _, m := range regexp.MustCompile(` d="([^"]*)"`).FindAllStringSubmatch(svg, -1) {
		x, y := 0.0, 0.0
		for _, s := range regexp.MustCompile(`([MLHV])(-?[0-9.]+)(?: (-?[0-9.]+))?`).
			FindAllStringSubmatch(m[1], -1) {
			a, _ := strconv.ParseFloat(s[2], 64)
			b, _ := strconv.ParseFloat(s[3], 64)
			switch s[1] {
			case "H":
				x = a
			case "V":
				y = a
			default:
				x, y = a, b
			}
			if x < -air || x > size.x1+air || y < -air || y > size.y1+air {
				t.Fatalf("a stroke leads to %v %v, outside %v: %s", x, y, size, m[1])
			}
		}
		if strings.Contains(m[1], "NaN") || strings.Contains(m[1], "Inf") {
			t.Fatalf("not a place: %s", m[1])
		}
	}
	for _, m := range regexp.MustCompile(`cx="([^"]*)" cy="([^"]*)"`).FindAllStringSubmatch(svg, -1) {
		x, _ := strconv.ParseFloat(m[1], 64)
		y, _ := strconv.ParseFloat(m[2], 64)
		if x < 0 || x > size.x1 || y < 0 || y > size.y1 {
			t.Fatalf("a dot stands at %v %v, outside %v", x, y, size)
		}
	}
}

// names are words as people write them and as they should not: long, of any script, with breaks.
func names() *rapid.Generator[string] {
	return rapid.OneOf(rapid.SampledFrom([]string{"", "United States", "طالبان و حكومة أفغانستان",
		"הצד השני", "Free up to 5,000 prisoners of the other side, by list and in stages",
		"Ελλάδα", "北京", "=1+1", "<b>&", "Donaudampfschifffahrtsgesellschaftskapitänspatent"}),
		rapid.String())
}

func anyDay() *rapid.Generator[calendar.Day] {
	return rapid.OneOf(rapid.Just(calendar.None),
		rapid.Map(rapid.IntRange(0, 900), func(n int) calendar.Day { return day(2020, 1, 1+n) }),
		rapid.Map(rapid.IntRange(-700000, 2900000), func(n int) calendar.Day {
			return calendar.Day(n)
		}))
}

func value() *rapid.Generator[float64] {
	return rapid.OneOf(rapid.Map(rapid.IntRange(0, 20000), func(n int) float64 { return float64(n) }),
		rapid.Float64Range(-5, 5), rapid.Float64Range(0, 1e12))
}

func head(t *rapid.T) Head {
	return Head{names().Draw(t, "title"), names().Draw(t, "finding"), names().Draw(t, "unit"),
		names().Draw(t, "source"),
		Citation{names().Draw(t, "project"), anyDay().Draw(t, "as of"), anyDay().Draw(t, "known at"),
			names().Draw(t, "checkpoint"), rapid.Bool().Draw(t, "partial")}}
}

func anyFigure() *rapid.Generator[Figure] {
	return rapid.Custom(func(t *rapid.T) Figure {
		from, best := anyDay().Draw(t, "from"), value().Draw(t, "best")
		spread := rapid.SampledFrom([]float64{0, 0, 100, 4000}).Draw(t, "spread")
		length := rapid.SampledFrom([]calendar.Day{0, 0, 30, 365}).Draw(t, "length")
		return Figure{from, from + length, anyDay().Draw(t, "known"), anyDay().Draw(t, "by"),
			best - spread, best, best + spread, names().Draw(t, "source"), "e"}
	})
}

func TestAnyLevels(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		l := &Levels{Head: head(t), Unit: names().Draw(t, "unit"), Basis: names().Draw(t, "basis"),
			Cut: anyDay().Draw(t, "cut")}
		for range rapid.IntRange(0, 4).Draw(t, "bounds") {
			l.Bounds = append(l.Bounds, Bound{BoundKind(rapid.IntRange(0, 2).Draw(t, "kind")),
				anyDay().Draw(t, "from"), value().Draw(t, "value"), "I"})
		}
		for range rapid.IntRange(0, 4).Draw(t, "series") {
			l.Series = append(l.Series, Series{FigureKind(rapid.IntRange(0, 2).Draw(t, "kind")),
				names().Draw(t, "basis"), rapid.SliceOfN(anyFigure(), 0, 14).Draw(t, "figures")})
		}
		sound(t, l)
	})
}

func TestAnyCourse(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := &Course{Head: head(t), Unit: names().Draw(t, "unit")}
		steps := rapid.OneOf(rapid.IntRange(0, 30), rapid.IntRange(0, 3000)).Draw(t, "steps")
		for i := range steps {
			name := "act " + plainNumber(float64(i))
			if i < 30 {
				name = names().Draw(t, "name")
			}
			c.Steps = append(c.Steps, Step{name, day(2020, 1, 1+i)})
		}
		for range rapid.IntRange(0, 4).Draw(t, "sides") {
			side := Side{Name: names().Draw(t, "name"), Note: names().Draw(t, "note")}
			span := rapid.SampledFrom([]float64{0.01, 1, 10, 1e6}).Draw(t, "span")
			for i := range min(steps, rapid.IntRange(0, 3000).Draw(t, "values")) {
				side.Values = append(side.Values, span*float64((i*7919)%13-6))
			}
			c.Sides = append(c.Sides, side)
		}
		sound(t, c)
	})
}

func anyEntries() *rapid.Generator[[]Entry] {
	return rapid.SliceOfN(rapid.Custom(func(t *rapid.T) Entry {
		from := anyDay().Draw(t, "from")
		return Entry{from, from + rapid.SampledFrom([]calendar.Day{0, 30, 365}).Draw(t, "length"),
			anyDay().Draw(t, "known"), names().Draw(t, "what"), "e"}
	}), 0, 8)
}

func TestAnyTimeline(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := &Timeline{Head: head(t), AsOf: anyDay().Draw(t, "as of"),
			KnownAt: anyDay().Draw(t, "known at")}
		for range rapid.IntRange(0, 12).Draw(t, "rows") {
			c.Rows = append(c.Rows, Row{names().Draw(t, "name"), names().Draw(t, "note"),
				anyDay().Draw(t, "opens"), anyDay().Draw(t, "due"), anyDay().Draw(t, "began"),
				anyDay().Draw(t, "ended"), DueState(rapid.IntRange(0, 3).Draw(t, "is")),
				rapid.Bool().Draw(t, "silent"), anyEntries().Draw(t, "entries")})
		}
		sound(t, c)
	})
}

func TestAnyStrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := &Strip{Head: head(t), AsOf: anyDay().Draw(t, "as of"),
			KnownAt: anyDay().Draw(t, "known at"), Entries: anyEntries().Draw(t, "entries")}
		for range rapid.IntRange(0, 12).Draw(t, "due") {
			c.Due = append(c.Due, DueDay{anyDay().Draw(t, "day"), names().Draw(t, "name"),
				DueState(rapid.IntRange(0, 3).Draw(t, "is"))})
		}
		sound(t, c)
	})
}

func TestAnyPNG(t *testing.T) {
	l := troops()
	l.Title, l.Series[1].Basis = strings.Repeat("Ceiling ", 60), "طالبان"
	if _, err := PNG(l); err != nil {
		t.Fatal(err)
	}
}
