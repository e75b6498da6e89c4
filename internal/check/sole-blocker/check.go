// Package soleblocker finds actors who can alone stop what others owe.
package soleblocker

import (
	_ "embed"

	"lockstep/internal/agreement"
	"lockstep/internal/blockers"
	"lockstep/internal/check"
)

//go:embed example.hcl
var example string

// Check finds actors who can alone stop commitments that they do not perform.
var Check = &check.Check{
	Name:     "sole-blocker",
	Title:    "One actor alone can stop what others owe",
	Severity: "warning; info if the actor is a signatory at the table",
	When: "An actor's refusal alone (to perform, decide, judge, negotiate or let a condition hold) " +
		"keeps a commitment from ever being done or in force, and the actor is not among its " +
		"performers. One finding for each actor names all such commitments.",
	Why: "However willing everyone else is, it takes one word of this actor. That may be meant; " +
		"where it has signed nothing or does not sit at the table, nobody can hold it to " +
		"anything. Bring it in, or let the others go on without it: another judge, a rule that " +
		"one member cannot block, an order in which its act does not come first.",
	Example: example,
	Waits:   true,
	Gathers: true,
	Run:     run,
}

func run(p *check.Pass) []check.Finding {
	var findings []check.Finding
	for _, hold := range blockers.Alone(p.Agreement, p.Net()) {
		findings = append(findings, finding(p, &hold))
	}
	return findings
}

// mostPlaces bounds how many of the commitments are shown in the files.
const mostPlaces = 8

func finding(p *check.Pass, hold *blockers.Hold) check.Finding {
	a := p.Agreement
	party := &a.Parties[hold.Actor.Index]
	stopped := make([]string, len(hold.Commitments))
	places := []agreement.Place{party.Where}
	for i, c := range hold.Commitments {
		stopped[i] = a.Commitments[c].ID
		places = append(places, a.Commitments[c].Where)
	}
	f := check.Finding{
		Severity: check.Info,
		Subjects: append([]string{party.ID}, stopped...),
		Summary: a.NameOf(hold.Actor) + " can alone stop " +
			check.Count(len(stopped), "commitment") + " of others",
		Where: p.Where(places[:min(len(places), mostPlaces)]...),
	}
	f.Detail = "By refusing it keeps " + check.List(stopped) + " from happening"
	if len(hold.Through) > 0 {
		f.Detail += ", through " + check.List(a.IDs(hold.Through))
	}
	f.Detail += "."
	if away := away(party); away != "" {
		f.Severity = check.Warning
		f.Summary = a.NameOf(hold.Actor) + " " + away + " and can alone stop " +
			check.Count(len(stopped), "commitment") + " of others"
	}
	return f
}

// away says why the party is not held to anything, if it is not.
func away(party *agreement.Party) string {
	switch {
	case party.Role != agreement.RoleSignatory:
		return "is no signatory"
	case !party.AtTable:
		return "is not at the table"
	}
	return ""
}
