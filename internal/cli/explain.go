package cli

import (
	"fmt"
	"regexp"
	"strings"

	"github.com/jedib0t/go-pretty/v6/text"
	"github.com/spf13/cobra"

	"lockstep/internal/check"
	"lockstep/internal/check/all"
)

// An explanation is the JSON of the explain command.
type explanation struct {
	Name     string `json:"name"`
	Title    string `json:"title"`
	Severity string `json:"severity"`
	When     string `json:"when"`
	Why      string `json:"why"`
	Example  string `json:"example"`
}

func explainCommand(c *console) *cobra.Command {
	var asJSON bool
	command := &cobra.Command{
		Use:   "explain [FINDING]",
		Short: "Say what a finding means and what people do about it",
		Args:  cobra.MaximumNArgs(1),
		ValidArgsFunction: func(*cobra.Command, []string, string) ([]string,
			cobra.ShellCompDirective) {
			return all.Names(), cobra.ShellCompDirectiveNoFileComp
		},
		RunE: func(_ *cobra.Command, args []string) error {
			if len(args) == 0 {
				return c.listFindings(asJSON)
			}
			found, err := named(args[0])
			if err != nil {
				return err
			}
			return c.explain(found, asJSON)
		},
	}
	command.Flags().BoolVar(&asJSON, "json", false, "write it as JSON")
	return command
}

func explained(found *check.Check) explanation {
	return explanation{
		found.Name, found.Title, found.Severity, found.When, found.Why, found.Example,
	}
}

func (c *console) explain(found *check.Check, asJSON bool) error {
	if asJSON {
		return c.json(explained(found))
	}
	head := c.wrapped(found.Name+": "+found.Title+" ("+found.Severity+")", 0)
	fmt.Fprintln(c.out, strings.Replace(head, found.Name, c.paint(found.Name, text.Bold), 1))
	fmt.Fprintln(c.out, c.wrapped("When. "+found.When, 0))
	fmt.Fprintln(c.out, c.wrapped("Why. "+found.Why, 0))
	fmt.Fprintf(c.out, "Example; the comments say where it is found.\n\n%s",
		shownExample(found.Example))
	return nil
}

// wanted is the comment of an example that says what is found on its line.
var wanted = regexp.MustCompile(`(?m)^( *)(\S.*?) *# want (".*")$`)

// shownExample is an example in which a comment above a line says what is found on it, one for each
// finding, so that lines stay short.
func shownExample(example string) string {
	return wanted.ReplaceAllStringFunc(example, func(line string) string {
		part := wanted.FindStringSubmatch(line)
		found := strings.Split(strings.Trim(part[3], `"`), `" "`)
		return part[1] + "# here: " + strings.Join(found, "\n"+part[1]+"# here: ") + "\n" +
			part[1] + part[2]
	})
}

func (c *console) listFindings(asJSON bool) error {
	var explanations []explanation
	for _, found := range all.Checks() {
		explanations = append(explanations, explained(found))
		if !asJSON {
			title := strings.TrimLeft(c.wrapped(found.Title, 20), " ")
			fmt.Fprintf(c.out, "%-20s%s", found.Name, title)
		}
	}
	if asJSON {
		return c.json(explanations)
	}
	return nil
}
