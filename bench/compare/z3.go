package main

import (
	"fmt"
	"strings"
)

// z3Horn asks Z3 whether the goal is in the least model of Horn clauses. The rules of a node are
// its clauses multiplied out, since a Horn clause has no "or"; the goal is counted up.
func z3Horn() *peer {
	return &peer{
		name: "Z3", programs: []string{"z3"}, version: []string{"z3", "--version"},
		encode: func(w *web) map[string]string {
			rules := hornRules(w)
			return map[string]string{"rules.smt2": rules, "asked.smt2": rules + "(query goal)\n"}
		},
		load:    [][]string{{"z3", "rules.smt2"}},
		solve:   [][]string{{"z3", "asked.smt2"}},
		loading: "reading the rules (a run without the query)",
		solving: "the query over Horn clauses",
		read: func(out string) (answer, error) {
			switch strings.TrimSpace(out) {
			case "sat":
				return answer{"goal": "yes"}, nil
			case "unsat":
				return answer{"goal": "no"}, nil
			}
			return nil, fmt.Errorf("z3 said: %s", tail(out))
		},
	}
}

func hornRules(w *web) string {
	var b strings.Builder
	for x := range w.clauses {
		fmt.Fprintf(&b, "(declare-rel d%d ())\n", x)
	}
	for x, clauses := range w.clauses {
		for _, body := range multiplied(clauses) {
			fmt.Fprintf(&b, "(rule (=> (and true%s) d%d))\n", hornBody(body), x)
		}
	}
	hornGoal(&b, w)
	return b.String()
}

func hornBody(body []int) string {
	var b strings.Builder
	for _, y := range body {
		fmt.Fprintf(&b, " d%d", y)
	}
	return b.String()
}

// hornGoal counts: g-i-k is that k at least of the first i acts of the goal are done.
func hornGoal(b *strings.Builder, w *web) {
	for i := range len(w.Goal.Of) + 1 {
		for k := range w.Goal.Least + 1 {
			fmt.Fprintf(b, "(declare-rel g-%d-%d ())\n", i, k)
			if k == 0 {
				fmt.Fprintf(b, "(rule g-%d-0)\n", i)
			}
		}
	}
	for i, x := range w.Goal.Of {
		for k := 1; k <= w.Goal.Least; k++ {
			fmt.Fprintf(b, "(rule (=> g-%d-%d g-%d-%d))\n", i, k, i+1, k)
			fmt.Fprintf(b, "(rule (=> (and d%d g-%d-%d) g-%d-%d))\n", x, i, k-1, i+1, k)
		}
	}
	fmt.Fprintf(b, "(declare-rel goal ())\n(rule (=> g-%d-%d goal))\n", len(w.Goal.Of),
		w.Goal.Least)
}

// multiplied are the ways to meet all clauses: one node of each.
func multiplied(clauses [][]int) [][]int {
	ways := [][]int{nil}
	for _, clause := range clauses {
		var longer [][]int
		for _, way := range ways {
			for _, y := range clause {
				longer = append(longer, append(way[:len(way):len(way)], y))
			}
		}
		ways = longer
	}
	return ways
}
