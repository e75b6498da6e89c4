package lang

import (
	"lockstep/internal/agreement"
	"lockstep/internal/calendar"
)

// timeWords are the functions of a time, for nearest names.
var timeWords = []string{
	"started", "done", "taken", "agreed", "holds", "earliest", "latest", "before",
}

// events are the functions of a time that name the day on which something comes true.
var events = map[string]question{
	"started": questions["started"],
	"done":    questions["done"],
	"taken":   questions["taken"],
	"agreed":  questions["agreed"],
	"holds":   questions["holds"],
}

// time is the time that a node says, nil where it cannot be understood.
func (d *decoder) time(n *node) *agreement.Time {
	if n.isDate() {
		return d.date(n)
	}
	n = d.expression(n)
	switch n.form {
	case text:
		return d.date(n)
	case name:
		return d.moment(n)
	case call:
		return d.timeCall(n)
	case binary:
		return d.later(n)
	case broken:
	default:
		d.say(n.where, notATime(n))
	}
	return nil
}

// day is a calendar day written as a text.
func (d *decoder) day(n *node) (calendar.Day, bool) {
	if n.form != text {
		if n.form != broken {
			d.say(n.where, notADay(n))
		}
		return calendar.None, false
	}
	day, err := calendar.ParseDay(n.text, d.zone)
	if err != nil {
		d.say(n.where, badDate(n.text, err))
		return calendar.None, false
	}
	return day, true
}

func (d *decoder) date(n *node) *agreement.Time {
	day, ok := d.day(n)
	if !ok {
		return nil
	}
	return &agreement.Time{Op: agreement.TimeDay, Day: day, Where: d.place(n)}
}

// moment is a bare id: a clock, or a commitment, which is meant as done.
func (d *decoder) moment(n *node) *agreement.Time {
	r, known := d.names.find(n.text, kinds(agreement.KindClock, agreement.KindCommitment))
	switch {
	case known && r.Kind == agreement.KindClock:
		return d.event(n, agreement.VerbHappened, r)
	case known:
		return d.event(n, agreement.VerbDone, r)
	case happens.has(r.Kind):
		d.say(n.where, bareInTime(n.text, r.Kind))
	default:
		d.named(n, kinds(agreement.KindClock, agreement.KindCommitment))
	}
	return nil
}

func (d *decoder) event(n *node, verb agreement.Verb, r agreement.Ref) *agreement.Time {
	return &agreement.Time{Op: agreement.TimeEvent, Verb: verb, Of: r, Where: d.place(n)}
}

func (d *decoder) timeCall(n *node) *agreement.Time {
	switch n.text {
	case "earliest":
		return d.oneOf(n, agreement.TimeEarliest)
	case "latest":
		return d.oneOf(n, agreement.TimeLatest)
	case "before":
		if !d.argument(n) {
			return nil
		}
		return d.oneOf(n, agreement.TimeBefore)
	}
	e, known := events[n.text]
	if !known {
		if _, asks := questions[n.text]; asks || n.text == "all" || n.text == "any" {
			d.say(n.where, guardInTime(n.text))
		} else {
			d.say(n.where, unknownFunction(n.text, timeWords))
		}
		return nil
	}
	if !d.argument(n) {
		return nil
	}
	r, ok := d.ref(n.items[0], e.of)
	if !ok {
		return nil
	}
	return d.event(n, plainVerb(e.verb, r), r)
}

// oneOf is earliest(…), latest(…) or before(…).
func (d *decoder) oneOf(n *node, op agreement.TimeOp) *agreement.Time {
	if len(n.items) == 0 {
		d.say(n.where, ofNothing(n.text))
		return nil
	}
	t := &agreement.Time{Op: op, Where: d.place(n)}
	for _, item := range n.items {
		if part := d.time(item); part != nil {
			t.Args = append(t.Args, *part)
		}
	}
	switch {
	case len(t.Args) != len(n.items):
		return nil
	case len(t.Args) == 1 && op != agreement.TimeBefore:
		return &t.Args[0]
	}
	return t
}

// later is a time and durations after it.
func (d *decoder) later(n *node) *agreement.Time {
	if n.text != "+" {
		d.say(n.where, notAddition(n.text))
		return nil
	}
	if first := n.items[0]; first.form == text {
		if _, err := calendar.ParseSpan(first.text); err == nil {
			d.say(first.where, durationFirst(first.text))
			return nil
		}
	}
	t := d.time(n.items[0])
	for _, item := range n.items[1:] {
		span, ok := d.span(item)
		if !ok || t == nil {
			t = nil
			continue
		}
		t = &agreement.Time{Op: agreement.TimePlus, Args: []agreement.Time{*t}, Span: span,
			Where: d.place(n)}
	}
	return t
}

// span is a duration or a range of durations.
func (d *decoder) span(n *node) (calendar.Span, bool) {
	if n.form != text {
		if n.form != broken {
			d.say(n.where, notADuration(n))
		}
		return calendar.Span{}, false
	}
	span, err := calendar.ParseSpan(n.text)
	if err != nil {
		d.say(n.where, badDuration(err))
	}
	return span, err == nil
}

// duration is a single duration.
func (d *decoder) duration(n *node) *calendar.Duration {
	span, ok := d.span(n)
	if ok && !span.Exact() {
		d.say(n.where, rangeNotAllowed(n.text))
		ok = false
	}
	if !ok {
		return nil
	}
	return &span.Low
}
