// Command prove holds every analysis against brute force over the reference interpreter, on as
// many random agreements as are asked for. It is started by ./prove.
//
// The comparisons are the tests of the rooms, run with more agreements than ./test takes time
// for: each draws agreements by their seeds, works out the answer by looking at every state (or,
// where nothing undoes anything, at the end of a run for every set of refusals) and fails where
// the analysis says something else. Beside that each counts what the agreements held, so that
// the table shows on how many of them every feature could make a difference.
//
// Invariant: a table is written only where every comparison passed on as many agreements as were
// asked for. It refuses to run less: a comparison that is listed and reports nothing fails.
package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"time"
)

func main() {
	if err := run(os.Args[1:], os.Stdout, os.Stderr); err != nil {
		fmt.Fprintln(os.Stderr, "prove:", err)
		os.Exit(1)
	}
}

// options are the flags.
type options struct {
	draws, seed int
	only, out   string
}

func parse(args []string) (options, error) {
	var o options
	flags := flag.NewFlagSet("prove", flag.ContinueOnError)
	flags.IntVar(&o.draws, "draws", 10_000, "agreements that each comparison is made on")
	flags.IntVar(&o.seed, "seed", 0, "the seed of the first agreement")
	flags.StringVar(&o.only, "only", "", "only comparisons whose name begins so")
	flags.StringVar(&o.out, "out", "", "file to write the tables to as well")
	if err := flags.Parse(args); err != nil {
		return o, err
	}
	if flags.NArg() > 0 {
		return o, fmt.Errorf("what is %q?", flags.Arg(0))
	}
	return o, nil
}

func run(args []string, out, log io.Writer) error {
	o, err := parse(args)
	if errors.Is(err, flag.ErrHelp) {
		return nil
	}
	if err != nil {
		return err
	}
	chosen := chosen(o.only)
	if len(chosen) == 0 {
		return fmt.Errorf("there is no comparison %q", o.only)
	}
	began := time.Now()
	var results []*result
	var failed []string
	for _, c := range chosen {
		r, err := c.make(o, log)
		if err != nil {
			failed = append(failed, c.name)
			fmt.Fprintf(log, "%v\n", err)
			continue
		}
		results = append(results, r)
	}
	if len(failed) > 0 {
		return fmt.Errorf("%d of %d comparisons failed: %q", len(failed), len(chosen), failed)
	}
	told := tables(results, o, began)
	if o.out != "" {
		if err := os.WriteFile(o.out, []byte(told), 0o644); err != nil {
			return err
		}
	}
	_, err = io.WriteString(out, told)
	return err
}
