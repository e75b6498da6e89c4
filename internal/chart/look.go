package chart

import (
	"strings"

	"lockstep/internal/lettering"
	"lockstep/internal/pen"
)

// A token is a colour by what it is for. Its value differs between light and dark.
type token uint8

const (
	nothing token = iota
	paper
	sunk
	line
	rule
	ink
	ink2
	ink3
	accent
	warn
	warnWash
)

// tokens are the names of the colours in a page's sheet and their values in light and dark: those
// of the dashboard.
var tokens = [...]struct{ name, light, dark string }{
	nothing:  {"none", "none", "none"},
	paper:    {"paper", "#fcfcfa", "#15171b"},
	sunk:     {"sunk", "#f3f3ef", "#1c1f24"},
	line:     {"line", "#e3e2dc", "#2c3037"},
	rule:     {"rule", "#848583", "#767d88"},
	ink:      {"ink", "#1b1c1f", "#e8e9eb"},
	ink2:     {"ink2", "#4a4c51", "#b7bbc3"},
	ink3:     {"ink3", "#63656b", "#989ea8"},
	accent:   {"accent", "#1d4fb8", "#8fb2ff"},
	warn:     {"warn", "#944a00", "#f0b35f"},
	warnWash: {"warn-wash", "#fbf0df", "#2c2315"},
}

// A kind of mark says what a line, an area or a dot stands for.
type kind uint8

const (
	grid kind = iota
	base
	later
	cutLine
	cutKnown
	lag
	measured
	held
	elsewhere
	whisker
	ceiling
	authorised
	announced
	overWash
	overHatch
	hair
	dot
	smallDot
	learnedDot
	hollow
	smallHollow
	quiet
	diamond
	met
	lateMark
	window
	unknownSpan
	lateSpan
	side0
	side1
	side2
	side3
	ground
	kinds
)

// A look is how a kind of mark is drawn. Width is that of the stroke, in units of the picture;
// dashes are lengths of stroke and gap; size is the diameter of a dot.
type look struct {
	class        string
	fill, stroke token
	width        float64
	dashes       []float64
	size         float64
}

// looks are the looks by kind. Everything that draws reads this table: the sheet of a page, the
// files and the raster.
var looks = [kinds]look{
	grid:        {"grid", nothing, line, 1, nil, 0},
	base:        {"base", nothing, rule, 1, nil, 0},
	later:       {"later", nothing, rule, 1, []float64{1, 4}, 0},
	cutLine:     {"asof", nothing, accent, 1.5, nil, 0},
	cutKnown:    {"knownat", nothing, accent, 1.5, []float64{5, 3}, 0},
	lag:         {"lag", nothing, rule, 1, nil, 0},
	measured:    {"measured", nothing, ink, 1.5, nil, 0},
	held:        {"held", nothing, ink2, 1.5, []float64{1.5, 4}, 0},
	elsewhere:   {"elsewhere", nothing, ink2, 1, nil, 0},
	whisker:     {"whisk", nothing, ink, 1.5, nil, 0},
	ceiling:     {"ceiling", nothing, rule, 5, nil, 0},
	authorised:  {"authorised", nothing, ink2, 1.5, []float64{8, 3, 2, 3}, 0},
	announced:   {"announced", nothing, ink, 1.5, []float64{3, 3}, 0},
	overWash:    {"over", warnWash, nothing, 0, nil, 0},
	overHatch:   {"hatch", nothing, warn, 1, nil, 0},
	hair:        {"hair", nothing, rule, 1, nil, 0},
	dot:         {"dots", nothing, ink, 8, nil, 8},
	smallDot:    {"dots-s", nothing, ink, 6.4, nil, 6.4},
	learnedDot:  {"dots-l", nothing, ink2, 4.5, nil, 4.5},
	hollow:      {"hollow", paper, ink, 1.5, nil, 8},
	smallHollow: {"hollow-s", paper, ink, 1.25, nil, 6},
	quiet:       {"quiet", paper, rule, 1.25, nil, 0},
	diamond:     {"ring", paper, ink, 1.5, nil, 0},
	met:         {"met", ink, ink, 1, nil, 0},
	lateMark:    {"late", warn, nothing, 0, nil, 0},
	window:      {"window", sunk, rule, 1, nil, 0},
	unknownSpan: {"span-unknown", nothing, ink3, 1.5, []float64{2, 4}, 0},
	lateSpan:    {"span-late", nothing, warn, 3, nil, 0},
	side0:       {"side-0", nothing, ink, 2, nil, 0},
	side1:       {"side-1", nothing, ink2, 2, []float64{6, 3}, 0},
	side2:       {"side-2", nothing, ink2, 1.5, []float64{2, 3}, 0},
	side3:       {"side-3", nothing, ink3, 1.5, []float64{10, 3, 2, 3}, 0},
	ground:      {"ground", paper, nothing, 0, nil, 0},
}

