package main

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
)

// scramBlockers reads the goal as a fault tree: an act fails where its performer refuses or a
// clause fails, and a clause fails where all its acts do. Minimal cut sets are minimal blocking
// sets.
func scramBlockers() *peer {
	return &peer{
		name: "SCRAM", programs: []string{"scram"}, version: []string{"scram", "--version"},
		encode: func(w *web) map[string]string {
			return map[string]string{"goal.xml": faultTree(w)}
		},
		load: [][]string{{"scram", "--validate", "goal.xml"}},
		solve: [][]string{{"scram", "--bdd", "--limit-order", "3", "-o", "out.xml", "goal.xml"},
			{"cat", "out.xml"}},
		loading: "reading and validating the tree",
		solving: "everything after that: preprocessing, the diagram, the report",
		read:    readProducts,
	}
}

// readProducts reads the cut sets out of SCRAM's report.
func readProducts(out string) (answer, error) {
	if !strings.Contains(out, "<sum-of-products") {
		return nil, fmt.Errorf("scram said: %s", tail(out))
	}
	var sets [][]int
	event := regexp.MustCompile(`<basic-event name="p(\d+)"`)
	for _, product := range strings.Split(out, "<product ")[1:] {
		product, _, _ = strings.Cut(product, "</product>")
		var set []int
		for _, found := range event.FindAllStringSubmatch(product, -1) {
			party, _ := strconv.Atoi(found[1]) // digits
			set = append(set, party)
		}
		sets = append(sets, set)
	}
	return blockersTold(sets), nil
}

// faultTree has a gate for each node that the goal hangs on.
func faultTree(w *web) string {
	var b strings.Builder
	b.WriteString("<opsa-mef>\n<define-fault-tree name=\"tree\">\n")
	fails := combined(gates(w.Goal.Of), "or")
	if least := len(w.Goal.Of) - w.Goal.Least + 1; least > 1 {
		fails = combined(gates(w.Goal.Of), fmt.Sprintf("atleast min=\"%d\"", least))
	}
	fmt.Fprintf(&b, "<define-gate name=\"goal\">%s</define-gate>\n", fails)
	for x, needed := range w.needed() {
		if needed {
			fmt.Fprintf(&b, "<define-gate name=\"g%d\">%s</define-gate>\n", x, w.failure(x))
		}
	}
	b.WriteString("</define-fault-tree>\n<model-data>\n")
	for party := range w.Parties {
		fmt.Fprintf(&b, "<define-basic-event name=\"p%d\"><float value=\"0.01\"/>"+
			"</define-basic-event>\n", party)
	}
	b.WriteString("</model-data>\n</opsa-mef>\n")
	return b.String()
}

// failure is why a node may not come about.
func (w *web) failure(x int) string {
	var reasons []string
	for _, party := range w.performers(x) {
		reasons = append(reasons, fmt.Sprintf("<basic-event name=\"p%d\"/>", party))
	}
	for _, clause := range w.clauses[x] {
		reasons = append(reasons, combined(gates(clause), "and"))
	}
	return combined(reasons, "or")
}

func gates(nodes []int) []string {
	list := make([]string, len(nodes))
	for i, x := range nodes {
		list[i] = fmt.Sprintf("<gate name=\"g%d\"/>", x)
	}
	return list
}

// combined puts parts under an operator, which SCRAM wants to have two at least.
func combined(parts []string, operator string) string {
	if len(parts) == 1 {
		return parts[0]
	}
	name, _, _ := strings.Cut(operator, " ")
	return "<" + operator + ">" + strings.Join(parts, "") + "</" + name + ">"
}

// needed marks the nodes that the goal hangs on.
func (w *web) needed() []bool {
	needed := make([]bool, len(w.clauses))
	var queue []int
	mark := func(nodes []int) {
		for _, x := range nodes {
			if !needed[x] {
				needed[x] = true
				queue = append(queue, x)
			}
		}
	}
	mark(w.Goal.Of)
	for len(queue) > 0 {
		x := queue[0]
		queue = queue[1:]
		for _, clause := range w.clauses[x] {
			mark(clause)
		}
	}
	return needed
}
