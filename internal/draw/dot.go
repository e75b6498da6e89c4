package draw

import (
	"fmt"
	"io"
	"strconv"
	"strings"

	"lockstep/internal/lettering"
	"lockstep/internal/pen"
)

// DOT writes the picture in the language of Graphviz, laid out by whoever reads it.
// Nodes keep their IDs. The only error is that of w.
func DOT(w io.Writer, p Picture) error {
	s := newSketch(p)
	names := s.names()
	var out document
	out.line("digraph waits {")
	out.line("  graph [rankdir=BT, fontname=\"sans-serif\", label=%s, labelloc=t, tooltip=%s];",
		quoteDOT(lettering.Clean(s.Title)), quoteDOT(lettering.Clean(s.Description)))
	out.line("  node [fontname=\"sans-serif\", fontsize=11, shape=box, color=\"#63656b\"];")
	out.line("  edge [fontname=\"sans-serif\", fontsize=10, color=\"#63656b\", arrowsize=0.7];")
	for i, n := range s.nodes {
		out.line("  %s [%s];", quoteDOT(names[i]), nodeDOT(n))
	}
	for i, members := range s.framed() {
		out.line("  subgraph cluster_%d {", i+1)
		out.line("    label=%s; color=\"#848583\";", quoteDOT(lettering.Clean(s.Groups[i].Label)))
		for _, v := range members {
			out.line("    %s;", quoteDOT(names[v]))
		}
		out.line("  }")
	}
	for _, l := range s.edges {
		out.line("  %s -> %s%s;", quoteDOT(names[l.from]), quoteDOT(names[l.to]), linkDOT(l))
	}
	out.line("}")
	return out.Send(w, "DOT")
}

// A document is a picture as lines of another program's language.
type document struct{ pen.Pen }

func (p *document) line(format string, args ...any) { fmt.Fprintf(p, format+"\n", args...) }

// names are the IDs, cleaned, with a number where two have become the same.
func (s *sketch) names() []string {
	taken := map[string]bool{}
	names := make([]string, len(s.nodes))
	for i, n := range s.nodes {
		name := lettering.Clean(n.ID)
		for k := 2; taken[name]; k++ {
			name = lettering.Clean(n.ID) + " " + strconv.Itoa(k)
		}
		taken[name] = true
		names[i] = name
	}
	return names
}

var shapesDOT = [...]string{
	Act:        "shape=box",
	Continuing: "shape=box",
	Clock:      "shape=oval",
	Decision:   "shape=hexagon",
	Condition:  "shape=parallelogram",
	Exchange:   "shape=box, peripheries=2",
	Issue:      "shape=note",
}

func nodeDOT(n Node) string {
	attributes := []string{"label=" + quoteLinesDOT(newCard(n).lines()), shapesDOT[n.Shape]}
	var style []string
	if n.Shape == Act {
		style = append(style, "rounded")
	}
	switch {
	case n.Loop:
		attributes = append(attributes, `color="#ad1330"`, "penwidth=2.5")
	case n.Stuck:
		attributes = append(attributes, `color="#ad1330"`)
		style = append(style, "dashed")
	}
	if len(style) > 0 {
		attributes = append(attributes, `style="`+strings.Join(style, ",")+`"`)
	}
	if href := safeLink(n.Href); href != "" {
		attributes = append(attributes, "URL="+quoteDOT(href))
	}
	return strings.Join(attributes, ", ")
}

// linkDOT is the attributes of an edge in brackets, if it has any.
func linkDOT(l link) string {
	var attributes []string
	if ink := lineInk(l.loop); l.style == Together {
		attributes = append(attributes, `color="`+ink+`:invis:`+ink+`"`, "dir=none")
	} else if l.loop {
		attributes = append(attributes, `color="`+ink+`"`)
	}
	if l.loop {
		attributes = append(attributes, "penwidth=2.5")
	}
	switch l.style {
	case Provided:
		attributes = append(attributes, "style=dotted")
	case Reading:
		attributes = append(attributes, "style=dashed")
	}
	if l.label != "" {
		attributes = append(attributes, "label="+quoteDOT(l.label))
	}
	if len(attributes) == 0 {
		return ""
	}
	return " [" + strings.Join(attributes, ", ") + "]"
}

// lines is all that the box says.
func (c card) lines() []string {
	all := append(append([]string(nil), c.label...), c.note...)
	if c.mark != "" {
		all = append(all, c.mark)
	}
	return all
}

// dotEscaper doubles backslashes, since Graphviz reads \N and the like, and hides
// ampersands, since it reads entities.
var dotEscaper = strings.NewReplacer(`\`, `\\`, `"`, `\"`, "&", "&amp;")

func quoteDOT(s string) string { return `"` + dotEscaper.Replace(s) + `"` }

func quoteLinesDOT(lines []string) string {
	for i, line := range lines {
		lines[i] = dotEscaper.Replace(line)
	}
	return `"` + strings.Join(lines, `\n`) + `"`
}
