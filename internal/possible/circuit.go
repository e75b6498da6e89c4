package possible

import (
	"slices"

	"lockstep/internal/agreement"
)

// A Circuit is a network, or the part of it that some goals hang on, with the will of every
// party as a gate of its own: an act needs the will of each performer, a decision that of as
// many electors as its rule asks for, a condition that of all who control it and of its judges,
// an issue that of all it is between. To refuse is to keep one's own gate shut.
//
// Gates that cannot open are left out; each of the others stands after those that feed it, as far
// as they do not feed each other in circles. That makes it quick to ask what happens when some
// gates are kept shut, in many cases at once (see [Lanes]).
type Circuit struct {
	net   *Net    // with wills and goals
	wills int32   // in net: the first party's
	goals []int32 // in net
	gate  []int32 // by gate of net; None where it is left out
	named []int32 // by gate of the circuit: the gate of net
	need  []int32
	in    rows // the gates that feed each
	out   rows // the gates that each feeds

	circular bool // some gate is fed by one that comes after it
}

// None stands for a gate that cannot open or that no goal hangs on.
const None int32 = -1

// Asked says what a [Circuit] is for. Without goals it holds the whole network.
type Asked struct {
	Goals   []agreement.Guard
	Without []agreement.Ref // parties that refuse, and things that do not come about, in any case

	// Among is a fixpoint of the network, in which nobody refuses. Only what comes about in it is
	// there, and nobody's will is asked. A nil Among leaves everything in.
	Among *Fixpoint
}

// Circuit makes the circuit of n that answers what is asked, in time linear in the size of n.
func (n *Net) Circuit(asked Asked) *Circuit {
	c := &Circuit{net: n.extended()}
	gates, built := &c.net.gates, n.gates.Len()
	if c.wills = None; asked.Among == nil {
		c.wills = c.net.addWills()
	}
	for _, r := range asked.Without {
		c.withhold(r)
	}
	for i := range asked.Goals {
		goal := gates.Add(0)
		c.goals = append(c.goals, goal)
		c.net.require(&asked.Goals[i], goal, -1)
	}
	added := rowsOf(gates.Len(), gates.feeds)
	x := extension{c.net, n.inputs(), added, added.transposed(gates.Len())}
	wanted := c.goals
	if len(wanted) == 0 {
		wanted = every(gates.Len())
	}
	c.number(x.inOrder(x.opens(asked.Among, built), wanted))
	c.connect(&x)
	return c
}

// withhold keeps a party's will shut, or whatever else r is; a commitment does not start.
func (c *Circuit) withhold(r agreement.Ref) {
	atom := agreement.Started(r)
	switch gate := c.net.shutting(&atom); {
	case r.Kind == agreement.KindParty && c.wills == None:
	case r.Kind == agreement.KindParty:
		c.net.gates.Block(c.wills + r.Index)
	case gate != None:
		c.net.gates.Block(gate)
	}
}

func every(gates int) []int32 {
	list := make([]int32, gates)
	for i := range list {
		list[i] = int32(i)
	}
	return list
}

// extended is a copy of n to which gates can be added while n stays as it is.
func (n *Net) extended() *Net {
	extended := *n
	extended.gates.need = slices.Clone(n.gates.need)
	extended.gates.feeds = nil
	return &extended
}

// number gives the gates of order, and no others, their place in it as a number.
func (c *Circuit) number(order []int32) {
	c.named, c.gate = order, slices.Repeat([]int32{None}, c.net.gates.Len())
	c.need = make([]int32, len(order))
	for i, gate := range order {
		c.gate[gate] = int32(i)
		c.need[i] = c.net.gates.need[gate]
	}
}

// connect lays out the feeds between the gates that are left.
func (c *Circuit) connect(x *extension) {
	n := len(c.named)
	room := min(4*n, len(x.built.to)+len(x.added.to))
	c.in = rows{first: make([]int32, n+1), to: make([]int32, 0, room)}
	for gate, named := range c.named {
		for _, inputs := range x.inputs(named) {
			for _, input := range inputs {
				if from := c.gate[input]; from != None {
					c.in.to = append(c.in.to, from)
					c.circular = c.circular || from >= int32(gate)
				}
			}
		}
		c.in.first[gate+1] = int32(len(c.in.to))
	}
	c.out = c.in.transposed(n)
}

// Len is the number of gates.
func (c *Circuit) Len() int { return len(c.named) }

// Goal is the gate of the i-th goal that was asked for.
func (c *Circuit) Goal(i int) int32 { return c.gate[c.goals[i]] }

// Will is the gate of the party's will, None where nothing in the circuit hangs on it.
func (c *Circuit) Will(party agreement.Ref) int32 {
	if len(c.net.agreement.Parties) == 0 || c.wills == None {
		return None
	}
	return c.gate[c.wills+party.Index]
}

// Start is the gate that must be kept shut for commitment i not to start: its joint step where
// it belongs to one.
func (c *Circuit) Start(i int32) int32 { return c.gate[c.net.startGate(i)] }

// Happens is the gate of commitment i being done or, where it is continuing, in force.
func (c *Circuit) Happens(i int32) int32 {
	if c.net.continuing[i] {
		return c.gate[c.net.started+i]
	}
	return c.gate[c.net.done+i]
}

// World is the gate of a clock, condition, decision, issue or exchange.
func (c *Circuit) World(r agreement.Ref) int32 {
	switch r.Kind {
	case agreement.KindClock:
		return c.gate[c.net.clocks+r.Index]
	case agreement.KindCondition:
		return c.gate[c.net.conditions+r.Index]
	case agreement.KindDecision:
		return c.gate[c.net.decisions+r.Index]
	case agreement.KindIssue:
		return c.gate[c.net.issues+r.Index]
	case agreement.KindExchange:
		return c.gate[c.net.exchanges+r.Index]
	}
	return None
}
