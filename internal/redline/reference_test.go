package redline

import (
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
	a       *agreement.Agreement
	conduct bool // also ask what is kept or breached
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
	if l.conduct && l.IntN(3) == 0 {
		g.Verb = []agreement.Verb{agreement.VerbKept, agreement.VerbBreached}[l.IntN(2)]
	}
	return g
}

// nearest is the length of the shortest story that crosses the line, none where there is none,
// found by looking at every state; ok is false where there are too many. The census learns what
// went wrong on the way.
func nearest(
	n *agreementtest.Census, w *semantics.World, line *agreement.Guard, may semantics.Cooperation,
) (steps int, found, ok bool) {
	states, depth := []semantics.State{w.Initial()}, []int{0}
	known := map[string]bool{states[0].Key(): true}
	for i := 0; i < len(states); i++ {
		noteWrongs(n, w, states[i])
		if Crossed(w, states[i], line) {
			return depth[i], true, true
		}
		if len(states) > mostStates {
			return 0, false, false
		}
		for _, m := range append(w.Moves(states[i], may), compliance(w, states[i], line, may)...) {
			next := w.Apply(states[i], m)
			if key := next.Key(); !known[key] {
				known[key] = true
				states, depth = append(states, next), append(depth, depth[i]+1)
			}
		}
	}
	return 0, false, true
}

// compliance are the moves by which something is reported to be kept of which the line asks that.
// The interpreter lists them only where the text does.
func compliance(
	w *semantics.World, s semantics.State, line *agreement.Guard, may semantics.Cooperation,
) []semantics.Move {
	var moves []semantics.Move
	line.EachAtom(func(atom *agreement.Guard) {
		m := semantics.Move{Kind: semantics.Comply, Of: atom.Of}
		if atom.Verb == agreement.VerbKept && w.Allows(s, m, may) == nil {
			moves = append(moves, m)
		}
	})
	return moves
}

// mostStates bounds how many states of an agreement the twin looks at.
const mostStates = 450

// noteWrongs tells the census what is suspended or breached in s.
func noteWrongs(n *agreementtest.Census, w *semantics.World, s semantics.State) {
	for c, course := range s.Commitments {
		if course.Conduct == semantics.Breached {
			n.Has("breaches")
		}
		if w.Suspended(s, int32(c)) {
			n.Has("suspensions")
		}
	}
}

// A trial is what is asked of each drawn agreement.
type trial struct {
	states int // that the analysis may look at
	line   func(*rand.Rand, *agreement.Agreement) agreement.Guard
}

// drawnLine is a combination of what has happened and what has not.
func drawnLine(r *rand.Rand, a *agreement.Agreement) agreement.Guard {
	return liner{r, a, false}.line(2)
}

// conductLine also asks what is kept and breached; every other one asks for four things at once,
// so that it is not crossed too soon.
func conductLine(r *rand.Rand, a *agreement.Agreement) agreement.Guard {
	l := liner{r, a, true}
	if r.IntN(2) == 0 {
		return agreement.All(l.literal(), l.literal(), l.literal(), l.literal())
	}
	return l.line(2)
}

// compare holds the answer for a drawn red line against the interpreter.
func (x trial) compare(
	t *testing.T, n *agreementtest.Census, seed uint64, a *agreement.Agreement,
) bool {
	t.Helper()
	line := x.line(rand.New(rand.NewPCG(seed, 8)), a)
	q := Question{Agreement: a, Net: possible.Compile(a), States: x.states}
	w := semantics.NewWorld(a)
	may := q.cooperation(&line)
	got := q.Ask(&line)
	if got.Verdict == Reached {
		end, err := w.Replay(may, got.Story)
		if err != nil || !Crossed(w, end, &line) {
			t.Fatalf("seed %d: the story %v does not cross %v: %v", seed, got.Story, line, err)
		}
		n.Count("stories replayed", 1)
	}
	steps, found, ok := nearest(n, w, &line, may)
	if ok {
		judge(t, n, seed, got, steps, found)
	}
	return ok
}

// judge compares the answer with what looking at every state has found.
func judge(
	t *testing.T, n *agreementtest.Census, seed uint64, got Answer, steps int, found bool,
) {
	t.Helper()
	switch {
	case got.Verdict == Undecided:
		n.Count("not decided", 1)
	case found != (got.Verdict == Reached):
		t.Fatalf("seed %d: reached %v, want %v", seed, got.Verdict == Reached, found)
	case got.Shortest && found && len(got.Story) != steps:
		t.Fatalf("seed %d: %d steps are called the fewest, but %d do", seed, len(got.Story), steps)
	case found:
		n.Count("crossed", 1)
		n.Count("after a step or more", min(1, steps))
		if got.Shortest {
			n.Count("by a proven shortest story", 1)
		}
	default:
		n.Count("never crossed", 1)
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
		line := liner{rand.New(rand.NewPCG(seed, 8)), a, false}.line(1)
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
	agreementtest.Proof{
		Analysis: "red lines: monotone", Usual: 5000,
		Draw: func(seed uint64) *agreement.Agreement {
			opt := agreementtest.Monotone()
			opt.Levels, opt.Readings = seed%3 == 0, seed%2 == 0
			a := agreementtest.Random(seed, opt)
			return a.Under(upTo(len(a.Readings)))
		},
		Compare: trial{1, drawnLine}.compare,
		Must: []string{"simultaneous", "step-for-step", "any", "at least", "decisions", "weights",
			"shares", "crossed", "never crossed", "by a proven shortest story"},
		Without: []string{"not decided"},
	}.Run(t)
}

// wild is an agreement in which anything may stand but dates, under all its readings.
func wild(seed uint64) *agreement.Agreement {
	opt := agreementtest.Everything()
	opt.Dates = false
	a := agreementtest.Random(seed, opt)
	return a.Under(upTo(len(a.Readings)))
}

// TestWhatIsNotMonotoneIsExplored: negation, powers, branches, suspensions, breaches and pace.
func TestWhatIsNotMonotoneIsExplored(t *testing.T) {
	agreementtest.Proof{
		Analysis: "red lines: with powers, suspensions and breaches", Usual: 400, Draw: wild,
		Compare: trial{DefaultStates, conductLine}.compare,
		Must: []string{"simultaneous", "step-for-step", "paced", "any", "at least", "decisions",
			"weights", "shares", "powers", "suspensions", "breaches", "crossed", "never crossed"},
		Rarely: []string{"not decided"},
	}.Run(t)
}

// TestWhatIsSettledIsTakenForGranted: with too few states to look at all, what nothing can hold up
// is left out, and what is decided without it is right.
func TestWhatIsSettledIsTakenForGranted(t *testing.T) {
	agreementtest.Proof{
		Analysis: "red lines: settled parts taken for granted", Usual: 600,
		Draw: agreementtest.OnTop, Compare: trial{12, conductLine}.compare,
		Must: []string{"any", "at least", "decisions", "powers", "breaches", "crossed", "never crossed"},
	}.Run(t)
}

// TestASmallBudgetIsNeverGuessedBeyond: what thirty states do not decide is left undecided.
func TestASmallBudgetIsNeverGuessedBeyond(t *testing.T) {
	agreementtest.Proof{
		Analysis: "red lines: thirty states", Usual: 500, Draw: wild,
		Compare: trial{30, drawnLine}.compare, Must: []string{"crossed", "never crossed"},
	}.Run(t)
}
