// Package circularwait finds commitments that wait for one another.
package circularwait

import (
	_ "embed"
	"fmt"
	"slices"
	"strings"

	"lockstep/internal/agreement"
	"lockstep/internal/check"
	"lockstep/internal/possible"
	"lockstep/internal/waitfor"
)

//go:embed example.hcl
var example string

// Check finds circular waits.
var Check = &check.Check{
	Name:     "circular-wait",
	Title:    "Commitments wait for one another",
	Severity: "error",
	When: "Commitments that cannot start even when everybody cooperates, because each waits, " +
		"directly or through others, for itself.",
	Why: "Nothing in the loop can ever begin, however willing the parties are. The finding shows " +
		"the shortest loop, every smallest set of waits that would free it if dropped, and the " +
		"smallest set of readings under which it arises: often each side's order is sound and " +
		"only the two together are not. Where the commitments could all begin at once, a " +
		"simultaneous exchange dissolves the loop without dropping anything: the waits on each " +
		"other are then for the start, not for completion.",
	Example: example,
	Waits:   true,
	Run:     run,
}

// mostForeseen bounds for how many circles the effect of a remedy is worked out.
const mostForeseen = 20

func run(p *check.Pass) []check.Finding {
	var findings []check.Finding
	circles := p.Circles()
	for i := range circles {
		f := finding(p, &circles[i])
		if len(circles) <= mostForeseen {
			f.Detail += foresee(p, &circles[i])
		}
		findings = append(findings, f)
	}
	return findings
}

func finding(p *check.Pass, c *waitfor.Circle) check.Finding {
	f := check.Finding{
		Severity: check.Error,
		Subjects: ids(p, c.Subjects),
		Loop:     ids(p, c.LoopNodes),
		Summary:  summary(p, c),
		Detail:   loop(p, c),
		Where:    places(p, c),
	}
	for _, cut := range c.Cuts {
		f.Remedies = append(f.Remedies, remedy(p, cut))
	}
	if c.Join != nil {
		f.Joins = [][]string{ids(p, c.Join)}
	}
	if !c.Proven {
		f.Detail += " The waits to drop are not proven to be the fewest."
	}
	return f
}

func ids(p *check.Pass, commitments []int32) []string {
	list := make([]string, len(commitments))
	for i, c := range commitments {
		list[i] = p.Agreement.Commitments[c].ID
	}
	return list
}

func summary(p *check.Pass, c *waitfor.Circle) string {
	if len(c.Subjects) == 1 {
		return ids(p, c.Subjects)[0] + " waits for itself"
	}
	return check.Count(len(c.Subjects), "commitment") + " wait for one another"
}

// mostTold bounds how many waits of a loop are told in words.
const mostTold = 8

// loop tells the loop wait by wait.
func loop(p *check.Pass, c *waitfor.Circle) string {
	var steps []string
	for i, w := range c.Loop {
		if i == mostTold {
			steps = append(steps, fmt.Sprintf("and so on for %d more waits", len(c.Loop)-i))
			break
		}
		steps = append(steps, step(p, w)...)
	}
	return strings.Join(steps, "; ") + "."
}

// step tells one wait, and where it leads into an exchange what that means.
func step(p *check.Pass, w waitfor.Wait) []string {
	a := p.Agreement
	waiter, target := a.Commitments[w.Waiter].ID, a.Commitments[w.Target].ID
	told := waiter + " waits for " + target
	if name := a.IDOf(w.Name); name != target {
		told += " (through " + name + ")"
	}
	if w.Reading > 0 {
		told += " (reading " + a.Readings[w.Reading-1].ID + ")"
	}
	if group, grouped := p.Net().GroupOf(w.Target); grouped {
		others := slices.DeleteFunc(slices.Clone(p.Net().Groups()[group]),
			func(c int32) bool { return c == w.Target })
		if len(others) > 0 {
			return []string{told, target + " starts only together with " +
				check.List(ids(p, others))}
		}
	}
	return []string{told}
}

func places(p *check.Pass, c *waitfor.Circle) []check.Location {
	var places []agreement.Place
	for _, w := range c.Loop {
		places = append(places, w.Where)
	}
	return p.Where(places...)
}

func remedy(p *check.Pass, cut waitfor.Cut) check.Remedy {
	var r check.Remedy
	for _, d := range cut {
		r.Drop = append(r.Drop, [2]string{
			p.Agreement.Commitments[d.Waiter].ID, p.Agreement.IDOf(d.Name),
		})
	}
	return r
}

// foresee says what would happen if the first remedy were taken.
func foresee(p *check.Pass, c *waitfor.Circle) string {
	if len(c.Cuts) == 0 {
		return ""
	}
	freed := countFreed(p, c.Cuts[0])
	switch more := freed - len(c.Subjects); {
	case freed < len(c.Subjects):
		return " Freed of its loop it would still wait for what lies outside."
	case more > 0:
		return fmt.Sprintf(" Once the loop is broken, its commitments could start, and %s with "+
			"them.", check.Count(more, "other"))
	}
	return ""
}

// countFreed is how many more commitments can start once the waits are dropped.
func countFreed(p *check.Pass, cut waitfor.Cut) int {
	without := *p.Agreement
	without.Commitments = slices.Clone(p.Agreement.Commitments)
	for _, d := range cut {
		without.Commitments[d.Waiter].Drop([]agreement.Ref{d.Name})
	}
	before := len(p.Fixpoint().Stuck())
	return before - len(possible.Compile(&without).Fixpoint().Stuck())
}
