package cli

import (
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"lockstep/internal/agreement"
	"lockstep/internal/calendar"
	"lockstep/internal/diag"
	"lockstep/internal/exposure"
	"lockstep/internal/temporal"
)

// An exposureReport is the JSON of the exposure command.
type exposureReport struct {
	Agreement string        `json:"agreement"`
	Readings  []string      `json:"readings"`
	Parties   []exposureRow `json:"parties"`

	title string
	order []int32        // the declared order, by position
	days  []calendar.Day // by commitment, when it is planned
}

// An exposureRow is one party's exposure. Given and received are what is done in the state in
// which it stands most exposed. Lower and upper are the bounds between which the peak lies; they
// are the same where it is exact.
type exposureRow struct {
	Party      string         `json:"party"`
	Peak       float64        `json:"peak"`
	Exact      bool           `json:"exact"`
	Lower      float64        `json:"lower"`
	Upper      float64        `json:"upper"`
	Reasons    []string       `json:"reasons"` // why it is not exact
	Given      []string       `json:"given"`
	Received   []string       `json:"received"`
	Others     []string       `json:"others"`     // done, neither by nor to the party
	UnderWay   []string       `json:"under_way"`  // started and not done
	InForce    []string       `json:"in_force"`   // continuing ones that have started
	Owed       []string       `json:"owed"`       // still, to the party
	Continuing []string       `json:"continuing"` // by or to the party; they never count
	Assuming   []string       `json:"assuming"`
	TotalOwed  float64        `json:"total_owed"`
	Largest    *exposureStep  `json:"largest_step"`
	Curve      []exposurePart `json:"curve"`
	AtRisk     []exposureRisk `json:"at_risk"`
	DaysAtRisk int            `json:"days_at_risk"` // up to the last day that is known

	party  int
	course []float64 // after each commitment of the order
}

// An exposureStep is the largest single step and what splitting it in two would do; split_peak
// is null where nothing is given in return or it was not settled.
type exposureStep struct {
	Commitment string   `json:"commitment"`
	Weight     float64  `json:"weight"`
	Alike      int      `json:"alike"` // others given in that state that weigh as much
	Returns    []string `json:"returns"`
	SplitPeak  *float64 `json:"split_peak"`
}

// An exposurePart is one step of the curve along the declared order at which the party's
// exposure changes.
type exposurePart struct {
	Commitment string       `json:"commitment"`
	Day        calendar.Day `json:"day"` // earliest, else due; null where neither is known
	Exposure   float64      `json:"exposure"`
}

// An exposureRisk is a stretch of days at whose end the party has given more than it has
// received, along the declared order; until is null where no day is known on which it ends.
type exposureRisk struct {
	From  calendar.Day `json:"from"`
	Until calendar.Day `json:"until"`
	Most  float64      `json:"most"`
}

type exposureFlags struct {
	party, readings, svg string
	budget               int64
	json                 bool
}

func exposureCommand(c *console) *cobra.Command {
	var flags exposureFlags
	command := &cobra.Command{
		Use:   "exposure DIR",
		Short: "How much each party can have given for how little, at worst",
		Long: "Exposure finds, for each party, the state in which it has given most and received\n" +
			"least: the others may stop at any point. It names the state, what is still owed, the\n" +
			"largest single step, and the course along the declared order.",
		Args: cobra.ExactArgs(1),
		RunE: func(_ *cobra.Command, args []string) error { return c.exposure(args[0], flags) },
	}
	f := command.Flags()
	f.StringVar(&flags.party, "party", "", "only these parties (P,Q)")
	f.StringVar(&flags.readings, "readings", "", "the text with these readings (a,b)")
	f.StringVar(&flags.svg, "svg", "", "draw the course of two parties, or of --party, to this file; "+
		"one that ends in .png or .csv gets pixels or the numbers")
	f.Int64Var(&flags.budget, "budget", exposure.DefaultBudget, "steps of the search for each "+
		"party; beyond them a lower and an upper bound are told")
	f.BoolVar(&flags.json, "json", false, "write the exposures as JSON")
	return command
}

