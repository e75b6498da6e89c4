package pages

import (
	"cmp"
	"fmt"
	"html/template"
	"slices"
	"strings"

	"lockstep/internal/calendar"
	"lockstep/internal/chart"
	"lockstep/internal/ledger"
	"lockstep/internal/lettering"
	"lockstep/internal/status"
)

// A drawing is a chart as it stands in a page: at both widths, and where it can be had as a file.
type drawing struct {
	Wide, Narrow template.HTML
	Title        string
	Origin       string // in what it is counted, and who says so
	SVG          string
	PNG          string
	CSV          string
}

// drawn is the chart of that name, which Chart gives too, under the cut and further names and
// values of the address.
func (ask *Ask) drawn(name string, c chart.Chart, more ...string) drawing {
	file := func(ending string) string { return ask.link("/charts/"+name+ending, more...) }
	return drawing{
		Wide:   template.HTML(chart.SVG(c, chart.Page)),
		Narrow: template.HTML(chart.SVG(c, chart.Telephone)),
		Title:  c.About().Title, Origin: c.About().Origin(),
		SVG: file(".svg"), PNG: file(".png"), CSV: file(".csv"),
	}
}

// Chart is the chart of a name under a cut, for files: strip, timeline, declared, happened, or
// level. and the id of a level. The error is a *NotFoundError where there is none of that name.
func Chart(ask *Ask, name string) (chart.Chart, error) {
	switch name {
	case "strip":
		return ask.stripChart(), nil
	case "timeline":
		c, _ := ask.timelineChart()
		return c, nil
	case "declared":
		return ask.declaredCourse(), nil
	case "happened":
		return ask.happenedCourse(), nil
	}
	if id, is := strings.CutPrefix(name, "level."); is {
		if i := ask.levelAt(id); i >= 0 {
			return ask.levelChart(i), nil
		}
	}
	return nil, &NotFoundError{"chart", name}
}

// mostNamed is how many sources a chart names.
const mostNamed = 3

