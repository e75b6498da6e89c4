package possible

import (
	"slices"

	"lockstep/internal/agreement"
)

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

// Loose lists the commitments that are not monotone in what they wait for, or that something the
// text says of them can suspend, void or end, in order.
func (n *Net) Loose() []int32 { return n.loose }

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

// Favoured lists the commitments of the circuit that were read in favour of what could happen,
// in order: the loose ones, and those that keep pace with others. One that starts in a joint
// step counts wherever the step does.
func (c *Circuit) Favoured() []int32 {
	var favoured []int32
	for _, i := range slices.Concat(c.net.loose, c.net.paced()) {
		if c.Start(i) != None {
			favoured = append(favoured, i)
		}
	}
	slices.Sort(favoured)
	return slices.Compact(favoured)
}

// paced are the commitments that must not run ahead of those of another side.
func (n *Net) paced() []int32 {
	var paced []int32
	for i := range n.agreement.Exchanges {
		if e := &n.agreement.Exchanges[i]; n.keepsPace(e) {
			for _, member := range e.Members() {
				paced = append(paced, member.Index)
			}
		}
	}
	return paced
}

// keepsPace reports whether the exchange can hold an act up. No side can be ahead by more than
// the whole, so a tolerance of the whole holds nothing up, and a side of one act that gives
// something makes it so where none is stated.
func (n *Net) keepsPace(e *agreement.Exchange) bool {
	switch {
	case e.Mode != agreement.Commensurate && e.Mode != agreement.Proportional:
		return false
	case e.Tolerance != nil:
		return *e.Tolerance < 1
	}
	return !slices.ContainsFunc(e.Sides, func(side []agreement.Ref) bool {
		return len(side) == 1 && n.agreement.Commitments[side[0].Index].Weight > 0
	})
}
