package closure

// Above reports whether a founded closed set weighs more than limit, as far as that can be told
// within the budget: known is false where it cannot. It is quicker than Heaviest, since it stops
// as soon as the answer is clear.
func (g *Graph) Above(weight []int64, limit, budget int64) (above, known bool) {
	p, gratis := g.whole(weight)
	gain, most := int64(0), int64(0)
	for v, free := range gratis {
		if free {
			gain += weight[v]
		}
	}
	for _, w := range p.weight {
		most += max(0, w)
	}
	if gain > limit {
		return true, true
	}
	if gain+most <= limit {
		return false, true
	}
	s := &solver{budget: budget, enough: limit - gain}
	b := p.bound(rounds(p), limit-gain, s)
	if b.upper+gain <= limit {
		return false, true
	}
	set := Set{Upper: b.upper + gain}
	if g.offer(&set, answer{set: b.members(), upper: b.upper}, gratis, weight); set.Weight > limit {
		return true, true
	}
	if s.work < budget {
		set = g.Heaviest(weight, budget-s.work)
	}
	return set.Weight > limit, set.Weight > limit || set.Upper <= limit
}
