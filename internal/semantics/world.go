package semantics

import (
	"slices"

	"lockstep/internal/agreement"
	"lockstep/internal/calendar"
)

// A World is an agreement made ready to be interpreted.
type World struct {
	Agreement *agreement.Agreement

	together [][]int32         // per commitment: those that start with it, itself included
	turns    [][]agreement.Ref // per commitment: the acts whose turn comes before it
	sides    [][]branchSide    // per commitment: the branch sides that bring it into being
	matters  []agreement.Guard // what is to be settled: that of every branch, and what readings leave
	electors [][]agreement.Ref // per decision: those whose voice counts
	paces    []pace            // the commensurate and proportional exchanges
	asked    []bool            // per commitment: whether some guard asks if it is kept
}

// A branchSide is one side of a branch.
type branchSide struct {
	matter int   // position in World.matters and State.Branches
	taken  Truth // what the matter must have turned out to be
}

// NewWorld makes a ready. To interpret a reading, pass it what [agreement.Agreement.Under] gives.
func NewWorld(a *agreement.Agreement) *World {
	n := len(a.Commitments)
	w := &World{
		Agreement: a,
		together:  make([][]int32, n),
		turns:     make([][]agreement.Ref, n),
		sides:     make([][]branchSide, n),
		electors:  make([][]agreement.Ref, len(a.Decisions)),
		asked:     make([]bool, n),
	}
	for c := range n {
		w.together[c] = []int32{int32(c)}
	}
	for _, group := range a.JointGroups() {
		for _, c := range group {
			w.together[c] = group
		}
	}
	for i := range a.Exchanges {
		w.addExchange(&a.Exchanges[i], i)
	}
	for i := range a.Branches {
		w.matters = append(w.matters, a.Branches[i].If)
	}
	for i := range a.Branches {
		w.addSide(a.Branches[i].Then, branchSide{i, True})
		w.addSide(a.Branches[i].Else, branchSide{i, False})
	}
	for i := range a.Decisions {
		w.electors[i] = electors(a, &a.Decisions[i])
	}
	w.noteAsked()
	return w
}

func (w *World) addExchange(e *agreement.Exchange, number int) {
	switch e.Mode {
	case agreement.StepForStep:
		for _, side := range e.Sides {
			for k, act := range side {
				w.addTurns(act, e.StepBefore(k))
			}
		}
	case agreement.Commensurate, agreement.Proportional:
		w.paces = append(w.paces, newPace(w.Agreement, number))
	}
}

// addTurns leaves out the turns that a reading denies.
func (w *World) addTurns(act agreement.Ref, before []agreement.Ref) {
	denied := w.Agreement.Commitments[act.Index].Denied
	for _, turn := range before {
		if !slices.Contains(denied, turn) {
			w.turns[act.Index] = append(w.turns[act.Index], turn)
		}
	}
}

// addSide brings the commitments into being on that side. One of which a reading denies waits
// comes into being by what is left of the matter, and is on no branch where nothing is left.
func (w *World) addSide(commitments []agreement.Ref, side branchSide) {
	for _, c := range commitments {
		own := side
		if denied := w.Agreement.Commitments[c.Index].Denied; len(denied) > 0 {
			asked := w.matters[side.matter]
			if side.taken == False {
				asked = agreement.Not(asked)
			}
			asked = asked.Without(denied)
			if asked.IsZero() {
				continue
			}
			own = branchSide{len(w.matters), True}
			w.matters = append(w.matters, asked)
		}
		w.sides[c.Index] = append(w.sides[c.Index], own)
	}
}

// noteAsked finds the commitments of which some guard asks whether they are kept.
func (w *World) noteAsked() {
	a := w.Agreement
	note := func(g *agreement.Guard) {
		g.EachAtom(func(atom *agreement.Guard) {
			if atom.Verb == agreement.VerbKept && atom.Of.Kind == agreement.KindCommitment {
				w.asked[atom.Of.Index] = true
			}
		})
	}
	for i := range a.Commitments {
		c := &a.Commitments[i]
		for _, g := range []*agreement.Guard{&c.After, &c.Provided, &c.While, &c.Unless} {
			note(g)
		}
	}
	for i := range a.Powers {
		note(&a.Powers[i].When)
		note(&a.Powers[i].Unless)
	}
	for i := range a.Branches {
		note(&a.Branches[i].If)
	}
}

// Initial is the state in which nothing has happened, with dates left out of account. Clocks
// that are set to a day have started, since every day has come.
func (w *World) Initial() State { return w.InitialOn(calendar.None) }

// InitialOn is the state on that day in which nothing has happened yet.
func (w *World) InitialOn(today calendar.Day) State {
	a := w.Agreement
	s := State{
		Today:       today,
		Commitments: make([]Course, len(a.Commitments)),
		Clocks:      neverYet(len(a.Clocks)),
		Conditions:  neverYet(len(a.Conditions)),
		Issues:      neverYet(len(a.Issues)),
		Decisions:   make([]Deciding, len(a.Decisions)),
		Branches:    make([]Truth, len(w.matters)),
		Usable:      make([]calendar.Day, len(a.Powers)),
		Levels:      make([]float64, len(a.Levels)),
	}
	for i := range s.Commitments {
		s.Commitments[i] = Course{Began: calendar.None, Ended: calendar.None,
			Found: calendar.None}
	}
	for i := range s.Decisions {
		voices := make([]Voice, len(w.electors[i]))
		s.Decisions[i] = Deciding{Voices: voices, Put: calendar.None, Taken: calendar.None}
	}
	for i := range s.Usable {
		s.Usable[i] = calendar.None
	}
	for i := range s.Levels {
		s.Levels[i] = baseline(&a.Levels[i])
	}
	return w.consequences(s)
}

func neverYet(n int) []Fact {
	facts := make([]Fact, n)
	for i := range facts {
		facts[i].Since = calendar.None
	}
	return facts
}
