package closure

// A cut finds heaviest closed sets where every need is plain, as a flow: what is too much at one
// node moves to nodes it needs that have too little. Excess is a node's weight plus what has
// come in less what has gone out. Any flow that is not negative proves that no closed set weighs
// more than the sum of the positive excess; when no excess can reach a node that lacks, that
// bound is met. So weights may change between two calls without starting again.
//
// Excess is pushed from node to node (A. V. Goldberg and R. E. Tarjan, "A new approach to the
// maximum-flow problem", 1988): first from those nearest to a node that lacks, which is quickest
// where what lacks is near; and where that has gone on for long, from the farthest, which
// gathers excess on the way and is safe on long chains. Arcs have no limit forwards and their
// flow backwards.
type cut struct {
	tail, head []int32
	flow       []int64
	excess     []int64
	must       []bool  // these are taken in any case; they have no arcs
	ends       rows    // per node: its arcs, twice the arc's number, plus one at its head
	level      []int32 // a lower bound of the distance to a node that lacks
	next       []int32 // the end at which to go on
	queue      []int32
	active     stacks
	count      []int32 // per level: how many nodes there are
	ceiling    int32   // no node at this level or above can reach one that lacks
	raised     int
	work       int64 // arcs looked at
}

// beyond is the level of nodes from which no node that lacks can be reached.
const beyond = 1 << 30

func newCut(n int, tail, head []int32, must []bool) *cut {
	c := &cut{
		tail: tail, head: head, must: must,
		flow: make([]int64, len(tail)), excess: make([]int64, n),
		level: make([]int32, n), next: make([]int32, n), queue: make([]int32, 0, n),
		active: newStacks(n), count: make([]int32, n+1),
	}
	c.ends = rowsOf(n, 2*len(tail), func(end int) int32 {
		if end&1 == 0 {
			return tail[end>>1]
		}
		return head[end>>1]
	})
	return c
}

// give moves amount along arc k, or back where it is negative.
func (c *cut) give(k int32, amount int64) {
	c.flow[k] += amount
	c.excess[c.tail[k]] -= amount
	c.excess[c.head[k]] += amount
}

// longGone is how many nodes are discharged, per node there is, before the farthest come first.
const longGone = 10

// solve moves excess until none can reach a node that lacks.
func (c *cut) solve() {
	left := longGone * len(c.level)
	for c.measure() {
		for c.raised <= len(c.level) {
			v := c.active.pop(left > 0)
			if v < 0 {
				break
			}
			if left--; c.level[v] < c.ceiling {
				c.discharge(v)
			}
		}
	}
}

// measure finds how far every node is from one that lacks, and gathers those with excess that
// can reach one.
func (c *cut) measure() bool {
	queue := c.queue[:0]
	for v := range c.excess {
		c.level[v] = beyond
		if c.excess[v] < 0 && !c.must[v] {
			c.level[v] = 0
			queue = append(queue, int32(v))
		}
	}
	c.active.clear()
	clear(c.next)
	clear(c.count)
	c.raised, c.ceiling = 0, int32(len(c.level))
	for i := 0; i < len(queue); i++ {
		v := queue[i]
		c.count[c.level[v]]++
		if c.excess[v] > 0 {
			c.active.push(v, c.level[v])
		}
		for _, end := range c.ends.of(v) {
			other := c.tail[end>>1]
			if end&1 == 0 {
				if other = c.head[end>>1]; c.flow[end>>1] == 0 {
					continue
				}
			}
			if c.level[other] == beyond {
				c.level[other] = c.level[v] + 1
				queue = append(queue, other)
			}
		}
	}
	c.work += int64(len(c.level) + 2*len(c.tail))
	c.queue = queue
	return !c.active.isEmpty()
}

// discharge pushes the excess of v one step nearer to nodes that lack, and raises v where there
// is no such step, until nothing is left or no such node can be reached.
func (c *cut) discharge(v int32) {
	ends := c.ends.of(v)
	for ; c.excess[v] > 0; c.work++ {
		if int(c.next[v]) == len(ends) {
			c.work += int64(len(ends))
			if !c.raise(v, ends) {
				return
			}
		}
		end := ends[c.next[v]]
		k, other, amount := end>>1, c.head[end>>1], c.excess[v]
		if end&1 == 1 {
			other, amount = c.tail[k], min(amount, c.flow[k])
		}
		if c.level[other] != c.level[v]-1 || amount == 0 {
			c.next[v]++
			continue
		}
		before := c.excess[other]
		if end&1 == 1 {
			c.give(k, -amount)
		} else {
			c.give(k, amount)
		}
		if before <= 0 && c.excess[other] > 0 {
			c.active.push(other, c.level[other])
		}
	}
}

// raise lifts v above the lowest node that it could push to; false where there is none.
func (c *cut) raise(v int32, ends []int32) bool {
	lowest := int32(beyond)
	for _, end := range ends {
		other := c.head[end>>1]
		if end&1 == 1 {
			if other = c.tail[end>>1]; c.flow[end>>1] == 0 {
				continue
			}
		}
		lowest = min(lowest, c.level[other])
	}
	c.raised++
	c.next[v] = 0
	if c.count[c.level[v]]--; c.count[c.level[v]] == 0 {
		c.ceiling = min(c.ceiling, c.level[v])
	}
	if c.level[v] = lowest + 1; c.level[v] >= c.ceiling {
		c.level[v] = beyond
		return false
	}
	c.count[c.level[v]]++
	return true
}

// inside marks the smallest heaviest closed set, after solve, and returns the sum of the excess
// in it: its weight.
func (c *cut) inside(in []bool) int64 {
	queue, total := c.queue[:0], int64(0)
	for v := range c.excess {
		in[v] = c.excess[v] > 0 || c.must[v]
		if in[v] {
			queue = append(queue, int32(v))
		}
	}
	for i := 0; i < len(queue); i++ {
		v := queue[i]
		total += c.excess[v]
		for _, end := range c.ends.of(v) {
			other := c.head[end>>1]
			if end&1 == 1 {
				if other = c.tail[end>>1]; c.flow[end>>1] == 0 {
					continue
				}
			}
			if !in[other] {
				in[other] = true
				queue = append(queue, other)
			}
		}
	}
	c.work += int64(len(in) + 2*len(c.tail))
	c.queue = queue
	return total
}

// stacks hold nodes by level.
type stacks struct {
	first     []int32 // per level: the node on top, -1 where there is none
	below     []int32 // per node: the one under it
	low, high int32   // every node is at one of these levels or between
}

func newStacks(n int) stacks {
	s := stacks{first: make([]int32, n+1), below: make([]int32, n)}
	s.clear()
	return s
}

func (s *stacks) clear() {
	for level := range s.first {
		s.first[level] = -1
	}
	s.low, s.high = int32(len(s.first)), -1
}

func (s *stacks) isEmpty() bool { return s.low > s.high }

func (s *stacks) push(v, level int32) {
	s.below[v] = s.first[level]
	s.first[level] = v
	s.low, s.high = min(s.low, level), max(s.high, level)
}

// pop takes a node of the lowest level, or of the highest, -1 where none is left.
func (s *stacks) pop(lowest bool) int32 {
	for !s.isEmpty() && s.first[s.low] < 0 {
		s.low++
	}
	for !s.isEmpty() && s.first[s.high] < 0 {
		s.high--
	}
	if s.isEmpty() {
		s.low, s.high = int32(len(s.first)), -1
		return -1
	}
	level := s.high
	if lowest {
		level = s.low
	}
	v := s.first[level]
	s.first[level] = s.below[v]
	return v
}
