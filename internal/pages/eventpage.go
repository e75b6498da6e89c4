package pages

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"lockstep/internal/calendar"
	"lockstep/internal/ledger"
)

// An eventView is all there is to say of one event.
type eventView struct {
	eventRow
	Subject   named
	Kind      string // of the subject
	Basis     string
	Actor     string
	Assessor  string
	Mode      string
	Source    *sourceNote
	Lineage   []sourceNote // what the source repeats, up to the root
	Passage   *passage
	NoText    string       // why there is no passage
	Counts    bool         // under the cut
	History   []changeStep // the events that change one another, this one among them; or none
	Conflicts []conflictView
	Disputed  []foundRow
	Beside    []besideRow
	Back      string
}

// A passage is a quote where it stands in its source.
type passage struct{ Before, Exact, After string }

// A changeStep is one of several events of which each but the first corrects or takes back another.
type changeStep struct {
	foundRow
	Does   string // to Target: "corrects" or "takes back"; "" of the first
	Target string
	This   bool // the one whose page it is
	Counts bool
}

// A besideRow is another event about the same subject.
type besideRow struct {
	foundRow
	Same bool // of the same root source, so no second word
}

const (
	mostBeside  = 12
	aroundQuote = 600 // bytes of the source before and behind a quote
)

// eventPage shows one event.
func (ask *Ask) eventPage(id string) (*View, error) {
	i := slices.IndexFunc(ask.Answers.Events, func(e ledger.Event) bool { return e.ID == id })
	if i < 0 {
		return nil, &NotFoundError{"event", id}
	}
	e := &ask.Answers.Events[i]
	if cut := ask.Answers.Cut; !within(e, cut) {
		return &View{Finding: "Not known by these days", Sub: []string{"The event " + id +
			" happened, was learned or was recorded only after the days that are looked at."},
			Body: &evidenceBody{One: &eventView{Back: ask.link("/evidence")}}}, nil
	}
	v := ask.eventView(e)
	return &View{Finding: ask.eventTold(e), Sub: []string{"Event " + id + ", " +
		knownWords(ask.Answers.Cut) + "."},
		Body: &evidenceBody{One: v}}, nil
}

// within reports whether an event had happened, was known and was recorded by the cut.
func within(e *ledger.Event, cut ledger.Cut) bool {
	return (cut.AsOf == calendar.None || e.At <= cut.AsOf) &&
		(cut.KnownAt == calendar.None || e.Known <= cut.KnownAt) &&
		(cut.RecordedBy == 0 || e.Recorded != 0 && e.Recorded <= cut.RecordedBy)
}

// eventTold is an event in a sentence.
func (ask *Ask) eventTold(e *ledger.Event) string {
	row := ask.eventRow(e)
	told := row.Happened + ": " + ask.thing(e.Subject).Name + ", " + row.What
	if row.Figure != "" {
		told += " " + row.Figure
	}
	if e.Actor != "" {
		told += ", by " + ask.partyName(e.Actor)
	}
	return told
}

func (ask *Ask) eventView(e *ledger.Event) *eventView {
	v := &eventView{
		eventRow: ask.eventRow(e), Subject: ask.thing(e.Subject), Kind: ask.subjectOf(e.Subject),
		Basis: e.Basis, Actor: ask.partyName(e.Actor), Assessor: ask.partyName(e.Assessor),
		Mode: ledger.ModeNames[e.Mode], Counts: ask.Answers.Event(e.ID) != nil,
		Back: ask.link("/evidence"),
	}
	if v.Kind == "level" {
		v.Subject.Href = ask.link("/levels/" + e.Subject)
	}
	v.Source, v.Lineage = ask.lineage(e.Source)
	v.Passage, v.NoText = ask.passage(e)
	ask.mending(e, v)
	ask.opposed(e, v)
	v.Beside = ask.beside(e)
	return v
}

// lineage is a source and those that it repeats, one after the other.
func (ask *Ask) lineage(name string) (*sourceNote, []sourceNote) {
	var chain []sourceNote
	for range ask.Answers.Agreement.Sources {
		i := ask.sourceAt(name)
		if i < 0 {
			break
		}
		s := &ask.Answers.Agreement.Sources[i]
		key := ask.cite(name)
		chain = append(chain, sourceNote{Key: key.Key, ID: s.ID, Publisher: key.Title,
			Published: s.Published, Reliability: s.Reliability, Repeats: s.Repeats,
			Href: ask.link("/sources#source-" + s.ID)})
		if name = s.Repeats; name == "" {
			break
		}
	}
	if len(chain) == 0 {
		return nil, nil
	}
	return &chain[0], chain[1:]
}

