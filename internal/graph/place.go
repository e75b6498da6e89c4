package graph

// Pulls of segments on the places of what they join: bends of a long line pull
// most, so that it is straight.
const (
	pullBoxes = 2
	pullMixed = 5
	pullBends = 12
)

// pullSides are the pulls of the two sides of a part on each other, one tried after
// the other until the part is narrow enough: straight lines want room, and get a
// seventh more than the limit.
var pullSides = [...]int{10, 25, 60, 160}

// place finds the left edges of all vertices: neighbours of a layer as far apart
// as they must be, joined pins above each other where possible (the auxiliary
// graph of Gansner and others, 1993, section 4.2).
func (p *part) place() {
	left, right := len(p.verts), len(p.verts)+1
	n := right + 1
	var spans []span
	for _, l := range p.layers {
		spans = append(spans, p.apart(l, left, right)...)
	}
	for _, gap := range p.gaps {
		for _, s := range gap {
			spans = append(spans, p.together(s, n)...)
			n++
		}
	}
	s := newSimplex(n, append(spans, span{left, right, 0, 0}))
	for _, pull := range pullSides {
		s.weigh(len(spans), pull)
		at := s.run()
		for v := range p.verts {
			p.verts[v].x = at[v] - at[left]
		}
		if at[right]-at[left] <= p.d.limit*8/7 {
			break
		}
	}
}

// together pulls the ends of a segment above each other, by way of a place to the
// left of both.
func (p *part) together(s segment, place int) []span {
	u, l := p.pins[s.upper], p.pins[s.lower]
	pull, off := p.pull(u, l), u.dx-l.dx
	return []span{
		{place, u.vertex, max(0, -off), pull},
		{place, l.vertex, max(0, off), pull},
	}
}

// apart keeps the vertices of a layer in their order between the sides.
func (p *part) apart(layer []int, left, right int) []span {
	spans := []span{{left, layer[0], 0, 0}}
	for i, v := range layer[1:] {
		u := layer[i]
		spans = append(spans, span{u, v, p.verts[u].w + p.distance(u, v), 0})
	}
	last := layer[len(layer)-1]
	return append(spans, span{last, right, p.verts[last].w, 0})
}

func (p *part) distance(u, v int) int {
	bends := 0
	for _, w := range []int{u, v} {
		if p.verts[w].block < 0 {
			bends++
		}
	}
	return [3]int{p.d.boxGap, p.d.gap + 5, p.d.gap}[bends]
}

func (p *part) pull(u, l pin) int {
	switch {
	case u.node < 0 && l.node < 0:
		return pullBends
	case u.node < 0 || l.node < 0:
		return pullMixed
	}
	return pullBoxes
}

func (p *part) pinX(i int) int { return p.verts[p.pins[i].vertex].x + p.pins[i].dx }

// slide moves pins along the sides of their boxes where that makes a segment run
// straight. The order of pins stays, and so does the least distance between them.
func (p *part) slide() {
	joined := make([]int, len(p.pins))
	for _, gap := range p.gaps {
		for _, s := range gap {
			joined[s.upper]++
			joined[s.lower]++
		}
	}
	for range 3 {
		room := p.rooms(joined)
		for _, gap := range p.gaps {
			for _, s := range gap {
				if p.pinX(s.upper) != p.pinX(s.lower) && p.straighten(s, room) {
					room = p.rooms(joined)
				}
			}
		}
	}
}

// straighten moves both pins of a segment to a place that both may have.
func (p *part) straighten(s segment, room [][2]int) bool {
	lo := max(room[s.upper][0], room[s.lower][0])
	hi := min(room[s.upper][1], room[s.lower][1])
	if lo > hi {
		return false
	}
	x := min(max((p.pinX(s.upper)+p.pinX(s.lower))/2, lo), hi)
	for _, i := range []int{s.upper, s.lower} {
		p.pins[i].dx += x - p.pinX(i)
	}
	return true
}

// rooms is for every pin the range of places it may slide to. Bends and pins with
// several segments stay where they are.
func (p *part) rooms(joined []int) [][2]int {
	room := make([][2]int, len(p.pins))
	for i := range p.pins {
		room[i] = [2]int{p.pinX(i), p.pinX(i)}
	}
	for _, side := range p.sides {
		for k, i := range side {
			if joined[i] > 1 {
				continue
			}
			lo, hi := p.sideOf(i)
			if k > 0 {
				lo = p.pinX(side[k-1]) + p.d.gap
			}
			if k+1 < len(side) {
				hi = p.pinX(side[k+1]) - p.d.gap
			}
			room[i][0], room[i][1] = min(lo, room[i][0]), max(hi, room[i][1])
		}
	}
	return room
}

// sideOf is the part of the side of a box where lines may end.
func (p *part) sideOf(i int) (lo, hi int) {
	n := p.pins[i]
	v := p.verts[n.vertex]
	left := v.x + p.d.blocks[v.block].left[n.member]
	return left + 2*p.d.gap, left + p.d.boxes[n.node].w - 2*p.d.gap
}
