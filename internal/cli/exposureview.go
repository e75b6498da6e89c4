package cli

import (
	"cmp"
	"fmt"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/jedib0t/go-pretty/v6/text"

	"lockstep/internal/agreement"
	"lockstep/internal/calendar"
	"lockstep/internal/chart"
)

// showExposure writes a line for each party that can stand exposed, then the worst state of
// each, then the course of two sides, or of those that were asked for.
func (c *console) showExposure(a *agreement.Agreement, r exposureReport, asked bool) {
	fmt.Fprint(c.out, c.paint(c.wrapped(cmp.Or(r.title, r.Agreement), 0), text.Bold))
	if len(r.Readings) > 0 {
		fmt.Fprint(c.out, c.wrapped("With the readings "+strings.Join(r.Readings, ", "), 0))
	}
	if weighsAlike(a) {
		fmt.Fprint(c.out, c.wrapped("Every act weighs 1, so the figures count acts.", 0))
	}
	exposed, never := apart(r.Parties, func(row exposureRow) bool { return asked || row.Upper > 0 })
	if len(exposed) > 0 {
		c.exposureTable(exposed)
	}
	if len(never) > 0 {
		fmt.Fprint(c.out, "\n", c.wrapped("Never exposed: "+strings.Join(partyIDs(never), ", "), 0))
	}
	for i := range exposed {
		c.exposureState(&exposed[i])
	}
	c.courseTable(a, r, sides(r, asked))
}

// weighsAlike reports whether no act weighs anything but 1, nor less for what can be taken back.
func weighsAlike(a *agreement.Agreement) bool {
	return !slices.ContainsFunc(a.Commitments, func(c agreement.Commitment) bool {
		return !c.IsContinuing() && (c.Weight != 1 || c.Lost != 1)
	})
}

// apart splits a list by a question, both parts in their order.
func apart[T any](list []T, is func(T) bool) (yes, no []T) {
	for _, x := range list {
		if is(x) {
			yes = append(yes, x)
		} else {
			no = append(no, x)
		}
	}
	return yes, no
}

func partyIDs(rows []exposureRow) []string {
	ids := make([]string, len(rows))
	for i := range rows {
		ids[i] = rows[i].Party
	}
	return ids
}

// exposureTable has a line for each party.
func (c *console) exposureTable(rows []exposureRow) {
	wide := len("Party")
	for i := range rows {
		wide = max(wide, len(rows[i].Party))
	}
	wide = min(wide, 26)
	fmt.Fprintf(c.out, "\n%-*s  %11s  %5s  %8s  %6s  %s\n%s\n", wide, "Party", "Peak", "Given",
		"Received", "Owed", "Largest step", strings.Repeat("─", 80))
	for i := range rows {
		row := &rows[i]
		step := "–"
		if row.Largest != nil {
			step = row.Largest.Commitment + " " + weighed(row.Largest.Weight)
		}
		line := fmt.Sprintf("%-*s  %11s  %5d  %8d  %6d  %s", wide, shortID(row.Party, wide),
			peakOf(row), len(row.Given), len(row.Received), len(row.Owed), step)
		fmt.Fprintln(c.out, shortID(line, c.width()))
	}
}

// shortID cuts an id that is too long for its column.
func shortID(id string, most int) string {
	if letters := []rune(id); len(letters) > most {
		return string(letters[:most-1]) + "…"
	}
	return id
}

// peakOf is the peak, or the bounds between which it lies.
func peakOf(row *exposureRow) string {
	if row.Exact {
		return weighed(row.Peak)
	}
	return weighed(row.Lower) + "–" + weighed(row.Upper)
}

// weighed writes a weight with six decimals at most.
func weighed(x float64) string {
	s := strconv.FormatFloat(x, 'f', 6, 64)
	s = strings.TrimRight(strings.TrimRight(s, "0"), ".")
	return strings.Replace(s, "-", "−", 1)
}

// exposureState tells the state in which a party stands most exposed.
func (c *console) exposureState(row *exposureRow) {
	head := row.Party + ": peak " + peakOf(row)
	if row.TotalOwed > 0 {
		head += ", owed " + weighed(row.TotalOwed) + " in all"
	}
	fmt.Fprint(c.out, "\n", c.paint(c.wrapped(head, 0), text.Bold))
	for _, item := range []struct {
		label string
		ids   []string
	}{
		{"given", row.Given}, {"received", row.Received}, {"others", row.Others},
		{"under way", row.UnderWay}, {"in force", row.InForce}, {"owed", row.Owed},
		{"beside", row.Continuing},
		{"assuming", row.Assuming},
	} {
		c.labelled(item.label, shownIDs(item.ids), 2)
	}
	c.labelled("step", stepTold(row), 2)
	c.labelled("at risk", riskTold(row), 2)
	for _, reason := range row.Reasons {
		c.labelled("not exact", reason, 2)
	}
}

// mostShown is how many ids of a list are written out.
const mostShown = 60

func shownIDs(ids []string) string {
	if len(ids) <= mostShown {
		return strings.Join(ids, ", ")
	}
	return fmt.Sprintf("%s and %d more (--json lists them)", strings.Join(ids[:mostShown], ", "),
		len(ids)-mostShown)
}

