// Package bracketed finds text that is not agreed yet.
package bracketed

import (
	_ "embed"
	"strings"

	"lockstep/internal/agreement"
	"lockstep/internal/check"
)

//go:embed example.hcl
var example string

// Check finds issues whose text stands in brackets.
var Check = &check.Check{
	Name:     "bracketed",
	Title:    "Text is not agreed yet",
	Severity: "info",
	When:     "An issue is marked `bracketed`.",
	Why: "Square brackets are the drafters' sign for wording that nobody has agreed to. The " +
		"commitments under the issue may change or fall away with it.",
	Example: example,
	Run:     run,
}

func run(p *check.Pass) []check.Finding {
	var findings []check.Finding
	for i := range p.Agreement.Issues {
		issue := &p.Agreement.Issues[i]
		if !issue.Bracketed {
			continue
		}
		findings = append(findings, check.Finding{
			Severity: check.Info,
			Subjects: append([]string{issue.ID}, p.Agreement.IDs(issue.Commitments)...),
			Summary:  "The text on " + issue.ID + " is not agreed",
			Detail:   detail(p, issue),
			Where:    p.Where(issue.Where),
		})
	}
	return findings
}

func detail(p *check.Pass, issue *agreement.Issue) string {
	told := "It stands in brackets"
	if len(issue.Brackets) > 0 {
		told += ": [" + strings.Join(issue.Brackets, "] [") + "]"
	}
	if len(issue.Commitments) > 0 {
		told += ". It carries " + check.List(p.Agreement.IDs(issue.Commitments))
	}
	return told + "."
}
