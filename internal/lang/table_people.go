package lang

import (
	"strconv"
	"strings"

	"lockstep/internal/agreement"
	"lockstep/internal/calendar"
)

var (
	parties     = kinds(agreement.KindParty)
	commitments = kinds(agreement.KindCommitment)
	issues      = kinds(agreement.KindIssue)
	conditions  = kinds(agreement.KindCondition)
)

var partyTable = table[agreement.Party]{
	kind: agreement.KindParty,
	doc:  "Anyone who acts, decides, judges, verifies or receives.",
	in:   func(a *agreement.Agreement) *[]agreement.Party { return &a.Parties },
	begin: func(h header) agreement.Party {
		return agreement.Party{ID: h.id, Name: h.id, AtTable: true, Where: h.where}
	},
	attributes: []attribute[agreement.Party]{
		partyName,
		wordRow("kind", "What sort of party it is.", agreement.PartyKindNames,
			func(p *agreement.Party) *agreement.PartyKind { return &p.Kind }),
		wordRow("role", "What it is in the agreement; absent: must act, did not sign.",
			agreement.RoleNames,
			func(p *agreement.Party) *agreement.Role { return &p.Role }),
		partyAtTable,
		refsRow("members", "Those that make up an alliance or body.", parties,
			func(p *agreement.Party) *[]agreement.Ref { return &p.Members }),
		refRow("of", "The party of which it is a delegation or an organ.", parties,
			func(p *agreement.Party) *agreement.Ref { return &p.Of }),
		partyMandate,
	},
}

var partyName = attribute[agreement.Party]{
	AttributeDoc{"name", "text", "the id", "What people call it, in any script."},
	func(d *decoder, n *node, p *agreement.Party) {
		if called := d.text(n); called != "" {
			p.Name = called
		}
	},
}

var partyAtTable = attribute[agreement.Party]{
	AttributeDoc{"at-table", "true or false", "true", "Whether it takes part in the talks."},
	func(d *decoder, n *node, p *agreement.Party) { p.AtTable = d.truth(n) },
}

var partyMandate = attribute[agreement.Party]{
	AttributeDoc{"mandate", refsForm(issues), "everything", "The issues it may agree to."},
	func(d *decoder, n *node, p *agreement.Party) {
		p.Mandate, p.MandateStated = d.refs(n, issues), true
	},
}

var decisionTable = table[agreement.Decision]{
	kind: agreement.KindDecision,
	doc:  "What a body decides under a rule.",
	in:   func(a *agreement.Agreement) *[]agreement.Decision { return &a.Decisions },
	begin: func(h header) agreement.Decision {
		return agreement.Decision{ID: h.id, Where: h.where}
	},
	attributes: []attribute[agreement.Decision]{
		refsRow("by", "Who decides; an alliance or body through its members.", parties,
			func(x *agreement.Decision) *[]agreement.Ref { return &x.By }),
		decisionRule,
		durationRow("silence", "How long silence must last, once put.",
			func(x *agreement.Decision) **calendar.Duration { return &x.Silence }),
		decisionBlockers,
		refsRow("governs", "What may change only once it is taken.",
			kinds(agreement.KindLevel, agreement.KindCommitment),
			func(x *agreement.Decision) *[]agreement.Ref { return &x.Governs }),
		refsRow("refers", "The issues that it is about.", issues,
			func(x *agreement.Decision) *[]agreement.Ref { return &x.Refers }),
	},
	agree: func(d *decoder, x *agreement.Decision) {
		silence := d.body.find("silence")
		if silence != nil && x.Silence != nil && x.Rule != agreement.Silence {
			d.say(silence.where, silenceWithoutRule(agreement.RuleNames[x.Rule]))
		}
		by := d.body.find("by")
		nobody := by == nil || by.form == list && len(by.items) == 0
		if x.Rule == agreement.AtLeastOf && nobody && !x.BlockersStated {
			d.say(d.body.find("rule").where, ruleOfNobody(x.K))
		}
	},
}

