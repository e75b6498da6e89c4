package chart

import (
	"bytes"
	"encoding/csv"
	"strconv"
	"strings"

	"lockstep/internal/calendar"
	"lockstep/internal/lettering"
)

// A Table is the numbers of a chart, in the order in which they are drawn. Cells are as machines
// read them: days as 2020-07-13, figures without commas, nothing where nothing is known.
type Table struct {
	Columns []Column
	Rows    [][]string
}

// A Column is what a column holds.
type Column struct {
	Name string
	Kind ColumnKind
}

// A ColumnKind is how cells are to be read.
type ColumnKind uint8

// The kinds of column.
const (
	Words ColumnKind = iota
	Figures
	Days
)

// Shown is a cell as people read it.
func (c Column) Shown(cell string) string {
	switch c.Kind {
	case Days:
		if d, err := calendar.ParseDay(cell, nil); err == nil {
			return Told(d)
		}
	case Figures:
		if x, ok := parseNumber(cell); ok {
			return Number(x)
		}
	}
	return lettering.Clean(cell)
}

// CSV is the table of a chart for spreadsheets and programs: UTF-8 with its mark, the citation at
// the end of every row, so that a row that is copied elsewhere still says what it is of. A text
// that a spreadsheet would compute gets an apostrophe in front; figures stay figures.
func CSV(c Chart) []byte {
	var b bytes.Buffer
	b.WriteString("\uFEFF")
	w := csv.NewWriter(&b)
	t, cite := c.Table(), c.About().Citation
	head := make([]string, 0, len(t.Columns)+4)
	for _, column := range t.Columns {
		head = append(head, safe(column.Name))
	}
	_ = w.Write(append(head, "project", "as_of", "known_at", "checkpoint"))
	tail := []string{safe(cite.Project), cite.AsOf.String(), cite.KnownAt.String(),
		safe(cite.Checkpoint)}
	if cite.Partial {
		tail[len(tail)-1] = withheld
	}
	for _, row := range t.Rows {
		cells := make([]string, 0, len(head)+len(tail))
		for i, cell := range row {
			if t.Columns[i].Kind != Figures || !isNumber(cell) {
				cell = safe(cell)
			}
			cells = append(cells, cell)
		}
		_ = w.Write(append(cells, tail...)) // a buffer takes everything
	}
	w.Flush()
	return b.Bytes()
}

// safe is a text as a cell that no spreadsheet computes.
func safe(text string) string {
	text = lettering.Clean(text)
	if rest := strings.TrimLeft(text, "'"); rest != "" && strings.ContainsRune("=+-@", rune(rest[0])) {
		return "'" + text
	}
	return text
}

// parseNumber reads a figure that plainNumber wrote.
func parseNumber(cell string) (float64, bool) {
	x, err := strconv.ParseFloat(cell, 64)
	return x, err == nil && finite(x)
}

func isNumber(cell string) bool {
	_, ok := parseNumber(cell)
	return ok
}
