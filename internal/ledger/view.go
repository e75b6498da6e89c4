package ledger

import (
	"cmp"
	"slices"

	"lockstep/internal/calendar"
)

// A Cut bounds the evidence by its three times. A zero or None bound cuts nothing; the zero Cut
// has the day 1970-01-01 in it, so start from [Everything].
type Cut struct {
	AsOf       calendar.Day // what happened later is left out
	KnownAt    calendar.Day // what could be known only later is left out
	RecordedBy Instant      // what was entered later, or never, is left out
}

// Everything is the cut that leaves nothing out.
var Everything = Cut{AsOf: calendar.None, KnownAt: calendar.None}

// View is the events that count under a cut, by At, Known and id.
//
// An event counts that is within all three bounds and that no event within KnownAt and
// RecordedBy has replaced or taken back. When a correction or retraction happened is no matter:
// it applies from the day on which it is known. A correction that is itself corrected still
// stands in the way of what it replaced, and one that is taken back does not. A correction of an
// event outside the cut stands for itself. Several corrections of one event all stand, since
// nothing says which is right. A retraction is not in the result, only its effect is.
//
// The events given are not changed. Linear in their number, but for sorting.
func View(events []Event, cut Cut) []Event {
	var counting []*Event // sorted in place of the events, which are large
	for i := range NewWeb(events).Counting(cut) {
		counting = append(counting, &events[i])
	}
	slices.SortFunc(counting, Compare)
	view := make([]Event, len(counting))
	for i, e := range counting {
		view[i] = *e
	}
	return view
}

// Compare orders events by At, Known and id.
func Compare(x, y *Event) int {
	switch {
	case x.At != y.At:
		return cmp.Compare(x.At, y.At)
	case x.Known != y.Known:
		return cmp.Compare(x.Known, y.Known)
	}
	return cmp.Compare(x.ID, y.ID)
}

func (c Cut) happened(e *Event) bool { return c.AsOf == calendar.None || e.At <= c.AsOf }

// learned reports whether e was known and recorded within the cut.
func (c Cut) learned(e *Event) bool {
	return (c.KnownAt == calendar.None || e.Known <= c.KnownAt) &&
		(c.RecordedBy == 0 || e.Recorded != 0 && e.Recorded <= c.RecordedBy)
}
