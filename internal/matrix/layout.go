package matrix

import (
	"fmt"
	"slices"
	"strings"

	"lockstep/internal/calendar"
	"lockstep/internal/matrix/sheet"
)

// What stands above the head of a matrix, in the column of activities.
const (
	aboutAgreement = "Agreement"
	aboutAsOf      = "As of"
	aboutKnownAt   = "Known at"
	aboutRecorded  = "Recorded by"
	aboutMatrix    = "Matrix"
)

// everything stands for a bound that cuts nothing.
const everything = "everything that is known"

// What begins the id of a row with totals, and of one with a heading alone. No commitment is
// called so: ids hold no blanks.
const (
	totalID   = "total "
	headingID = "heading "
)

// Sheet lays the matrix out: what it is about, the head, and under the heading of each article
// its commitments. A completion counts its marks, by article and in all.
func (m *Matrix) Sheet() *sheet.Sheet {
	l := layout{Matrix: m, columns: m.Kind.columns(), sheet: &sheet.Sheet{}}
	l.sheet.Name = strings.ToUpper(m.Kind.String()[:1]) + m.Kind.String()[1:]
	for _, c := range l.columns {
		shown := sheet.Column{Width: shapes[c].width, Hidden: c == Export, Centre: c == No}
		if slices.Contains(marks, c) {
			shown.Centre, shown.Choice = true, mark
		}
		l.sheet.Columns = append(l.sheet.Columns, shown)
	}
	l.about()
	l.head()
	l.rows()
	return l.sheet
}

// A layout is a table that is being laid out.
type layout struct {
	*Matrix
	columns []Column
	sheet   *sheet.Sheet
}

// add adds a row and gives its number.
func (l *layout) add(look sheet.Look, cells ...sheet.Cell) int {
	number := len(l.sheet.Rows) + 1
	l.sheet.Rows = append(l.sheet.Rows, sheet.Row{Number: number, Look: look, Cells: cells})
	return number
}

// about says what the matrix is about.
func (l *layout) about() {
	l.add(sheet.Title, text(l.Title))
	say := func(what string, of sheet.Cell) { l.add(sheet.About, text(what+":"), of) }
	if l.Kind == OfCompletion {
		say = func(what string, of sheet.Cell) {
			l.add(sheet.About, sheet.Cell{}, text(what+":"), of)
		}
	}
	say(aboutMatrix, text(l.Kind.String()))
	say(aboutAgreement, text(l.Agreement))
	if l.Kind == OfCompletion {
		say(aboutAsOf, orEverything(l.Cut.AsOf))
		say(aboutKnownAt, orEverything(l.Cut.KnownAt))
		if l.Cut.RecordedBy != "" {
			say(aboutRecorded, text(l.Cut.RecordedBy))
		}
	}
	l.add(sheet.About)
}

func orEverything(day calendar.Day) sheet.Cell {
	if day == calendar.None {
		return text(everything)
	}
	return sheet.DayCell(day)
}

// head names the columns.
func (l *layout) head() {
	cells := make([]sheet.Cell, len(l.columns))
	for i, c := range l.columns {
		cells[i] = text(c.Heading(l.Kind))
	}
	l.add(sheet.Head, cells...)
}

// rows lays out the commitments article by article, and the totals.
func (l *layout) rows() {
	first := len(l.sheet.Rows) + 1
	for from := 0; from < len(l.Rows); {
		to := from + 1
		for to < len(l.Rows) && l.Rows[to].Section == l.Rows[from].Section {
			to++
		}
		l.section(l.Rows[from].Section, l.Rows[from:to])
		from = to
	}
	if l.Kind == OfCompletion {
		l.total(first)
	}
}

// section lays out one article: its heading, with the totals, and its commitments.
func (l *layout) section(title string, rows []Row) {
	id := headingID
	if l.Kind == OfCompletion {
		id = totalID
	}
	heading := l.heading(title, id+title)
	number := l.add(sheet.Section, heading...)
	if l.Kind == OfCompletion {
		l.count(heading, rows, number+1, number+len(rows))
	}
	for i := range rows {
		cells := make([]sheet.Cell, len(l.columns))
		for j, c := range l.columns {
			cells[j] = rows[i].Cells[c]
		}
		l.add(sheet.Plain, cells...)
	}
}

// heading is a row that says one thing, and the id of what it is.
func (l *layout) heading(title, id string) []sheet.Cell {
	cells := make([]sheet.Cell, len(l.columns))
	cells[slices.Index(l.columns, Activity)] = text(title)
	cells[slices.Index(l.columns, ID)] = text(id)
	return cells
}

// count fills in how many of the rows carry which mark.
func (l *layout) count(cells []sheet.Cell, rows []Row, from, to int) {
	for _, c := range marks {
		i := slices.Index(l.columns, c)
		at := sheet.Letters(i)
		cells[i] = sheet.Computed(marked(rows, c),
			fmt.Sprintf(`COUNTIF(%s%d:%s%d,"%s")`, at, from, at, to, mark))
	}
}

// marked counts the rows with a mark in that column.
func marked(rows []Row, c Column) int {
	n := 0
	for i := range rows {
		if rows[i].Cells[c].Kind != sheet.Empty {
			n++
		}
	}
	return n
}

// total adds the row with the totals of all articles, and how many commitments carry no mark.
func (l *layout) total(first int) {
	cells := l.heading("All articles", totalID+"of all")
	last := len(l.sheet.Rows)
	number := l.add(sheet.Total, cells...)
	if len(l.Rows) == 0 {
		return
	}
	l.count(cells, l.Rows, first, last)
	without := len(l.Rows)
	for _, c := range marks {
		without -= marked(l.Rows, c)
	}
	i := slices.Index(l.columns, Complete)
	cells[slices.Index(l.columns, Remarks)] = sheet.Cell{Kind: sheet.Number,
		Number: float64(without), Unit: "without a mark: unknown or void",
		Formula: fmt.Sprintf("COUNT(A%d:A%d)-SUM(%s%d:%s%d)", first, last, sheet.Letters(i), number,
			sheet.Letters(i+len(marks)-1), number)}
}
