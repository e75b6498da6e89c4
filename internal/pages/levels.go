package pages

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"lockstep/internal/agreement"
	"lockstep/internal/calendar"
	"lockstep/internal/chart"
	"lockstep/internal/ledger"
	"lockstep/internal/lettering"
	"lockstep/internal/status"
)

// A levelsBody is all levels: those that the text or the figures say most of in full.
type levelsBody struct {
	Full   []levelView
	Others []levelLine
	Silent []levelLine // of which there is no figure
	Key    bool        // whether how to read the charts is to be said
}

// A levelView is one level in full.
type levelView struct {
	ID, Title, Of, Unit string
	Href                string
	Chart               drawing
	Finding             string
	Figures             []figureRow
	Bounds              []boundRow
	Conflicts           []conflictView
	None                string // the kinds of which there is no figure
	Parts, PartOf       []named
	Key                 int // so that names on the page differ

	More          int // figures that are left out, the oldest
	MoreConflicts int
}

// A figureRow is one figure with its source. From, to and at are places on the axis of the table,
// in hundredths of its length.
type figureRow struct {
	Day         string
	On          calendar.Day
	Kind, Basis string
	Best, Range string
	Key         *sourceKey
	Href        string // the event
	Learned     calendar.Day
	Rests       rests
	Note        string
	Low, At, To float64
	Contested   bool
}

// A boundRow is what the text says of a level from a day on.
type boundRow struct {
	Kind, Value string
	From        calendar.Day
	Clause      string
}

// A conflictView is figures that cannot all be right, side by side on one axis.
type conflictView struct {
	When, Basis string
	Figures     []figureRow
	More        int
}

// A levelLine is one level in a line.
type levelLine struct {
	levelRow
	Title, Href string
}

// mostFull is how many levels the page of all levels shows in full.
const mostFull = 3

// mostFigures, mostConflicts and mostOpposed are how many figures of a level, how many conflicts,
// and how many figures of a conflict are listed: the latest. All are in the CSV.
const (
	mostFigures   = 60
	mostConflicts = 12
	mostOpposed   = 12
)

func levelsPage(ask *Ask) (*View, error) {
	body := &levelsBody{Key: true}
	r := ask.Answers.Report()
	for _, i := range ask.levelsByWeight() {
		level := &ask.Answers.Agreement.Levels[i]
		row := levelLine{Title: levelTitle(level), Href: ask.link("/levels/" + level.ID)}
		latest := slices.IndexFunc(r.Levels, func(l status.Level) bool { return l.ID == level.ID })
		if latest >= 0 {
			row.levelRow = ask.levelRow(&r.Levels[latest])
		}
		switch {
		case ask.said(i) == 0:
			body.Silent = append(body.Silent, row)
		case len(body.Full) < mostFull:
			body.Full = append(body.Full, ask.levelView(i, len(body.Full)))
		default:
			body.Others = append(body.Others, row)
		}
	}
	return &View{Finding: ask.levelsFinding(), Sub: levelsSub(ask, len(body.Silent)), Body: body}, nil
}

func levelPage(ask *Ask) (*View, error) {
	i := ask.levelAt(ask.ID)
	if i < 0 {
		return nil, &NotFoundError{"level", ask.ID}
	}
	v := ask.levelView(i, 0)
	return &View{
		Finding: v.Title + ": " + strings.TrimSuffix(v.Finding, "."),
		Sub: []string{fmt.Sprintf("%s; counted in %s%s.", ask.ID, cmp.Or(v.Unit, "no stated unit"),
			strings.TrimSuffix(", of "+v.Of, ", of "))},
		Body: &levelsBody{Full: []levelView{v}, Key: true},
	}, nil
}

// levelIDs are the ids of all levels.
func levelIDs(a *agreement.Agreement) []string {
	ids := make([]string, len(a.Levels))
	for i := range a.Levels {
		ids[i] = a.Levels[i].ID
	}
	return ids
}

// said is how many figures are known of a level.
func (ask *Ask) said(level int32) int {
	told := once(ask, "told", func() map[string]int {
		n := map[string]int{}
		view := ask.Answers.Counting()
		for i := range view {
			if view[i].Kind.Of() == agreement.KindLevel {
				n[view[i].Subject]++
			}
		}
		return n
	})
	return told[ask.Answers.Agreement.Levels[level].ID]
}

