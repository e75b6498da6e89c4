package draw

import (
	"cmp"
	"io"
	"math"
	"slices"
	"strconv"
	"strings"
)

// A Course is figures that change step by step, several of them on one axis. Steps are the
// words under the axis, in order. Unit says what the axis counts.
type Course struct {
	Title, Description, Unit string
	Steps                    []string
	Lines                    []CourseLine
}

// A CourseLine is one figure: its value after each step, having been zero before the first. Note
// is a small second line beside its name.
type CourseLine struct {
	Name, Note string
	Values     []float64
}

// Where things stand in the picture of a course, in pixels.
const (
	courseWide  = 880.0
	courseHigh  = 260.0 // of the field
	courseTop   = 52.0
	courseLeft  = 56.0
	courseNames = 190.0 // room for the names at the right side
	labelMost   = 150.0 // of the words under the axis
	mostLabels  = 40    // steps whose words are written under the axis
	mostTicks   = 8
)

// CourseSVG writes a course as one self-contained file, 880 wide: light, dark and in print. Lines
// differ in stroke as well as in colour. The only error is that of w.
func CourseSVG(w io.Writer, c Course) error {
	d := &plot{Course: c}
	d.fit()
	d.head()
	d.scale()
	d.steps()
	for i := range d.Lines {
		d.line(i)
	}
	d.names()
	d.close("svg")
	return d.send(w, "SVG")
}

// A plot is a course on its way to paper.
type plot struct {
	pen
	Course
	low, high, tick float64 // of the axis
	bottom          float64 // room under the field
}

// fit finds the ends of the axis and the room that the words under it need.
func (d *plot) fit() {
	low, high := 0.0, 0.0
	for _, l := range d.Lines {
		for _, v := range l.Values {
			low, high = min(low, v), max(high, v)
		}
	}
	if low == high {
		high = 1
	}
	d.tick = niceTick(high - low)
	d.low, d.high = math.Floor(low/d.tick)*d.tick, math.Ceil(high/d.tick)*d.tick
	d.bottom = 44
	if len(d.Steps) <= mostLabels {
		for _, s := range d.Steps {
			d.bottom = max(d.bottom, min(noteFont.width(clean(s)), labelMost)+24)
		}
	}
}

// niceTick is 1, 2 or 5 times a power of ten, so that few ticks cover the span.
func niceTick(span float64) float64 {
	power := math.Pow(10, math.Floor(math.Log10(span/mostTicks)))
	for _, factor := range []float64{1, 2, 5} {
		if span/(factor*power) <= mostTicks {
			return factor * power
		}
	}
	return 10 * power
}

// x is where a step stands; the last value is drawn as far as any other.
func (d *plot) x(step int) float64 {
	wide := courseWide - courseLeft - courseNames
	return courseLeft + wide*float64(step)/float64(len(d.Steps)+1)
}

func (d *plot) y(value float64) float64 {
	return courseTop + courseHigh*(d.high-value)/(d.high-d.low)
}

func (d *plot) head() {
	w, h := num(courseWide), num(courseTop+courseHigh+d.bottom)
	d.open("svg", "xmlns", "http://www.w3.org/2000/svg", "class", "course", "role", "img",
		"width", w, "height", h, "viewBox", "0 0 "+w+" "+h,
		"font-family", "sans-serif", "font-size", "12")
	d.text("title", cmp.Or(clean(d.Title), "Course"))
	if about := clean(d.Description); about != "" {
		d.text("desc", about)
	}
	d.WriteString("<style>" + courseStyle + "</style>\n")
	d.empty("rect", "class", "ground", "width", w, "height", h, "fill", "#fcfcfa")
	title := labelFont.shortenTo(clean(d.Title), courseWide-2*margin)
	d.text("text", title, "class", "label", "x", num(margin), "y", "22", "fill", "#1b1c1f",
		"font-size", "13", "font-weight", "600")
	d.text("text", clean(d.Unit), "class", "words", "x", num(margin), "y", "41", "fill", "#4a4c51")
}

