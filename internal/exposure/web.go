package exposure

import (
	"lockstep/internal/agreement"
	"lockstep/internal/closure"
	"lockstep/internal/possible"
)

// A web is an agreement as a closure graph: a node for the start and one for the completion of
// every commitment, one for each thing of the world, exchange and joint step. What is not
// monotone is read in favour of what could happen.
type web struct {
	agreement *agreement.Agreement
	waits     *agreement.Waits
	graph     closure.Graph
	groups    [][]int32
	groupOf   []int32 // -1: none
	started   []int32 // by commitment
	done      []int32 // by commitment; the same node as started where only its end matters
	first     [agreement.KindIssue + 1]int32
	joint     int32
	branched  map[int32]bool
	late      []bool // by node: of the world, to be resorted to last
	doubts    map[int32]doubt
	halves    *halves         // nil: no commitment is split
	without   map[int32]doubt // these commitments are left out
}

// A doubt is a set of reasons why a commitment may not be possible as the web has it.
type doubt uint16

const (
	doubtUnless doubt = 1 << iota
	doubtNot
	doubtLevel
	doubtConduct
	doubtPace
	doubtUntil
	doubtBranch
)

// newWeb compiles an agreement, with its readings already applied.
func newWeb(a *agreement.Agreement) *web {
	w := &web{agreement: a}
	w.compile()
	return w
}

// sure is the web without what is in doubt: whatever it allows can be reached.
func (w *web) sure() *web {
	s := &web{agreement: w.agreement, without: w.doubts}
	s.compile()
	return s
}

// split is the web with a commitment in two halves.
func (w *web) split(h *halves) *web {
	s := &web{agreement: w.agreement, halves: h}
	s.compile()
	return s
}

func (w *web) compile() {
	a := w.agreement
	w.waits, w.groups, w.doubts = agreement.NewWaits(a), a.JointGroups(), map[int32]doubt{}
	w.layOut()
	for i := range a.Exchanges {
		for _, m := range a.Exchanges[i].Members() {
			member := agreement.Happened(m)
			w.require(w.first[agreement.KindExchange]+int32(i), &member, frame{of: -1, group: -1})
		}
	}
	for i := range a.Clocks {
		if at := a.Clocks[i].At; at != nil {
			g := at.Guard()
			w.require(w.first[agreement.KindClock]+int32(i), &g, frame{of: -1, group: -1})
		}
	}
	for c := range a.Commitments {
		w.commitment(int32(c))
	}
	w.doubtPaces()
	for c := range w.without {
		w.block(w.started[c])
		if group := w.groupOf[c]; group >= 0 {
			w.block(w.joint + group)
		}
	}
	w.graph.Build()
}

// layOut numbers the nodes.
func (w *web) layOut() {
	a := w.agreement
	apart := startsApart(a, w.waits, w.groups)
	if w.halves != nil {
		apart[w.halves.of] = true
		w.halves.node = w.graph.AddMany(1)
	}
	w.started, w.done = make([]int32, len(a.Commitments)), make([]int32, len(a.Commitments))
	for c := range w.started {
		w.started[c] = w.graph.AddMany(1)
		if w.done[c] = w.started[c]; apart[c] {
			w.done[c] = w.graph.AddMany(1)
		}
	}
	for _, things := range []struct {
		kind agreement.Kind
		n    int
	}{
		{agreement.KindExchange, len(a.Exchanges)}, {agreement.KindClock, len(a.Clocks)},
		{agreement.KindCondition, len(a.Conditions)}, {agreement.KindDecision, len(a.Decisions)},
		{agreement.KindIssue, len(a.Issues)},
	} {
		w.first[things.kind] = w.graph.AddMany(things.n)
	}
	w.joint = w.graph.AddMany(len(w.groups))
	w.groupOf = make([]int32, len(a.Commitments))
	for c := range w.groupOf {
		w.groupOf[c] = -1
	}
	for g, members := range w.groups {
		for _, c := range members {
			w.groupOf[c] = int32(g)
		}
	}
	w.markLate()
	w.markBranched()
}

