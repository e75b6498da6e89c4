package lasting

import (
	"slices"

	"lockstep/internal/agreement"
	"lockstep/internal/possible"
)

// quiet says which steps may be made as soon as they can. Such a step makes something true that
// is asked for only as a wait, and never denied; it cannot be undone or held up, and once it can
// be made it can be made later as well. So it closes no way: whatever can be reached without it
// can be reached with it, and a state from which no end can be reached stays one.
type quiet struct {
	agreement *agreement.Agreement
	asked     []bool                 // by commitment: some guard asks how it is kept
	kept      []bool                 // by commitment: some guard asks kept of it
	named     map[agreement.Ref]bool // things that some guard names
	loud      map[agreement.Ref]bool // things that may also stop, decide or trap something
	touched   []bool                 // by commitment: it may be held up or ended
	paced     []bool                 // by commitment: its end must keep pace with others
	crowded   []bool                 // by commitment: and it is not alone on its side
	late      []bool                 // by commitment: it is contingent, as far as that is known
	compared  []bool                 // by level: some guard compares it
}

// newQuiet looks at a. What a contingent commitment waits for is loud where that commitment may
// start and then be held up, since then it would have been better not to call for it.
func newQuiet(a *agreement.Agreement, contingent []bool) *quiet {
	n := len(a.Commitments)
	q := &quiet{
		agreement: a, asked: AsksConduct(a), kept: make([]bool, n), touched: make([]bool, n),
		named: map[agreement.Ref]bool{}, loud: map[agreement.Ref]bool{},
		compared: make([]bool, len(a.Levels)), paced: make([]bool, n), late: make([]bool, n),
		crowded: make([]bool, n),
	}
	copy(q.late, contingent)
	q.touch()
	can := possible.Compile(a).Fixpoint()
	eachGuard(a, func(g *agreement.Guard, u use) {
		traps := u.of.Kind == agreement.KindCommitment && q.late[u.of.Index] &&
			(q.touched[u.of.Index] || q.paced[u.of.Index]) && can.Starts(u.of.Index)
		q.hear(g, u.of.IsZero() || traps)
	})
	q.hearClocks()
	q.touchRestless()
	return q
}

// touch notes what may be held up, ended or breached, or changes something beside itself. That
// something which no guard names is terminated makes no difference: it may as well be done.
func (q *quiet) touch() {
	a := q.agreement
	eachGuard(a, func(g *agreement.Guard, _ use) { q.name(g) })
	for i := range a.Commitments {
		c := &a.Commitments[i]
		q.touched[i] = !c.While.IsZero() || !c.Unless.IsZero() ||
			q.changes(c) || endsByEvent(c)
	}
	for i := range a.Powers {
		does := a.Powers[i].Does
		ends := does == agreement.Terminate || does == agreement.Waive
		q.mark(a.Powers[i].On, func(c agreement.Ref) bool { return !ends || q.named[c] })
	}
	always := func(agreement.Ref) bool { return true }
	for i := range a.Branches {
		q.mark(a.Branches[i].Then, always)
		q.mark(a.Branches[i].Else, always)
	}
	for i := range a.Exchanges {
		q.touchExchange(&a.Exchanges[i])
	}
}

// touchExchange notes whom an exchange may hold up. A pace counts what is done or in force, so an
// act that is done once may start whatever the others have given. Which act of a side goes first
// can make a difference; a side of one act has no such choice, and what it gives only lets the
// others give more.
func (q *quiet) touchExchange(e *agreement.Exchange) {
	always := func(agreement.Ref) bool { return true }
	switch e.Mode {
	case agreement.StepForStep:
	case agreement.Commensurate, agreement.Proportional:
		for _, side := range e.Sides {
			for _, r := range side {
				q.paced[r.Index] = true
				q.crowded[r.Index] = q.crowded[r.Index] || len(side) > 1
			}
			q.mark(side, func(r agreement.Ref) bool {
				return len(side) > 1 && q.agreement.Commitments[r.Index].IsContinuing()
			})
		}
	default:
		q.mark(e.Members(), always)
	}
}

// mark notes as touched those of refs that also are what is said.
func (q *quiet) mark(refs []agreement.Ref, also func(agreement.Ref) bool) {
	for _, r := range refs {
		q.touched[r.Index] = q.touched[r.Index] || also(r)
	}
}

