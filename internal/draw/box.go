package draw

import (
	"lockstep/internal/graph"
	"lockstep/internal/lettering"
)

const (
	padX      = 11.0
	padY      = 7.0
	labelLine = 16.0
	noteLine  = 15.0
	textMost  = 148.0 // width of the words in a box
	textLeast = 64.0
	edgeWords = 120.0 // width of the words on a line
)

// Words that say in the picture what weight and colour say too.
const (
	loopWords  = "waits in a loop"
	stuckWords = "never starts"
)

var (
	labelFont = lettering.Font{Size: 13, Bold: true}
	noteFont  = lettering.Font{Size: 12}
)

// lineHeight is the height of a line of a label.
func lineHeight(s string) float64 {
	if lettering.Tall(s) {
		return labelLine + 4
	}
	return labelLine
}

// card is the words of a box, broken into lines, and the size they ask for.
type card struct {
	label, note []string
	mark        string  // why it cannot start
	high        float64 // of a line of the label
	cut         bool    // some words did not fit
	box         graph.Box
}

// newCard breaks the words of a node into as few lines as possible, and then makes
// the box as narrow as that allows.
func newCard(n Node) card {
	c := card{high: lineHeight(n.Label)}
	lines, _ := labelFont.Wrap(n.Label, textMost, 3)
	room := textMost
	for try := textMost - 6; try >= textLeast; try -= 6 {
		closer, cut := labelFont.Wrap(n.Label, try, 3)
		if len(closer) > len(lines) || cut {
			break
		}
		room = try
	}
	if _, cut := labelFont.Wrap(n.Label, textMost, 3); cut {
		room = textMost
	}
	c.mark = mark(n)
	room = max(room, min(noteFont.Width(n.Note), textMost), noteFont.Width(c.mark))
	var cutNote bool
	if c.label, c.cut = labelFont.Wrap(n.Label, room, 3); c.cut {
		c.label[len(c.label)-1] = labelFont.Ending(n.Label, room)
	}
	c.note, cutNote = noteFont.Wrap(n.Note, room, 2)
	c.cut = c.cut || cutNote
	c.box = graph.Box{W: c.width() + 2*padX + 2*slope(n.Shape), H: c.height() + 2*padY}
	return c
}

func mark(n Node) string {
	switch {
	case n.Loop:
		return loopWords
	case n.Stuck:
		return stuckWords
	}
	return ""
}

func (c card) width() float64 {
	w := max(textLeast, noteFont.Width(c.mark))
	for _, line := range c.label {
		w = max(w, labelFont.Width(line))
	}
	for _, line := range c.note {
		w = max(w, noteFont.Width(line))
	}
	return w
}

func (c card) height() float64 {
	h := c.high*float64(len(c.label)) + noteLine*float64(len(c.note))
	if c.mark != "" {
		h += noteLine
	}
	return h
}

// slope is the width that the outline of a shape takes at each side.
func slope(s Shape) float64 {
	switch s {
	case Decision, Condition, Clock:
		return 7
	case Exchange, Issue:
		return 4
	}
	return 0
}