// scale draws the axis with its figures; the line of zero is heavier.
func (d *plot) scale() {
	right := courseWide - courseNames
	for k := 0; ; k++ {
		value := d.low + float64(k)*d.tick
		if value > d.high+d.tick/2 {
			return
		}
		class, width := "rule", "0.5"
		if math.Abs(value) < d.tick/2 {
			class, width = "zero", "1.25"
		}
		d.empty("path", "class", class, "d", "M"+num(courseLeft)+" "+num(d.y(value))+"H"+num(right),
			"fill", "none", "stroke", "#848583", "stroke-width", width)
		d.text("text", figure(value, d.tick), "class", "words", "x", num(courseLeft-8),
			"y", num(d.y(value)+4), "text-anchor", "end", "fill", "#4a4c51")
	}
}

// figure writes a value with as many decimals as the ticks have.
func figure(value, tick float64) string {
	decimals := max(0, int(math.Ceil(-math.Log10(tick)-1e-9)))
	if math.Abs(value) < tick/2 {
		value = 0
	}
	return strings.Replace(strconv.FormatFloat(value, 'f', decimals, 64), "-", "−", 1)
}

// steps writes the words under the axis, on end, or numbers where there are too many steps.
func (d *plot) steps() {
	foot := courseTop + courseHigh + 12
	if len(d.Steps) > mostLabels {
		d.numbers(foot)
		return
	}
	for i, s := range d.Steps {
		x := num(d.x(i+1) + 4)
		d.text("text", noteFont.shortenTo(clean(s), labelMost), "class", "words", "x", x,
			"y", num(foot), "transform", "rotate(-90 "+x+" "+num(foot)+")", "text-anchor", "end",
			"fill", "#4a4c51")
	}
}

func (d *plot) numbers(foot float64) {
	tick := int(max(1, niceTick(float64(len(d.Steps)))))
	for i := 0; i <= len(d.Steps); i += tick {
		d.text("text", strconv.Itoa(i), "class", "words", "x", num(d.x(i)), "y", num(foot+4),
			"text-anchor", "middle", "fill", "#4a4c51")
	}
	d.text("text", "steps done", "class", "words", "x", num(courseWide-courseNames),
		"y", num(foot+20), "text-anchor", "end", "fill", "#4a4c51")
}

// strokes are how lines differ without colour, and with it.
var strokes = []struct{ colour, dashes, width string }{
	{"#1d4fb8", "", "2.5"}, {"#9a4b00", "8 4", "2.5"}, {"#1b1c1f", "2 3", "2"},
	{"#5a3a8a", "10 3 2 3", "2"},
}

// line draws a figure as a staircase, with a dot where it is highest. Of steps that fall on the
// same pixel the highest and the lowest are drawn.
func (d *plot) line(i int) {
	values, look := d.Lines[i].Values, strokes[i%len(strokes)]
	var path strings.Builder
	path.WriteString("M" + num(d.x(0)) + " " + num(d.y(0)))
	for from := 0; from < len(values); {
		to := from + 1
		for to < len(values) && d.x(to+1)-d.x(from+1) < 0.5 {
			to++
		}
		path.WriteString("H" + num(d.x(from+1)))
		if to-from > 2 {
			path.WriteString("V" + num(d.y(slices.Min(values[from:to]))) +
				"V" + num(d.y(slices.Max(values[from:to]))))
		}
		path.WriteString("V" + num(d.y(values[to-1])))
		from = to
	}
	path.WriteString("H" + num(courseWide-courseNames))
	d.empty("path", "class", "line l"+strconv.Itoa(i%len(strokes)), "d", path.String(),
		"fill", "none", "stroke", look.colour, "stroke-width", look.width,
		"stroke-dasharray", look.dashes, "stroke-linejoin", "round")
	if at := highest(values); at >= 0 {
		d.empty("circle", "class", "dot l"+strconv.Itoa(i%len(strokes)), "cx", num(d.x(at+1)),
			"cy", num(d.y(values[at])), "r", "4", "fill", look.colour)
	}
}

