package cli

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/jedib0t/go-pretty/v6/text"

	"lockstep/internal/agreement"
	"lockstep/internal/calendar"
	"lockstep/internal/lettering"
	"lockstep/internal/status"
)

// A statusView writes a status for people: counts first, then what presses most.
type statusView struct {
	*console
	a  *agreement.Agreement
	by string // article, chapter, instrument or party; "" for standing

	scaled *status.Scaled // the commitments on a scale; nil where none is asked for

	wide, secondWide int // of the column of ids, and of the one behind it
}

// measure finds the widths of the first two columns: no more than is left of 80 by the others.
func (v *statusView) measure(commitments []status.Commitment) {
	const most, longestID = 44, 26
	v.wide, v.secondWide = len("Commitment"), len("Standing")
	for i := range commitments {
		c := &commitments[i]
		v.wide = max(v.wide, min(len(c.ID), longestID))
		second := c.Standing
		if v.by == "" {
			second = parties(c.Performers)
		}
		v.secondWide = max(v.secondWide, text.StringWidthWithoutEscSequences(second))
	}
	v.secondWide = min(v.secondWide, most-v.wide)
}

func (v *statusView) show(r *statusReport) {
	v.head(r)
	v.counts(r.Report)
	if v.scaled = r.Scale; v.scaled != nil {
		v.scale(v.scaled)
	}
	if r.Since != nil {
		v.since(r.Since)
	}
	v.measure(r.Commitments)
	if v.by == "" {
		v.byStanding(r.Commitments)
	} else {
		v.byName(r)
	}
	v.others(r.Report)
}

// head says what was asked and what the answer rests on.
func (v *statusView) head(r *statusReport) {
	fmt.Fprint(v.out, v.paint(v.wrapped(cmp.Or(v.a.Title, v.a.ID), 0), text.Bold))
	asked := "As of " + r.AsOf.String()
	if r.KnownAt != calendar.None {
		asked += ", known at " + r.KnownAt.String()
	}
	if r.Accept != status.AcceptReported.String() {
		asked += ", accepting what is " + r.Accept
	}
	if r.RecordedBy != "" {
		asked += ", recorded by " + r.RecordedBy
	}
	e := r.Evidence
	rests := ". There is no evidence."
	if e.Events+e.Figures > 0 {
		rests = fmt.Sprintf(". Rests on %s and %s from %s, the latest of %s.",
			some(e.Events, "event"), some(e.Figures, "figure"), some(e.Sources, "source"), e.Latest)
	}
	fmt.Fprint(v.out, v.wrapped(asked+rests, 0))
}

// some is a number of things in words.
func some(n int, thing string) string {
	if n == 1 {
		return "1 " + thing
	}
	return fmt.Sprintf("%s %ss", lettering.Figure(float64(n)), thing)
}

// A section is what stands alike, as it is headed.
type section struct {
	title     string
	standings []string
	colour    text.Color
}

// sections are in the order of what presses most.
var sections = []section{
	{"Breached", []string{"breached"}, text.FgRed},
	{"Overdue", []string{"overdue"}, text.FgRed},
	{"In doubt", []string{"in doubt"}, text.FgYellow},
	{"Suspended", []string{"suspended"}, text.FgYellow},
	{"Open or underway", []string{"open", "underway"}, text.Reset},
	{"Waiting", []string{"waiting"}, text.Reset},
	{"In force, nobody has said whether kept", []string{"unknown"}, text.Reset},
	{"Kept", []string{"kept"}, text.FgGreen},
	{"Done", []string{"done"}, text.FgGreen},
	{"Void or over", []string{"void"}, text.Reset},
}

// counts are the numbers of commitments by standing.
func (v *statusView) counts(r *status.Report) {
	line := some(len(r.Commitments), "commitment")
	if counts := countsOf(r.Totals.All); len(counts) > 0 {
		line += ": " + strings.Join(counts, ", ")
	}
	fmt.Fprint(v.out, "\n", v.paint(v.wrapped(line, 0), text.Bold))
}

// scale tells the counts on a scale.
func (v *statusView) scale(s *status.Scaled) {
	var counts []string
	for _, word := range s.Words {
		if n := s.Counts[word]; n > 0 {
			counts = append(counts, fmt.Sprintf("%s (%d)", word, n))
		}
	}
	fmt.Fprint(v.out, v.wrapped("On the scale "+s.Name+": "+strings.Join(counts, ", "), 0))
}

// byStanding lists the commitments by how they stand, the first to fall due on top.
func (v *statusView) byStanding(commitments []status.Commitment) {
	for _, s := range sections {
		rows := slices.DeleteFunc(slices.Clone(commitments), func(c status.Commitment) bool {
			return !slices.Contains(s.standings, c.Standing)
		})
		if len(rows) == 0 {
			continue
		}
		slices.SortStableFunc(rows, func(x, y status.Commitment) int {
			return cmp.Compare(dayOrLast(x.Due), dayOrLast(y.Due))
		})
		v.columns(s.title, "By", s.colour)
		for i := range rows {
			v.row(&rows[i], v.performers(&rows[i]))
		}
	}
}

// parties are ids with commas between them, a dash for none.
func parties(ids []string) string { return cmp.Or(strings.Join(ids, ", "), "–") }

// performers are who owes a commitment: the first of them and how many more where there is no
// room for all.
func (v *statusView) performers(c *status.Commitment) string {
	all := parties(c.Performers)
	if text.StringWidthWithoutEscSequences(all) <= v.secondWide || len(c.Performers) < 2 {
		return all
	}
	return fmt.Sprintf("%s +%d", c.Performers[0], len(c.Performers)-1)
}

