package pages

import (
	"cmp"
	"fmt"
	"slices"

	"lockstep/internal/agreement"
	"lockstep/internal/calendar"
	"lockstep/internal/chart"
	"lockstep/internal/exposure"
	"lockstep/internal/status"
)

// An act is a commitment that was done, and when.
type act struct {
	position int32
	day      calendar.Day
}

// doneActs are the once-commitments that are done at the cut, in the order in which they were.
func (ask *Ask) doneActs() []act {
	a, r := ask.Answers.Agreement, ask.Answers.Report()
	var acts []act
	for i := range r.Commitments {
		s := &r.Commitments[i]
		ref, found := a.Lookup(s.ID)
		if found && s.Standing == "done" && !a.Commitments[ref.Index].IsContinuing() {
			acts = append(acts, act{ref.Index, s.Ended})
		}
	}
	slices.SortStableFunc(acts, func(x, y act) int {
		return cmp.Or(cmp.Compare(x.day, y.day), cmp.Compare(x.position, y.position))
	})
	return acts
}

// declaredActs are the once-commitments in the order in which they are declared.
func (ask *Ask) declaredActs() []act {
	x := ask.Answers.Exposure()
	acts := make([]act, len(x.Order))
	for i, position := range x.Order {
		acts[i] = act{position, x.Days[position]}
	}
	return acts
}

// declaredCourse is how exposed the sides come to stand if everything is done as it is declared.
func (ask *Ask) declaredCourse() *chart.Course {
	c := ask.course(ask.declaredActs())
	c.Low, c.High = ask.courseEnds()
	c.Head = chart.Head{Title: "Exposure along the declared order", Citation: ask.citation(),
		Finding: courseFinding(c), Unit: weightUnit, Source: ask.textSource()}
	for i, party := range ask.sides() {
		e := &ask.Answers.Exposure().Parties[party]
		worst := "at worst, if the others stop, "
		if !e.Exact {
			worst += "at least "
		}
		c.Sides[i].Note = worst + signed(e.Peak)
	}
	return c
}

// weightUnit is in what exposure is counted.
const weightUnit = "weight, as the text states it (1 where it states none)"

// sourcesOfDone are the sources of what is said of the acts that are done.
func (ask *Ask) sourcesOfDone() []string {
	r := ask.Answers.Report()
	var sources []string
	for i := range r.Commitments {
		for _, id := range r.Commitments[i].Events {
			if e := ask.Answers.Event(id); e != nil && r.Commitments[i].Standing == "done" {
				sources = append(sources, e.Source)
			}
		}
	}
	return sources
}

// happenedCourse is how exposed the sides have come to stand by what was done.
func (ask *Ask) happenedCourse() *chart.Course {
	c := ask.course(ask.doneActs())
	c.Low, c.High = ask.courseEnds()
	c.Head = chart.Head{Title: "Exposure as it went", Citation: ask.citation(),
		Finding: courseFinding(c), Unit: weightUnit, Source: ask.publishers(ask.sourcesOfDone())}
	return c
}

// courseEnds are the figures that both courses reach, so that they can be compared.
func (ask *Ask) courseEnds() (low, high float64) {
	for _, acts := range [][]act{ask.declaredActs(), ask.doneActs()} {
		for _, side := range ask.course(acts).Sides {
			for _, v := range side.Values {
				low, high = min(low, v), max(high, v)
			}
		}
	}
	return low, high
}

// course draws the sides along some acts, leaving out those that change nothing for either.
func (ask *Ask) course(acts []act) *chart.Course {
	a := ask.Answers.Agreement
	order := make([]int32, len(acts))
	for i := range acts {
		order[i] = acts[i].position
	}
	parties := ask.sides()
	values := make([][]float64, len(parties))
	c := &chart.Course{Unit: "weight given for good, less weight received"}
	for i, party := range parties {
		values[i] = exposure.Course(a, party, order)
		c.Sides = append(c.Sides, chart.Side{Name: a.NameOf(agreement.PartyRef(party))})
	}
	for k := range acts {
		if !changesAt(values, k) {
			continue
		}
		c.Steps = append(c.Steps, chart.Step{Name: a.Commitments[order[k]].ID, Day: acts[k].day})
		for i := range parties {
			c.Sides[i].Values = append(c.Sides[i].Values, values[i][k])
		}
	}
	return c
}

