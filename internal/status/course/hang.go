package course

import (
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
	h[agreement.KindBranch] = make([][]item, len(a.Branches))
	for i := range a.Clocks {
		r.hangTime(item{clockStarts, int32(i)}, a.Clocks[i].At)
	}
	for i := range a.Branches {
		r.hangGuard(item{branchDecides, int32(i)}, &a.Branches[i].If)
	}
	for c := range a.Commitments {
		commitment := &a.Commitments[c]
		ends, stops := item{courseEnds, int32(c)}, item{courseStops, int32(c)}
		r.hangSelf(ends)
		r.hangGuard(ends, &commitment.Unless)
		r.hangTime(ends, commitment.Until)
		r.hangSelf(stops)
		r.hangGuard(stops, &commitment.While)
		if commitment.IsContinuing() && r.groupOf[c] < 0 {
			r.hangEntry(int32(c))
		}
	}
}

// hangSelf makes an item of a commitment hang on its own course and on its branches.
func (r *Rules) hangSelf(on item) {
	r.add(agreement.CommitmentRef(int(on.index)), on)
	for _, side := range r.sides[on.index] {
		r.add(agreement.Ref{Kind: agreement.KindBranch, Index: side.branch}, on)
	}
}

// hangEntry notes what a continuing commitment waits for. One that starts in a joint step has
// no such item: it is looked at whenever anything changes, since the step may become possible
// through what it would itself bring about.
func (r *Rules) hangEntry(c int32) {
	commitment, enters := &r.Agreement.Commitments[c], item{courseEnters, c}
	r.hangSelf(enters)
	r.hangGuard(enters, &commitment.After)
	r.hangGuard(enters, &commitment.Provided)
	r.hangGuard(enters, &commitment.Unless)
	r.hangTime(enters, commitment.Starts)
	r.hangTime(enters, commitment.NotBefore)
	for _, before := range r.turns[c] {
		r.add(before, enters)
	}
}

// hangGuard makes the item hang on everything that g names.
func (r *Rules) hangGuard(on item, g *agreement.Guard) {
	switch g.Op {
	case agreement.OpAtom:
		r.add(g.Of, on)
	case agreement.OpReached:
		r.hangTime(on, g.At)
	case agreement.OpCompare:
		r.add(g.Compare.Left.Level, on)
		r.add(g.Compare.Right.Level, on)
	}
	for i := range g.Args {
		r.hangGuard(on, &g.Args[i])
	}
}

// hangTime makes the item hang on every event of t.
func (r *Rules) hangTime(on item, t *agreement.Time) {
	if t != nil {
		t.EachEvent(func(event *agreement.Time) { r.add(event.Of, on) })
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
	r.dawn = noDay
	if a.Signed != calendar.None {
		r.dawn = a.Signed
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
	if t == nil {
		return
	}
	if t.Op == agreement.TimeDay {
		r.dawn = min(r.dawn, t.Day)
	}
	for i := range t.Args {
		r.surveyTime(&t.Args[i])
	}
}
