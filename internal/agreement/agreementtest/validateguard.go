package agreementtest

import "lockstep/internal/agreement"

// guard checks that g is put together as its Op asks.
func (v *validator) guard(what string, g *agreement.Guard) {
	n := len(g.Args)
	switch g.Op {
	case agreement.OpAlways, agreement.OpAtom, agreement.OpReached, agreement.OpCompare:
		v.leaf(what, g)
	case agreement.OpNot:
		if n != 1 {
			v.refuse("%s negates %d parts", what, n)
		}
	case agreement.OpAll, agreement.OpAny:
		if n == 0 {
			v.refuse("%s combines nothing", what)
		}
	case agreement.OpAtLeast:
		if g.K < 1 || int(g.K) > n {
			v.refuse("%s asks for %d of %d", what, g.K, n)
		}
	default:
		v.refuse("%s has an unknown op %d", what, g.Op)
	}
	if int(g.Reading) > len(v.a.Readings) || g.Reading < 0 {
		v.refuse("%s comes from reading %d of %d", what, g.Reading, len(v.a.Readings))
	}
	for i := range g.Args {
		v.guard(what, &g.Args[i])
	}
}

func (v *validator) leaf(what string, g *agreement.Guard) {
	if len(g.Args) > 0 {
		v.refuse("%s has parts where it can have none", what)
	}
	switch g.Op {
	case agreement.OpAtom:
		v.atom(what, g.Verb, g.Of)
	case agreement.OpReached:
		if g.At == nil {
			v.refuse("%s reaches no time", what)
			return
		}
		v.time(what, g.At)
	case agreement.OpCompare:
		v.comparison(what, g.Compare)
	}
}

func (v *validator) comparison(what string, c *agreement.Comparison) {
	if c == nil {
		v.refuse("%s compares nothing", what)
		return
	}
	if c.Op > agreement.NotEqual {
		v.refuse("%s has an unknown relation %d", what, c.Op)
	}
	for _, side := range []agreement.Operand{c.Left, c.Right} {
		if !side.Level.IsZero() {
			v.ref(what, side.Level, agreement.KindLevel)
		}
	}
}

// kindsOf are the kinds of things of which a verb can be asked.
var kindsOf = map[agreement.Verb][]agreement.Kind{
	agreement.VerbHappened: {agreement.KindCommitment, agreement.KindCondition,
		agreement.KindDecision, agreement.KindClock, agreement.KindIssue, agreement.KindExchange},
	agreement.VerbStarted:  {agreement.KindCommitment, agreement.KindClock},
	agreement.VerbDone:     {agreement.KindCommitment},
	agreement.VerbKept:     {agreement.KindCommitment},
	agreement.VerbBreached: {agreement.KindCommitment},
	agreement.VerbHolds:    {agreement.KindCondition},
	agreement.VerbTaken:    {agreement.KindDecision},
	agreement.VerbAgreed:   {agreement.KindIssue},
}

// atom checks that the verb suits the thing; what is continuing is never done.
func (v *validator) atom(what string, verb agreement.Verb, of agreement.Ref) {
	if !v.ref(what, of, kindsOf[verb]...) {
		return
	}
	if verb == agreement.VerbDone && v.a.Commitments[of.Index].IsContinuing() {
		v.refuse("%s asks whether continuing %s is done", what, v.a.IDOf(of))
	}
}

// time checks that t is put together as its Op asks.
func (v *validator) time(what string, t *agreement.Time) {
	n := len(t.Args)
	switch t.Op {
	case agreement.TimeDay:
		n++ // so that it must have no parts
	case agreement.TimeEvent:
		v.atom(what, t.Verb, t.Of)
		n++
	case agreement.TimePlus, agreement.TimeBefore:
	case agreement.TimeEarliest, agreement.TimeLatest:
		n = min(n, 1)
	default:
		v.refuse("%s has an unset or unknown time %d", what, t.Op)
		return
	}
	if n != 1 {
		v.refuse("%s has a time of %d parts", what, len(t.Args))
	}
	if t.Span.Low.Days < 0 || t.Span.Low.Months < 0 || t.Span.Low.Hours < 0 {
		v.refuse("%s has the negative duration %s", what, t.Span)
	}
	for i := range t.Args {
		v.time(what, &t.Args[i])
	}
}

// times checks the times that are set.
func (v *validator) times(what string, times ...*agreement.Time) {
	for _, t := range times {
		if t != nil {
			v.time(what, t)
		}
	}
}
