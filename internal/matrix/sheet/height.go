package sheet

import (
	"strings"

	"golang.org/x/text/width"
)

// Heights of rows, in points.
const (
	lineHeight  = 13.5
	titleHeight = 20
	mostHeight  = 409 // that a workbook allows

	// perWidth is how many letters stand in a unit of width, on the safe side: units are the
	// digits of a larger script.
	perWidth = 1.1
)

// height is how high a row must be to show all of its texts. Programs work it out themselves only
// once somebody edits the row.
func (r *Row) height(columns []Column) float64 {
	switch r.Look {
	case Title:
		return titleHeight
	case About:
		return lineHeight
	}
	most := 1
	for i := range r.Cells {
		if i < len(columns) && r.Cells[i].Kind == Text && !columns[i].Hidden {
			most = max(most, linesOf(r.Cells[i].Text, int(columns[i].Width*perWidth)))
		}
	}
	return min(float64(most)*lineHeight+1.5, mostHeight)
}

// linesOf is how many lines a text takes when it is broken at words to fit a number of columns.
func linesOf(text string, columns int) int {
	lines := 0
	for line := range strings.SplitSeq(text, "\n") {
		lines++
		used := 0
		for _, word := range strings.Fields(line) {
			wide := columnsOf(word)
			if used > 0 && used+1+wide > columns {
				lines, used = lines+1, 0
			}
			for ; wide > columns; wide -= columns {
				lines++
			}
			used += wide + 1
		}
	}
	return lines
}

// columnsOf is how many columns a word takes; letters of East Asian scripts take two.
func columnsOf(word string) int {
	n := 0
	for _, r := range word {
		switch width.LookupRune(r).Kind() {
		case width.EastAsianWide, width.EastAsianFullwidth:
			n += 2
		default:
			n++
		}
	}
	return n
}