// passage finds the quote of an event in the stored text of its source.
func (ask *Ask) passage(e *ledger.Event) (*passage, string) {
	if e.Quote == nil {
		return nil, "Nothing is quoted."
	}
	text := ask.Answers.SourceText(e.Source)
	if text.Missing != "" {
		return nil, "The text of the source is not here: " + text.Missing + "."
	}
	at := strings.Index(text.Text, e.Quote.Prefix+e.Quote.Exact+e.Quote.Suffix)
	if at < 0 {
		return nil, "The words do not stand in the stored text any more."
	}
	at += len(e.Quote.Prefix)
	end := at + len(e.Quote.Exact)
	from, to := atRune(text.Text, at-aroundQuote), atRune(text.Text, end+aroundQuote)
	p := &passage{text.Text[from:at], e.Quote.Exact, text.Text[end:to]}
	if from > 0 {
		p.Before = "…" + p.Before
	}
	if to < len(text.Text) {
		p.After += "…"
	}
	return p, ""
}

// atRune moves a place in a text back to the beginning of a letter, and into the text.
func atRune(text string, at int) int {
	at = max(0, min(at, len(text)))
	for at > 0 && at < len(text) && !utf8.RuneStart(text[at]) {
		at--
	}
	return at
}

// mending tells how an event was changed, and what it changes: everything from what was told
// first to the latest correction or retraction, as far as it was known.
func (ask *Ask) mending(e *ledger.Event, v *eventView) {
	cut := ask.Answers.Cut
	cut.AsOf = calendar.None // a correction applies from when it is known
	byID, changes := map[string]*ledger.Event{}, map[string][]*ledger.Event{}
	for i := range ask.Answers.Events {
		other := &ask.Answers.Events[i]
		target := cmp.Or(other.Corrects, other.Retracts)
		if !within(other, cut) {
			continue
		}
		if byID[other.ID] = other; target != "" {
			changes[target] = append(changes[target], other)
		}
	}
	first, seen := e, map[string]bool{}
	for target := cmp.Or(first.Corrects, first.Retracts); byID[target] != nil && !seen[target]; {
		seen[target], first = true, byID[target]
		target = cmp.Or(first.Corrects, first.Retracts)
	}
	told, seen := []*ledger.Event{first}, map[string]bool{first.ID: true}
	for i := 0; i < len(told); i++ {
		for _, change := range changes[told[i].ID] {
			if !seen[change.ID] {
				seen[change.ID] = true
				told = append(told, change)
			}
		}
	}
	if len(told) > 1 {
		slices.SortStableFunc(told[1:], func(x, y *ledger.Event) int {
			return cmp.Or(cmp.Compare(x.Known, y.Known), cmp.Compare(x.Recorded, y.Recorded),
				cmp.Compare(x.ID, y.ID))
		})
		for _, other := range told {
			v.History = append(v.History, ask.changeStep(other, e))
		}
	}
}

// changeStep tells one of the events that change one another.
func (ask *Ask) changeStep(other, e *ledger.Event) changeStep {
	step := changeStep{foundRow: ask.foundRow(other), This: other.ID == e.ID,
		Counts: ask.Answers.Event(other.ID) != nil}
	switch {
	case other.Corrects != "":
		step.Does, step.Target = "corrects", other.Corrects
	case other.Retracts != "":
		step.Does, step.Target = "takes back", other.Retracts
	}
	return step
}

// foundRow is an event with its link.
func (ask *Ask) foundRow(e *ledger.Event) foundRow {
	return foundRow{ask.eventRow(e), ask.eventLink(e.ID), ask.thing(e.Subject), markedRow{}}
}

// opposed finds the figures that contradict an event, and the words that dispute it.
func (ask *Ask) opposed(e *ledger.Event, v *eventView) {
	r := ask.Answers.Report()
	for i := range r.Conflicts {
		if slices.Contains(r.Conflicts[i].Events, e.ID) {
			v.Conflicts = append(v.Conflicts, ask.conflictView(&r.Conflicts[i]))
		}
	}
	for i := range r.Disputes {
		if !slices.Contains(r.Disputes[i].Events, e.ID) {
			continue
		}
		for _, id := range r.Disputes[i].Events {
			if other := ask.Answers.Event(id); other != nil && id != e.ID {
				v.Disputed = append(v.Disputed, ask.foundRow(other))
			}
		}
	}
}

// beside are the other events about the same subject, those nearest in time.
func (ask *Ask) beside(e *ledger.Event) []besideRow {
	var all []*ledger.Event
	view := ask.Answers.Counting()
	for i := range view {
		if view[i].Subject == e.Subject && view[i].ID != e.ID {
			all = append(all, &view[i])
		}
	}
	slices.SortStableFunc(all, func(x, y *ledger.Event) int {
		return distance(x.At, e.At) - distance(y.At, e.At)
	})
	all = all[:min(len(all), mostBeside)]
	slices.SortFunc(all, ledger.Compare)
	var rows []besideRow
	for _, other := range all {
		rows = append(rows, besideRow{ask.foundRow(other), other.Source != "" &&
			ask.Answers.Root(other.Source) == ask.Answers.Root(e.Source)})
	}
	return rows
}

// distance is how many days lie between two days.
func distance(x, y calendar.Day) int {
	return max(calendar.Between(x, y), calendar.Between(y, x))
}
