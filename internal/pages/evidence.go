package pages

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"lockstep/internal/agreement"
	"lockstep/internal/calendar"
	"lockstep/internal/concordance"
	"lockstep/internal/desk"
	"lockstep/internal/ledger"
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
	Parties, Grades, Modes         []option
	Fates, Contested, By           []option
	Keep                           []pair
	Any                            bool // something is looked for
	More                           bool // by what is asked for more rarely, too
	Clear                          string
}

// An option is one entry of a list, with how many events it has; -1 where that is not counted.
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
	Marked  markedRow
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
	terms := concordance.Read(search.Words)
	for _, e := range found[first:upto] {
		row := ask.foundRow(e)
		row.Marked = ask.markedRow(e, &row, terms)
		body.Rows = append(body.Rows, row)
	}
	if first > 0 {
		body.Before = ask.here("first", strconv.Itoa(max(1, first+1-mostFound)))
	}
	if upto < len(found) {
		body.After = ask.here("first", strconv.Itoa(upto+1))
	}
	return &View{Finding: ask.evidenceFinding(body), Sub: []string{"Evidence up to " +
		prose(ask.Answers.Cut.AsOf) + ", " + knownWords(ask.Answers.Cut) + ". " + fateTold(search.Fate)},
		Body: body}, nil
}

// fateTold says which events a list is of.
func fateTold(fate string) string {
	switch fate {
	case desk.Corrected:
		return "These do not count any more: each was corrected by another, which its page names."
	case desk.Retracted:
		return "These do not count any more: each was taken back."
	}
	return "What was corrected or taken back by then is left out; the event that did so leads to it."
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
		Reliability: text("grade"), Mode: text("mode"), Contested: text("contested") != "",
		ByKnown: text("by") == byLearned, From: calendar.None, Until: calendar.None}
	if fate := text("fate"); slices.Contains(desk.Fates, fate) {
		s.Fate = fate
	}
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
	none := desk.Search{From: calendar.None, Until: calendar.None, ByKnown: s.ByKnown}
	form.Any = s != none
	form.More = s.Reliability != "" || s.Mode != "" || s.Fate != "" || s.Contested || s.ByKnown
	ask.fillChoices(&form, &s)
	for _, name := range cutNames {
		if value := ask.Query.Get(name); value != "" {
			form.Keep = append(form.Keep, pair{name, value})
		}
	}
	return s, form
}

// byLearned is how an address says that its days are those on which something was learned.
const byLearned = "learned"

// choicesCounted is how many of the events that count say what, of each thing that can be chosen.
type choicesCounted struct {
	kinds, subjects, sources, parties, rests, grades, modes map[string]int
}

func (ask *Ask) choicesCounted() *choicesCounted {
	return once(ask, "choices of evidence", func() *choicesCounted {
		c := &choicesCounted{map[string]int{}, map[string]int{}, map[string]int{}, map[string]int{},
			map[string]int{}, map[string]int{}, map[string]int{}}
		view := ask.Answers.Counting()
		for i := range view {
			e := &view[i]
			c.kinds[e.Kind.String()]++
			c.subjects[e.Subject]++
			c.sources[e.Source]++
			c.rests[e.RestsOn.String()]++
			c.grades[ask.Answers.Reliability(e.Source)]++
			c.modes[ledger.ModeNames[e.Mode]]++
			c.parties[e.Actor]++
			if e.Assessor != e.Actor {
				c.parties[e.Assessor]++
			}
		}
		return c
	})
}

// fillChoices lists what can be chosen.
func (ask *Ask) fillChoices(form *searchForm, s *desk.Search) {
	c := ask.choicesCounted()
	same := func(word string) string { return word }
	form.Kinds = optionsOf(c.kinds, s.Kind, func(id string) string {
		return strings.ReplaceAll(id, "-", " ")
	})
	form.Subjects = optionsOf(c.subjects, s.Subject, same)
	form.Sources = optionsOf(c.sources, s.Source, ask.publisher)
	form.Parties = optionsOf(c.parties, s.Party, ask.partyName)
	form.Rest = optionsOf(c.rests, s.RestsOn, same)
	form.Modes = optionsOf(c.modes, s.Mode, same)
	form.Grades = optionsOf(c.grades, s.Reliability, func(grade string) string {
		for _, g := range gradeWords {
			if g.grade == grade {
				return grade + ", " + g.meaning
			}
		}
		return grade
	})
	for _, fate := range []pair{{desk.Correcting, "what corrects another"},
		{desk.Corrected, "what was corrected"}, {desk.Retracted, "what was taken back"}} {
		form.Fates = append(form.Fates, option{fate.Name, fate.Value, -1, fate.Name == s.Fate})
	}
	form.Contested = []option{{"yes", "only what is contradicted", -1, s.Contested}}
	form.By = []option{{byLearned, "it was learned", -1, s.ByKnown}}
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
	var all []option
	for value, n := range counts {
		if value != "" {
			all = append(all, option{value, text(value), n, value == chosen})
		}
	}
	if _, there := counts[chosen]; !there && chosen != "" {
		all = append(all, option{chosen, text(chosen), 0, true})
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
