package intake

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"lockstep/internal/agreement"
	"lockstep/internal/calendar"
	"lockstep/internal/ledger"
	"lockstep/internal/matrix"
	"lockstep/internal/matrix/sheet"
)

// A Taking is what is to be recorded of a matrix that came back, and who says so.
type Taking struct {
	Agreement   *agreement.Agreement
	Review      *matrix.Review
	File, Sheet string // where the matrix stood
	Saying
}

// A Saying is what people add to a matrix so that something can be recorded of it.
type Saying struct {
	Source   string // name of a source block
	Assessor string // who made the assessment
	At       string // the day, where the matrix gives none
	Known    string // when it could be known; "": when the source was published
	RestsOn  string
}

// Offered are the changes from which an event follows.
func Offered(review *matrix.Review) []matrix.Change {
	var offered []matrix.Change
	for _, change := range review.Changes {
		if change.Event != nil {
			offered = append(offered, change)
		}
	}
	return offered
}

// day is when a change happened.
func (t *Taking) day(change *matrix.Change) string {
	if change.Event.At != "" {
		return change.Event.At
	}
	return t.At
}

// Present reports whether evidence says the same already, from the same source.
func (t *Taking) Present(change *matrix.Change, events []ledger.Event) bool {
	return slices.ContainsFunc(events, func(e ledger.Event) bool {
		return e.Subject == change.ID && e.Kind.String() == change.Event.Kind &&
			e.Source == t.Source && strings.HasPrefix(e.At.String(), t.day(change)) &&
			t.day(change) != ""
	})
}

// Events are the chosen changes as evidence, under these ids. What cannot be recorded is refused,
// by row.
func (t *Taking) Events(chosen []matrix.Change, ids []string) (
	events []ledger.Event, refused []sheet.Refusal,
) {
	for i := range chosen {
		change := &chosen[i]
		if t.day(change) == "" {
			refused = append(refused, sheet.Refusal{Row: change.Row, Column: "Day", Reason: change.ID +
				": it is not said on which day: enter it in the row, or give one day for such rows"})
			continue
		}
		event, faults := ledger.EventOf(t.fields(change, ids[i]))
		for _, f := range faults {
			refused = append(refused, sheet.Refusal{Row: change.Row, Column: f.Field,
				Reason: change.ID + ": " + f.Reason})
		}
		event.Line = int32(change.Row)
		events = append(events, event)
	}
	return events, refused
}

// fields are those of the event that a change says.
func (t *Taking) fields(change *matrix.Change, id string) map[string]string {
	locator := fmt.Sprintf("%s, row %d", filepath.Base(t.File), change.Row)
	if t.Sheet != "" {
		locator = fmt.Sprintf("%s, sheet %s, row %d", filepath.Base(t.File), t.Sheet, change.Row)
	}
	return map[string]string{
		"id": id, "kind": change.Event.Kind, "subject": change.ID, "at": t.day(change),
		"known": t.known(change), "source": t.Source, "assessor": t.Assessor,
		"rests-on": t.RestsOn, "note": change.Event.Note, "locator": locator,
	}
}

// known is when a change could be known: what was said, else when the source was published,
// unless that was before it happened.
func (t *Taking) known(change *matrix.Change) string {
	if t.Known != "" {
		return t.Known
	}
	for i := range t.Agreement.Sources {
		s := &t.Agreement.Sources[i]
		if s.ID == t.Source && s.Published != calendar.None && s.Published.String() >= t.day(change) {
			return s.Published.String()
		}
	}
	return ""
}
