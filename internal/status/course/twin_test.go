package course

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"lockstep/internal/agreement"
	"lockstep/internal/agreement/agreementtest"
	"lockstep/internal/calendar"
	"lockstep/internal/semantics"
)

// A twin follows an agreement with the reference interpreter: one Observe for every observation,
// one move for every day that passes.
type twin struct {
	*semantics.World
	s      semantics.State
	clocks map[int32]bool // those that somebody said have started
	putOff map[int32]bool
}

// runTwin is the slow and obvious Run.
func runTwin(a *agreement.Agreement, observations []Observation, asOf calendar.Day) *twin {
	w := &twin{World: semantics.NewWorld(a), clocks: map[int32]bool{}, putOff: map[int32]bool{}}
	dawn := min(New(a).dawn, asOf)
	if len(observations) > 0 {
		dawn = min(dawn, observations[0].Day)
	}
	w.s = w.InitialOn(dawn)
	if a.Signed == calendar.None {
		w.enterAtDawn()
	} else {
		w.enter()
	}
	for day := dawn; ; day++ {
		w.oneDay(slices.DeleteFunc(slices.Clone(observations), func(o Observation) bool {
			return o.Day != day
		}))
		if day == asOf {
			return w
		}
		w.s = w.Apply(w.s, semantics.Move{Kind: semantics.Pass})
		w.enter()
	}
}

// entering is the first continuing commitment that can come into force, -1 if there is none.
func (w *twin) entering() int32 {
	if w.Agreement.Signed != calendar.None && w.s.Today < w.Agreement.Signed {
		return -1
	}
next:
	for c := range w.Agreement.Commitments {
		if !w.Agreement.Commitments[c].IsContinuing() || w.s.Commitments[c].Life != semantics.Waiting {
			continue
		}
		for _, group := range w.Agreement.JointGroups() {
			for _, m := range group {
				if slices.Contains(group, int32(c)) && !w.s.Commitments[m].Begun &&
					!w.Agreement.Commitments[m].IsContinuing() {
					continue next
				}
			}
		}
		stands := w.Standing(w.s, int32(c))
		if stands == semantics.StandsOpen || stands == semantics.StandsOverdue {
			return int32(c)
		}
	}
	return -1
}

func (w *twin) enter() {
	for c := w.entering(); c >= 0; c = w.entering() {
		w.s = w.Apply(w.s, semantics.Move{Kind: semantics.Start, Of: agreement.CommitmentRef(int(c))})
	}
}

// enterAtDawn is as enter, but nobody knows since when things are in force.
func (w *twin) enterAtDawn() {
	for c := w.entering(); c >= 0; c = w.entering() {
		start := semantics.Move{Kind: semantics.Start, Of: agreement.CommitmentRef(int(c))}
		after := w.Apply(w.s, start)
		courses := slices.Clone(w.s.Commitments)
		for i := range courses {
			if after.Commitments[i].Begun && !courses[i].Begun {
				courses[i].Life, courses[i].Begun = semantics.InForce, true
			}
		}
		w.s.Commitments, w.s.Levels = courses, after.Levels
		nothing := semantics.Move{Kind: semantics.Affect, Effect: agreement.Resume, Of: start.Of}
		halted := w.s.Commitments[c].Halted
		w.s, _ = w.Observe(w.s, nothing)
		if halted {
			panic("nothing is halted at dawn")
		}
	}
}

// oneDay takes in the observations of a day: acts as soon as they are in order, the rest as they
// come, and what is out of order last. Then silences run out.
func (w *twin) oneDay(observations []Observation) {
	var acts, rest []Observation
	for _, o := range observations {
		if o.isAct() {
			acts = append(acts, o)
		} else {
			rest = append(rest, o)
		}
	}
	for len(acts)+len(rest) > 0 {
		for again := true; again; {
			again = false
			acts = slices.DeleteFunc(acts, func(o Observation) bool {
				inOrder := w.tryAct(o)
				again = again || inOrder
				return inOrder
			})
		}
		switch {
		case len(rest) > 0:
			w.observe(rest[0])
			rest = rest[1:]
		case len(acts) > 0:
			w.observe(acts[0])
			acts = acts[1:]
		}
	}
	for i := range w.s.Decisions {
		d, silence := w.s.Decisions[i], w.Agreement.Decisions[i].Silence
		if d.Stage == semantics.UnderSilence && silence != nil &&
			w.s.Today >= w.Agreement.Count.Add(d.Put, *silence) {
			w.must(semantics.Move{Kind: semantics.RunOut, Of: agreement.DecisionRef(i)})
		}
	}
}

// tryAct observes an act unless that would mark it out of order.
func (w *twin) tryAct(o Observation) bool {
	before := w.s
	w.observe(o)
	c := o.Of.Index
	if w.s.Commitments[c].OutOfOrder && !before.Commitments[c].OutOfOrder {
		w.s = before
		return false
	}
	return true
}

