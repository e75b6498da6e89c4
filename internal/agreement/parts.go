package agreement

import "slices"

// IndependentParts are the parts into which the agreement falls: what is in one part neither
// waits for, nor stops, nor keeps pace with anything in another, nor changes the same level. Only
// parts that hold a commitment that wanted asks for are made. They are in the order of their
// first commitments.
func (a *Agreement) IndependentParts(wanted func(commitment int32) bool) []*Part {
	if !a.anyCommitment(wanted) {
		return nil
	}
	s := &sorter{tracer{whole: a, around: around(a)}, map[Ref]Ref{}}
	for _, r := range a.matters() {
		s.kept, s.left = map[Ref]bool{}, s.left[:0]
		s.trace(r)
		for _, other := range s.left {
			s.of[s.root(other)] = s.root(r)
		}
	}
	groups, order := map[Ref]map[Ref]bool{}, []Ref(nil)
	for i := range a.Commitments {
		root := s.root(CommitmentRef(i))
		if groups[root] == nil && wanted(int32(i)) {
			groups[root], order = map[Ref]bool{}, append(order, root)
		}
	}
	for _, r := range a.matters() {
		if group := groups[s.root(r)]; group != nil {
			group[r] = true
		}
	}
	parts := make([]*Part, len(order))
	for i, root := range order {
		parts[i] = cut(a, groups[root])
	}
	slices.SortFunc(parts, func(p, q *Part) int {
		return int(p.whole[KindCommitment][0]) - int(q.whole[KindCommitment][0])
	})
	return parts
}

func (a *Agreement) anyCommitment(is func(int32) bool) bool {
	for i := range a.Commitments {
		if is(int32(i)) {
			return true
		}
	}
	return false
}

// A sorter puts things that hang on each other, whichever on which, under one root.
type sorter struct {
	tracer
	of map[Ref]Ref
}

func (s *sorter) root(r Ref) Ref {
	for {
		above, found := s.of[r]
		if !found || above == r {
			return r
		}
		if further, found := s.of[above]; found {
			s.of[r] = further
		}
		r = above
	}
}

// matters is everything that a part can be made of.
func (a *Agreement) matters() []Ref {
	var refs []Ref
	for _, things := range []struct {
		kind Kind
		n    int
	}{
		{KindCommitment, len(a.Commitments)}, {KindClock, len(a.Clocks)},
		{KindCondition, len(a.Conditions)}, {KindDecision, len(a.Decisions)},
		{KindIssue, len(a.Issues)}, {KindExchange, len(a.Exchanges)},
		{KindLevel, len(a.Levels)}, {KindPower, len(a.Powers)}, {KindBranch, len(a.Branches)},
	} {
		for i := range things.n {
			refs = append(refs, Ref{things.kind, int32(i)})
		}
	}
	return refs
}
