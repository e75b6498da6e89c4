package cli

import (
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"lockstep/internal/agreement"
	"lockstep/internal/check"
	"lockstep/internal/check/all"
	"lockstep/internal/diag"
	"lockstep/internal/sarif"
)

// A checkReport is the JSON of the check command.
type checkReport struct {
	Agreement   string          `json:"agreement"`
	Diagnostics []diag.Report   `json:"diagnostics"` // warnings, since errors end the command
	Findings    []check.Finding `json:"findings"`
	sources     diag.Sources
}

type checkFlags struct {
	readings, only    string
	json, sarif, long bool
}

func checkCommand(c *console) *cobra.Command {
	var flags checkFlags
	command := &cobra.Command{
		Use:   "check DIR",
		Short: "Tell what is wrong with an agreement, most serious first",
		Long: "Check looks at the text alone, at the text with each reading, and at the text with\n" +
			"all of them, and names with each finding the smallest set of readings it needs.",
		Args: cobra.ExactArgs(1),
		RunE: func(command *cobra.Command, args []string) error {
			return c.check(args[0], flags, command.Flags().Changed("readings"))
		},
	}
	f := command.Flags()
	f.StringVar(&flags.readings, "readings", "",
		"check the text with exactly these readings (a,b), or none for the text alone")
	f.StringVar(&flags.only, "only", "", "run only these checks (a,b)")
	f.BoolVar(&flags.json, "json", false, "write the findings as JSON")
	f.BoolVar(&flags.sarif, "sarif", false, "write the findings as SARIF 2.1.0")
	f.BoolVar(&flags.long, "all", false, "tell every finding in full, however many there are")
	command.MarkFlagsMutuallyExclusive("json", "sarif")
	return command
}

func (c *console) check(dir string, flags checkFlags, exactly bool) error {
	checks, err := chosen(flags.only)
	if err != nil {
		return err
	}
	project, err := c.loadAs(dir, flags.refusal(c))
	if err != nil {
		return err
	}
	readings, err := positions(project.Agreement, flags.readings)
	if err != nil {
		return err
	}
	options := check.Options{Exactly: exactly, Readings: readings}
	report := checkReport{project.Agreement.ID, project.Diagnostics.Reports(),
		check.Run(project.Agreement, checks, options), project.Sources}
	if err := c.showCheck(project.Agreement, report, flags, options); err != nil {
		return err
	}
	if slices.ContainsFunc(report.Findings, isError) {
		return &exitError{status: exitFindings}
	}
	return nil
}

// refusal says how an input that could not be read is told to a program; nil: it is not.
func (flags checkFlags) refusal(c *console) func(refusal) error {
	switch {
	case flags.json:
		return func(r refusal) error { return c.json(r) }
	case flags.sarif:
		return func(r refusal) error {
			return sarif.Write(c.out, sarif.Report{Checks: all.Checks(), Diagnostics: r.Diagnostics,
				Sources: r.sources})
		}
	}
	return nil
}

func isError(f check.Finding) bool { return f.Severity == check.Error }

func (c *console) showCheck(
	a *agreement.Agreement, r checkReport, flags checkFlags, o check.Options,
) error {
	switch {
	case flags.json:
		return c.json(r)
	case flags.sarif:
		return sarif.Write(c.out, sarif.Report{Checks: all.Checks(), Findings: r.Findings,
			Diagnostics: r.Diagnostics, Read: true, Sources: r.sources})
	}
	view := checkView{console: c, long: flags.long, exactly: o.Exactly, readings: o.Readings}
	view.show(a, r)
	return nil
}

// chosen are the checks that a comma-separated list names, or all of them.
func chosen(only string) ([]*check.Check, error) {
	if only == "" {
		return all.Checks(), nil
	}
	var checks []*check.Check
	for name := range strings.SplitSeq(only, ",") {
		found, err := named(strings.TrimSpace(name))
		if err != nil {
			return nil, err
		}
		if !slices.Contains(checks, found) {
			checks = append(checks, found)
		}
	}
	return checks, nil
}

func named(name string) (*check.Check, error) {
	if found := all.Named(name); found != nil {
		return found, nil
	}
	return nil, misuse("there is no finding %q.%s Findings: %s", name,
		diag.DidYouMean(name, all.Names()), strings.Join(all.Names(), ", "))
}
