package pages

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"lockstep/internal/agreement"
	"lockstep/internal/calendar"
	"lockstep/internal/status"
)

// A decisionsBody is who decides what, and how far that is.
type decisionsBody struct {
	Silent  []silence
	AsOf    calendar.Day
	Rows    []decisionRow
	Moves   []moveRow
	Block   blockTable
	ActsFor []actsFor
	Judges  []judgeRow
}

// A decisionRow is one decision.
type decisionRow struct {
	named
	By, Rule  string
	Governs   []named
	Refers    []named
	Standing  standing
	Day       calendar.Day // on which it was taken
	BySilence bool
	Rests     rests
	Voices    []voice // of those who have said anything
	Silent    int     // of those who have not
	Needs     string
}

// A voice is the position of one whose voice counts.
type voice struct {
	Party string
	Says  standing
	At    calendar.Day
	Key   *sourceKey
	Note  string
}

// A silence is a decision that is taken unless somebody breaks the silence in time.
type silence struct {
	named
	Put, Ends calendar.Day
	Days      int    // that are left from the day looked at
	Live      bool   // the day looked at is today
	Moment    string // at which it ends, for programs
	Project   string // the same in the zone of the agreement
	UTC       string
	Share     string // of the time that has passed at the day looked at, 0 to 100
	Voices    []voice
	Summary   string
}

func decisionsPage(ask *Ask) (*View, error) {
	a, r := ask.Answers.Agreement, ask.Answers.Report()
	body := &decisionsBody{AsOf: r.AsOf, Block: ask.blockTable(r), ActsFor: ask.actsFor(),
		Judges: ask.judges(r)}
	for i := range r.Decisions {
		d := &r.Decisions[i]
		body.Rows = append(body.Rows, ask.decisionRow(&a.Decisions[i], d))
		if d.Standing == "under silence" {
			body.Silent = append(body.Silent, ask.silence(d))
		}
		body.Moves = append(body.Moves, ask.moves(&a.Decisions[i], d)...)
	}
	slices.SortStableFunc(body.Moves, func(x, y moveRow) int { return cmp.Compare(x.Day, y.Day) })
	sub := "Standing on " + prose(r.AsOf)
	if r.KnownAt != calendar.None {
		sub += ", as known at " + prose(r.KnownAt)
	}
	sub += ". A decision is taken by the body named, by its rule."
	return &View{Finding: decisionsFinding(r), Sub: []string{sub}, Body: body}, nil
}

// decisionsFinding says how far the decisions are.
func decisionsFinding(r *status.Report) string {
	by := map[string][]string{}
	for i := range r.Decisions {
		by[r.Decisions[i].Standing] = append(by[r.Decisions[i].Standing], r.Decisions[i].ID)
	}
	all := len(r.Decisions)
	if all == 0 {
		return "The text hangs on no decision"
	}
	told := fmt.Sprintf("%d of %s taken", len(by["taken"]), count(all, "decision", "decisions"))
	for _, word := range []string{"under silence", "broken", "lapsed"} {
		if ids := by[word]; len(ids) > 0 {
			told += fmt.Sprintf("; %s %s", fewOf(ids), map[string]string{
				"under silence": "under silence", "broken": "with the silence broken",
				"lapsed": "lapsed"}[word])
		}
	}
	if ids := by["open"]; len(ids) > 0 && len(by["taken"]) > 0 {
		told += fmt.Sprintf("; %s not", fewOf(ids))
	}
	return told
}

// fewOf names up to three ids and counts the others.
func fewOf(ids []string) string {
	if len(ids) <= 3 {
		return sentence(ids)
	}
	return fmt.Sprintf("%s, %s and %d more", ids[0], ids[1], len(ids)-2)
}

func (ask *Ask) decisionRow(declared *agreement.Decision, d *status.Decision) decisionRow {
	row := decisionRow{named: ask.thing(d.ID), By: ask.partyNames(d.By), Rule: ruleOf(declared),
		Governs: ask.things(d.Governs), Refers: ask.things(ask.Answers.Agreement.IDs(declared.Refers)),
		Standing: standingOf(d.Standing), Day: d.Taken, BySilence: d.BySilence,
		Rests: ask.restsOn(d.RestsOn, d.Events)}
	if d.Standing == "open" {
		row.Standing.Word = "Not taken"
	}
	for _, v := range ask.voices(d) {
		if v.At == calendar.None {
			row.Silent++
			continue
		}
		row.Voices = append(row.Voices, v)
	}
	row.Needs = needs(declared, len(d.Positions))
	return row
}

