package lasting

import (
	"slices"

	"lockstep/internal/agreement"
)

// A backward search asks whether one commitment of a plain agreement, the target, can be left
// open for ever, and goes from there to what must have come true for it and what must never.
//
// A commitment is left open where a power has suspended it, or where what it waits for never
// comes, and no power that could resume or end it can ever be used. So every step asks that some
// guards come true and others never do. What comes true must do so step by step from nothing.
// What never does may rest on itself: two commitments may each be suspended until the other is
// done. Such demands can always be told as a story: first all that must have come true, then the
// suspensions, then the terminations. So the search is complete, and finds a way where there is
// one, unless its steps are spent.
type backward struct {
	*plain
	target int32
	marks  []mark  // by fact
	order  []fact  // those that have come true, each after what it needs
	used   []int32 // powers
	steps  int     // before it gives up
}

// A mark is what is asked of a fact.
type mark uint8

const (
	unasked mark = iota
	coming       // it comes true as soon as what it needs has
	come         // it has come true
	never        // it never will
)

// A next is what is still to be done once something is; it reports whether all succeeds. What
// fails leaves everything as it was.
type next func() bool

// goOn counts a step and reports whether there are any left.
func (b *backward) goOn() bool {
	b.steps--
	return b.steps >= 0
}

// stuck: the target is suspended, or it is one that starts although nothing goes wrong and what
// it waits for never comes.
func (b *backward) stuck(then next) bool {
	noEnd := func() bool { return b.allNever(b.ends[b.target], then) }
	if b.held(b.target, noEnd) {
		return true
	}
	return b.primary[b.target] && b.with(about(b.target, started), func() bool {
		return b.nevers(&b.waits[b.target], noEnd)
	})
}

// with marks the fact as one that never comes, for reasons that then gives.
func (b *backward) with(f fact, then next) bool {
	switch b.marks[f] {
	case never:
		return then()
	case unasked:
		b.marks[f] = never
		if then() {
			return true
		}
		b.marks[f] = unasked
	}
	return false
}

// held: c is suspended and never resumed. Something continuing whose until is a day ends by
// itself once it has started, so the target is held up only where it has not.
func (b *backward) held(c int32, then next) bool {
	free := func() bool { return b.allNever(b.resumes[c], then) }
	if c == b.target && b.Commitments[c].Until != nil {
		after := free
		free = func() bool { return b.with(about(c, started), after) }
	}
	return b.with(about(c, done), func() bool { return b.oneUsed(b.suspends[c], free) })
}

// voided: c is ended before it is done, by a power that does not end the target with it.
func (b *backward) voided(c int32, then next) bool {
	if c == b.target {
		return false
	}
	var ends []int32
	for _, i := range b.ends[c] {
		if !slices.Contains(b.Powers[i].On, agreement.CommitmentRef(int(b.target))) {
			ends = append(ends, i)
		}
	}
	return b.with(about(c, done), func() bool { return b.oneUsed(ends, then) })
}

// oneUsed: one of the powers can be used, and is.
func (b *backward) oneUsed(powers []int32, then next) bool {
	for _, i := range powers {
		b.used = append(b.used, i)
		if b.comes(&b.Powers[i].When, then) {
			return true
		}
		b.used = b.used[:len(b.used)-1]
	}
	return false
}

// allNever: none of the powers can ever be used.
func (b *backward) allNever(powers []int32, then next) bool {
	if len(powers) == 0 {
		return then()
	}
	return b.nevers(&b.Powers[powers[0]].When, func() bool {
		return b.allNever(powers[1:], then)
	})
}

// comes: g comes true.
func (b *backward) comes(g *agreement.Guard, then next) bool {
	switch g.Op {
	case agreement.OpAlways:
		return then()
	case agreement.OpAtom:
		return b.factComes(b.fact(g), then)
	case agreement.OpReached:
		events := g.At.Guard()
		return b.comes(&events, then)
	}
	return b.some(g.Args, g.Need(), b.comes, then)
}

// nevers: g never comes true.
func (b *backward) nevers(g *agreement.Guard, then next) bool {
	switch g.Op {
	case agreement.OpAlways:
		return false
	case agreement.OpAtom:
		return b.factNevers(b.fact(g), then)
	case agreement.OpReached:
		events := g.At.Guard()
		return b.nevers(&events, then)
	}
	return b.some(g.Args, len(g.Args)-g.Need()+1, b.nevers, then)
}

// some: so many of the guards at least are as what says.
func (b *backward) some(
	gs []agreement.Guard, need int, what func(*agreement.Guard, next) bool, then next,
) bool {
	switch {
	case need <= 0:
		return then()
	case need > len(gs):
		return false
	}
	with := func() bool { return b.some(gs[1:], need-1, what, then) }
	return what(&gs[0], with) || b.some(gs[1:], need, what, then)
}

func (b *backward) factComes(f fact, then next) bool {
	switch b.marks[f] {
	case come:
		return then()
	case coming, never:
		return false
	}
	b.marks[f] = coming
	if b.goOn() && b.derived(f, func() bool {
		b.marks[f], b.order = come, append(b.order, f)
		if then() {
			return true
		}
		b.marks[f], b.order = coming, b.order[:len(b.order)-1]
		return false
	}) {
		return true
	}
	b.marks[f] = unasked
	return false
}

// derived: what the fact needs comes true.
func (b *backward) derived(f fact, then next) bool {
	if !b.isAboutCommitment(f) {
		if with := b.comesWith(f); with != nil {
			return b.comes(with, then)
		}
		return then()
	}
	c := int32(f / 3)
	if f%3 != done {
		return b.comes(&b.waits[c], then)
	}
	return !b.Commitments[c].IsContinuing() && b.factComes(about(c, started), then)
}

func (b *backward) factNevers(f fact, then next) bool {
	switch b.marks[f] {
	case never:
		return then()
	case coming, come:
		return false
	}
	return b.goOn() && b.with(f, func() bool { return b.prevented(f, then) })
}

// prevented: something keeps the fact from ever coming true.
func (b *backward) prevented(f fact, then next) bool {
	if !b.isAboutCommitment(f) {
		with := b.comesWith(f)
		return with != nil && b.nevers(with, then)
	}
	c := int32(f / 3)
	begins := about(c, started)
	switch f % 3 {
	case started:
		return b.voided(c, then) || b.held(c, then) || b.nevers(&b.waits[c], then)
	case done:
		return b.Commitments[c].IsContinuing() && then() ||
			b.voided(c, then) || b.held(c, then) || b.factNevers(begins, then)
	}
	return b.voided(c, then) || b.factNevers(begins, then) || b.factComes(about(c, done), then)
}

// troubled: something is suspended, or breached; if not for what was asked so far, then besides.
func (b *backward) troubled() bool {
	if slices.ContainsFunc(b.order, func(f fact) bool {
		return b.isAboutCommitment(f) && f%3 == breached
	}) || slices.ContainsFunc(b.used, func(i int32) bool {
		return b.Powers[i].Does == agreement.Suspend
	}) {
		return true
	}
	isSo := func() bool { return true }
	for c := range b.Commitments {
		if b.asked[c] && b.factComes(about(int32(c), breached), isSo) {
			return true
		}
		undone := func() bool { return b.marks[about(int32(c), done)] != come }
		if b.oneUsed(b.suspends[c], undone) {
			return true
		}
	}
	return false
}
