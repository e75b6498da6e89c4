package exposure

import (
	"slices"

	"lockstep/internal/agreement"
)

// The rules say what may happen next in a scene. They are those of package semantics, held
// against it by tests, for agreements that are rehearsed again and again.
type rules struct {
	agreement *agreement.Agreement
	together  [][]int32         // per commitment: those that start with it
	turns     [][]agreement.Ref // per commitment: the acts whose turn comes before it
	matters   agreement.Matters // what branches ask, and readings leave of it
	paces     []pace
	asked     []bool // per commitment: some guard asks whether it is kept
}

func newRules(a *agreement.Agreement) *rules {
	n := len(a.Commitments)
	r := &rules{agreement: a, together: make([][]int32, n), turns: a.Turns(),
		matters: agreement.NewMatters(a), asked: make([]bool, n)}
	for c := range n {
		r.together[c] = []int32{int32(c)}
	}
	for _, members := range a.JointGroups() {
		for _, c := range members {
			r.together[c] = members
		}
	}
	for i := range a.Exchanges {
		if p := newPace(a, &a.Exchanges[i]); p.binds() {
			r.paces = append(r.paces, p)
		}
	}
	r.noteAsked()
	return r
}

// noteAsked finds the commitments of which some guard asks whether they are kept.
func (r *rules) noteAsked() {
	note := func(atom *agreement.Guard) {
		if atom.Verb == agreement.VerbKept && atom.Of.Kind == agreement.KindCommitment {
			r.asked[atom.Of.Index] = true
		}
	}
	for i := range r.agreement.Commitments {
		c := &r.agreement.Commitments[i]
		for _, g := range []*agreement.Guard{&c.After, &c.Provided, &c.While, &c.Unless} {
			g.EachAtom(note)
		}
	}
	for i := range r.agreement.Branches {
		r.agreement.Branches[i].If.EachAtom(note)
	}
}

// A step is one thing that happens in a rehearsal: to a commitment, or to a thing of the world,
// which comes true or is found not to be.
type step struct {
	kind stepKind
	of   agreement.Ref
}

type stepKind uint8

const (
	starts stepKind = iota
	finishes
	complies
	comesTrue
	turnsOut // not to be so
)

// after is the scene after a step, nil where the rules do not allow it.
func (r *rules) after(s *scene, m step) *scene {
	c := m.of.Index
	switch m.kind {
	case starts:
		if s.begun[c] || !r.startable(s, c) {
			return nil
		}
	case finishes:
		if s.life[c] != underway || r.suspended(s, c) {
			return nil
		}
	case complies:
		if s.life[c] != inForce || s.complied[c] {
			return nil
		}
	default:
		return r.turn(s, m)
	}
	next := s.clone()
	switch m.kind {
	case starts:
		for _, member := range r.notBegun(s, c) {
			r.begin(next, member)
		}
	case finishes:
		next.life[c] = isDone
		r.move(next, c)
	case complies:
		next.complied[c] = true
	}
	if next = r.follow(next); !r.inPace(s, next) {
		return nil
	}
	return next
}

// turn makes a thing of the world come true, or be found not to be so: a condition may change
// its mind, a decision may not.
func (r *rules) turn(s *scene, m step) *scene {
	to := truth(1)
	if m.kind == turnsOut {
		to = -1
	}
	was := s.facts[m.of.Kind][m.of.Index]
	if was == to || was != 0 && m.of.Kind != agreement.KindCondition {
		return nil
	}
	next := s.clone()
	next.facts[m.of.Kind][m.of.Index] = to
	return r.follow(next)
}

func (r *rules) inPace(before, after *scene) bool {
	for i := range r.paces {
		if !r.paces[i].keeps(before, after) {
			return false
		}
	}
	return true
}

// notBegun are the commitments that would start together with c.
func (r *rules) notBegun(s *scene, c int32) []int32 {
	return slices.DeleteFunc(slices.Clone(r.together[c]), func(m int32) bool { return s.begun[m] })
}

