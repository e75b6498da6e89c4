package graph

import (
	"math/rand/v2"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// sheet is an input of Layout.
type sheet struct {
	n     int
	edges []Edge
	boxes []Box
	opt   LayoutOptions
}

func drawSheet(t *rapid.T) sheet {
	n := rapid.IntRange(0, 14).Draw(t, "n")
	s := sheet{n: n}
	if n > 0 {
		node := rapid.Int32Range(0, int32(n-1))
		edge := rapid.Custom(func(t *rapid.T) Edge {
			return Edge{node.Draw(t, "from"), node.Draw(t, "to")}
		})
		s.edges = rapid.SliceOfN(edge, 0, 2*n).Draw(t, "edges")
		s.opt.Groups = rapid.SliceOfN(rapid.SliceOf(node), 0, 2).Draw(t, "groups")
	}
	size := rapid.Custom(func(t *rapid.T) Box {
		w := rapid.Float64Range(0, 180).Draw(t, "w")
		return Box{w, rapid.Float64Range(0, 80).Draw(t, "h")}
	})
	s.boxes = rapid.SliceOfN(size, n, n).Draw(t, "boxes")
	s.opt.Direction = rapid.SampledFrom([]Direction{Down, Right}).Draw(t, "direction")
	s.opt.Limit = rapid.SampledFrom([]float64{0, 300, 900}).Draw(t, "limit")
	s.opt.Kinds = rapid.SliceOfN(rapid.Uint8Range(0, 2), 0, len(s.edges)).Draw(t, "kinds")
	s.opt.Labels = rapid.SliceOfN(rapid.SampledFrom([]Box{{}, {60, 15}}), 0, len(s.edges)).
		Draw(t, "labels")
	return s
}

func (s sheet) layout() (*Digraph, Placed) {
	g := New(s.n, s.edges)
	return g, Layout(g, s.boxes, s.opt)
}

func meetInside(a, b Rect) bool {
	return a.X < b.X+b.W && b.X < a.X+a.W && a.Y < b.Y+b.H && b.Y < a.Y+a.H
}

func TestBoxesStayApartAndOnThePage(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := drawSheet(t)
		_, p := s.layout()
		for i, a := range p.Nodes {
			if a.W < s.boxes[i].W || a.H < s.boxes[i].H {
				t.Errorf("box %d is %v, wants %v", i, a, s.boxes[i])
			}
			for j, b := range p.Nodes[:i] {
				if meetInside(a, b) {
					t.Errorf("boxes %d %v and %d %v overlap", i, a, j, b)
				}
			}
			if a.X < 0 || a.Y < 0 || a.X+a.W > p.W || a.Y+a.H > p.H {
				t.Errorf("box %d %v is off the page of %v by %v", i, a, p.W, p.H)
			}
		}
	})
}

// onBorder allows for sizes that are no whole pixels.
func onBorder(r Rect, at Point) bool {
	const air = 1.5
	inX := r.X-air <= at.X && at.X <= r.X+r.W+air
	inY := r.Y-air <= at.Y && at.Y <= r.Y+r.H+air
	edge := at.X <= r.X+air || at.X >= r.X+r.W-air || at.Y <= r.Y+air || at.Y >= r.Y+r.H-air
	return inX && inY && edge
}

func TestEdgesEndAtTheirBoxes(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := drawSheet(t)
		g, p := s.layout()
		for i, e := range g.Edges() {
			points := p.Routes[i].Points
			if len(points) < 2 {
				t.Fatalf("edge %v has no route", e)
			}
			first, last := points[0], points[len(points)-1]
			if !onBorder(p.Nodes[e.From], first) || !onBorder(p.Nodes[e.To], last) {
				t.Errorf("edge %v: %v does not lead from %v to %v",
					e, points, p.Nodes[e.From], p.Nodes[e.To])
			}
			for k := 1; k < len(points); k++ {
				a, b := points[k-1], points[k]
				if a.X != b.X && a.Y != b.Y {
					t.Errorf("edge %v: %v to %v is not along an axis", e, a, b)
				}
			}
		}
	})
}

// thin is the room of a piece of line.
func thin(a, b Point) Rect {
	return Rect{min(a.X, b.X), min(a.Y, b.Y), max(a.X-b.X, b.X-a.X), max(a.Y-b.Y, b.Y-a.Y)}
}

func TestLinesRunThroughNoBoxAndWordsCoverNone(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		_, p := drawSheet(t).layout()
		for i, r := range p.Routes {
			for v, box := range p.Nodes {
				if r.Label.W > 0 && meetInside(box, r.Label) {
					t.Errorf("words %v of edge %d cover box %d %v", r.Label, i, v, box)
				}
				inner := Rect{box.X + 1, box.Y + 1, box.W - 2, box.H - 2}
				for k := 1; k < len(r.Points); k++ {
					if meetInside(inner, thin(r.Points[k-1], r.Points[k])) {
						t.Errorf("edge %d %v runs through box %d %v", i, r.Points, v, box)
					}
				}
			}
		}
	})
}

