package closure

import "slices"

// A verdict is what is settled about a node.
type verdict uint8

const (
	undecided verdict = iota
	taken
	left
)

// A fall works out what follows from verdicts: what a taken node needs is taken, what needs a
// left node is left, and a choice that has no more to choose from is settled.
type fall struct {
	p       *part
	verdict []verdict
	out     rows // arcs by tail
	users   rows // arcs by head
	chooses rows
	offers  rows
	met     []int32 // per choice: how many of those among are taken
	open    []int32 // per choice: how many of those among are not left
	queue   []int32
	clash   bool
}

func newFall(p *part) *fall {
	n := len(p.id)
	f := &fall{
		p: p, verdict: make([]verdict, n),
		out:     rowsOf(n, len(p.tail), func(k int) int32 { return p.tail[k] }),
		users:   rowsOf(n, len(p.head), func(k int) int32 { return p.head[k] }),
		chooses: rowsOf(n, len(p.choices), func(k int) int32 { return p.choices[k].of }),
		offers:  offersOf(n, p.choices),
		met:     make([]int32, len(p.choices)), open: make([]int32, len(p.choices)),
	}
	for k := range p.choices {
		f.open[k] = int32(len(p.choices[k].among))
	}
	return f
}

// settle takes in a verdict; two that contradict each other are a clash.
func (f *fall) settle(v int32, is verdict) {
	switch f.verdict[v] {
	case undecided:
		f.verdict[v] = is
		f.queue = append(f.queue, v)
	case is:
	default:
		f.clash = true
	}
}

// run works out all that follows.
func (f *fall) run() {
	for len(f.queue) > 0 && !f.clash {
		v := f.queue[len(f.queue)-1]
		f.queue = f.queue[:len(f.queue)-1]
		if f.verdict[v] == taken {
			f.take(v)
		} else {
			f.leave(v)
		}
	}
}

func (f *fall) take(v int32) {
	for _, k := range f.out.of(v) {
		f.settle(f.p.head[k], taken)
	}
	for _, k := range f.offers.of(v) {
		f.met[k]++
	}
	for _, k := range f.chooses.of(v) {
		f.press(k)
	}
}

func (f *fall) leave(v int32) {
	for _, k := range f.users.of(v) {
		f.settle(f.p.tail[k], left)
	}
	for _, k := range f.offers.of(v) {
		f.open[k]--
		f.press(k)
	}
}

// press settles what choice k leaves no choice about.
func (f *fall) press(k int32) {
	c := &f.p.choices[k]
	switch {
	case f.open[k] < c.need:
		f.settle(c.of, left)
	case f.open[k] == c.need && f.verdict[c.of] == taken:
		for _, v := range c.among {
			if f.verdict[v] != left {
				f.settle(v, taken)
			}
		}
	}
}

// rest is what is not settled, in parts that have nothing to do with each other. Of a taken node
// whose choice is still open there is a node that must be taken, one for each such choice.
func (f *fall) rest() []*part {
	p, r := f.p, &part{}
	number := make([]int32, len(p.id))
	for v := range number {
		if number[v] = -1; f.verdict[v] == undecided {
			number[v] = r.add(p.id[v], p.weight[v], false)
		}
	}
	for k := range p.tail {
		if from, to := number[p.tail[k]], number[p.head[k]]; from >= 0 && to >= 0 {
			r.need(from, to, p.flow[k])
		}
	}
	for k := range p.choices {
		f.restOf(k, r, number)
	}
	return r.split()
}

func (f *fall) restOf(k int, r *part, number []int32) {
	c := f.p.choices[k]
	if c.need -= f.met[k]; c.need <= 0 || f.verdict[c.of] == left {
		return
	}
	among := make([]int32, 0, len(c.among))
	for _, v := range c.among {
		if number[v] >= 0 {
			among = append(among, number[v])
		}
	}
	if c.among = among; number[c.of] >= 0 {
		c.of = number[c.of]
	} else {
		c.of = r.add(-1, 0, true)
	}
	r.chooseAmong(c)
}

// split cuts a part into those that have nothing to do with each other.
func (p *part) split() []*part {
	sets := make(sets, len(p.id))
	for v := range sets {
		sets[v] = int32(v)
	}
	for k := range p.tail {
		sets.join(p.tail[k], p.head[k])
	}
	for _, c := range p.choices {
		for _, v := range c.among {
			sets.join(c.of, v)
		}
	}
	return p.cut(sets)
}

func (p *part) cut(sets sets) []*part {
	var parts []*part
	in, number := make([]int32, len(p.id)), make([]int32, len(p.id))
	for v := range in {
		leader := sets.find(int32(v))
		if leader == int32(v) {
			in[v] = int32(len(parts))
			parts = append(parts, &part{})
		}
		in[v] = in[leader]
		number[v] = parts[in[v]].add(p.id[v], p.weight[v], p.must[v])
	}
	for k := range p.tail {
		parts[in[p.tail[k]]].need(number[p.tail[k]], number[p.head[k]], p.flow[k])
	}
	for _, c := range p.choices {
		at := parts[in[c.of]]
		c.of, c.among = number[c.of], slices.Clone(c.among)
		for i, v := range c.among {
			c.among[i] = number[v]
		}
		at.choices = append(at.choices, c)
	}
	return parts
}

// sets are disjoint sets of nodes, each led by its smallest.
type sets []int32

func (s sets) find(v int32) int32 {
	for s[v] != v {
		s[v] = s[s[v]]
		v = s[v]
	}
	return v
}

func (s sets) join(v, w int32) {
	v, w = s.find(v), s.find(w)
	s[max(v, w)] = min(v, w)
}
