package status

import (
	"cmp"
	"slices"

	"lockstep/internal/calendar"
)

// A Since is what is different from an earlier report. Events are those of the later report about
// what it lists that the earlier one did not know, sorted.
type Since struct {
	AsOf    calendar.Day `json:"as_of"`
	KnownAt calendar.Day `json:"known_at"`
	Changes []Change     `json:"changes"`
	Events  []string     `json:"events"`
}

// A Change is something that stands otherwise than in an earlier report. From is nil for what did
// not exist then, To for what no longer does. Events are those that are new about it.
type Change struct {
	Kind   string   `json:"kind"` // commitment, condition, clock, decision, level, branch
	ID     string   `json:"id"`
	From   *Stand   `json:"from"`
	To     *Stand   `json:"to"`
	Events []string `json:"events"`
}

// A Stand is how something stood in a report. Of a level, Standing is its basis and Value its
// latest figure; of others Value is null.
type Stand struct {
	Standing string       `json:"standing"`
	RestsOn  string       `json:"rests_on"`
	Due      calendar.Day `json:"due"`
	Value    *Value       `json:"value"`

	events []string
}

// A place is what a change is about.
type place struct{ kind, id, basis string }

// Changes compares two reports on one agreement: what stands otherwise, rests on something else,
// is due on another day or has another figure. They are listed by kind in the order of the
// report, then by id.
func Changes(earlier, later *Report) *Since {
	since := &Since{AsOf: earlier.AsOf, KnownAt: earlier.KnownAt, Changes: []Change{},
		Events: []string{}}
	before, now := stands(earlier), stands(later)
	for _, p := range places(before, now) {
		from, to := before[p], now[p]
		events := newEvents(from, to)
		since.Events = append(since.Events, events...)
		if !same(from, to) {
			since.Changes = append(since.Changes, Change{p.kind, p.id, from, to, events})
		}
	}
	since.Events = sortedOnce(since.Events)
	return since
}

// kinds of things, in the order of the report.
var kinds = []string{"commitment", "condition", "clock", "decision", "level", "branch"}

// places are those of two reports, in their order.
func places(before, now map[place]*Stand) []place {
	var all []place
	for p := range now {
		all = append(all, p)
	}
	for p := range before {
		if now[p] == nil {
			all = append(all, p)
		}
	}
	slices.SortFunc(all, func(x, y place) int {
		return cmp.Or(slices.Index(kinds, x.kind)-slices.Index(kinds, y.kind),
			cmp.Compare(x.id, y.id), cmp.Compare(x.basis, y.basis))
	})
	return all
}

// stands is how everything stands in a report.
func stands(r *Report) map[place]*Stand {
	all := map[place]*Stand{}
	for _, c := range r.Commitments {
		all[place{"commitment", c.ID, ""}] = &Stand{c.Standing, c.RestsOn, c.Due, nil, c.Events}
	}
	for _, c := range r.Conditions {
		all[place{"condition", c.ID, ""}] =
			&Stand{c.Standing, c.RestsOn, calendar.None, nil, c.Events}
	}
	for _, c := range r.Clocks {
		stand := &Stand{"not started", c.RestsOn, calendar.None, nil, c.Events}
		if c.Started {
			stand.Standing = "started on " + c.Day.String()
		}
		all[place{"clock", c.ID, ""}] = stand
	}
	for _, d := range r.Decisions {
		all[place{"decision", d.ID, ""}] = &Stand{d.Standing, d.RestsOn, d.Ends, nil, d.Events}
	}
	for _, l := range r.Levels {
		all[place{"level", l.ID, l.Basis}] =
			&Stand{l.Basis, l.RestsOn, calendar.None, l.Value, l.Events}
	}
	for _, b := range r.Branches {
		all[place{"branch", b.ID, ""}] = &Stand{b.Standing, "", calendar.None, nil, nil}
	}
	return all
}

// same reports whether nothing is different that a reader would be told.
func same(from, to *Stand) bool {
	if from == nil || to == nil {
		return from == to
	}
	return from.Standing == to.Standing && from.RestsOn == to.RestsOn && from.Due == to.Due &&
		sameValue(from.Value, to.Value)
}

func sameValue(x, y *Value) bool {
	if x == nil || y == nil {
		return x == y
	}
	return *x == *y
}

// newEvents are the events of the later stand that the earlier one does not have, sorted.
func newEvents(from, to *Stand) []string {
	events := []string{}
	if to == nil {
		return events
	}
	had := map[string]bool{}
	if from != nil {
		for _, id := range from.events {
			had[id] = true
		}
	}
	for _, id := range to.events {
		if !had[id] {
			events = append(events, id)
		}
	}
	return sortedOnce(events)
}
