package matrix

import (
	"fmt"
	"slices"
	"strings"

	"lockstep/internal/ledger"
	"lockstep/internal/matrix/sheet"
)

// markWords are what people enter for a mark.
var markWords = []string{"x", "✓", "✔", "√", "☑", "☒", "✗", "•", "yes", "y", "true", "1"}

// isMark reports whether a cell holds a mark. The reason says why that cannot be told.
func isMark(cell sheet.Cell) (marked bool, reason string) {
	said := strings.ToLower(strings.TrimSpace(cell.String()))
	switch {
	case said == "":
		return false, ""
	case slices.Contains(markWords, said):
		return true, ""
	}
	return false, fmt.Sprintf("%q is no mark: enter %s, or nothing", clip(said), mark)
}

// Marking is the column in which a row is marked; ok is false where it is in none. The refusals
// say which cells are none or one mark too many.
func (f *Found) Marking(row *FoundRow) (at Column, ok bool, refused []sheet.Refusal) {
	var in []Column
	for _, column := range marks {
		marked, reason := isMark(row.Cells[column])
		if reason != "" {
			refused = append(refused, sheet.Refusal{Row: row.Number, Column: f.Called(column),
				Reason: reason})
		}
		if marked {
			in = append(in, column)
		}
	}
	if len(in) > 1 {
		names := make([]string, len(in))
		for i, column := range in {
			names[i] = shapes[column].heading
		}
		refused = append(refused, sheet.Refusal{Row: row.Number,
			Reason: "the row has more than one mark: " + strings.Join(names, ", ") + ". Keep one"})
	}
	if len(in) == 0 {
		return 0, false, refused
	}
	return in[0], true, refused
}

// completion compares one row of a completion.
func (c *comparison) completion(base *Row, found *FoundRow, moved bool) {
	to, marked, refused := c.found.Marking(found)
	day, reason := c.day(found)
	if reason != "" {
		refused = append(refused, sheet.Refusal{Row: found.Number, Column: c.found.Called(Day),
			Reason: reason})
	}
	from, was := base.marking()
	sameMark := marked == was && to == from
	if moved && !sameMark {
		refused = append(refused, sheet.Refusal{Row: found.Number, Reason: movedReason})
	}
	if len(refused) > 0 {
		c.Refused = append(c.Refused, refused...)
		return
	}
	if moved {
		c.note(found.Number, "", base.ID+" has moved on since the export, and stands as it is marked")
		return
	}
	if day == base.Cells[Day].String() || !c.found.Has(Day) {
		day = "" // nothing new is said of it
	}
	remark := ""
	if c.found.Has(Remarks) && !same(base.Cells[Remarks], found.Cells[Remarks]) {
		remark = added(base.Cells[Remarks].String(), found.Cells[Remarks].String())
	}
	if sameMark {
		c.sameMark(base, found, Proposal{At: day, Note: remark})
	} else {
		c.marked(base, found, Proposal{At: day, Note: remark})
	}
	for _, column := range []Column{Article, Activity, Due} {
		c.wording(base, found, column)
	}
}

// added are the lines of a text that was not sent with them.
func added(sent, back string) string {
	was := map[string]bool{}
	for line := range strings.Lines(sent) {
		was[strings.TrimSpace(line)] = true
	}
	var lines []string
	for line := range strings.Lines(back) {
		if line = strings.TrimSpace(line); !was[line] {
			lines = append(lines, line)
		}
	}
	return strings.TrimSpace(strings.Join(lines, "\n"))
}

// marking is the column in which a row is marked.
func (r *Row) marking() (Column, bool) {
	for _, column := range marks {
		if r.Cells[column].Kind != sheet.Empty {
			return column, true
		}
	}
	return 0, false
}

// day is what stands in the column of days, as evidence writes it.
func (c *comparison) day(found *FoundRow) (string, string) {
	cell := found.Cells[Day]
	switch {
	case cell.Kind == sheet.Empty:
		return "", ""
	case cell.Kind == sheet.Day:
		return cell.Day.String(), ""
	case cell.Kind == sheet.Number && strings.Contains(cell.Text, "."):
		return "", fmt.Sprintf("%q is a number: format the cell as a day", cell.Text)
	case cell.Kind == sheet.Number && len(cell.Text) != len("2020"):
		return "", fmt.Sprintf("%q is a number: format the cell as a day", cell.Text)
	}
	day, err := sheet.ReadDate(cell.String())
	if err != nil {
		return "", err.Error()
	}
	return day, ""
}

// marked proposes the event that a new mark says.
func (c *comparison) marked(base *Row, found *FoundRow, p Proposal) {
	to, marked, _ := c.found.Marking(found)
	from, was := base.marking()
	change := Change{ID: base.ID, Row: found.Number, Column: "Mark", From: markName(from, was),
		To: markName(to, marked)}
	kind, because := eventFor(base, to, marked)
	if change.Because = because; because == "" {
		p.Kind = kind.String()
		change.Event = &p
	}
	c.Changes = append(c.Changes, change)
	if because != "" && p.Note != "" {
		c.remark(base, found)
	}
}

func markName(column Column, marked bool) string {
	if !marked {
		return "no mark"
	}
	return shapes[column].heading
}

// eventFor is the event that says that a commitment stands as it is marked now, or why none does.
func eventFor(base *Row, to Column, marked bool) (ledger.Kind, string) {
	from, was := base.marking()
	switch {
	case marked && to == Complete && base.continuing:
		return 0, "a continuing commitment is never complete: it is kept, or it is over by its until"
	case marked && to == Complete:
		return ledger.Done, ""
	case marked && to == Ongoing && from != Complete && base.continuing:
		return ledger.CompliedWith, ""
	case marked && to == Ongoing && from != Complete:
		return ledger.Begun, ""
	case was && len(base.events) > 0:
		return 0, "what was reported is not undone by a mark: record a retraction of the events that " +
			"were wrong, out of " + strings.Join(base.events, ", ")
	}
	return 0, "no event says this: it is so where nobody reports anything else"
}

// sameMark proposes what a new day says, with a new remark, of a row whose mark is as it was.
func (c *comparison) sameMark(base *Row, found *FoundRow, p Proposal) {
	at, ok := base.marking()
	if p.At == "" {
		c.remark(base, found)
		return
	}
	change := c.change(base, found, Day)
	switch {
	case ok && at == Complete:
		p.Kind, change.Event = ledger.Done.String(), &p
	case ok && at == Ongoing && !base.continuing:
		p.Kind, change.Event = ledger.Begun.String(), &p
	default:
		change.Because = "the mark says that nothing was begun or done on that day"
	}
	c.Changes = append(c.Changes, change)
	if change.Event == nil {
		c.remark(base, found)
	}
}

// remark tells a remark of which nothing follows.
func (c *comparison) remark(base *Row, found *FoundRow) {
	if !c.found.Has(Remarks) || same(base.Cells[Remarks], found.Cells[Remarks]) {
		return
	}
	change := c.change(base, found, Remarks)
	change.Because = "a remark alone is no evidence, and is not taken: record what happened, with " +
		"the remark as its note"
	if change.To == "" {
		change.Because = "a remark tells what the events say, so taking it away changes nothing: what " +
			"was wrong in it is mended by correcting or retracting the event"
	}
	c.Changes = append(c.Changes, change)
}