// A hand is how words are written.
type hand uint8

const (
	plain hand = iota
	strong
	axis
	atCut
	trouble
	heading
	ranged // the second half of a strong line
	hands
)

var handLooks = [hands]struct {
	class string
	fill  token
	font  lettering.Font
}{
	plain:   {"", ink2, lettering.Font{Size: 12}},
	strong:  {"t-hi", ink, lettering.Font{Size: 12, Bold: true}},
	axis:    {"t-ax", ink3, lettering.Font{Size: 12}},
	atCut:   {"t-acc", accent, lettering.Font{Size: 12, Bold: true}},
	trouble: {"t-warn", warn, lettering.Font{Size: 12, Bold: true}},
	heading: {"t-head", ink, lettering.Font{Size: 15, Bold: true}},
	ranged:  {"rg", ink2, lettering.Font{Size: 12}},
}

// Style is the sheet of rules by which charts look as they should in a page: colours are the
// page's own where it names them. A page links to it or takes it into its own sheet.
func Style() string {
	var b strings.Builder
	for _, l := range looks {
		b.WriteString(".drawn ." + l.class + "{" + l.rules("var(--%)") + "}\n")
	}
	b.WriteString(wordRules("var(--%)"))
	return b.String()
}

// rules are the declarations of a look. A colour is written by putting its name for the sign.
func (l look) rules(colour string) string {
	rules := []string{"fill:" + named(l.fill, colour), "stroke:" + named(l.stroke, colour)}
	if l.stroke != nothing {
		rules = append(rules, "stroke-width:"+pen.Num2(l.width))
	}
	if len(l.dashes) > 0 {
		rules = append(rules, "stroke-dasharray:"+dashed(l.dashes))
	}
	if l.dotted() {
		rules = append(rules, "stroke-linecap:round")
	}
	return strings.Join(rules, ";")
}

// dotted reports whether dots of this look are drawn as round ends of strokes without length.
func (l look) dotted() bool { return l.size > 0 && l.fill == nothing }

func named(t token, colour string) string {
	if t == nothing {
		return "none"
	}
	return strings.Replace(colour, "%", tokens[t].name, 1)
}

func dashed(lengths []float64) string {
	parts := make([]string, len(lengths))
	for i, x := range lengths {
		parts[i] = pen.Num2(x)
	}
	return strings.Join(parts, " ")
}

const sansFamily = `-apple-system,BlinkMacSystemFont,"Segoe UI",Roboto,"Noto Sans",Ubuntu,` +
	`Cantarell,"Helvetica Neue","Liberation Sans",Arial,sans-serif`

// wordRules are the declarations for words.
func wordRules(colour string) string {
	var b strings.Builder
	b.WriteString(".drawn text{font:12px var(--sans," + sansFamily + ");" +
		"font-variant-numeric:lining-nums tabular-nums;fill:" + named(ink2, colour) + "}\n")
	for _, h := range handLooks[strong:] {
		weight := "400"
		if h.font.Bold {
			weight = "600"
		}
		b.WriteString(".drawn ." + h.class + "{fill:" + named(h.fill, colour) +
			";font-weight:" + weight + ";font-size:" + pen.Num(h.font.Size) + "px}\n")
	}
	b.WriteString(".drawn .e{text-anchor:end}\n.drawn .m{text-anchor:middle}\n")
	return b.String()
}

// fileStyle is the sheet that a file carries: light, dark and in print.
func fileStyle() string {
	var light, dark strings.Builder
	for _, t := range tokens[paper:] {
		light.WriteString("--" + t.name + ":" + t.light + ";")
		dark.WriteString("--" + t.name + ":" + t.dark + ";")
	}
	return "\n.drawn{" + light.String() + "}\n" +
		"@media (prefers-color-scheme:dark){.drawn{" + dark.String() + "}}\n" +
		"@media print{.drawn{" + light.String() + "--paper:#fff}}\n" + Style()
}
