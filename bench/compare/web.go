package main

import "lockstep/bench/family"

// A web is a plan in the form that every encoder starts from: a node for each act, then one for
// the joint step of each pair. A node can come about when every one of its clauses is met, and a
// clause is met when any one of its nodes has come about.
type web struct {
	*family.Plan
	clauses [][][]int // by node
}

func newWeb(p *family.Plan) *web {
	w := &web{p, make([][][]int, len(p.Acts), len(p.Acts)+len(p.Pairs))}
	for i := range p.Acts {
		w.clauses[i] = p.Acts[i].Waits
	}
	for _, pair := range p.Pairs {
		joint := len(w.clauses)
		var both [][]int
		for _, i := range pair {
			both = append(both, p.Acts[i].Waits...)
			w.clauses[i] = [][]int{{joint}}
		}
		w.clauses = append(w.clauses, both)
	}
	return w
}

// worth is what act i, once done, adds to the exposure of party 0.
func (w *web) worth(i int) int {
	worth := 0
	if i < len(w.Acts) {
		if w.Acts[i].By == 0 {
			worth += w.Acts[i].Weight
		}
		if w.Acts[i].To == 0 {
			worth -= w.Acts[i].Weight
		}
	}
	return worth
}

// performers are the parties of an act, or of a joint step, whose refusal withholds it.
func (w *web) performers(node int) []int {
	if node < len(w.Acts) {
		return []int{w.Acts[node].By}
	}
	pair := w.Pairs[node-len(w.Acts)]
	return []int{w.Acts[pair[0]].By, w.Acts[pair[1]].By}
}
