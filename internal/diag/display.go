package diag

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/apparentlymart/go-textseg/v15/textseg"
	"golang.org/x/text/unicode/bidi"
	"golang.org/x/text/width"
)

const (
	// tabStop is how far apart the columns are to which a tab moves.
	tabStop = 4
	// replacement stands for what must not reach a terminal.
	replacement = "\uFFFD"
	// leftToRight is the invisible mark that keeps what stands beside
	// right-to-left text where it is (LRM).
	leftToRight = "\u200E"
)

// direction is the direction in which a character is written.
type direction uint8

const (
	neutral direction = iota
	leftward
	rightward
)

// cell is one column of source: a character as the reader sees it, and how
// many columns of a terminal it takes.
type cell struct {
	text      string
	width     int
	space     bool
	direction direction
}

// cells are the columns of a line of text.
func cells(line string) []cell {
	var cs []cell
	data, offset := []byte(line), 0
	for len(data) > 0 {
		advance := firstCluster(data)
		c := newCell(string(data[:advance]), offset)
		cs, offset, data = append(cs, c), offset+c.width, data[advance:]
	}
	return cs
}

// firstCluster is the length in bytes of the first character of a text, as a reader sees it; 0 of
// an empty one.
func firstCluster(text []byte) int {
	advance, _, err := textseg.ScanGraphemeClusters(text, true)
	if err != nil || advance <= 0 {
		return min(len(text), 1)
	}
	return advance
}

// newCell is the cell of a grapheme cluster that begins offset columns into
// its line.
func newCell(cluster string, offset int) cell {
	if cluster == "\t" {
		n := tabStop - offset%tabStop
		return cell{text: strings.Repeat(" ", n), width: n, space: true}
	}
	c := cell{text: strings.ToValidUTF8(cluster, replacement), space: cluster == " "}
	first, _ := utf8.DecodeRuneInString(cluster)
	switch c.width = clusterWidth(c.text); {
	case harmful(first), c.width == 0 && unicode.Is(unicode.Cf, first):
		c.text, c.width = replacement, 1
	case c.width == 0: // a combining mark with nothing to stand on
		c.text, c.width = "◌"+c.text, 1
	}
	c.direction = directionOf(c.text)
	return c
}

// harmful reports whether a character could move the cursor, change the colour
// or turn the text round it.
func harmful(r rune) bool {
	return unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r) ||
		r == '\u2028' || r == '\u2029' || r == '\uFEFF' || r == utf8.RuneError
}

// clusterWidth is the number of columns that a grapheme cluster takes: that of
// its widest character, and two for emoji made of narrow ones (Unicode
// Standard Annex 11 and Technical Standard 51).
func clusterWidth(cluster string) int {
	const emojiStyle = '\uFE0F'
	widest, flags := 0, 0
	for _, r := range cluster {
		widest = max(widest, runeWidth(r))
		if r == emojiStyle {
			return 2
		}
		if unicode.Is(unicode.Regional_Indicator, r) {
			flags++
		}
	}
	if flags == 2 {
		return 2
	}
	return widest
}

// runeWidth is the number of columns that a character takes by itself.
func runeWidth(r rune) int {
	if unicode.In(r, unicode.Mn, unicode.Me, unicode.Cf) {
		return 0
	}
	switch width.LookupRune(r).Kind() {
	case width.EastAsianWide, width.EastAsianFullwidth:
		return 2
	}
	return 1
}

// directionOf is the direction of the first character of a cluster that has
// one.
func directionOf(cluster string) direction {
	for _, r := range cluster {
		properties, _ := bidi.LookupRune(r)
		switch properties.Class() {
		case bidi.R, bidi.AL:
			return leftward
		case bidi.L:
			return rightward
		}
	}
	return neutral
}

// runFrom is the end of the run of right-to-left text that begins at cell i,
// or i when none begins there. A terminal may turn the order of a run round,
// so nothing can be pointed at inside it. A run ends at a quotation mark or a
// left-to-right character.
func runFrom(cs []cell, i int) int {
	if cs[i].direction != leftward {
		return i
	}
	end := i
	for ; i < len(cs) && cs[i].direction != rightward && cs[i].text != `"`; i++ {
		if cs[i].direction == leftward {
			end = i + 1
		}
	}
	return end
}

// widen extends the cells from start to end over the runs of right-to-left
// text that they would cut.
func widen(cs []cell, start, end int) (int, int) {
	from, to := start, end
	for i := 0; i < len(cs); {
		stop := runFrom(cs, i)
		if stop == i {
			i++
			continue
		}
		if i < end && start < stop {
			from, to = min(from, i), max(to, stop)
		}
		i = stop
	}
	return from, to
}

// show is the text of cells for a terminal, with runs of right-to-left text
// held between marks so that what follows them stays in its column.
func show(cs []cell) string {
	var b strings.Builder
	for i := 0; i < len(cs); {
		if stop := runFrom(cs, i); stop > i {
			b.WriteString(leftToRight)
			for ; i < stop; i++ {
				b.WriteString(cs[i].text)
			}
			b.WriteString(leftToRight)
			continue
		}
		b.WriteString(cs[i].text)
		i++
	}
	return b.String()
}

// clean is a text of one line, safe for a terminal.
func clean(s string) string {
	return show(cells(s))
}

// columns is the number of terminal columns that cells take.
func columns(cs []cell) int {
	sum := 0
	for _, c := range cs {
		sum += c.width
	}
	return sum
}
