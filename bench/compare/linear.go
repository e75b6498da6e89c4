package main

import (
	"fmt"
	"math"
	"regexp"
	"strconv"
	"strings"
)

// linear is the heaviest closed set as a linear program in CPLEX's format: a variable from 0 to 1
// for each node, which is at most the sum of each of its clauses. Where every clause is one act
// the corners of this program are whole (Picard 1976); else the variables must be. Closed is not
// founded: acts that hold each other up satisfy it.
func linear(w *web) string {
	var b strings.Builder
	b.WriteString("Minimize\n obj:")
	for x := range w.clauses {
		if worth := w.worth(x); worth != 0 {
			fmt.Fprintf(&b, " %+d x%d\n", -worth, x)
		}
	}
	b.WriteString("Subject To\n")
	whole := true
	for x, clauses := range w.clauses {
		for k, clause := range clauses {
			fmt.Fprintf(&b, " c%d_%d: x%d", x, k, x)
			for _, y := range clause {
				fmt.Fprintf(&b, " - x%d", y)
			}
			b.WriteString(" <= 0\n")
			whole = whole && len(clause) == 1
		}
	}
	b.WriteString("Bounds\n")
	for x := range w.clauses {
		fmt.Fprintf(&b, " 0 <= x%d <= 1\n", x)
	}
	if !whole {
		b.WriteString("Generals\n")
		for x := range w.clauses {
			fmt.Fprintf(&b, " x%d\n", x)
		}
	}
	b.WriteString("End\n")
	return b.String()
}

func linearFiles(w *web) map[string]string {
	return map[string]string{"peak.lp": linear(w)}
}

// cbc solves it by the simplex method, and by branch and cut where variables must be whole.
func cbc() *peer {
	return &peer{
		name: "CBC", programs: []string{"cbc"}, version: []string{"cbc", "quit"},
		encode:    linearFiles,
		load:      [][]string{{"cbc", "peak.lp", "quit"}},
		solve:     [][]string{{"cbc", "peak.lp", "solve", "quit"}},
		loading:   "reading the program",
		solving:   "everything after that: its own choice of methods, proven best",
		unfounded: true,
		read: func(out string) (answer, error) {
			if !strings.Contains(out, "Optimal solution found") &&
				!strings.Contains(out, "Optimal - objective value") {
				return nil, fmt.Errorf("cbc said: %s", tail(out))
			}
			return objective(out, `(?:Objective value:|objective value)\s+(-?[0-9.e+]+)`)
		},
	}
}

// glpk solves it likewise.
func glpk() *peer {
	return &peer{
		name: "GLPK", programs: []string{"glpsol"}, version: []string{"glpsol", "--version"},
		encode: linearFiles,
		load:   [][]string{{"glpsol", "--lp", "peak.lp", "--check"}},
		solve: [][]string{{"glpsol", "--lp", "peak.lp", "--cuts", "-o", "out"},
			{"grep", "-E", "^(Status|Objective)", "out"}},
		loading:   "reading the program",
		solving:   "everything after that: simplex, then branch and cut",
		unfounded: true,
		read: func(out string) (answer, error) {
			if !strings.Contains(out, "OPTIMAL") {
				return nil, fmt.Errorf("glpsol said: %s", tail(out))
			}
			return objective(out, `Objective:\s+obj = (-?[0-9.e+]+)`)
		},
	}
}

// objective is the last figure that the pattern finds, negated, as a whole number: weights are
// whole, so that the best closed set is.
func objective(out, pattern string) (answer, error) {
	found := regexp.MustCompile(pattern).FindAllStringSubmatch(out, -1)
	if found == nil {
		return nil, fmt.Errorf("there is no objective: %s", tail(out))
	}
	value, err := strconv.ParseFloat(found[len(found)-1][1], 64)
	if err != nil {
		return nil, err
	}
	if math.Abs(value-math.Round(value)) > 1e-4 {
		return nil, fmt.Errorf("%v is not whole", value)
	}
	return answer{"peak": strconv.FormatInt(-int64(math.Round(value)), 10)}, nil
}
