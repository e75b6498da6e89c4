package pages

import (
	"cmp"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"lockstep/internal/agreement"
	"lockstep/internal/calendar"
	"lockstep/internal/check"
	"lockstep/internal/ledger"
	"lockstep/internal/lettering"
	"lockstep/internal/status"
)

// A commitmentBody is all there is to say of one commitment.
type commitmentBody struct {
	Commitment *status.Commitment // nil where its branch is not decided
	Standing   standing
	Why        string
	Rests      rests
	Facts      []fact
	Waits      []waitRow
	WaitsForIt []named
	Events     []eventRow
	Ratings    []ratingRow
	History    []historyRow
	Readings   []readingRow
	Found      []check.Finding
	Record     string // where to record something of it; "" for who may not
	Before     *named // the commitments beside it in the text
	After      *named
}

// A fact is one thing that the text says of a commitment.
type fact struct {
	Name  string
	Text  string
	Told  told
	Key   *sourceKey
	Quiet bool // it says that something is not said
}

// A waitRow is something that a commitment waits for.
type waitRow struct {
	named
	Kind     string // after, provided, while, unless
	Standing string
	Missing  bool
	Unsaid   bool
}

// A readingRow is what one party's interpretation says of a commitment.
type readingRow struct {
	Name, Of string
	Says     []told
}

// commitmentIDs are the ids of all commitments.
func commitmentIDs(a *agreement.Agreement) []string {
	ids := make([]string, len(a.Commitments))
	for i := range a.Commitments {
		ids[i] = a.Commitments[i].ID
	}
	return ids
}

func commitmentPage(ask *Ask) (*View, error) {
	a, r := ask.Answers.Agreement, ask.Answers.Report()
	ref, found := a.Lookup(ask.ID)
	if !found || ref.Kind != agreement.KindCommitment {
		return nil, &NotFoundError{"commitment", ask.ID}
	}
	declared := &a.Commitments[ref.Index]
	body := &commitmentBody{Facts: ask.facts(declared), Readings: ask.readingsOf(ref),
		Found: ask.findingsOf(ask.ID), WaitsForIt: ask.waitersOf(ref)}
	body.Before, body.After = ask.neighbours(r)
	if ask.records() {
		body.Record = "/record?" + url.Values{"subject": {ask.ID}}.Encode()
	}
	view := &View{Body: body,
		Finding: lettering.Isolate(lettering.Clean(cmp.Or(declared.Text, ask.ID)))}
	i := slices.IndexFunc(r.Commitments, func(c status.Commitment) bool { return c.ID == ask.ID })
	if i < 0 {
		view.Sub = []string{"It is not there yet: the branch that it is on is not decided."}
		return view, nil
	}
	c := &r.Commitments[i]
	body.Commitment, body.Standing = c, standingOf(c.Standing)
	body.Why, _ = ask.why(c)
	body.Rests = ask.restsOn(c.RestsOn, c.Events)
	body.Waits = ask.waitsOf(declared, c)
	body.Events = ask.eventRows(c.Events, c)
	body.Ratings = ask.ratings(c.Ratings)
	body.History = ask.history(c)
	view.Finding += ": " + ask.commitmentFinding(c)
	view.Sub = []string{commitmentSub(c, r)}
	return view, nil
}

// commitmentFinding is how a commitment stands, in words.
func (ask *Ask) commitmentFinding(c *status.Commitment) string {
	told := c.Standing
	if why, _ := ask.why(c); why != "" {
		told += ", " + why
	}
	if done := inPart(c); done != "" && c.Standing != "done" {
		told += "; " + done
	}
	return told
}

func commitmentSub(c *status.Commitment, r *status.Report) string {
	told := "On " + prose(r.AsOf)
	if r.KnownAt != calendar.None {
		told += ", as known at " + prose(r.KnownAt)
	}
	switch {
	case c.RestsOn == "no evidence":
		told += ". Nobody has said anything of it."
	case c.RestsOn == "disputed":
		told += ". Those who tell of it contradict one another."
	default:
		told += ". How it stands is " + c.RestsOn + "."
	}
	if c.Claimed {
		told += " More is claimed than counts."
	}
	return told
}