func (c *console) exposure(dir string, flags exposureFlags) error {
	project, err := c.load(dir, flags.json)
	if err != nil {
		return err
	}
	readings, err := positions(project.Agreement, flags.readings)
	if err != nil {
		return err
	}
	a := project.Agreement.Under(readings)
	parties, err := partiesNamed(a, flags.party)
	if err != nil {
		return err
	}
	if flags.budget < 1 {
		return misuse("--budget: the search takes one step at least")
	}
	report := exposureOf(a, exposure.Options{Parties: parties, Budget: flags.budget})
	report.Readings = readingIDs(project.Agreement, readings)
	if flags.svg != "" {
		drawn, err := drawnAs(exposureChart(a, report, parties != nil), flags.svg)
		if err != nil {
			return err
		}
		write := func(w io.Writer) error { _, err := w.Write(drawn); return err }
		if err := c.deliver(flags.svg, write); err != nil {
			return err
		}
	}
	if flags.json {
		return c.json(report)
	}
	c.showExposure(a, report, parties != nil)
	return nil
}

// partiesNamed are the positions of the parties that a list names, nil where it names none.
func partiesNamed(a *agreement.Agreement, list string) ([]int, error) {
	if list == "" {
		return nil, nil
	}
	ids := make([]string, len(a.Parties))
	for i := range a.Parties {
		ids[i] = a.Parties[i].ID
	}
	var parties []int
	for name := range strings.SplitSeq(list, ",") {
		i := slices.Index(ids, strings.TrimSpace(name))
		if i < 0 {
			return nil, misuse("--party: there is no party %q.%s Parties here: %s", name,
				diag.DidYouMean(name, ids), orNone(ids))
		}
		parties = append(parties, i)
	}
	slices.Sort(parties)
	return slices.Compact(parties), nil
}

func readingIDs(a *agreement.Agreement, readings []int) []string {
	names := []string{}
	for _, i := range readings {
		names = append(names, a.Readings[i].ID)
	}
	return names
}

// exposureOf computes the exposures that are asked for.
func exposureOf(a *agreement.Agreement, asked exposure.Options) exposureReport {
	report := exposureReport{Agreement: a.ID, title: a.Title, Parties: []exposureRow{}}
	days := temporal.Planned(temporal.Compute(a, nil))
	report.order, report.days = exposure.Order(a, days), days
	for _, e := range exposure.Compute(a, asked) {
		row := exposureRowOf(a, &e)
		row.course = exposure.Course(a, e.Party, report.order)
		row.Curve = curveOf(a, report.order, row.course, days)
		row.riskOf(report.order, days)
		report.Parties = append(report.Parties, row)
	}
	return report
}

func exposureRowOf(a *agreement.Agreement, e *exposure.Exposure) exposureRow {
	row := exposureRow{
		Party: a.Parties[e.Party].ID, Peak: e.Peak, Exact: e.Exact, Lower: e.Lower,
		Upper: e.Upper, Reasons: e.Reasons, Given: commitmentIDs(a, e.Given),
		Received: commitmentIDs(a, e.Received), Others: commitmentIDs(a, e.Others),
		UnderWay: commitmentIDs(a, e.UnderWay), InForce: commitmentIDs(a, e.InForce),
		Owed: commitmentIDs(a, e.Owed), Continuing: commitmentIDs(a, e.Continuing),
		Assuming:  a.IDs(e.Assuming),
		TotalOwed: e.TotalOwed, party: e.Party,
	}
	slices.Sort(row.Assuming)
	if row.Reasons == nil {
		row.Reasons = []string{}
	}
	if s := e.Largest; s != nil {
		row.Largest = &exposureStep{a.Commitments[s.Commitment].ID, s.Weight,
			s.Alike, commitmentIDs(a, s.Returns), nil}
		if s.SplitExact {
			row.Largest.SplitPeak = &s.SplitPeak
		}
	}
	return row
}

// commitmentIDs are the ids at these positions, in their order, which is that of the ids.
func commitmentIDs(a *agreement.Agreement, list []int32) []string {
	ids := make([]string, len(list))
	for i, c := range list {
		ids[i] = a.Commitments[c].ID
	}
	return ids
}

// riskOf says on which days the party is exposed along an order.
func (row *exposureRow) riskOf(order []int32, days []calendar.Day) {
	row.AtRisk = []exposureRisk{}
	last := exposure.LastDay(order, days)
	for _, r := range exposure.AtRisk(row.course, order, days) {
		row.AtRisk = append(row.AtRisk, exposureRisk(r))
		if r.Until == calendar.None {
			r.Until = last
		}
		row.DaysAtRisk += int(r.Until - r.From)
	}
}

// curveOf keeps the steps at which a course changes.
func curveOf(
	a *agreement.Agreement, order []int32, course []float64, days []calendar.Day,
) []exposurePart {
	curve, before := []exposurePart{}, 0.0
	for i, c := range order {
		if course[i] != before {
			curve = append(curve, exposurePart{a.Commitments[c].ID, days[c], course[i]})
			before = course[i]
		}
	}
	return curve
}
