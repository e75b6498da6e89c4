package cli

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/jedib0t/go-pretty/v6/text"
)

// showBlockers writes for each goal who can stop it; goals of the same answer stand together.
func (c *console) showBlockers(report blockersReport) {
	fmt.Fprint(c.out, c.paint(c.wrapped(cmp.Or(report.title, report.Agreement), 0), text.Bold))
	if len(report.Without) > 0 {
		fmt.Fprint(c.out, c.wrapped("Without "+strings.Join(report.Without, ", "), 0))
	}
	for _, rows := range alike(report.Goals) {
		names := make([]string, len(rows))
		for i := range rows {
			names[i] = rows[i].Goal
		}
		fmt.Fprint(c.out, "\n", c.paint(c.wrapped(strings.Join(names, ", "), 0), text.Bold))
		c.showGroups(rows[0], report)
	}
	if report.Still != nil {
		fmt.Fprint(c.out, "\n", c.wrapped("Can still happen: "+orNone(*report.Still), 0))
		fmt.Fprint(c.out, c.wrapped("Can no longer: "+orNone(*report.Lost), 0))
	}
	if len(report.ReadInFavour) > 0 {
		fmt.Fprint(c.out, "\n", c.wrapped("Read in favour of what could happen, since they are "+
			"not only of all, any and at-least: "+strings.Join(report.ReadInFavour, ", ")+
			". Whoever is named can stop the goal; others might.", 0))
	}
}

// alike groups the rows that say the same, in the order of the first of each.
func alike(rows []blockersRow) [][]blockersRow {
	var groups [][]blockersRow
	number := map[string]int{}
	for _, row := range rows {
		same := row
		same.Goal = ""
		key := fmt.Sprint(same.Reachable, same.Blockers, same.Complete, same.Assuming, listed(row.Needs))
		if _, known := number[key]; !known {
			number[key] = len(groups)
			groups = append(groups, nil)
		}
		groups[number[key]] = append(groups[number[key]], row)
	}
	return groups
}

func listed(groups *[][]string) [][]string {
	if groups == nil {
		return nil
	}
	return *groups
}

// showGroups writes who can stop a goal, who can bring it about and what it hangs on.
func (c *console) showGroups(row blockersRow, report blockersReport) {
	if !row.Reachable {
		nobody := "nobody"
		if len(report.Without) > 0 {
			nobody = "nobody else"
		}
		fmt.Fprintf(c.out, "  It cannot come about, even if %s refuses.\n", nobody)
		return
	}
	alone, together := split(row.Blockers)
	c.labelled("alone", strings.Join(alone, ", "), 2)
	c.labelled("together", strings.Join(together, "; "), 2)
	switch {
	case !row.Complete:
		fmt.Fprint(c.out, c.wrapped("Not all groups were found: the search had to end.", 2))
	case len(row.Blockers) == 0:
		fmt.Fprint(c.out, c.wrapped("Nobody can stop it"+upTo(report.size), 2))
	}
	if row.Needs != nil {
		c.labelled("takes", orNobody(*row.Needs, *row.NeedsComplete), 2)
	}
	c.labelled("assuming", strings.Join(row.Assuming, ", "), 2)
}

// upTo says in how large groups actors were tried.
func upTo(size int) string {
	if size == 1 {
		return " alone."
	}
	return fmt.Sprintf(" alone or in groups of up to %d.", size)
}

// split tells apart those who can stop a goal alone and the groups that can.
func split(groups [][]string) (alone, together []string) {
	for _, group := range groups {
		if len(group) == 1 {
			alone = append(alone, group[0])
		} else {
			together = append(together, strings.Join(group, " + "))
		}
	}
	return alone, together
}

// orNobody tells the groups that bring a goal about.
func orNobody(groups [][]string, complete bool) string {
	told := make([]string, len(groups))
	for i, group := range groups {
		told[i] = cmp.Or(strings.Join(group, " + "), "nobody")
	}
	if !complete {
		told = append(told, "and others: the search had to end")
	}
	return strings.Join(told, "; or ")
}

// labelled writes what a label says, if anything, in lines under each other.
func (c *console) labelled(label, said string, indent int) {
	const wide = 10
	if said == "" {
		return
	}
	head := fmt.Sprintf("%*s%-*s", indent, "", wide, label)
	lines := strings.SplitAfter(c.wrapped(said, len(head)), "\n")
	lines = slices.DeleteFunc(lines, func(line string) bool { return line == "" })
	fmt.Fprint(c.out, head+strings.TrimLeft(lines[0], " "), strings.Join(lines[1:], ""))
}
