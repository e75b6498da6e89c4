package statustest

import (
	"lockstep/internal/agreement"
	"lockstep/internal/semantics"
	"lockstep/internal/status/course"
)

// moveOf is the move that was observed. It is no news that what is so is so, that a clock has
// started of which somebody said so before, that a violation is alleged that was found, and
// whatever is said of a decision that is taken but that it has lapsed.
func (f *Folded) moveOf(o course.Observation) (m semantics.Move, news bool) {
	i, s := o.Of.Index, f.State
	m = semantics.Move{Of: o.Of, By: o.By, Days: o.Days, Number: o.Number}
	switch o.What {
	case course.Begins:
		m.Kind = semantics.Start
		return m, !s.Commitments[i].Begun
	case course.Ends:
		m.Kind = semantics.Finish
		return m, s.Commitments[i].Life != semantics.Done
	case course.Complies:
		m.Kind = semantics.Comply
		return m, s.Commitments[i].Conduct != semantics.Complied
	case course.IsAlleged:
		m.Kind = semantics.Allege
		return m, s.Commitments[i].Conduct < semantics.Alleged
	case course.IsFound:
		m.Kind = semantics.Find
		return m, s.Commitments[i].Conduct != semantics.Breached
	case course.Holds:
		m.Kind = semantics.Hold
		return m, s.Conditions[i].Is != semantics.True
	case course.Lapses:
		m.Kind = semantics.Lapse
		return m, s.Conditions[i].Is != semantics.False
	case course.IsAgreed:
		m.Kind = semantics.Conclude
		return m, s.Issues[i].Is != semantics.True
	case course.Measures:
		m.Kind = semantics.Measure
		return m, true
	case course.ClockStarts:
		m.Kind = semantics.StartClock
		said := f.clocks[i]
		f.clocks[i] = true
		return m, !said
	case course.Suspends, course.Resumes, course.Terminates, course.Extends:
		return f.effectOf(o), true
	}
	open := s.Decisions[i].Stage != semantics.Taken || o.What == course.Drops
	return f.decisionMove(o), open && f.voiced(o)
}

func (f *Folded) effectOf(o course.Observation) semantics.Move {
	m := semantics.Move{Kind: semantics.Affect, Of: o.Of}
	switch o.What {
	case course.Suspends:
		m.Effect = agreement.Suspend
	case course.Resumes:
		m.Effect = agreement.Resume
	case course.Terminates:
		m.Effect = agreement.Terminate
	default:
		m.Effect, m.Days = agreement.Extend, o.Days
		f.putOff[o.Of.Index] = f.putOff[o.Of.Index] || o.Days == 0
	}
	return m
}

// voiced reports whether what is said of a decision is said by one who has a voice in it, or by
// nobody in particular.
func (f *Folded) voiced(o course.Observation) bool {
	if o.What != course.Breaks && o.What != course.Agrees || o.By.IsZero() {
		return true
	}
	return len(f.World.Agreement.SpeaksFor(o.By, f.World.Electors(o.Of.Index))) > 0
}

// decisionMove is what was said of a decision. Who speaks for several says it for all of them: for
// all but the last one here.
func (f *Folded) decisionMove(o course.Observation) semantics.Move {
	m := semantics.Move{Of: o.Of, By: o.By}
	switch o.What {
	case course.IsPut:
		m.Kind = semantics.Put
	case course.Breaks:
		m.Kind = semantics.Break
	case course.IsTaken:
		m.Kind = semantics.Take
	case course.Drops:
		m.Kind = semantics.Drop
	default:
		m.Kind = semantics.Agree
	}
	speakers := f.World.Agreement.SpeaksFor(o.By, f.World.Electors(o.Of.Index))
	if m.Kind != semantics.Agree || len(speakers) == 0 {
		return m
	}
	for _, speaker := range speakers[:len(speakers)-1] {
		m.By = speaker
		f.move(m)
	}
	m.By = speakers[len(speakers)-1]
	return m
}
