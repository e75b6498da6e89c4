package cli

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/jedib0t/go-pretty/v6/text"
	"github.com/spf13/cobra"

	"lockstep/internal/agreement"
	"lockstep/internal/calendar"
	"lockstep/internal/diag"
	"lockstep/internal/temporal"
)

// A datesReport is the JSON of the dates command. A day that is not known is null.
type datesReport struct {
	Dates []datesRow `json:"dates"`
}

type datesRow struct {
	ID       string       `json:"id"`
	Earliest calendar.Day `json:"earliest"`
	Due      calendar.Day `json:"due"`
	Latest   calendar.Day `json:"latest"`
	Slack    *int         `json:"slack_days"`
	Assuming []string     `json:"assuming"`

	contradiction bool
}

type datesFlags struct {
	supposed []string
	readings string
	json     bool
}

func datesCommand(c *console) *cobra.Command {
	var flags datesFlags
	command := &cobra.Command{
		Use:   "dates DIR",
		Short: "Earliest, due and latest day of each commitment; what they hang on",
		Long: "Dates counts from the clocks that have run. What depends on a clock that has not\n" +
			"started says so. --if supposes a day for a commitment, a clock, a decision, a\n" +
			"condition or an issue and shows what follows; it can be given several times.",
		Args: cobra.ExactArgs(1),
		RunE: func(_ *cobra.Command, args []string) error { return c.dates(args[0], flags) },
	}
	f := command.Flags()
	f.StringArrayVar(&flags.supposed, "if", nil, "suppose a day: ID=2017-03-31")
	f.StringVar(&flags.readings, "readings", "", "the text with these readings (a,b)")
	f.BoolVar(&flags.json, "json", false, "write the dates as JSON")
	return command
}

func (c *console) dates(dir string, flags datesFlags) error {
	project, err := c.load(dir, flags.json)
	if err != nil {
		return err
	}
	a := project.Agreement
	readings, err := positions(a, flags.readings)
	if err != nil {
		return err
	}
	supposed, err := suppositions(a, flags.supposed)
	if err != nil {
		return err
	}
	report := datesOf(temporal.Compute(a.Under(readings), supposed))
	if flags.json {
		return c.json(report)
	}
	c.showDates(a, report, readings, flags)
	return nil
}

func datesOf(dates []temporal.Dates) datesReport {
	report := datesReport{Dates: make([]datesRow, len(dates))}
	for i, d := range dates {
		assuming := d.Assuming
		if assuming == nil {
			assuming = []string{}
		}
		report.Dates[i] = datesRow{
			d.ID, d.Earliest, d.Due, d.Latest, d.Slack, assuming, d.Contradiction,
		}
	}
	return report
}

// suppositions reads ID=DATE pairs.
func suppositions(a *agreement.Agreement, pairs []string) (temporal.Supposed, error) {
	zone := a.Location()
	supposed := temporal.Supposed{}
	for _, pair := range pairs {
		id, date, found := strings.Cut(pair, "=")
		if !found {
			return nil, misuse("--if takes ID=DATE, as in camps-built=2017-03-31, not %q", pair)
		}
		ref, err := supposable(a, id)
		if err != nil {
			return nil, err
		}
		day, err := calendar.ParseDay(date, zone)
		if err != nil {
			return nil, misuse("--if %s: %w", id, err)
		}
		if before, twice := supposed[ref]; twice {
			return nil, misuse("--if supposes two days for %s, %s and %s: give one", id, before, day)
		}
		supposed[ref] = day
	}
	return supposed, nil
}

// supposable finds the thing of that id, if it is one that happens on a day.
func supposable(a *agreement.Agreement, id string) (agreement.Ref, error) {
	ref, found := a.Lookup(id)
	if !found {
		return ref, misuse("--if: nothing is called %q.%s", id, diag.DidYouMean(id, dated(a)))
	}
	switch ref.Kind {
	case agreement.KindCommitment, agreement.KindClock, agreement.KindDecision,
		agreement.KindCondition, agreement.KindIssue:
		return ref, nil
	}
	return ref, misuse("--if: %s is a %s and does not happen on a day", id, ref.Kind)
}

