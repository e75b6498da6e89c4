package lang

import (
	"slices"

	"lockstep/internal/agreement"
	"lockstep/internal/calendar"
)

type commitmentRow = attribute[agreement.Commitment]

var commitmentTable = table[agreement.Commitment]{
	kind: agreement.KindCommitment,
	doc:  "One thing that somebody owes.",
	in:   func(a *agreement.Agreement) *[]agreement.Commitment { return &a.Commitments },
	begin: func(h header) agreement.Commitment {
		return agreement.Commitment{ID: h.id, Weight: 1, Lost: 1, Where: h.where}
	},
	attributes: []commitmentRow{
		commitmentRefs("by", "Who performs it; several owe it jointly.", parties,
			func(c *agreement.Commitment) *[]agreement.Ref { return &c.By }),
		commitmentRefs("to", "Who receives it; each is owed it.", parties,
			func(c *agreement.Commitment) *[]agreement.Ref { return &c.To }),
		commitmentText("text", "The wording.",
			func(c *agreement.Commitment) *string { return &c.Text }),
		commitmentText("article", "Where it stands in the instrument.",
			func(c *agreement.Commitment) *string { return &c.Article }),
		commitmentText("instrument", "The instrument that holds it.",
			func(c *agreement.Commitment) *string { return &c.Instrument }),
		wordRow("kind", "Whether it is an act, a state of affairs, or something not to be done.",
			agreement.CommitmentKindNames,
			func(c *agreement.Commitment) *agreement.CommitmentKind { return &c.Kind }),
		wordRow("strength", "How firmly it binds.", agreement.StrengthNames,
			func(c *agreement.Commitment) *agreement.Strength { return &c.Strength }),

		guardRow("after", "What must have happened before it starts.",
			func(c *agreement.Commitment) *agreement.Guard { return &c.After }),
		guardRow("provided", "What must be so when it starts; asked once.",
			func(c *agreement.Commitment) *agreement.Guard { return &c.Provided }),
		guardRow("while", "What must be so for as long as it runs; if not, it is suspended.",
			func(c *agreement.Commitment) *agreement.Guard { return &c.While }),
		guardRow("unless", "What stops it from starting and, once it runs, voids it.",
			func(c *agreement.Commitment) *agreement.Guard { return &c.Unless }),

		timeRow("starts", "The day on which it starts, at the earliest.",
			func(c *agreement.Commitment) **agreement.Time { return &c.Starts }),
		timeRow("not-before", "It starts no earlier than this.",
			func(c *agreement.Commitment) **agreement.Time { return &c.NotBefore }),
		timeRow("start-by", "The day by which it must have started.",
			func(c *agreement.Commitment) **agreement.Time { return &c.StartBy }),
		timeRow("due", "The day by which it must be done or, a continuing one, in force.",
			func(c *agreement.Commitment) **agreement.Time { return &c.Due }),
		commitmentTakes,
		timeRow("until", "When a continuing one ends.",
			func(c *agreement.Commitment) **agreement.Time { return &c.Until }),

		commitmentRefs("for", "What it is given against.", commitments,
			func(c *agreement.Commitment) *[]agreement.Ref { return &c.For }),
		commitmentChanges, commitmentKeeps, commitmentSchedule, commitmentUses,
		commitmentReversible, commitmentWeight,

		commitmentVerify,
		amountRow("baseline", "The figure from which its effect is counted.",
			func(c *agreement.Commitment) **float64 { return &c.Baseline }),
		commitmentBenchmark,
		commitmentText("place", "Where it is performed.",
			func(c *agreement.Commitment) *string { return &c.At }),
		commitmentText("source", "Where it was read.",
			func(c *agreement.Commitment) *string { return &c.Source }),
		commitmentText("note", "Anything else.",
			func(c *agreement.Commitment) *string { return &c.Note }),
	},
	agree: agreeCommitment,
}

// commitmentRefs and commitmentText only spare the reader the type.
func commitmentRefs(name, doc string, want kindSet,
	field func(*agreement.Commitment) *[]agreement.Ref,
) commitmentRow {
	return refsRow(name, doc, want, field)
}

func commitmentText(name, doc string, field func(*agreement.Commitment) *string) commitmentRow {
	return textRow(name, doc, field)
}

