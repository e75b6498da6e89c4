package matrix

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"lockstep/internal/calendar"
	"lockstep/internal/matrix/sheet"
)

// A Found is a matrix as it stands in a table that somebody sent.
type Found struct {
	Kind      Kind
	Sheet     string
	Agreement string // id, "" where the table does not say
	Title     string // what stands above everything else
	Cut       Cut
	Columns   []Column // that the table has, in its order
	Rows      []FoundRow
	Totals    []FoundRow
	Notes     []sheet.Refusal
	Refused   []sheet.Refusal // rows and headings that cannot be read

	at [columnCount]int // position of each column in the table, -1 where it lacks it
}

// A FoundRow is one row of a table, by column.
type FoundRow struct {
	Number int
	ID     string
	Cells  Cells
}

// Has reports whether the table has a column.
func (f *Found) Has(c Column) bool { return slices.Contains(f.Columns, c) }

// deepest is how many rows may stand above the head.
const deepest = 40

// Find finds the matrix in tables: the sheet, its head and its rows. It refuses where there is
// none or more than one; rows that cannot be read are refused in what it finds. Sheets that are
// hidden are passed over, and noted.
func Find(tables []sheet.Sheet) (*Found, []sheet.Refusal) {
	var found []*Found
	var hidden []sheet.Refusal
	for i := range tables {
		f := find(&tables[i])
		switch {
		case f == nil:
		case tables[i].Hidden:
			hidden = append(hidden, sheet.Refusal{Reason: fmt.Sprintf(
				"the sheet %q is hidden and was not read", tables[i].Name)})
		default:
			found = append(found, f)
		}
	}
	switch len(found) {
	case 0:
		return nil, append(hidden, sheet.Refusal{Reason: "there is no matrix here. One has a row " +
			"with the headings Activities, Timing, Executing body and so on, or Activity, Complete, " +
			"Pending, Ongoing"})
	case 1:
		found[0].Notes = append(found[0].Notes, hidden...)
		return found[0], nil
	}
	return nil, []sheet.Refusal{{Reason: fmt.Sprintf("there are %d matrices, on the sheets %q and "+
		"%q: keep one", len(found), found[0].Sheet, found[1].Sheet)}}
}

// Recognise reports whether a table has the head of a matrix.
func Recognise(table *sheet.Sheet) bool {
	return find(table) != nil
}

// find finds the matrix of one table, nil where there is none.
func find(table *sheet.Sheet) *Found {
	for i := range table.Rows[:min(deepest, len(table.Rows))] {
		kind, ok := kindOf(&table.Rows[i])
		if !ok {
			continue
		}
		f := &Found{Kind: kind, Sheet: table.Name, Notes: slices.Clone(table.Notes),
			Refused: slices.Clone(table.Refused),
			Cut:     Cut{AsOf: calendar.None, KnownAt: calendar.None}}
		f.Refused = append(f.Refused, f.head(&table.Rows[i])...)
		f.Refused = append(f.Refused, f.about(table.Rows[:i])...)
		for j := i + 1; j < len(table.Rows); j++ {
			f.row(&table.Rows[j])
		}
		return f
	}
	return nil
}

// kindOf is which matrix a row is the head of.
func kindOf(row *sheet.Row) (Kind, bool) {
	seen := map[Column]bool{}
	for i := range row.Cells {
		if row.Cells[i].Kind == sheet.Text {
			if c, ok := columnNamed(row.Cells[i].Text); ok {
				seen[c] = true
			}
		}
	}
	several := func(columns ...Column) bool {
		n := 0
		for _, c := range columns {
			if seen[c] {
				n++
			}
		}
		return n >= 2
	}
	switch {
	case !seen[Activity]:
	case several(marks...):
		return OfCompletion, true
	case several(Timing, Body, Funding, Composition, Location, Procedures, Reference):
		return OfActivities, true
	}
	return 0, false
}

// head learns where the columns are.
func (f *Found) head(row *sheet.Row) (refused []sheet.Refusal) {
	for c := range f.at {
		f.at[c] = -1
	}
	for i := range row.Cells {
		heading := row.Cells[i].String()
		c, ok := columnNamed(heading)
		switch {
		case strings.TrimSpace(heading) == "":
		case !ok || !slices.Contains(f.Kind.columns(), c) && c != Article && c != No:
			f.note(row.Number, sheet.Letters(i), fmt.Sprintf("the column %q is none of this matrix "+
				"and was not read", clip(heading)))
		case f.at[c] >= 0:
			refused = append(refused, sheet.Refusal{Row: row.Number, Column: sheet.Letters(i),
				Reason: fmt.Sprintf("%q and %q of column %s mean the same", clip(heading),
					clip(row.Cells[f.at[c]].String()), sheet.Letters(f.at[c]))})
		default:
			f.at[c] = i
			f.Columns = append(f.Columns, c)
		}
	}
	return refused
}

func (f *Found) note(row int, column, reason string) {
	f.Notes = append(f.Notes, sheet.Refusal{Row: row, Column: column, Reason: reason})
}

// about reads what stands above the head.
func (f *Found) about(rows []sheet.Row) (refused []sheet.Refusal) {
	for i := range rows {
		var said []sheet.Cell
		for _, cell := range rows[i].Cells {
			if cell.Kind != sheet.Empty || cell.Refused != "" {
				said = append(said, cell)
			}
		}
		switch len(said) {
		case 0:
			continue
		case 1:
			f.Title = cmp.Or(f.Title, said[0].String())
			continue
		}
		if reason := f.say(strings.TrimSuffix(said[0].String(), ":"), said[1]); reason != "" {
			refused = append(refused, sheet.Refusal{Row: rows[i].Number, Reason: reason})
		}
	}
	return refused
}

// say takes what a line above the head says.
func (f *Found) say(what string, of sheet.Cell) (reason string) {
	switch what {
	case aboutAgreement:
		f.Agreement = of.String()
	case aboutRecorded:
		f.Cut.RecordedBy = of.String()
	case aboutAsOf:
		f.Cut.AsOf, reason = bound(of)
	case aboutKnownAt:
		f.Cut.KnownAt, reason = bound(of)
	}
	if reason != "" {
		return what + ": " + reason
	}
	return ""
}

// bound is a day, or calendar.None for everything.
func bound(cell sheet.Cell) (calendar.Day, string) {
	switch {
	case cell.Refused != "":
		return calendar.None, cell.Refused
	case cell.Kind == sheet.Day:
		return cell.Day, ""
	case cell.String() == everything:
		return calendar.None, ""
	}
	day, err := sheet.ReadDay(cell.String())
	if err != nil {
		return calendar.None, err.Error()
	}
	return day, ""
}

// row takes one row below the head.
func (f *Found) row(row *sheet.Row) {
	found := FoundRow{Number: row.Number}
	for _, c := range f.Columns {
		found.Cells[c] = row.Cell(f.at[c])
	}
	if found.Cells == (Cells{}) {
		return
	}
	found.ID = strings.TrimSpace(found.Cells[ID].String())
	if row.Hidden {
		f.note(row.Number, "", "the row is hidden, and was read")
	}
	switch {
	case strings.HasPrefix(found.ID, headingID):
		return
	case strings.HasPrefix(found.ID, totalID):
		f.Totals = append(f.Totals, found)
		return
	}
	f.Rows = append(f.Rows, found)
}

// Called is what people call a column of the table: its letters and its heading.
func (f *Found) Called(c Column) string {
	if f.at[c] < 0 {
		return c.Heading(f.Kind)
	}
	return sheet.Letters(f.at[c]) + " (" + c.Heading(f.Kind) + ")"
}
