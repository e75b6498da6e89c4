package cli

import (
	"fmt"
	"runtime/debug"
	"strings"

	"github.com/spf13/cobra"
)

// dressBelow lays the help of a command and of those below it out in the console's width, and
// lets them refuse arguments in our words.
func (c *console) dressBelow(command *cobra.Command) {
	command.Long = c.paragraphs(command.Long)
	if fits := command.Args; fits != nil {
		command.Args = func(command *cobra.Command, args []string) error {
			if fits(command, args) == nil {
				return nil
			}
			return misuse("%s given; write: %s",
				plural(len(args), "argument", "arguments"),
				strings.Replace(command.UseLine(), " [flags]", "", 1))
		}
	} else if command.HasParent() && command.HasSubCommands() {
		command.RunE = onlyBelow
	}
	for _, below := range command.Commands() {
		c.dressBelow(below)
	}
}

// onlyBelow is what a command does that only has others below it.
func onlyBelow(command *cobra.Command, args []string) error {
	if len(args) > 0 {
		return unknownCommand(command, args[0])
	}
	return command.Help()
}

// helpCommand shows the help of a command; that of one that is not there is misuse.
func helpCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "help [COMMAND]",
		Short: "Help about any command",
		RunE: func(command *cobra.Command, args []string) error {
			found, rest, err := command.Root().Find(args)
			if err != nil || len(rest) > 0 {
				return unknownCommand(command.Root(), strings.Join(args, " "))
			}
			return found.Help()
		},
	}
}

// paragraphs wraps each paragraph of a text anew; a blank line stands between two.
func (c *console) paragraphs(s string) string {
	all := strings.Split(s, "\n\n")
	for i, one := range all {
		all[i] = strings.TrimRight(c.wrapped(strings.ReplaceAll(one, "\n", " "), 0), "\n")
	}
	return strings.Join(all, "\n\n")
}

// dress gives the root its --version and lays out all help.
func (c *console) dress(root *cobra.Command) {
	root.Version = unknown // the flag is there only where a version is
	root.SetVersionTemplate(strings.ReplaceAll(versionOf(debug.ReadBuildInfo()).told(), "{{", ""))
	root.SetUsageTemplate(strings.ReplaceAll(root.UsageTemplate(), "FlagUsages",
		fmt.Sprintf("FlagUsagesWrapped %d", c.width())))
	root.SetHelpCommand(helpCommand())
	c.dressBelow(root)
}
