package cli

import (
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"lockstep/internal/agreement"
	"lockstep/internal/blockers"
	"lockstep/internal/diag"
	"lockstep/internal/possible"
)

// A blockersReport is the JSON of the blockers command.
type blockersReport struct {
	Agreement string        `json:"agreement"`
	Without   []string      `json:"without,omitempty"` // who refuses, what does not happen
	Goals     []blockersRow `json:"goals"`
	Still     *[]string     `json:"still,omitempty"` // commitments that can happen without them
	Lost      *[]string     `json:"lost,omitempty"`  // those that can happen with them only

	// ReadInFavour are the commitments that are not monotone, and so were read in favour of
	// what could happen: whoever is named can stop the goal, and others might.
	ReadInFavour []string `json:"read_in_favour"`

	title string
	size  int
}

type blockersRow struct {
	Goal          string      `json:"goal"`
	Reachable     bool        `json:"reachable"`
	Blockers      [][]string  `json:"blockers"`
	Complete      bool        `json:"complete"` // false: the search ended before all were found
	Needs         *[][]string `json:"needs,omitempty"`
	NeedsComplete *bool       `json:"needs_complete,omitempty"`
	Assuming      []string    `json:"assuming"`
}

type blockersFlags struct {
	size                    int
	goal, without, readings string
	needs, json             bool
}

// mostBlockers bounds the size of the groups that can be asked for.
const mostBlockers = 10

func blockersCommand(c *console) *cobra.Command {
	var flags blockersFlags
	command := &cobra.Command{
		Use:   "blockers DIR",
		Short: "Who can stop each goal, alone or together; who is needed for it",
		Long: "Blockers finds, for each goal or, without any, for each commitment, the smallest\n" +
			"groups of actors whose refusal stops it: performers, members of deciding bodies,\n" +
			"judges, parties that control a condition or negotiate an issue, signatories or not.",
		Args: cobra.ExactArgs(1),
		RunE: func(_ *cobra.Command, args []string) error { return c.blockers(args[0], flags) },
	}
	f := command.Flags()
	f.IntVar(&flags.size, "size", 3, "the most actors in a group")
	f.StringVar(&flags.goal, "goal", "", "this goal, or whatever else can happen, only")
	f.StringVar(&flags.without, "without", "",
		"what still can happen without these parties or acts (a,b)")
	f.StringVar(&flags.readings, "readings", "", "the text with these readings (a,b)")
	f.BoolVar(&flags.needs, "needs", false, "also the smallest groups that can bring it about")
	f.BoolVar(&flags.json, "json", false, "write the groups as JSON")
	return command
}

func (c *console) blockers(dir string, flags blockersFlags) error {
	if flags.size < 1 || flags.size > mostBlockers {
		return misuse("--size takes a number from 1 to %d, not %d", mostBlockers, flags.size)
	}
	project, err := c.load(dir, flags.json)
	if err != nil {
		return err
	}
	readings, err := positions(project.Agreement, flags.readings)
	if err != nil {
		return err
	}
	a := project.Agreement.Under(readings)
	question := blockers.Question{Size: flags.size, Needs: flags.needs}
	if question.Without, err = withheld(a, flags.without); err != nil {
		return err
	}
	if question.Goals, err = goals(a, flags.goal); err != nil {
		return err
	}
	report := blockersOf(a, question)
	if flags.json {
		return c.json(report)
	}
	c.showBlockers(report)
	return nil
}

// withheld are the parties and the things that can happen that a comma-separated list names, in
// order.
func withheld(a *agreement.Agreement, list string) ([]agreement.Ref, error) {
	if list == "" {
		return nil, nil
	}
	var names []string
	for i := range a.Parties {
		names = append(names, a.Parties[i].ID)
	}
	names = append(names, dated(a)...)
	var refs []agreement.Ref
	for name := range strings.SplitSeq(list, ",") {
		name = strings.TrimSpace(name)
		ref, found := a.Lookup(name)
		if !found || !slices.Contains(names, name) {
			return nil, misuse("--without: no party and nothing that can happen is called %q.%s",
				name, diag.DidYouMean(name, names))
		}
		refs = append(refs, ref)
	}
	slices.SortFunc(refs, agreement.Ref.Compare)
	return slices.Compact(refs), nil
}

// goals are the goals to ask about: the one of that name, a thing of that id that can happen or,
// where no name is given, all there are.
func goals(a *agreement.Agreement, name string) ([]blockers.Goal, error) {
	if name == "" {
		return blockers.Goals(a), nil
	}
	var names []string
	for i := range a.Goals {
		if a.Goals[i].ID == name {
			return []blockers.Goal{{Name: name, Reach: a.Goals[i].Reach}}, nil
		}
		names = append(names, a.Goals[i].ID)
	}
	ref, found := a.Lookup(name)
	switch {
	case found && ref.Kind == agreement.KindExchange, found && slices.Contains(dated(a), name):
		return []blockers.Goal{{Name: name, Reach: agreement.Happened(ref)}}, nil
	case found:
		return nil, misuse("--goal: %s is a %s and does not happen", name, ref.Kind)
	}
	names = append(names, dated(a)...)
	return nil, misuse("--goal: nothing is called %q.%s", name, diag.DidYouMean(name, names))
}

// blockersOf asks the question and names what is found.
func blockersOf(a *agreement.Agreement, q blockers.Question) blockersReport {
	net := possible.Compile(a)
	report := blockersReport{Agreement: a.ID, Without: a.IDs(q.Without), size: q.Size,
		Goals: []blockersRow{}, ReadInFavour: []string{}, title: a.Title}
	for _, answer := range blockers.Ask(a, net, q) {
		row := blockersRow{
			Goal: answer.Goal, Reachable: answer.Reachable, Complete: answer.Complete,
			Blockers: idsOf(a, answer.Blockers), Assuming: a.IDs(answer.Assuming),
		}
		slices.Sort(row.Assuming)
		if q.Needs {
			row.Needs, row.NeedsComplete = new(idsOf(a, answer.Needs)), &answer.NeedsComplete
		}
		report.Goals = append(report.Goals, row)
	}
	for _, i := range blockers.Favoured(net, q) {
		report.ReadInFavour = append(report.ReadInFavour, a.Commitments[i].ID)
	}
	if len(q.Without) > 0 {
		still, lost := blockers.Without(a, net, q.Without)
		report.Still, report.Lost = new(a.IDs(still)), new(a.IDs(lost))
	}
	return report
}

func idsOf(a *agreement.Agreement, groups [][]agreement.Ref) [][]string {
	ids := make([][]string, len(groups))
	for i, group := range groups {
		ids[i] = a.IDs(group)
	}
	return ids
}
