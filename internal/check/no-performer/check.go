// Package noperformer finds commitments that nobody is said to perform.
package noperformer

import (
	_ "embed"

	"lockstep/internal/check"
)

//go:embed example.hcl
var example string

// Check finds commitments without a performer.
var Check = &check.Check{
	Name:     "no-performer",
	Title:    "Nobody is named to perform a commitment",
	Severity: "warning",
	When:     "The commitment names nobody in `by`.",
	Why: "A promise in the passive voice (\"prisoners will be released\") has no debtor: when it " +
		"is late, nobody is late. Name who owes the act, even if it is a party that must still " +
		"be brought to sign.",
	Example: example,
	Run:     run,
}

func run(p *check.Pass) []check.Finding {
	var findings []check.Finding
	for i := range p.Agreement.Commitments {
		c := &p.Agreement.Commitments[i]
		if len(c.By) > 0 {
			continue
		}
		findings = append(findings, check.Finding{
			Severity: check.Warning,
			Subjects: []string{c.ID},
			Summary:  "Nobody is named to perform " + c.ID,
			Detail:   "The commitment has no `by`. Name the party or parties that owe it.",
			Where:    p.Where(c.Where),
		})
	}
	return findings
}