// ruleOf is the rule of a decision in words.
func ruleOf(d *agreement.Decision) string {
	told := agreement.RuleNames[d.Rule]
	switch d.Rule {
	case agreement.AtLeastOf:
		told = fmt.Sprintf("at least %d", d.K)
	case agreement.Silence:
		told = "silence"
		if d.Silence != nil {
			told += " of " + d.Silence.String()
		}
	}
	return told
}

// needed is how many of n voices must agree.
func needed(d *agreement.Decision, n int) int {
	switch {
	case d.BlockersStated || n == 0:
		return n
	case d.Rule == agreement.Majority:
		return n/2 + 1
	case d.Rule == agreement.AtLeastOf:
		return int(d.K)
	}
	return n
}

// needs says in words how many of n voices must agree.
func needs(d *agreement.Decision, n int) string {
	switch most := needed(d, n); {
	case n == 0:
		return "nobody is named to decide"
	case d.Rule == agreement.Silence:
		return fmt.Sprintf("taken unless one of %d breaks the silence", n)
	case n == 1:
		return "one decides"
	case most == n:
		return fmt.Sprintf("all %d must agree", n)
	default:
		return fmt.Sprintf("%d of %d must agree", most, n)
	}
}

// voices are the positions of those whose voice counts, those who said something first.
func (ask *Ask) voices(d *status.Decision) []voice {
	var all []voice
	for _, p := range d.Positions {
		all = append(all, voice{ask.partyName(p.Party), standingOf(p.Says), p.At,
			ask.cite(p.Source), p.Note})
	}
	slices.SortStableFunc(all, func(x, y voice) int {
		return cmp.Compare(boolOrder(x.At == calendar.None), boolOrder(y.At == calendar.None))
	})
	return all
}

func boolOrder(last bool) int {
	if last {
		return 1
	}
	return 0
}

func (ask *Ask) silence(d *status.Decision) silence {
	row := silence{named: ask.thing(d.ID), Put: d.Put, Ends: d.Ends, Voices: ask.voices(d)}
	row.Summary = tallyVoices(row.Voices)
	if d.Ends == calendar.None {
		return row
	}
	asOf := ask.Answers.Cut.AsOf
	row.Days, row.Live = calendar.Between(asOf, d.Ends), asOf == ask.Today
	zone := ask.Answers.Agreement.Location()
	y, m, day := d.Ends.Date()
	end := time.Date(y, time.Month(m), day+1, 0, 0, 0, 0, zone)
	row.Moment = end.UTC().Format(time.RFC3339)
	row.Project = end.Add(-time.Minute).Format("Mon 2 Jan 2006, 15:04") + " " + zone.String()
	row.UTC = end.Add(-time.Minute).UTC().Format("Mon 2 Jan 2006, 15:04") + " UTC"
	if whole := calendar.Between(d.Put, d.Ends) + 1; d.Put != calendar.None && whole > 0 {
		gone := 100 * float64(calendar.Between(d.Put, asOf)+1) / float64(whole)
		row.Share = coordinate(min(max(gone, 0), 100))
	}
	return row
}

// tallyVoices counts positions by what they say.
func tallyVoices(all []voice) string {
	n := map[string]int{}
	for _, v := range all {
		n[v.Says.Word]++
	}
	var told []string
	for _, word := range []string{"Broke silence", "Agrees", "Reserves", "Silent"} {
		if n[word] > 0 {
			told = append(told, fmt.Sprintf("%d %s", n[word], strings.ToLower(word)))
		}
	}
	return strings.Join(told, ", ")
}

// A moveRow is something that a decision governs and that has happened.
type moveRow struct {
	Day      calendar.Day
	Moved    named
	What     string
	Decision string
	Before   string // whether the decision came first
	Late     bool
}

// moves are the commitments under a decision that were begun or done, and whether it came first.
func (ask *Ask) moves(declared *agreement.Decision, d *status.Decision) []moveRow {
	a, r := ask.Answers.Agreement, ask.Answers.Report()
	var rows []moveRow
	for i := range r.Commitments {
		c := &r.Commitments[i]
		ref, _ := a.Lookup(c.ID)
		if !c.Begun || !governs(declared, ref, &a.Commitments[ref.Index]) {
			continue
		}
		row := moveRow{Day: c.Began, Moved: ask.thing(c.ID), What: "begun", Decision: d.ID}
		if row.Day == calendar.None {
			row.Day = c.Ended
		}
		if c.Standing == "done" {
			row.What = "done " + prose(c.Ended)
		}
		row.Before, row.Late = cameFirst(d.Taken, row.Day)
		rows = append(rows, row)
	}
	return rows
}

