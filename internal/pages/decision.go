package pages

import (
	"cmp"
	"net/url"
	"slices"
	"strings"

	"lockstep/internal/agreement"
	"lockstep/internal/calendar"
	"lockstep/internal/status"
)

// A decisionBody is all there is to say of one decision.
type decisionBody struct {
	Row     decisionRow
	AsOf    calendar.Day
	Put     string // when it was put under silence, "" where it was not
	Ended   string // when that silence ended, where it has
	Silence *silence
	Offer   *offer
	Voices  []voice
	Summary string
	Events  []eventRow
	Facts   []fact
	Moves   []moveRow
	Record  string // where to record something of it; "" for who may not
}

// decisionIDs are the ids of all decisions.
func decisionIDs(a *agreement.Agreement) []string {
	ids := make([]string, len(a.Decisions))
	for i := range a.Decisions {
		ids[i] = a.Decisions[i].ID
	}
	return ids
}

func decisionPage(ask *Ask) (*View, error) {
	a := ask.Answers.Agreement
	decisions := ask.decisions()
	i := slices.IndexFunc(decisions, func(d status.Decision) bool { return d.ID == ask.ID })
	if i < 0 {
		return nil, &NotFoundError{"decision", ask.ID}
	}
	declared, d := &a.Decisions[i], &decisions[i]
	body := &decisionBody{Row: ask.decisionRow(declared, d), AsOf: ask.Answers.Cut.AsOf,
		Offer: ask.offerOf(d), Voices: ask.voices(d), Events: ask.eventRows(d.Events, nil),
		Moves: ask.moves(declared, d), Facts: ask.decisionFacts(declared, d)}
	body.Summary = tallyVoices(body.Voices)
	switch {
	case d.Standing == "under silence":
		s := ask.silence(d)
		body.Silence = &s
	case d.Put != calendar.None:
		body.Put = ask.momentOr(d.PutAt, d.Put)
		if d.BySilence {
			body.Ended = ask.momentOr(d.EndsAt, d.Ends)
		}
	}
	if ask.records() {
		body.Record = "/record?" + url.Values{"subject": {ask.ID}}.Encode()
	}
	return &View{Finding: ask.ID + ": " + decisionFinding(&body.Row, body.Summary),
		Sub: []string{decidedSub(ask.Answers.Report(), body.Row.Rests.Word)}, Body: body}, nil
}

// decisionFinding is how a decision stands, in words.
func decisionFinding(row *decisionRow, positions string) string {
	told := strings.ToLower(row.Standing.Word)
	if row.Day != calendar.None {
		told += " on " + prose(row.Day)
	}
	if row.BySilence {
		told += ", for nobody broke the silence"
	}
	if positions != "" {
		told += "; " + positions
	}
	return told
}

// decidedSub says of when a decision is told, and on what its standing rests.
func decidedSub(r *status.Report, word string) string {
	told := "On " + prose(r.AsOf)
	if r.KnownAt != calendar.None {
		told += ", as known at " + prose(r.KnownAt)
	}
	if word == "no evidence" {
		return told + ". Nobody has said anything of it."
	}
	return told + ". How it stands is " + word + "."
}

// decisionFacts are what the text says of a decision, what it does not say included.
func (ask *Ask) decisionFacts(declared *agreement.Decision, d *status.Decision) []fact {
	by := ask.partyNames(d.By)
	facts := []fact{
		{Name: "Id", Text: d.ID},
		{Name: "Decided by", Text: cmp.Or(by, "nobody is named"), Quiet: by == ""},
		{Name: "Rule", Text: ruleOf(declared)},
		{Name: "So", Text: needs(declared, len(d.Positions))},
	}
	if governs := ask.tellRefs(declared.Governs); len(governs) > 0 {
		facts = append(facts, fact{Name: "Governs", Told: governs})
	} else {
		facts = append(facts, fact{Name: "Governs", Text: "nothing that the text names", Quiet: true})
	}
	if refers := ask.tellRefs(declared.Refers); len(refers) > 0 {
		facts = append(facts, fact{Name: "Refers", Told: refers})
	}
	if waits := ask.tellRefs(ask.waitersFor(declared.ID)); len(waits) > 0 {
		facts = append(facts, fact{Name: "Waited for by", Told: waits})
	}
	return append(facts, fact{Name: "Written in", Text: ask.place(declared.Where)})
}

// waitersFor are the commitments that wait for something of that id.
func (ask *Ask) waitersFor(id string) []agreement.Ref {
	a := ask.Answers.Agreement
	of, _ := a.Lookup(id)
	var refs []agreement.Ref
	for _, n := range ask.waitersOf(of) {
		ref, _ := a.Lookup(n.ID)
		refs = append(refs, ref)
	}
	return refs
}