var decisionRule = attribute[agreement.Decision]{
	AttributeDoc{"rule", `"consensus", "majority", at-least(k), "single" or "silence"`,
		"consensus", "How the body decides."},
	func(d *decoder, n *node, x *agreement.Decision) { d.rule(n, x) },
}

var decisionBlockers = attribute[agreement.Decision]{
	AttributeDoc{"blockers", refsForm(parties), "as the rule has it", "Who alone can stop it."},
	func(d *decoder, n *node, x *agreement.Decision) {
		x.Blockers, x.BlockersStated = d.refs(n, parties), true
	},
}

// rule reads how a body decides: a word, at-least(2) or "at-least(2)".
func (d *decoder) rule(n *node, x *agreement.Decision) {
	if n.form == call && n.text == "at-least" {
		d.ruleOf(n, x)
		return
	}
	if digits, ok := strings.CutPrefix(n.text, "at-least("); ok && n.form == text {
		k, err := strconv.Atoi(strings.TrimSuffix(digits, ")"))
		if err != nil || k < 1 || k > 1e9 {
			d.say(n.where, ruleWithoutNumber())
			return
		}
		x.Rule, x.K = agreement.AtLeastOf, int32(k)
		return
	}
	if n.form == call {
		d.say(n.where, unknownFunction(n.text, []string{"at-least"}))
		return
	}
	i, ok := d.word(n, agreement.RuleNames)
	if ok && agreement.Rule(i) == agreement.AtLeastOf {
		d.say(n.where, ruleWithoutNumber())
		return
	}
	x.Rule = agreement.Rule(i)
}

// ruleOf reads at-least(2).
func (d *decoder) ruleOf(n *node, x *agreement.Decision) {
	if len(n.items) != 1 {
		d.say(n.where, ruleWithoutNumber())
		return
	}
	k, ok := d.count(n.items[0])
	if ok && k < 1 {
		d.say(n.where, ruleWithoutNumber())
		ok = false
	}
	if ok {
		x.Rule, x.K = agreement.AtLeastOf, int32(k)
	}
}

var conditionTable = table[agreement.Condition]{
	kind: agreement.KindCondition,
	doc:  "A state of the world that somebody judges.",
	in:   func(a *agreement.Agreement) *[]agreement.Condition { return &a.Conditions },
	begin: func(h header) agreement.Condition {
		return agreement.Condition{ID: h.id, Where: h.where}
	},
	attributes: []attribute[agreement.Condition]{
		textRow("text", "The wording.",
			func(c *agreement.Condition) *string { return &c.Text }),
		refsRow("judge", "Who says whether it holds.", parties,
			func(c *agreement.Condition) *[]agreement.Ref { return &c.Judges }),
		conditionJudged,
		refsRow("controlled-by", "Whose conduct decides whether it holds.", parties,
			func(c *agreement.Condition) *[]agreement.Ref { return &c.ControlledBy }),
		textRow("indicator", "What is measured.",
			func(c *agreement.Condition) *string { return &c.Indicator }),
		conditionThreshold,
		textRow("data", "Where the measurement comes from.",
			func(c *agreement.Condition) *string { return &c.Data }),
	},
	agree: func(d *decoder, c *agreement.Condition) {
		judged := d.body.find("judged")
		if judged != nil && len(c.Judges) < 2 {
			d.say(judged.where, judgedByFew())
		}
		if judged == nil {
			c.Jointly = len(c.Judges) > 1
		}
	},
}

var conditionJudged = attribute[agreement.Condition]{
	AttributeDoc{"judged", `"jointly" or "any"`, "jointly",
		"Whether several judges must agree or any one of them is enough."},
	func(d *decoder, n *node, c *agreement.Condition) {
		i, ok := d.word(n, []string{"jointly", "any"})
		c.Jointly = ok && i == 0
	},
}

var conditionThreshold = attribute[agreement.Condition]{
	AttributeDoc{"threshold", "number or text", "", "From where on it holds."},
	func(d *decoder, n *node, c *agreement.Condition) { c.Threshold = d.threshold(n) },
}