func governs(d *agreement.Decision, ref agreement.Ref, c *agreement.Commitment) bool {
	return slices.ContainsFunc(d.Governs, func(of agreement.Ref) bool {
		return of == ref || slices.Contains(c.ChangedLevels(), of)
	})
}

// cameFirst says whether a decision was taken before a move.
func cameFirst(taken, moved calendar.Day) (told string, late bool) {
	switch {
	case taken == calendar.None:
		return "no: not taken", true
	case moved == calendar.None:
		return "its day is not known", false
	case taken <= moved:
		return "yes, " + count(calendar.Between(taken, moved), "day", "days") + " before", false
	}
	return "no: taken " + count(calendar.Between(moved, taken), "day", "days") + " after", true
}

// A blockTable says who can stop which decision alone.
type blockTable struct {
	Rows []blockRow
	More int
}

type blockRow struct {
	Party string
	Can   []string // the ids of the decisions
}

// mostBlockers is how many parties the table lists.
const mostBlockers = 40

// blockTable lists those without whose voice a decision cannot be taken.
func (ask *Ask) blockTable(r *status.Report) blockTable {
	a, table := ask.Answers.Agreement, blockTable{}
	rows, order := map[string]*blockRow{}, []string{}
	for i := range r.Decisions {
		d := &r.Decisions[i]
		alone := len(d.Positions)-1 < needed(&a.Decisions[i], len(d.Positions))
		for _, p := range d.Positions {
			if rows[p.Party] == nil {
				rows[p.Party] = &blockRow{Party: ask.partyName(p.Party)}
				order = append(order, p.Party)
			}
			if row := rows[p.Party]; alone {
				row.Can = append(row.Can, d.ID)
			}
		}
	}
	for _, id := range order {
		table.Rows = append(table.Rows, *rows[id])
	}
	slices.SortStableFunc(table.Rows,
		func(x, y blockRow) int { return cmp.Compare(len(y.Can), len(x.Can)) })
	if more := len(table.Rows) - mostBlockers; more > 0 {
		table.Rows, table.More = table.Rows[:mostBlockers], more
	}
	return table
}

// An actsFor is a party through which another one acts.
type actsFor struct {
	Party   string
	Kind    string
	For     string
	Mandate string
	Members string
}

// actsFor are the delegations and organs with their mandates, and the alliances with their members.
func (ask *Ask) actsFor() []actsFor {
	a := ask.Answers.Agreement
	var all []actsFor
	for i := range a.Parties {
		p := &a.Parties[i]
		if p.Of.IsZero() && len(p.Members) == 0 {
			continue
		}
		row := actsFor{Party: a.NameOf(agreement.PartyRef(i)),
			Kind:    agreement.PartyKindNames[p.Kind],
			Members: ask.partyNames(a.IDs(p.Members))}
		if !p.Of.IsZero() {
			row.For = a.NameOf(p.Of)
			row.Mandate = "everything"
			if p.MandateStated {
				row.Mandate = cmp.Or(sentence(a.IDs(p.Mandate)), "nothing")
			}
		}
		all = append(all, row)
	}
	return all
}

// A judgeRow is a condition and what its judges have said.
type judgeRow struct {
	named
	Judges   string
	Standing standing
	Since    calendar.Day
	Rests    rests
	Ratings  []ratingRow
}

// judges are the conditions, who may find that they hold, and what was found.
func (ask *Ask) judges(r *status.Report) []judgeRow {
	var rows []judgeRow
	for i := range r.Conditions {
		c := &r.Conditions[i]
		row := judgeRow{named: ask.thing(c.ID), Judges: ask.partyNames(c.Judges),
			Standing: standingOf(c.Standing), Since: c.Since, Rests: ask.restsOn(c.RestsOn, c.Events),
			Ratings: ask.ratings(c.Ratings)}
		if c.Jointly && len(c.Judges) > 1 {
			row.Judges += ", jointly"
		}
		rows = append(rows, row)
	}
	return rows
}