// changesAt reports whether one of the lines changes at a step.
func changesAt(values [][]float64, k int) bool {
	for _, line := range values {
		before := 0.0
		if k > 0 {
			before = line[k-1]
		}
		if line[k] != before {
			return true
		}
	}
	return false
}

// courseFinding says where the sides end.
func courseFinding(c *chart.Course) string {
	if len(c.Steps) == 0 {
		return "No act has changed it."
	}
	var parts []string
	for _, side := range c.Sides {
		parts = append(parts, side.Name+" "+signed(side.Values[len(side.Values)-1]))
	}
	return "After " + count(len(c.Steps), "act", "acts") + ": " + sentence(parts) + "."
}

// timelineChart draws every clock, and every commitment that has a day, against what happened.
// timelineChart is the part of the rows that the address names, and which that is.
func (ask *Ask) timelineChart() (*chart.Timeline, part) {
	x := ask.Answers
	all := once(ask, "timeline", ask.timelineRows)
	shown := ask.partOf(len(all), mostSpans)
	c := &chart.Timeline{AsOf: x.Cut.AsOf, KnownAt: x.Cut.KnownAt,
		Rows: all[shown.First-1 : shown.Last]}
	c.Head = chart.Head{Title: "What was due, what happened and when it was learned",
		Citation: ask.citation(), Finding: ask.learnt().said(), Unit: "days",
		Source: ask.textSource() + "; " + ask.publishers(ask.allSources())}
	if shown.IsPart() {
		c.Head.Finding += fmt.Sprintf("; rows %d to %d of %d", shown.First, shown.Last, shown.All)
	}
	return c, shown
}

// timelineRows are all rows: clocks, then commitments by due day.
func (ask *Ask) timelineRows() []chart.Row {
	entries := map[string][]chart.Entry{}
	view := ask.Answers.Counting()
	for i := range view {
		entries[view[i].Subject] = append(entries[view[i].Subject], entryOf(&view[i]))
	}
	r := ask.Answers.Report()
	var rows []chart.Row
	for i := range r.Clocks {
		rows = append(rows, clockRow(&r.Clocks[i], entries[r.Clocks[i].ID]))
	}
	opens := map[string]calendar.Day{}
	for _, d := range ask.Answers.Dates() {
		opens[d.ID] = d.Earliest
	}
	for _, s := range pressing(r.Commitments) {
		row := ask.commitmentSpan(s, entries[s.ID])
		if day, known := opens[s.ID]; known {
			row.Opens = day
		}
		if row.Due != calendar.None || row.Began != calendar.None || len(row.Entries) > 0 {
			rows = append(rows, row)
		}
	}
	return rows
}

func clockRow(k *status.Clock, entries []chart.Entry) chart.Row {
	row := chart.Row{Name: k.ID, Note: "clock, not started", Opens: calendar.None,
		Due: calendar.None, Began: calendar.None, Ended: calendar.None, Entries: entries}
	if k.Started {
		row.Note = "clock, started " + prose(k.Day)
		row.Began = k.Day
	}
	return row
}

func (ask *Ask) commitmentSpan(s *status.Commitment, entries []chart.Entry) chart.Row {
	row := chart.Row{Name: cmp.Or(s.Text, s.ID), Note: standingOf(s.Standing).Word,
		Opens: calendar.None, Due: s.Due, Began: s.Began, Ended: s.Ended, Is: dueState(s),
		Silent: s.Standing == "unknown", Entries: entries}
	switch {
	case s.DueInDays != nil && s.Standing != "done":
		note, _ := dueNote(s)
		row.Note += ", " + note
	case s.Standing == "done" && lateNote(s) != "":
		row.Note += ", " + lateNote(s)
	}
	return row
}
