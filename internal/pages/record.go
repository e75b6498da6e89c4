package pages

import (
	"bytes"
	"cmp"
	"encoding/json"
	"slices"
	"strings"

	"lockstep/internal/agreement"
	"lockstep/internal/ledger"
)

// A recordBody is the form in which an event is recorded, corrected or taken back.
type recordBody struct {
	Sealed   bool
	Proposed string // the id that the event will have unless somebody is quicker
	Action   string
	Groups   []fieldGroup
	Hidden   []pair
	Wrong    []string // what is wrong with no field of the form
	Retracts *eventRow
	Corrects *eventRow
	IDs      []pair // every id that an event can be about, and what it is
	Button   string
	Tried    bool // it was looked at, nothing is wrong, and it is not recorded
	TryOnly  string
	Passage  *passage // where its quote stands
}

type fieldGroup struct {
	Name   string
	Fields []formField
}

// A formField is one field of an event.
type formField struct {
	Field
	Name, Label, Hint string
	Choices           []choiceGroup // none: it is typed
	Long              bool
	List              string // of ids to choose from while typing
	Wide              bool
}

// A choiceGroup is some choices under a head.
type choiceGroup struct {
	Head    string
	Choices []pair
}

// Record is the page on which an event is recorded, corrected or taken back. It stands in no
// navigation; pages lead to it from what they show.
var Record = newPage("", "/record", "record.html", recordPage)

// TryOnly is under which name the form asks what is wrong with an event, without recording it.
const TryOnly = "try"

// A Draft is what somebody has typed into the form, and what was refused of it.
type Draft struct {
	Fields  map[string]string
	Refused []ledger.Refusal
}

func recordPage(ask *Ask) (*View, error) {
	body := &recordBody{Sealed: ask.Answers.Sealed, Action: "/record",
		Proposed: ask.Answers.NextID(), IDs: ask.subjects(), Button: "Record"}
	fields := ask.prefilled()
	if ask.Draft != nil {
		fields = ask.Draft.Fields
		body.Proposed = cmp.Or(fields["proposed"], body.Proposed)
	}
	view := &View{Finding: "Record what happened", Body: body}
	switch {
	case fields["retracts"] != "":
		view.Finding, body.Button = "Take back what was recorded", "Take it back"
		body.Retracts = ask.oneEvent(fields["retracts"])
		body.Hidden = keep(fields, "kind", "subject", "retracts", "at")
		body.Groups = ask.fields(fields, fieldGroup{"Why", only("note", "source", "known")})
	case fields["corrects"] != "":
		view.Finding, body.Button = "Correct what was recorded", "Correct it"
		body.Corrects = ask.oneEvent(fields["corrects"])
		body.Hidden = keep(fields, "corrects")
		body.Groups = ask.fields(fields, recordGroups...)
	default:
		body.Groups = ask.fields(fields, recordGroups...)
	}
	view.Sub = []string{"The ledger is only ever added to. A correction and a retraction are " +
		"entries of their own, and what stood before stays to be seen under an earlier cut."}
	if !body.Sealed {
		view.Finding = "This project can be read here, and not written to"
		view.Sub = nil
	}
	body.Wrong, body.TryOnly = ask.otherFaults(body.Groups), TryOnly
	if ask.Draft != nil && len(ask.Draft.Refused) == 0 {
		body.Tried = true
		body.Passage, _ = ask.passage(&ledger.Event{Source: fields["source"], Quote: quoteIn(fields)})
	}
	return view, nil
}

// quoteIn is the quote in an event's fields, nil where there is none.
func quoteIn(fields map[string]string) *ledger.Quote {
	if fields["quote.exact"] == "" {
		return nil
	}
	return &ledger.Quote{Exact: fields["quote.exact"], Prefix: fields["quote.prefix"],
		Suffix: fields["quote.suffix"]}
}

// only makes fields of which only the names are known yet.
func only(names ...string) []formField {
	fields := make([]formField, len(names))
	for i, name := range names {
		fields[i].Name = name
	}
	return fields
}

// recordGroups are the fields of an event as the form asks for them.
var recordGroups = []fieldGroup{
	{"What happened", only("kind", "subject", "actor", "at", "known")},
	{"How much", only("value.best", "value.low", "value.high", "unit", "basis")},
	{"Who says so", only("source", "rests-on", "speaker", "mode", "credibility", "assessor")},
	{"In which words", only("quote.exact", "quote.prefix", "quote.suffix", "locator", "note")},
	{"For whom it is", only("handling")},
}

// fieldLabels are what people call the fields.
var fieldLabels = map[string]string{"kind": "What is said", "subject": "Of what",
	"actor": "Who acted", "at": "When it happened", "known": "When it could be known",
	"value.best": "Figure", "value.low": "Lowest", "value.high": "Highest", "unit": "Unit",
	"basis": "Basis", "source": "Source", "rests-on": "Rests on", "speaker": "Speaker",
	"mode": "How the speaker knows", "credibility": "Credibility", "assessor": "Assessor",
	"quote.exact": "Quote", "quote.prefix": "Words before", "quote.suffix": "Words behind",
	"locator": "Where in the source", "note": "Note", "handling": "Handling"}

