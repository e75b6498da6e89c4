package unconditionalstep

import (
	"slices"

	"lockstep/internal/agreement"
)

// A world is what one set of performers can do without anybody else.
type world struct {
	agreement *agreement.Agreement
	by        []agreement.Ref // the performers, sorted
	subjects  []int32         // the commitments that exactly they perform
	acts      []int32         // the commitments that they, or some of them, perform
}

// ownWorlds makes a world for every set of performers that occurs, in the order in which the
// sets first do.
func ownWorlds(a *agreement.Agreement, waits *agreement.Waits) []*world {
	var worlds []*world
	byKey := map[string]*world{}
	for i := range a.Commitments {
		by := slices.Clone(a.Commitments[i].By)
		slices.SortFunc(by, agreement.Ref.Compare)
		key := keyOf(by)
		if byKey[key] == nil {
			byKey[key] = &world{agreement: a, by: by}
			worlds = append(worlds, byKey[key])
		}
		byKey[key].subjects = append(byKey[key].subjects, int32(i))
	}
	moves := movesOf(a)
	for _, w := range worlds {
		w.gather(worlds, byKey)
		w.acts = slices.DeleteFunc(w.acts, func(c int32) bool {
			return w.hangsOnOthers(waits, moves, c)
		})
	}
	return worlds
}

// hangsOnOthers reports whether the act waits for somebody else to say that a condition does not
// hold, or to let a decision fall, which is their act as much as the contrary, or for a level that
// they move.
func (w *world) hangsOnOthers(waits *agreement.Waits, moves moves, c int32) (hangs bool) {
	waits.EachClause(c, func(g *agreement.Guard) {
		hangs = hangs || g.Op == agreement.OpCompare && w.moveOfOthers(moves, g.Compare)
		if g.Op != agreement.OpNot || g.Args[0].Op != agreement.OpAtom {
			return
		}
		switch of := g.Args[0].Of; of.Kind {
		case agreement.KindCondition:
			hangs = hangs || !w.judges(&w.agreement.Conditions[of.Index])
		case agreement.KindDecision:
			hangs = hangs || !w.decides(&w.agreement.Decisions[of.Index])
		}
	})
	return hangs
}

// judges reports whether nobody but the performers is needed to say whether the condition holds.
func (w *world) judges(c *agreement.Condition) bool {
	return w.all(c.Judges) || !c.Jointly && w.any(c.Judges)
}

func keyOf(by []agreement.Ref) string {
	key := make([]byte, 0, 4*len(by))
	for _, r := range by {
		key = append(key, byte(r.Index), byte(r.Index>>8), byte(r.Index>>16), byte(r.Index>>24))
	}
	return string(key)
}

// gather collects the acts of every set of performers within w's own: by its subsets where they
// are few, by looking at every set otherwise. An act that nobody is named to perform is not
// within anybody's own, but may be within nobody's.
func (w *world) gather(worlds []*world, byKey map[string]*world) {
	if n := len(w.by); n > 0 && n <= 6 && 1<<n < len(worlds) {
		for mask := 1; mask < 1<<n; mask++ {
			if other := byKey[keyOf(w.subset(mask))]; other != nil {
				w.acts = append(w.acts, other.subjects...)
			}
		}
		return
	}
	for _, other := range worlds {
		if w == other || len(other.by) > 0 && w.holds(other.by) {
			w.acts = append(w.acts, other.subjects...)
		}
	}
}

func (w *world) subset(mask int) []agreement.Ref {
	var subset []agreement.Ref
	for i, r := range w.by {
		if mask&(1<<i) != 0 {
			subset = append(subset, r)
		}
	}
	return subset
}

func (w *world) holds(by []agreement.Ref) bool {
	return !slices.ContainsFunc(by, func(r agreement.Ref) bool { return !slices.Contains(w.by, r) })
}

// allowed reports whether the thing can come about without anybody but the performers: clocks
// and conditions that nobody controls or judges do so by themselves.
func (w *world) allowed(r agreement.Ref) bool {
	switch r.Kind {
	case agreement.KindCondition:
		c := &w.agreement.Conditions[r.Index]
		return w.all(c.ControlledBy) && w.judges(c)
	case agreement.KindDecision:
		return w.decides(&w.agreement.Decisions[r.Index])
	case agreement.KindIssue:
		between := w.agreement.Issues[r.Index].Between
		return len(between) > 0 && w.all(between)
	}
	return true
}

// decides reports whether the performers can take the decision by themselves, under its rule.
func (w *world) decides(d *agreement.Decision) bool {
	if d.BlockersStated {
		return w.all(d.Blockers) // each of them alone, and nobody else, can stop it
	}
	actors := w.agreement.Actors(d.By)
	own := 0
	for _, actor := range actors {
		if w.own(actor) {
			own++
		}
	}
	switch d.Rule {
	case agreement.Silence:
		return true // absence is consent
	case agreement.Majority:
		return 2*own > len(actors)
	case agreement.AtLeastOf:
		return own >= int(d.K)
	}
	return len(actors) > 0 && own == len(actors)
}

// own reports whether the actor is one of the performers, an organ of one or a member of one.
func (w *world) own(actor agreement.Ref) bool {
	return slices.ContainsFunc(w.agreement.Principals(actor), func(r agreement.Ref) bool {
		return slices.Contains(w.by, r)
	}) || slices.Contains(w.agreement.Actors(w.by), actor)
}

func (w *world) all(parties []agreement.Ref) bool {
	return !slices.ContainsFunc(parties, func(r agreement.Ref) bool { return !w.own(r) })
}

func (w *world) any(parties []agreement.Ref) bool { return slices.ContainsFunc(parties, w.own) }
