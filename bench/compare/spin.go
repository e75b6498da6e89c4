package main

import (
	"fmt"
	"regexp"
	"strings"
)

// spinOrders lets Spin look at every order in which the acts can be done. A state in which
// nothing can be done any more although something is left is an invalid end state.
func spinOrders() *peer {
	return &peer{
		name: "Spin", programs: []string{"spin", "gcc"}, version: []string{"spin", "-V"},
		encode: func(w *web) map[string]string {
			return map[string]string{"orders.pml": promela(w)}
		},
		load: [][]string{{"spin", "-a", "orders.pml"},
			{"gcc", "-O2", "-DSAFETY", "-DNOREDUCE", "-o", "pan", "pan.c"}},
		solve:   [][]string{{"./pan", "-m1000000", "-w24"}},
		apart:   true,
		loading: "making and compiling the verifier",
		solving: "running the verifier over all states",
		read: func(out string) (answer, error) {
			errors := regexp.MustCompile(`errors: (\d+)`).FindStringSubmatch(out)
			if errors == nil || strings.Contains(out, "max search depth too small") {
				return nil, fmt.Errorf("spin said: %s", tail(out))
			}
			return answer{"stuck": yesNo(errors[1] != "0")}, nil
		},
	}
}

// promela is one process with a bit for every node.
func promela(w *web) string {
	var b strings.Builder
	fmt.Fprintf(&b, "bit d[%d];\n\nactive proctype acts() {\n  do\n", len(w.clauses))
	var all []string
	for x, clauses := range w.clauses {
		guard := []string{fmt.Sprintf("!d[%d]", x)}
		for _, clause := range clauses {
			guard = append(guard, "("+bits(clause, " || ")+")")
		}
		fmt.Fprintf(&b, "  :: atomic { %s -> d[%d] = 1 }\n", strings.Join(guard, " && "), x)
		all = append(all, fmt.Sprintf("d[%d]", x))
	}
	fmt.Fprintf(&b, "  :: %s -> break\n  od\n}\n", strings.Join(all, " && "))
	return b.String()
}

func bits(nodes []int, between string) string {
	list := make([]string, len(nodes))
	for i, x := range nodes {
		list[i] = fmt.Sprintf("d[%d]", x)
	}
	return strings.Join(list, between)
}