func (w *twin) must(m semantics.Move) {
	next, err := w.Observe(w.s, m)
	if err == nil {
		w.s = next
		w.enter()
	}
}

// observe takes in one observation, unless it says nothing new.
func (w *twin) observe(o Observation) {
	i := o.Of.Index
	switch o.What {
	case Begins, Ends:
		if o.What == Begins && w.s.Commitments[i].Begun || w.s.Commitments[i].Life == semantics.Done {
			return
		}
		was := w.s.Commitments[i].OutOfOrder
		w.must(semantics.Move{Kind: map[What]semantics.MoveKind{Begins: semantics.Start,
			Ends: semantics.Finish}[o.What], Of: o.Of})
		if o.Vague {
			w.s.Commitments = slices.Clone(w.s.Commitments)
			w.s.Commitments[i].OutOfOrder = was
		}
	case Complies:
		if w.s.Commitments[i].Conduct != semantics.Complied {
			w.must(semantics.Move{Kind: semantics.Comply, Of: o.Of})
		}
	case IsAlleged:
		if w.s.Commitments[i].Conduct < semantics.Alleged {
			w.must(semantics.Move{Kind: semantics.Allege, Of: o.Of})
		}
	case IsFound:
		if w.s.Commitments[i].Conduct != semantics.Breached {
			w.must(semantics.Move{Kind: semantics.Find, Of: o.Of})
		}
	case Suspends, Resumes, Terminates, Extends:
		effect := map[What]agreement.Effect{Suspends: agreement.Suspend, Resumes: agreement.Resume,
			Terminates: agreement.Terminate, Extends: agreement.Extend}[o.What]
		w.putOff[i] = w.putOff[i] || o.What == Extends && o.Days == 0
		w.must(semantics.Move{Kind: semantics.Affect, Of: o.Of, Effect: effect, Days: o.Days})
	case ClockStarts:
		if !w.clocks[i] {
			w.clocks[i] = true
			w.must(semantics.Move{Kind: semantics.StartClock, Of: o.Of})
		}
	case Holds:
		if w.s.Conditions[i].Is != semantics.True {
			w.must(semantics.Move{Kind: semantics.Hold, Of: o.Of})
		}
	case Lapses:
		if w.s.Conditions[i].Is != semantics.False {
			w.must(semantics.Move{Kind: semantics.Lapse, Of: o.Of})
		}
	case IsAgreed:
		if w.s.Issues[i].Is != semantics.True {
			w.must(semantics.Move{Kind: semantics.Conclude, Of: o.Of})
		}
	case Measures:
		w.must(semantics.Move{Kind: semantics.Measure, Of: o.Of, Number: o.Number})
	default:
		w.observeDecision(o)
	}
}

func (w *twin) observeDecision(o Observation) {
	if w.s.Decisions[o.Of.Index].Stage == semantics.Taken {
		return
	}
	kind := map[What]semantics.MoveKind{IsPut: semantics.Put, Agrees: semantics.Agree,
		Breaks: semantics.Break, IsTaken: semantics.Take, Drops: semantics.Drop}[o.What]
	if o.What == Agrees && !slices.Contains(w.Electors(o.Of.Index), o.By) {
		for _, actor := range w.Agreement.Actors([]agreement.Ref{o.By}) {
			w.must(semantics.Move{Kind: kind, Of: o.Of, By: actor})
		}
		return
	}
	w.must(semantics.Move{Kind: kind, Of: o.Of, By: o.By})
}

// standing is the word for how a commitment stands: one whose deadline was put off is not
// overdue, and a continuing one that has not come into force waits.
func (w *twin) standing(c int32) string {
	stands := w.Standing(w.s, c)
	course := w.s.Commitments[c]
	open := stands == semantics.StandsOpen || stands == semantics.StandsOverdue
	switch {
	case open && course.Life == semantics.Waiting && w.Agreement.Commitments[c].IsContinuing():
		return "waiting"
	case stands == semantics.StandsOverdue && w.putOff[c] && course.Life == semantics.Underway:
		return "underway"
	case stands == semantics.StandsOverdue && w.putOff[c]:
		return "open"
	}
	return stands.String()
}

func (w *twin) due(c int32) calendar.Day {
	if w.putOff[c] {
		return calendar.None
	}
	return w.Due(w.s, c)
}

