package exposure

import (
	"slices"

	"lockstep/internal/agreement"
)

// largest is the largest single step of a party in its worst state, and what splitting it in two
// would change. Of steps of the same weight it is the first that something is given for.
func (s *study) largest(e *Exposure, worth []float64) *Step {
	var largest *Step
	for _, c := range e.Given {
		switch w := worth[c]; {
		case w <= 0 || largest != nil && w < largest.Weight:
		case largest == nil || w > largest.Weight:
			largest = &Step{Commitment: c, Weight: w, Returns: s.returns(e.Party, c)}
		default:
			alike := largest.Alike + 1
			if returns := s.returns(e.Party, c); len(largest.Returns) == 0 && len(returns) > 0 {
				largest = &Step{Commitment: c, Weight: w, Returns: returns}
			}
			largest.Alike = alike
		}
	}
	if largest == nil {
		return nil
	}
	largest.SplitPeak = e.Peak
	if len(largest.Returns) > 0 && e.Exact {
		s.splitPeak(largest, worth)
	}
	return largest
}

// returns are the once-commitments to the party that are given for commitment c: those that it
// names, else those of the other sides of its exchanges, else those that wait for it.
func (s *study) returns(party int, c int32) []int32 {
	a, to := s.agreement, agreement.PartyRef(party)
	owed := func(i int32) bool {
		other := &a.Commitments[i]
		return i != c && !other.IsContinuing() && slices.Contains(other.To, to)
	}
	for _, find := range []func(int32) []int32{s.namedFor, s.exchangedFor, s.waitingFor} {
		list := slices.DeleteFunc(find(c), func(i int32) bool { return !owed(i) })
		slices.Sort(list)
		if list = slices.Compact(list); len(list) > 0 {
			return list
		}
	}
	return nil
}

func (s *study) namedFor(c int32) []int32 {
	var list []int32
	for _, f := range s.agreement.Commitments[c].For {
		if f.Kind == agreement.KindCommitment {
			list = append(list, f.Index)
		}
	}
	return list
}

func (s *study) exchangedFor(c int32) []int32 {
	var list []int32
	for i := range s.agreement.Exchanges {
		e := &s.agreement.Exchanges[i]
		for _, side := range e.Sides {
			if !slices.Contains(side, agreement.CommitmentRef(int(c))) {
				continue
			}
			for _, m := range e.Members() {
				if !slices.Contains(side, m) {
					list = append(list, m.Index)
				}
			}
		}
	}
	return list
}

func (s *study) waitingFor(c int32) []int32 {
	var list []int32
	for i := range s.agreement.Commitments {
		s.web.waits.EachClause(int32(i), func(g *agreement.Guard) {
			g.EachAtom(func(atom *agreement.Guard) {
				if atom.Of == agreement.CommitmentRef(int(c)) {
					list = append(list, int32(i))
				}
			})
		})
	}
	return list
}

// splitPeak works out the peak with the step in two halves. A first half that nothing can follow
// shows that the return needs more than it; then there is nothing to say.
func (s *study) splitPeak(step *Step, worth []float64) {
	h := &halves{of: step.Commitment, returns: step.Returns}
	w := s.web.split(h)
	scale := scaleFor(append([]float64{worth[step.Commitment] / 2}, worth...))
	weight := w.weights(worth, scale)
	weight[h.node] = scale.grains(worth[h.of] / 2)
	weight[w.done[h.of]] -= weight[h.node]
	set := w.graph.Heaviest(weight, s.opt.Budget/4)
	started := w.state(set.Nodes, weight).started
	if !w.graph.Reaches(w.done[h.of]) || !set.Exact() || w.doubted(started) != 0 {
		return
	}
	step.SplitPeak, step.SplitExact = scale.figure(set.Weight), true
}
