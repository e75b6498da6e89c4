// Package redline finds red lines that the agreement can cross.
package redline

import (
	_ "embed"

	"lockstep/internal/agreement"
	"lockstep/internal/check"
	"lockstep/internal/redline"
)

//go:embed example.hcl
var example string

// Check finds red lines that can be crossed.
var Check = &check.Check{
	Name:     "red-line",
	Title:    "A red line can be crossed",
	Severity: "error; info where it is not decided",
	When: "A state in which the `never` of a red line holds can be reached: anybody may stop at " +
		"any moment and leave undone whatever is left, powers may be used, and nobody breaches " +
		"unless the text or the red line speaks of it. Where the search ends before it is " +
		"certain, that is reported as info.",
	Why: "The text does not rule out what somebody said must never come about; the story shows " +
		"by which steps it does, the fewest there are unless it says otherwise. Let one of the " +
		"steps wait for what is missing, or put both into one exchange.",
	Example: example,
	Waits:   true,
	Run:     run,
}

func run(p *check.Pass) []check.Finding {
	var findings []check.Finding
	for i := range p.Agreement.Redlines {
		line := &p.Agreement.Redlines[i]
		question := redline.Question{Agreement: p.Agreement, Net: p.Net()}
		switch answer := question.Ask(&line.Never); answer.Verdict {
		case redline.Reached:
			findings = append(findings, crossed(p, line, answer))
		case redline.Undecided:
			findings = append(findings, undecided(p, line, answer.Why))
		}
	}
	return findings
}

func crossed(p *check.Pass, line *agreement.Redline, answer redline.Answer) check.Finding {
	f := finding(p, line)
	f.Summary = "the red line " + line.ID + of(p, line) + " can be crossed"
	f.Tell(p.Agreement, answer.Story)
	switch {
	case len(f.Story) == 0:
		f.Detail = "It is crossed as long as nothing has happened."
	case answer.Shortest, len(f.Story) == 1: // none at all would have been found
		f.Detail = "It takes " + check.Count(len(f.Story), "step") + "; after them everybody may stop."
	default:
		f.Detail = "These " + check.Count(len(f.Story), "step") + " are enough; that no fewer are " +
			"is not proven. After them everybody may stop."
	}
	return f
}

func undecided(p *check.Pass, line *agreement.Redline, why string) check.Finding {
	f := finding(p, line)
	f.Severity = check.Info
	f.Summary = "whether the red line " + line.ID + of(p, line) + " can be crossed is not decided"
	f.Detail = "The search ended before it was certain: " + why + "."
	return f
}

func of(p *check.Pass, line *agreement.Redline) string {
	if len(line.Of) == 0 {
		return ""
	}
	return " of " + p.PartyNames(line.Of)
}

// finding is about the red line and all that it names.
func finding(p *check.Pass, line *agreement.Redline) check.Finding {
	f := check.Finding{
		Severity: check.Error,
		Subjects: []string{line.ID},
		Where:    p.Where(line.Where),
	}
	for _, r := range named(&line.Never) {
		f.Subjects = append(f.Subjects, p.Agreement.IDOf(r))
	}
	return f
}

// named are the things that g names.
func named(g *agreement.Guard) []agreement.Ref {
	var things []agreement.Ref
	for i := range g.Args {
		things = append(things, named(&g.Args[i])...)
	}
	switch g.Op {
	case agreement.OpAtom, agreement.OpReached:
		g.EachAtom(func(atom *agreement.Guard) { things = append(things, atom.Of) })
	case agreement.OpCompare:
		for _, side := range []agreement.Operand{g.Compare.Left, g.Compare.Right} {
			if !side.Level.IsZero() {
				things = append(things, side.Level)
			}
		}
	}
	return things
}