// figuresOf is all that is said of a level.
func (ask *Ask) figuresOf(level int32) *status.Figures {
	return once(ask, fmt.Sprint("figures ", level), func() *status.Figures {
		return ask.Answers.Figures(level)
	})
}

// levelsByWeight are the levels that commitments change first, then by how much is said of them.
func (ask *Ask) levelsByWeight() []int32 {
	a := ask.Answers.Agreement
	touched := ask.touchedLevels()
	order := make([]int32, len(a.Levels))
	for i := range order {
		order[i] = int32(i)
	}
	rank := func(i int32) (int, int) {
		if touched[a.Levels[i].ID] {
			return 1, ask.said(i)
		}
		return 0, ask.said(i)
	}
	slices.SortStableFunc(order, func(x, y int32) int {
		tx, nx := rank(x)
		ty, ny := rank(y)
		return cmp.Or(cmp.Compare(ty, tx), cmp.Compare(ny, nx))
	})
	return order
}

// levelsFinding is the worst that the figures say, or what they say of the first level.
func (ask *Ask) levelsFinding() string {
	return once(ask, "levels", ask.workOutLevelsFinding)
}

func (ask *Ask) workOutLevelsFinding() string {
	var over []string
	bounded := false
	for _, i := range ask.levelsByWeight() {
		c := ask.levelChart(i)
		bounded = bounded || slices.ContainsFunc(c.Bounds, func(b chart.Bound) bool {
			return b.Kind == chart.Ceiling
		})
		if days, limit := c.DaysOver(); days > 0 {
			over = append(over, fmt.Sprintf("%s stood above the ceiling of %s for %s", c.Head.Title,
				lettering.Figure(limit), count(days, "day", "days")))
		}
	}
	r := ask.Answers.Report()
	known := 0
	for i := range ask.Answers.Agreement.Levels {
		if ask.said(int32(i)) > 0 {
			known++
		}
	}
	of := fmt.Sprintf("%d of %s have a figure", known,
		count(len(ask.Answers.Agreement.Levels), "level", "levels"))
	conflicts := count(len(r.Conflicts), "conflict", "conflicts") + " of figures"
	switch {
	case len(ask.Answers.Agreement.Levels) == 0:
		return "The text names no level"
	case len(over) > 0 && len(r.Conflicts) > 0:
		return over[0] + "; " + conflicts
	case len(over) > 0:
		return over[0]
	case len(r.Conflicts) > 0:
		return of + "; " + conflicts + " stand unsettled"
	case known == 0:
		return "No figure is known for any of " + count(len(ask.Answers.Agreement.Levels), "level",
			"levels")
	case bounded:
		return of + "; none stood above its ceiling, and none are in conflict"
	}
	return of + "; none are in conflict, and the text sets no ceiling by a day"
}

func levelsSub(ask *Ask, silent int) []string {
	sub := "Levels on " + prose(ask.Answers.Cut.AsOf) + ", " + knownWords(ask.Answers.Cut) +
		". A level holds until the next figure; between figures nothing else is drawn."
	if silent > 0 {
		sub += " Of " + count(silent, "level", "levels") + " no figure is on record."
	}
	return []string{sub}
}

// levelView is a level in full.
func (ask *Ask) levelView(i int32, key int) levelView {
	level := &ask.Answers.Agreement.Levels[i]
	f := ask.figuresOf(i)
	c := ask.levelChart(i)
	v := levelView{ID: level.ID, Title: levelTitle(level), Of: ask.partyNames(f.Of), Unit: level.Unit,
		Href: ask.link("/levels/" + level.ID), Chart: ask.drawn("level."+level.ID, c),
		Finding: levelFinding(c, f), Key: key}
	contested := map[string]bool{}
	for k := range f.Conflicts {
		for _, id := range f.Conflicts[k].Events {
			contested[id] = true
		}
	}
	v.Figures = ask.figureRows(f, contested)
	v.More = max(0, len(v.Figures)-mostFigures)
	v.Figures = v.Figures[v.More:]
	for _, b := range c.Bounds {
		v.Bounds = append(v.Bounds, boundRow{[]string{"ceiling", "target", "floor"}[b.Kind],
			lettering.Figure(b.Value), b.From, b.Clause})
	}
	v.MoreConflicts = max(0, len(f.Conflicts)-mostConflicts)
	for k := range f.Conflicts[v.MoreConflicts:] {
		v.Conflicts = append(v.Conflicts, ask.conflictView(&f.Conflicts[v.MoreConflicts+k]))
	}
	v.None = noneOf(f)
	v.Parts, v.PartOf = ask.partsOf(i)
	return v
}

