package lang

import (
	"slices"
	"strings"

	"lockstep/internal/agreement"
	"lockstep/internal/calendar"
)

// sortByRef orders the entries of an object, which has no order of its own, by what they are
// about.
func sortByRef[T any](things []T, of func(*T) agreement.Ref) {
	slices.SortFunc(things, func(x, y T) int { return of(&x).Compare(of(&y)) })
}

var issueTable = table[agreement.Issue]{
	kind:  agreement.KindIssue,
	doc:   "A matter under negotiation.",
	in:    func(a *agreement.Agreement) *[]agreement.Issue { return &a.Issues },
	begin: func(h header) agreement.Issue { return agreement.Issue{ID: h.id, Where: h.where} },
	attributes: []attribute[agreement.Issue]{
		refsRow("between", "Who negotiates it.", parties,
			func(i *agreement.Issue) *[]agreement.Ref { return &i.Between }),
		{AttributeDoc{"bracketed", "true or false, or the wording in brackets", "false",
			"Whether its text is not agreed."},
			func(d *decoder, n *node, i *agreement.Issue) { d.bracketed(n, i) }},
		refsRow("commitments", "The commitments that are about it.", commitments,
			func(i *agreement.Issue) *[]agreement.Ref { return &i.Commitments }),
	},
}

// bracketed reads true or false, the wording in brackets, or a list of wordings.
func (d *decoder) bracketed(n *node, i *agreement.Issue) {
	switch n.form {
	case text:
		i.Bracketed, i.Brackets = true, []string{d.wording(n)}
	case list:
		for _, item := range n.items {
			i.Brackets = append(i.Brackets, d.wording(item))
		}
		i.Bracketed = len(i.Brackets) > 0
	default:
		i.Bracketed = d.truth(n)
	}
}

// wording is a text that says something.
func (d *decoder) wording(n *node) string {
	said := d.text(n)
	if n.form == text && strings.TrimSpace(said) == "" {
		d.say(n.where, emptyBrackets())
	}
	return said
}

var roundTable = table[agreement.Round]{
	kind:  agreement.KindRound,
	doc:   "A meeting that puts issues before parties.",
	in:    func(a *agreement.Agreement) *[]agreement.Round { return &a.Rounds },
	begin: func(h header) agreement.Round { return agreement.Round{ID: h.id, Where: h.where} },
	attributes: []attribute[agreement.Round]{
		timeRow("on", "When it is held.",
			func(r *agreement.Round) **agreement.Time { return &r.On }),
		refsRow("parties", "Who meets.", parties,
			func(r *agreement.Round) *[]agreement.Ref { return &r.Parties }),
		refsRow("issues", "What is put before them.", issues,
			func(r *agreement.Round) *[]agreement.Ref { return &r.Issues }),
		timeRow("next", "When they meet again.",
			func(r *agreement.Round) **agreement.Time { return &r.Next }),
	},
}

var redlineTable = table[agreement.Redline]{
	kind: agreement.KindRedline,
	doc:  "A state that a party says must never come about.",
	in:   func(a *agreement.Agreement) *[]agreement.Redline { return &a.Redlines },
	begin: func(h header) agreement.Redline {
		return agreement.Redline{ID: h.id, Where: h.where}
	},
	attributes: []attribute[agreement.Redline]{
		refsRow("of", "Whose red line it is.", parties,
			func(r *agreement.Redline) *[]agreement.Ref { return &r.Of }),
		guardRow("never", "What must never be so.",
			func(r *agreement.Redline) *agreement.Guard { return &r.Never }),
	},
	agree: func(d *decoder, _ *agreement.Redline) { d.needs(agreement.KindRedline, "never") },
}

var goalTable = table[agreement.Goal]{
	kind:  agreement.KindGoal,
	doc:   "A state that a party wants to reach.",
	in:    func(a *agreement.Agreement) *[]agreement.Goal { return &a.Goals },
	begin: func(h header) agreement.Goal { return agreement.Goal{ID: h.id, Where: h.where} },
	attributes: []attribute[agreement.Goal]{
		refsRow("of", "Whose goal it is.", parties,
			func(g *agreement.Goal) *[]agreement.Ref { return &g.Of }),
		guardRow("reach", "What is to be reached.",
			func(g *agreement.Goal) *agreement.Guard { return &g.Reach }),
	},
	agree: func(d *decoder, _ *agreement.Goal) { d.needs(agreement.KindGoal, "reach") },
}

