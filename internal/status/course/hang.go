package course

import (
	"slices"

	"lockstep/internal/agreement"
	"lockstep/internal/calendar"
)

// An item is something that follows by itself when what it hangs on changes.
type item struct {
	what  itemKind
	index int32
}

// An itemKind says what may follow.
type itemKind uint8

const (
	clockStarts   itemKind = iota // a clock with a stated time
	branchDecides                 // a branch
	courseEnds                    // a commitment, by its unless, its until or its branch
	courseEnters                  // a continuing commitment comes into force
	courseStops                   // a commitment is suspended, or no longer
)

// A hanging notes, by kind and position of a thing, the items that hang on it.
type hanging [agreement.KindBranch + 1][][]item

// hang notes what hangs on what.
func (r *Rules) hang() {
	a, h := r.Agreement, &r.dependents
	h[agreement.KindClock] = make([][]item, len(a.Clocks))
	h[agreement.KindCommitment] = make([][]item, len(a.Commitments))
	h[agreement.KindCondition] = make([][]item, len(a.Conditions))
	h[agreement.KindDecision] = make([][]item, len(a.Decisions))
	h[agreement.KindLevel] = make([][]item, len(a.Levels))
	h[agreement.KindIssue] = make([][]item, len(a.Issues))
	h[agreement.KindBranch] = make([][]item, len(r.matters.Guards))
	for i := range a.Clocks {
		eachThingOfTime(a.Clocks[i].At, r.hanger(item{clockStarts, int32(i)}))
	}
	for i := range r.matters.Guards {
		eachThing(&r.matters.Guards[i], r.hanger(item{branchDecides, int32(i)}))
	}
	for c := range a.Commitments {
		commitment := &a.Commitments[c]
		ends, stops := r.hanger(item{courseEnds, int32(c)}), r.hanger(item{courseStops, int32(c)})
		ends(agreement.CommitmentRef(c))
		eachThing(&commitment.Unless, ends)
		eachThingOfTime(commitment.Until, ends)
		r.eachBranch(int32(c), ends)
		stops(agreement.CommitmentRef(c))
		eachThing(&commitment.While, stops)
		if commitment.IsContinuing() {
			r.hangEntry(int32(c))
		}
	}
}

// hanger makes an item hang on the things that it is called with.
func (r *Rules) hanger(on item) func(agreement.Ref) {
	return func(of agreement.Ref) { r.add(of, on) }
}

// hangEntry notes what the coming into force of a continuing commitment hangs on: what it waits
// for or, where it starts in a joint step, all that can make the step possible.
func (r *Rules) hangEntry(c int32) {
	enters := item{courseEnters, c}
	group := r.group(c)
	if group == nil {
		r.add(agreement.CommitmentRef(int(c)), enters)
		r.eachWait(c, r.hanger(enters))
		return
	}
	seen := map[agreement.Ref]bool{}
	for _, member := range group {
		r.reach(agreement.CommitmentRef(int(member)), seen)
		r.eachWait(member, func(of agreement.Ref) { r.reach(of, seen) })
	}
	for of := range seen {
		r.add(of, enters)
	}
}

// isEntwined reports whether the start of all of a group may change what one of them waits for.
func (r *Rules) isEntwined(group []int32) bool {
	seen := map[agreement.Ref]bool{}
	for _, member := range group {
		r.eachWait(member, func(of agreement.Ref) { r.reach(of, seen) })
	}
	return slices.ContainsFunc(group, func(member int32) bool {
		return seen[agreement.CommitmentRef(int(member))] || slices.ContainsFunc(
			r.Agreement.Commitments[member].Changes,
			func(change agreement.Change) bool { return seen[change.Level] })
	})
}

// reach gathers of and all that can change it within a joint step that is tried out: what starts
// a clock, decides a branch or ends a commitment.
func (r *Rules) reach(of agreement.Ref, seen map[agreement.Ref]bool) {
	if seen[of] {
		return
	}
	seen[of] = true
	further := func(of agreement.Ref) { r.reach(of, seen) }
	a := r.Agreement
	switch of.Kind {
	case agreement.KindExchange:
		for _, member := range a.Exchanges[of.Index].Members() {
			further(member)
		}
	case agreement.KindClock:
		eachThingOfTime(a.Clocks[of.Index].At, further)
	case agreement.KindBranch:
		eachThing(&r.matters.Guards[of.Index], further)
	case agreement.KindCommitment:
		eachThing(&a.Commitments[of.Index].Unless, further)
		eachThingOfTime(a.Commitments[of.Index].Until, further)
		r.eachBranch(of.Index, further)
	}
}

