package pages

import (
	"fmt"
	"slices"

	"lockstep/internal/calendar"
	"lockstep/internal/ledger"
)

// A timelineBody is days: what was due, what happened, when it was learned.
type timelineBody struct {
	Chart   drawing
	Shown   part // of the rows of the chart
	Table   numbers
	Learned learning
	Slowest []slowRow
	Undated []named // commitments without any day
	Clocks  []named // that have not started
}

// A learning is how long it took to learn what happened.
type learning struct {
	Entries int
	Same    int // learned on the day itself
	Median  int
	Longest int
}

// A slowRow is an entry that took long to learn.
type slowRow struct {
	ID, Href, What string
	Happened       string
	Learned        calendar.Day
	Days           int
	Key            *sourceKey
}

const (
	mostSlow    = 8
	mostNumbers = 200
	mostSpans   = 60 // rows of the chart on one page
)

func timelinePage(ask *Ask) (*View, error) {
	c, shown := ask.timelineChart()
	body := &timelineBody{Shown: shown, Learned: ask.learnt(),
		Chart: ask.drawn("timeline", c, nameFirst, ask.Query.Get(nameFirst)),
		Table: numbersOf(c, mostNumbers, "until", "event", "told"), Slowest: ask.slowest()}
	drawn := map[string]bool{}
	for _, row := range once(ask, "timeline", ask.timelineRows) {
		drawn[row.Name] = true
	}
	r := ask.Answers.Report()
	for i := range r.Commitments {
		if thing := ask.thing(r.Commitments[i].ID); !drawn[thing.Name] {
			body.Undated = append(body.Undated, thing)
		}
	}
	for i := range r.Clocks {
		if !r.Clocks[i].Started {
			body.Clocks = append(body.Clocks, ask.thing(r.Clocks[i].ID))
		}
	}
	return &View{Finding: ask.timelineFinding(body), Sub: []string{
		"Days up to " + prose(ask.Answers.Cut.AsOf) + ", " + knownWords(ask.Answers.Cut) +
			". A slanted line is the time that it took to learn of something.",
	}, Body: body}, nil
}

// learnt is how long it took to learn what counts.
func (ask *Ask) learnt() learning { return once(ask, "learnt", ask.workOutLearnt) }

func (ask *Ask) workOutLearnt() learning {
	var lags []int
	l := learning{}
	view := ask.Answers.Counting()
	for i := range view {
		lag := lagOf(&view[i])
		lags = append(lags, lag)
		if lag == 0 {
			l.Same++
		}
	}
	slices.Sort(lags)
	if l.Entries = len(lags); l.Entries > 0 {
		l.Median, l.Longest = lags[len(lags)/2], lags[len(lags)-1]
	}
	return l
}

// lagOf is how many days after the end of what it speaks of an event was known.
func lagOf(e *ledger.Event) int {
	last := lastDay(e.At, ledger.PrecisionNames[e.Precision])
	return max(0, calendar.Between(last, e.Known))
}

// said is a learning in a sentence.
func (l learning) said() string {
	if l.Entries == 0 {
		return "Nothing that happened is known"
	}
	told := fmt.Sprintf("%d of %s learned on the day", l.Same, count(l.Entries, "entry", "entries"))
	if l.Longest > 0 {
		told += fmt.Sprintf("; the slowest took %s", count(l.Longest, "day", "days"))
	}
	return told
}

// timelineFinding says what the days come to.
func (ask *Ask) timelineFinding(body *timelineBody) string {
	r := ask.Answers.Report()
	due, met, late := 0, 0, 0
	for i := range r.Commitments {
		c := &r.Commitments[i]
		if c.Due == calendar.None || c.Due > r.AsOf || c.Standing == "void" {
			continue
		}
		due++
		switch {
		case c.Standing == "done" && c.LateDays != nil && *c.LateDays <= 0:
			met++
		case c.Standing == "done":
			late++
		}
	}
	told := fmt.Sprintf("%s had come: %d kept, %d kept late, %d not",
		count(due, "due day", "due days"), met, late, due-met-late)
	if due == 0 {
		told = "No due day had come"
	}
	return told + "; " + lowerFirst(body.Learned.said())
}

// lowerFirst puts a sentence behind another one.
func lowerFirst(s string) string {
	if s == "" || s[0] < 'A' || s[0] > 'Z' {
		return s
	}
	return string(s[0]+'a'-'A') + s[1:]
}

// slowest are the entries that took longest to learn.
func (ask *Ask) slowest() []slowRow {
	view := ask.Answers.Counting()
	lags, order := make([]int, len(view)), make([]int, 0, len(view))
	for i := range view {
		if lags[i] = lagOf(&view[i]); lags[i] > 0 {
			order = append(order, i)
		}
	}
	slices.SortStableFunc(order, func(i, j int) int { return lags[j] - lags[i] })
	var rows []slowRow
	for _, i := range order[:min(len(order), mostSlow)] {
		e := &view[i]
		row := ask.eventRow(e)
		rows = append(rows, slowRow{ID: e.ID, Href: ask.eventLink(e.ID), Happened: row.Happened,
			What: ask.thing(e.Subject).Name + ": " + row.What, Learned: e.Known, Days: lagOf(e),
			Key: row.Key})
	}
	return rows
}
