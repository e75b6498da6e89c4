package main

import (
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"

	"lockstep/bench/family"
)

// An answer is what a program says, by what it was asked.
type answer map[string]string

// A peer is another program and how it is asked one question.
type peer struct {
	name     string
	programs []string // that must be there
	version  []string // command that tells the version, in the first line that has a digit

	encode func(*web) map[string]string // the files it reads, by name
	load   [][]string                   // commands that read the files and stop there
	solve  [][]string                   // commands that answer
	apart  bool                         // solve does not read the files again
	read   func(out string) (answer, error)

	loading, solving string // what is counted as which
	unfounded        bool   // it takes acts that hold each other up for possible
}

// A figure is what came of asking one program one question. Times are CPU seconds.
type figure struct {
	load, compile, solve float64
	answer               answer
	trouble              string // why there is no answer: missing, over its time or its memory
}

// ask asks the peer about a plan. The error is that something went wrong which is no cap.
func (p *peer) ask(plan *family.Plan, c caps) (figure, error) {
	dir, err := os.MkdirTemp("", "compare-")
	if err != nil {
		return figure{}, err
	}
	defer os.RemoveAll(dir)
	place := &workplace{dir, c}
	if err := place.write(p.encode(newWeb(plan))); err != nil {
		return figure{}, err
	}
	f, err := p.timed(place)
	if errors.Is(err, errCapped) || errors.Is(err, errMissing) {
		return figure{trouble: err.Error()}, nil
	}
	if err != nil {
		return figure{}, fmt.Errorf("%s, %s of %d: %w", p.name, plan.Family, len(plan.Acts), err)
	}
	return f, nil
}

// timed runs what loads and what solves. Where solving reads the files again, the time of
// loading is taken off it.
func (p *peer) timed(place *workplace) (figure, error) {
	f := figure{}
	_, load, err := place.runAll(p.load)
	if err != nil {
		return f, err
	}
	out, solve, err := place.runAll(p.solve)
	if err != nil {
		return f, err
	}
	f.load, f.solve = load, solve
	if !p.apart {
		f.solve = max(solve-load, 0)
	}
	f.answer, err = p.read(string(out))
	return f, err
}

// told is the version of the peer in its own words, or that it is missing.
func (p *peer) told() string {
	place := &workplace{os.TempDir(), caps{20, 4000}}
	out, _, err := place.run(p.version)
	if err != nil {
		return p.name + ": missing"
	}
	for line := range strings.Lines(string(out)) {
		if strings.ContainsAny(line, "0123456789") {
			return p.name + ": " + strings.TrimSpace(line)
		}
	}
	return p.name + ": version not told"
}

// differs says where two answers contradict each other; "" where they agree on all that both
// tell, which must be something.
func (a answer) differs(other answer) string {
	common := 0
	for _, key := range sortedKeys(a) {
		theirs, told := other[key]
		if !told {
			continue
		}
		if common++; theirs != a[key] {
			return fmt.Sprintf("%s: %s against %s", key, a[key], theirs)
		}
	}
	if common == 0 {
		return "the answers have nothing in common"
	}
	return ""
}

func sortedKeys[V any](m map[string]V) []string {
	keys := make([]string, 0, len(m))
	for key := range m {
		keys = append(keys, key)
	}
	slices.Sort(keys)
	return keys
}
