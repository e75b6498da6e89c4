package exposure

import (
	"math"
	"slices"

	"lockstep/internal/agreement"
)

// Owed is, by party, the weight of all once-commitments to it.
func Owed(a *agreement.Agreement) []float64 {
	owed := make([]float64, len(a.Parties))
	for i := range a.Commitments {
		c := &a.Commitments[i]
		if c.IsContinuing() {
			continue
		}
		for k, to := range c.To {
			if to.Kind == agreement.KindParty && !slices.Contains(c.To[:k], to) {
				owed[to.Index] += c.Weight
			}
		}
	}
	return owed
}

// Crosses reports whether the worst state satisfies a guard such as that of a red line. What has
// not happened in it is false; a condition that it does not assume is unknown, and so is a level
// of which it is not clear how it stands; unknown does not satisfy.
func (e *Exposure) Crosses(a *agreement.Agreement, never *agreement.Guard) bool {
	r := newRules(a)
	s := r.opening()
	for _, list := range [][]int32{e.Given, e.Received, e.Others} {
		for _, c := range list {
			s.begun[c], s.life[c] = true, isDone
		}
	}
	for _, list := range [][]int32{e.UnderWay, e.InForce} {
		for _, c := range list {
			s.begun[c], s.life[c] = true, underway
			if a.Commitments[c].IsContinuing() {
				s.life[c] = inForce
			}
		}
	}
	for _, of := range e.Assuming {
		s.facts[of.Kind][of.Index] = 1
	}
	s.levels = e.levels(a, s)
	return r.holds(r.follow(s), never, -1) == 1
}

// levels are the figures in the worst state; NaN where it hangs on the order of what was done.
func (e *Exposure) levels(a *agreement.Agreement, s *scene) []float64 {
	at, set := baselines(a), make([]int, len(a.Levels))
	for c := range a.Commitments {
		if s.life[c] != isDone && s.life[c] != inForce {
			continue
		}
		for _, change := range a.Commitments[c].Changes {
			level := change.Level.Index
			at[level] = change.After(at[level])
			if set[level]++; !change.By {
				set[level] += len(a.Commitments)
			}
		}
	}
	for level, n := range set {
		if n > len(a.Commitments)+1 {
			at[level] = math.NaN()
		}
	}
	return at
}
