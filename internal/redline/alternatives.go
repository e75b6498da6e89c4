package redline

import (
	"slices"

	"lockstep/internal/agreement"
	"lockstep/internal/possible"
)

// An alternative is one way in which a red line can be crossed: everything in it together.
type alternative struct {
	happened []agreement.Guard      // monotone
	undone   []agreement.Guard      // atoms that must not have come true
	levels   []agreement.Comparison // that must hold
	conduct  bool                   // it also asks what is kept or breached
	dates    bool                   // it also asks for a time not to have come
}

// mostAlternatives bounds into how many a red line is taken apart.
const mostAlternatives = 1000

// alternatives takes g apart; it reports false where there would be too many.
func alternatives(a *agreement.Agreement, g *agreement.Guard) ([]alternative, bool) {
	t := &taker{agreement: a}
	found := t.apart(g, false)
	return found, !t.tooMany
}

type taker struct {
	agreement *agreement.Agreement
	tooMany   bool
}

// apart are the alternatives of g or, negated, of its opposite.
func (t *taker) apart(g *agreement.Guard, negated bool) []alternative {
	switch g.Op {
	case agreement.OpAlways:
		return truth(!negated)
	case agreement.OpNot:
		return t.apart(&g.Args[0], !negated)
	case agreement.OpCompare:
		return []alternative{{levels: []agreement.Comparison{comparison(g.Compare, negated)}}}
	case agreement.OpAtom:
		return t.atom(g, negated)
	case agreement.OpReached:
		return t.reached(g, negated)
	}
	if !negated && possible.IsMonotone(g) {
		return []alternative{{happened: []agreement.Guard{*g}}}
	}
	need := g.Need()
	if negated {
		need = len(g.Args) - need + 1
	}
	return t.several(g.Args, need, negated)
}

// truth is what always or never holds: one alternative that asks for nothing, or none.
func truth(holds bool) []alternative {
	if holds {
		return []alternative{{}}
	}
	return nil
}

// several are the alternatives in which need of the guards hold: one of the first, or none.
func (t *taker) several(gs []agreement.Guard, need int, negated bool) []alternative {
	switch {
	case need <= 0:
		return truth(true)
	case need > len(gs), t.tooMany:
		return nil
	}
	with := t.both(t.apart(&gs[0], negated), t.several(gs[1:], need-1, negated))
	return t.atMost(append(with, t.several(gs[1:], need, negated)...))
}

// both joins each of xs with each of ys.
func (t *taker) both(xs, ys []alternative) []alternative {
	var joined []alternative
	for i := range xs {
		for k := range ys {
			if joined = append(joined, join(&xs[i], &ys[k])); len(joined) > mostAlternatives {
				return t.atMost(joined)
			}
		}
	}
	return joined
}

func (t *taker) atMost(list []alternative) []alternative {
	if len(list) > mostAlternatives {
		t.tooMany = true
		return list[:mostAlternatives]
	}
	return list
}

func join(x, y *alternative) alternative {
	return alternative{
		happened: slices.Concat(x.happened, y.happened),
		undone:   slices.Concat(x.undone, y.undone),
		levels:   slices.Concat(x.levels, y.levels),
		conduct:  x.conduct || y.conduct,
		dates:    x.dates || y.dates,
	}
}

// atom: what is said of conduct is not monotone; that an exchange, or a clock with a time, has
// not happened is said of what it hangs on.
func (t *taker) atom(g *agreement.Guard, negated bool) []alternative {
	switch {
	case g.Verb == agreement.VerbKept, g.Verb == agreement.VerbBreached:
		return []alternative{{conduct: true}}
	case !negated:
		return []alternative{{happened: []agreement.Guard{*g}}}
	case g.Of.Kind == agreement.KindExchange:
		through := possible.LookThrough(t.agreement, g)
		return t.apart(&through, true)
	case g.Of.Kind == agreement.KindClock && t.agreement.Clocks[g.Of.Index].At != nil:
		return t.notYet(t.agreement.Clocks[g.Of.Index].At)
	}
	return []alternative{{undone: []agreement.Guard{*g}}}
}

func (t *taker) reached(g *agreement.Guard, negated bool) []alternative {
	if negated {
		return t.notYet(g.At)
	}
	return []alternative{{happened: []agreement.Guard{*g}}}
}

// notYet: a time has not come while its events have not happened or, which is a question of
// dates, while its days have not passed.
func (t *taker) notYet(at *agreement.Time) []alternative {
	events := at.Guard()
	found := t.apart(&events, true)
	if hasDays(at) {
		found = append(found, alternative{dates: true})
	}
	return found
}

func hasDays(t *agreement.Time) bool {
	return t.Op == agreement.TimeDay || t.Op == agreement.TimePlus || t.Op == agreement.TimeBefore ||
		slices.ContainsFunc(t.Args, func(part agreement.Time) bool { return hasDays(&part) })
}

// comparison is c or its opposite.
func comparison(c *agreement.Comparison, negated bool) agreement.Comparison {
	opposite := map[agreement.Relation]agreement.Relation{
		agreement.Less: agreement.GreaterOrEqual, agreement.GreaterOrEqual: agreement.Less,
		agreement.Greater: agreement.LessOrEqual, agreement.LessOrEqual: agreement.Greater,
		agreement.Equal: agreement.NotEqual, agreement.NotEqual: agreement.Equal,
	}
	if negated {
		return agreement.Comparison{Left: c.Left, Right: c.Right, Op: opposite[c.Op]}
	}
	return *c
}