// name notes what g names.
func (q *quiet) name(g *agreement.Guard) {
	g.EachAtom(func(atom *agreement.Guard) {
		for _, c := range members(q.agreement, atom.Of) {
			q.named[agreement.CommitmentRef(int(c))] = true
		}
	})
	eachComparison(g, func(c *agreement.Comparison) {
		for _, side := range []agreement.Operand{c.Left, c.Right} {
			if !side.Level.IsZero() {
				q.compared[side.Level.Index] = true
			}
		}
	})
}

func eachComparison(g *agreement.Guard, visit func(*agreement.Comparison)) {
	if g.Op == agreement.OpCompare {
		visit(g.Compare)
	}
	for i := range g.Args {
		eachComparison(&g.Args[i], visit)
	}
}

// changes reports whether c changes a level that some guard compares.
func (q *quiet) changes(c *agreement.Commitment) bool {
	return slices.ContainsFunc(c.Changes, func(change agreement.Change) bool {
		return q.compared[change.Level.Index]
	})
}

// endsByEvent reports whether c has an until that does not come by itself.
func endsByEvent(c *agreement.Commitment) bool {
	if c.Until == nil {
		return false
	}
	events := c.Until.Guard()
	return !events.IsZero()
}

// hear notes what g names as loud where it stands in a guard that may stop something, behind a
// not, or is asked to be kept.
func (q *quiet) hear(g *agreement.Guard, loud bool) {
	switch g.Op {
	case agreement.OpAtom:
		if g.Verb == agreement.VerbKept {
			for _, c := range members(q.agreement, g.Of) {
				q.kept[c] = true
			}
		}
		if loud || g.Verb == agreement.VerbKept {
			q.shout(g.Of)
		}
	case agreement.OpReached:
		events := g.At.Guard()
		q.hear(&events, loud)
	}
	for i := range g.Args {
		q.hear(&g.Args[i], loud || g.Op == agreement.OpNot)
	}
}

func (q *quiet) shout(r agreement.Ref) {
	q.loud[r] = true
	for _, c := range members(q.agreement, r) {
		q.loud[agreement.CommitmentRef(int(c))] = true
	}
}

// hearClocks: what starts a loud clock is loud.
func (q *quiet) hearClocks() {
	for range q.agreement.Clocks {
		for i := range q.agreement.Clocks {
			if at := q.agreement.Clocks[i].At; at != nil && q.loud[agreement.ClockRef(i)] {
				events := at.Guard()
				q.hear(&events, true)
			}
		}
	}
}

// touchRestless notes as touched what waits for something that may cease to be so.
func (q *quiet) touchRestless() {
	eachGuard(q.agreement, func(g *agreement.Guard, u use) {
		if u.of.Kind == agreement.KindCommitment && !q.staysTrue(g) {
			q.touched[u.of.Index] = true
		}
	})
}

// staysTrue reports whether g, once it is true, stays so.
func (q *quiet) staysTrue(g *agreement.Guard) bool {
	switch g.Op {
	case agreement.OpNot, agreement.OpCompare:
		return false
	case agreement.OpAtom:
		return q.atomStays(g)
	case agreement.OpReached:
		events := g.At.Guard()
		return q.staysTrue(&events)
	}
	return !slices.ContainsFunc(g.Args, func(part agreement.Guard) bool { return !q.staysTrue(&part) })
}

// atomStays: a condition may lapse, but where nothing else asks for it, it may as well not.
func (q *quiet) atomStays(g *agreement.Guard) bool {
	switch {
	case g.Verb == agreement.VerbKept, g.Of.Kind == agreement.KindCondition && q.loud[g.Of]:
		return false
	case g.Verb != agreement.VerbHappened:
		return true
	}
	return !slices.ContainsFunc(members(q.agreement, g.Of), func(c int32) bool {
		return q.agreement.Commitments[c].IsContinuing()
	})
}

// isEager reports whether the steps that make r happen may be made as soon as they can.
func (q *quiet) isEager(r agreement.Ref) bool {
	return q.startsEagerly(r) && !(r.Kind == agreement.KindCommitment &&
		(q.asked[r.Index] || q.crowded[r.Index]))
}

// startsEagerly reports the same of the start alone: what is done cannot be breached any more.
func (q *quiet) startsEagerly(r agreement.Ref) bool {
	if q.loud[r] {
		return false
	}
	switch r.Kind {
	case agreement.KindCommitment:
		return !q.touched[r.Index] && !(q.paced[r.Index] && q.late[r.Index])
	case agreement.KindClock, agreement.KindCondition, agreement.KindIssue, agreement.KindDecision:
		return true
	}
	return false
}
