// Command compare runs Lockstep's analyses beside other people's programs on the same questions
// about the same agreements, and writes what each took as a table and as a picture. It is started
// by ./bench/run; bench/README.md tells how to read what it writes.
//
// Every question has one encoder for each program, a small file of its own. The agreements come
// from package family: Lockstep reads the text that is written of them, the others what their
// encoder makes. A program that is not installed is reported as missing; one that goes over its
// time or memory is stopped and reported so.
//
// Invariant: figures are written only where all programs that answered gave the same answer; one
// disagreement and the run fails, saying which. The exception is the last table, which shows that
// some programs answer another question.
//
// It refuses to compare wall-clock times: all figures are CPU seconds, so that what else runs on
// the machine matters little.
package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"time"

	"lockstep/internal/agreement"
	"lockstep/internal/possible"
)

func main() {
	if err := run(os.Args[1:], os.Stderr); err != nil {
		fmt.Fprintln(os.Stderr, "compare:", err)
		os.Exit(1)
	}
}

// options are the flags.
type options struct {
	only, out string
	session   session
}

func parse(args []string) (options, error) {
	o := options{}
	flags := flag.NewFlagSet("bench/run", flag.ContinueOnError)
	flags.StringVar(&o.only, "only", "", "only these questions (reach,loop,orders,exposure,"+
		"choice,blockers)")
	flags.StringVar(&o.out, "out", "bench/out", "folder to write results.md and results.svg to")
	flags.IntVar(&o.session.most, "most", 1_000_000, "commitments of the largest agreement")
	flags.Uint64Var(&o.session.seed, "seed", 1, "seed of the random families")
	flags.IntVar(&o.session.caps.seconds, "seconds", 120, "time that each run of a peer may take")
	flags.IntVar(&o.session.caps.megabytes, "megabytes", 4000, "memory that it may take")
	if err := flags.Parse(args); err != nil {
		return o, err
	}
	if flags.NArg() > 0 {
		return o, fmt.Errorf("what is %q?", flags.Arg(0))
	}
	return o, nil
}

func run(args []string, log io.Writer) error {
	o, err := parse(args)
	if errors.Is(err, flag.ErrHelp) {
		return nil
	}
	if err != nil {
		return err
	}
	asked, err := chosen(o.only)
	if err != nil {
		return err
	}
	o.session.log = log
	r, err := o.session.report(asked)
	if err != nil {
		return err
	}
	if len(o.session.wrong) > 0 {
		return fmt.Errorf("answers disagree, and nothing is written:\n%s",
			strings.Join(o.session.wrong, "\n"))
	}
	return r.write(o.out)
}

// chosen are the questions that a list names, all where it is empty.
func chosen(list string) ([]*question, error) {
	all := questions()
	if list == "" {
		return all, nil
	}
	var asked []*question
	for name := range strings.SplitSeq(list, ",") {
		before := len(asked)
		for _, q := range all {
			if q.name == name {
				asked = append(asked, q)
			}
		}
		if len(asked) == before {
			return nil, fmt.Errorf("there is no question %q", name)
		}
	}
	return asked, nil
}

// report asks the questions, and about the trap.
func (s *session) report(asked []*question) (*report, error) {
	r := &report{questions: asked, trap: trap()}
	began, before := time.Now(), load()
	for _, q := range asked {
		rows, err := s.ask(q)
		if err != nil {
			return nil, err
		}
		r.rows = append(r.rows, rows)
	}
	rows, err := s.ask(r.trap)
	if err != nil {
		return nil, err
	}
	r.trapRow = rows[0]
	r.about = []string{
		"Date: " + began.UTC().Format("2006-01-02 15:04") + " UTC",
		"Machine: " + machine(),
		fmt.Sprintf("Load average (1, 5, 15 minutes): %s before, %s after", before, load()),
		fmt.Sprintf("Caps of each run of another program: %d s, %d MB; seed %d", s.caps.seconds,
			s.caps.megabytes, s.seed),
		"Figures: CPU seconds, user and system",
	}
	told := map[string]bool{}
	for _, q := range append(asked, r.trap) {
		for _, p := range q.peers {
			if !told[p.name] {
				told[p.name] = true
				r.about = append(r.about, p.told())
			}
		}
	}
	return r, nil
}

// write writes both files.
func (r *report) write(dir string) error {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	for _, file := range []struct {
		name  string
		write func(io.Writer) error
	}{{"results.md", r.markdown}, {"results.svg", r.svg}} {
		var b strings.Builder
		if err := file.write(&b); err != nil {
			return err
		}
		err := os.WriteFile(filepath.Join(dir, file.name), []byte(b.String()), 0o644)
		if err != nil {
			return err
		}
	}
	return nil
}

func compileNet(a *agreement.Agreement) *possible.Net { return possible.Compile(a) }
