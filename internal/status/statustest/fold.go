package statustest

import (
	"slices"

	"lockstep/internal/agreement"
	"lockstep/internal/calendar"
	"lockstep/internal/semantics"
	"lockstep/internal/status/course"
)

// A Folded is what an agreement has come to by the reference interpreter.
type Folded struct {
	World  *semantics.World
	State  semantics.State
	clocks map[int32]bool // those that somebody said have started
	putOff map[int32]bool // those whose deadline was put off, nobody says by how much
}

// Beginning is a day before everything that [lockstep/internal/agreement/agreementtest] and
// [Events] draw.
var Beginning = calendar.MakeDay(2019, 12, 1)

// Fold observes what happened up to the end of day asOf. The observations are sorted by day.
func Fold(a *agreement.Agreement, observations []course.Observation, asOf calendar.Day) *Folded {
	f := &Folded{World: semantics.NewWorld(a), clocks: map[int32]bool{}, putOff: map[int32]bool{}}
	f.State = f.World.InitialOn(Beginning)
	f.enterUnnoticed()
	for c := range f.State.Commitments {
		f.State.Commitments[c].Ended = calendar.None
	}
	for {
		f.oneDay(ofDay(observations, f.State.Today))
		if f.State.Today >= asOf {
			return f
		}
		f.pass()
	}
}

func ofDay(observations []course.Observation, day calendar.Day) []course.Observation {
	return slices.DeleteFunc(slices.Clone(observations), func(o course.Observation) bool {
		return o.Day != day
	})
}

// pass lets a day pass. Of what is in force nobody knows since when, nobody knows either for how
// long it has been suspended.
func (f *Folded) pass() {
	before := f.State
	f.State = f.World.Apply(f.State, semantics.Move{Kind: semantics.Pass})
	for c, course := range before.Commitments {
		if course.Begun && course.Began == calendar.None {
			f.State.Commitments[c].Moved = course.Moved
		}
	}
	f.enter()
}

// enter lets every continuing commitment come into force that can, the first one first.
func (f *Folded) enter() {
	for c := f.entering(); c >= 0; c = f.entering() {
		of := agreement.CommitmentRef(c)
		f.State = f.World.Apply(f.State, semantics.Move{Kind: semantics.Start, Of: of})
	}
}

// entering is the first continuing commitment that can come into force without anybody's act, -1
// if there is none.
func (f *Folded) entering() int {
	signed := f.World.Agreement.Signed
	if signed != calendar.None && f.State.Today < signed {
		return -1
	}
	for c := range f.World.Agreement.Commitments {
		if f.State.Commitments[c].Life != semantics.Waiting || !f.nobodyActs(int32(c)) {
			continue
		}
		switch f.World.Standing(f.State, int32(c)) {
		case semantics.StandsOpen, semantics.StandsOverdue:
			return c
		}
	}
	return -1
}

// nobodyActs reports whether all that would start together with c is continuing.
func (f *Folded) nobodyActs(c int32) bool {
	together := []int32{c}
	for _, group := range f.World.Agreement.JointGroups() {
		if slices.Contains(group, c) {
			together = group
		}
	}
	return !slices.ContainsFunc(together, func(member int32) bool {
		return !f.State.Commitments[member].Begun &&
			!f.World.Agreement.Commitments[member].IsContinuing()
	})
}

// enterUnnoticed is enter for what has been in force from the beginning, unless there is a day of
// signature: nobody knows since when.
func (f *Folded) enterUnnoticed() {
	for c := f.entering(); c >= 0; c = f.entering() {
		of := agreement.CommitmentRef(c)
		after := f.World.Apply(f.State, semantics.Move{Kind: semantics.Start, Of: of})
		courses := slices.Clone(f.State.Commitments)
		for i := range courses {
			if after.Commitments[i].Begun && !courses[i].Begun {
				courses[i].Life, courses[i].Begun = semantics.InForce, true
			}
		}
		f.State.Commitments, f.State.Levels = courses, after.Levels
		// Resuming what is not suspended changes nothing, and lets follow what follows.
		nothing := semantics.Move{Kind: semantics.Affect, Effect: agreement.Resume, Of: of}
		f.State, _ = f.World.Observe(f.State, nothing)
	}
}

// oneDay takes in the observations of a day: acts as soon as they are in order, the rest as they
// come, and what is out of order last. Then silences run out.
func (f *Folded) oneDay(observations []course.Observation) {
	var acts, rest []course.Observation
	for _, o := range observations {
		if o.What == course.Begins || o.What == course.Ends {
			acts = append(acts, o)
		} else {
			rest = append(rest, o)
		}
	}
	for len(acts)+len(rest) > 0 {
		acts = f.tryAll(acts)
		switch {
		case len(rest) > 0:
			f.observe(rest[0])
			rest = rest[1:]
		case len(acts) > 0:
			f.observe(acts[0])
			acts = acts[1:]
		}
	}
	f.endSilences()
}

// tryAll observes the acts that are in order until none is, and gives those that are left.
func (f *Folded) tryAll(acts []course.Observation) []course.Observation {
	for again := true; again; {
		again = false
		acts = slices.DeleteFunc(acts, func(o course.Observation) bool {
			inOrder := f.try(o)
			again = again || inOrder
			return inOrder
		})
	}
	return acts
}

// try observes an act unless that would mark it out of order.
func (f *Folded) try(o course.Observation) bool {
	before, c := f.State, o.Of.Index
	f.observe(o)
	if f.State.Commitments[c].OutOfOrder && !before.Commitments[c].OutOfOrder {
		f.State = before
		return false
	}
	return true
}

func (f *Folded) endSilences() {
	for i := range f.State.Decisions {
		d, silence := f.State.Decisions[i], f.World.Agreement.Decisions[i].Silence
		if d.Stage == semantics.UnderSilence && silence != nil &&
			f.State.Today >= f.World.Agreement.Count.Add(d.Put, *silence) {
			f.move(semantics.Move{Kind: semantics.RunOut, Of: agreement.DecisionRef(i)})
		}
	}
}

// move observes a move, if it is one that can happen.
func (f *Folded) move(m semantics.Move) {
	next, err := f.World.Observe(f.State, m)
	if err == nil {
		f.State = next
		f.enter()
	}
}

// observe takes in one observation, unless it says nothing new.
func (f *Folded) observe(o course.Observation) {
	m, news := f.moveOf(o)
	if !news {
		return
	}
	was := f.State
	f.move(m)
	if o.Vague && m.Of.Kind == agreement.KindCommitment {
		f.State.Commitments = slices.Clone(f.State.Commitments)
		f.State.Commitments[o.Of.Index].OutOfOrder = was.Commitments[o.Of.Index].OutOfOrder
	}
}

// Word is how commitment c stands: one whose deadline was put off is not overdue, and a
// continuing one that could come into force and has not waits.
func (f *Folded) Word(c int32) string {
	stands, life := f.World.Standing(f.State, c), f.State.Commitments[c].Life
	overdue := stands == semantics.StandsOverdue
	switch {
	case life == semantics.Waiting && f.World.Agreement.Commitments[c].IsContinuing() &&
		(overdue || stands == semantics.StandsOpen):
		return "waiting"
	case overdue && f.putOff[c] && life == semantics.Underway:
		return "underway"
	case overdue && f.putOff[c]:
		return "open"
	}
	return stands.String()
}

// Due is the last day on which commitment c can be done in time.
func (f *Folded) Due(c int32) calendar.Day {
	if f.putOff[c] {
		return calendar.None
	}
	return f.World.Due(f.State, c)
}