// compare holds the fast state against the slow one.
func compare(t interface {
	Helper()
	Errorf(string, ...any)
}, w *twin, s *State) {
	t.Helper()
	for c := range w.Agreement.Commitments {
		id, slow, fast := w.Agreement.Commitments[c].ID, w.s.Commitments[c], s.Commitments[c]
		told := func(standing string, due calendar.Day, outOfOrder bool, days ...calendar.Day) string {
			return fmt.Sprint(standing, " due ", due, " out of order ", outOfOrder, days)
		}
		want := told(w.standing(int32(c)), w.due(int32(c)), slow.OutOfOrder, slow.Began, slow.Ended,
			slow.Found, calendar.Day(slow.Moved))
		got := told(s.Standing(int32(c)).String(), s.Due(int32(c)), fast.OutOfOrder, fast.Began,
			fast.Ended, fast.Found, calendar.Day(fast.Moved))
		if want != got {
			t.Errorf("%s:\n want %s\n got  %s", id, want, got)
		}
	}
	facts := func(is []semantics.Fact) (told []string) {
		for _, f := range is {
			told = append(told, fmt.Sprint(f.Is, f.Since))
		}
		return told
	}
	mine := func(is []Fact) (told []string) {
		for _, f := range is {
			told = append(told, fmt.Sprint(semantics.Truth(f.Is), f.Since))
		}
		return told
	}
	for _, pair := range [][2][]string{{facts(w.s.Clocks), mine(s.Clocks)},
		{facts(w.s.Conditions), mine(s.Conditions)}, {facts(w.s.Issues), mine(s.Issues)}} {
		if !slices.Equal(pair[0], pair[1]) {
			t.Errorf("facts: want %v, got %v", pair[0], pair[1])
		}
	}
	for i, d := range w.s.Decisions {
		stage := min(s.Decisions[i].Stage, Broken)
		if Stage(d.Stage) != stage || d.Taken != s.Decisions[i].Taken {
			t.Errorf("decision %d: want %v %v, got %v %v", i, d.Stage, d.Taken, stage,
				s.Decisions[i].Taken)
		}
	}
	for i, side := range w.s.Branches {
		if Truth(side) != s.Branches[i] {
			t.Errorf("branch %d: want %v, got %v", i, side, s.Branches[i])
		}
	}
}

// drawObservations draws what was observed over some months. below(n) is a number from 0 to n-1.
func drawObservations(a *agreement.Agreement, below func(n int) int) []Observation {
	first := calendar.MakeDay(2020, 1, 1)
	var observations []Observation
	for range below(16) {
		o := Observation{
			Day:   first + calendar.Day(below(25)*7),
			What:  What(below(int(Measures) + 1)),
			Vague: below(10) == 9,
		}
		if below(2) == 1 {
			o.What = Begins + What(below(2))
		}
		kind, n := subjects(a, o.What)
		if n == 0 {
			continue
		}
		o.Of = agreement.Ref{Kind: kind, Index: int32(below(n))}
		o.By = agreement.PartyRef(below(len(a.Parties)))
		o.Days = int32(below(20))
		o.Number = float64(10 * below(10))
		observations = append(observations, o)
	}
	slices.SortStableFunc(observations, func(x, y Observation) int { return int(x.Day - y.Day) })
	return observations
}

// subjects are how many things an observation can be about.
func subjects(a *agreement.Agreement, what What) (agreement.Kind, int) {
	switch {
	case what == ClockStarts:
		return agreement.KindClock, len(a.Clocks)
	case what <= Extends:
		return agreement.KindCommitment, len(a.Commitments)
	case what <= Lapses:
		return agreement.KindCondition, len(a.Conditions)
	case what == IsAgreed:
		return agreement.KindIssue, len(a.Issues)
	case what <= Drops:
		return agreement.KindDecision, len(a.Decisions)
	}
	return agreement.KindLevel, len(a.Levels)
}

// everything is what may occur in the agreements of these tests.
func everything() agreementtest.Options {
	opt := agreementtest.Everything()
	opt.Most = 6
	return opt
}

// signedOrNot makes the agreement signed in mid-January, or not at all.
func signedOrNot(a *agreement.Agreement, signed bool) {
	a.Signed = calendar.None
	if signed {
		a.Signed = calendar.MakeDay(2020, 1, 15)
	}
}

// TestRunIsTheFoldOverTheReference: the fast run comes to the same as observing with the
// reference interpreter, one after the other.
func TestRunIsTheFoldOverTheReference(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a := agreementtest.Draw(t, everything())
		below := func(n int) int { return rapid.IntRange(0, n-1).Draw(t, "choice") }
		signedOrNot(a, below(2) == 1)
		observations := drawObservations(a, below)
		asOf := calendar.MakeDay(2020, 1, 1) + calendar.Day(below(200))
		compare(t, runTwin(a, observations, asOf), New(a).Run(observations, asOf))
	})
}

// TestRunIsTheFoldOnThousandsOfAgreements is the same over seeds, whose choices are spread evenly.
func TestRunIsTheFoldOnThousandsOfAgreements(t *testing.T) {
	seeds := uint64(4000)
	if testing.Short() {
		seeds = 400
	}
	for seed := range seeds {
		random := rand.New(rand.NewPCG(seed, 2))
		a := agreementtest.Random(seed, everything())
		signedOrNot(a, random.IntN(2) == 1)
		observations := drawObservations(a, random.IntN)
		asOf := calendar.MakeDay(2020, 1, 1) + calendar.Day(random.IntN(200))
		compare(t, runTwin(a, observations, asOf), New(a).Run(observations, asOf))
		if t.Failed() {
			t.Fatalf("seed %d, as of %s, observations %+v", seed, asOf, observations)
		}
	}
}