// highest is the position of the first largest value above zero, -1 where there is none.
func highest(values []float64) int {
	at := -1
	for i, v := range values {
		if v > 0 && (at < 0 || v > values[at]) {
			at = i
		}
	}
	return at
}

// names writes the name of every line where it ends, moved apart where they would touch.
func (d *plot) names() {
	const high = 34.0
	order := make([]int, len(d.Lines))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(i, j int) int { return cmp.Compare(d.end(j), d.end(i)) })
	y := courseTop - high
	tops := make([]float64, len(order))
	for rank, i := range order {
		y = max(y+high, d.y(d.end(i))-2)
		tops[rank] = y
	}
	most := courseTop + courseHigh + 4
	for rank := len(tops) - 1; rank >= 0; rank-- {
		tops[rank] = min(tops[rank], most)
		most = tops[rank] - high
	}
	for rank, i := range order {
		d.name(i, tops[rank])
	}
}

func (d *plot) end(i int) float64 {
	if n := len(d.Lines[i].Values); n > 0 {
		return d.Lines[i].Values[n-1]
	}
	return 0
}

func (d *plot) name(i int, y float64) {
	x, look := courseWide-courseNames+8, strokes[i%len(strokes)]
	d.text("text", labelFont.shortenTo(clean(d.Lines[i].Name), courseNames-16), "class",
		"name l"+strconv.Itoa(i%len(strokes)), "x", num(x), "y", num(y+4), "font-size", "13",
		"font-weight", "600", "fill", look.colour)
	d.text("text", noteFont.shortenTo(clean(d.Lines[i].Note), courseNames-16), "class", "words",
		"x", num(x), "y", num(y+19), "fill", "#4a4c51")
}

// courseStyle is the sheet of a course: see style.
const courseStyle = `
.course{--w-paper:var(--paper,#fcfcfa);--w-line:var(--rule,#848583);--w-ink:var(--ink,#1b1c1f);
--w-ink2:var(--ink2,#4a4c51);--w-l0:#1d4fb8;--w-l1:#9a4b00;--w-l2:var(--ink,#1b1c1f);--w-l3:#5a3a8a;
font-family:var(--sans,-apple-system,"Segoe UI",Roboto,"Noto Sans",Ubuntu,Cantarell,
"Helvetica Neue","Liberation Sans",Arial,sans-serif)}
@media (prefers-color-scheme:dark){.course{--w-paper:var(--paper,#15171b);
--w-line:var(--rule,#767d88);--w-ink:var(--ink,#e8e9eb);--w-ink2:var(--ink2,#b7bbc3);
--w-l0:#8fb2ff;--w-l1:#f0ad6b;--w-l2:var(--ink,#e8e9eb);--w-l3:#c9adf5}}
@media print{.course{--w-paper:#fff;--w-line:#666;--w-ink:#000;--w-ink2:#333;
--w-l0:#000;--w-l1:#000;--w-l2:#000;--w-l3:#000}}
.course .ground{fill:var(--w-paper)}
.course .rule,.course .zero{stroke:var(--w-line)}
.course .label{fill:var(--w-ink)}
.course .words{fill:var(--w-ink2)}
.course .line.l0{stroke:var(--w-l0)}.course .dot.l0,.course .name.l0{fill:var(--w-l0)}
.course .line.l1{stroke:var(--w-l1)}.course .dot.l1,.course .name.l1{fill:var(--w-l1)}
.course .line.l2{stroke:var(--w-l2)}.course .dot.l2,.course .name.l2{fill:var(--w-l2)}
.course .line.l3{stroke:var(--w-l3)}.course .dot.l3,.course .name.l3{fill:var(--w-l3)}
`