// noneOf names the kinds of which there is no figure.
func noneOf(f *status.Figures) string {
	var none []string
	for _, kind := range []string{"measured", "announced", "authorised"} {
		if !slices.ContainsFunc(f.Series, func(s status.Series) bool { return s.Kind == kind }) {
			none = append(none, kind)
		}
	}
	return sentence(none)
}

// partsOf are the levels that make a level up, and those that it is a part of.
func (ask *Ask) partsOf(i int32) (parts, of []named) {
	a, self := ask.Answers.Agreement, agreement.LevelRef(int(i))
	link := func(id string) named { return named{id, id, ask.link("/levels/" + id)} }
	for _, ref := range a.Levels[i].Parts {
		parts = append(parts, link(a.IDOf(ref)))
	}
	for k := range a.Levels {
		if slices.Contains(a.Levels[k].Parts, self) {
			of = append(of, link(a.Levels[k].ID))
		}
	}
	return parts, of
}

// figureRows are all figures of a level by day, each with its place on one axis.
func (ask *Ask) figureRows(f *status.Figures, contested map[string]bool) []figureRow {
	var rows []figureRow
	top := 0.0
	for i := range f.Series {
		s := &f.Series[i]
		for k := range s.Points {
			rows = append(rows, ask.figureRow(f, s, &s.Points[k]))
			rows[len(rows)-1].Contested = contested[s.Points[k].Event]
			top = max(top, s.Points[k].Value.High)
		}
	}
	slices.SortStableFunc(rows, func(x, y figureRow) int { return cmp.Compare(x.On, y.On) })
	placeFigures(rows, top)
	return rows
}

// placeFigures turns figures into places on an axis from zero to the highest.
func placeFigures(rows []figureRow, top float64) {
	for i := range rows {
		if top > 0 {
			rows[i].Low, rows[i].At = 96*rows[i].Low/top+2, 96*rows[i].At/top+2
			rows[i].To = 96*rows[i].To/top + 2
		}
	}
}

func (ask *Ask) figureRow(f *status.Figures, s *status.Series, p *status.Point) figureRow {
	row := figureRow{Day: spoken(p.At, p.Precision), On: p.At, Kind: s.Kind, Learned: p.Known,
		Best: lettering.Figure(p.Value.Best), Key: ask.cite(s.Source), Href: ask.eventLink(p.Event),
		Rests: rests{Word: p.RestsOn, Shape: strings.ReplaceAll(p.RestsOn, "no evidence", "none")},
		Note:  p.Note, Low: p.Value.Low, At: p.Value.Best, To: p.Value.High}
	if s.Basis != f.Basis {
		row.Basis = s.Basis
	}
	if p.Value.Low != p.Value.High {
		row.Range = lettering.Figure(p.Value.Low) + "–" + lettering.Figure(p.Value.High)
	}
	return row
}

func (ask *Ask) conflictView(c *status.Conflict) conflictView {
	v := conflictView{When: chart.ToldSpan(c.From, c.Until), Basis: c.Basis}
	top := 0.0
	v.More = max(0, len(c.Figures)-mostOpposed)
	for i := range c.Figures[:len(c.Figures)-v.More] {
		x := &c.Figures[i]
		row := figureRow{Day: prose(x.At), On: x.At, Best: x.Value.Told(), Key: ask.cite(x.Source),
			Href: ask.eventLink(x.Event), Low: x.Value.Low, At: x.Value.Best, To: x.Value.High}
		if e := ask.Answers.Event(x.Event); e != nil {
			row.Day = spoken(e.At, ledger.PrecisionNames[e.Precision])
			row.Note = e.Note
		}
		v.Figures = append(v.Figures, row)
		top = max(top, x.Value.High)
	}
	placeFigures(v.Figures, top)
	return v
}

// eventLink is the address of one event.
func (ask *Ask) eventLink(id string) string { return ask.link("/evidence", "event", id) }
