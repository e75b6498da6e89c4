package pages

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"lockstep/internal/agreement"
	"lockstep/internal/calendar"
	"lockstep/internal/desk"
)

// An evidenceBody is the events that are looked for, or one of them.
type evidenceBody struct {
	One    *eventView
	Search searchForm
	Rows   []foundRow
	Found  int
	All    int
	First  int // number of the first row shown, from 1
	Last   int
	Before string
	After  string
	Import string // where to take in a file; "" for who may not
}

// A searchForm is what is looked for, and what can be.
type searchForm struct {
	Words, From, Until             string
	Wrong                          string
	Kinds, Subjects, Sources, Rest []option
	Parties                        []option
	Keep                           []pair
	Any                            bool // something is looked for
	Clear                          string
}

// An option is one entry of a list, with how many events it has.
type option struct {
	Value, Text string
	Count       int
	Chosen      bool
}

// A chooser is a list in a form.
type chooser struct {
	Name, Label string
	Choices     []option
}

// A foundRow is an event in the list.
type foundRow struct {
	eventRow
	Href    string
	Subject named
}

// mostFound is how many events a page of the list has.
const mostFound = 50

// evidencePage lists events, or shows the one that the address names.
func evidencePage(ask *Ask) (*View, error) {
	if id := ask.Query.Get("event"); id != "" {
		return ask.eventPage(id)
	}
	search, form := ask.search()
	found := ask.Answers.Find(search)
	body := &evidenceBody{Search: form, Found: len(found), All: len(ask.Answers.Counting())}
	if ask.MayRecord {
		body.Import = Import.Path
	}
	first := 0
	if n, err := strconv.Atoi(ask.Query.Get("first")); err == nil && n > 0 {
		first = min(n-1, max(0, len(found)-1))
	}
	upto := min(len(found), first+mostFound)
	body.First, body.Last = first+1, upto
	for _, e := range found[first:upto] {
		body.Rows = append(body.Rows, ask.foundRow(e))
	}
	if first > 0 {
		body.Before = ask.here("first", strconv.Itoa(max(1, first+1-mostFound)))
	}
	if upto < len(found) {
		body.After = ask.here("first", strconv.Itoa(upto+1))
	}
	return &View{Finding: ask.evidenceFinding(body), Sub: []string{"Evidence up to " +
		prose(ask.Answers.Cut.AsOf) + ", " + knownWords(ask.Answers.Cut) + ". What was corrected or " +
		"taken back by then is left out; the event that did so leads to it."}, Body: body}, nil
}

// evidenceFinding says how much there is, and how much of it is more than somebody’s word.
func (ask *Ask) evidenceFinding(body *evidenceBody) string {
	if body.Search.Any {
		return fmt.Sprintf("%d of %s found", body.Found, count(body.All, "event", "events"))
	}
	if body.All == 0 {
		return "No event is known under this cut"
	}
	claimed, verified := 0, 0
	for i := range ask.Answers.Counting() {
		switch ask.Answers.Counting()[i].RestsOn.String() {
		case "claimed":
			claimed++
		case "verified", "accepted":
			verified++
		}
	}
	told := fmt.Sprintf("%s from %s", count(body.All, "event", "events"),
		count(ask.independent(), "independent source", "independent sources"))
	if verified == 0 {
		return told + fmt.Sprintf("; none is verified, %d are claims of the performer", claimed)
	}
	return told + fmt.Sprintf("; %d verified or accepted, %d claims of the performer", verified,
		claimed)
}

// search reads what the address looks for, and makes the form that says so.
func (ask *Ask) search() (desk.Search, searchForm) {
	text := func(name string) string { return strings.TrimSpace(ask.Query.Get(name)) }
	s := desk.Search{Words: text("q"), Kind: text("kind"), Subject: text("subject"),
		Source: text("source"), Party: text("party"), RestsOn: text("rests"),
		From: calendar.None, Until: calendar.None}
	form := searchForm{Words: s.Words, From: text("from"), Until: text("until"),
		Clear: ask.link("/evidence")}
	for _, f := range []struct {
		text string
		day  *calendar.Day
	}{{form.From, &s.From}, {form.Until, &s.Until}} {
		field := Field{Text: f.text}
		if *f.day = field.day(ask.Answers.Agreement.Location()); field.Wrong != "" {
			form.Wrong = field.Wrong
		}
	}
	none := desk.Search{From: calendar.None, Until: calendar.None}
	form.Any = s != none
	ask.fillChoices(&form, &s)
	for _, name := range cutNames {
		if value := ask.Query.Get(name); value != "" {
			form.Keep = append(form.Keep, pair{name, value})
		}
	}
	return s, form
}

// fillChoices lists the kinds, subjects, sources and parties of all that counts.
func (ask *Ask) fillChoices(form *searchForm, s *desk.Search) {
	kinds, subjects, sources := map[string]int{}, map[string]int{}, map[string]int{}
	parties, rests := map[string]int{}, map[string]int{}
	view := ask.Answers.Counting()
	for i := range view {
		e := &view[i]
		kinds[e.Kind.String()]++
		subjects[e.Subject]++
		sources[e.Source]++
		rests[e.RestsOn.String()]++
		parties[e.Actor]++
		if e.Assessor != e.Actor {
			parties[e.Assessor]++
		}
	}
	form.Kinds = optionsOf(kinds, s.Kind, func(id string) string {
		return strings.ReplaceAll(id, "-", " ")
	})
	form.Subjects = optionsOf(subjects, s.Subject, func(id string) string { return id })
	form.Sources = optionsOf(sources, s.Source, ask.publisher)
	form.Parties = optionsOf(parties, s.Party, ask.partyName)
	form.Rest = optionsOf(rests, s.RestsOn, func(word string) string { return word })
}

// publisher is who published a source.
func (ask *Ask) publisher(name string) string {
	if i := ask.sourceAt(name); i >= 0 {
		return cmp.Or(ask.Answers.Agreement.Sources[i].Publisher, name)
	}
	return name
}

// optionsOf are the entries of a list, by their texts; one that is chosen and has no event stays.
func optionsOf(counts map[string]int, chosen string, text func(string) string) []option {
	if chosen != "" {
		counts[chosen] += 0
	}
	var all []option
	for value, n := range counts {
		if value != "" {
			all = append(all, option{value, text(value), n, value == chosen})
		}
	}
	slices.SortFunc(all, func(x, y option) int {
		return cmp.Or(strings.Compare(x.Text, y.Text), strings.Compare(x.Value, y.Value))
	})
	return all
}

// subjectOf says what kind of thing an event is about.
func (ask *Ask) subjectOf(id string) string {
	ref, found := ask.Answers.Agreement.Lookup(id)
	if !found {
		return ""
	}
	return map[agreement.Kind]string{
		agreement.KindCommitment: "commitment", agreement.KindCondition: "condition",
		agreement.KindClock: "clock", agreement.KindDecision: "decision",
		agreement.KindLevel: "level", agreement.KindIssue: "issue",
	}[ref.Kind]
}
