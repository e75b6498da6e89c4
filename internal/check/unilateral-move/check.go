// Package unilateralmove finds what a decision governs and can change before it is taken.
package unilateralmove

import (
	_ "embed"
	"slices"

	"lockstep/internal/agreement"
	"lockstep/internal/check"
	"lockstep/internal/redline"
)

//go:embed example.hcl
var example string

// Check finds governed levels and commitments that can change before their decision.
var Check = &check.Check{
	Name:     "unilateral-move",
	Title:    "What a decision governs can change before it is taken",
	Severity: "error; info where it is not decided",
	When: "A decision `governs` a commitment that can start, or a level that a commitment can " +
		"change, while the decision has not been taken.",
	Why: "A body is to decide, and the order lets somebody go ahead before it has. Let the " +
		"commitment wait for the decision, or say that the decision does not govern it.",
	Example: example,
	Waits:   true,
	Gathers: true,
	Run:     run,
}

func run(p *check.Pass) []check.Finding {
	var findings []check.Finding
	for i := range p.Agreement.Decisions {
		decision := agreement.DecisionRef(i)
		if len(p.Agreement.Decisions[i].Governs) == 0 {
			continue
		}
		without := p.Net().Without([]agreement.Guard{agreement.Taken(decision)})
		for _, governed := range p.Agreement.Decisions[i].Governs {
			m := matter{Pass: p, decision: decision, governed: governed}
			for _, move := range moving(p.Agreement, governed) {
				if without.Satisfied(&move, nil) {
					m.ask(move)
				}
			}
			findings = append(findings, m.findings()...)
		}
	}
	return findings
}

// moving are the events by which what is governed changes: the start of a commitment; for a
// level, that a commitment which changes it is done or, where it is continuing, has started.
func moving(a *agreement.Agreement, governed agreement.Ref) []agreement.Guard {
	if governed.Kind == agreement.KindCommitment {
		return []agreement.Guard{agreement.Started(governed)}
	}
	var events []agreement.Guard
	for i := range a.Commitments {
		c := &a.Commitments[i]
		switch by := agreement.CommitmentRef(i); {
		case !slices.Contains(c.ChangedLevels(), governed):
		case c.IsContinuing():
			events = append(events, agreement.Started(by))
		default:
			events = append(events, agreement.Done(by))
		}
	}
	return events
}

// A matter is one thing that one decision governs, with what was found about it.
type matter struct {
	*check.Pass
	decision, governed agreement.Ref
	movers, undecided  []string
	places             []agreement.Place
	story              redline.Answer
	why                string
}

// ask finds out whether the event can come before the decision.
func (m *matter) ask(event agreement.Guard) {
	before := agreement.All(event, agreement.Not(agreement.Taken(m.decision)))
	answer := redline.Question{Agreement: m.Agreement, Net: m.Net()}.Ask(&before)
	switch mover := m.Agreement.IDOf(event.Of); answer.Verdict {
	case redline.Reached:
		if len(m.movers) == 0 || len(answer.Story) < len(m.story.Story) {
			m.story = answer
		}
		m.movers = append(m.movers, mover)
		m.places = append(m.places, m.Agreement.WhereIs(event.Of))
	case redline.Undecided:
		m.undecided, m.why = append(m.undecided, mover), answer.Why
	}
}

// findings are what was found: nothing, or one finding.
func (m *matter) findings() []check.Finding {
	a := m.Agreement
	body, what := a.IDOf(m.decision), a.IDOf(m.governed)
	if len(m.movers)+len(m.undecided) == 0 {
		return nil
	}
	f := check.Finding{
		Subjects: append([]string{body, what}, m.movers...),
		Where:    m.Where(append([]agreement.Place{a.WhereIs(m.decision)}, m.places...)...),
	}
	change := " can change before "
	if m.governed.Kind == agreement.KindCommitment {
		change = " can start before "
	}
	if len(m.movers) == 0 {
		f.Severity = check.Info
		f.Subjects = append(f.Subjects, m.undecided...)
		f.Summary = "whether " + what + change + body + " is taken is not decided"
		f.Detail = "The search ended before it was certain for " + check.List(m.undecided) + ": " +
			m.why + "."
		return []check.Finding{f}
	}
	f.Summary = what + change + body + " is taken"
	f.Detail = check.List(m.movers) + " can go ahead without it. Let " + check.List(m.movers) +
		" wait for " + body + "."
	f.Tell(a, m.story.Story)
	return []check.Finding{f}
}
