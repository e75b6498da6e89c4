package waitfor

import "slices"

// cutsOf lists the cuts of exactly that size, sorted, up to MostCuts. complete is false when
// the budget ran out before the search was done.
//
// Every cut must drop a wait of each certificate, so the search branches over one certificate
// at a time and goes no deeper than size.
func (p *puzzle) cutsOf(size int) (found []Cut, complete bool) {
	s := &cutSearch{puzzle: p, size: size, tried: map[string]bool{}}
	complete = s.extend(nil)
	slices.SortFunc(s.found, p.compareCuts)
	if len(s.found) > MostCuts {
		s.found = s.found[:MostCuts]
	}
	return s.found, complete
}

func (p *puzzle) compareCuts(x, y Cut) int {
	return slices.CompareFunc(x, y, p.graph.compareDrops)
}

type cutSearch struct {
	puzzle *puzzle
	size   int
	tried  map[string]bool
	found  []Cut
}

// extend tries every way to complete cut; it is false when the budget ran out.
func (s *cutSearch) extend(cut Cut) bool {
	if s.puzzle.free(cut) {
		s.found = append(s.found, cut)
		return true
	}
	if len(cut) == s.size {
		return true
	}
	for _, drop := range s.puzzle.certificates()[0] {
		if s.enough() {
			return true
		}
		if s.puzzle.spent > cutBudget {
			return false
		}
		if next := s.puzzle.with(cut, drop); s.fresh(next) && !s.extend(next) {
			return false
		}
	}
	return true
}

// enough: cuts of one wait are found in order, so the first MostCuts are the ones to list.
func (s *cutSearch) enough() bool { return s.size == 1 && len(s.found) == MostCuts }

// with is cut and one drop more, sorted.
func (p *puzzle) with(cut Cut, drop Drop) Cut {
	i, _ := slices.BinarySearchFunc(cut, drop, p.graph.compareDrops)
	return slices.Insert(slices.Clone(cut), i, drop)
}

// fresh reports whether the cut has not been tried yet.
func (s *cutSearch) fresh(cut Cut) bool {
	key := make([]byte, 0, 12*len(cut))
	for _, d := range cut {
		gate := s.puzzle.gateOf[d]
		key = append(key, byte(gate), byte(gate>>8), byte(gate>>16), byte(gate>>24))
	}
	if s.tried[string(key)] {
		return false
	}
	s.tried[string(key)] = true
	return true
}
