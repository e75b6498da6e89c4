package lang

import (
	"lockstep/internal/agreement"
)

var levelTable = table[agreement.Level]{
	kind:  agreement.KindLevel,
	doc:   "A figure over time: people, arms, bases.",
	in:    func(a *agreement.Agreement) *[]agreement.Level { return &a.Levels },
	begin: func(h header) agreement.Level { return agreement.Level{ID: h.id, Where: h.where} },
	attributes: []attribute[agreement.Level]{
		refsRow("of", "Whose it is.", parties,
			func(l *agreement.Level) *[]agreement.Ref { return &l.Of }),
		textRow("unit", "What is counted.",
			func(l *agreement.Level) *string { return &l.Unit }),
		textRow("basis", "By which rule it is counted.",
			func(l *agreement.Level) *string { return &l.Basis }),
		amountRow("baseline", "The figure at the outset.",
			func(l *agreement.Level) **float64 { return &l.Baseline }),
		amountRow("ceiling", "It may never be above this.",
			func(l *agreement.Level) **float64 { return &l.Ceiling }),
		amountRow("floor", "It may never be below this.",
			func(l *agreement.Level) **float64 { return &l.Floor }),
		levelRate,
		refsRow("parts", "The levels that make it up.", levels,
			func(l *agreement.Level) *[]agreement.Ref { return &l.Parts }),
		levelShareOf,
		textRow("place", "The place that it counts.",
			func(l *agreement.Level) *string { return &l.At }),
		refsRow("serves", "The tasks that rely on it.", kinds(agreement.KindTask),
			func(l *agreement.Level) *[]agreement.Ref { return &l.Serves }),
	},
	agree: func(d *decoder, l *agreement.Level) {
		if l.Floor != nil && l.Ceiling != nil && *l.Floor > *l.Ceiling {
			d.say(d.body.find("floor").where, floorAboveCeiling(*l.Floor, *l.Ceiling))
		}
	},
}

var levelRate = attribute[agreement.Level]{
	AttributeDoc{"rate", `"500 per 1mo", "500/mo" or { most = 500, per = "1mo" }`, "",
		"The most by which it may move in a period."},
	func(d *decoder, n *node, l *agreement.Level) { l.Rate = d.rate(n) },
}

var levelShareOf = attribute[agreement.Level]{
	AttributeDoc{"share-of", "{ level = share from 0 to 1 }", "",
		"The level of which it is a share."},
	func(d *decoder, n *node, l *agreement.Level) { l.ShareOf = d.shares(n) },
}

var taskTable = table[agreement.Task]{
	kind:  agreement.KindTask,
	doc:   "What must stay covered until a day or until something has happened.",
	in:    func(a *agreement.Agreement) *[]agreement.Task { return &a.Tasks },
	begin: func(h header) agreement.Task { return agreement.Task{ID: h.id, Where: h.where} },
	attributes: []attribute[agreement.Task]{
		textRow("text", "The wording.",
			func(t *agreement.Task) *string { return &t.Text }),
		taskNeeds,
		refsRow("depends-on", "The tasks it cannot do without.", kinds(agreement.KindTask),
			func(t *agreement.Task) *[]agreement.Ref { return &t.DependsOn }),
		taskUntil,
	},
}

var taskNeeds = attribute[agreement.Task]{
	AttributeDoc{"needs", "{ level = minimum }", "", "What it takes to cover it."},
	func(d *decoder, n *node, t *agreement.Task) { t.Needs = d.holds(n) },
}

var taskUntil = attribute[agreement.Task]{
	AttributeDoc{"until", "guard or time", "", "Until when it must stay covered."},
	func(d *decoder, n *node, t *agreement.Task) { t.Until = d.guardOrTime(n) },
}

// guardOrTime reads a guard; a time is the guard that it has been reached.
func (d *decoder) guardOrTime(n *node) agreement.Guard {
	if !n.isDate() {
		n = d.expression(n)
	}
	timed := n.form == text || n.form == binary && n.text == "+" || n.form == call &&
		(n.text == "earliest" || n.text == "latest" || n.text == "before")
	if !timed {
		return d.guard(n)
	}
	t := d.time(n)
	if t == nil {
		return agreement.Guard{}
	}
	return agreement.Reached(*t)
}

