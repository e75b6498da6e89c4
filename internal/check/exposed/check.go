// Package exposed finds parties that can come to stand with much given and little received.
package exposed

import (
	_ "embed"
	"slices"

	"lockstep/internal/agreement"
	"lockstep/internal/check"
	"lockstep/internal/exposure"
)

//go:embed example.hcl
var example string

// Check finds parties whose peak of exposure is over their red line or half of what they are owed.
var Check = &check.Check{
	Name:     "exposed",
	Title:    "A party can stand exposed",
	Severity: "warning",
	When: "The party's peak (the most it can have given for good, less what it has received, if " +
		"the others stop at the worst moment) is over half of all weight it is owed. A party " +
		"with a red line of its own has said itself what it cannot bear: it is exposed where the " +
		"state of its peak crosses that line, whatever the half. Only what is proven within a " +
		"budget is reported.",
	Why: "Whoever has given most of what it has before it receives anything must trust that the " +
		"others go on. Put an act of theirs before the step that lifts the peak, split the largest " +
		"step, or let both start together. `lockstep exposure` shows the state, the step and the " +
		"course.",
	Example: example,
	Waits:   true,
	Run:     run,
}

// What a check may spend on one party; lockstep exposure searches longer.
const (
	budget = 20_000_000
	scenes = 300
)

func run(p *check.Pass) []check.Finding {
	var findings []check.Finding
	lines := redlines(p.Agreement)
	options := exposure.Options{Budget: budget, Scenes: scenes}
	for _, e := range exposure.Over(p.Agreement, limits(p.Agreement, lines), options) {
		if len(lines[e.Party]) == 0 {
			findings = append(findings, overHalf(p, &e))
			continue
		}
		for _, line := range lines[e.Party] {
			if e.Crosses(p.Agreement, &p.Agreement.Redlines[line].Never) {
				findings = append(findings, overLine(p, &e, line))
			}
		}
	}
	return findings
}

// redlines are the positions of each party's red lines.
func redlines(a *agreement.Agreement) map[int][]int {
	lines := map[int][]int{}
	for i := range a.Redlines {
		for _, of := range a.Redlines[i].Of {
			if at := int(of.Index); !slices.Contains(lines[at], i) {
				lines[at] = append(lines[at], i)
			}
		}
	}
	return lines
}

// limits are half of what each party is owed, and nothing for one with a red line.
func limits(a *agreement.Agreement, lines map[int][]int) []exposure.Limit {
	owed := exposure.Owed(a)
	limits := make([]exposure.Limit, len(a.Parties))
	for p := range limits {
		limits[p] = exposure.Limit{Party: p, Weight: owed[p] / 2}
		if len(lines[p]) > 0 {
			limits[p].Weight = 0
		}
	}
	return limits
}

func overHalf(p *check.Pass, e *exposure.Exposure) check.Finding {
	f := finding(p, e)
	f.Detail = "That is more than half of the " + check.Number(e.TotalOwed) +
		" that it is owed in all. " + f.Detail
	if e.TotalOwed == 0 {
		f.Detail = "Nothing is owed to it that would count. " + finding(p, e).Detail
	}
	return f
}

func overLine(p *check.Pass, e *exposure.Exposure, line int) check.Finding {
	f, drawn := finding(p, e), &p.Agreement.Redlines[line]
	f.Subjects = append(f.Subjects, drawn.ID)
	f.Detail = "In that state its red line " + drawn.ID + " is crossed. " + f.Detail
	f.Where = append(f.Where, p.Where(drawn.Where)...)
	return f
}

func finding(p *check.Pass, e *exposure.Exposure) check.Finding {
	a := p.Agreement
	party := &a.Parties[e.Party]
	places := []agreement.Place{party.Where}
	for _, c := range e.Given[:min(len(e.Given), 12)] {
		places = append(places, a.Commitments[c].Where)
	}
	f := check.Finding{
		Severity: check.Warning,
		Subjects: []string{party.ID},
		Summary: party.ID + " can have given " + check.Number(e.Peak) +
			" more than it has received",
		Detail:   "Done by then: " + told(a, e),
		Assuming: a.IDs(e.Assuming),
		Where:    p.Where(places...),
	}
	if !e.Exact {
		f.Detail += " It may stand worse still, by up to " + check.Number(e.Upper-e.Peak) + "."
	}
	return f
}

// told is the state in words.
func told(a *agreement.Agreement, e *exposure.Exposure) string {
	words := "by it " + list(a, e.Given)
	if len(e.Received) > 0 {
		words += "; for it " + list(a, e.Received)
	}
	if len(e.Owed) > 0 {
		words += ". Still owed to it: " + list(a, e.Owed)
	}
	return words + "."
}

func list(a *agreement.Agreement, commitments []int32) string {
	ids := make([]string, len(commitments))
	for i, c := range commitments {
		ids[i] = a.Commitments[c].ID
	}
	return check.List(ids)
}
