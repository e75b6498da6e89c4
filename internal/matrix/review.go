package matrix

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"lockstep/internal/calendar"
	"lockstep/internal/diag"
	"lockstep/internal/matrix/sheet"
)

// A Review is what somebody changed in a matrix, row by row. It is the JSON of importing one:
// keys are only ever added.
type Review struct {
	Agreement string          `json:"agreement"`
	Matrix    string          `json:"matrix"` // activities or completion
	AsOf      calendar.Day    `json:"as_of"`
	KnownAt   calendar.Day    `json:"known_at"`
	Rows      int             `json:"rows"` // of commitments
	Changes   []Change        `json:"changes"`
	Notes     []sheet.Refusal `json:"notes"`   // what else should be known; none of it has an effect
	Refused   []sheet.Refusal `json:"refused"` // what cannot be taken as it stands
}

// A Change is one cell that is not as it was.
type Change struct {
	ID     string `json:"id"`
	Row    int    `json:"row"`
	Column string `json:"column"` // its heading; "Mark" for the three columns of marks
	From   string `json:"from"`
	To     string `json:"to"`

	Event *Proposal `json:"event,omitempty"` // that would say so
	Where *Place    `json:"where,omitempty"` // of what the agreement says
	Write []string  `json:"write,omitempty"` // attributes that would say so
	// Because is why neither follows, "" where one does.
	Because string `json:"because,omitempty"`
}

// A Proposal is an event that may be recorded. Who says it, and where, is for people to add.
type Proposal struct {
	Kind string `json:"kind"`
	At   string `json:"at,omitempty"` // "" where the matrix does not say
	Note string `json:"note,omitempty"`
}

// A comparison holds a matrix that came back against the project.
type comparison struct {
	*Review
	base  *Matrix
	found *Found
	rows  map[string]*Row
	moved bool // some row of the project is not as it was when the matrix was exported
}

// Compare says what is different in a matrix that came back. Base is the matrix of the same kind
// and cut, made of the project as it stands.
func Compare(base *Matrix, found *Found) *Review {
	c := &comparison{base: base, found: found, rows: map[string]*Row{}, Review: &Review{
		Agreement: base.Agreement, Matrix: base.Kind.String(), AsOf: base.Cut.AsOf,
		KnownAt: base.Cut.KnownAt, Changes: []Change{}, Notes: slices.Clone(found.Notes),
		Refused: append([]sheet.Refusal{}, found.Refused...)}}
	for i := range base.Rows {
		c.rows[base.Rows[i].ID] = &base.Rows[i]
	}
	if reason := c.belongs(); reason != "" {
		c.Refused = append(c.Refused, sheet.Refusal{Reason: reason})
	} else {
		c.compare()
	}
	sheet.SortRefusals(c.Notes)
	sheet.SortRefusals(c.Refused)
	if c.Notes == nil {
		c.Notes = []sheet.Refusal{}
	}
	return c.Review
}

// belongs says why a matrix cannot be compared at all, "" where it can.
func (c *comparison) belongs() string {
	switch {
	case c.found.Agreement != "" && c.found.Agreement != c.base.Agreement:
		return fmt.Sprintf("the matrix is of %q, and the project is %q", c.found.Agreement,
			c.base.Agreement)
	case !c.found.Has(ID):
		return "the matrix has no column Id, so nothing says which commitment a row is of. A matrix " +
			"without a project becomes one with --new; of a project, export one and carry the " +
			"changes over"
	}
	return ""
}

// compare goes through the rows, and through what is no longer there.
func (c *comparison) compare() {
	first := map[string]int{}
	for i := range c.found.Rows {
		row := &c.found.Rows[i]
		if before := first[row.ID]; before > 0 && row.ID != "" {
			c.refuse(row, ID, fmt.Sprintf("%s stands in row %d already", row.ID, before))
			continue
		}
		first[row.ID] = row.Number
		c.row(row)
	}
	c.gone(first)
	for _, column := range c.base.Kind.columns() {
		if !c.found.Has(column) && column != No && column != Export {
			c.note(0, "", "the column "+column.Heading(c.base.Kind)+" is gone, and nothing follows")
		}
	}
	c.totals()
}

// gone tells the rows that are no longer there.
func (c *comparison) gone(first map[string]int) {
	var ids []string
	for i := range c.base.Rows {
		if id := c.base.Rows[i].ID; first[id] == 0 {
			ids = append(ids, id)
		}
	}
	if len(ids) > 0 {
		c.note(0, "", "no row is of "+strings.Join(ids, ", ")+". Nothing follows: what no longer "+
			"holds is recorded as waived or terminated, or taken out of the agreement")
	}
}

func (c *comparison) refuse(row *FoundRow, column Column, reason string) {
	c.Refused = append(c.Refused, sheet.Refusal{Row: row.Number, Column: c.found.Called(column),
		Reason: reason})
}

func (c *comparison) note(row int, column, reason string) {
	c.Notes = append(c.Notes, sheet.Refusal{Row: row, Column: column, Reason: reason})
}

