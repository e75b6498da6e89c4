package pages

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"lockstep/internal/agreement"
	"lockstep/internal/calendar"
	"lockstep/internal/chart"
	"lockstep/internal/lettering"
	"lockstep/internal/status"
)

// levelAt is the position of a level, -1 where there is none of that name.
func (ask *Ask) levelAt(id string) int32 {
	ref, found := ask.Answers.Agreement.Lookup(id)
	if !found || ref.Kind != agreement.KindLevel {
		return -1
	}
	return ref.Index
}

// levelTitle is what a level counts, in the words of the text.
func levelTitle(l *agreement.Level) string {
	title := cmp.Or(l.Basis, l.ID)
	return strings.ToUpper(title[:1]) + title[1:]
}

// levelChart draws what is said of a level.
func (ask *Ask) levelChart(i int32) *chart.Levels {
	f := ask.figuresOf(i)
	level := &ask.Answers.Agreement.Levels[i]
	c := &chart.Levels{Unit: f.Unit, Basis: f.Basis, Cut: ask.Answers.Cut.AsOf,
		Bounds: ask.bounds(i, f)}
	for k := range f.Series {
		addSeries(c, &f.Series[k])
	}
	c.Head = chart.Head{Title: levelTitle(level), Citation: ask.citation(),
		Finding: levelFinding(c, f), Unit: unitOf(f)}
	var sources []string
	for k := range f.Series {
		sources = append(sources, f.Series[k].Source)
	}
	c.Head.Source = ask.publishers(sources)
	return c
}

// unitOf is in what a level is counted, and what its figures count.
func unitOf(f *status.Figures) string {
	told := cmp.Or(f.Unit, "figures without a stated unit")
	if f.Basis != "" {
		told += ": " + f.Basis
	}
	return told
}

// addSeries adds the figures of a source to those of the same kind and basis.
func addSeries(c *chart.Levels, s *status.Series) {
	kind := chart.FigureKind(slices.Index([]string{"measured", "announced", "authorised"}, s.Kind))
	basis := s.Basis
	if s.Basis == c.Basis && s.Unit == c.Unit {
		basis = ""
	} else if s.Unit != c.Unit {
		basis = strings.TrimSpace(s.Basis + " (" + s.Unit + ")")
	}
	at := slices.IndexFunc(c.Series, func(x chart.Series) bool {
		return x.Kind == kind && x.Basis == basis
	})
	if at < 0 {
		at = len(c.Series)
		c.Series = append(c.Series, chart.Series{Kind: kind, Basis: basis})
	}
	for i := range s.Points {
		p := &s.Points[i]
		c.Series[at].Figures = append(c.Series[at].Figures, chart.Figure{
			From: p.At, Until: lastDay(p.At, p.Precision), Known: p.Known, By: calendar.None,
			Low: p.Value.Low, Best: p.Value.Best, High: p.Value.High, Source: s.Source,
			Event: p.Event,
		})
	}
}

// bounds are what the text says of a level: its own ceiling and floor, and from each due day what
// a commitment is to bring it to. A total that must be nothing bounds its parts too.
func (ask *Ask) bounds(i int32, f *status.Figures) []chart.Bound {
	var all []chart.Bound
	if f.Ceiling != nil {
		all = append(all, chart.Bound{Kind: chart.Ceiling, From: calendar.None, Value: *f.Ceiling,
			Clause: f.Level})
	}
	if f.Floor != nil {
		all = append(all, chart.Bound{Kind: chart.Floor, From: calendar.None, Value: *f.Floor,
			Clause: f.Level})
	}
	level := agreement.LevelRef(int(i))
	r := ask.Answers.Report()
	for k := range r.Commitments {
		s := &r.Commitments[k]
		ref, found := ask.Answers.Agreement.Lookup(s.ID)
		if !found || s.Due == calendar.None || s.Standing == "void" {
			continue
		}
		for _, change := range ask.Answers.Agreement.Commitments[ref.Index].Changes {
			value, bounds := ask.boundBy(&change, level)
			if bounds {
				all = append(all, chart.Bound{Kind: boundKind(value, f), From: s.Due, Value: value,
					Clause: clause(s)})
			}
		}
	}
	slices.SortStableFunc(all, func(x, y chart.Bound) int {
		return cmp.Or(cmp.Compare(x.From, y.From), cmp.Compare(x.Value, y.Value))
	})
	return all
}

// boundBy is what a change says of a level, if it says anything of it.
func (ask *Ask) boundBy(change *agreement.Change, level agreement.Ref) (float64, bool) {
	of := &ask.Answers.Agreement.Levels[change.Level.Index]
	switch {
	case change.Level == level && !change.By:
		return change.Number, true
	case change.Level == level && of.Baseline != nil:
		return *of.Baseline + change.Number, true
	case !change.By && change.Number == 0 && slices.Contains(of.Parts, level):
		return 0, true
	}
	return 0, false
}

// boundKind tells a ceiling from a target: what lies below where the level came from is a ceiling.
func boundKind(value float64, f *status.Figures) chart.BoundKind {
	before, known := 0.0, false
	if f.Baseline != nil {
		before, known = *f.Baseline, true
	} else {
		first := calendar.Last
		for i := range f.Series {
			for k := range f.Series[i].Points {
				if p := &f.Series[i].Points[k]; f.Series[i].Kind == "measured" && p.At < first {
					first, before, known = p.At, p.Value.Best, true
				}
			}
		}
	}
	if value == 0 || known && value < before {
		return chart.Ceiling
	}
	return chart.Target
}

// levelFinding is what is to be seen of a level, in a sentence.
func levelFinding(c *chart.Levels, f *status.Figures) string {
	var parts []string
	if days, limit := c.DaysOver(); days > 0 {
		parts = append(parts, fmt.Sprintf("%s above the ceiling of %s",
			count(days, "day", "days"), lettering.Figure(limit)))
	}
	for i := range f.Latest {
		l := &f.Latest[i]
		if l.Value != nil && l.Kind == "measured" && l.Basis == f.Basis {
			when := " on "
			if l.Precision != "day" {
				when = " in "
			}
			parts = append(parts, "measured "+l.Value.Told()+when+spoken(l.At, l.Precision))
		}
	}
	if n := len(f.Conflicts); n > 0 {
		parts = append(parts, count(n, "conflict", "conflicts")+" of figures")
	}
	if len(parts) == 0 {
		parts = []string{"no measured figure is recorded"}
	}
	return strings.Join(parts, "; ") + "."
}
