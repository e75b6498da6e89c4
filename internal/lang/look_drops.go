package lang

import (
	"slices"

	"lockstep/internal/agreement"
)

// lookAtDrops reports every reading that denies a wait which is not there: neither in the text
// nor in any reading. Where something is wrong already it says nothing, since the wait may be
// what is wrong.
func (l *loader) lookAtDrops() {
	if len(l.problems) > 0 {
		return
	}
	var named map[int32][]agreement.Ref
	for i := range l.agreement.Readings {
		for _, denied := range l.agreement.Readings[i].Drops {
			if named == nil {
				named = l.namedInBranchesAndReadings()
			}
			waits := slices.Concat(named[denied.Commitment.Index], l.namedBy(denied.Commitment.Index))
			slices.SortFunc(waits, agreement.Ref.Compare)
			waits = slices.Compact(waits)
			for _, name := range denied.For {
				if !slices.Contains(waits, name) {
					ids := l.agreement.IDs(waits)
					slices.Sort(ids)
					l.warn(l.rangeAt(denied.Where), nothingToDrop(
						l.agreement.IDOf(denied.Commitment), l.agreement.IDOf(name), ids))
				}
			}
		}
	}
}

// namedBy is what the commitment's own waits and its turns name.
func (l *loader) namedBy(commitment int32) (named []agreement.Ref) {
	note := func(g *agreement.Guard) { named = append(named, g.Of) }
	c := &l.agreement.Commitments[commitment]
	c.After.EachAtom(note)
	c.Provided.EachAtom(note)
	for _, t := range []*agreement.Time{c.Starts, c.NotBefore} {
		if t != nil {
			t.EachEvent(func(e *agreement.Time) { named = append(named, e.Of) })
		}
	}
	for i := range l.agreement.Exchanges {
		if e := &l.agreement.Exchanges[i]; e.Mode == agreement.StepForStep {
			named = append(named, turnsBefore(e, commitment)...)
		}
	}
	return named
}

func turnsBefore(e *agreement.Exchange, commitment int32) []agreement.Ref {
	for _, side := range e.Sides {
		for k, act := range side {
			if act.Index == commitment {
				return e.StepBefore(k)
			}
		}
	}
	return nil
}

// namedInBranchesAndReadings is, by commitment, what the branches that bring it into being name and
// what readings make it wait for.
func (l *loader) namedInBranchesAndReadings() map[int32][]agreement.Ref {
	named := map[int32][]agreement.Ref{}
	add := func(c agreement.Ref, guard *agreement.Guard) {
		guard.EachAtom(func(g *agreement.Guard) { named[c.Index] = append(named[c.Index], g.Of) })
	}
	for i := range l.agreement.Branches {
		b := &l.agreement.Branches[i]
		for _, c := range slices.Concat(b.Then, b.Else) {
			add(c, &b.If)
		}
	}
	for i := range l.agreement.Readings {
		for j := range l.agreement.Readings[i].After {
			wait := &l.agreement.Readings[i].After[j]
			add(wait.Commitment, &wait.Guard)
		}
	}
	return named
}
