package possible

import "lockstep/internal/agreement"

// An Event is what it means that a gate of a [Circuit] opens.
type Event uint8

// The events. NoEvent is that of a combination of others and of what follows by itself: a goal,
// an exchange, a clock with a time, the start of a commitment in its joint step.
const (
	NoEvent  Event = iota
	Starts         // a commitment starts, by itself
	Together       // a joint step; it is told of the first of its commitments
	Done           // a once-commitment is done
	Comes          // a clock starts, a condition holds, a decision is taken, an issue is agreed
	Wills          // a party does not refuse
)

// Event says what it means that the gate opens, and of what.
func (c *Circuit) Event(gate int32) (Event, agreement.Ref) {
	g := c.named[gate]
	if c.wills != None && g >= c.wills && g < c.wills+int32(len(c.net.agreement.Parties)) {
		return Wills, agreement.PartyRef(int(g - c.wills))
	}
	return c.net.event(g)
}

// event says what it means that a gate of the network opens, and of what.
func (n *Net) event(g int32) (Event, agreement.Ref) {
	switch {
	case g >= n.joint+int32(len(n.groups)):
		return NoEvent, agreement.Ref{}
	case g >= n.joint:
		return Together, agreement.CommitmentRef(int(n.groups[g-n.joint][0]))
	case g >= n.clocks:
		of, _ := n.named(g)
		if of.Kind == agreement.KindClock && n.agreement.Clocks[of.Index].At != nil {
			return NoEvent, of
		}
		return Comes, of
	case g >= n.exchanges:
		return NoEvent, agreement.Ref{}
	case g >= n.done:
		return Done, agreement.CommitmentRef(int(g - n.done))
	case n.groupOf[g-n.started] >= 0:
		return NoEvent, agreement.Ref{}
	}
	return Starts, agreement.CommitmentRef(int(g - n.started))
}
