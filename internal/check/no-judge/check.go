// Package nojudge finds conditions, and conduct made a condition, that nobody is to judge.
package nojudge

import (
	_ "embed"
	"slices"

	"lockstep/internal/agreement"
	"lockstep/internal/check"
)

//go:embed example.hcl
var example string

// Check finds conditions without a judge.
var Check = &check.Check{
	Name:     "no-judge",
	Title:    "Nobody is named to judge a condition",
	Severity: "warning",
	When: "A condition has no judge, or a `provided` or `while` hangs on conduct (a continuing " +
		"commitment, also as a member of an exchange, or one kept or breached) whose commitment " +
		"names no benchmark with a judge.",
	Why: "\"Provided the other side keeps its word\" makes each side the judge of the other. Name " +
		"who says whether the condition holds, by which indicator, and what happens while " +
		"judges disagree.",
	Example: example,
	Waits:   true,
	Run:     run,
}

func run(p *check.Pass) []check.Finding {
	var findings []check.Finding
	for i := range p.Agreement.Conditions {
		if c := &p.Agreement.Conditions[i]; len(c.Judges) == 0 {
			findings = append(findings, check.Finding{
				Severity: check.Warning,
				Subjects: []string{c.ID},
				Summary:  "Nobody is named to judge " + c.ID,
				Detail:   "The condition has no `judge`; each side may find as it likes.",
				Where:    p.Where(c.Where),
			})
		}
	}
	for i := range p.Agreement.Commitments {
		findings = append(findings, conduct(p, &p.Agreement.Commitments[i])...)
	}
	return findings
}

// conduct reports the conduct that c's permission hangs on and nobody judges.
func conduct(p *check.Pass, c *agreement.Commitment) []check.Finding {
	var on []agreement.Ref
	places := []agreement.Place{c.Where}
	note := func(atom *agreement.Guard) {
		if unjudged(p.Agreement, atom) && !slices.Contains(on, atom.Of) {
			on = append(on, atom.Of)
			places = append(places, atom.Where)
		}
	}
	visit := func(atom *agreement.Guard) {
		if atom.Of.Kind != agreement.KindExchange {
			note(atom)
			return
		}
		for _, m := range p.Agreement.Exchanges[atom.Of.Index].Members() {
			note(&agreement.Guard{Op: agreement.OpAtom, Of: m, Where: atom.Where})
		}
	}
	c.Provided.EachAtom(visit)
	c.While.EachAtom(visit)
	if len(on) == 0 {
		return nil
	}
	slices.SortFunc(on, agreement.Ref.Compare)
	names := p.Agreement.IDs(on)
	return []check.Finding{{
		Severity: check.Warning,
		Subjects: append([]string{c.ID}, names...),
		Summary:  "Nobody is named to judge the conduct that " + c.ID + " hangs on",
		Detail: "It hangs on " + check.List(names) + " being kept, and no judge " +
			"is named to say so. Put a condition with a `judge` in its place, or give the " +
			"conduct a `benchmark`.",
		Where: p.Where(places...),
	}}
}

// unjudged reports whether the atom is about conduct for which no judge is named.
func unjudged(a *agreement.Agreement, atom *agreement.Guard) bool {
	if atom.Of.Kind != agreement.KindCommitment {
		return false
	}
	c := &a.Commitments[atom.Of.Index]
	switch atom.Verb {
	case agreement.VerbKept, agreement.VerbBreached:
	case agreement.VerbHappened:
		if !c.IsContinuing() {
			return false
		}
	default:
		return false
	}
	return !slices.ContainsFunc(c.Benchmarks, func(r agreement.Ref) bool {
		return len(a.Conditions[r.Index].Judges) > 0
	})
}