// eachWait calls visit for everything that commitment c waits for.
func (r *Rules) eachWait(c int32, visit func(agreement.Ref)) {
	commitment := &r.Agreement.Commitments[c]
	eachThing(&commitment.After, visit)
	eachThing(&commitment.Provided, visit)
	eachThing(&commitment.Unless, visit)
	eachThingOfTime(commitment.Starts, visit)
	eachThingOfTime(commitment.NotBefore, visit)
	for _, before := range r.turns[c] {
		visit(before)
	}
	r.eachBranch(c, visit)
}

// eachBranch calls visit for every matter that brings commitment c into being, as the branch at
// its position in Matters.Guards.
func (r *Rules) eachBranch(c int32, visit func(agreement.Ref)) {
	for _, side := range r.matters.Sides[c] {
		visit(agreement.Ref{Kind: agreement.KindBranch, Index: side.Matter})
	}
}

// eachThing calls visit for everything that g names.
func eachThing(g *agreement.Guard, visit func(agreement.Ref)) {
	switch g.Op {
	case agreement.OpAtom:
		visit(g.Of)
	case agreement.OpReached:
		eachThingOfTime(g.At, visit)
	case agreement.OpCompare:
		visit(g.Compare.Left.Level)
		visit(g.Compare.Right.Level)
	}
	for i := range g.Args {
		eachThing(&g.Args[i], visit)
	}
}

// eachThingOfTime calls visit for every event of t.
func eachThingOfTime(t *agreement.Time, visit func(agreement.Ref)) {
	if t != nil {
		t.EachEvent(func(event *agreement.Time) { visit(event.Of) })
	}
}

// add makes an item hang on a thing, on an exchange through its members. Things that never
// change, such as parties, have no dependents.
func (r *Rules) add(of agreement.Ref, on item) {
	if of.Kind == agreement.KindExchange {
		for _, member := range r.Agreement.Exchanges[of.Index].Members() {
			r.add(member, on)
		}
		return
	}
	if int(of.Kind) >= len(r.dependents) || int(of.Index) >= len(r.dependents[of.Kind]) {
		return
	}
	hang := &r.dependents[of.Kind][of.Index]
	if n := len(*hang); n == 0 || (*hang)[n-1] != on {
		*hang = append(*hang, on)
	}
}

// survey finds the first day that the agreement names and the levels that its guards compare.
func (r *Rules) survey() {
	a := r.Agreement
	r.first = noDay
	if a.Signed != calendar.None {
		r.first = a.Signed
	}
	for i := range a.Clocks {
		r.surveyTime(a.Clocks[i].At)
	}
	for i := range a.Branches {
		r.surveyGuard(&a.Branches[i].If)
	}
	for i := range a.Commitments {
		c := &a.Commitments[i]
		for _, g := range [...]*agreement.Guard{&c.After, &c.Provided, &c.While, &c.Unless} {
			r.surveyGuard(g)
		}
		for _, t := range [...]*agreement.Time{
			c.Starts, c.NotBefore, c.StartBy, c.Due, c.Until,
		} {
			r.surveyTime(t)
		}
	}
}

func (r *Rules) surveyGuard(g *agreement.Guard) {
	r.surveyTime(g.At)
	if g.Op == agreement.OpCompare {
		for _, o := range [...]agreement.Operand{g.Compare.Left, g.Compare.Right} {
			if !o.Level.IsZero() {
				r.asked[o.Level.Index] = true
			}
		}
	}
	for i := range g.Args {
		r.surveyGuard(&g.Args[i])
	}
}

func (r *Rules) surveyTime(t *agreement.Time) {
	if t != nil {
		r.first = min(r.first, firstDay(t))
	}
}

// firstDay is no later than any day that t can fall on by the calendar alone, noDay if there is
// none.
func firstDay(t *agreement.Time) calendar.Day {
	if t.Op == agreement.TimeDay {
		return t.Day
	}
	first := noDay
	for i := range t.Args {
		first = min(first, firstDay(&t.Args[i]))
	}
	if t.Op == agreement.TimeBefore {
		first = dayBefore(first)
	}
	return first
}
