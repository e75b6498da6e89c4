// Package neverends finds agreements that can stay open for ever.
package neverends

import (
	_ "embed"

	"lockstep/internal/agreement"
	"lockstep/internal/check"
	"lockstep/internal/lasting"
)

//go:embed example.hcl
var example string

// Check finds commitments that can stay open for ever.
var Check = &check.Check{
	Name:     "never-ends",
	Title:    "It can stay open for ever",
	Severity: "error; info where it is not decided",
	When: "A state can be reached, after something was suspended or found to be breached, from " +
		"which no end can be reached any more, whatever anybody does. An end is a state in which " +
		"every once-commitment is done or void, and every continuing one void, past its `until`, " +
		"or, where it has no `until`, in force and not suspended. What starts only after something " +
		"has gone wrong owes nothing before it is called for. Each independent part of the " +
		"agreement is looked at for itself, dates are left out, and where the search ends before " +
		"it is certain, that is reported as info.",
	Why: "The parties are held to something that nobody can perform, resume or end: a delivery " +
		"that stays suspended because the payment that would free it has expired, or a promise " +
		"that waits for one that was terminated. Let a power resume or terminate it in every such " +
		"case, void it with an `unless`, or let what it waits for be replaced with `any(…)`.",
	Example: example,
	Waits:   true,
	Run:     run,
}

func run(p *check.Pass) []check.Finding {
	answer := lasting.Question{Agreement: p.Agreement}.Ask()
	var findings []check.Finding
	for i := range answer.Ways {
		findings = append(findings, open(p, &answer.Ways[i]))
	}
	for i := range answer.Undecided {
		findings = append(findings, undecided(p, &answer.Undecided[i]))
	}
	return findings
}

func open(p *check.Pass, way *lasting.Way) check.Finding {
	f := finding(p, way.Open)
	f.Tell(p.Agreement, way.Story)
	ids := check.List(f.Subjects)
	f.Summary = ids + " can stay open for ever"
	f.Detail = "After " + check.Count(len(f.Story), "step") + " " + ids
	switch {
	case way.Together:
		f.Summary = ids + " can come to a state in which not all of them can be closed"
		f.Detail += " are open, and whatever anybody does, never all of them closed at once."
	case len(way.Open) == 1:
		f.Detail += " is open, and whatever anybody does, it is never done, void or over."
	default:
		f.Detail += " are open, and whatever anybody does, none of them is ever done, void or over."
	}
	for _, c := range way.Lapsed {
		id := p.Agreement.Commitments[c].ID
		f.Detail += " On the way " + id + " is suspended: its while does not hold."
	}
	return f
}

func undecided(p *check.Pass, open *lasting.Undecided) check.Finding {
	f := finding(p, open.Commitments)
	f.Severity = check.Info
	f.Summary = "whether " + check.List(f.Subjects) + " can stay open for ever is not decided"
	f.Detail = "Not decided within the budget: " + open.Why + "."
	return f
}

// finding is about these commitments.
func finding(p *check.Pass, commitments []int32) check.Finding {
	f := check.Finding{Severity: check.Error}
	var places []agreement.Place
	for _, c := range commitments {
		f.Subjects = append(f.Subjects, p.Agreement.Commitments[c].ID)
		places = append(places, p.Agreement.Commitments[c].Where)
	}
	f.Where = p.Where(places...)
	return f
}
