// Package draw turns waits into a picture: SVG for pages and reports, DOT for
// Graphviz, Mermaid for documents.
//
// A [Picture] is a list of boxes and of lines between them. The package knows
// nothing of agreements: who waits, why, and what goes round in circles is decided
// by the caller, and words arrive finished. What is drawn depends on the picture
// alone, to the byte; the order of the edges does not matter, the order of the
// nodes decides ties.
//
// Nothing is refused for its words: any script is drawn, right-to-left included,
// what XML does not allow is left out, and links lead only where a page may send a
// reader. Edges to nodes that are not there are left out. Colour carries nothing
// alone: shapes, strokes and words say the same in grey.
package draw

import (
	"cmp"
	"slices"

	"lockstep/internal/graph"
	"lockstep/internal/lettering"
)

// Picture is what to draw. Title and Description are its name and a sentence for
// those who do not see it.
type Picture struct {
	Title, Description string
	Nodes              []Node
	Edges              []Edge
	Groups             []Group
}

// Node is a box. ID names it for edges and groups; of nodes with the same ID the
// first is drawn. Label is what it says, in any script; an empty one shows the ID.
// Note is a small second line, such as who performs. Href, if set, makes it a link.
type Node struct {
	ID, Label, Note, Href string
	Shape                 Shape
	Loop                  bool // waits in a circle
	Stuck                 bool // waits for a circle, so it never starts
}

// Shape is the outline of a box. All outlines differ without colour.
type Shape uint8

// The shapes.
const (
	Act        Shape = iota // round corners
	Continuing              // square corners
	Clock                   // round ends
	Decision                // pointed ends
	Condition               // slanted
	Exchange                // doubled
	Issue                   // folded corner
)

// Edge says that From waits for To. Lines of Style Together have no direction.
type Edge struct {
	From, To string
	Style    EdgeStyle
	Label    string
	Loop     bool // part of a circle
}

// EdgeStyle is the stroke of a line.
type EdgeStyle uint8

// The styles.
const (
	After    EdgeStyle = iota // solid: To comes first
	Provided                  // dotted: asked once
	Together                  // double: at the same time
	Reading                   // dashed: added by the reading that Label names
)

// Group is a frame around nodes, such as the members of a simultaneous exchange. A
// node is drawn in the first group that names it.
type Group struct {
	Label   string
	Members []string
}

// sketch is a picture with its names resolved: nodes once each and edges between
// numbers, sorted.
type sketch struct {
	Picture
	nodes  []Node
	edges  []link
	groups [][]int32
}

// link is an edge by the numbers of its nodes.
type link struct {
	from, to int32
	style    EdgeStyle
	label    string
	loop     bool
}

func newSketch(p Picture) *sketch {
	s := &sketch{Picture: p}
	number := make(map[string]int32, len(p.Nodes))
	for _, n := range p.Nodes {
		if _, known := number[n.ID]; !known {
			number[n.ID] = int32(len(s.nodes))
			s.nodes = append(s.nodes, tidy(n))
		}
	}
	for _, e := range p.Edges {
		from, ok := number[e.From]
		to, too := number[e.To]
		if ok && too {
			s.edges = append(s.edges, newLink(from, to, e))
		}
	}
	slices.SortFunc(s.edges, compareLinks)
	s.edges = slices.Compact(s.edges)
	for _, g := range p.Groups {
		var members []int32
		for _, id := range g.Members {
			if v, ok := number[id]; ok {
				members = append(members, v)
			}
		}
		s.groups = append(s.groups, members)
	}
	return s
}

// tidy cleans the words of a node and puts its ID where there are none.
func tidy(n Node) Node {
	n.Label, n.Note = lettering.Clean(n.Label), lettering.Clean(n.Note)
	if n.Label == "" {
		n.Label = lettering.Clean(n.ID)
	}
	n.Shape = min(n.Shape, Issue)
	return n
}

// newLink makes a link of an edge. Being together has no direction.
func newLink(from, to int32, e Edge) link {
	l := link{from, to, min(e.Style, Reading), lettering.Clean(e.Label), e.Loop}
	if l.style == Together {
		l.from, l.to = max(from, to), min(from, to)
	}
	return l
}

// compareLinks orders links as package graph numbers the edges from what is waited
// for to what waits; parallel links follow in the order of their looks.
func compareLinks(a, b link) int {
	return cmp.Or(
		cmp.Compare(a.to, b.to), cmp.Compare(a.from, b.from),
		cmp.Compare(a.style, b.style), cmp.Compare(a.label, b.label),
		compareBool(a.loop, b.loop))
}

func compareBool(a, b bool) int {
	switch {
	case a == b:
		return 0
	case b:
		return -1
	}
	return 1
}

// kind separates lines that must not share ink.
func (l link) kind() uint8 {
	k := uint8(l.style) * 2
	if l.loop {
		k++
	}
	return k
}

// digraph is the graph of the links, from what is waited for to what waits, so
// that what comes first is at the top. Its edge i is s.edges[i].
func (s *sketch) digraph() *graph.Digraph {
	edges := make([]graph.Edge, len(s.edges))
	for i, l := range s.edges {
		edges[i] = graph.Edge{From: l.to, To: l.from}
	}
	return graph.New(len(s.nodes), edges)
}
