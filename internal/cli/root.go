package cli

import (
	"bufio"
	"errors"
	"fmt"
	"io"

	"github.com/spf13/cobra"
)

// Streams are where a command reads and writes.
type Streams struct {
	In       io.Reader
	Out, Err io.Writer
}

// The exit statuses.
const (
	exitFine     = 0
	exitFindings = 1
	exitInput    = 2
	exitMisuse   = 3
)

// An exitError ends the program with a status; a nil err has been told already.
type exitError struct {
	status int
	err    error
}

func (e *exitError) Error() string {
	if e.err == nil {
		return ""
	}
	return e.err.Error()
}

func (e *exitError) Unwrap() error { return e.err }

// misuse is an error of whoever called the command.
func misuse(format string, args ...any) error {
	return &exitError{exitMisuse, fmt.Errorf(format, args...)}
}

// unreadable is an input that could not be read.
func unreadable(err error) error { return &exitError{exitInput, err} }

// Main runs the command line and returns the exit status.
func Main(args []string, s Streams) int {
	out := bufio.NewWriterSize(s.Out, 1<<16)
	c := &console{in: s.In, out: out, err: s.Err, terminal: isTerminal(s.Out)}
	root := newRoot(c)
	root.SetArgs(args)
	root.SetOut(out)
	root.SetErr(s.Err)
	err := root.Execute()
	if unwritten := out.Flush(); unwritten != nil { // whatever was found, nobody can read it
		err = unreadable(fmt.Errorf("writing the output: %w", unwritten))
	}
	var exit *exitError
	if err != nil && !errors.As(err, &exit) {
		err = reworded(root, err)
	}
	return c.end(err)
}

// end tells what went wrong and gives the exit status.
func (c *console) end(err error) int {
	if err == nil {
		return exitFine
	}
	var exit *exitError
	if !errors.As(err, &exit) {
		exit = &exitError{exitMisuse, err}
	}
	if exit.err != nil {
		fmt.Fprintln(c.err, "lockstep:", plainly(exit.err))
	}
	return exit.status
}

// newRoot wires the commands.
func newRoot(c *console) *cobra.Command {
	root := &cobra.Command{
		Use:   "lockstep",
		Short: "Agreements that no party may carry out alone",
		Long: "Lockstep reads an agreement written down as data and tells its makers where it\n" +
			"waits for itself, who is missing, which dates cannot hold, and what follows.",
		SilenceErrors: true,
		SilenceUsage:  true,
	}
	root.CompletionOptions.HiddenDefaultCmd = true
	root.SetFlagErrorFunc(wrongFlag)
	root.AddCommand(checkCommand(c), datesCommand(c), blockersCommand(c), exposureCommand(c),
		graphCommand(c), serveCommand(c),
		statusCommand(c), figuresCommand(c), explainCommand(c),
		recordCommand(c), importCommand(c), exportCommand(c), ledgerCommand(c),
		accountsCommand(c),
		fmtCommand(c), initCommand(c), versionCommand(c))
	c.dress(root)
	return root
}
