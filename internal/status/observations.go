package status

import (
	"lockstep/internal/agreement"
	"lockstep/internal/ledger"
	"lockstep/internal/status/course"
)

// observations are what counts as having happened, by day, known day and id.
func (s *sitting) observations() []course.Observation {
	observations := make([]course.Observation, 0, s.last)
	panels := map[int32]*panel{}
	for i, counts := range s.counts {
		if !counts {
			continue
		}
		e := &s.entries[i]
		what, ok := s.whatOf(e)
		if ok && (what == course.Holds || what == course.Lapses) {
			what, ok = s.verdict(e, what, panels)
		}
		if ok {
			observations = append(observations, s.observation(e, what))
		}
	}
	return observations
}

func (s *sitting) observation(e *entry, what course.What) course.Observation {
	o := course.Observation{Day: e.At, What: what, Of: e.of, Vague: e.Precision != ledger.ByDay}
	switch what {
	case course.Agrees, course.Breaks:
		o.By, _ = s.Agreement.Lookup(e.Actor)
	case course.Extends:
		o.Days, o.Months = extension(e.Event)
	case course.Measures:
		o.Number = e.Value.Best
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
	what, changes := says(e.Kind)
	switch {
	case !changes:
		return 0, false
	case e.Kind == ledger.ViolationFound && !(e.judged && s.Accept.counts(e.Event)):
		return course.IsAlleged, true
	case !s.Accept.counts(e.Event), !e.judged:
		return 0, false
	case what == course.Measures:
		return what, s.answersGuards(e)
	}
	return what, true
}

// answersGuards reports whether a figure is counted as its level is, so that a guard may compare
// it, and whether any guard does.
func (s *sitting) answersGuards(e *entry) bool {
	level := &s.Agreement.Levels[e.of.Index]
	return s.rules.Asks(e.of.Index) && e.Value != nil &&
		(e.Basis == "" || level.Basis == "" || e.Basis == level.Basis)
}

// extension is by how much a deadline is put off: by a whole number of days, weeks, months or
// years, days where no unit is stated. Both are 0 where nobody says by how much.
func extension(e *ledger.Event) (days, months int32) {
	const most = 100_000
	if e.Value == nil || e.Value.Best < 1 || e.Value.Best > most {
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

// verdict is what becomes of a condition when one of those who judge it jointly says something:
// it holds once all of them say so, and lapses once one of them says so of what held or all do.
// Whatever is said by nobody in particular is taken to be said by all.
func (s *sitting) verdict(
	e *entry, what course.What, panels map[int32]*panel,
) (course.What, bool) {
	condition := &s.Agreement.Conditions[e.of.Index]
	if !condition.Jointly || len(condition.Judges) < 2 {
		return what, true
	}
	p := panels[e.of.Index]
	if p == nil {
		p = &panel{said: map[agreement.Ref]course.What{}}
		panels[e.of.Index] = p
	}
	same := true
	for _, judge := range condition.Judges {
		if e.Assessor == "" || s.actsFor(e.Assessor, judge) {
			p.said[judge] = what
		}
		said, spoke := p.said[judge]
		same = same && spoke && said == what
	}
	changes := same || p.holds && what == course.Lapses
	if changes {
		p.holds = what == course.Holds
	}
	return what, changes
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
