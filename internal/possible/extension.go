package possible

import "slices"

// An extension is a network to which gates were added, with what feeds the added gates or is fed
// by them.
type extension struct {
	net       *Net
	built     rows // by gate: what feeds it, as the network was compiled
	added     rows // by gate: what it also feeds
	alsoFedBy rows // by gate: what also feeds it
}

// feeds are what the gate feeds: as the network was compiled, and as it was extended.
func (x *extension) feeds(gate int32) [2][]int32 {
	var built []int32
	if gates := &x.net.gates; int(gate) < len(gates.first)-1 {
		built = gates.to[gates.first[gate]:gates.first[gate+1]]
	}
	return [2][]int32{built, x.added.of(gate)}
}

// inputs are what feeds the gate: as the network was compiled, and as it was extended.
func (x *extension) inputs(gate int32) [2][]int32 {
	var built []int32
	if int(gate) < len(x.built.first)-1 {
		built = x.built.of(gate)
	}
	return [2][]int32{built, x.alsoFedBy.of(gate)}
}

// opens says of each gate whether it opens. Where a fixpoint among the first gates is known, only
// the few others are looked at.
func (x *extension) opens(among *Fixpoint, built int) []bool {
	if among == nil {
		return x.opening()
	}
	opens := make([]bool, x.net.gates.Len())
	copy(opens, among.solver.open)
	for grown := true; grown; {
		grown = false
		for gate := built; gate < len(opens); gate++ {
			if !opens[gate] && x.lacks(int32(gate), opens) <= 0 {
				opens[gate], grown = true, true
			}
		}
	}
	return opens
}

// lacks is how many inputs an added gate still lacks.
func (x *extension) lacks(gate int32, opens []bool) int32 {
	lacks := x.net.gates.need[gate]
	for _, input := range x.alsoFedBy.of(gate) {
		if opens[input] {
			lacks--
		}
	}
	return lacks
}

// opening says of each gate whether it opens.
func (x *extension) opening() []bool {
	left := slices.Clone(x.net.gates.need)
	opens, queue := make([]bool, len(left)), make([]int32, 0, len(left))
	for gate, need := range left {
		if need <= 0 {
			queue = append(queue, int32(gate))
		}
	}
	for i := 0; i < len(queue); i++ {
		opens[queue[i]] = true
		for _, fed := range x.feeds(queue[i]) {
			for _, to := range fed {
				if left[to]--; left[to] == 0 {
					queue = append(queue, to)
				}
			}
		}
	}
	return opens
}

// inOrder lists those of the gates that open and on which goals hang, each after all that feed
// it, but for feeds that close a circle: the order in which a search from the goals backwards
// leaves them.
func (x *extension) inOrder(opens []bool, goals []int32) []int32 {
	order, path := make([]int32, 0, len(opens)), make([]int32, 0, len(opens))
	next := make([]int32, len(opens)) // by gate: which input to look at
	enter := func(gate int32) {
		if opens[gate] {
			opens[gate] = false // seen
			path = append(path, gate)
		}
	}
	for _, goal := range goals {
		for enter(goal); len(path) > 0; {
			gate := path[len(path)-1]
			input, more := x.input(gate, int(next[gate]))
			if !more {
				order, path = append(order, gate), path[:len(path)-1]
				continue
			}
			next[gate]++
			enter(input)
		}
	}
	return order
}

// input is the i-th of what feeds the gate.
func (x *extension) input(gate int32, i int) (input int32, there bool) {
	inputs := x.inputs(gate)
	if i < len(inputs[0]) {
		return inputs[0][i], true
	}
	if i -= len(inputs[0]); i < len(inputs[1]) {
		return inputs[1][i], true
	}
	return None, false
}
