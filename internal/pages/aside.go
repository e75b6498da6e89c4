package pages

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"lockstep/internal/agreement"
	"lockstep/internal/calendar"
	"lockstep/internal/check"
	"lockstep/internal/exposure"
	"lockstep/internal/lettering"
	"lockstep/internal/status"
)

// Changes are what stands otherwise than on an earlier day.
type changes struct {
	Since calendar.Day
	Rows  []changeRow
	More  int
}

type changeRow struct {
	named
	From, To *standing
	Note     string
	Sources  []sourceKey
}

// sinceDays is how far back a page compares where the address does not say.
const sinceDays = 30

// mostChanges is how many changes a page lists.
const mostChanges = 12

// changed compares with the day that the address names, or with a month before.
func (ask *Ask) changed() *changes {
	day := ask.Answers.Cut.AsOf - sinceDays
	if text := ask.Query.Get("since"); text != "" {
		if asked, err := calendar.ParseDay(text, ask.Answers.Agreement.Location()); err == nil {
			day = asked
		}
	}
	c := &changes{Since: day}
	for _, change := range ask.Answers.Since(day).Changes {
		if change.Kind == "level" || change.Kind == "clock" {
			continue
		}
		if len(c.Rows) == mostChanges {
			c.More++
			continue
		}
		c.Rows = append(c.Rows, ask.changeRow(&change))
	}
	return c
}

func (ask *Ask) changeRow(c *status.Change) changeRow {
	row := changeRow{named: ask.thing(c.ID), Sources: ask.keysOf(c.Events)}
	if c.From != nil {
		from := standingOf(c.From.Standing)
		row.From = &from
	}
	if c.To != nil {
		to := standingOf(c.To.Standing)
		row.To = &to
	}
	if c.From != nil && c.To != nil && c.From.Standing == c.To.Standing {
		row.From = nil
		switch {
		case c.From.RestsOn != c.To.RestsOn:
			row.Note = "rested on " + c.From.RestsOn + ", now " + c.To.RestsOn
		case c.From.Due != c.To.Due:
			row.Note = "due " + prose(c.From.Due) + ", now " + prose(c.To.Due)
		}
	}
	return row
}

// A findingList is what is wrong with the text, one row for each kind of trouble.
type findingList struct {
	Errors, Warnings, Infos int
	Rows                    []findingRow
}

type findingRow struct {
	Check, Title, Severity string
	Count                  int
	Summary                string
	Subjects               []named // of the first
	Readings               string
}

func (ask *Ask) foundInText() findingList {
	var list findingList
	for _, f := range ask.Answers.Findings() {
		switch f.Severity {
		case check.Error:
			list.Errors++
		case check.Warning:
			list.Warnings++
		default:
			list.Infos++
		}
		i := slices.IndexFunc(list.Rows, func(r findingRow) bool {
			return r.Check == f.Check && r.Severity == f.Severity.String()
		})
		if i >= 0 {
			list.Rows[i].Count++
			continue
		}
		list.Rows = append(list.Rows, findingRow{Check: f.Check, Severity: f.Severity.String(),
			Count: 1, Summary: f.Summary, Subjects: ask.things(f.Subjects),
			Readings: strings.Join(f.Readings, ", ")})
	}
	return list
}

// A levelRow is the latest figure of a level.
type levelRow struct {
	ID, Basis, Unit string
	Figure          string
	Kind            string
	At              string
	Note            string
	Sources         []sourceKey
	Contested       bool
	Href            string
	Steps           string // announced, authorised, and what the text allows
}

// mostLevels is how many levels the first page lists.
const mostLevels = 6

// levels are those that commitments or decisions are about, then others with a figure.
func (ask *Ask) levels(r *status.Report) []levelRow {
	touched := ask.touchedLevels()
	var rows []levelRow
	seen := map[string]bool{}
	for _, first := range []bool{true, false} {
		for i := range r.Levels {
			l := &r.Levels[i]
			if touched[l.ID] != first || seen[l.ID] || !first && l.Value == nil {
				continue
			}
			if seen[l.ID] = true; len(rows) < mostLevels {
				row := ask.levelRow(l)
				row.Href, row.Steps = ask.link("/levels/"+l.ID), ask.stepsOf(l)
				rows = append(rows, row)
			}
		}
	}
	return rows
}

// stepsOf are the steps that a level is to take: what was announced last, what those who decide
// have authorised, and what the text allows from which day.
func (ask *Ask) stepsOf(l *status.Level) string {
	return once(ask, "steps of "+l.ID, func() string {
		steps := []string{planned("announced", l.Announced), planned("authorised", l.Authorised)}
		ref, found := ask.Answers.Agreement.Lookup(l.ID)
		if !found {
			return strings.Join(steps, "; ")
		}
		for _, bound := range ask.bounds(ref.Index, ask.figuresOf(ref.Index)) {
			told := []string{"ceiling", "target", "floor"}[bound.Kind] + " " +
				lettering.Figure(bound.Value)
			if bound.From != calendar.None {
				told += " from " + prose(bound.From)
			}
			steps = append(steps, told)
		}
		return strings.Join(slices.Compact(steps), "; ")
	})
}

// planned is what was announced or authorised last.
func planned(word string, p *status.Plan) string {
	if p == nil {
		return word + " none"
	}
	return word + " " + p.Value.Told() + ", " + prose(p.At)
}

