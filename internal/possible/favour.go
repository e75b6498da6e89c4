package possible

import "lockstep/internal/agreement"

// IsMonotone reports whether what happens can make g true and never false: whether all, any and
// at-least over started, done, taken, agreed, holds, clocks and times are all there is to it.
func IsMonotone(g *agreement.Guard) bool {
	switch g.Op {
	case agreement.OpNot, agreement.OpCompare:
		return false
	case agreement.OpAtom:
		return g.Verb != agreement.VerbKept && g.Verb != agreement.VerbBreached
	case agreement.OpReached:
		events := g.At.Guard()
		return IsMonotone(&events)
	}
	for i := range g.Args {
		if !IsMonotone(&g.Args[i]) {
			return false
		}
	}
	return true
}

// Favoured lists the commitments of the circuit that were read in favour of what could happen,
// in order: those that are not monotone in what they wait for, that a while, an unless or the
// event of an until can stop, and that keep pace with others.
func (c *Circuit) Favoured() []int32 {
	n := c.net
	paced := n.paced()
	var favoured []int32
	for i := range int32(len(n.agreement.Commitments)) {
		if c.gate[n.started+i] != None && (paced[i] || n.Stoppable(i) || n.asksMore(i)) {
			favoured = append(favoured, i)
		}
	}
	return favoured
}

// Stoppable reports whether something that the text says of commitment i can suspend, void or
// end it: a while, an unless, the event of an until.
func (n *Net) Stoppable(i int32) bool {
	c := &n.agreement.Commitments[i]
	if c.Until != nil {
		if events := c.Until.Guard(); !events.IsZero() {
			return true
		}
	}
	return !c.While.IsZero() || !c.Unless.IsZero()
}

// asksMore reports whether what commitment i waits for is not monotone.
func (n *Net) asksMore(i int32) bool {
	monotone := true
	n.waits.EachClause(i, func(g *agreement.Guard) { monotone = monotone && IsMonotone(g) })
	return !monotone
}

// paced are the commitments that must not run ahead of those of another side.
func (n *Net) paced() map[int32]bool {
	paced := map[int32]bool{}
	for i := range n.agreement.Exchanges {
		e := &n.agreement.Exchanges[i]
		if e.Mode != agreement.Commensurate && e.Mode != agreement.Proportional {
			continue
		}
		for _, member := range e.Members() {
			paced[member.Index] = true
		}
	}
	return paced
}