// markBranched marks the commitments that a branch brings into being.
func (w *web) markBranched() {
	w.branched = map[int32]bool{}
	for i := range w.agreement.Branches {
		b := &w.agreement.Branches[i]
		for _, side := range [][]agreement.Ref{b.Then, b.Else} {
			for _, c := range side {
				w.branched[c.Index] = true
			}
		}
	}
}

// markLate marks the clocks without a time, the conditions, decisions and issues.
func (w *web) markLate() {
	a := w.agreement
	w.late = make([]bool, w.graph.Len())
	for v := w.first[agreement.KindClock]; v < w.joint; v++ {
		w.late[v] = true
	}
	for i := range a.Clocks {
		w.late[w.first[agreement.KindClock]+int32(i)] = a.Clocks[i].At == nil
	}
}

// isLate reports whether node v is of the world; nodes made after the layout are not.
func (w *web) isLate(v int32) bool { return int(v) < len(w.late) && w.late[v] }

// world is what node v of the world stands for.
func (w *web) world(v int32) agreement.Ref {
	for _, kind := range []agreement.Kind{agreement.KindIssue, agreement.KindDecision,
		agreement.KindCondition} {
		if v >= w.first[kind] {
			return agreement.Ref{Kind: kind, Index: v - w.first[kind]}
		}
	}
	return agreement.Ref{Kind: agreement.KindClock, Index: v - w.first[agreement.KindClock]}
}

// startsApart marks the commitments whose start is something else than their completion: those
// that are continuing, start in a joint step, run under a while, or of which something asks
// whether they have started.
func startsApart(a *agreement.Agreement, waits *agreement.Waits, groups [][]int32) []bool {
	apart := make([]bool, len(a.Commitments))
	note := func(g *agreement.Guard) {
		g.EachAtom(func(atom *agreement.Guard) {
			if atom.Of.Kind == agreement.KindCommitment && atom.Verb != agreement.VerbHappened &&
				atom.Verb != agreement.VerbDone {
				apart[atom.Of.Index] = true
			}
		})
	}
	for c := range a.Commitments {
		commitment := &a.Commitments[c]
		apart[c] = apart[c] || commitment.IsContinuing() || !commitment.While.IsZero()
		note(&commitment.While)
		waits.EachClause(int32(c), note)
	}
	for i := range a.Clocks {
		if at := a.Clocks[i].At; at != nil {
			g := at.Guard()
			note(&g)
		}
	}
	for _, members := range groups {
		for _, c := range members {
			apart[c] = true
		}
	}
	return apart
}

// commitment compiles the start and the completion of c.
func (w *web) commitment(c int32) {
	commitment := &w.agreement.Commitments[c]
	group, start := w.groupOf[c], w.started[c]
	if group >= 0 {
		w.graph.Need(start, w.joint+group)
		start = w.joint + group
	}
	in := frame{of: c, group: group}
	w.waits.EachClause(c, func(g *agreement.Guard) { w.require(start, g, in) })
	w.doubt(c)
	if commitment.IsContinuing() {
		w.block(w.done[c])
		return
	}
	if w.done[c] != w.started[c] {
		w.graph.Need(w.done[c], w.started[c])
		w.require(w.done[c], &commitment.While, frame{of: c, group: -1, soft: true})
	}
	w.halves.complete(w, c)
}

// doubt notes what about c itself the web leaves out.
func (w *web) doubt(c int32) {
	if canStop(&w.agreement.Commitments[c].Unless) {
		w.doubts[c] |= doubtUnless
	}
}

// doubtPaces notes the members of exchanges whose pace can hold somebody up.
func (w *web) doubtPaces() {
	for i := range w.agreement.Exchanges {
		e := &w.agreement.Exchanges[i]
		if p := newPace(w.agreement, e); p.binds() {
			for _, m := range e.Members() {
				w.doubts[m.Index] |= doubtPace
			}
		}
	}
}

// canStop reports whether an unless could come true while nobody breaches.
func canStop(unless *agreement.Guard) bool {
	switch unless.Op {
	case agreement.OpAlways:
		return false
	case agreement.OpAtom:
		return unless.Verb != agreement.VerbBreached
	case agreement.OpAll, agreement.OpAny, agreement.OpAtLeast:
		need := unless.Need()
		for i := range unless.Args {
			if canStop(&unless.Args[i]) {
				need--
			}
		}
		return need <= 0
	}
	return true
}