// dated are the ids of all things that happen on a day.
func dated(a *agreement.Agreement) []string {
	var ids []string
	for _, n := range []struct {
		kind  agreement.Kind
		count int
	}{
		{agreement.KindCommitment, len(a.Commitments)}, {agreement.KindClock, len(a.Clocks)},
		{agreement.KindDecision, len(a.Decisions)}, {agreement.KindCondition, len(a.Conditions)},
		{agreement.KindIssue, len(a.Issues)},
	} {
		for i := range n.count {
			ids = append(ids, a.IDOf(agreement.Ref{Kind: n.kind, Index: int32(i)}))
		}
	}
	return ids
}

// showDates writes the days as a table, the first to fall due on top.
func (c *console) showDates(
	a *agreement.Agreement, report datesReport, readings []int, flags datesFlags,
) {
	fmt.Fprint(c.out, c.paint(c.wrapped(cmp.Or(a.Title, a.ID), 0), text.Bold))
	if flags.readings != "" {
		fmt.Fprint(c.out, c.wrapped(withReadings(a, readings), 0))
	}
	if len(flags.supposed) > 0 {
		fmt.Fprint(c.out, c.wrapped("Supposing "+strings.Join(flags.supposed, ", "), 0))
	}
	rows := slices.Clone(report.Dates)
	slices.SortStableFunc(rows, func(x, y datesRow) int {
		return cmp.Or(cmp.Compare(dayOrLast(x.Due), dayOrLast(y.Due)),
			cmp.Compare(dayOrLast(x.Earliest), dayOrLast(y.Earliest)))
	})
	c.datesTable(rows)
	fmt.Fprint(c.out, c.wrapped("Slack: days between earliest and latest; below zero the day "+
		"cannot be met. Hangs on: not started, taken or found yet. –: not known.", 0))
}

// datesTable has a line for each commitment and below it what its days hang on.
func (c *console) datesTable(rows []datesRow) {
	const days = 44 // columns behind that of the ids
	wide := len("Commitment")
	for i := range rows {
		wide = max(wide, len(rows[i].ID))
	}
	wide = min(wide, c.width()-days)
	fmt.Fprintf(c.out, "\n%-*s  %-10s  %-10s  %-10s  %6s\n%s\n", wide, "Commitment", "Earliest",
		"Due", "Latest", "Slack", strings.Repeat("─", wide+days))
	for _, row := range rows {
		fmt.Fprintf(c.out, "%s  %s  %s  %s  %s\n", c.inColumn(row.ID, wide, 0),
			dayOr(row.Earliest), dayOr(row.Due), dayOr(row.Latest), c.slack(row))
		if told := hangsOn(row); told != "" {
			fmt.Fprint(c.out, c.wrapped(told, 2))
		}
	}
	fmt.Fprintln(c.out)
}

func dayOrLast(d calendar.Day) calendar.Day {
	if d == calendar.None {
		return calendar.Last
	}
	return d
}

func dayOr(d calendar.Day) string {
	if d == calendar.None {
		return "–         "
	}
	return d.String()
}

func (c *console) slack(row datesRow) string {
	if row.Slack == nil {
		return "     –"
	}
	days := fmt.Sprintf("%6d", *row.Slack)
	if *row.Slack < 0 {
		return c.paint(days, text.FgRed)
	}
	return days
}

// hangsOn says on what the days of a commitment depend that has no day itself.
func hangsOn(row datesRow) string {
	switch {
	case row.contradiction:
		return "its dates and those of others contradict each other"
	case len(row.Assuming) > 0:
		return "hangs on " + strings.Join(row.Assuming, ", ")
	}
	return ""
}