// row compares one row.
func (c *comparison) row(found *FoundRow) {
	if found.ID == "" {
		c.withoutID(found)
		return
	}
	c.Rows++
	base, sent := c.rows[found.ID], found.Cells[Export].String()
	asSent := sent == export(c.base.Kind, found.ID, &found.Cells)
	c.moved = c.moved || base == nil || sent != "" && sent != base.Cells[Export].String()
	switch {
	case base == nil && asSent:
		c.note(found.Number, "", found.ID+" is no longer in the matrix of the project")
		return
	case base == nil:
		c.refuse(found, ID, fmt.Sprintf("no commitment of the matrix is called %q.", found.ID)+
			c.nearest(found.ID))
		return
	case c.unreadable(found), asSent: // as it was sent, whatever has become of the project
		return
	}
	moved := sent != "" && sent != base.Cells[Export].String()
	if c.base.Kind == OfCompletion {
		c.completion(base, found, moved)
		return
	}
	if moved && !c.sameText(base, found) {
		c.refuse(found, Export, movedReason)
		return
	}
	for _, column := range c.found.Columns {
		c.wording(base, found, column)
	}
}

const movedReason = "the project says something else here than when this matrix was exported: " +
	"export it anew and change that"

func (c *comparison) nearest(id string) string {
	ids := make([]string, 0, len(c.rows))
	for i := range c.base.Rows {
		ids = append(ids, c.base.Rows[i].ID)
	}
	return diag.DidYouMean(id, ids)
}

// withoutID tells a row that nobody can match.
func (c *comparison) withoutID(row *FoundRow) {
	said := row.Cells[Activity].Kind != sheet.Empty
	for _, column := range marks {
		said = said || row.Cells[column].Kind != sheet.Empty
	}
	if !said {
		c.note(row.Number, "", "the row has no id and names no activity, and was passed over")
		return
	}
	c.refuse(row, ID, "the row has no id. If it is a new commitment, write it into the agreement; "+
		"if it is an old one, give its id")
}

// unreadable refuses the cells of a row that cannot be read.
func (c *comparison) unreadable(row *FoundRow) bool {
	before := len(c.Refused)
	for _, column := range c.found.Columns {
		cell := row.Cells[column]
		switch {
		case column == No:
		case cell.Refused != "":
			c.refuse(row, column, cell.Refused)
		case cell.Merged:
			c.refuse(row, column, "the cell is merged with those of other rows: take them apart, so "+
				"that each row says its own")
		}
	}
	return len(c.Refused) > before
}

// same reports whether two cells say the same to people.
func same(x, y sheet.Cell) bool {
	return strings.TrimSpace(x.String()) == strings.TrimSpace(y.String())
}

// sameText reports whether nothing that the agreement says is different.
func (c *comparison) sameText(base *Row, found *FoundRow) bool {
	for _, column := range c.found.Columns {
		if column != No && column != Export && column != Due &&
			!same(base.Cells[column], found.Cells[column]) {
			return false
		}
	}
	return true
}

// change is a change of one cell.
func (c *comparison) change(base *Row, found *FoundRow, column Column) Change {
	return Change{ID: base.ID, Row: found.Number, Column: column.Heading(c.base.Kind),
		From: base.Cells[column].String(), To: strings.TrimSpace(found.Cells[column].String())}
}

// totals tells the totals that somebody typed. What a file that computes nothing says of them is
// passed over where it is what was sent, or what its marks come to, or where nobody can tell since
// the project has moved on.
func (c *comparison) totals() {
	if c.moved && !slices.ContainsFunc(c.found.Totals, isComputed) {
		return
	}
	sent := c.base.Sheet()
	for i := range c.found.Totals {
		row := &c.found.Totals[i]
		for _, column := range marks {
			cell := row.Cells[column]
			if cell.Formula != "" || cell.Kind == sheet.Empty && cell.Refused == "" {
				continue
			}
			of := strings.TrimPrefix(row.ID, totalID)
			counted, wasSent := c.counted(of, column), sentTotal(sent, row.ID, column)
			if said := cell.String(); said != fmt.Sprint(counted) && said != wasSent {
				c.note(row.Number, c.found.Called(column), fmt.Sprintf("the total %q was typed and is "+
					"not read: totals are computed, and this one is %d", clip(said), counted))
			}
		}
	}
}

func isComputed(row FoundRow) bool {
	return slices.ContainsFunc(marks, func(c Column) bool { return row.Cells[c].Formula != "" })
}

// counted is how many rows of a section, or of all, carry a mark in the file.
func (c *comparison) counted(section string, column Column) int {
	n := 0
	for i := range c.found.Rows {
		row := &c.found.Rows[i]
		base := c.rows[row.ID]
		if base == nil || row.Cells[column].Kind == sheet.Empty {
			continue
		}
		if section == "of all" || section == base.Section {
			n++
		}
	}
	return n
}

// sentTotal is a total as the project has it.
func sentTotal(s *sheet.Sheet, id string, column Column) string {
	columns := OfCompletion.columns()
	for i := range s.Rows {
		row := &s.Rows[i]
		if row.Cell(slices.Index(columns, ID)).String() == id {
			return cmp.Or(row.Cell(slices.Index(columns, column)).String(), "0")
		}
	}
	return ""
}
