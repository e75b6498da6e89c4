package graph

import (
	"cmp"
	"slices"
)

// partGap lies between parts that do not hang together.
const partGap = 36

// pack sets the parts on shelves, the largest first, each on the first shelf that
// still has room, and copies them to the page. Single boxes without edges follow
// in a grid.
func (d *desk) pack(parts []*part) Placed {
	single := func(p *part) bool { return len(p.blocks) == 1 && !d.blocks[p.blocks[0]].framed }
	var grid, large []*part
	s := &shelves{limit: d.limit}
	for _, p := range parts {
		if single(p) {
			grid = append(grid, p)
			continue
		}
		large = append(large, p)
		s.limit = max(s.limit, p.w)
	}
	slices.SortStableFunc(large, func(a, b *part) int {
		return cmp.Or(cmp.Compare(b.h, a.h), cmp.Compare(b.w, a.w))
	})
	for _, p := range large {
		p.at.x, p.at.y = s.put(p.w, p.h)
	}
	d.grid(s, grid)
	return d.copy(parts, s)
}

// shelves are rows of boxes. Each is as high as the first box put on it.
type shelves struct {
	limit int
	rows  []shelf
	w, h  int
}

type shelf struct{ x, y, h int }

// put finds a place for a box and returns its corner.
func (s *shelves) put(w, h int) (x, y int) {
	for i := range s.rows {
		r := &s.rows[i]
		if h <= r.h && r.x+w <= s.limit {
			x, y = r.x, r.y
			r.x += w + partGap
			s.w = max(s.w, x+w)
			return x, y
		}
	}
	if len(s.rows) > 0 {
		y = s.h + partGap
	}
	s.rows = append(s.rows, shelf{w + partGap, y, h})
	s.w, s.h = max(s.w, w), y+h
	return 0, y
}

// grid sets single boxes in columns of equal width, on a shelf with room if there
// is one and in the width of the picture otherwise.
func (d *desk) grid(s *shelves, singles []*part) {
	if len(singles) == 0 {
		return
	}
	var cell size
	for _, p := range singles {
		cell.w = max(cell.w, p.w+d.boxGap)
		cell.h = max(cell.h, p.h+d.boxGap/2)
	}
	wide := min(max(s.w, min(s.limit, 900)), s.limit)
	columns := max(1, min(len(singles), (wide+d.boxGap)/cell.w))
	rows := (len(singles) + columns - 1) / columns
	x, y := s.put(columns*cell.w-d.boxGap, rows*cell.h-d.boxGap/2)
	for i, p := range singles {
		p.at.x = x + i%columns*cell.w
		p.at.y = y + i/columns*cell.h
	}
}

// copy writes the parts to the page.
func (d *desk) copy(parts []*part, s *shelves) Placed {
	out := Placed{
		Nodes:  make([]Rect, d.g.Len()),
		Routes: make([]Route, d.g.Size()),
	}
	for _, p := range parts {
		p.copyTo(&out)
	}
	slices.SortFunc(out.Frames, func(a, b Frame) int {
		return cmp.Or(cmp.Compare(a.Group, b.Group), cmp.Compare(a.Part, b.Part))
	})
	out.W, out.H = float64(s.w), float64(s.h)
	return out
}

func (p *part) copyTo(out *Placed) {
	dx, dy := float64(p.at.x)-p.min.X, float64(p.at.y)-p.min.Y
	for _, b := range p.blocks {
		bl := p.d.blocks[b]
		for i, v := range bl.members {
			out.Nodes[v] = p.box(b, i).moved(dx, dy)
		}
		if bl.framed {
			out.Frames = append(out.Frames, Frame{
				Group: bl.group,
				Rect:  p.frame(b).moved(dx, dy),
				Part:  bl.part,
				Of:    bl.of,
				Nodes: bl.members,
			})
		}
	}
	for edge, r := range p.routes {
		for i, at := range r.Points {
			r.Points[i] = Point{at.X + dx, at.Y + dy}
		}
		if r.Label.W > 0 {
			r.Label = r.Label.moved(dx, dy)
		}
		out.Routes[edge] = *r
	}
}

func (r Rect) moved(dx, dy float64) Rect { return Rect{r.X + dx, r.Y + dy, r.W, r.H} }
