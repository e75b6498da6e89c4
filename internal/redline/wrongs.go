package redline

import (
	"lockstep/internal/agreement"
	"lockstep/internal/semantics"
)

// cooperation is what may go wrong on the way to never: breaches where something that it hangs
// on asks what is kept or breached, lapses where something asks for a condition not to hold,
// powers where there are any.
func (q Question) cooperation(never *agreement.Guard) semantics.Cooperation {
	a := q.Agreement
	if len(q.Net.Loose()) == 0 && len(a.Powers) == 0 && len(a.Branches) == 0 {
		return semantics.Cooperation{Breaches: asksConduct(never)}
	}
	part := a.PartFor(never)
	line := part.Guard(never)
	return wrongs(part.Agreement, &line)
}

// wrongs looks through the guards of a and through the red line, which may ask for a condition
// not to hold without meaning that it lapses.
func wrongs(a *agreement.Agreement, never *agreement.Guard) semantics.Cooperation {
	may := semantics.Cooperation{Powers: len(a.Powers) > 0, Breaches: asksConduct(never)}
	look := func(guards ...*agreement.Guard) {
		for _, g := range guards {
			may.Breaches = may.Breaches || asksConduct(g)
			may.Lapses = may.Lapses || deniesCondition(g, false)
		}
	}
	for i := range a.Commitments {
		c := &a.Commitments[i]
		look(&c.After, &c.Provided, &c.While, &c.Unless)
	}
	for i := range a.Powers {
		look(&a.Powers[i].When, &a.Powers[i].Unless)
	}
	for i := range a.Branches {
		branch := &a.Branches[i]
		look(&branch.If)
		may.Lapses = may.Lapses || len(branch.Else) > 0 && deniesCondition(&branch.If, true)
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
