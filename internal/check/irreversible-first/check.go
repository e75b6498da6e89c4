// Package irreversiblefirst finds steps that cannot be taken back and can be done before anything
// is given for them.
package irreversiblefirst

import (
	_ "embed"
	"slices"

	"lockstep/internal/agreement"
	"lockstep/internal/check"
	"lockstep/internal/redline"
)

//go:embed example.hcl
var example string

// Check finds irreversible commitments that can be done with nothing received for them.
var Check = &check.Check{
	Name:     "irreversible-first",
	Title:    "An irreversible step can be done with nothing received for it",
	Severity: "warning; info where it is not decided",
	When: "A commitment stated to be irreversible (`reversible = false`) can be done while of the " +
		"commitments given for it, which are those that its own `for` names and those whose " +
		"`for` names it, none is done or in force. Where nothing is given for it, there is " +
		"nothing to report. Steps that are given for nothing but each other are told of together.",
	Why: "If the others stop there, it cannot be taken back and nothing was received. Let it wait " +
		"for part of what is given for it, or divide it into steps that are given in turn.",
	Example: example,
	Waits:   true,
	Run:     run,
}

func run(p *check.Pass) []check.Finding {
	a := p.Agreement
	inReturn := returns(a)
	var findings []check.Finding
	for i := range a.Commitments {
		step := agreement.CommitmentRef(i)
		if !a.Commitments[i].Irreversible() || a.Commitments[i].IsContinuing() ||
			len(inReturn[step]) == 0 {
			continue
		}
		first := []agreement.Guard{agreement.Done(step)}
		for _, r := range inReturn[step] {
			first = append(first, agreement.Not(agreement.Happened(r)))
		}
		never := agreement.All(first...)
		answer := redline.Question{Agreement: a, Net: p.Net()}.Ask(&never)
		if answer.Verdict != redline.Never {
			findings = add(findings, finding(p, step, inReturn[step], answer))
		}
	}
	return findings
}

// add tells of two steps that are given for each other in one finding, since both are about the
// same commitments.
func add(findings []check.Finding, f check.Finding) []check.Finding {
	for i := range findings {
		if other := &findings[i]; other.Severity == f.Severity && sameNames(other, &f) {
			other.Detail += " And " + f.Summary + "."
			return findings
		}
	}
	return append(findings, f)
}

func sameNames(f, g *check.Finding) bool {
	return len(f.Subjects) == len(g.Subjects) && !slices.ContainsFunc(f.Subjects,
		func(name string) bool { return !slices.Contains(g.Subjects, name) })
}

// returns are, for each irreversible commitment, those that are given for it, in order.
func returns(a *agreement.Agreement) map[agreement.Ref][]agreement.Ref {
	given := map[agreement.Ref][]agreement.Ref{}
	note := func(step, other agreement.Ref) {
		if step != other && a.Commitments[step.Index].Irreversible() &&
			!slices.Contains(given[step], other) {
			given[step] = append(given[step], other)
		}
	}
	for i := range a.Commitments {
		for _, other := range a.Commitments[i].For {
			note(agreement.CommitmentRef(i), other)
			note(other, agreement.CommitmentRef(i))
		}
	}
	for step := range given {
		slices.SortFunc(given[step], agreement.Ref.Compare)
	}
	return given
}

func finding(
	p *check.Pass, step agreement.Ref, returns []agreement.Ref, answer redline.Answer,
) check.Finding {
	id, given := p.Agreement.IDOf(step), p.Agreement.IDs(returns)
	places := []agreement.Place{p.Agreement.WhereIs(step)}
	for _, r := range returns {
		places = append(places, p.Agreement.WhereIs(r))
	}
	f := check.Finding{
		Severity: check.Warning,
		Subjects: append([]string{id}, given...),
		Summary:  id + " cannot be taken back and can be done with nothing received for it",
		Detail: "While it is done, nothing need have come of what is given for it: " +
			check.List(given) + ".",
		Where: p.Where(places...),
	}
	f.Tell(p.Agreement, answer.Story)
	if answer.Verdict == redline.Undecided {
		f.Severity = check.Info
		f.Summary = "whether " + id + " can be done with nothing received for it is not decided"
		f.Detail = "It cannot be taken back. The search ended before it was certain: " +
			answer.Why + "."
	}
	return f
}