// touchedLevels are the levels that some commitment changes or holds.
func (ask *Ask) touchedLevels() map[string]bool {
	a, touched := ask.Answers.Agreement, map[string]bool{}
	for i := range a.Commitments {
		for _, ref := range a.Commitments[i].ChangedLevels() {
			touched[a.IDOf(ref)] = true
		}
	}
	return touched
}

func (ask *Ask) levelRow(l *status.Level) levelRow {
	row := levelRow{ID: l.ID, Basis: l.Basis, Unit: l.Unit, Kind: l.Kind, Contested: l.Contested}
	if l.Value == nil {
		row.Note = "no figure on record"
		return row
	}
	row.Figure = l.Value.Told()
	row.At = spoken(l.At, l.Precision)
	if key := ask.cite(l.Source); key != nil {
		row.Sources = []sourceKey{*key}
	}
	if l.Ceiling != nil {
		row.Note = "of " + lettering.Figure(*l.Ceiling) + " at most"
		if l.Value.Best > *l.Ceiling {
			row.Note = "above the ceiling of " + lettering.Figure(*l.Ceiling)
		}
	}
	if n := len(l.CorroboratedBy); n > 1 {
		row.Note = strings.TrimPrefix(row.Note+fmt.Sprintf("; %d independent sources agree", n), "; ")
	}
	return row
}

// spoken is a day as far as it is known: 13 Jul 2020, Jul 2020 or 2020.
func spoken(day calendar.Day, precision string) string {
	y, m, _ := day.Date()
	switch precision {
	case "month":
		return fmt.Sprintf("%s %d", months[m], y)
	case "year":
		return fmt.Sprint(y)
	}
	return prose(day)
}

// An exposureRow is how exposed a party stands now and can come to stand.
type exposureRow struct {
	Party   string
	Now     string
	Peak    string
	Exact   bool
	Largest *named
	Owed    string
}

// mostSides is how many parties are set against each other.
const mostSides = 2

// exposed is how exposed the two sides stand that give and take most.
func (ask *Ask) exposed(r *status.Report) []exposureRow {
	x := ask.Answers.Exposure()
	var done []int32
	for i := range r.Commitments {
		ref, found := ask.Answers.Agreement.Lookup(r.Commitments[i].ID)
		if found && r.Commitments[i].Standing == "done" {
			done = append(done, ref.Index)
		}
	}
	var rows []exposureRow
	for _, party := range ask.sides() {
		e := &x.Parties[party]
		now := 0.0
		if course := exposure.Course(ask.Answers.Agreement, party, done); len(course) > 0 {
			now = course[len(course)-1]
		}
		row := exposureRow{Party: ask.nameOf(agreement.PartyRef(party)),
			Now: signed(now), Peak: signed(e.Peak), Exact: e.Exact, Owed: lettering.Figure(e.TotalOwed)}
		if e.Largest != nil {
			step := ask.thing(ask.Answers.Agreement.Commitments[e.Largest.Commitment].ID)
			row.Largest = &step
		}
		rows = append(rows, row)
	}
	return rows
}

// sides are the parties that perform and receive most once-commitments, in their order.
func (ask *Ask) sides() []int {
	a := ask.Answers.Agreement
	n := make([]int, len(a.Parties))
	for i := range a.Commitments {
		if a.Commitments[i].IsContinuing() {
			continue
		}
		for _, refs := range [][]agreement.Ref{a.Commitments[i].By, a.Commitments[i].To} {
			for _, ref := range refs {
				n[ref.Index]++
			}
		}
	}
	var parties []int
	for i := range n {
		if n[i] > 0 {
			parties = append(parties, i)
		}
	}
	slices.SortStableFunc(parties, func(x, y int) int { return cmp.Compare(n[y], n[x]) })
	parties = parties[:min(len(parties), mostSides)]
	slices.Sort(parties)
	return parties
}

// signed is a figure with its sign.
func signed(n float64) string {
	if n > 0 {
		return "+" + lettering.Figure(n)
	}
	return lettering.Figure(n)
}

// decided is what there is to say of decisions and of figures in conflict.
type decided struct {
	Silence   []silence
	Open      int
	Taken     int
	All       int
	Conflicts []conflictRow
	Disputes  []named
}

type conflictRow struct {
	Level   string
	When    string
	Figures []conflictFigure
}

type conflictFigure struct {
	Figure string
	Source *sourceKey
}

func (ask *Ask) decided(r *status.Report) decided {
	d := decided{All: len(r.Decisions)}
	decisions := ask.decisions()
	for i := range decisions {
		switch x := &decisions[i]; x.Standing {
		case "under silence":
			d.Silence = append(d.Silence, ask.silence(x))
		case "taken":
			d.Taken++
		default:
			d.Open++
		}
	}
	for i := range r.Conflicts {
		d.Conflicts = append(d.Conflicts, ask.conflictRow(&r.Conflicts[i]))
	}
	for i := range r.Disputes {
		d.Disputes = append(d.Disputes, ask.thing(r.Disputes[i].Subject))
	}
	return d
}

func (ask *Ask) conflictRow(c *status.Conflict) conflictRow {
	row := conflictRow{Level: c.Subject, When: prose(c.From)}
	if c.Until != c.From {
		row.When += " to " + prose(c.Until)
	}
	for i := range c.Figures {
		f := &c.Figures[i]
		row.Figures = append(row.Figures, conflictFigure{f.Value.Told(), ask.cite(f.Source)})
	}
	return row
}
