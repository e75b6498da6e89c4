package exposure

import "lockstep/internal/agreement"

// A cast is what may happen in a rehearsal.
type cast struct {
	steps []step // in the order in which they are tried
}

// castOf lists what may happen: to the commitments for which wanted is true (nil: all), and to
// the things of the world. What something ends or stops by is tried last.
func (r *rules) castOf(started, done []bool) cast {
	a, c := r.agreement, cast{}
	feared := r.feared()
	var late []step
	add := func(kind stepKind, of agreement.Ref) {
		if feared[of] {
			late = append(late, step{kind, of})
		} else {
			c.steps = append(c.steps, step{kind, of})
		}
	}
	for i := range a.Commitments {
		of := agreement.CommitmentRef(i)
		if (done == nil || done[i]) && !a.Commitments[i].IsContinuing() {
			add(finishes, of)
		}
		if started == nil || started[i] {
			add(starts, of)
			if r.asked[i] && a.Commitments[i].IsContinuing() {
				add(complies, of)
			}
		}
	}
	r.eachFact(add)
	c.steps = append(c.steps, late...)
	return c
}

// eachFact lists what can happen to things of the world that something asks about.
func (r *rules) eachFact(add func(stepKind, agreement.Ref)) {
	a := r.agreement
	asked, branched := r.askedFacts()
	for _, things := range []struct {
		kind agreement.Kind
		n    int
	}{
		{agreement.KindClock, len(a.Clocks)}, {agreement.KindCondition, len(a.Conditions)},
		{agreement.KindDecision, len(a.Decisions)}, {agreement.KindIssue, len(a.Issues)},
	} {
		for i := range things.n {
			of := agreement.Ref{Kind: things.kind, Index: int32(i)}
			isSet := of.Kind == agreement.KindClock && a.Clocks[i].At != nil
			if asked[of] && !isSet {
				add(comesTrue, of)
			}
			if of.Kind == agreement.KindCondition && asked[of] ||
				of.Kind == agreement.KindDecision && branched[of] {
				add(turnsOut, of)
			}
		}
	}
}

// askedFacts are the things that guards ask about, and those that branches do.
func (r *rules) askedFacts() (asked, branched map[agreement.Ref]bool) {
	a := r.agreement
	asked, branched = map[agreement.Ref]bool{}, map[agreement.Ref]bool{}
	note := func(atom *agreement.Guard) { asked[atom.Of] = true }
	for i := range a.Commitments {
		for _, g := range guardsOf(&a.Commitments[i]) {
			g.EachAtom(note)
		}
	}
	for i := range a.Clocks {
		if at := a.Clocks[i].At; at != nil {
			g := at.Guard()
			g.EachAtom(note)
		}
	}
	for i := range a.Branches {
		a.Branches[i].If.EachAtom(func(atom *agreement.Guard) {
			asked[atom.Of], branched[atom.Of] = true, true
		})
	}
	return asked, branched
}

// guardsOf are all guards of a commitment, its times included.
func guardsOf(c *agreement.Commitment) []agreement.Guard {
	all := []agreement.Guard{c.After, c.Provided, c.While, c.Unless}
	for _, t := range []*agreement.Time{c.Starts, c.NotBefore, c.Until} {
		if t != nil {
			all = append(all, t.Guard())
		}
	}
	return all
}

// feared are the things by which something ends, is stopped or is denied.
func (r *rules) feared() map[agreement.Ref]bool {
	feared := map[agreement.Ref]bool{}
	note := func(atom *agreement.Guard) { feared[atom.Of] = true }
	for i := range r.agreement.Commitments {
		c := &r.agreement.Commitments[i]
		c.Unless.EachAtom(note)
		if c.Until != nil {
			events := c.Until.Guard()
			events.EachAtom(note)
		}
		for _, g := range []*agreement.Guard{&c.After, &c.Provided, &c.While} {
			eachDenied(g, note)
		}
	}
	return feared
}

// eachDenied calls visit for the atoms under a negation.
func eachDenied(g *agreement.Guard, visit func(*agreement.Guard)) {
	for i := range g.Args {
		if g.Op == agreement.OpNot {
			g.Args[i].EachAtom(visit)
		}
		eachDenied(&g.Args[i], visit)
	}
}

// A rehearsal looks for scenes, each different from all before it.
type rehearsal struct {
	rules *rules
	cast  cast
	met   map[string]bool
	left  int                 // scenes that may still be looked at
	visit func(s *scene) bool // true ends the rehearsal
}

// deep goes as far as it can and comes back where it cannot go on. It reports whether visit has
// ended it.
func (h *rehearsal) deep(s *scene) bool {
	if h.left--; h.left < 0 {
		return false
	}
	h.met[s.key()] = true
	if h.visit(s) {
		return true
	}
	for _, m := range h.cast.steps {
		next := h.rules.after(s, m)
		if next == nil || h.met[next.key()] {
			continue
		}
		if h.deep(next) {
			return true
		}
		if h.left < 0 {
			return false
		}
	}
	return false
}

// wide looks at every scene, and reports whether there was room for all of them.
func (h *rehearsal) wide(s *scene) bool {
	scenes := []*scene{s}
	h.met[s.key()] = true
	for i := 0; i < len(scenes); i++ {
		if i >= h.left {
			return false
		}
		h.visit(scenes[i])
		for _, m := range h.cast.steps {
			if next := h.rules.after(scenes[i], m); next != nil {
				if key := next.key(); !h.met[key] {
					h.met[key] = true
					scenes = append(scenes, next)
				}
			}
		}
		scenes[i] = nil
	}
	return true
}

// reaches looks for a story in which exactly the wanted commitments start and are done, each of
// them, and calls visit for every scene on the way.
func (r *rules) reaches(started, done []bool, scenes int, visit func(*scene)) bool {
	h := rehearsal{rules: r, cast: r.castOf(started, done), met: map[string]bool{}, left: scenes,
		visit: func(s *scene) bool {
			visit(s)
			return isAll(s, done)
		}}
	return h.deep(r.opening())
}

// isAll reports whether every wanted commitment is done.
func isAll(s *scene, done []bool) bool {
	for c, wanted := range done {
		if wanted && s.life[c] != isDone {
			return false
		}
	}
	return true
}
