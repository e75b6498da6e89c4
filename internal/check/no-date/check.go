// Package nodate finds firm acts that have neither a date nor a trigger.
package nodate

import (
	_ "embed"

	"lockstep/internal/agreement"
	"lockstep/internal/check"
)

//go:embed example.hcl
var example string

// Check finds firm once-commitments with no date and no trigger.
var Check = &check.Check{
	Name:     "no-date",
	Title:    "A firm act has no date and no trigger",
	Severity: "info",
	When: "A firm commitment to act once that has no starts, not-before, start-by, due or dated " +
		"schedule, waits for nothing and for no turn, belongs to no branch, and whose " +
		"simultaneous exchange, if any, has no other member with a date or a trigger.",
	Why: "Either side may place it anywhere in the order, and neither can say that it is late. " +
		"Give it a day, count it from a clock, or say after what it comes.",
	Example: example,
	Waits:   true,
	Run:     run,
}

func run(p *check.Pass) []check.Finding {
	var findings []check.Finding
	for i := range p.Agreement.Commitments {
		c := &p.Agreement.Commitments[i]
		if c.Kind != agreement.Once || c.Strength != agreement.Firm || placed(p, int32(i)) {
			continue
		}
		findings = append(findings, check.Finding{
			Severity: check.Info,
			Subjects: []string{c.ID},
			Summary:  c.ID + " has no date and no trigger",
			Detail: "It is firm, yet nothing says when: no day, no clock, nothing that it comes " +
				"after.",
			Where: p.Where(c.Where),
		})
	}
	return findings
}

// placed reports whether c, or a member of its exchange with whom it must start, has a place
// in time or order.
func placed(p *check.Pass, c int32) bool {
	group, grouped := p.Net().GroupOf(c)
	if !grouped {
		return hasPlace(p, c)
	}
	for _, member := range p.Net().Groups()[group] {
		if hasPlace(p, member) {
			return true
		}
	}
	return false
}

func hasPlace(p *check.Pass, i int32) bool {
	c := &p.Agreement.Commitments[i]
	if c.Starts != nil || c.NotBefore != nil || c.StartBy != nil || c.Due != nil {
		return true
	}
	for _, target := range c.Schedule {
		if target.At != nil {
			return true
		}
	}
	waits := false
	p.Net().Waits().EachClause(i, func(*agreement.Guard) { waits = true })
	return waits
}