// stepTold says what the largest step is, and what splitting it in two would do.
func stepTold(row *exposureRow) string {
	s := row.Largest
	if s == nil {
		return ""
	}
	told := s.Commitment + ", " + weighed(s.Weight)
	if s.Alike > 0 {
		told += ", like " + plural(s.Alike, "other", "others")
	}
	switch {
	case len(s.Returns) == 0:
		return told + "; no act is given in return for it, so halves would not help"
	case s.SplitPeak == nil:
		return told + "; given for " + strings.Join(s.Returns, ", ")
	case *s.SplitPeak < row.Peak:
		return fmt.Sprintf("%s; in two halves, the second after %s, the peak falls to %s", told,
			strings.Join(s.Returns, ", "), weighed(*s.SplitPeak))
	}
	return fmt.Sprintf("%s; in two halves, the second after %s, the peak stays", told,
		strings.Join(s.Returns, ", "))
}

// riskTold says on which days the party is exposed along the declared order.
func riskTold(row *exposureRow) string {
	var told []string
	for _, r := range row.AtRisk {
		if r.Until == calendar.None {
			told = append(told, "from "+r.From.String()+" on, and no day is known that ends it")
		} else {
			told = append(told, r.From.String()+" to "+r.Until.String())
		}
	}
	if told == nil {
		return ""
	}
	return strconv.Itoa(row.DaysAtRisk) + " days along the declared order: " +
		strings.Join(told, "; ")
}

// sides are the rows whose courses are shown: those that were asked for, up to four, or the two
// that give and receive most.
func sides(r exposureReport, asked bool) []exposureRow {
	rows := slices.DeleteFunc(slices.Clone(r.Parties), func(row exposureRow) bool {
		return !asked && len(row.Curve) == 0
	})
	if asked {
		return rows[:min(len(rows), 4)]
	}
	slices.SortStableFunc(rows, func(x, y exposureRow) int {
		return cmp.Or(cmp.Compare(len(y.Curve), len(x.Curve)), cmp.Compare(y.Peak, x.Peak))
	})
	rows = rows[:min(len(rows), 2)]
	slices.SortFunc(rows, func(x, y exposureRow) int { return x.party - y.party })
	return rows
}

// courseTable writes the exposures of the sides along the declared order, step by step.
func (c *console) courseTable(a *agreement.Agreement, r exposureReport, rows []exposureRow) {
	order, steps := courseSteps(r, rows)
	if len(steps) == 0 {
		return
	}
	fmt.Fprint(c.out, "\n", c.paint(c.wrapped("Along the declared order", 0), text.Bold))
	wide := 80 - 5 - 12 - 13*len(rows)
	fmt.Fprintf(c.out, "%3s  %-*s  %-10s", "No", wide, "Done", "Day")
	for _, row := range rows {
		fmt.Fprintf(c.out, "  %11s", shortID(row.Party, 11))
	}
	fmt.Fprintln(c.out, "\n"+strings.Repeat("─", 80))
	for n, i := range steps {
		if n == mostLines {
			fmt.Fprintf(c.out, "and %d more (--json lists them)\n", len(steps)-n)
			return
		}
		fmt.Fprintf(c.out, "%3d  %-*s  %s", n+1, wide, shortID(a.Commitments[order[i]].ID, wide),
			dayOr(r.days[order[i]]))
		for _, row := range rows {
			fmt.Fprintf(c.out, "  %11s", weighed(row.course[i]))
		}
		fmt.Fprintln(c.out)
	}
}

// courseSteps are the positions in the declared order at which one of the rows changes.
func courseSteps(r exposureReport, rows []exposureRow) (order []int32, steps []int) {
	for i := range r.order {
		for _, row := range rows {
			before := 0.0
			if i > 0 {
				before = row.course[i-1]
			}
			if row.course[i] != before {
				steps = append(steps, i)
				break
			}
		}
	}
	return r.order, steps
}

// exposureChart draws the same numbers as courseTable.
func exposureChart(a *agreement.Agreement, r exposureReport, asked bool) *chart.Course {
	rows := sides(r, asked)
	order, steps := courseSteps(r, rows)
	course := &chart.Course{
		Head: chart.Head{
			Title: "Exposure along the declared order",
			Finding: "What each party has given for good, less what it has received, after " +
				"each act.",
			Citation: chart.Citation{Project: cmp.Or(r.title, r.Agreement),
				AsOf: calendar.None, KnownAt: calendar.None},
		},
		Unit: "weight given less weight received",
	}
	for _, i := range steps {
		course.Steps = append(course.Steps,
			chart.Step{Name: a.Commitments[order[i]].ID, Day: r.days[order[i]]})
	}
	for _, row := range rows {
		side := chart.Side{Name: a.NameOf(agreement.PartyRef(row.party)),
			Note: "if others stop: " + peakOf(&row)}
		for _, i := range steps {
			side.Values = append(side.Values, row.course[i])
		}
		course.Sides = append(course.Sides, side)
	}
	return course
}

// drawnAs is a chart in the format that the ending of a file name asks for.
func drawnAs(c chart.Chart, name string) ([]byte, error) {
	switch strings.ToLower(filepath.Ext(name)) {
	case ".png":
		return chart.PNG(c)
	case ".csv":
		return chart.CSV(c), nil
	}
	return chart.File(c), nil
}
