package pages

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

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

func decisionsPage(ask *Ask) (*View, error) {
	a, r := ask.Answers.Agreement, ask.Answers.Report()
	body := &decisionsBody{AsOf: r.AsOf, Block: ask.blockTable(r), ActsFor: ask.actsFor(),
		Judges: ask.judges(r)}
	decisions := ask.decisions()
	for i := range decisions {
		d := &decisions[i]
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
	return &View{Finding: decisionsFinding(decisions), Sub: []string{sub}, Body: body}, nil
}

// decisionsFinding says how far the decisions are.
func decisionsFinding(decisions []status.Decision) string {
	by := map[string][]string{}
	for i := range decisions {
		by[decisions[i].Standing] = append(by[decisions[i].Standing], decisions[i].ID)
	}
	all := len(decisions)
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

// A moveRow is something that a decision governs and that has happened.
type moveRow struct {
	Day      calendar.Day
	Moved    named
	What     string
	Decision named
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
		row := moveRow{Day: c.Began, Moved: ask.thing(c.ID), What: "begun",
			Decision: ask.thing(d.ID)}
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
	Further string // members of members
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
		row := actsFor{Party: ask.nameOf(agreement.PartyRef(i)),
			Kind:    agreement.PartyKindNames[p.Kind],
			Members: ask.partyNames(a.IDs(p.Members)), Further: ask.membersOfMembers(p)}
		if !p.Of.IsZero() {
			row.For = ask.nameOf(p.Of)
			row.Mandate = "everything"
			if p.MandateStated {
				row.Mandate = cmp.Or(sentence(a.IDs(p.Mandate)), "nothing")
			}
		}
		all = append(all, row)
	}
	return all
}

// membersOfMembers says through which of its members others are members of a party too.
func (ask *Ask) membersOfMembers(p *agreement.Party) string {
	a := ask.Answers.Agreement
	var told []string
	for _, member := range p.Members {
		if len(a.Parties[member.Index].Members) > 0 {
			told = append(told, "through "+ask.nameOf(member)+" also "+
				ask.partyNames(a.IDs(a.Actors([]agreement.Ref{member}))))
		}
	}
	return strings.Join(told, "; ")
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
