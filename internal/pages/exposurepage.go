package pages

import (
	"fmt"
	"slices"
	"strings"

	"lockstep/internal/agreement"
	"lockstep/internal/blockers"
	"lockstep/internal/calendar"
	"lockstep/internal/exposure"
	"lockstep/internal/lettering"
)

// An exposureBody is who has given how much for how little, and who can stop what.
type exposureBody struct {
	Declared   drawing
	Happened   drawing
	Sides      []string // the names of the sides of both charts
	Moved      []movedRow
	NowAt      []string // of each side, the last of Moved
	Planned    numbers
	Parties    []partyRow
	Continuing []named
	Alone      []stopper
	Goals      []goalRow
	Incomplete int // goals for which the search was not finished
	Open       []named
}

// A movedRow is an act that was done and what it moved.
type movedRow struct {
	named
	Day     calendar.Day
	Changes []string // by side
	Rests   rests
}

// A partyRow is how exposed a party can come to stand.
type partyRow struct {
	Party    string
	Peak     string
	Exact    bool
	Lower    string
	Upper    string
	Given    []named
	Received int
	Owed     string
	Largest  *named
	Weight   string
	Split    string
	Assuming []named
	Reasons  []string
}

// A stopper is an actor and what it can stop alone.
type stopper struct {
	Party string
	Goals []named
	Alone int
}

// A goalRow is a goal and who can stop it. Own are those of its performers who can.
type goalRow struct {
	named
	Own       []string
	Alone     []string
	Together  []string
	Assuming  []named
	Reachable bool
	Complete  bool
}

func exposurePage(ask *Ask) (*View, error) {
	body := &exposureBody{
		Declared: ask.drawn("declared", ask.declaredCourse()),
		Happened: ask.drawn("happened", ask.happenedCourse()),
		Planned:  numbersOf(ask.declaredCourse(), 200),
		Parties:  ask.partyRows(), Goals: ask.goalRows(), Continuing: ask.continuing(),
	}
	body.moved(ask)
	body.Alone = stoppers(body.Goals)
	for i := range body.Goals {
		if !body.Goals[i].Complete {
			body.Incomplete++
		}
	}
	return &View{Finding: exposureFinding(ask, body), Sub: []string{
		"What a party has given for good, less what it has received, in the agreement’s own weights " +
			"(1 where none is stated; all of it where the text does not say that it can be taken " +
			"back). Above zero it has given more. No score is made of it.",
	}, Body: body}, nil
}

// exposureFinding says how exposed the sides can come to stand, and how much can be stopped by one.
func exposureFinding(ask *Ask, body *exposureBody) string {
	var parts []string
	for _, party := range ask.sides() {
		e := &ask.Answers.Exposure().Parties[party]
		least := ""
		if !e.Exact {
			least = "at least "
		}
		parts = append(parts, ask.nameOf(agreement.PartyRef(party))+" "+least+
			signed(e.Peak))
	}
	alone := 0
	for i := range body.Goals {
		if len(body.Goals[i].Alone) > 0 {
			alone++
		}
	}
	stopped := fmt.Sprintf("%d of %s can be stopped by one party that does not perform it", alone,
		count(len(body.Goals), "goal", "goals"))
	if alone == 0 {
		stopped = "nobody alone can stop what others perform"
	}
	if len(parts) == 0 {
		return "No party gives or receives anything that is done once; " + stopped
	}
	return "At worst " + sentence(parts) + "; " + stopped
}

// moved lists the acts that moved the lines.
func (body *exposureBody) moved(ask *Ask) {
	c := ask.happenedCourse()
	rests := map[string]rests{}
	r := ask.Answers.Report()
	for i := range r.Commitments {
		rests[r.Commitments[i].ID] = ask.restsOn(r.Commitments[i].RestsOn, r.Commitments[i].Events)
	}
	for _, side := range c.Sides {
		body.Sides = append(body.Sides, side.Name)
		now := 0.0
		if len(side.Values) > 0 {
			now = side.Values[len(side.Values)-1]
		}
		body.NowAt = append(body.NowAt, signed(now))
	}
	for k, step := range c.Steps {
		row := movedRow{named: ask.thing(step.Name), Day: step.Day, Rests: rests[step.Name]}
		for _, side := range c.Sides {
			before := 0.0
			if k > 0 {
				before = side.Values[k-1]
			}
			change := ""
			if side.Values[k] != before {
				change = signed(side.Values[k] - before)
			}
			row.Changes = append(row.Changes, change)
		}
		body.Moved = append(body.Moved, row)
	}
}

