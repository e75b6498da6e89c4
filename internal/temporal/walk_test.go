package temporal

import (
	"math/rand/v2"
	"testing"

	"lockstep/internal/agreement"
	"lockstep/internal/agreement/agreementtest"
	"lockstep/internal/calendar"
	"lockstep/internal/semantics"
)

// withoutDeadlines takes the deadlines off: the interpreter lets parties miss them.
func withoutDeadlines(a *agreement.Agreement) *agreement.Agreement {
	for i := range a.Commitments {
		a.Commitments[i].StartBy, a.Commitments[i].Due = nil, nil
	}
	return a
}

// A walker makes random moves of the interpreter, day by day.
type walker struct {
	world  *semantics.World
	state  semantics.State
	random *rand.Rand
	terms  semantics.Cooperation
}

// step makes one move; most of the time a day passes.
func (w *walker) step() {
	pass := semantics.Move{Kind: semantics.Pass}
	moves := w.world.Moves(w.state, w.terms)
	if len(moves) == 0 {
		return
	}
	move := moves[w.random.IntN(len(moves))]
	if w.random.IntN(4) > 0 && w.world.Allows(w.state, pass, w.terms) == nil {
		move = pass
	}
	w.state = w.world.Apply(w.state, move)
}

// happened is the day on which commitment c was done or came into force, None if it did not.
func (w *walker) happened(c int) calendar.Day {
	course := w.state.Commitments[c]
	switch {
	case course.Life == semantics.Done:
		return course.Ended
	case w.world.Agreement.Commitments[c].IsContinuing() && course.Begun:
		return course.Began
	}
	return calendar.None
}

func TestNothingHappensBeforeItsEarliestDay(t *testing.T) {
	opt := dated(3, 8)
	opt.Judgement, opt.Branches = false, false // in a random walk they stop almost everything
	checked := 0
	for seed := range uint64(150) {
		a := withoutDeadlines(agreementtest.Random(seed, opt))
		rows := Compute(a, nil)
		w := walker{
			world:  semantics.NewWorld(a),
			random: rand.New(rand.NewPCG(seed, 1)),
			terms:  semantics.Cooperation{Horizon: dayZero + 900},
		}
		w.state = w.world.InitialOn(dayZero)
		for range 1200 {
			w.step()
		}
		for c, row := range rows {
			on := w.happened(c)
			if on == calendar.None || row.Earliest == calendar.None {
				continue
			}
			checked++
			if on < row.Earliest {
				t.Errorf("seed %d: %s happened on %v, before its earliest day %v",
					seed, row.ID, on, row.Earliest)
			}
		}
	}
	if checked < 100 {
		t.Errorf("only %d commitments with an earliest day came about", checked)
	}
}
