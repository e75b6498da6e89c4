package possible

import "math/bits"

// Lanes answers up to 64 questions about one circuit at a time, at about the cost of one: each
// asks what opens when certain gates are kept shut. Bit i of a word of lanes belongs to the i-th
// question.
type Lanes struct {
	circuit *Circuit
	lanes   uint64
	open    []uint64 // by gate
	shut    []uint64 // by gate
	marked  []int32  // gates that are shut in some lane
	queue   []int32
	queued  []bool
}

// Lanes prepares c for questions.
func (c *Circuit) Lanes() *Lanes {
	return &Lanes{circuit: c, open: make([]uint64, c.Len()), shut: make([]uint64, c.Len()),
		queued: make([]bool, c.Len())}
}

// Shut keeps the gate shut in these lanes until Clear. None is shut already.
func (l *Lanes) Shut(gate int32, lanes uint64) {
	if gate == None || lanes == 0 {
		return
	}
	if l.shut[gate] == 0 {
		l.marked = append(l.marked, gate)
	}
	l.shut[gate] |= lanes
}

// Clear takes back every Shut.
func (l *Lanes) Clear() {
	for _, gate := range l.marked {
		l.shut[gate] = 0
	}
	l.marked = l.marked[:0]
}

// Open is in which lanes the gate opens, as of the last Solve.
func (l *Lanes) Open(gate int32) uint64 {
	if gate == None {
		return 0
	}
	return l.open[gate]
}

// Solve finds the least fixpoint in these lanes. In the order of the circuit one pass suffices
// but for gates that are fed by later ones; those are gone over until nothing changes, which
// opens each at most once in every lane.
func (l *Lanes) Solve(lanes uint64) {
	l.lanes = lanes
	clear(l.open)
	for gate := range int32(len(l.open)) {
		l.open[gate] = l.value(gate)
		if l.circuit.circular && l.open[gate] != 0 {
			l.enqueue(before(l.circuit.out.of(gate), gate))
		}
	}
	for len(l.queue) > 0 {
		gate := l.queue[len(l.queue)-1]
		l.queue = l.queue[:len(l.queue)-1]
		l.queued[gate] = false
		if value := l.value(gate); value != l.open[gate] {
			l.open[gate] = value
			l.enqueue(l.circuit.out.of(gate))
		}
	}
}

// before are those of gates, which ascend, that come before the gate or are it.
func before(gates []int32, gate int32) []int32 {
	n := 0
	for n < len(gates) && gates[n] <= gate {
		n++
	}
	return gates[:n]
}

func (l *Lanes) enqueue(gates []int32) {
	for _, gate := range gates {
		if !l.queued[gate] {
			l.queued[gate] = true
			l.queue = append(l.queue, gate)
		}
	}
}

// value is in which lanes the gate opens, as far as those that feed it have opened.
func (l *Lanes) value(gate int32) uint64 {
	inputs, need := l.circuit.in.of(gate), int(l.circuit.need[gate])
	allowed := l.lanes &^ l.shut[gate]
	switch {
	case need <= 0 || allowed == 0:
		return allowed
	case need == len(inputs):
		for _, input := range inputs {
			allowed &= l.open[input]
		}
		return allowed
	case need == 1:
		some := uint64(0)
		for _, input := range inputs {
			some |= l.open[input]
		}
		return allowed & some
	}
	return allowed & l.atLeast(inputs, need)
}

// atLeast is in which lanes at least need of the inputs are open. It counts in all lanes at once:
// digit[i] holds bit i of the count of each.
func (l *Lanes) atLeast(inputs []int32, need int) uint64 {
	var digit [32]uint64
	most := bits.Len(uint(len(inputs)))
	for _, input := range inputs {
		carry := l.open[input]
		for i := 0; carry != 0; i++ {
			digit[i], carry = digit[i]^carry, digit[i]&carry
		}
	}
	more, same := uint64(0), ^uint64(0)
	for i := most; i >= 0; i-- {
		wanted := -uint64(need >> i & 1) // all ones where bit i of need is set
		more |= same & digit[i] &^ wanted
		same &= ^(digit[i] ^ wanted)
	}
	return more | same
}