func TestLayoutIgnoresTheOrderOfEdges(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := drawSheet(t)
		_, want := s.layout()
		s.edges = rapid.Permutation(s.edges).Draw(t, "shuffled")
		if _, got := s.layout(); !cmp.Equal(want, got) {
			t.Fatal(cmp.Diff(want, got))
		}
	})
}

func TestFramesHoldTheirGroups(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := drawSheet(t)
		_, p := s.layout()
		in := map[int32]int{}
		for _, f := range p.Frames {
			for _, v := range f.Nodes {
				in[v]++
			}
			for v, box := range p.Nodes {
				member := false
				for _, m := range f.Nodes {
					member = member || int(m) == v
				}
				if box.W > 0 && box.H > 0 && member != meetInside(f.Rect, box) {
					t.Errorf("box %d %v, frame %v of %v", v, box, f.Rect, f.Nodes)
				}
			}
		}
		for _, group := range s.opt.Groups {
			for _, v := range group {
				if in[v] != 1 {
					t.Errorf("node %d of a group is in %d frames", v, in[v])
				}
			}
		}
	})
}

// Edges that lie on no cycle lead down.
func TestAcyclicEdgesLeadDown(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := drawSheet(t)
		s.opt.Groups, s.opt.Direction = nil, Down
		g, p := s.layout()
		comp := ComponentOf(g)
		for i, e := range g.Edges() {
			above := p.Nodes[e.From].Y+p.Nodes[e.From].H <= p.Nodes[e.To].Y
			if comp[e.From] != comp[e.To] && (p.Routes[i].Back || !above) {
				t.Errorf("edge %v leads from %v to %v", e, p.Nodes[e.From], p.Nodes[e.To])
			}
		}
	})
}

// steps is a graph like the waits of an agreement: edges lead back a few steps or
// to one of a few nodes that many wait for.
func steps(seed uint64, nodes, edges int) *Digraph {
	const phase = 8
	r := rand.New(rand.NewPCG(seed, 60))
	hubs := []int{0, 3, nodes / 3, nodes / 2}
	var all []Edge
	for len(all) < edges {
		to := phase + r.IntN(nodes-phase)
		from := to - to%phase - 1 - r.IntN(phase) - phase*int(r.ExpFloat64()*.7)
		if hub := hubs[r.IntN(len(hubs))]; r.IntN(4) == 0 && hub < to-to%phase {
			from = hub
		}
		all = append(all, Edge{int32(max(0, from)), int32(to)})
	}
	return New(nodes, all)
}

func evenBoxes(n int) []Box {
	boxes := make([]Box, n)
	for i := range boxes {
		boxes[i] = Box{150, 60}
	}
	return boxes
}

// piece is a stretch of a line: at a place on one axis, from lo to hi on the other.
type piece struct {
	root       int32
	upright    bool
	at, lo, hi float64
}

func pieces(g *Digraph, p Placed) []piece {
	var all []piece
	for i, e := range g.Edges() {
		points := p.Routes[i].Points
		for k := 1; k < len(points); k++ {
			r := thin(points[k-1], points[k])
			if r.W == 0 {
				all = append(all, piece{e.From, true, r.X, r.Y, r.Y + r.H})
			} else {
				all = append(all, piece{e.From, false, r.Y, r.X, r.X + r.W})
			}
		}
	}
	return all
}

// In a picture of the size people read, no two lines lie on each other unless they
// lead out of the same node, and the page keeps its width.
func TestSixtyNodesAreReadable(t *testing.T) {
	for seed := range uint64(8) {
		g := steps(seed, 60, 115)
		p := Layout(g, evenBoxes(60), LayoutOptions{Limit: 1300})
		if p.W > 1750 || p.H > 2200 {
			t.Errorf("seed %d: %v by %v", seed, p.W, p.H)
		}
		all := pieces(g, p)
		for i, a := range all {
			for _, b := range all[:i] {
				near := a.at-b.at < 3 && b.at-a.at < 3 && a.lo < b.hi-1 && b.lo < a.hi-1
				if near && a.upright == b.upright && a.root != b.root {
					t.Errorf("seed %d: lines from %d and %d at %v", seed, a.root, b.root, a.at)
				}
			}
		}
	}
}

func TestOddOptionsDoNoHarm(t *testing.T) {
	g := New(3, []Edge{{0, 1}, {1, 2}, {2, 0}, {1, 1}})
	opt := LayoutOptions{
		Limit:  -5,
		BoxGap: 1e300,
		Kinds:  []uint8{9, 9, 9, 9, 9, 9, 9},
		Labels: make([]Box, 40),
		Groups: [][]int32{{7, -1, 2, 2}, nil, {2}},
	}
	p := Layout(g, nil, opt)
	if len(p.Nodes) != 3 || len(p.Frames) != 1 {
		t.Errorf("%d nodes, %d frames", len(p.Nodes), len(p.Frames))
	}
}

func BenchmarkLayout60(b *testing.B) {
	g, boxes := steps(1, 60, 115), evenBoxes(60)
	for b.Loop() {
		Layout(g, boxes, LayoutOptions{})
	}
}

func BenchmarkLayout600(b *testing.B) {
	g, boxes := steps(1, 600, 1150), evenBoxes(600)
	for b.Loop() {
		Layout(g, boxes, LayoutOptions{})
	}
}
