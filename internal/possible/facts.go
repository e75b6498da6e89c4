package possible

import "lockstep/internal/agreement"

// An aspect is what can be asked of a commitment; of anything else there is one question only.
type aspect uint8

const (
	asItIs aspect = iota // a condition holds, a decision is taken, an issue is agreed, a clock runs
	begun
	done
	inForce // and not breached
	kept
	breached
)

// A fact is one question that has one answer at any one moment.
type fact struct {
	of agreement.Ref
	aspect
}

// facts are what must be so at one and the same moment, with the atom that asks for it.
type facts struct {
	net    *Net
	known  map[fact]answer
	open   []openClause // what is not settled by what is known
	clash  *[2]Needed   // two that are never so together
	lasts  bool         // what is learnt now was so earlier: only what stays so counts
	revoke bool         // what became void may be restored
}

type answer struct {
	is  bool
	why Needed
}

// A Needed is something that must be so, or where Not is true must not.
type Needed struct {
	Atom agreement.Guard
	Not  bool
}

// An openClause must be true, or where not is true must not be.
type openClause struct {
	guard *agreement.Guard
	not   bool
}

// learn takes in that g is so, or is not. What is neither certain nor lasting is left out, so
// that a clash is always one.
func (f *facts) learn(g *agreement.Guard, is bool) {
	switch g.Op {
	case agreement.OpAtom:
		f.learnAtom(g, is)
	case agreement.OpNot:
		f.learn(&g.Args[0], !is)
	case agreement.OpReached:
		if is {
			f.learnEvents(g.At)
		}
	case agreement.OpAll, agreement.OpAny, agreement.OpAtLeast:
		f.learnParts(g, is)
	}
}

// learnParts: of some combinations every part is certain, others are left for later.
func (f *facts) learnParts(g *agreement.Guard, is bool) {
	need := g.Need()
	if is && need < len(g.Args) || !is && need > 1 {
		if !f.lasts {
			f.open = append(f.open, openClause{g, !is})
		}
		return
	}
	for i := range g.Args {
		f.learn(&g.Args[i], is)
	}
}

func (f *facts) learnAtom(g *agreement.Guard, is bool) {
	a, needed := f.net.agreement, Needed{*g, !is}
	switch g.Of.Kind {
	case agreement.KindExchange:
		members := membersOf(a, g.Of)
		f.learn(&members, is)
	case agreement.KindClock:
		f.note(fact{of: g.Of}, is, needed)
		if at := a.Clocks[g.Of.Index].At; at != nil && is && f.known[fact{of: g.Of}].is {
			f.learnEvents(at)
		}
	case agreement.KindCommitment:
		f.noteAspect(g.Of, f.net.aspect(g), answer{is, needed})
	default:
		if !f.lasts || g.Of.Kind != agreement.KindCondition {
			f.note(fact{of: g.Of}, is, needed)
		}
	}
}

// learnEvents takes in that what a time hangs on was so at some time before.
func (f *facts) learnEvents(t *agreement.Time) {
	if t == nil {
		return
	}
	events, lasts := t.Guard(), f.lasts
	f.lasts = true
	f.learn(&events, true)
	f.lasts = lasts
}

// aspect is what an atom on a commitment asks.
func (n *Net) aspect(g *agreement.Guard) aspect {
	switch g.Verb {
	case agreement.VerbStarted:
		return begun
	case agreement.VerbKept:
		return kept
	case agreement.VerbBreached:
		return breached
	}
	if n.continuing[g.Of.Index] {
		return inForce
	}
	return done
}

// noteAspect also notes what follows from it.
func (f *facts) noteAspect(of agreement.Ref, asked aspect, is answer) {
	if f.lasts && (asked > done || !is.is && f.revoke) {
		return // it may have changed since
	}
	f.note(fact{of, asked}, is.is, is.why)
	switch {
	case is.is && (asked == done || asked == inForce):
		f.note(fact{of, begun}, true, is.why)
	case !is.is && asked == begun:
		f.note(fact{of, done}, false, is.why)
		f.note(fact{of, inForce}, false, is.why)
	}
	switch {
	case is.is && asked == breached:
		f.note(fact{of, inForce}, false, is.why)
		f.note(fact{of, kept}, false, is.why)
	case is.is && (asked == inForce || asked == kept):
		f.note(fact{of, breached}, false, is.why)
	}
}

func (f *facts) note(k fact, is bool, why Needed) {
	before, known := f.known[k]
	switch {
	case !known:
		f.known[k] = answer{is, why}
	case before.is != is && f.clash == nil:
		f.clash = &[2]Needed{before.why, why}
	}
}

// learnUnless takes in that an unless does not hold. That may be because nobody knows, so that
// of a negation nothing is certain but what is always known.
func (f *facts) learnUnless(g *agreement.Guard) {
	switch g.Op {
	case agreement.OpAtom:
		f.learnAtom(g, false)
	case agreement.OpNot:
		if alwaysKnown(&g.Args[0]) {
			f.learn(&g.Args[0], true)
		}
	case agreement.OpAny, agreement.OpAll, agreement.OpAtLeast:
		if g.Need() > 1 {
			f.open = append(f.open, openClause{g, true})
			return
		}
		for i := range g.Args {
			f.learnUnless(&g.Args[i])
		}
	}
}

// alwaysKnown reports whether the atom is true or false at any moment, never unknown.
func alwaysKnown(g *agreement.Guard) bool {
	switch {
	case g.Op != agreement.OpAtom || g.Verb == agreement.VerbKept:
		return false
	case g.Of.Kind == agreement.KindExchange:
		return true
	}
	return g.Of.Kind != agreement.KindCondition
}

// settle looks at the open clauses for one that what is known contradicts.
func (f *facts) settle() {
	for _, c := range f.open {
		if f.clash != nil {
			return
		}
		holding, possible := 0, 0
		var needed Needed
		for i := range c.guard.Args {
			part := &c.guard.Args[i]
			is, known := f.answer(part)
			if !known || is.is {
				possible++
			}
			if known && is.is {
				holding++
			}
			if known && is.is == c.not {
				needed = is.why
			}
		}
		switch need := c.guard.Need(); {
		case !c.not && possible < need:
			f.clash = &[2]Needed{needed, {Atom: *c.guard}}
		case c.not && holding >= need:
			f.clash = &[2]Needed{needed, {Atom: *c.guard, Not: true}}
		}
	}
}

// answer is what is known of an atom or of its negation.
func (f *facts) answer(g *agreement.Guard) (is answer, known bool) {
	switch g.Op {
	case agreement.OpNot:
		is, known = f.answer(&g.Args[0])
		is.is = !is.is
		return is, known
	case agreement.OpAtom:
		if g.Of.Kind == agreement.KindCommitment {
			is, known = f.known[fact{g.Of, f.net.aspect(g)}]
		} else {
			is, known = f.known[fact{of: g.Of}]
		}
	}
	return is, known
}
