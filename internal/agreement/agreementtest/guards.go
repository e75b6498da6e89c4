package agreementtest

import (
	"lockstep/internal/agreement"
	"lockstep/internal/calendar"
)

// firstDay is where drawn days begin; they spread over the two years after it.
var firstDay = calendar.MakeDay(2020, 1, 1)

const daysDrawn = 730

// guard is a guard of that depth at most: an atom at depth 0.
func (d *drafter) guard(depth int) agreement.Guard {
	if depth == 0 {
		return d.atom()
	}
	shape := d.choose.below(8, "guard")
	switch {
	case shape < 3:
		return d.atom()
	case shape == 3 && d.opt.Judgement:
		return agreement.Not(d.guard(depth - 1))
	}
	parts := make([]agreement.Guard, d.between(2, 3, "parts"))
	for i := range parts {
		parts[i] = d.guard(depth - 1)
	}
	switch shape {
	case 3, 4:
		return agreement.All(parts...)
	case 5, 6:
		return agreement.Any(parts...)
	}
	return agreement.AtLeast(d.between(1, len(parts), "at least"), parts...)
}

// atom is about a commitment three times in four, where there is anything else at all.
func (d *drafter) atom() agreement.Guard {
	others := d.otherAtoms()
	if len(others) == 0 || !d.chance(4, "atom of the world") {
		return d.commitmentAtom(pick(d, d.allCommitments(), "commitment"))
	}
	return pick(d, others, "atom")()
}

// otherAtoms are the ways to make an atom that is not about a commitment.
func (d *drafter) otherAtoms() []func() agreement.Guard {
	var makers []func() agreement.Guard
	for _, kind := range []struct {
		kind agreement.Kind
		n    int
		verb agreement.Verb
	}{
		{agreement.KindClock, len(d.a.Clocks), agreement.VerbHappened},
		{agreement.KindCondition, len(d.a.Conditions), agreement.VerbHolds},
		{agreement.KindDecision, len(d.a.Decisions), agreement.VerbTaken},
		{agreement.KindIssue, len(d.a.Issues), agreement.VerbAgreed},
		{agreement.KindExchange, len(d.a.Exchanges), agreement.VerbHappened},
	} {
		for _, of := range refs(kind.kind, kind.n) {
			makers = append(makers, func() agreement.Guard { return d.either(kind.verb, of) })
		}
	}
	if d.opt.Dates {
		makers = append(makers, func() agreement.Guard { return agreement.Reached(d.time(1)) })
	}
	if len(d.a.Levels) > 0 && !d.opt.Monotone {
		makers = append(makers, d.comparison)
	}
	return makers
}

// either is verb(of) or the bare id, which means the same here.
func (d *drafter) either(verb agreement.Verb, of agreement.Ref) agreement.Guard {
	if d.chance(8, "spelt out") {
		return agreement.Guard{Op: agreement.OpAtom, Verb: verb, Of: of}
	}
	return agreement.Happened(of)
}

// commitmentAtom asks something of one commitment; done only of one that can be done.
func (d *drafter) commitmentAtom(of agreement.Ref) agreement.Guard {
	verbs := []agreement.Verb{agreement.VerbHappened, agreement.VerbHappened, agreement.VerbStarted}
	if d.a.Commitments[of.Index].Kind == agreement.Once {
		verbs = append(verbs, agreement.VerbDone)
	}
	if d.opt.Judgement {
		verbs = append(verbs, agreement.VerbKept, agreement.VerbBreached)
	}
	return agreement.Guard{Op: agreement.OpAtom, Verb: pick(d, verbs, "verb"), Of: of}
}

// comparison holds a level against a number or another level.
func (d *drafter) comparison() agreement.Guard {
	levels := d.allLevels()
	right := agreement.Operand{Number: float64(10 * d.between(0, 10, "number"))}
	if d.chance(4, "level against level") {
		right = agreement.Operand{Level: pick(d, levels, "level")}
	}
	return agreement.Guard{Op: agreement.OpCompare, Compare: &agreement.Comparison{
		Left:  agreement.Operand{Level: pick(d, levels, "level")},
		Op:    agreement.Relation(d.choose.below(int(agreement.NotEqual)+1, "relation")),
		Right: right,
	}}
}

// time is a time of that depth at most: an event or, where dates are drawn, a day at depth 0.
func (d *drafter) time(depth int) agreement.Time {
	if depth == 0 || d.chance(4, "plain time") {
		if d.chance(8, "event") {
			return d.event(len(d.a.Clocks))
		}
		return d.day()
	}
	switch d.choose.below(5, "time") {
	case 0, 1:
		return agreement.Plus(d.time(depth-1), d.span())
	case 2:
		return agreement.Time{Op: agreement.TimeBefore, Args: []agreement.Time{d.time(depth - 1)}}
	case 3:
		return agreement.Time{Op: agreement.TimeEarliest, Args: d.times(depth - 1)}
	}
	return agreement.Time{Op: agreement.TimeLatest, Args: d.times(depth - 1)}
}

func (d *drafter) day() agreement.Time {
	return agreement.OnDay(firstDay + calendar.Day(d.choose.below(daysDrawn, "day")))
}

func (d *drafter) times(depth int) []agreement.Time {
	return []agreement.Time{d.time(depth), d.time(depth)}
}

// event is the time at which something comes true; of the clocks only the first few are used.
func (d *drafter) event(clocks int) agreement.Time {
	of := pick(d, d.allCommitments(), "event of")
	verb := agreement.VerbStarted
	if d.a.Commitments[of.Index].Kind == agreement.Once && d.chance(8, "its end") {
		verb = pick(d, []agreement.Verb{agreement.VerbDone, agreement.VerbHappened}, "verb")
	}
	events := []agreement.Time{agreement.When(verb, of)}
	for _, clock := range refs(agreement.KindClock, clocks) {
		events = append(events, agreement.When(agreement.VerbHappened, clock))
	}
	for _, decision := range refs(agreement.KindDecision, len(d.a.Decisions)) {
		events = append(events, agreement.When(agreement.VerbTaken, decision))
	}
	for _, condition := range refs(agreement.KindCondition, len(d.a.Conditions)) {
		events = append(events, agreement.When(agreement.VerbHolds, condition))
	}
	for _, issue := range refs(agreement.KindIssue, len(d.a.Issues)) {
		events = append(events, agreement.When(agreement.VerbAgreed, issue))
	}
	return pick(d, events, "event")
}

// span is a duration or, less often, a range of durations.
func (d *drafter) span() calendar.Span {
	low := calendar.Duration{Days: int32(d.between(0, 90, "days"))}
	if d.chance(4, "months") {
		low = calendar.Duration{Months: int32(d.between(1, 6, "months"))}
	}
	high := low
	if d.chance(4, "range") {
		high.Days += int32(d.between(1, 60, "wider by"))
	}
	return calendar.Span{Low: low, High: high}
}
