package possible

import (
	"cmp"
	"slices"
)

// LargeCircuit is the number of gates from which on ways are not compared with each other.
const LargeCircuit = 50_000

// Shortest is a cheapest way in which the goals come about, as gates in an order in which they
// can open. Where every gate on the way needs all its inputs there is only one, and it is what
// the goals hang on. Any and at-least leave a choice, and to choose best is NP-hard: the search
// is by branch and bound, and proven says whether it came to its end before it had looked at
// most gates. In a large circuit where there is a choice, any way will do. Costs count whole
// units.
func (c *Circuit) Shortest(way Way, most int) (gates []int32, proven, found bool) {
	if c.Len() > LargeCircuit {
		way.Cost = nil
	}
	first, found := c.Derive(way)
	if !found || way.Cost == nil || !c.leavesChoice(first) {
		return first, found && !c.leavesChoice(first), found
	}
	h := &hunt{circuit: c, way: way, left: most, best: first,
		opens: c.opening(way.Shut, nil), in: make([]bool, c.Len()), out: make([]bool, c.Len()),
		have: make([]int32, c.Len())}
	h.least = h.sum(first) + 1
	h.takeGifts()
	if h.take(way.Goals) {
		h.descend()
	}
	return c.inTurn(h.best, way.Goals), h.left >= 0, true
}

// leavesChoice reports whether one of the gates could also be opened by other inputs.
func (c *Circuit) leavesChoice(gates []int32) bool {
	return slices.ContainsFunc(gates, func(gate int32) bool {
		return c.Need(gate) < len(c.in.of(gate))
	})
}

// inTurn is a way that uses none but these gates.
func (c *Circuit) inTurn(gates, goals []int32) []int32 {
	inside := make([]bool, c.Len())
	for _, gate := range gates {
		inside[gate] = true
	}
	way, _ := c.Derive(Way{Goals: goals, Shut: func(gate int32) bool { return !inside[gate] }})
	return way
}

// opening says which gates open when these stay shut; inside, if it is given, says which others.
func (c *Circuit) opening(shut func(int32) bool, inside []bool) []bool {
	left, opens := slices.Clone(c.need), make([]bool, c.Len())
	var queue []int32
	open := func(gate int32) {
		if (shut == nil || !shut(gate)) && (inside == nil || inside[gate]) {
			opens[gate] = true
			queue = append(queue, gate)
		}
	}
	for gate, need := range left {
		if need <= 0 {
			open(int32(gate))
		}
	}
	for ; len(queue) > 0; queue = queue[1:] {
		for _, to := range c.out.of(queue[0]) {
			if left[to]--; left[to] == 0 {
				open(to)
			}
		}
	}
	return opens
}

// A hunt goes through the sets of gates that may be a way, each made by taking one input more
// for a gate that lacks some. What is taken is undone on the way back.
type hunt struct {
	circuit *Circuit
	way     Way
	left    int     // gates that may still be looked at
	opens   []bool  // by gate: it can open at all
	in, out []bool  // by gate: taken; not to be taken here, since that was tried
	have    []int32 // by gate: how many of its inputs are taken
	trail   []int32 // gates taken, in turn
	lacking []int32 // gates taken that leave a choice, in turn
	cost    float64
	best    []int32
	least   float64 // cost below which a way is better
}

func (h *hunt) sum(gates []int32) float64 {
	total := 0.0
	for _, gate := range gates {
		total += h.way.Cost(gate)
	}
	return total
}

// takeGifts takes what costs nothing and waits for nothing, such as the wills of the parties.
func (h *hunt) takeGifts() {
	for gate := range int32(h.circuit.Len()) {
		if h.opens[gate] && h.circuit.Need(gate) == 0 && h.way.Cost(gate) == 0 {
			h.take([]int32{gate})
		}
	}
}

// take takes these gates and all that they need without a choice. It reports false where one of
// them is not to be taken.
func (h *hunt) take(gates []int32) bool {
	fine := true
	for next := slices.Clone(gates); len(next) > 0; {
		gate := next[len(next)-1]
		next = next[:len(next)-1]
		switch {
		case h.in[gate]:
			continue
		case !h.opens[gate], h.out[gate]:
			fine = false
			continue
		}
		h.in[gate] = true
		h.trail = append(h.trail, gate)
		h.cost += h.way.Cost(gate)
		h.left--
		for _, to := range h.circuit.out.of(gate) {
			h.have[to]++
		}
		inputs := h.openInputs(gate)
		if h.circuit.Need(gate) == len(inputs) {
			next = append(next, inputs...)
		} else {
			h.lacking = append(h.lacking, gate)
		}
	}
	return fine
}

// undo gives back what was taken since the trail had that length, and the choices since.
func (h *hunt) undo(trail, lacking int) {
	for _, gate := range h.trail[trail:] {
		h.in[gate] = false
		h.cost -= h.way.Cost(gate)
		for _, to := range h.circuit.out.of(gate) {
			h.have[to]--
		}
	}
	h.trail, h.lacking = h.trail[:trail], h.lacking[:lacking]
}

// openInputs are the inputs of the gate that can open, each as often as it feeds it.
func (h *hunt) openInputs(gate int32) []int32 {
	inputs := h.circuit.in.of(gate)
	if !slices.ContainsFunc(inputs, func(g int32) bool { return !h.opens[g] }) {
		return inputs
	}
	return slices.DeleteFunc(slices.Clone(inputs), func(g int32) bool { return !h.opens[g] })
}

// descend tries every choice that what is taken leaves, unless it is no better than the best.
func (h *hunt) descend() {
	if h.left < 0 || h.cost >= h.least {
		return
	}
	options := h.options()
	if len(options) == 0 {
		return
	}
	trail, lacking, tried := len(h.trail), len(h.lacking), 0
	for ; tried < len(options) && h.left >= 0; tried++ {
		if h.take(options[tried : tried+1]) {
			h.descend()
		}
		h.undo(trail, lacking)
		h.out[options[tried]] = true
	}
	for _, gate := range options[:tried] {
		h.out[gate] = false
	}
}

// options are the gates of which the way must take one at least: the inputs of a gate that lacks
// some. Where none does, it is a way, unless it holds itself up; then it must take an input more
// for a gate that does not open.
func (h *hunt) options() []int32 {
	h.left -= len(h.lacking)
	for _, gate := range h.lacking {
		if int(h.have[gate]) < h.circuit.Need(gate) {
			return h.untaken([]int32{gate})
		}
	}
	h.left -= len(h.trail)
	opened := h.circuit.opening(nil, h.in)
	if !slices.ContainsFunc(h.way.Goals, func(goal int32) bool { return !opened[goal] }) {
		h.least, h.best = h.cost, slices.Clone(h.trail)
		return nil
	}
	var afloat []int32
	for _, gate := range h.lacking {
		if !opened[gate] {
			afloat = append(afloat, gate)
		}
	}
	return h.untaken(afloat)
}

// untaken are the inputs of the gates that may still be taken, the cheapest first.
func (h *hunt) untaken(gates []int32) []int32 {
	var options []int32
	for _, gate := range gates {
		for _, input := range h.openInputs(gate) {
			if !h.in[input] && !h.out[input] && !slices.Contains(options, input) {
				options = append(options, input)
			}
		}
	}
	slices.SortStableFunc(options, func(g, k int32) int {
		return cmp.Compare(h.way.Cost(g), h.way.Cost(k))
	})
	return options
}
