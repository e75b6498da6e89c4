package matrix

import (
	"fmt"
	"strings"

	"lockstep/internal/agreement"
	"lockstep/internal/calendar"
	"lockstep/internal/ledger"
	"lockstep/internal/matrix/sheet"
	"lockstep/internal/status"
)

// Completion is how the commitments of an agreement stand, with a mark in one of three columns or,
// where that is unknown or void, in none. The scale is the three-column one of package status.
// Events are those that the report rests on.
func Completion(a *agreement.Agreement, r *status.Report, events []ledger.Event) *Matrix {
	m := &Matrix{Kind: OfCompletion, Cut: Cut{r.AsOf, r.KnownAt, r.RecordedBy}}
	byID := map[string]*ledger.Event{}
	for i := range events {
		byID[events[i].ID] = &events[i]
	}
	for i := range r.Commitments {
		c := &r.Commitments[i]
		row := Row{ID: c.ID, events: c.Events}
		row.Cells[Article] = text(reference(c.Instrument, c.Article))
		row.Cells[Activity] = text(activity(c.Text, c.ID))
		if column, ok := markOf(c); ok {
			row.Cells[column] = sheet.TextCell(mark)
		}
		row.Cells[Remarks] = text(remarks(c, byID))
		row.Cells[Due] = sheet.DayCell(c.Due)
		row.Cells[Day] = dayOf(c, byID)
		m.Rows = append(m.Rows, row)
	}
	return m.finish(a)
}

// threeColumns is the scale of the marks.
var threeColumns = func() *status.Scale {
	for i := range status.Scales {
		if status.Scales[i].Name == "three-column" {
			return &status.Scales[i]
		}
	}
	return &status.Scale{}
}()

// markOf is the column in which a commitment is marked, none where it is unknown or void.
func markOf(c *status.Commitment) (Column, bool) {
	word := threeColumns.Of(c)
	for _, column := range marks {
		if strings.EqualFold(shapes[column].heading, word) {
			return column, true
		}
	}
	return 0, false
}

// activity is what a commitment says, its id where nothing.
func activity(text, id string) string {
	if strings.TrimSpace(text) == "" {
		return id
	}
	return text
}

// reference is an article of an instrument.
func reference(instrument, article string) string {
	if instrument != "" && article != "" {
		return instrument + ", " + article
	}
	return instrument + article
}

// dayOf is when a commitment was done or, if it is not, begun: as exactly as it is known.
func dayOf(c *status.Commitment, events map[string]*ledger.Event) sheet.Cell {
	day := c.Ended
	if day == calendar.None {
		day = c.Began
	}
	for _, id := range c.Events {
		if e := events[id]; e != nil && e.At == day && e.Precision != ledger.ByDay {
			return text(written(e))
		}
	}
	return sheet.DayCell(day)
}

// written is when an event happened, as exactly as it is known.
func written(e *ledger.Event) string {
	text := e.At.String()
	switch e.Precision {
	case ledger.ByMonth:
		return text[:len("2020-07")]
	case ledger.ByYear:
		return text[:len("2020")]
	}
	return text
}

// mostTold is how many events a remark tells.
const mostTold = 3

// remarks are how a commitment stands and what that rests on.
func remarks(c *status.Commitment, events map[string]*ledger.Event) string {
	var lines []string
	standing := strings.ToUpper(c.Standing[:1]) + c.Standing[1:]
	if c.Standing == "unknown" {
		standing = "Unknown: in force, and nobody has said whether it is kept"
	}
	if c.OutOfOrder {
		standing += ", out of order"
	}
	if c.PastDue && c.Standing != "overdue" {
		standing += ", past due"
	}
	lines = append(lines, standing+"; "+rests(c)+".")
	if len(c.BlockedBy) > 0 {
		lines = append(lines, "Waits for "+strings.Join(c.BlockedBy, ", ")+".")
	}
	if len(c.DisputedBy) > 0 {
		lines = append(lines, "Disputed: "+strings.Join(c.DisputedBy, ", ")+".")
	}
	told := c.Events[max(0, len(c.Events)-mostTold):]
	for _, id := range told {
		lines = append(lines, toldBy(id, events[id]))
	}
	if n := len(c.Events) - len(told); n > 0 {
		lines = append(lines, fmt.Sprintf("%d earlier.", n))
	}
	return strings.Join(lines, "\n")
}

// rests is what a standing rests on, in words.
func rests(c *status.Commitment) string {
	switch {
	case len(c.Events) == 0:
		return "no evidence"
	case c.RestsOn == ledger.RestsOnNothing.String():
		return "rests on no evidence that counts"
	}
	return "rests on what is " + c.RestsOn
}

// toldBy is an event in one line.
func toldBy(id string, e *ledger.Event) string {
	if e == nil {
		return id + "."
	}
	line := fmt.Sprintf("%s %s", e.Kind, written(e))
	if e.Source != "" {
		line += ", " + e.Source
	}
	if e.Known != e.At {
		line += ", known " + e.Known.String()
	}
	return line + " (" + id + ")."
}
