package redline

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"lockstep/internal/agreement"
	"lockstep/internal/agreement/agreementtest"
	"lockstep/internal/possible"
	"lockstep/internal/semantics"
)

// A liner draws red lines.
type liner struct {
	*rand.Rand
	a *agreement.Agreement
}

// line is a combination, of that depth at most, of what has happened and what has not.
func (l liner) line(depth int) agreement.Guard {
	if depth == 0 || l.IntN(4) == 0 {
		return l.literal()
	}
	parts := make([]agreement.Guard, 2+l.IntN(2))
	for i := range parts {
		parts[i] = l.line(depth - 1)
	}
	switch l.IntN(6) {
	case 0:
		return agreement.Not(agreement.All(parts...))
	case 1:
		return agreement.Any(parts...)
	case 2:
		return agreement.AtLeast(1+l.IntN(len(parts)), parts...)
	}
	return agreement.All(parts...)
}

func (l liner) literal() agreement.Guard {
	atom := l.atom()
	if l.IntN(2) == 0 {
		return agreement.Not(atom)
	}
	return atom
}

func (l liner) atom() agreement.Guard {
	of := func(kind agreement.Kind, n int) (agreement.Guard, bool) {
		if n == 0 {
			return agreement.Guard{}, false
		}
		return agreement.Happened(agreement.Ref{Kind: kind, Index: int32(l.IntN(n))}), true
	}
	for range 3 {
		g, ok := agreement.Guard{}, false
		switch l.IntN(12) {
		case 0:
			g, ok = of(agreement.KindClock, len(l.a.Clocks))
		case 1:
			g, ok = of(agreement.KindCondition, len(l.a.Conditions))
		case 2:
			g, ok = of(agreement.KindDecision, len(l.a.Decisions))
		case 3:
			g, ok = of(agreement.KindIssue, len(l.a.Issues))
		case 4:
			g, ok = of(agreement.KindExchange, len(l.a.Exchanges))
		case 5, 6:
			if n := len(l.a.Levels); n > 0 {
				return agreement.Guard{Op: agreement.OpCompare, Compare: &agreement.Comparison{
					Left:  agreement.Operand{Level: agreement.LevelRef(l.IntN(n))},
					Op:    agreement.Relation(l.IntN(6)),
					Right: agreement.Operand{Number: float64(10 * l.IntN(11))},
				}}
			}
		}
		if ok {
			return g
		}
	}
	g, _ := agreement.Happened(agreement.CommitmentRef(l.IntN(len(l.a.Commitments)))), true
	if l.IntN(2) == 0 {
		g.Verb = agreement.VerbStarted
	}
	return g
}

// nearest is the length of the shortest story that crosses the line, none where there is none,
// found by looking at every state; ok is false where there are too many.
func nearest(w *semantics.World, line *agreement.Guard, may semantics.Cooperation) (
	steps int, found, ok bool,
) {
	const most = 450
	states, depth := []semantics.State{w.Initial()}, []int{0}
	known := map[string]bool{states[0].Key(): true}
	for i := 0; i < len(states); i++ {
		if Crossed(w, states[i], line) {
			return depth[i], true, true
		}
		if len(states) > most {
			return 0, false, false
		}
		for _, m := range w.Moves(states[i], may) {
			next := w.Apply(states[i], m)
			if key := next.Key(); !known[key] {
				known[key] = true
				states, depth = append(states, next), append(depth, depth[i]+1)
			}
		}
	}
	return 0, false, true
}

// A tally counts what a comparison has seen.
type tally struct{ compared, reached, undecided, unproven int }

// compare holds the answer for a drawn red line against the interpreter.
func (n *tally) compare(t *testing.T, seed uint64, opt agreementtest.Options, states int) {
	t.Helper()
	a := agreementtest.Random(seed, opt)
	a = a.Under(upTo(len(a.Readings)))
	line := liner{rand.New(rand.NewPCG(seed, 8)), a}.line(2)
	q := Question{Agreement: a, Net: possible.Compile(a), States: states}
	w := semantics.NewWorld(a)
	may := q.cooperation(&line)
	got := q.Ask(&line)
	if got.Verdict == Reached {
		end, err := w.Replay(may, got.Story)
		if err != nil || !Crossed(w, end, &line) {
			t.Fatalf("seed %d: the story %v does not cross %v: %v", seed, got.Story, line, err)
		}
	}
	steps, found, ok := nearest(w, &line, may)
	n.count(t, seed, got, steps, found, ok)
}

