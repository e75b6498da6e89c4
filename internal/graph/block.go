package graph

// block is what moves as one when a page is laid out: a single box, or a row of
// boxes in the frame of a group.
type block struct {
	members  []int32
	left     []int // of each member, from the left of the block
	w, h     int   // width of all; height of the highest member
	above    int   // room above and below the members
	below    int
	framed   bool
	group    int
	part, of int
}

const (
	framePad  = 10
	frameWord = 20 // room for the words of a frame
	loopRoom  = 24 // room for a self-loop beside a box
)

// makeBlocks puts every node into a block: frames first, then single boxes, each
// in the order of the nodes.
func (d *desk) makeBlocks(named [][]int32) {
	d.home = make([]int, d.g.Len())
	for v := range d.home {
		d.home[v] = -1
	}
	for i, members := range named {
		d.frame(i, d.free(members))
	}
	for v := range int32(d.g.Len()) {
		if d.home[v] < 0 {
			d.home[v] = len(d.blocks)
			d.blocks = append(d.blocks, d.row([]int32{v}, 0))
		}
	}
}

// free returns the members that no frame holds yet, each once, and takes them.
func (d *desk) free(members []int32) []int32 {
	var all []int32
	for _, v := range members {
		if v >= 0 && int(v) < len(d.home) && d.home[v] == -1 {
			d.home[v] = -2
			all = append(all, v)
		}
	}
	return all
}

// frame makes the frames of one group, as many as its width asks for.
func (d *desk) frame(group int, members []int32) {
	rows := d.rows(members)
	for i, row := range rows {
		b := d.row(row, framePad)
		b.framed, b.group, b.part, b.of = true, group, i+1, len(rows)
		for _, v := range row {
			d.home[v] = len(d.blocks)
		}
		d.blocks = append(d.blocks, b)
	}
}

// rows breaks the members of a group into rows of at most the limit.
func (d *desk) rows(members []int32) [][]int32 {
	var rows [][]int32
	wide := 0
	for i, v := range members {
		w := d.room(v).w + d.boxGap
		if i == 0 || wide+w > d.limit {
			rows = append(rows, nil)
			wide = 2 * framePad
		}
		wide += w
		rows[len(rows)-1] = append(rows[len(rows)-1], v)
	}
	return rows
}

// room is the size a box takes with its self-loops and their words.
func (d *desk) room(v int32) size {
	all := d.boxes[v]
	for i, head := range d.g.Out(v) {
		if head == v {
			words := d.labels[d.g.First(v)+i]
			all.w = max(all.w, d.boxes[v].w+loopRoom+words.w)
			all.h = max(all.h, words.h)
		}
	}
	return all
}

// row sets boxes side by side, as far apart as the edges between them need.
func (d *desk) row(members []int32, pad int) block {
	b := block{members: members, w: pad, left: make([]int, len(members))}
	if pad > 0 {
		b.above = pad + frameWord
		b.below = pad + d.lanes(members)
	}
	if pad > 0 && d.sideways {
		b.w, b.above = b.w+frameWord, pad
	}
	for i, v := range members {
		if i > 0 {
			b.w += d.between(members[i-1], v)
		}
		b.left[i] = b.w
		b.w += d.room(v).w
		b.h = max(b.h, d.room(v).h)
	}
	b.w += pad
	return b
}

// between is the distance of two neighbours in a frame: more than usual when an
// edge, perhaps with words, has to be seen there.
func (d *desk) between(a, b int32) int {
	gap := d.boxGap
	for _, e := range []Edge{{a, b}, {b, a}} {
		for i, head := range d.g.Out(e.From) {
			if head == e.To {
				gap = max(gap, 44, d.labels[d.g.First(e.From)+i].w+28)
			}
		}
	}
	return gap
}

// lanes is the room below the boxes of a frame for edges between members that are
// not neighbours.
func (d *desk) lanes(members []int32) int {
	room := 0
	for _, k := range d.inner(members) {
		if i, j := k.i, k.j; i-j > 1 || j-i > 1 {
			room += d.laneRoom(k.edge)
		}
	}
	if room > 0 {
		room += framePad
	}
	return room
}

func (d *desk) laneRoom(edge int) int { return max(d.gap, d.labels[edge].h+2) }

// hop is an edge between two members of a frame, by their places in the row.
type hop struct{ i, j, edge int }

// inner lists the edges between different members, by their numbers.
func (d *desk) inner(members []int32) []hop {
	place := make(map[int32]int, len(members))
	for i, v := range members {
		place[v] = i
	}
	var all []hop
	for i, v := range members {
		for k, w := range d.g.Out(v) {
			if j, ok := place[w]; ok && j != i {
				all = append(all, hop{i, j, d.g.First(v) + k})
			}
		}
	}
	return all
}
