package sheet

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"lockstep/internal/calendar"
)

// The limits of what is read and written. Whatever is beyond one of them is refused.
const (
	MaxBytes    = 16 << 20 // of a file
	MaxUnpacked = 48 << 20 // bytes of a workbook's parts, unpacked
	MaxRows     = 10_000   // of a table, empty ones counted
	MaxColumns  = 64       // of a table, as far as something stands in them
	MaxText     = 32_767   // UTF-16 units of a cell: what spreadsheets can hold
)

// A Kind says what stands in a cell.
type Kind uint8

// The kinds of cell. Empty is the zero value.
const (
	Empty Kind = iota
	Text
	Day
	Number
)

// A Cell is what stands in one place of a table.
type Cell struct {
	Kind   Kind
	Text   string       // of a Text; of what was read, also the number as it was written
	Day    calendar.Day // of a Day
	Number float64      // of a Number

	// Formula is how a program computes the Number, without the equals sign. Of what was read it
	// is set where there is a formula, and the value is the one that was kept with it.
	Formula string
	// Unit are the words behind a Number that is written, as in "3 without a mark".
	Unit string
	// Merged is true of a cell that was read as one with cells of other rows. Each of them holds
	// what stands in the first.
	Merged bool
	// Refused is why what stands in the cell cannot be read, "" where it can.
	Refused string
}

// TextCell is a cell with a text, Empty where there is none.
func TextCell(text string) Cell {
	if text == "" {
		return Cell{}
	}
	return Cell{Kind: Text, Text: text}
}

// DayCell is a cell with a day, Empty for calendar.None.
func DayCell(day calendar.Day) Cell {
	if day == calendar.None {
		return Cell{}
	}
	return Cell{Kind: Day, Day: day}
}

// Count is a cell with a whole number.
func Count(n int) Cell { return Cell{Kind: Number, Number: float64(n)} }

// Computed is a cell with a whole number that a workbook computes.
func Computed(n int, formula string) Cell {
	return Cell{Kind: Number, Number: float64(n), Formula: formula}
}

// String is what people read in the cell: days as 2020-07-13.
func (c Cell) String() string {
	switch c.Kind {
	case Text:
		return c.Text
	case Day:
		return c.Day.String()
	case Number:
		number := strconv.FormatFloat(c.Number, 'f', -1, 64)
		if c.Unit != "" {
			number += " " + c.Unit
		}
		return number
	}
	return ""
}

// A Look is how a row is shown in a workbook.
type Look uint8

// The looks of rows.
const (
	Plain Look = iota
	Title
	About // what the table is about, above its head
	Head
	Section
	Total
)

// A Row is one row of a table.
type Row struct {
	Number int // in a workbook the row, in CSV the line on which it begins; from 1
	Look   Look
	Hidden bool
	Cells  []Cell
}

// Cell is the i-th cell of the row, Empty beyond its end.
func (r *Row) Cell(i int) Cell {
	if i < 0 || i >= len(r.Cells) {
		return Cell{}
	}
	return r.Cells[i]
}

// IsEmpty reports whether nothing stands in the row.
func (r *Row) IsEmpty() bool {
	return !slices.ContainsFunc(r.Cells, func(c Cell) bool {
		return c.Kind != Empty || c.Refused != "" || c.Formula != ""
	})
}

// A Column says how a column is shown in a workbook.
type Column struct {
	Width  float64 // in characters
	Hidden bool
	Centre bool
	Choice string // the only text that may be entered below the head, "" for any
}

// A Sheet is one table.
type Sheet struct {
	Name    string
	Hidden  bool
	Columns []Column
	Rows    []Row     // by Number
	Notes   []Refusal // what should be known of how it was read
	Refused []Refusal // rows that were not read
}

// A Refusal says why a row, or one cell of it, was not read; or, as a note, what else should be
// known of it.
type Refusal struct {
	Row    int    `json:"row"`    // from 1, 0 for the file as a whole
	Column string `json:"column"` // its letters or its heading, "" for the row as a whole
	Reason string `json:"reason"`
}

// String is the refusal in one line, as in "row 3, column E: …".
func (r Refusal) String() string {
	var where []string
	if r.Row > 0 {
		where = append(where, "row "+strconv.Itoa(r.Row))
	}
	if r.Column != "" {
		where = append(where, "column "+r.Column)
	}
	if len(where) == 0 {
		return r.Reason
	}
	return strings.Join(where, ", ") + ": " + r.Reason
}

// SortRefusals orders refusals by row, column and reason.
func SortRefusals(all []Refusal) {
	slices.SortStableFunc(all, func(x, y Refusal) int {
		return cmp.Or(cmp.Compare(x.Row, y.Row), cmp.Compare(len(x.Column), len(y.Column)),
			cmp.Compare(x.Column, y.Column), cmp.Compare(x.Reason, y.Reason))
	})
}

// Letters is the name of the i-th column, counted from 0: A to Z, then AA.
func Letters(i int) string {
	name := ""
	for i++; i > 0; i = (i - 1) / 26 {
		name = string(rune('A'+(i-1)%26)) + name
	}
	return name
}

// whole is a refusal of a file as a whole.
func whole(format string, args ...any) []Refusal {
	return []Refusal{{Reason: fmt.Sprintf(format, args...)}}
}
