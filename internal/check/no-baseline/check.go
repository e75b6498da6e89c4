// Package nobaseline finds levels that change from nobody knows what.
package nobaseline

import (
	_ "embed"

	"lockstep/internal/agreement"
	"lockstep/internal/check"
)

//go:embed example.hcl
var example string

// Check finds levels that a commitment changes and that have no baseline.
var Check = &check.Check{
	Name:     "no-baseline",
	Title:    "A level changes with no baseline",
	Severity: "info",
	When: "A commitment changes a level, in `changes` or `schedule`, and neither the level, nor " +
		"all its parts, nor the level it is a share of, nor the commitment has a baseline.",
	Why: "A cut by half, or to a number, is only as good as the figure it starts from. Say how " +
		"many there are now, counted how.",
	Example: example,
	Run:     run,
}

func run(p *check.Pass) []check.Finding {
	changed := make([][]int32, len(p.Agreement.Levels))
	for i := range p.Agreement.Commitments {
		c := &p.Agreement.Commitments[i]
		if c.Baseline == nil {
			for _, level := range c.ChangedLevels() {
				changed[level.Index] = append(changed[level.Index], int32(i))
			}
		}
	}
	var findings []check.Finding
	for level, by := range changed {
		if len(by) > 0 && !hasBaseline(p.Agreement, int32(level), 0) {
			findings = append(findings, finding(p, level, by))
		}
	}
	return findings
}

// hasBaseline looks at the level, at all of its parts, and at what it is a share of. A chain of
// parts longer than there are levels goes in a circle and gives no baseline.
func hasBaseline(a *agreement.Agreement, level int32, depth int) bool {
	l := &a.Levels[level]
	if l.Baseline != nil {
		return true
	}
	if depth > len(a.Levels) {
		return false
	}
	for _, share := range l.ShareOf {
		if hasBaseline(a, share.Level.Index, depth+1) {
			return true
		}
	}
	for _, part := range l.Parts {
		if !hasBaseline(a, part.Index, depth+1) {
			return false
		}
	}
	return len(l.Parts) > 0
}

func finding(p *check.Pass, level int, by []int32) check.Finding {
	l := &p.Agreement.Levels[level]
	places := []agreement.Place{l.Where}
	var names []string
	for _, c := range by {
		names = append(names, p.Agreement.Commitments[c].ID)
		places = append(places, p.Agreement.Commitments[c].Where)
	}
	return check.Finding{
		Severity: check.Info,
		Subjects: append([]string{l.ID}, names...),
		Summary:  l.ID + " changes with no baseline",
		Detail:   "It is changed by " + check.List(names) + ", and no figure says from what.",
		Where:    p.Where(places...),
	}
}
