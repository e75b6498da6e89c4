package semantics

import (
	"slices"

	"lockstep/internal/agreement"
)

// slip is how far sums of shares may be off because numbers are rounded.
const slip = 1e-9

// A pace is a commensurate or proportional exchange, with the share of its side that each act
// is.
type pace struct {
	exchange  int
	sides     [][]agreement.Ref
	shares    [][]float64
	tolerance float64
}

func newPace(a *agreement.Agreement, number int) pace {
	e := &a.Exchanges[number]
	p := pace{exchange: number, sides: e.Sides}
	for _, side := range e.Sides {
		sizes := weights(a, side)
		if e.Mode == agreement.Proportional {
			sizes = moves(a, side)
		}
		shares := sharesOf(sizes)
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

// weights are the weights of the acts of a side.
func weights(a *agreement.Agreement, side []agreement.Ref) []float64 {
	sizes := make([]float64, len(side))
	for i, act := range side {
		sizes[i] = a.Commitments[act.Index].Weight
	}
	return sizes
}

// moves are how much of the planned change of levels each act of a side is, taken in the listed
// order from the baselines: every level that the side changes counts as one whole. An act that
// moves no level counts by its weight.
func moves(a *agreement.Agreement, side []agreement.Ref) []float64 {
	at, planned := make([]float64, len(a.Levels)), make([]float64, len(a.Levels))
	for i := range at {
		at[i] = baseline(&a.Levels[i])
	}
	steps := make([][]float64, len(side)) // per act and level
	for i, act := range side {
		steps[i] = make([]float64, len(a.Levels))
		for _, change := range a.Commitments[act.Index].Changes {
			level := change.Level.Index
			steps[i][level] += change.Step(at[level])
			planned[level] += change.Step(at[level])
			at[level] = change.After(at[level])
		}
	}
	sizes := weights(a, side)
	for i := range side {
		if moved := portion(steps[i], planned); moved > 0 {
			sizes[i] = moved
		}
	}
	return sizes
}

// portion is the sum, over the levels, of the part of the planned change that steps make up.
func portion(steps, planned []float64) float64 {
	total := 0.0
	for level := range steps {
		if planned[level] > 0 {
			total += steps[level] / planned[level]
		}
	}
	return total
}

// baseline is the figure that a level starts from.
func baseline(level *agreement.Level) float64 {
	if level.Baseline == nil {
		return unknownLevel
	}
	return *level.Baseline
}

// sharesOf are sizes as shares of their sum.
func sharesOf(sizes []float64) []float64 {
	shares, whole := make([]float64, len(sizes)), sum(sizes)
	for i := range sizes {
		if whole > 0 {
			shares[i] = sizes[i] / whole
		}
	}
	return shares
}

func sum(numbers []float64) float64 {
	total := 0.0
	for _, number := range numbers {
		total += number
	}
	return total
}

// finished is the share of each side that is done or in force. A side that has nothing to give
// has given all of it.
func (p *pace) finished(s State) []float64 {
	given := make([]float64, len(p.sides))
	for i, side := range p.sides {
		if sum(p.shares[i]) == 0 {
			given[i] = 1
			continue
		}
		for k, act := range side {
			switch s.Commitments[act.Index].Life {
			case Done, InForce, Over:
				given[i] += p.shares[i][k]
			}
		}
	}
	return given
}

// keeps reports whether no side that gives something between the two states is then ahead of
// another by more than the tolerance. A side that lags may always catch up.
func (p *pace) keeps(before, after State) bool {
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

// holds reports whether one of these commitments is in the exchange.
func (p *pace) holds(commitments []int32) bool {
	return slices.ContainsFunc(p.sides, func(side []agreement.Ref) bool {
		return slices.ContainsFunc(side, func(act agreement.Ref) bool {
			return slices.Contains(commitments, act.Index)
		})
	})
}

// inPace reports whether every exchange keeps its pace when m, a start or an end, is made in s.
// Only those are asked in which something starts or ends: what follows from m gives nothing more.
func (w *World) inPace(s State, m Move) bool {
	given := []int32{m.Of.Index}
	if m.Kind == Start {
		given = w.notBegun(s, m.Of.Index)
	}
	for i := range w.paces {
		if w.paces[i].holds(given) && !w.paces[i].keeps(s, w.Apply(s, m)) {
			return false
		}
	}
	return true
}

// Lead is the largest difference between the finished shares of two sides of the exchange at
// that position, and the tolerance; both are 0 for an exchange that has no such pace.
func (w *World) Lead(s State, exchange int) (lead, tolerance float64) {
	for i := range w.paces {
		if w.paces[i].exchange != exchange {
			continue
		}
		least, most := 1.0, 0.0
		for _, share := range w.paces[i].finished(s) {
			least, most = min(least, share), max(most, share)
		}
		return most - least, w.paces[i].tolerance
	}
	return 0, 0
}