// count compares the answer with what looking at every state has found.
func (n *tally) count(t *testing.T, seed uint64, got Answer, steps int, found, ok bool) {
	t.Helper()
	if !ok {
		return
	}
	n.compared++
	switch {
	case got.Verdict == Undecided:
		n.undecided++
	case found != (got.Verdict == Reached):
		t.Fatalf("seed %d: reached %v, want %v", seed, got.Verdict == Reached, found)
	case got.Shortest && found && len(got.Story) != steps:
		t.Fatalf("seed %d: %d steps are called the fewest, but %d do", seed, len(got.Story), steps)
	case found:
		n.reached++
		if !got.Shortest {
			n.unproven++
		}
	}
}

func upTo(n int) []int {
	list := make([]int, n)
	for i := range list {
		list[i] = i
	}
	return list
}

// TestAPartIsAnAgreement: what is cut down to a red line is valid, and nothing that the red line
// names is lost.
func TestAPartIsAnAgreement(t *testing.T) {
	smaller := 0
	for seed := range uint64(1500) {
		opt := agreementtest.Everything()
		opt.Dates = false
		a := agreementtest.Random(seed, opt)
		a = a.Under(upTo(len(a.Readings)))
		line := liner{rand.New(rand.NewPCG(seed, 8)), a}.line(1)
		part := a.PartFor(&line)
		part.Agreement.Readings = nil // they speak of the whole
		read := part.Guard(&line)
		part.Agreement.Redlines = []agreement.Redline{{ID: "line", Never: read}}
		if err := agreementtest.Validate(unread(part.Agreement)); err != nil {
			t.Fatalf("seed %d: %v", seed, err)
		}
		var names, want []string
		line.EachAtom(func(g *agreement.Guard) { want = append(want, a.IDOf(g.Of)) })
		read.EachAtom(func(g *agreement.Guard) { names = append(names, part.Agreement.IDOf(g.Of)) })
		if !slices.Equal(names, want) {
			t.Fatalf("seed %d: %v became %v", seed, want, names)
		}
		smaller += min(1, len(a.Commitments)-len(part.Agreement.Commitments))
	}
	if smaller < 300 {
		t.Errorf("only %d parts are smaller than the whole", smaller)
	}
}

// unread is a whose guards no longer say from which reading they come, since Validate wants the
// readings to be there.
func unread(a *agreement.Agreement) *agreement.Agreement {
	for i := range a.Commitments {
		c := &a.Commitments[i]
		for _, g := range []*agreement.Guard{&c.After, &c.Provided, &c.While, &c.Unless} {
			forget(g)
		}
	}
	return a
}

func forget(g *agreement.Guard) {
	g.Reading = 0
	for i := range g.Args {
		forget(&g.Args[i])
	}
}

// TestRedLinesAreThoseOfTheInterpreter: monotone agreements, where fixpoints decide everything
// and no state is explored.
func TestRedLinesAreThoseOfTheInterpreter(t *testing.T) {
	const shards = 4
	for shard := range uint64(shards) {
		t.Run(fmt.Sprint(shard), func(t *testing.T) {
			t.Parallel()
			var n tally
			opt := agreementtest.Monotone()
			for seed := shard; seed < 12_000; seed += shards {
				opt.Levels, opt.Readings = seed%3 == 0, seed%2 == 0
				n.compare(t, seed, opt, 1)
			}
			if n.compared < 2500 || n.reached < 500 || n.undecided > 0 || n.unproven*4 > n.reached {
				t.Errorf("%+v", n)
			}
		})
	}
}

// TestWhatIsNotMonotoneIsExplored: negation, powers, branches, suspensions, breaches and pace. What
// the budget does not reach is left undecided and never guessed.
func TestWhatIsNotMonotoneIsExplored(t *testing.T) {
	for _, budget := range []struct{ states, undecided int }{{30, 60}, {DefaultStates, 2}} {
		t.Run(fmt.Sprint(budget.states), func(t *testing.T) {
			t.Parallel()
			var n tally
			opt := agreementtest.Everything()
			opt.Dates = false
			for seed := range uint64(800) {
				n.compare(t, seed, opt, budget.states)
			}
			if n.compared < 500 || n.reached < 300 || n.undecided > budget.undecided {
				t.Errorf("%+v", n)
			}
		})
	}
}
