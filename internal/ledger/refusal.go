package ledger

import (
	"cmp"
	"fmt"
	"slices"
)

// A Refusal says why one line of evidence, or one event, was not taken.
type Refusal struct {
	Line   int    // of the file, from 1; 0 where the event comes from no file
	Event  string // its id, "" where it could not be read
	Field  string // the key or column at fault, "" for the line as a whole
	Reason string // a sentence that says what is wrong and, where it helps, what to do
}

// String is the refusal in one line, as in "line 3: doha-0041: subject: nothing is called …".
func (r Refusal) String() string {
	text := r.Reason
	for _, part := range []string{r.Field, r.Event} {
		if part != "" {
			text = part + ": " + text
		}
	}
	if r.Line > 0 {
		text = fmt.Sprintf("line %d: %s", r.Line, text)
	}
	return text
}

// refuse is a refusal of e.
func refuse(e *Event, field, reason string, args ...any) Refusal {
	return Refusal{int(e.Line), e.ID, field, fmt.Sprintf(reason, args...)}
}

// SortRefusals puts refusals in the order of lines, then of events, fields and reasons.
func SortRefusals(all []Refusal) {
	slices.SortFunc(all, func(x, y Refusal) int {
		return cmp.Or(cmp.Compare(x.Line, y.Line), cmp.Compare(x.Event, y.Event),
			cmp.Compare(x.Field, y.Field), cmp.Compare(x.Reason, y.Reason))
	})
}
