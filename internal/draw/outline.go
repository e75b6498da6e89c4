package draw

import (
	"strings"

	"lockstep/internal/graph"
	"lockstep/internal/pen"
)

// outline is the border of a shape as SVG path data, and a second path for what is
// drawn inside it, if any. Tops and bottoms are level, so that lines can end there.
func outline(s Shape, r graph.Rect) (border, inner string) {
	switch s {
	case Continuing:
		return rounded(r, 0), ""
	case Clock:
		return rounded(r, min(r.H/2, 22)), ""
	case Decision:
		return pointed(r, 12), ""
	case Condition:
		return slanted(r, 12), ""
	case Exchange:
		in := graph.Rect{X: r.X + 3, Y: r.Y + 3, W: r.W - 6, H: r.H - 6}
		return rounded(r, 6), rounded(in, 4)
	case Issue:
		return folded(r, 11)
	}
	return rounded(r, min(9, r.H/4)), ""
}

// rounded is a box with quarter circles at its corners.
func rounded(r graph.Rect, radius float64) string {
	if radius <= 0 {
		return path('M', r.X, r.Y, 'H', r.X+r.W, 'V', r.Y+r.H, 'H', r.X, 'Z')
	}
	right, bottom := r.X+r.W, r.Y+r.H
	return path('M', r.X+radius, r.Y,
		'H', right-radius, 'A', radius, radius, 0, 0, 1, right, r.Y+radius,
		'V', bottom-radius, 'A', radius, radius, 0, 0, 1, right-radius, bottom,
		'H', r.X+radius, 'A', radius, radius, 0, 0, 1, r.X, bottom-radius,
		'V', r.Y+radius, 'A', radius, radius, 0, 0, 1, r.X+radius, r.Y, 'Z')
}

func pointed(r graph.Rect, by float64) string {
	right, bottom, middle := r.X+r.W, r.Y+r.H, r.Y+r.H/2
	return path('M', r.X+by, r.Y, 'H', right-by, 'L', right, middle,
		'L', right-by, bottom, 'H', r.X+by, 'L', r.X, middle, 'Z')
}

func slanted(r graph.Rect, by float64) string {
	right, bottom := r.X+r.W, r.Y+r.H
	return path('M', r.X+by, r.Y, 'H', right, 'L', right-by, bottom, 'H', r.X, 'Z')
}

// folded is a sheet with its top right corner turned down.
func folded(r graph.Rect, by float64) (border, inner string) {
	right, bottom := r.X+r.W, r.Y+r.H
	border = path('M', r.X, r.Y, 'H', right-by, 'L', right, r.Y+by, 'V', bottom, 'H', r.X, 'Z')
	return border, path('M', right-by, r.Y, 'V', r.Y+by, 'H', right)
}

// path writes SVG path data from letters and numbers.
func path(parts ...any) string {
	var b strings.Builder
	number := false
	for _, p := range parts {
		switch p := p.(type) {
		case rune:
			b.WriteRune(p)
			number = false
		case int:
			number = put(&b, float64(p), number)
		case float64:
			number = put(&b, p, number)
		}
	}
	return b.String()
}

func put(b *strings.Builder, x float64, after bool) bool {
	if after {
		b.WriteByte(' ')
	}
	b.WriteString(pen.Num(x))
	return true
}

// way is the path along a polyline with its corners rounded.
func way(points []graph.Point, radius float64) string {
	if len(points) == 0 {
		return ""
	}
	parts := []any{'M', points[0].X, points[0].Y}
	for i := 1; i < len(points)-1; i++ {
		a, at, b := points[i-1], points[i], points[i+1]
		r := min(radius, distance(a, at)/2, distance(at, b)/2)
		in, out := toward(at, a, r), toward(at, b, r)
		parts = append(parts, 'L', in.X, in.Y, 'Q', at.X, at.Y, out.X, out.Y)
	}
	end := points[len(points)-1]
	return path(append(parts, 'L', end.X, end.Y)...)
}

// shared is the length that two polylines have in common from their first points.
func shared(a, b []graph.Point) float64 {
	length := 0.0
	for i := 1; i < min(len(a), len(b)) && a[i-1] == b[i-1]; i++ {
		da, db := distance(a[i-1], a[i]), distance(b[i-1], b[i])
		if toward(a[i-1], a[i], min(da, db)) != toward(b[i-1], b[i], min(da, db)) {
			break
		}
		length += min(da, db)
	}
	return length
}

// behind is what remains of a polyline after the given distance.
func behind(points []graph.Point, by float64) []graph.Point {
	for i := 1; i < len(points); i++ {
		d := distance(points[i-1], points[i])
		if by < d || i == len(points)-1 {
			first := toward(points[i-1], points[i], min(by, d))
			return append([]graph.Point{first}, points[i:]...)
		}
		by -= d
	}
	return points
}

// distance is that of two points on a line along an axis.
func distance(a, b graph.Point) float64 {
	return max(a.X-b.X, b.X-a.X) + max(a.Y-b.Y, b.Y-a.Y)
}

// toward is the point at a distance from a in the direction of b.
func toward(a, b graph.Point, by float64) graph.Point {
	d := distance(a, b)
	if d == 0 {
		return a
	}
	return graph.Point{X: a.X + (b.X-a.X)*by/d, Y: a.Y + (b.Y-a.Y)*by/d}
}

// arrow is a filled head with its tip at tip, coming from the direction of from.
func arrow(tip, from graph.Point, long, half float64) string {
	base := toward(tip, from, long)
	dx, dy := (base.X-tip.X)/long, (base.Y-tip.Y)/long
	return path('M', tip.X, tip.Y,
		'L', base.X-dy*half, base.Y+dx*half, 'L', base.X+dy*half, base.Y-dx*half, 'Z')
}