// publishers name sources, each once: the first few, and how many others there are.
func (ask *Ask) publishers(sources []string) string {
	var names []string
	for _, name := range sources {
		if i := ask.sourceAt(name); i >= 0 {
			name = cmp.Or(ask.Answers.Agreement.Sources[i].Publisher, name)
		}
		if name != "" && !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	if more := len(names) - mostNamed; more > 0 {
		names = append(names[:mostNamed], fmt.Sprintf("%d more", more))
	}
	return cmp.Or(lettering.Isolate(lettering.Clean(strings.Join(names, "; "))), "none named")
}

// allSources are the sources of everything that counts under the cut.
func (ask *Ask) allSources() []string {
	view := ask.Answers.Counting()
	sources := make([]string, len(view))
	for i := range view {
		sources[i] = view[i].Source
	}
	return sources
}

// textSource is where the text of the agreement is written.
func (ask *Ask) textSource() string {
	return "the text, " + sentence(ask.Answers.Agreement.Files)
}

// citation is what must be told with a chart that leaves its page.
func (ask *Ask) citation() chart.Citation {
	x := ask.Answers
	return chart.Citation{Project: cmp.Or(x.Agreement.Title, x.Agreement.ID), AsOf: x.Cut.AsOf,
		KnownAt: x.Cut.KnownAt, Checkpoint: x.Checkpoint, Partial: x.Partial}
}

// A strip is the time line beside the form of the cut: what was due, what happened, what was
// learned. The script lays over it what moves the day looked at.
type strip struct {
	Drawn        template.HTML
	From, Until  string
	Wide, Narrow string // where the first and the last day stand, as shares of the width
}

func (ask *Ask) strip() strip {
	return once(ask, "strip", func() strip {
		c := ask.stripChart()
		d := ask.drawn("strip", c)
		reach := c.Reach(chart.Page)
		return strip{d.Wide + d.Narrow, reach.From.String(), reach.Until.String(),
			ends(reach), ends(c.Reach(chart.Telephone))}
	})
}

// ends are the places of the first and the last day, for the script.
func ends(r chart.Reach) string { return fmt.Sprintf("%.4f %.4f", r.Left, r.Right) }

// once is what work gives, once for all pages under the same cut: it must hang on nothing but the
// answers.
func once[T any](ask *Ask, name string, work func() T) T {
	return ask.Answers.Kept(name, func() any { return work() }).(T)
}

func (ask *Ask) stripChart() *chart.Strip {
	x := ask.Answers
	c := &chart.Strip{AsOf: x.Cut.AsOf, KnownAt: x.Cut.KnownAt}
	view := x.Counting()
	for i := range view {
		c.Entries = append(c.Entries, entryOf(&view[i]))
	}
	r := x.Report()
	for i := range r.Commitments {
		if s := &r.Commitments[i]; s.Due != calendar.None && s.Standing != "void" {
			c.Due = append(c.Due, chart.DueDay{Day: s.Due, Name: s.ID, Is: dueState(s)})
		}
	}
	c.Head = chart.Head{Title: "Days", Citation: ask.citation(), Unit: "days",
		Source: ask.publishers(ask.allSources()),
		Finding: "as of " + prose(x.Cut.AsOf) + ", " + knownWords(x.Cut) + ": " +
			count(len(c.Entries), "entry", "entries") + " by the day they happened and the day they " +
			"were learned, and " + count(len(c.Due), "due day", "due days") + " of the text"}
	return c
}

// knownWords say as of when it was known.
func knownWords(cut ledger.Cut) string {
	if cut.KnownAt == calendar.None {
		return "with all that is known"
	}
	return "known at " + prose(cut.KnownAt)
}

// entryOf is an event as charts of days have it.
func entryOf(e *ledger.Event) chart.Entry {
	return chart.Entry{From: e.At, Until: lastDay(e.At, ledger.PrecisionNames[e.Precision]),
		Known: e.Known, What: e.Subject + " " + e.Kind.String(), Event: e.ID}
}

// lastDay is the last day of the day, month or year that begins on a day.
func lastDay(from calendar.Day, precision string) calendar.Day {
	y, m, _ := from.Date()
	switch precision {
	case "month":
		return calendar.MakeDay(y, m+1, 1) - 1
	case "year":
		return calendar.MakeDay(y+1, 1, 1) - 1
	}
	return from
}

// dueState is how the due day of a commitment stands.
func dueState(c *status.Commitment) chart.DueState {
	switch {
	case c.Standing == "done":
		return chart.Met
	case c.Overdue:
		return chart.Missed
	case c.PastDue:
		return chart.Waits
	}
	return chart.Ahead
}

// A numbers is the table of a chart, as a page shows it.
type numbers struct {
	Columns []chart.Column
	Rows    [][]shownCell
	More    int
}

// A shownCell is a cell of it; Again means that it says the same as the one above.
type shownCell struct {
	Text          string
	Number, Again bool
}

// numbersOf is the table of a chart, without some columns: its first rows, where there are very
// many.
func numbersOf(c chart.Chart, most int, without ...string) numbers {
	t := c.Table()
	n := numbers{}
	var kept []int
	for i, column := range t.Columns {
		if slices.Contains(without, column.Name) {
			continue
		}
		kept = append(kept, i)
		n.Columns = append(n.Columns,
			chart.Column{Name: strings.ReplaceAll(column.Name, "_", " "), Kind: column.Kind})
	}
	n.More = max(0, len(t.Rows)-most)
	for r, row := range t.Rows[:min(len(t.Rows), most)] {
		cells := make([]shownCell, len(kept))
		again := r > 0
		for k, i := range kept {
			again = again && row[i] == t.Rows[r-1][i]
			cells[k] = shownCell{t.Columns[i].Shown(row[i]), t.Columns[i].Kind == chart.Figures, again}
		}
		n.Rows = append(n.Rows, cells)
	}
	return n
}