// byName lists the commitments by article, chapter, instrument or party, with their counts.
func (v *statusView) byName(r *statusReport) {
	for _, total := range r.totalsBy(v.by) {
		title := cmp.Or(total.Name, "No "+v.by)
		if v.by == "party" && total.Name != "" {
			title = v.nameOf(total.Name)
		}
		v.columns(title+": "+strings.Join(countsOf(total.Counts), ", "), "Standing", text.Reset)
		for i := range r.Commitments {
			if c := &r.Commitments[i]; slices.Contains(r.namesBy(v.by, c), total.Name) {
				v.row(c, c.Standing)
			}
		}
	}
}

// countsOf are numbers of commitments by standing, what presses most first.
func countsOf(counts map[string]int) []string {
	var told []string
	for _, s := range sections {
		for _, standing := range s.standings {
			if n := counts[standing]; n > 0 {
				told = append(told, fmt.Sprintf("%d %s", n, standing))
			}
		}
	}
	return told
}

// nameOf is what people call the thing of that id.
func (v *statusView) nameOf(id string) string {
	if ref, found := v.a.Lookup(id); found {
		return v.a.NameOf(ref)
	}
	return id
}

// columns heads a list.
func (v *statusView) columns(title, second string, colour text.Color) {
	fmt.Fprint(v.out, "\n", v.paint(v.wrapped(title, 0), text.Bold, colour))
	fmt.Fprintf(v.out, "  %-*s  %-*s  %-10s  %5s  %s\n", v.wide, "Commitment", v.secondWide,
		second, "Due", "Days", "Rests on")
}

// row writes a commitment, with what there is to say of it below.
func (v *statusView) row(c *status.Commitment, second string) {
	days := "–"
	if c.DueInDays != nil {
		days = fmt.Sprint(*c.DueInDays)
	}
	line := fmt.Sprintf("%s  %s  %s  %5s  %s", v.inColumn(c.ID, v.wide, 2),
		text.Pad(shortID(second, v.secondWide), v.secondWide, ' '),
		text.Pad(dayOr(c.Due), 10, ' '), days, c.RestsOn)
	fmt.Fprintln(v.out, strings.TrimRight(line, " "))
	told := remarks(c)
	if v.scaled != nil {
		told = append([]string{v.scaled.Name + ": " + v.scaled.Commitments[c.ID]}, told...)
	}
	if len(told) > 0 {
		fmt.Fprint(v.out, v.wrapped(strings.Join(told, "; "), 6))
	}
}

// remarks are what there is to say of a commitment besides.
func remarks(c *status.Commitment) []string {
	var told []string
	say := func(is bool, format string, args ...any) {
		if is {
			told = append(told, fmt.Sprintf(format, args...))
		}
	}
	waits := c.Standing == "waiting"
	say(waits && len(c.BlockedBy) > 0, "waits for %s", strings.Join(c.BlockedBy, ", "))
	say(!waits && len(c.BlockedBy) > 0, "suspended by %s", strings.Join(c.BlockedBy, ", "))
	say(len(c.Unsaid) > 0, "nobody has said how it is with %s", strings.Join(c.Unsaid, ", "))
	say(c.WaitsUntil != calendar.None, "waits until %s", c.WaitsUntil)
	say(c.ClosedOn != calendar.None, "too late to start since %s", c.ClosedOn)
	say(waits && c.PastDue, "its day has passed while it waits")
	say(c.DueProjected, "day counted from other days that are still to come")
	say(c.DuePutOff, "put off, nobody said to which day")
	say(c.MovedDays > 0, "day moved by %s", some(c.MovedDays, "day"))
	say(c.Standing != "done" && !isRated(c, c.Partly), "in part: %s", partly(c.Partly))
	say(c.Standing == "done", "done %s", doneOn(c))
	say(c.OutOfOrder, "out of order")
	say(len(c.Claims) > 0, "claims that do not count: %s", strings.Join(c.Claims, ", "))
	say(len(c.DisputedBy) > 0, "disputed: %s", strings.Join(c.DisputedBy, ", "))
	for _, r := range c.Ratings {
		told = append(told, rated(&r))
	}
	return told
}

// isRated reports whether the word on how much was done is shown as a rating, or is not there.
func isRated(c *status.Commitment, p *status.Partly) bool {
	return p == nil || slices.ContainsFunc(c.Ratings, func(r status.Rating) bool {
		return r.Event == p.Event
	})
}

// doneOn says when something was done and how late.
func doneOn(c *status.Commitment) string {
	switch {
	case c.LateDays == nil:
		return c.Ended.String()
	case *c.LateDays > 0:
		return fmt.Sprintf("%s, %s late", c.Ended, some(*c.LateDays, "day"))
	case *c.LateDays == 0:
		return c.Ended.String() + ", on its day"
	}
	return c.Ended.String() + ", in time"
}

// partly is how much was done.
func partly(p *status.Partly) string {
	if p == nil {
		return ""
	}
	told := p.At.String()
	if p.Value != nil {
		told = strings.TrimSpace(p.Value.Told()+" "+p.Unit) + " by " + told
	}
	if !p.Counts {
		told += " (" + p.RestsOn + ", which does not count here)"
	}
	return told
}

// rated is what an assessor says.
func rated(r *status.Rating) string {
	told := r.Assessor + " on " + r.At.String() + ": " + strings.ReplaceAll(r.Says, "-", " ")
	if r.Value != nil {
		told += " " + strings.TrimSpace(r.Value.Told()+" "+r.Unit)
	}
	return told
}