// startable reports whether c, and all that starts with it, can start.
func (r *rules) startable(s *scene, c int32) bool {
	starting, then := r.notBegun(s, c), s
	for _, member := range starting {
		if s.life[member] != waits {
			return false
		}
	}
	if len(r.together[c]) > 1 {
		then = s.clone()
		for _, member := range starting {
			r.begin(then, member)
		}
		then = r.follow(then)
	}
	for _, member := range starting {
		if !r.ready(then, member) {
			return false
		}
	}
	return true
}

// ready reports whether nothing that c waits for is missing.
func (r *rules) ready(s *scene, c int32) bool {
	commitment := &r.agreement.Commitments[c]
	for _, side := range r.matters.Sides[c] {
		if s.branches[side.Matter] != turnedOut(side.Holds) {
			return false
		}
	}
	if r.holds(s, &commitment.After, -1) != 1 || r.holds(s, &commitment.Provided, -1) != 1 ||
		r.stops(s, c) {
		return false
	}
	for _, before := range r.turns[c] {
		if r.atom(s, agreement.VerbHappened, before, -1) != 1 {
			return false
		}
	}
	for _, bound := range []*agreement.Time{commitment.Starts, commitment.NotBefore} {
		if bound != nil && !r.came(s, bound) {
			return false
		}
	}
	return true
}

func (r *rules) came(s *scene, t *agreement.Time) bool {
	events := t.Guard()
	return r.holds(s, &events, -1) == 1
}

// stops reports whether the unless of c holds.
func (r *rules) stops(s *scene, c int32) bool {
	unless := &r.agreement.Commitments[c].Unless
	return !unless.IsZero() && r.holds(s, unless, -1) == 1
}

func (r *rules) suspended(s *scene, c int32) bool {
	return r.holds(s, &r.agreement.Commitments[c].While, -1) == -1
}

func (r *rules) begin(s *scene, c int32) {
	if s.begun[c] {
		return
	}
	s.begun[c], s.life[c] = true, underway
	if r.agreement.Commitments[c].IsContinuing() {
		s.life[c] = inForce
		r.move(s, c)
	}
}

// move gives the levels what c makes of them.
func (r *rules) move(s *scene, c int32) {
	for _, change := range r.agreement.Commitments[c].Changes {
		s.levels[change.Level.Index] = change.After(s.levels[change.Level.Index])
	}
}

// follow is s with all that follows from it at once, and from that, until nothing more does.
func (r *rules) follow(s *scene) *scene {
	for {
		next := s.clone()
		if !r.followOnce(s, next) {
			return s
		}
		s = next
	}
}

func (r *rules) followOnce(s, next *scene) bool {
	any := false
	clocks := s.facts[agreement.KindClock]
	for i := range clocks {
		if at := r.agreement.Clocks[i].At; at != nil && clocks[i] != 1 && r.came(s, at) {
			next.facts[agreement.KindClock][i], any = 1, true
		}
	}
	for i, is := range s.branches {
		if is == 0 {
			next.branches[i] = r.holds(s, &r.matters.Guards[i], 0)
			any = any || next.branches[i] != 0
		}
	}
	for c := range s.life {
		if end := r.endOf(s, int32(c)); end != s.life[c] {
			next.life[c], any = end, true
		}
	}
	return any
}

// endOf is the life of c, or the end that it comes to.
func (r *rules) endOf(s *scene, c int32) life {
	life := s.life[c]
	switch {
	case life == waits && r.notTaken(s, c), (life == underway || life == inForce) && r.stops(s, c):
		return isVoid
	case life == inForce && r.untilCame(s, c):
		return isOver
	}
	return life
}

func (r *rules) notTaken(s *scene, c int32) bool {
	for _, side := range r.matters.Sides[c] {
		if s.branches[side.Matter] == turnedOut(!side.Holds) {
			return true
		}
	}
	return false
}

func turnedOut(so bool) truth {
	if so {
		return 1
	}
	return -1
}

func (r *rules) untilCame(s *scene, c int32) bool {
	until := r.agreement.Commitments[c].Until
	if until == nil {
		return false
	}
	events := until.Guard()
	return !events.IsZero() && r.holds(s, &events, -1) == 1
}
