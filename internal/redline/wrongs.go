package redline

import (
	"lockstep/internal/agreement"
	"lockstep/internal/semantics"
)

// cooperation is what may go wrong on the way to never: breaches where something that it hangs
// on asks what is kept or breached, lapses where something asks for a condition not to hold,
// powers where there are any.
func (q Question) cooperation(never *agreement.Guard) semantics.Cooperation {
	anywhere := wrongs(q.Agreement, never)
	if !anywhere.Breaches && !anywhere.Lapses && !anywhere.Powers {
		return anywhere
	}
	part := q.Agreement.PartFor(never)
	line := part.Guard(never)
	return wrongs(part.Agreement, &line)
}

// wrongs looks through the guards of a and through the red line, which may ask for a condition
// not to hold without meaning that it lapses.
func wrongs(a *agreement.Agreement, never *agreement.Guard) semantics.Cooperation {
	may := semantics.Cooperation{Powers: len(a.Powers) > 0, Breaches: asksConduct(never)}
	look := func(g *agreement.Guard) {
		if !g.IsZero() {
			may.Breaches = may.Breaches || asksConduct(g)
			may.Lapses = may.Lapses || deniesCondition(g, false)
		}
	}
	for i := range a.Commitments {
		c := &a.Commitments[i]
		look(&c.After)
		look(&c.Provided)
		look(&c.While)
		look(&c.Unless)
	}
	for i := range a.Powers {
		look(&a.Powers[i].When)
		look(&a.Powers[i].Unless)
	}
	for i := range a.Branches {
		look(&a.Branches[i].If)
		may.Lapses = may.Lapses || len(a.Branches[i].Else) > 0 && deniesCondition(&a.Branches[i].If, true)
	}
	return may
}

// asksConduct reports whether g asks what is kept or breached.
func asksConduct(g *agreement.Guard) bool {
	if g.Op == agreement.OpAtom {
		return g.Verb == agreement.VerbKept || g.Verb == agreement.VerbBreached
	}
	for i := range g.Args {
		if asksConduct(&g.Args[i]) {
			return true
		}
	}
	return false
}

// deniesCondition reports whether g asks for a condition not to hold; denied says that g itself
// is asked not to.
func deniesCondition(g *agreement.Guard, denied bool) bool {
	if g.Op == agreement.OpAtom {
		return denied && g.Of.Kind == agreement.KindCondition
	}
	for i := range g.Args {
		if deniesCondition(&g.Args[i], denied != (g.Op == agreement.OpNot)) {
			return true
		}
	}
	return false
}
