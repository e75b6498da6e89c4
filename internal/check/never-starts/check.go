// Package neverstarts finds commitments that can never start because of what they wait for.
package neverstarts

import (
	_ "embed"

	"lockstep/internal/agreement"
	"lockstep/internal/check"
	"lockstep/internal/waitfor"
)

//go:embed example.hcl
var example string

// Check finds commitments that can never start and are in no circular wait themselves.
var Check = &check.Check{
	Name:     "never-starts",
	Title:    "A commitment can never start",
	Severity: "error",
	When: "A commitment that cannot start even when everybody cooperates and that is not itself " +
		"part of a circular wait.",
	Why: "Mostly it hangs on a circular wait further up: freeing that loop frees it too, unless " +
		"its own clause asks for something else as well. Otherwise it asks for what is never so " +
		"at once (something and its contrary, an `unless` that names what `after` names), or it " +
		"needs both outcomes of a branch, of which only one comes about. A clock that has not " +
		"started, a condition nobody controls or an absent party is no cause: in the analysis " +
		"each of them may act.",
	Example: example,
	Waits:   true,
	Run:     run,
}

func run(p *check.Pass) []check.Finding {
	circle := circleOf(p)
	waits := p.Graph().Waits()
	var findings []check.Finding
	for _, c := range p.Graph().Stuck() {
		for len(waits) > 0 && waits[0].Waiter < c {
			waits = waits[1:]
		}
		n := 0
		for n < len(waits) && waits[n].Waiter == c {
			n++
		}
		if _, inside := circle[c]; !inside {
			findings = append(findings, finding(p, c, waits[:n]))
		}
		waits = waits[n:]
	}
	return findings
}

// circleOf says of each commitment in a circle which circle it is.
func circleOf(p *check.Pass) map[int32]int {
	circle := map[int32]int{}
	circles := p.Circles()
	for i := range circles {
		for _, c := range circles[i].Subjects {
			circle[c] = i
		}
	}
	return circle
}

func finding(p *check.Pass, c int32, waits []waitfor.Wait) check.Finding {
	commitment := &p.Agreement.Commitments[c]
	places := []agreement.Place{commitment.Where}
	var names []string
	for _, w := range waits {
		name := p.Agreement.Commitments[w.Target].ID
		if len(names) == 0 || names[len(names)-1] != name {
			names = append(names, name)
		}
		places = append(places, w.Where)
	}
	return check.Finding{
		Severity: check.Error,
		Subjects: []string{commitment.ID},
		Summary:  commitment.ID + " can never start",
		Detail:   detail(p, c, names),
		Where:    p.Where(places[:min(len(places), 8)]...),
	}
}

// detail says what it waits for, what it would need that is never so at once, or which member of
// its exchange cannot start.
func detail(p *check.Pass, c int32, names []string) string {
	if why, excluded := p.Net().Excluded(c); excluded {
		return excludedBy(p, c, &why)
	}
	if len(names) > 0 {
		return "It waits for " + check.List(names) + ", which can never happen."
	}
	return "It starts only together with " + check.List(others(p, c)) +
		", and one of them waits for something that can never happen."
}

// others are the ids of those that start only together with c.
func others(p *check.Pass, c int32) []string {
	group, grouped := p.Net().GroupOf(c)
	if !grouped {
		return nil
	}
	var ids []string
	for _, member := range p.Net().Groups()[group] {
		if member != c {
			ids = append(ids, p.Agreement.Commitments[member].ID)
		}
	}
	return ids
}
