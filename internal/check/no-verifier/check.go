// Package noverifier finds commitments that nobody verifies.
package noverifier

import (
	_ "embed"

	"lockstep/internal/check"
)

//go:embed example.hcl
var example string

// Check finds commitments without a verifier.
var Check = &check.Check{
	Name:     "no-verifier",
	Title:    "Nobody verifies a commitment",
	Severity: "info; warning where `verify = []` is stated",
	When:     "The commitment names nobody in `verify`.",
	Why: "Without a verifier there are only claims. Verification is not monitoring: it ends in a " +
		"finding by a named party. An empty list says that the drafters meant it so, which is " +
		"worth a second look.",
	Example: example,
	Run:     run,
}

func run(p *check.Pass) []check.Finding {
	var findings []check.Finding
	for i := range p.Agreement.Commitments {
		c := &p.Agreement.Commitments[i]
		if len(c.Verify) > 0 {
			continue
		}
		f := check.Finding{
			Severity: check.Info,
			Subjects: []string{c.ID},
			Summary:  "Nobody verifies " + c.ID,
			Detail:   "The commitment names no verifier.",
			Where:    p.Where(c.Where),
		}
		if c.VerifyStated {
			f.Severity = check.Warning
			f.Detail = "The text says so itself: `verify = []`."
		}
		findings = append(findings, f)
	}
	return findings
}
