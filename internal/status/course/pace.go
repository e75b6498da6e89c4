package course

import (
	"lockstep/internal/agreement"
)

// slip is how far sums of shares may be off because numbers are rounded.
const slip = 1e-9

// A pace is a commensurate or proportional exchange: the share of its side that each act is, and
// by how much one side may be ahead of another.
type pace struct {
	sides     [][]agreement.Ref
	shares    [][]float64
	tolerance float64
}

func newPace(a *agreement.Agreement, e *agreement.Exchange) pace {
	p := pace{sides: e.Sides}
	for _, side := range e.Sides {
		sizes := weights(a, side)
		if e.Mode == agreement.Proportional {
			measure(a, side, sizes)
		}
		toShares(sizes)
		p.shares = append(p.shares, sizes)
		for _, share := range sizes {
			p.tolerance = max(p.tolerance, share)
		}
	}
	if e.Tolerance != nil {
		p.tolerance = *e.Tolerance
	}
	return p
}

func weights(a *agreement.Agreement, side []agreement.Ref) []float64 {
	sizes := make([]float64, len(side))
	for i, act := range side {
		sizes[i] = a.Commitments[act.Index].Weight
	}
	return sizes
}

// measure replaces the weight of every act that moves a level by how much of the planned change
// of levels it is, in the listed order from the baselines. Every level that the side changes
// counts as one whole.
func measure(a *agreement.Agreement, side []agreement.Ref, sizes []float64) {
	type step struct {
		act   int
		level int32
		size  float64
	}
	at, planned := map[int32]float64{}, map[int32]float64{}
	var steps []step
	for i, act := range side {
		for _, change := range a.Commitments[act.Index].Changes {
			level := change.Level.Index
			from, seen := at[level]
			if !seen {
				from = baseline(&a.Levels[level])
			}
			at[level] = change.After(from)
			size := change.Step(from)
			steps = append(steps, step{i, level, size})
			planned[level] += size
		}
	}
	moved := make([]float64, len(side))
	for _, s := range steps {
		if planned[s.level] > 0 {
			moved[s.act] += s.size / planned[s.level]
		}
	}
	for i := range side {
		if moved[i] > 0 {
			sizes[i] = moved[i]
		}
	}
}

// toShares divides sizes by their sum.
func toShares(sizes []float64) {
	whole := 0.0
	for _, size := range sizes {
		whole += size
	}
	for i := range sizes {
		if whole > 0 {
			sizes[i] /= whole
		} else {
			sizes[i] = 0
		}
	}
}

// given is the share of a side that is done or in force; a side that has nothing to give has
// given all of it.
func (p *pace) given(s *State, side int) float64 {
	whole, given := 0.0, 0.0
	for k, act := range p.sides[side] {
		whole += p.shares[side][k]
		switch s.Commitments[act.Index].Life {
		case Done, InForce, Over:
			given += p.shares[side][k]
		}
	}
	if whole == 0 {
		return 1
	}
	return given
}

// keeps reports whether no side that gives something between the two states is then ahead of
// another by more than the tolerance. A side that lags may always catch up.
func (p *pace) keeps(before, after *State) bool {
	for i := range p.sides {
		is := p.given(after, i)
		if is <= p.given(before, i) {
			continue
		}
		for j := range p.sides {
			if is-p.given(after, j) > p.tolerance+slip {
				return false
			}
		}
	}
	return true
}