// facts are what the text says of a commitment, what it does not say included.
func (ask *Ask) facts(c *agreement.Commitment) []fact {
	a := ask.Answers.Agreement
	facts := []fact{{Name: "Id", Text: c.ID}}
	say := func(name, text string) {
		if text != "" {
			facts = append(facts, fact{Name: name, Text: text})
		}
	}
	tell := func(name string, told told) {
		if len(told) > 0 {
			facts = append(facts, fact{Name: name, Told: told})
		}
	}
	orNot := func(name, text, not string) {
		facts = append(facts, fact{Name: name, Text: cmp.Or(text, not), Quiet: text == ""})
	}
	say("Instrument", c.Instrument)
	orNot("Article", c.Article, "not given")
	orNot("Performer", ask.partyNames(a.IDs(c.By)), "nobody is named")
	orNot("Receiver", ask.partyNames(a.IDs(c.To)), "nobody is named")
	say("Kind", kindOf(c))
	tell("Starts", ask.tellTime(c.Starts))
	tell("Not before", ask.tellTime(c.NotBefore))
	tell("Start by", ask.tellTime(c.StartBy))
	if due := ask.tellTime(c.Due); due != nil {
		tell("Due", due)
	} else if !c.IsContinuing() {
		orNot("Due", "", "no date in the text")
	}
	tell("Until", ask.tellTime(c.Until))
	if c.Takes != nil {
		say("Takes", c.Takes.String())
	}
	tell("After", ask.tellGuard(&c.After))
	tell("Provided", ask.tellGuard(&c.Provided))
	tell("While", ask.tellGuard(&c.While))
	tell("Unless", ask.tellGuard(&c.Unless))
	tell("Given for", ask.tellRefs(c.For))
	facts = append(facts, ask.exchangesOf(c.ID)...)
	tell("Measured by", ask.tellRefs(c.Benchmarks))
	say("Benchmark", c.Benchmark)
	say("Changes", ask.changesOf(c))
	orNot("Verifier", ask.partyNames(a.IDs(c.Verify)), "none named")
	orNot("Lost for good", lostOf(c), "not stated: counts in full")
	say("Weight", lettering.Figure(c.Weight))
	say("Place", c.At)
	say("Note", c.Note)
	if key := ask.cite(c.Source); key != nil {
		facts = append(facts, fact{Name: "Source of the text", Key: key, Text: key.Title})
	} else {
		orNot("Source of the text", "", "none given")
	}
	return append(facts, fact{Name: "Written in", Text: ask.place(c.Where)})
}

func lostOf(c *agreement.Commitment) string {
	switch {
	case !c.ReversibleStated:
		return ""
	case c.Lost == 0:
		return "nothing, it can be taken back"
	case c.Lost == 1:
		return "all of it"
	}
	return lettering.Figure(100*c.Lost) + " per cent of it"
}

// tellRefs tells several names.
func (ask *Ask) tellRefs(refs []agreement.Ref) told {
	t := &teller{ask: ask}
	for i, ref := range refs {
		if i > 0 {
			t.words(", ")
		}
		t.ref(agreement.VerbHappened, ref)
	}
	return t.out
}

// exchangesOf are the exchanges that a commitment is in.
func (ask *Ask) exchangesOf(id string) []fact {
	a := ask.Answers.Agreement
	var facts []fact
	for i := range a.Exchanges {
		e := &a.Exchanges[i]
		members := a.IDs(e.Members())
		if !slices.Contains(members, id) {
			continue
		}
		t := &teller{ask: ask}
		t.words(agreement.ModeNames[e.Mode] + ", with ")
		first := true
		for _, ref := range e.Members() {
			if a.IDOf(ref) == id {
				continue
			}
			if !first {
				t.words(", ")
			}
			first = false
			t.ref(agreement.VerbHappened, ref)
		}
		facts = append(facts, fact{Name: "Exchange", Told: t.out})
	}
	return facts
}

// changesOf says which levels a commitment moves.
func (ask *Ask) changesOf(c *agreement.Commitment) string {
	var told []string
	for _, change := range c.Changes {
		word := " to "
		if change.By {
			word = " by "
		}
		told = append(told, ask.Answers.Agreement.IDOf(change.Level)+word+lettering.Figure(change.Number))
	}
	return strings.Join(told, ", ")
}

// place is where in the project something is written.
func (ask *Ask) place(p agreement.Place) string {
	if p.IsZero() || int(p.File) >= len(ask.Answers.Agreement.Files) {
		return "no file"
	}
	return ask.Answers.Agreement.Files[p.File] + ", line " + strconv.Itoa(int(p.Line))
}

// waitsOf are the things that a commitment waits for by the text, with how each stands.
func (ask *Ask) waitsOf(c *agreement.Commitment, now *status.Commitment) []waitRow {
	var rows []waitRow
	add := func(kind string, g *agreement.Guard) {
		g.EachAtom(func(atom *agreement.Guard) {
			id := ask.Answers.Agreement.IDOf(atom.Of)
			row := waitRow{named: ask.thing(id), Kind: kind, Standing: ask.standingOfThing(id),
				Missing: slices.Contains(now.BlockedBy, id), Unsaid: slices.Contains(now.Unsaid, id)}
			if !slices.ContainsFunc(rows, func(r waitRow) bool {
				return r.ID == id && r.Kind == kind
			}) {
				rows = append(rows, row)
			}
		})
	}
	add("after", &c.After)
	add("provided", &c.Provided)
	add("while", &c.While)
	add("unless", &c.Unless)
	for _, t := range []*agreement.Time{c.Starts, c.NotBefore} {
		if t != nil {
			g := t.Guard()
			add("starts from", &g)
		}
	}
	return rows
}

