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
// Gates that cannot open are left out; the others are numbered in an order in which they open
// when nobody refuses. That makes it quick to ask what happens when some gates are kept shut, in
// many cases at once (see [Lanes]).
type Circuit struct {
	net   *Net    // with wills and goals
	gate  []int32 // by gate of net; -1 where it is left out
	named []int32 // by gate of the circuit: the gate of net
	need  []int32
	in    rows // the gates that feed each
	out   rows // the gates that each feeds
	back  rows // of those, the ones that come before it
	wills int32
	goals int32
}

// Asked says what a [Circuit] is for. Without goals it holds the whole network.
type Asked struct {
	Goals    []agreement.Guard
	Refusing []agreement.Ref // parties that refuse from the beginning
}

// Circuit makes the circuit of n that answers what is asked, in time linear in the size of n.
func (n *Net) Circuit(asked Asked) *Circuit {
	c := &Circuit{net: n.extended()}
	c.wills = c.net.addWills()
	for _, party := range asked.Refusing {
		c.net.gates.Block(c.wills + party.Index)
	}
	c.goals = int32(c.net.gates.Len())
	for i := range asked.Goals {
		c.net.require(&asked.Goals[i], c.net.goal(), -1)
	}
	c.arrange(len(asked.Goals) > 0)
	return c
}

// extended is a copy of n to which gates can be added while n stays as it is.
func (n *Net) extended() *Net {
	extended := *n
	extended.gates.need = slices.Clone(n.gates.need)
	extended.gates.feeds = nil
	return &extended
}

// goal adds a gate for a goal and returns its number. Goals stand behind one another before the
// gates of their parts, so that they can be counted.
func (n *Net) goal() int32 { return n.gates.Add(0) }

// arrange numbers the gates and lays out what feeds what; toGoals leaves out what no goal hangs
// on.
func (c *Circuit) arrange(toGoals bool) {
	gates := &c.net.gates
	out := newRows(gates.Len(), gates.eachFeed)
	order := gates.openingOrder(out)
	if toGoals {
		order = c.cone(order)
	}
	c.named, c.gate = order, slices.Repeat([]int32{-1}, gates.Len())
	for i, gate := range order {
		c.gate[gate] = int32(i)
	}
	c.need = make([]int32, len(order))
	for i, gate := range order {
		c.need[i] = gates.need[gate]
	}
	c.in = newRows(len(order), c.eachFeed(out, func(from, to int32) (int32, int32) { return to, from }))
	c.out = newRows(len(order), c.eachFeed(out, func(from, to int32) (int32, int32) { return from, to }))
	c.back = newRows(len(order), func(visit func(from, to int32)) {
		c.eachFeed(out, func(from, to int32) (int32, int32) { return from, to })(func(from, to int32) {
			if to <= from {
				visit(from, to)
			}
		})
	})
}
