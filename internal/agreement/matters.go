package agreement

import "slices"

// Matters are what branches ask: the guard of every branch, in their order, and after them what
// readings leave of one for single commitments.
type Matters struct {
	Guards []Guard
	Sides  [][]BranchSide // per commitment: all that must have turned out so for it to come into being
}

// A BranchSide is one side of a branch: how the matter at that position must turn out.
type BranchSide struct {
	Branch, Matter int32
	Holds          bool
}

// NewMatters gathers the matters of a, with its readings already applied. A commitment of which a
// reading denies waits comes into being by what is left of the matter, and is on no branch where
// nothing is left.
func NewMatters(a *Agreement) Matters {
	m := Matters{Sides: make([][]BranchSide, len(a.Commitments))}
	for i := range a.Branches {
		m.Guards = append(m.Guards, a.Branches[i].If)
	}
	for i := range a.Branches {
		for _, c := range a.Branches[i].Then {
			m.add(a, c, BranchSide{int32(i), int32(i), true})
		}
		for _, c := range a.Branches[i].Else {
			m.add(a, c, BranchSide{int32(i), int32(i), false})
		}
	}
	return m
}

func (m *Matters) add(a *Agreement, c Ref, side BranchSide) {
	if denied := a.Commitments[c.Index].Denied; len(denied) > 0 {
		asked := m.Guards[side.Matter]
		if !side.Holds {
			asked = Not(asked)
		}
		left := asked.Without(denied)
		if left.IsZero() {
			return
		}
		side.Matter, side.Holds = int32(len(m.Guards)), true
		m.Guards = append(m.Guards, left)
	}
	m.Sides[c.Index] = append(m.Sides[c.Index], side)
}

// Turns are, per commitment, the acts whose turn comes before it, step for step, but for those of
// which a reading denies that it waits for them.
func (a *Agreement) Turns() [][]Ref {
	turns := make([][]Ref, len(a.Commitments))
	for i := range a.Exchanges {
		e := &a.Exchanges[i]
		if e.Mode != StepForStep {
			continue
		}
		for _, side := range e.Sides {
			for k, act := range side {
				for _, before := range e.StepBefore(k) {
					if !slices.Contains(a.Commitments[act.Index].Denied, before) {
						turns[act.Index] = append(turns[act.Index], before)
					}
				}
			}
		}
	}
	return turns
}