// A frame is where a guard stands.
type frame struct {
	of    int32 // the commitment that it is about, -1: none
	group int32 // the joint step in which it is asked, -1: none
	soft  bool  // it must not be false; unknown will do
	not   bool  // it stands under a negation
}

// block keeps a node out for good.
func (w *web) block(node int32) { w.graph.NeedSome(node, 1, nil) }

// require makes the node need the guard.
func (w *web) require(node int32, g *agreement.Guard, in frame) {
	g.EachClause(func(clause *agreement.Guard) {
		in := in
		k, among, answer := w.parts(clause, in)
		switch answer {
		case never:
			w.block(node)
		case needed:
			w.graph.NeedSome(node, k, among)
		}
	})
}

// An answer says what a guard comes down to.
type answer uint8

const (
	given  answer = iota // nothing is needed
	needed               // nodes are needed
	never                // it can never come true
)

// parts are the nodes of which a guard needs k.
func (w *web) parts(g *agreement.Guard, in frame) (k int, among []int32, is answer) {
	switch g.Op {
	case agreement.OpAll, agreement.OpAny, agreement.OpAtLeast:
		return w.combination(g, in)
	}
	node, is := w.input(g, in)
	return 1, []int32{node}, is
}

// combination gathers the parts of an all, any or at-least. Not k of n is n−k+1 of the parts
// denied.
func (w *web) combination(g *agreement.Guard, in frame) (k int, among []int32, is answer) {
	k = g.Need()
	if in.not {
		k = len(g.Args) - k + 1
	}
	for i := range g.Args {
		switch node, is := w.input(&g.Args[i], in); is {
		case given:
			k--
		case needed:
			among = append(among, node)
		}
	}
	switch {
	case k <= 0:
		return 0, nil, given
	case k > len(among):
		return 0, nil, never
	}
	return k, among, needed
}

// input is the node that stands for a guard.
func (w *web) input(g *agreement.Guard, in frame) (int32, answer) {
	switch g.Op {
	case agreement.OpAlways:
		return 0, opposite(given, in.not)
	case agreement.OpNot:
		in.not = !in.not
		return w.input(&g.Args[0], in)
	case agreement.OpReached:
		reached := g.At.Guard()
		return w.input(&reached, in)
	case agreement.OpCompare:
		w.note(in, doubtLevel)
		return 0, given
	case agreement.OpAtom:
		return w.atom(g, in)
	}
	k, among, is := w.combination(g, in)
	if is != needed || len(among) == 1 {
		return first(among), is
	}
	node := w.graph.AddMany(1)
	w.graph.NeedSome(node, k, among)
	return node, needed
}

func first(list []int32) int32 {
	if len(list) == 0 {
		return 0
	}
	return list[0]
}

func opposite(is answer, not bool) answer {
	if not {
		return never - is
	}
	return is
}

func (w *web) note(in frame, d doubt) {
	if in.of >= 0 {
		w.doubts[in.of] |= d
	}
}

// atom is the node of a named thing.
func (w *web) atom(g *agreement.Guard, in frame) (int32, answer) {
	if in.not {
		w.note(in, doubtNot)
		return 0, given
	}
	switch g.Of.Kind {
	case agreement.KindCommitment:
		return w.commitmentAtom(g, in)
	case agreement.KindClock, agreement.KindExchange:
		if through := possible.LookThrough(w.agreement, g); in.group >= 0 && !isSame(&through, g) {
			return w.input(&through, in)
		}
		return w.first[g.Of.Kind] + g.Of.Index, needed
	case agreement.KindCondition:
		if in.soft {
			return 0, given
		}
		return w.first[g.Of.Kind] + g.Of.Index, needed
	case agreement.KindDecision, agreement.KindIssue:
		return w.first[g.Of.Kind] + g.Of.Index, needed
	}
	return 0, given
}

func isSame(g, h *agreement.Guard) bool {
	return g.Op == h.Op && g.Of == h.Of && g.Verb == h.Verb
}
