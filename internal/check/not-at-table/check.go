// Package notattable finds commitments owed by somebody who did not agree to them.
package notattable

import (
	_ "embed"
	"strings"

	"lockstep/internal/agreement"
	"lockstep/internal/check"
)

//go:embed example.hcl
var example string

// Check finds performers that are absent, did not sign or are not at the table.
var Check = &check.Check{
	Name:     "not-at-table",
	Title:    "A performer is not at the table",
	Severity: "warning",
	When:     "A performer of the commitment is absent, is not a signatory, or is not at the table.",
	Why: "Nobody is bound by a promise that others made for them. The commitment needs a paper " +
		"that its performer signs, or a commitment by a signatory to bring it about.",
	Example: example,
	Run:     run,
}

func run(p *check.Pass) []check.Finding {
	var findings []check.Finding
	for i := range p.Agreement.Commitments {
		c := &p.Agreement.Commitments[i]
		if away := missing(p.Agreement, c); len(away) > 0 {
			findings = append(findings, finding(p, c, away))
		}
	}
	return findings
}

func missing(a *agreement.Agreement, c *agreement.Commitment) []agreement.Ref {
	var away []agreement.Ref
	for _, by := range c.By {
		party := &a.Parties[by.Index]
		if party.Role != agreement.RoleSignatory || !party.AtTable {
			away = append(away, by)
		}
	}
	return away
}

func finding(p *check.Pass, c *agreement.Commitment, away []agreement.Ref) check.Finding {
	f := check.Finding{
		Severity: check.Warning,
		Subjects: append([]string{c.ID}, p.Agreement.IDs(away)...),
		Summary:  c.ID + owed(c) + check.List(named(p.Agreement, away)),
	}
	places := []agreement.Place{c.Where}
	for _, by := range away {
		party := &p.Agreement.Parties[by.Index]
		f.Detail += p.Agreement.NameOf(by) + " " + reason(party, c.Instrument) + ". "
		places = append(places, party.Where)
	}
	f.Detail = strings.TrimSpace(f.Detail)
	f.Where = p.Where(places...)
	return f
}

func owed(c *agreement.Commitment) string {
	if c.Instrument != "" {
		return " is owed, in another instrument, by "
	}
	return " is owed by "
}

// named are the parties by id, each with what it lacks.
func named(a *agreement.Agreement, away []agreement.Ref) []string {
	names := make([]string, len(away))
	for i, by := range away {
		lacks := " (not at the table)"
		if a.Parties[by.Index].Role != agreement.RoleSignatory {
			lacks = " (no signatory)"
		}
		names[i] = a.IDOf(by) + lacks
	}
	return names
}

// reason is why the party is not bound here. Another instrument may have been signed by others, of
// which the roles, which are those of this agreement, say nothing.
func reason(party *agreement.Party, instrument string) string {
	switch {
	case instrument != "":
		return "is " + marked(party) + " in this agreement; the commitment stands in " + instrument +
			", and whether that binds it is not said here"
	case party.Role == agreement.RoleAbsent:
		return "is marked absent: it must act and is no signatory"
	case party.Role != agreement.RoleSignatory:
		return "is a " + agreement.RoleNames[party.Role] + " and no signatory"
	}
	return "is not at the table where this is agreed"
}

// marked is what the party is in this agreement.
func marked(party *agreement.Party) string {
	switch {
	case party.Role == agreement.RoleAbsent:
		return "marked absent"
	case party.Role != agreement.RoleSignatory:
		return "a " + agreement.RoleNames[party.Role]
	}
	return "not at the table"
}