var commitmentTakes = commitmentRow{
	AttributeDoc{"takes", "duration or range of durations", "", "How long it takes."},
	func(d *decoder, n *node, c *agreement.Commitment) {
		if span, ok := d.span(n); ok {
			c.Takes = &span
		}
	},
}

var commitmentChanges = commitmentRow{
	AttributeDoc{"changes", `{ level = target } or { level = "-500" }`, "",
		"The levels it moves."},
	func(d *decoder, n *node, c *agreement.Commitment) { c.Changes = d.changes(n) },
}

var commitmentKeeps = commitmentRow{
	AttributeDoc{"keeps", "{ level = figure }", "", "The levels it holds."},
	func(d *decoder, n *node, c *agreement.Commitment) { c.Keeps = d.holds(n) },
}

var commitmentSchedule = commitmentRow{
	AttributeDoc{"schedule", "{ time = target } or list of targets or shares", "",
		"The steps by which a level moves."},
	func(d *decoder, n *node, c *agreement.Commitment) { c.Schedule = d.schedule(n, c) },
}

var commitmentUses = commitmentRow{
	AttributeDoc{"uses", "list of resources, or { resource = amount }", "",
		"The scarce things it takes."},
	func(d *decoder, n *node, c *agreement.Commitment) { c.Uses = d.uses(n) },
}

var commitmentReversible = commitmentRow{
	AttributeDoc{"reversible", "true, false or a share from 0 to 1",
		"not stated: counts as given in full",
		"Whether it can be taken back; a share is the part that is lost for good."},
	func(d *decoder, n *node, c *agreement.Commitment) {
		if lost, ok := d.lost(n); ok {
			c.Lost, c.ReversibleStated = lost, true
		}
	},
}

var commitmentWeight = commitmentRow{
	AttributeDoc{"weight", "number", "1", "How much it counts in exposure."},
	func(d *decoder, n *node, c *agreement.Commitment) {
		if x, ok := d.amount(n); ok {
			c.Weight = x
		}
	},
}

var commitmentVerify = commitmentRow{
	AttributeDoc{"verify", refsForm(parties), "",
		"Who checks that it is done; an empty list states that nobody does."},
	func(d *decoder, n *node, c *agreement.Commitment) {
		c.Verify, c.VerifyStated = d.refs(n, parties), true
	},
}

var commitmentBenchmark = commitmentRow{
	AttributeDoc{"benchmark", "text, condition, or list of conditions", "",
		"How it is measured."},
	func(d *decoder, n *node, c *agreement.Commitment) { d.benchmark(n, c) },
}

// benchmark reads conditions or a text. A text of a JSON file is a condition if it is its id.
func (d *decoder) benchmark(n *node, c *agreement.Commitment) {
	_, isCondition := d.names.find(n.text, conditions)
	if n.form == text && !(n.source && isCondition) {
		c.Benchmark = n.text
		return
	}
	c.Benchmarks = d.refs(n, conditions)
}

// agreeCommitment reports attributes that contradict each other.
func agreeCommitment(d *decoder, c *agreement.Commitment) {
	until, takes, due := d.body.find("until"), d.body.find("takes"), d.body.find("due")
	if until != nil && c.Until != nil && !c.IsContinuing() {
		d.say(until.where, untilOnce())
	}
	if takes != nil && c.Takes != nil && c.IsContinuing() {
		d.say(takes.where, takesContinuing(agreement.CommitmentKindNames[c.Kind]))
	}
	if plainDay(c.StartBy) && plainDay(c.Due) && c.StartBy.Day > c.Due.Day {
		d.say(due.where, startAfterDue(c.StartBy.Day.String(), c.Due.Day.String()))
	}
	for i := range c.Changes {
		for j := range c.Keeps {
			if c.Changes[i].Level == c.Keeps[j].Level {
				d.say(d.body.find("keeps").where, changedAndKept())
			}
		}
	}
}

func plainDay(t *agreement.Time) bool { return t != nil && t.Op == agreement.TimeDay }

var exchangeTable = table[agreement.Exchange]{
	kind: agreement.KindExchange,
	doc:  "Binds the commitments of several sides together.",
	in:   func(a *agreement.Agreement) *[]agreement.Exchange { return &a.Exchanges },
	begin: func(h header) agreement.Exchange {
		return agreement.Exchange{ID: h.id, Where: h.where}
	},
	attributes: []attribute[agreement.Exchange]{
		exchangeSides,
		wordRow("mode", "The pace.", agreement.ModeNames,
			func(e *agreement.Exchange) *agreement.Mode { return &e.Mode }),
		exchangeTolerance,
	},
	agree: agreeExchange,
}