// partyRows are the parties that can stand exposed or are owed anything, the most exposed first.
func (ask *Ask) partyRows() []partyRow {
	x := ask.Answers.Exposure()
	order := make([]int, 0, len(x.Parties))
	for i := range x.Parties {
		if x.Parties[i].Upper > 0 || x.Parties[i].TotalOwed > 0 {
			order = append(order, i)
		}
	}
	slices.SortStableFunc(order, func(i, j int) int {
		switch a, b := x.Parties[i].Peak, x.Parties[j].Peak; {
		case a > b:
			return -1
		case a < b:
			return 1
		}
		return 0
	})
	var rows []partyRow
	for _, i := range order {
		rows = append(rows, ask.partyRow(&x.Parties[i]))
	}
	return rows
}

func (ask *Ask) partyRow(e *exposure.Exposure) partyRow {
	a := ask.Answers.Agreement
	row := partyRow{Party: ask.nameOf(agreement.PartyRef(e.Party)), Peak: signed(e.Peak),
		Exact: e.Exact, Lower: signed(e.Lower), Upper: signed(e.Upper), Received: len(e.Received),
		Owed: lettering.Figure(e.TotalOwed), Reasons: e.Reasons}
	for _, i := range e.Given {
		row.Given = append(row.Given, ask.thing(a.Commitments[i].ID))
	}
	for _, ref := range e.Assuming {
		row.Assuming = append(row.Assuming, ask.thing(a.IDOf(ref)))
	}
	if s := e.Largest; s != nil {
		step := ask.thing(a.Commitments[s.Commitment].ID)
		row.Largest, row.Weight = &step, lettering.Figure(s.Weight)
		if s.SplitExact && s.SplitPeak < e.Peak {
			row.Split = "in two halves the worst falls to " + signed(s.SplitPeak)
		}
	}
	return row
}

// continuing are the continuing commitments, which are never done and so never count.
func (ask *Ask) continuing() []named {
	var list []named
	a := ask.Answers.Agreement
	for i := range a.Commitments {
		if a.Commitments[i].IsContinuing() {
			list = append(list, ask.thing(a.Commitments[i].ID))
		}
	}
	return list
}

// goalRows are the goals with those who can stop them.
func (ask *Ask) goalRows() []goalRow {
	answers := ask.Answers.Blockers()
	rows := make([]goalRow, len(answers))
	for i := range answers {
		rows[i] = ask.goalRow(&answers[i])
	}
	return rows
}

func (ask *Ask) goalRow(answer *blockers.Answer) goalRow {
	a := ask.Answers.Agreement
	row := goalRow{named: ask.thing(answer.Goal), Reachable: answer.Reachable,
		Complete: answer.Complete}
	performers := ask.performers(answer.Goal)
	for _, group := range answer.Blockers {
		names := make([]string, len(group))
		for i, ref := range group {
			names[i] = ask.nameOf(ref)
		}
		switch {
		case len(group) > 1:
			row.Together = append(row.Together, strings.Join(names, " with "))
		case slices.Contains(performers, group[0]):
			row.Own = append(row.Own, names[0])
		default:
			row.Alone = append(row.Alone, names[0])
		}
	}
	for _, ref := range answer.Assuming {
		row.Assuming = append(row.Assuming, ask.thing(a.IDOf(ref)))
	}
	return row
}

// performers are those of a commitment, none where a goal is something else.
func (ask *Ask) performers(goal string) []agreement.Ref {
	ref, found := ask.Answers.Agreement.Lookup(goal)
	if !found || ref.Kind != agreement.KindCommitment {
		return nil
	}
	return ask.Answers.Agreement.Commitments[ref.Index].By
}

// stoppers are those who can alone stop what they do not perform, those who can stop most first.
func stoppers(goals []goalRow) []stopper {
	var all []stopper
	for i := range goals {
		for _, party := range goals[i].Alone {
			at := slices.IndexFunc(all, func(s stopper) bool { return s.Party == party })
			if at < 0 {
				at = len(all)
				all = append(all, stopper{Party: party})
			}
			all[at].Goals = append(all[at].Goals, goals[i].named)
			all[at].Alone++
		}
	}
	slices.SortStableFunc(all, func(x, y stopper) int { return y.Alone - x.Alone })
	return all
}