// fields completes the groups with labels, hints, what was typed, and what is wrong with it.
func (ask *Ask) fields(typed map[string]string, groups ...fieldGroup) []fieldGroup {
	docs := map[string]string{}
	for _, f := range ledger.Fields() {
		docs[f.Name] = f.Doc
	}
	filled := make([]fieldGroup, len(groups))
	for i, group := range groups {
		filled[i].Name = group.Name
		for _, f := range group.Fields {
			f.Label, f.Hint, f.Text = fieldLabels[f.Name], docs[f.Name], typed[f.Name]
			f.Choices, f.List = ask.choicesOf(f.Name, typed)
			f.Long = f.Name == "note" || f.Name == "quote.exact"
			f.Wide = f.Long || f.Name == "subject" || f.Name == "basis"
			f.Wrong = ask.wrongWith(f.Name)
			filled[i].Fields = append(filled[i].Fields, f)
		}
	}
	return filled
}

// wrongWith is what was refused of a field.
func (ask *Ask) wrongWith(name string) string {
	if ask.Draft == nil {
		return ""
	}
	var told []string
	for _, r := range ask.Draft.Refused {
		if r.Field == name || r.Field == "value" && name == "value.best" ||
			r.Field == "quote" && name == "quote.exact" {
			told = append(told, upper(r.Reason))
		}
	}
	return strings.Join(told, ". ")
}

func upper(text string) string {
	if text == "" {
		return ""
	}
	return strings.ToUpper(text[:1]) + text[1:]
}

// otherFaults are what was refused of no field that the form shows.
func (ask *Ask) otherFaults(groups []fieldGroup) []string {
	if ask.Draft == nil {
		return nil
	}
	shown := map[string]bool{"value": true, "quote": true}
	for _, g := range groups {
		for _, f := range g.Fields {
			shown[f.Name] = true
		}
	}
	var told []string
	for _, r := range ask.Draft.Refused {
		if !shown[r.Field] {
			told = append(told, r.String())
		}
	}
	return told
}

// choicesOf are what a field can be, for those of which only some words are right; or the list
// from which one can choose while typing.
func (ask *Ask) choicesOf(name string, typed map[string]string) ([]choiceGroup, string) {
	words := func(all []string, first string) []choiceGroup {
		group := choiceGroup{Choices: []pair{{"", first}}}
		for _, word := range all {
			if word != "" {
				group.Choices = append(group.Choices, pair{word, strings.ReplaceAll(word, "-", " ")})
			}
		}
		return []choiceGroup{group}
	}
	switch name {
	case "kind":
		return ask.kindChoices(typed["subject"]), ""
	case "subject":
		return nil, "ids"
	case "actor":
		return ask.partyChoices(), ""
	case "source":
		return ask.sourceChoices(), ""
	case "mode":
		return words(ledger.ModeNames, "not stated"), ""
	case "rests-on":
		return words(ledger.RestsNames[ledger.Claimed:ledger.Disputed], "not stated"), ""
	case "handling":
		return ask.handlingChoices(typed["handling"]), ""
	case "credibility":
		return words([]string{"1", "2", "3", "4", "5", "6"}, "not judged"), ""
	}
	return nil, ""
}

// handlingChoices are the people for whom who asks can mark an event, and for whom it was marked.
func (ask *Ask) handlingChoices(typed string) []choiceGroup {
	all := []ledger.Handling{ledger.HandlingAll, ledger.HandlingCommission}
	for i := range ask.Answers.Agreement.Parties {
		all = append(all, ledger.ForParty(ask.Answers.Agreement.Parties[i].ID))
	}
	if all = append(all, ledger.HandlingStewards); !slices.Contains(all, ledger.Handling(typed)) {
		all = append(all, ledger.Handling(typed))
	}
	group := choiceGroup{Choices: []pair{{"", "not stated: for all, or as what it corrects"}}}
	for _, h := range all {
		if h != ledger.HandlingUnstated && ask.Clearance.MaySee(h) {
			group.Choices = append(group.Choices, pair{string(h), ask.forWhom(h)})
		}
	}
	return []choiceGroup{group}
}

// forWhom says for whom an event is, "" where nothing is stated.
func (ask *Ask) forWhom(h ledger.Handling) string {
	told := map[ledger.Handling]string{ledger.HandlingUnstated: "",
		ledger.HandlingAll: "for all", ledger.HandlingStewards: "for stewards"}
	if word, simple := told[h]; simple {
		return word
	}
	words := "for the commission"
	for _, party := range h.Parties() {
		words += " and " + ask.partyName(party)
	}
	return words
}