var readingTable = table[agreement.Reading]{
	kind: agreement.KindReading,
	doc:  "One party's interpretation.",
	in:   func(a *agreement.Agreement) *[]agreement.Reading { return &a.Readings },
	begin: func(h header) agreement.Reading {
		return agreement.Reading{ID: h.id, Where: h.where}
	},
	attributes: []attribute[agreement.Reading]{
		refsRow("of", "Whose interpretation it is.", parties,
			func(r *agreement.Reading) *[]agreement.Ref { return &r.Of }),
		{AttributeDoc{"after", "{ commitment = guard }", "", "The waits that it adds."},
			func(d *decoder, n *node, r *agreement.Reading) { r.After = d.addedWaits(n) }},
		{AttributeDoc{"drops", "{ commitment = list of names }", "",
			"The waits that it denies."},
			func(d *decoder, n *node, r *agreement.Reading) { r.Drops = d.deniedWaits(n) }},
		{AttributeDoc{"due", "{ commitment = time }", "", "The due days that it holds."},
			func(d *decoder, n *node, r *agreement.Reading) { r.Due = d.heldDue(n) }},
	},
}

func (d *decoder) addedWaits(n *node) []agreement.AddedWait {
	var waits []agreement.AddedWait
	d.pairs(n, commitments, func(c agreement.Ref, _, value *node) {
		if g := d.guard(value); !g.IsZero() {
			waits = append(waits, agreement.AddedWait{Commitment: c, Guard: g})
		}
	})
	sortByRef(waits, func(w *agreement.AddedWait) agreement.Ref { return w.Commitment })
	return waits
}

func (d *decoder) deniedWaits(n *node) []agreement.DeniedWait {
	var waits []agreement.DeniedWait
	d.pairs(n, commitments, func(c agreement.Ref, key, value *node) {
		if refs := d.refs(value, happens); len(refs) > 0 {
			waits = append(waits, agreement.DeniedWait{Commitment: c, For: refs,
				Where: d.place(key)})
		}
	})
	sortByRef(waits, func(w *agreement.DeniedWait) agreement.Ref { return w.Commitment })
	return waits
}

func (d *decoder) heldDue(n *node) []agreement.HeldDue {
	var held []agreement.HeldDue
	d.pairs(n, commitments, func(c agreement.Ref, _, value *node) {
		if t := d.time(value); t != nil {
			held = append(held, agreement.HeldDue{Commitment: c, Due: *t})
		}
	})
	sortByRef(held, func(h *agreement.HeldDue) agreement.Ref { return h.Commitment })
	return held
}

var clockTable = table[agreement.Clock]{
	kind:  agreement.KindClock,
	doc:   "A day zero from which others are counted.",
	in:    func(a *agreement.Agreement) *[]agreement.Clock { return &a.Clocks },
	begin: func(h header) agreement.Clock { return agreement.Clock{ID: h.id, Where: h.where} },
	attributes: []attribute[agreement.Clock]{
		timeRow("at", "When it starts; not written: it has not started, and may never.",
			func(c *agreement.Clock) **agreement.Time { return &c.At }),
	},
}

type sourceRow = attribute[agreement.Source]

var sourceTable = table[agreement.Source]{
	kind: agreement.KindSource,
	doc:  "Where evidence comes from.",
	in:   func(a *agreement.Agreement) *[]agreement.Source { return &a.Sources },
	begin: func(h header) agreement.Source {
		return agreement.Source{ID: h.id, Published: calendar.None, Reliability: "F",
			Where: h.where}
	},
	attributes: []sourceRow{
		textRow("publisher", "Who published it.",
			func(s *agreement.Source) *string { return &s.Publisher }),
		{AttributeDoc{"published", "date", "", "When it was published."},
			func(d *decoder, n *node, s *agreement.Source) { s.Published, _ = d.day(n) }},
		textRow("file", "Where it lies.",
			func(s *agreement.Source) *string { return &s.File }),
		{AttributeDoc{"reliability", wordsForm(reliabilities), "F",
			"How reliable the source is, from A (always) to E (never); F: cannot be judged."},
			func(d *decoder, n *node, s *agreement.Source) {
				if i, ok := d.word(n, reliabilities); ok {
					s.Reliability = reliabilities[i]
				}
			}},
		{AttributeDoc{"repeats", "source", "", "The root source that it copies."},
			func(d *decoder, n *node, s *agreement.Source) { s.Repeats = d.repeatsSource(n) }},
	},
}

// reliabilities are the grades of the Admiralty code (NATO STANAG 2511).
var reliabilities = []string{"A", "B", "C", "D", "E", "F"}

// repeatsSource is the name of a source, in quotes or bare.
func (d *decoder) repeatsSource(n *node) string {
	if r, ok := d.key(n, kinds(agreement.KindSource)); ok {
		return d.names.own[agreement.KindSource][r.Index]
	}
	return ""
}