var resourceTable = table[agreement.Resource]{
	kind: agreement.KindResource,
	doc:  "Something scarce: lift, flights, trains.",
	in:   func(a *agreement.Agreement) *[]agreement.Resource { return &a.Resources },
	begin: func(h header) agreement.Resource {
		return agreement.Resource{ID: h.id, Where: h.where}
	},
	attributes: []attribute[agreement.Resource]{{
		AttributeDoc{"capacity", `"40 per 1w", or a number a day`, "",
			"How much of it there is in a period."},
		func(d *decoder, n *node, r *agreement.Resource) { r.Capacity = d.capacity(n) },
	}},
}

type scenarioRow = attribute[agreement.Scenario]

var scenarioTable = table[agreement.Scenario]{
	kind: agreement.KindScenario,
	doc:  "A named set of assumptions for simulation.",
	in:   func(a *agreement.Agreement) *[]agreement.Scenario { return &a.Scenarios },
	begin: func(h header) agreement.Scenario {
		return agreement.Scenario{ID: h.id, Where: h.where}
	},
	attributes: []scenarioRow{
		{AttributeDoc{"likelihood", "share from 0 to 1, or { name = share }", "",
			"How likely everything, or each thing named, is to come about."},
			func(d *decoder, n *node, s *agreement.Scenario) { s.Likelihood = d.likelihood(n) }},
		{AttributeDoc{"takes", "duration or range, or { name = duration or range }", "",
			"How long acts take, per party or commitment."},
			func(d *decoder, n *node, s *agreement.Scenario) { s.Takes = d.assumed(n) }},
		{AttributeDoc{"delay", "duration or range, or { name = duration or range }", "",
			"How late acts begin, per party or commitment."},
			func(d *decoder, n *node, s *agreement.Scenario) { s.Delay = d.assumed(n) }},
		{AttributeDoc{"starts", "{ clock or commitment = time }", "",
			"The days on which clocks or commitments start."},
			func(d *decoder, n *node, s *agreement.Scenario) { s.Starts = d.starts(n) }},
	},
}

// chancy are the kinds of which something may be assumed.
var chancy = happens | parties

func (d *decoder) likelihood(n *node) []agreement.Likelihood {
	if n.form != object {
		if x, ok := d.share(n); ok {
			return []agreement.Likelihood{{Share: x}}
		}
		return nil
	}
	var all []agreement.Likelihood
	d.pairs(n, chancy, func(r agreement.Ref, _, value *node) {
		if x, ok := d.share(value); ok {
			all = append(all, agreement.Likelihood{Of: r, Share: x})
		}
	})
	sortByRef(all, func(x *agreement.Likelihood) agreement.Ref { return x.Of })
	return all
}

func (d *decoder) assumed(n *node) []agreement.Assumed {
	if n.form != object {
		if span, ok := d.span(n); ok {
			return []agreement.Assumed{{Span: span}}
		}
		return nil
	}
	var all []agreement.Assumed
	d.pairs(n, chancy, func(r agreement.Ref, _, value *node) {
		if span, ok := d.span(value); ok {
			all = append(all, agreement.Assumed{Of: r, Span: span})
		}
	})
	sortByRef(all, func(x *agreement.Assumed) agreement.Ref { return x.Of })
	return all
}

func (d *decoder) starts(n *node) []agreement.AssumedStart {
	var all []agreement.AssumedStart
	d.pairs(n, kinds(agreement.KindClock, agreement.KindCommitment),
		func(r agreement.Ref, _, value *node) {
			if t := d.time(value); t != nil {
				all = append(all, agreement.AssumedStart{Of: r, Day: *t})
			}
		})
	sortByRef(all, func(x *agreement.AssumedStart) agreement.Ref { return x.Of })
	return all
}
