package draw

import (
	"fmt"
	"io"
	"strings"

	"lockstep/internal/lettering"
)

// Mermaid writes the picture as a Mermaid flowchart. Nodes are called n1, n2 and so
// on, in their order, since IDs may be words of the language. The only error is
// that of w.
func Mermaid(w io.Writer, p Picture) error {
	s := newSketch(p)
	var out document
	out.line("flowchart BT")
	out.about("accTitle", s.Title)
	out.about("accDescr", s.Description)
	for i, n := range s.nodes {
		out.line("  n%d%s", i+1, nodeMermaid(n))
	}
	for i, members := range s.framed() {
		out.line("  subgraph g%d[\"%s\"]", i+1, escapeMermaid(lettering.Clean(s.Groups[i].Label)))
		for _, v := range members {
			out.line("    n%d", v+1)
		}
		out.line("  end")
	}
	for _, l := range s.edges {
		out.line("  n%d %s n%d", l.from+1, arrowMermaid(l), l.to+1)
	}
	s.looksMermaid(&out)
	return out.Send(w, "Mermaid")
}

// about writes a line of description, in which only the end of line is special.
func (p *document) about(key, words string) {
	if words = lettering.Clean(words); words != "" {
		p.line("  %s: %s", key, escapeMermaid(words))
	}
}

// framed lists the members of each group that no group before it holds: a node
// cannot be in two subgraphs.
func (s *sketch) framed() [][]int32 {
	taken := map[int32]bool{}
	all := make([][]int32, len(s.groups))
	for i, members := range s.groups {
		for _, v := range members {
			if !taken[v] {
				taken[v] = true
				all[i] = append(all[i], v)
			}
		}
	}
	return all
}

var shapesMermaid = [...][2]string{
	Act:        {`("`, `")`},
	Continuing: {`["`, `"]`},
	Clock:      {`(["`, `"])`},
	Decision:   {`{{"`, `"}}`},
	Condition:  {`[/"`, `"/]`},
	Exchange:   {`[["`, `"]]`},
	Issue:      {`>"`, `"]`},
}

func nodeMermaid(n Node) string {
	lines := []string{n.Label, n.Note, mark(n)}
	var words []string
	for _, line := range lines {
		if line != "" {
			words = append(words, escapeMermaid(line))
		}
	}
	around := shapesMermaid[n.Shape]
	return around[0] + strings.Join(words, "<br/>") + around[1]
}

// arrowMermaid is the link of an edge. Mermaid has neither double lines nor two
// kinds of dots; thick stands for together, and looksMermaid sets the dashes.
func arrowMermaid(l link) string {
	arrow := [...]string{After: "-->", Provided: "-.->", Together: "===", Reading: "-.->"}[l.style]
	if l.label != "" {
		return arrow + `|"` + escapeMermaid(l.label) + `"|`
	}
	return arrow
}

// looksMermaid writes links of nodes and the looks of nodes and edges.
func (s *sketch) looksMermaid(out *document) {
	for i, n := range s.nodes {
		switch {
		case n.Loop:
			out.line("  style n%d stroke:#ad1330,stroke-width:3px", i+1)
		case n.Stuck:
			out.line("  style n%d stroke:#ad1330,stroke-dasharray:5 3", i+1)
		}
		if href := safeLink(n.Href); href != "" {
			out.line("  click n%d href \"%s\"", i+1, linkEscaper.Replace(href))
		}
	}
	for i, l := range s.edges {
		var looks []string
		switch l.style {
		case Provided:
			looks = append(looks, "stroke-dasharray:1 4")
		case Reading:
			looks = append(looks, "stroke-dasharray:6 4")
		}
		if l.loop {
			looks = append(looks, "stroke:#ad1330", "stroke-width:3px")
		}
		if len(looks) > 0 {
			out.line("  linkStyle %d %s", i, strings.Join(looks, ","))
		}
	}
}

var linkEscaper = strings.NewReplacer(`"`, "%22", ";", "%3B", "<", "%3C", ">", "%3E")

// escapeMermaid writes signs that Mermaid, its Markdown or its HTML would read as
// codes. A list mark or number at the beginning would be read as a list.
func escapeMermaid(s string) string {
	var b strings.Builder
	for i, r := range s {
		list := i == 0 && strings.ContainsRune("-+", r) ||
			r == '.' && strings.Trim(s[:i], "0123456789") == ""
		if list || strings.ContainsRune("\"#&<>`;\\|{}[]*_~%", r) {
			fmt.Fprintf(&b, "#%d;", r)
		} else {
			b.WriteRune(r)
		}
	}
	return b.String()
}
