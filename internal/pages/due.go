package pages

import (
	"cmp"
	"fmt"
	"html/template"
	"strconv"
	"strings"

	"lockstep/internal/calendar"
	"lockstep/internal/status"
)

// A dueRow is a commitment against its date.
type dueRow struct {
	named
	Clause, Whose string
	Unnamed       bool // nobody is named to verify it
	Due           calendar.Day
	DueNote       string
	Late          bool
	Projected     bool
	Line          template.HTML
	Standing      standing
	Why           string // behind the standing
	WhyLate       bool
	Done          string
	Rests         rests
}

func (ask *Ask) dueRow(c *status.Commitment, s *span) dueRow {
	row := dueRow{
		named: named{c.ID, cmp.Or(c.Text, c.ID), ask.commitmentLink(c.ID)}, Clause: clause(c),
		Whose: ask.whose(c), Unnamed: c.Unverifiable != "", Due: c.Due, Projected: c.DueProjected,
		Standing: standingOf(c.Standing), Done: inPart(c), Rests: ask.restsOn(c.RestsOn, c.Events),
	}
	if c.DueInDays != nil {
		row.DueNote, row.Late = dueNote(c)
	}
	row.Why, row.WhyLate = ask.why(c)
	row.Line = s.draw(c)
	return row
}

// why says in a few words what is behind a standing.
func (ask *Ask) why(c *status.Commitment) (told string, late bool) {
	switch c.Standing {
	case "waiting", "suspended":
		if len(c.BlockedBy) > 0 {
			return "for " + shortList(c.BlockedBy), false
		}
		if c.WaitsUntil != calendar.None {
			return "until " + prose(c.WaitsUntil), false
		}
		if c.ClosedOn != calendar.None {
			return "too late to start since " + prose(c.ClosedOn), true
		}
	case "overdue":
		told, late = dueNote(c)
		if c.Begun {
			told += ", begun"
		}
	case "done":
		told = lateNote(c)
	case "in doubt":
		return "a violation is alleged", true
	}
	if c.OutOfOrder {
		told = strings.TrimPrefix(told+"; out of order", "; ")
	}
	return told, late
}

// lateNote says when something was done, measured by its due day.
func lateNote(c *status.Commitment) string {
	switch {
	case c.LateDays == nil:
		return prose(c.Ended)
	case *c.LateDays == 0:
		return "on its due day"
	case *c.LateDays > 0:
		return count(*c.LateDays, "day", "days") + " late"
	}
	return count(-*c.LateDays, "day", "days") + " early"
}

// shortList is a list of ids, cut after the second.
func shortList(ids []string) string {
	if len(ids) <= 2 {
		return sentence(ids)
	}
	return fmt.Sprintf("%s and %d more", ids[0], len(ids)-1)
}

// A span is the time that the lines of a table cover.
type span struct {
	from, until, asOf calendar.Day
	Ticks             []tick
	Grid              template.HTML
}

// A tick is a named day on an axis.
type tick struct {
	X    string
	Text string
}

// The measures of a line, in its own units.
const (
	lineWide   = 216
	linePad    = 6
	lineMiddle = 10
)

// spanOf covers the days of a report: the signature, all due days and the day itself.
func spanOf(r *status.Report, signed calendar.Day) span {
	s := span{from: r.AsOf, until: r.AsOf, asOf: r.AsOf}
	for i := range r.Commitments {
		if due := r.Commitments[i].Due; due != calendar.None {
			s.from, s.until = min(s.from, due), max(s.until, due)
		}
	}
	if signed != calendar.None {
		s.from = min(s.from, signed)
	}
	s.until = max(s.until, s.from+1)
	s.Ticks = s.ticks()
	s.Grid = s.grid()
	return s
}

func (s *span) x(d calendar.Day) float64 {
	d = min(max(d, s.from), s.until)
	return linePad + float64(d-s.from)/float64(s.until-s.from)*(lineWide-2*linePad)
}

func coordinate(x float64) string {
	return strings.TrimSuffix(strconv.FormatFloat(x, 'f', 1, 64), ".0")
}

// ticks are months or years so far apart that their names do not touch.
func (s *span) ticks() []tick {
	const room = 32
	perDay := (lineWide - 2*linePad) / float64(s.until-s.from)
	step := 1
	for _, months := range []int{1, 2, 3, 6, 12, 24, 60, 120, 240} {
		if step = months; float64(months)*30.4*perDay >= room {
			break
		}
	}
	y, _, _ := s.from.Date()
	var ticks []tick
	for m := 1; len(ticks) < 12; m += step {
		day := calendar.MakeDay(y, m, 1)
		if day > s.until {
			break
		}
		if day < s.from {
			continue
		}
		year, month, _ := day.Date()
		name := months[month]
		if month == 1 {
			name = strconv.Itoa(year)
		}
		ticks = append(ticks, tick{coordinate(s.x(day)), name})
	}
	return ticks
}

// grid is the lines behind every line of the table, the day itself among them.
func (s *span) grid() template.HTML {
	var out strings.Builder
	for _, t := range s.ticks() {
		fmt.Fprintf(&out, `<path class="grid" d="M%s 0V10"/>`, t.X)
	}
	fmt.Fprintf(&out, `<path class="asof" d="M%s 0V10"/>`, coordinate(s.x(s.asOf)))
	return template.HTML(out.String()) // numbers only
}

// draw is the line of one commitment: what it is, from when to when, and its due day.
func (s *span) draw(c *status.Commitment) template.HTML {
	var out strings.Builder
	now := s.x(s.asOf)
	bar := func(class string, from, until float64) {
		if until > from {
			fmt.Fprintf(&out, `<path class="%s" d="M%s %dH%s"/>`, class, coordinate(from), lineMiddle,
				coordinate(until))
		}
	}
	due := s.x(c.Due)
	switch {
	case c.Standing == "done":
		mark(&out, "t-done", s.x(c.Ended))
	case c.Kind != "once":
		bar(map[string]string{"kept": "run", "in doubt": "run doubt", "breached": "run bad",
			"unknown": "run unsaid"}[c.Standing], s.x(max(c.Began, s.from)), now)
	case c.PastDue && c.Standing == "waiting":
		bar("held", due, now)
		mark(&out, "t-quiet", due)
	case c.PastDue:
		bar("late", due, now)
		mark(&out, "t-late", due)
	case c.Due != calendar.None && c.Standing == "waiting":
		mark(&out, "t-quiet", due)
	case c.Due != calendar.None:
		mark(&out, "t-due", due)
	}
	return template.HTML(out.String()) // numbers and words of this file only
}

// mark puts a shape of the sprite on a line.
func mark(out *strings.Builder, shape string, x float64) {
	fmt.Fprintf(out, `<use href="#%s" x="%s" y="%d" width="12" height="12"/>`, shape,
		coordinate(x-6), lineMiddle-6)
}

// Said is the line in words.
func (row *dueRow) Said() string {
	told := row.Standing.Word
	if row.Due != calendar.None {
		told += ", due " + prose(row.Due)
	}
	return told
}
