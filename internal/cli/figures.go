package cli

import (
	"cmp"
	"fmt"
	"strings"

	"github.com/jedib0t/go-pretty/v6/text"
	"github.com/spf13/cobra"

	"lockstep/internal/agreement"
	"lockstep/internal/calendar"
	"lockstep/internal/diag"
	"lockstep/internal/ledger"
	"lockstep/internal/lettering"
	"lockstep/internal/status"
)

type figuresFlags struct {
	cutFlags
	json bool
}

func figuresCommand(c *console) *cobra.Command {
	var flags figuresFlags
	command := &cobra.Command{
		Use:   "figures LEVEL DIR",
		Short: "The figures of a level by source; conflicts; who repeats whom",
		Long: "Figures puts what every source says of a level side by side: measured, announced and\n" +
			"authorised apart, each basis apart. Figures conflict only where unit, basis and time\n" +
			"are the same and their ranges do not overlap. Sources that repeat one another count\n" +
			"once.",
		Args: cobra.ExactArgs(2),
		RunE: func(_ *cobra.Command, args []string) error {
			return c.figures(args[0], args[1], flags)
		},
	}
	flags.cutFlags.add(command)
	command.Flags().BoolVar(&flags.json, "json", false, "write the figures as JSON")
	return command
}

func (c *console) figures(level, dir string, flags figuresFlags) error {
	desk, err := c.readProject(dir, "", flags.json)
	if err != nil {
		return err
	}
	defer desk.close()
	a := desk.agreement
	ref, found := a.Lookup(level)
	if !found || ref.Kind != agreement.KindLevel {
		return misuse("there is no level %q.%s", level, diag.DidYouMean(level, levelIDs(a)))
	}
	cut, err := desk.cut(flags.cutFlags)
	if err != nil {
		return err
	}
	report := desk.book.Figures(ref.Index, cut)
	if flags.json {
		return c.json(report)
	}
	c.showFigures(a, report)
	return nil
}

func levelIDs(a *agreement.Agreement) []string {
	ids := make([]string, len(a.Levels))
	for i := range a.Levels {
		ids[i] = a.Levels[i].ID
	}
	return ids
}

// showFigures writes the series of a level, then the latest figures and the conflicts.
func (c *console) showFigures(a *agreement.Agreement, r *status.Figures) {
	v := statusView{console: c, a: a}
	fmt.Fprint(c.out, c.paint(c.wrapped(r.Level+" of "+parties(r.Of), 0), text.Bold))
	asked := "As of " + r.AsOf.String()
	if r.KnownAt != calendar.None {
		asked += ", known at " + r.KnownAt.String()
	}
	fmt.Fprint(c.out, c.wrapped(join(asked, bounds(r)), 0))
	if len(r.Series) == 0 {
		fmt.Fprintln(c.out, "\nThere are no figures.")
		return
	}
	for i := range r.Series {
		c.showSeries(r, i)
	}
	v.list("Latest", len(r.Latest), func(i int) string { return latestLine(&r.Latest[i]) })
	v.list("In conflict", len(r.Conflicts), func(i int) string {
		return conflictLine(&r.Conflicts[i])
	})
	if len(r.Conflicts) == 0 {
		fmt.Fprintln(c.out, "\nNo figures are in conflict.")
	}
}

// bounds are what the agreement says of a level.
func bounds(r *status.Figures) string {
	var told []string
	for _, bound := range []struct {
		word   string
		number *float64
	}{{"baseline", r.Baseline}, {"ceiling", r.Ceiling}, {"floor", r.Floor}} {
		if bound.number != nil {
			told = append(told, bound.word+" "+lettering.Figure(*bound.number))
		}
	}
	return strings.Join(told, ", ")
}

// showSeries writes what one source says, below a heading for what it is about.
func (c *console) showSeries(r *status.Figures, i int) {
	s := &r.Series[i]
	about := func(s *status.Series) string { return join(s.Kind, s.Basis, s.Unit) }
	if i == 0 || about(&r.Series[i-1]) != about(s) {
		heading := strings.ToUpper(s.Kind[:1]) + s.Kind[1:]
		fmt.Fprint(c.out, "\n", c.paint(c.wrapped(join(heading+" in "+s.Unit, s.Basis), 0), text.Bold))
	}
	source := cmp.Or(s.Source, "no source named")
	if s.Root != s.Source {
		source += ", which repeats " + s.Root
	}
	fmt.Fprint(c.out, c.wrapped(source, 2))
	for _, p := range s.Points {
		line := fmt.Sprintf("%-10s  %s  %s", spoken(p.At, p.Precision), p.Value.Told(), p.Event)
		if p.Known != p.At {
			line += "  known " + p.Known.String()
		}
		if p.RestsOn != ledger.Reported.String() {
			line += "  " + p.RestsOn
		}
		fmt.Fprint(c.out, c.wrapped(line, 4))
	}
}

// latestLine is the latest figure on one basis.
func latestLine(l *status.Level) string {
	if l.Value == nil {
		return "no figure"
	}
	told := l.Value.Told() + " " + l.Kind + " of " + spoken(l.At, l.Precision)
	roots := some(len(l.CorroboratedBy), "root source")
	contested := ""
	if l.Contested {
		contested = "contested"
	}
	return join(told, roots, contested, l.Basis)
}