// standingOfThing is how a commitment, condition, decision, clock or issue stands, in a word.
func (ask *Ask) standingOfThing(id string) string {
	r := ask.Answers.Report()
	for i := range r.Commitments {
		if r.Commitments[i].ID == id {
			return r.Commitments[i].Standing
		}
	}
	for i := range r.Conditions {
		if r.Conditions[i].ID == id {
			return r.Conditions[i].Standing
		}
	}
	for i := range r.Decisions {
		if r.Decisions[i].ID == id {
			return map[string]string{"open": "not taken"}[r.Decisions[i].Standing] +
				strings.TrimPrefix(r.Decisions[i].Standing, "open")
		}
	}
	for i := range r.Clocks {
		if r.Clocks[i].ID == id && r.Clocks[i].Started {
			return "started " + prose(r.Clocks[i].Day)
		} else if r.Clocks[i].ID == id {
			return "not started"
		}
	}
	for i := range r.Issues {
		if r.Issues[i].ID == id {
			return r.Issues[i].Standing
		}
	}
	return ""
}

// waitersOf are the commitments whose waits name a commitment.
func (ask *Ask) waitersOf(of agreement.Ref) []named {
	a := ask.Answers.Agreement
	waits := agreement.NewWaits(a)
	var found []named
	for i := range a.Commitments {
		names := false
		waits.EachClause(int32(i), func(g *agreement.Guard) {
			g.EachAtom(func(atom *agreement.Guard) { names = names || atom.Of == of })
		})
		if names {
			found = append(found, ask.thing(a.Commitments[i].ID))
		}
	}
	return found
}

// readingsOf are what the readings say of a commitment.
func (ask *Ask) readingsOf(of agreement.Ref) []readingRow {
	a := ask.Answers.Agreement
	var rows []readingRow
	for i := range a.Readings {
		reading := &a.Readings[i]
		row := readingRow{Name: reading.ID, Of: ask.partyNames(a.IDs(reading.Of))}
		for _, wait := range reading.After {
			if wait.Commitment == of {
				row.Says = append(row.Says, append(told{{Text: "waits for "}},
					ask.tellGuard(&wait.Guard)...))
			}
		}
		for _, denied := range reading.Drops {
			if denied.Commitment == of {
				row.Says = append(row.Says, append(told{{Text: "does not wait for "}},
					ask.tellRefs(denied.For)...))
			}
		}
		for _, held := range reading.Due {
			if held.Commitment == of {
				row.Says = append(row.Says, append(told{{Text: "is due "}},
					ask.tellTime(&held.Due)...))
			}
		}
		if len(row.Says) > 0 {
			rows = append(rows, row)
		}
	}
	return rows
}

// findingsOf are the findings about a commitment.
func (ask *Ask) findingsOf(id string) []check.Finding {
	var found []check.Finding
	for _, f := range ask.Answers.Findings() {
		if slices.Contains(f.Subjects, id) {
			found = append(found, f)
		}
	}
	return found
}

// neighbours are the commitments before and after one in the text.
func (ask *Ask) neighbours(r *status.Report) (before, after *named) {
	list := inText(r.Commitments)
	i := slices.IndexFunc(list, func(c *status.Commitment) bool { return c.ID == ask.ID })
	if i > 0 {
		n := ask.thing(list[i-1].ID)
		before = &n
	}
	if i >= 0 && i+1 < len(list) {
		n := ask.thing(list[i+1].ID)
		after = &n
	}
	return before, after
}

// A historyRow is a day from which something stood in one way.
type historyRow struct {
	Day      calendar.Day
	Standing standing
	Rests    string
	Href     string
}

// mostDays is how many days of a history are looked at.
const mostDays = 60

// history is how a commitment stood from day to day, as it is known under the cut.
func (ask *Ask) history(c *status.Commitment) []historyRow {
	var days []calendar.Day
	for _, id := range c.Events {
		if e := ask.Answers.Event(id); e != nil {
			days = append(days, e.At)
		}
	}
	for i := range ask.Answers.Counting() {
		if e := &ask.Answers.Counting()[i]; e.Kind < ledger.Measured && len(days) < 4*mostDays {
			days = append(days, e.At)
		}
	}
	if c.Due != calendar.None && c.Due < ask.Answers.Cut.AsOf {
		days = append(days, c.Due+1)
	}
	slices.Sort(days)
	days = slices.Compact(days)
	if skip := len(days) - mostDays; skip > 0 {
		days = days[skip:]
	}
	var rows []historyRow
	for _, day := range days {
		rows = ask.stoodOn(rows, c.ID, day)
	}
	return rows
}

// stoodOn adds a row for a day if the commitment stood otherwise than in the last one.
func (ask *Ask) stoodOn(rows []historyRow, id string, day calendar.Day) []historyRow {
	cut := ask.Answers.Cut
	cut.AsOf = day
	r := ask.Answers.Answers(cut).Report()
	i := slices.IndexFunc(r.Commitments, func(c status.Commitment) bool { return c.ID == id })
	if i < 0 {
		return rows
	}
	c := &r.Commitments[i]
	if n := len(rows); n > 0 && rows[n-1].Standing == standingOf(c.Standing) &&
		rows[n-1].Rests == c.RestsOn {
		return rows
	}
	return append(rows, historyRow{day, standingOf(c.Standing), c.RestsOn,
		ask.here(nameAsOf, day.String())})
}
