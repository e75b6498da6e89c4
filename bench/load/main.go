// Command load measures the dashboard under load, as a process of its own on this machine:
//
//	go run ./bench/load                     # everything
//	go run ./bench/load -only read          # readers alone
//	go run ./bench/load -readers 10 -events 100000
//
// It makes a mission of 600 commitments (see package family) with its evidence in a ledger, starts
// the program, and prints tables: the start, the first byte of every page under many readers, with
// what travels; the same while somebody records every second; and what many writers record, in
// SQLite and in PostgreSQL through two servers, held against what is in the ledger afterwards. It
// fails where something is lost, doubled or out of order. It judges no figure: what they should be
// stands in bench/README.md.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"time"

	"lockstep/bench/drive"
	"lockstep/bench/family"
)

// A load is what is asked for.
type load struct {
	commitments, events int
	readers, rounds     int
	writers, each       int
	only                string

	program drive.Program
	place   string // a folder for all of it
}

func main() {
	var l load
	flag.IntVar(&l.commitments, "commitments", 600, "commitments of the project")
	flag.IntVar(&l.events, "events", 50_000, "events of its evidence")
	flag.IntVar(&l.readers, "readers", 50, "how many read at the same time")
	flag.IntVar(&l.rounds, "rounds", 6, "how often each reads every page")
	flag.IntVar(&l.writers, "writers", 20, "how many record at the same time")
	flag.IntVar(&l.each, "each", 500, "how many events each of them records")
	flag.StringVar(&l.only, "only", "start,read,change,sqlite,postgres", "what is measured")
	program := flag.String("program", "", "the program; without it, it is built")
	flag.Parse()
	if err := l.run(*program); err != nil {
		fmt.Fprintln(os.Stderr, "load:", err)
		os.Exit(1)
	}
}

// run does all that is asked for.
func (l *load) run(program string) (err error) {
	if l.place, err = os.MkdirTemp("", "lockstep-load-"); err != nil {
		return err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(l.place)) }()
	if program == "" {
		if program, err = build(l.place); err != nil {
			return err
		}
	}
	l.program = drive.Program{Path: program}
	fmt.Printf("%d commitments, %d events; %d processors, %s\n", l.commitments, l.events,
		runtime.NumCPU(), averages())
	for _, part := range []struct {
		name string
		do   func() error
	}{{"start", l.start}, {"read", l.read}, {"change", l.change}, {"sqlite", l.inSQLite},
		{"postgres", l.inPostgres}} {
		if !strings.Contains(l.only, part.name) {
			continue
		}
		if err := part.do(); err != nil {
			return fmt.Errorf("%s: %w", part.name, err)
		}
	}
	return nil
}

// build builds the program.
func build(place string) (string, error) {
	path := filepath.Join(place, "lockstep")
	out, err := exec.Command("go", "build", "-o", path, "lockstep/cmd/lockstep").CombinedOutput()
	if err != nil {
		return "", fmt.Errorf("building: %w: %s", err, out)
	}
	return path, nil
}

// averages says how busy the machine is without us, where it tells.
func averages() string {
	text, err := os.ReadFile("/proc/loadavg")
	if err != nil || len(strings.Fields(string(text))) < 3 {
		return "load unknown"
	}
	return "load " + strings.Join(strings.Fields(string(text))[:3], " ")
}

// project makes a project in a folder of that name, with its ledger.
func (l *load) project(name string, p drive.Program) (string, error) {
	dir := filepath.Join(l.place, name)
	if err := os.Mkdir(dir, 0o755); err != nil {
		return "", err
	}
	text, err := os.Create(filepath.Join(dir, "mission.hcl"))
	if err != nil {
		return "", err
	}
	evidence, err := os.Create(filepath.Join(dir, "evidence.jsonl"))
	if err != nil {
		return "", errors.Join(err, text.Close())
	}
	m := family.Mission{Commitments: l.commitments}
	err = errors.Join(m.Write(text), m.WriteEvidence(evidence, l.events, 1), text.Close(),
		evidence.Close())
	if err != nil {
		return "", err
	}
	_, err = p.Run(context.Background(), "ledger", "init", dir)
	return dir, err
}

// serving serves a project while something is done with the server, and gives the time that it took
// of processors.
func (l *load) serving(dir string, do func(*drive.Server) error) (time.Duration, error) {
	s, err := l.program.Serve(dir)
	if err != nil {
		return 0, err
	}
	err = do(s)
	exit, ending := s.Terminate()
	if ending == nil && exit != 0 {
		ending = fmt.Errorf("the server ended with %d: %s", exit, s.Told())
	}
	return s.CPU(), errors.Join(err, ending)
}
