package draw

import (
	"lockstep/internal/graph"
)

// legend explains the strokes and shapes that occur in a picture, by specimens.
type legend struct {
	entries []entry
	columns int
}

// entry is one specimen: a stroke, or a shape, and what it means.
type entry struct {
	words string
	line  bool
	link  link
	node  Node
}

const (
	entryWide = 196.0
	entryHigh = 22.0
	specimen  = 38.0 // width of a stroke or shape in the legend
)

var strokeWords = [...]string{
	After:    "waits for",
	Provided: "waits for, asked once",
	Together: "at the same time",
	Reading:  "wait added by a reading",
}

var shapeWords = [...]string{
	Act:        "act, done once",
	Continuing: "continuing",
	Clock:      "clock",
	Decision:   "decision",
	Condition:  "condition",
	Exchange:   "exchange",
	Issue:      "issue",
}

// newLegend collects what occurs. A single kind of box explains itself.
func newLegend(s *sketch) legend {
	l := legend{columns: 1}
	strokes, loops := s.strokes()
	for style, words := range strokeWords {
		if strokes[style] {
			link := link{style: EdgeStyle(style)}
			l.entries = append(l.entries, entry{words: words, line: true, link: link})
		}
	}
	if loops {
		link := link{loop: true}
		l.entries = append(l.entries, entry{words: "part of a loop", line: true, link: link})
	}
	for shape, words := range shapeWords {
		if seen := s.shapes(); seen[shape] && len(seen) > 1 {
			node := Node{Shape: Shape(shape)}
			l.entries = append(l.entries, entry{words: words, node: node})
		}
	}
	return l
}

func (s *sketch) strokes() (seen [len(strokeWords)]bool, loops bool) {
	for _, e := range s.edges {
		seen[e.style] = true
		loops = loops || e.loop
	}
	return seen, loops
}

func (s *sketch) shapes() map[int]bool {
	seen := map[int]bool{}
	for _, n := range s.nodes {
		seen[int(n.Shape)] = true
	}
	return seen
}

// size sets the legend in columns and returns the room it then takes.
func (l *legend) size(columns int) graph.Box {
	l.columns = max(1, min(columns, len(l.entries)))
	rows := (len(l.entries) + l.columns - 1) / l.columns
	if rows == 0 {
		return graph.Box{}
	}
	return graph.Box{W: entryWide * float64(l.columns), H: entryHigh * float64(rows)}
}

// spot is the place of the i-th entry, from the corner of the legend.
func (l *legend) spot(i int) graph.Point {
	return graph.Point{
		X: float64(i%l.columns) * entryWide,
		Y: float64(i/l.columns) * entryHigh,
	}
}