// kindChoices are the kinds of events, those that fit the subject where one is given.
func (ask *Ask) kindChoices(subject string) []choiceGroup {
	of, given := ask.Answers.Agreement.Lookup(subject)
	groups := []choiceGroup{{Choices: []pair{{"", "choose"}}}}
	for k, name := range ledger.KindNames {
		about := ledger.Kind(k).Of()
		if about == agreement.KindNone || !ask.enters(name) || given && about != of.Kind {
			continue
		}
		head := "of a " + about.String()
		if about == agreement.KindAgreement {
			head = "of the text"
		}
		if last := &groups[len(groups)-1]; last.Head != head {
			groups = append(groups, choiceGroup{Head: head})
		}
		last := &groups[len(groups)-1]
		last.Choices = append(last.Choices, pair{name, strings.ReplaceAll(name, "-", " ")})
	}
	return groups
}

func (ask *Ask) partyChoices() []choiceGroup {
	group := choiceGroup{Choices: []pair{{"", "nobody named"}}}
	a := ask.Answers.Agreement
	for i := range a.Parties {
		if of := ask.Clearance.Party; of != "" && of != a.Parties[i].ID {
			continue // a delegate acts for one party
		}
		group.Choices = append(group.Choices, pair{a.Parties[i].ID, a.NameOf(agreement.PartyRef(i))})
	}
	return []choiceGroup{group}
}

func (ask *Ask) sourceChoices() []choiceGroup {
	group := choiceGroup{Choices: []pair{{"", "none"}}}
	for i := range ask.Answers.Agreement.Sources {
		s := &ask.Answers.Agreement.Sources[i]
		group.Choices = append(group.Choices, pair{s.ID, s.ID + ": " + s.Publisher})
	}
	return []choiceGroup{group}
}

// subjects are the ids that events can be about.
func (ask *Ask) subjects() []pair {
	a := ask.Answers.Agreement
	var all []pair
	add := func(n int, ref func(int) agreement.Ref) {
		for i := range n {
			id := a.IDOf(ref(i))
			name := ask.thing(id).Name
			if name == id {
				name = ref(i).Kind.String()
			}
			all = append(all, pair{id, name})
		}
	}
	add(len(a.Commitments), agreement.CommitmentRef)
	add(len(a.Levels), agreement.LevelRef)
	add(len(a.Conditions), agreement.ConditionRef)
	add(len(a.Decisions), agreement.DecisionRef)
	add(len(a.Clocks), agreement.ClockRef)
	add(len(a.Issues), agreement.IssueRef)
	return all
}

// prefilled is what the address says of the event, and what an event to be corrected said.
func (ask *Ask) prefilled() map[string]string {
	fields := map[string]string{}
	if id := ask.Query.Get("corrects"); id != "" {
		if e := ask.Answers.Event(id); e != nil {
			fields = textsOf(e)
		}
		fields["corrects"] = id
	}
	if id := ask.Query.Get("retracts"); id != "" {
		fields["retracts"], fields["kind"] = id, ledger.Retracted.String()
		if e := ask.Answers.Event(id); e != nil {
			fields["subject"], fields["at"] = e.Subject, textsOf(e)["at"]
		}
	}
	for _, name := range []string{"subject", "kind"} {
		if text := ask.Query.Get(name); text != "" {
			fields[name] = text
		}
	}
	return fields
}

// textsOf is an event as texts by field name, without its id.
func textsOf(e *ledger.Event) map[string]string {
	var members map[string]any
	decoder := json.NewDecoder(bytes.NewReader(ledger.AppendJSON(nil, e)))
	decoder.UseNumber()
	if decoder.Decode(&members) != nil {
		return map[string]string{}
	}
	texts := map[string]string{}
	flatten(texts, "", members)
	delete(texts, "id")
	delete(texts, "recorder")
	return texts
}

func flatten(texts map[string]string, under string, members map[string]any) {
	for name, value := range members {
		switch v := value.(type) {
		case map[string]any:
			flatten(texts, under+name+".", v)
		case string:
			texts[under+name] = v
		case json.Number:
			texts[under+name] = v.String()
		}
	}
}

func (ask *Ask) oneEvent(id string) *eventRow {
	e := ask.Answers.Event(id)
	if e == nil {
		return nil
	}
	row := ask.eventRow(e)
	return &row
}

// keep are some of the fields as hidden ones.
func keep(fields map[string]string, names ...string) []pair {
	var kept []pair
	for _, name := range names {
		if fields[name] != "" {
			kept = append(kept, pair{name, fields[name]})
		}
	}
	return kept
}

// FieldNames are the names that the form of an event may send. Who records is not among them.
func FieldNames() []string {
	names := []string{"corrects", "retracts", "precision"}
	for _, f := range ledger.Fields() {
		if f.Name != "id" && f.Name != "recorder" && !slices.Contains(names, f.Name) {
			names = append(names, f.Name)
		}
	}
	return names
}
