package exposure

import (
	"math"

	"lockstep/internal/agreement"
)

// A pace is a commensurate or proportional exchange, with the share of its side that each act
// is: by weight, or by how much of the planned change of levels it makes.
type pace struct {
	sides     [][]agreement.Ref
	shares    [][]float64
	tolerance float64
}

// slip is how far sums of shares may be off because numbers are rounded.
const slip = 1e-9

// newPace is the zero pace, which binds nobody, for an exchange of another mode.
func newPace(a *agreement.Agreement, e *agreement.Exchange) pace {
	if e.Mode != agreement.Commensurate && e.Mode != agreement.Proportional {
		return pace{tolerance: 1}
	}
	p := pace{sides: e.Sides}
	for _, side := range e.Sides {
		shares := sharesOf(a, side, e.Mode)
		p.shares = append(p.shares, shares)
		for _, share := range shares {
			p.tolerance = max(p.tolerance, share)
		}
	}
	if e.Tolerance != nil {
		p.tolerance = *e.Tolerance
	}
	return p
}

// binds reports whether the pace can hold anybody up.
func (p *pace) binds() bool { return len(p.sides) > 1 && p.tolerance < 1 }

// sharesOf is the share of its side that each act is.
func sharesOf(a *agreement.Agreement, side []agreement.Ref, mode agreement.Mode) []float64 {
	sizes, whole := make([]float64, len(side)), 0.0
	for i, act := range side {
		sizes[i] = a.Commitments[act.Index].Weight
	}
	if mode == agreement.Proportional {
		moved(a, side, sizes)
	}
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
	return sizes
}

// moved replaces the sizes of acts that move levels by the part of the planned change that each
// makes, taken in the listed order from the baselines; every level counts as one whole.
func moved(a *agreement.Agreement, side []agreement.Ref, sizes []float64) {
	at, planned := baselines(a), make([]float64, len(a.Levels))
	steps := make([]map[int32]float64, len(side))
	for i, act := range side {
		steps[i] = map[int32]float64{}
		for _, change := range a.Commitments[act.Index].Changes {
			level := change.Level.Index
			steps[i][level] += change.Step(at[level])
			planned[level] += change.Step(at[level])
			at[level] = change.After(at[level])
		}
	}
	for i, act := range side {
		total := 0.0
		for _, change := range a.Commitments[act.Index].Changes {
			level := change.Level.Index
			if planned[level] > 0 {
				total += steps[i][level] / planned[level]
			}
			delete(steps[i], level)
		}
		if total > 0 {
			sizes[i] = total
		}
	}
}

// baselines are the figures that levels start from, NaN where there is none.
func baselines(a *agreement.Agreement) []float64 {
	at := make([]float64, len(a.Levels))
	for i := range at {
		if at[i] = math.NaN(); a.Levels[i].Baseline != nil {
			at[i] = *a.Levels[i].Baseline
		}
	}
	return at
}

// finished is the share of each side that is done, in force or over. A side that has nothing to
// give has given all of it.
func (p *pace) finished(s *scene) []float64 {
	given := make([]float64, len(p.sides))
	for i, side := range p.sides {
		whole := 0.0
		for k, act := range side {
			whole += p.shares[i][k]
			switch s.life[act.Index] {
			case isDone, inForce, isOver:
				given[i] += p.shares[i][k]
			}
		}
		if whole == 0 {
			given[i] = 1
		}
	}
	return given
}

// keeps reports whether no side that gives something between the two scenes is then ahead of
// another by more than the tolerance.
func (p *pace) keeps(before, after *scene) bool {
	was, is := p.finished(before), p.finished(after)
	for i := range is {
		for j := range is {
			if is[i] > was[i] && is[i]-is[j] > p.tolerance+slip {
				return false
			}
		}
	}
	return true
}
