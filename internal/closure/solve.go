package closure

import "math"

// A solver keeps count of the work that all parts share.
type solver struct {
	budget, work int64
	enough       int64 // a set heavier than this ends the search for prices
}

// spent adds the work of a flow to the count and reports whether the budget is used up.
func (s *solver) spent(c *cut) bool {
	s.work += c.work
	c.work = 0
	return s.work >= s.budget
}

// An answer is the best set found, as nodes of the graph, and a bound: no set that is heavier
// than what was asked to be beaten weighs more than upper. None was found where found is false.
type answer struct {
	set           []int32
	weight, upper int64
	found         bool
}

// rounds is how long prices are searched for a part.
func rounds(p *part) int { return 60 + len(p.id)/20 }

// decide takes in verdicts and finds the heaviest set under them, if it is heavier than beat.
func (s *solver) decide(f *fall, beat int64) answer {
	if s.work >= s.budget {
		return answer{upper: math.MaxInt64}
	}
	f.run()
	if f.clash {
		return answer{upper: beat}
	}
	base := answer{found: true}
	for v, is := range f.verdict {
		if is == taken {
			base.weight += f.p.weight[v]
			if f.p.id[v] >= 0 {
				base.set = append(base.set, f.p.id[v])
			}
		}
	}
	return s.each(base, f.rest(), beat)
}

// each solves parts one by one; base is what is taken already.
func (s *solver) each(base answer, parts []*part, beat int64) answer {
	total := base.weight
	known := make([]*bounded, len(parts))
	for i, p := range parts {
		known[i] = p.bound(rounds(p), nothing, s)
		total += known[i].upper
	}
	for _, b := range known {
		if total <= beat {
			return answer{upper: beat}
		}
		a := s.finish(b, beat-(total-b.upper))
		total += a.upper - b.upper
		if !a.found {
			a.set, a.weight = b.members(), b.lower
		}
		base.set = append(base.set, a.set...)
		base.weight += a.weight
	}
	base.upper = max(total, base.weight)
	if base.weight <= beat {
		return answer{upper: max(total, beat)}
	}
	return base
}

// members are the nodes of the best set, as those of the graph.
func (b *bounded) members() []int32 {
	var list []int32
	for v, in := range b.set {
		if in && b.id[v] >= 0 {
			list = append(list, b.id[v])
		}
	}
	return list
}

// finish finds the heaviest set of a bounded part, if it is heavier than beat.
func (s *solver) finish(b *bounded, beat int64) answer {
	own := answer{set: nil, weight: b.lower, upper: b.upper, found: b.lower > beat}
	if own.found {
		own.set = b.members()
	}
	least := max(b.lower, beat)
	if b.upper <= least {
		own.upper = least
		return own
	}
	if s.work >= s.budget {
		return own
	}
	f := newFall(b.part)
	if n := b.fix(f, least); 8*n > len(b.id) || n > 0 && len(b.id) < 50 {
		return own.or(s.decide(f, least), least)
	}
	return s.branch(b, f, own, least)
}

// or is the better of two answers, where other was to beat least.
func (a answer) or(other answer, least int64) answer {
	if other.found {
		other.upper = max(other.upper, other.weight)
		return other
	}
	a.upper = max(min(a.upper, other.upper), least)
	return a
}

// branch tries both verdicts on the node that the relaxation is most divided about.
func (s *solver) branch(b *bounded, f *fall, own answer, least int64) answer {
	node := b.central(f)
	if node < 0 {
		node = b.divided(f)
	}
	if node < 0 {
		return own.or(s.decide(f, least), least)
	}
	first, second := taken, left
	if b.often[node] < 0.5 {
		first, second = left, taken
	}
	upper := least
	for _, is := range []verdict{first, second} {
		side := newFall(b.part)
		for v := range f.verdict {
			if f.verdict[v] != undecided {
				side.settle(int32(v), f.verdict[v])
			}
		}
		side.settle(node, is)
		a := s.decide(side, least)
		upper = max(upper, a.upper)
		if a.found {
			own, least = a, a.weight
		}
	}
	own.upper = max(least, min(upper, b.upper))
	return own
}

// Parts of more nodes than large are cut in the middle; samples is how many nodes are tried.
const (
	large   = 200
	samples = 24
)

// central is, in a large part, the node that settles most either way: taking it takes what it
// needs, leaving it leaves what needs it. -1 where no node settles much.
func (b *bounded) central(f *fall) int32 {
	if len(b.id) <= large {
		return -1
	}
	w := walk{cut: b.cut, met: make([]int32, len(b.id))}
	best, most := int32(-1), len(b.id)/16
	for i := range samples {
		v := int32(len(b.id) * (2*i + 1) / (2 * samples))
		if f.verdict[v] != undecided || b.must[v] {
			continue
		}
		if n := min(w.count(v, 0), w.count(v, 1)); n > most {
			best, most = v, n
		}
	}
	return best
}

// divided is the node of a choice of which the relaxation took a half most nearly, -1 if every
// choice is settled.
func (b *bounded) divided(f *fall) int32 {
	best, most := int32(-1), float32(-1)
	for k := range b.choices {
		for _, v := range b.choices[k].among {
			half := min(b.often[v], 1-b.often[v])
			if f.verdict[v] == undecided && half > most {
				best, most = v, half
			}
		}
	}
	return best
}