var exchangeSides = attribute[agreement.Exchange]{
	AttributeDoc{"sides", "list of lists of commitments", "",
		"The acts of each side, in their order."},
	func(d *decoder, n *node, e *agreement.Exchange) { e.Sides = d.sides(n) },
}

var exchangeTolerance = attribute[agreement.Exchange]{
	AttributeDoc{"tolerance", "share from 0 to 1", "the largest single share",
		"By how much one side may be ahead."},
	func(d *decoder, n *node, e *agreement.Exchange) { e.Tolerance = pointer(d.share(n)) },
}

// sides reads lists of commitments; a commitment stands in no two places of them.
func (d *decoder) sides(n *node) [][]agreement.Ref {
	var sides [][]agreement.Ref
	var seen onceEach
	for _, element := range d.elements(n) {
		var side []agreement.Ref
		for _, item := range d.elements(element) {
			item = d.expression(item)
			r, ok := d.ref(item, commitments)
			switch {
			case !ok:
			case !seen.add(r):
				d.say(item.where, twiceInExchange(item.text))
			default:
				side = append(side, r)
			}
		}
		sides = append(sides, side)
	}
	return sides
}

func agreeExchange(d *decoder, e *agreement.Exchange) {
	tolerance, sides := d.body.find("tolerance"), d.body.find("sides")
	paced := e.Mode == agreement.Commensurate || e.Mode == agreement.Proportional
	if tolerance != nil && e.Tolerance != nil && !paced {
		d.say(tolerance.where, toleranceWithoutPace(agreement.ModeNames[e.Mode]))
	}
	switch {
	case sides == nil:
		d.say(d.header, emptyExchange())
	case len(e.Members()) == 0 && d.faultless():
		d.say(sides.where, emptyExchange())
	}
}

var powerTable = table[agreement.Power]{
	kind:  agreement.KindPower,
	doc:   "Lets a party act on commitments when its guard holds.",
	in:    func(a *agreement.Agreement) *[]agreement.Power { return &a.Powers },
	begin: func(h header) agreement.Power { return agreement.Power{ID: h.id, Where: h.where} },
	attributes: []attribute[agreement.Power]{
		refsRow("by", "Who has it.", parties,
			func(p *agreement.Power) *[]agreement.Ref { return &p.By }),
		guardRow("when", "When it may be used.",
			func(p *agreement.Power) *agreement.Guard { return &p.When }),
		withoutDefault(wordRow("does", "What it does.", agreement.EffectNames,
			func(p *agreement.Power) *agreement.Effect { return &p.Does })),
		refsRow("on", "The commitments it acts on.", commitments,
			func(p *agreement.Power) *[]agreement.Ref { return &p.On }),
		durationRow("within", "How long it may be used once it could be.",
			func(p *agreement.Power) **calendar.Duration { return &p.Within }),
		guardRow("unless", "What takes it away.",
			func(p *agreement.Power) *agreement.Guard { return &p.Unless }),
	},
	agree: func(d *decoder, _ *agreement.Power) { d.needs(agreement.KindPower, "does") },
}

var branchTable = table[agreement.Branch]{
	kind:  agreement.KindBranch,
	doc:   "Brings commitments into being on one side or the other.",
	in:    func(a *agreement.Agreement) *[]agreement.Branch { return &a.Branches },
	begin: func(h header) agreement.Branch { return agreement.Branch{ID: h.id, Where: h.where} },
	attributes: []attribute[agreement.Branch]{
		guardRow("if", "What decides.",
			func(b *agreement.Branch) *agreement.Guard { return &b.If }),
		refsRow("then", "The commitments if it is so.", commitments,
			func(b *agreement.Branch) *[]agreement.Ref { return &b.Then }),
		refsRow("else", "The commitments if it is not so.", commitments,
			func(b *agreement.Branch) *[]agreement.Ref { return &b.Else }),
	},
	agree: func(d *decoder, b *agreement.Branch) {
		d.needs(agreement.KindBranch, "if")
		otherwise := d.body.find("else")
		for _, c := range b.Else {
			if slices.Contains(b.Then, c) {
				d.say(otherwise.where, onBothSides(d.names.idOf(c)))
			}
		}
	},
}
