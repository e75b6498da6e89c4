package closure

// nearby is how many nodes are followed from each of those in a choice.
const nearby = 60

// shareNeeds adds what can be said of a choice without deciding it: what so many of those among
// need that no way to choose avoids it, the chooser needs. Only what lies near is looked at. The
// relaxation, which takes a half of each of two, learns from it what it takes whole.
func (p *part) shareNeeds() {
	if len(p.choices) == 0 {
		return
	}
	n := len(p.id)
	c := commons{part: p, out: p.outwards(), near: make([]int32, n), met: make([]int32, n)}
	for k := range p.choices {
		c.share(&p.choices[k])
	}
}

// commons counts what the nodes of a choice need in common.
type commons struct {
	*part
	out   [][]int32
	near  []int32 // how many of a choice need the node
	met   []int32
	stamp int32

	touched, own, stack []int32
}

// outwards lists what each node needs outright.
func (p *part) outwards() [][]int32 {
	out := make([][]int32, len(p.id))
	for k := range p.tail {
		out[p.tail[k]] = append(out[p.tail[k]], p.head[k])
	}
	return out
}

// follow lists v and what it needs, the nearest first, up to a number.
func (c *commons) follow(list []int32, v int32, most int) []int32 {
	c.stamp++
	from := len(list)
	list = append(list, v)
	c.met[v] = c.stamp
	for i := from; i < len(list) && len(list)-from < most; i++ {
		for _, other := range c.out[list[i]] {
			if c.met[other] != c.stamp {
				c.met[other] = c.stamp
				list = append(list, other)
			}
		}
	}
	return list
}

// share adds the nearest needs that the nodes of a choice have in common: those that no other
// such need leads to.
func (c *commons) share(choice *choice) {
	c.touched = c.touched[:0]
	for _, v := range choice.among {
		from := len(c.touched)
		c.touched = c.follow(c.touched, v, nearby)
		for _, w := range c.touched[from:] {
			c.near[w]++
		}
	}
	most := int32(len(choice.among)) - choice.need // as many can be done without
	c.own = c.follow(c.own[:0], choice.of, nearby)
	for _, v := range c.touched {
		if c.near[v] > most {
			c.cover(v)
		}
	}
	for _, v := range c.touched {
		if c.near[v] > most && c.met[v] != c.stamp {
			c.met[v] = c.stamp
			c.need(choice.of, v, 0)
			c.out[choice.of] = append(c.out[choice.of], v)
		}
	}
	for _, v := range c.touched {
		c.near[v] = 0
	}
}

// cover marks what v needs among the nodes at hand.
func (c *commons) cover(v int32) {
	c.stack = append(c.stack[:0], v)
	for len(c.stack) > 0 {
		v := c.stack[len(c.stack)-1]
		c.stack = c.stack[:len(c.stack)-1]
		for _, other := range c.out[v] {
			if c.near[other] > 0 && c.met[other] != c.stamp {
				c.met[other] = c.stamp
				c.stack = append(c.stack, other)
			}
		}
	}
}
