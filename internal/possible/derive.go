package possible

import (
	"cmp"
	"slices"
)

// A Way says how goals are to come about.
type Way struct {
	Goals []int32             // gates
	Shut  func(int32) bool    // gates that stay shut; nil: none
	Cost  func(int32) float64 // of each gate, not negative; nil: any way will do
}

// Derive is a way in which the goals come about, or nothing where they cannot: gates in an order
// in which they can open, each as late as may be. At every any and at-least it takes those
// inputs that would be the cheapest if nothing were shared between them (D. E. Knuth, "A
// generalization of Dijkstra's algorithm", 1977), so the whole is cheap, and cheapest where
// there is nothing to choose. Where costs do not matter it takes those that open first.
func (c *Circuit) Derive(way Way) (gates []int32, found bool) {
	d := &derivation{circuit: c, way: way, left: slices.Clone(c.need),
		at: slices.Repeat([]int32{None}, c.Len()), price: make([]float64, c.Len())}
	if slices.Contains(way.Goals, None) {
		return nil, false
	}
	d.settle()
	for _, goal := range way.Goals {
		if d.at[goal] == None {
			return nil, false
		}
	}
	return d.trace(), true
}

type derivation struct {
	circuit *Circuit
	way     Way
	left    []int32   // inputs that each gate still lacks
	price   []float64 // of each gate with its inputs, as far as they are settled
	at      []int32   // when each gate was settled; None: not
	heap    []int32   // gates to settle, the cheapest on top; a queue where costs do not matter
}

// settle goes through the gates from the cheapest on.
func (d *derivation) settle() {
	for gate, need := range d.left {
		if need <= 0 {
			d.push(int32(gate))
		}
	}
	for now := int32(0); len(d.heap) > 0; now++ {
		gate := d.pop()
		d.at[gate] = now
		for _, to := range d.circuit.out.of(gate) {
			if d.left[to] <= 0 {
				continue
			}
			d.price[to] += d.price[gate]
			if d.left[to]--; d.left[to] == 0 {
				d.push(to)
			}
		}
	}
}

// trace gathers what the goals use, each after what it uses itself.
func (d *derivation) trace() []int32 {
	gates, path, uses := d.room(), d.room(), d.room()
	next, end := slices.Repeat([]int32{None}, d.circuit.Len()), make([]int32, d.circuit.Len())
	enter := func(gate int32) {
		if next[gate] == None {
			next[gate] = int32(len(uses)) // its part of uses
			uses = append(uses, d.chosen(gate)...)
			end[gate] = int32(len(uses))
			path = append(path, gate)
		}
	}
	for _, goal := range d.way.Goals {
		for enter(goal); len(path) > 0; {
			gate := path[len(path)-1]
			if next[gate] == end[gate] {
				gates, path = append(gates, gate), path[:len(path)-1]
				continue
			}
			next[gate]++
			enter(uses[next[gate]-1])
		}
	}
	return gates
}

// room is an empty list that can hold every gate.
func (d *derivation) room() []int32 { return make([]int32, 0, d.circuit.Len()) }

// chosen are the inputs that opened the gate: as many as it needs, those settled first.
func (d *derivation) chosen(gate int32) []int32 {
	need, inputs := max(int(d.circuit.need[gate]), 0), d.circuit.in.of(gate)
	if need == len(inputs) {
		return inputs
	}
	settled := slices.DeleteFunc(slices.Clone(inputs),
		func(input int32) bool { return d.at[input] == None })
	slices.SortFunc(settled, func(g, h int32) int { return cmp.Compare(d.at[g], d.at[h]) })
	return settled[:need]
}

// cheaper orders gates by price, and those of one price by number.
func (d *derivation) cheaper(g, h int32) bool {
	return d.price[g] < d.price[h] || d.price[g] == d.price[h] && g < h
}

func (d *derivation) push(gate int32) {
	if d.way.Shut != nil && d.way.Shut(gate) {
		return
	}
	d.heap = append(d.heap, gate)
	if d.way.Cost == nil {
		return // a queue will do
	}
	d.price[gate] += d.way.Cost(gate)
	for i := len(d.heap) - 1; i > 0; {
		up := (i - 1) / 2
		if !d.cheaper(d.heap[i], d.heap[up]) {
			break
		}
		d.heap[i], d.heap[up] = d.heap[up], d.heap[i]
		i = up
	}
}

func (d *derivation) pop() int32 {
	top, last := d.heap[0], len(d.heap)-1
	if d.way.Cost == nil {
		d.heap = d.heap[1:]
		return top
	}
	d.heap[0] = d.heap[last]
	d.heap = d.heap[:last]
	for i := 0; ; {
		least := i
		for child := 2*i + 1; child <= 2*i+2 && child < last; child++ {
			if d.cheaper(d.heap[child], d.heap[least]) {
				least = child
			}
		}
		if least == i {
			return top
		}
		d.heap[i], d.heap[least] = d.heap[least], d.heap[i]
		i = least
	}
}
