package status

import (
	"lockstep/internal/agreement"
	"lockstep/internal/ledger"
	"lockstep/internal/status/course"
)

// observation is what an event says has happened, in the terms of package course.
func (s *sitting) observation(e *entry, what course.What) course.Observation {
	o := course.Observation{Day: e.at, What: what, Of: e.of, Vague: e.precision != ledger.ByDay}
	switch what {
	case course.Agrees, course.Breaks:
		o.By, _ = s.Agreement.Lookup(e.more.Actor)
	case course.Extends:
		o.Days, o.Months = extension(e.more)
	case course.Measures:
		o.Number = e.more.Value.Best
	}
	return o
}

// says is what events of a kind say has happened, false where they say nothing that changes how
// anything stands.
func says(kind ledger.Kind) (course.What, bool) {
	switch kind {
	case ledger.Starts:
		return course.ClockStarts, true
	case ledger.Begun, ledger.Partly:
		return course.Begins, true
	case ledger.Done:
		return course.Ends, true
	case ledger.CompliedWith, ledger.ViolationNotFound:
		return course.Complies, true
	case ledger.ViolationAlleged:
		return course.IsAlleged, true
	case ledger.ViolationFound:
		return course.IsFound, true
	case ledger.Suspended:
		return course.Suspends, true
	case ledger.Resumed:
		return course.Resumes, true
	case ledger.Waived, ledger.Terminated:
		return course.Terminates, true
	case ledger.Extended:
		return course.Extends, true
	case ledger.HoldsTrue:
		return course.Holds, true
	case ledger.Lapses:
		return course.Lapses, true
	case ledger.PutUnderSilence:
		return course.IsPut, true
	case ledger.AgreedBy:
		return course.Agrees, true
	case ledger.SilenceBrokenBy:
		return course.Breaks, true
	case ledger.Taken:
		return course.IsTaken, true
	case ledger.Lapsed:
		return course.Drops, true
	case ledger.Measured:
		return course.Measures, true
	case ledger.Agreed:
		return course.IsAgreed, true
	}
	return 0, false
}

// whatOf is what an event says has happened, as far as it counts. A violation that somebody else
// than the judge finds is alleged.
func (s *sitting) whatOf(e *entry) (course.What, bool) {
	switch {
	case !e.says:
		return 0, false
	case e.judged && s.counts(e):
		return e.what, e.of.Kind != agreement.KindCondition || s.decides(e)
	}
	return course.IsAlleged, e.kind == ledger.ViolationFound
}

// answersGuards reports whether a figure is counted as its level is, so that a guard may compare
// it, and whether any guard does.
func (b *Book) answersGuards(e *entry) bool {
	if !b.rules.Asks(e.of.Index) || e.kind != ledger.Measured || e.more.Value == nil {
		return false
	}
	level := &b.Agreement.Levels[e.of.Index]
	return e.more.Basis == "" || level.Basis == "" || e.more.Basis == level.Basis
}

// extension is by how much a deadline is put off: by a whole number of days, weeks, months or
// years, days where no unit is stated. Both are 0 where nobody says by how much.
func extension(e *ledger.Event) (days, months int32) {
	const most = 100_000
	if e == nil || e.Value == nil || e.Value.Best < 1 || e.Value.Best > most {
		return 0, 0
	}
	n := int32(e.Value.Best)
	if float64(n) != e.Value.Best {
		return 0, 0
	}
	switch e.Unit {
	case "", "d", "day", "days":
		return n, 0
	case "w", "week", "weeks":
		return 7 * n, 0
	case "mo", "month", "months":
		return 0, n
	case "y", "year", "years":
		return 0, 12 * n
	}
	return 0, 0
}

// A panel is what those who judge a condition jointly have said last.
type panel struct {
	said  map[agreement.Ref]course.What
	holds bool
}

// decides reports whether what is said of a condition decides it. Where it is judged jointly, it
// holds once all who judge say so, and lapses once all say so or one says so of what held.
// Whatever is said by nobody in particular is taken to be said by all.
func (s *sitting) decides(e *entry) bool {
	condition := &s.Agreement.Conditions[e.of.Index]
	if !condition.Jointly || len(condition.Judges) < 2 {
		return true
	}
	if s.panels == nil {
		s.panels = map[int32]*panel{}
	}
	p := s.panels[e.of.Index]
	if p == nil {
		p = &panel{said: map[agreement.Ref]course.What{}}
		s.panels[e.of.Index] = p
	}
	same := true
	for _, judge := range condition.Judges {
		if e.assessor() == "" || s.actsFor(e.assessor(), judge) {
			p.said[judge] = e.what
		}
		said, spoke := p.said[judge]
		same = same && spoke && said == e.what
	}
	changes := same || p.holds && e.what == course.Lapses
	if changes {
		p.holds = e.what == course.Holds
	}
	return changes
}

// actsFor reports whether the party of that id is judge, or a delegation or organ of it.
func (s *sitting) actsFor(id string, judge agreement.Ref) bool {
	ref, found := s.Agreement.Lookup(id)
	if !found || ref.Kind != agreement.KindParty {
		return false
	}
	for _, principal := range s.Agreement.Principals(ref) {
		if principal == judge {
			return true
		}
	}
	return false
}
