// Package unconditionalstep finds steps that wait for nothing the other side does.
package unconditionalstep

import (
	_ "embed"
	"strings"

	"lockstep/internal/agreement"
	"lockstep/internal/check"
)

//go:embed example.hcl
var example string

// Check finds commitments that wait for no act of anyone outside their performers.
var Check = &check.Check{
	Name:     "unconditional-step",
	Title:    "A step waits for no act of anyone else",
	Severity: "info; warning if it is irreversible or changes a level",
	When: "The commitment can start though nobody but its own performers acts: through all its " +
		"waits it asks for no act, decision, agreement or judgement of anyone outside its `by`.",
	Why: "It will be given whatever the others do, and cannot serve as leverage. That may be " +
		"meant; where it is irreversible or moves a level it should be meant.",
	Example: example,
	Waits:   true,
	Run:     run,
}

func run(p *check.Pass) []check.Finding {
	var findings []check.Finding
	within := p.Net().Within()
	for _, own := range ownWorlds(p.Agreement) {
		within.Solve(own.acts, own.allowed)
		for _, c := range own.subjects {
			if within.Starts(c) {
				findings = append(findings, finding(p, c))
			}
		}
	}
	return findings
}

func finding(p *check.Pass, i int32) check.Finding {
	c := &p.Agreement.Commitments[i]
	f := check.Finding{
		Severity: check.Info,
		Subjects: []string{c.ID},
		Summary:  c.ID + " waits for no act of anyone else",
		Assuming: assuming(p, i),
		Where:    p.Where(c.Where),
	}
	f.Detail = waited(p, i)
	if effects := effects(p, c); len(effects) > 0 {
		f.Severity = check.Warning
		f.Detail += " It " + strings.Join(effects, " and ") + "."
	}
	return f
}

// effects are what makes the step grave.
func effects(p *check.Pass, c *agreement.Commitment) []string {
	var effects []string
	if c.Irreversible() {
		effects = append(effects, "cannot be reversed")
	}
	var levels []string
	for _, level := range c.ChangedLevels() {
		levels = append(levels, p.Agreement.IDOf(level))
	}
	if len(levels) > 0 {
		effects = append(effects, "changes "+check.List(levels))
	}
	return effects
}

// waited says what the step does wait for.
func waited(p *check.Pass, i int32) string {
	var names []string
	seen := map[agreement.Ref]bool{}
	p.Net().Waits().EachClause(i, func(g *agreement.Guard) {
		g.EachAtom(func(atom *agreement.Guard) {
			if !seen[atom.Of] {
				seen[atom.Of] = true
				names = append(names, p.Agreement.IDOf(atom.Of))
			}
		})
	})
	if len(names) == 0 {
		return "It waits for no act at all."
	}
	return "It waits only for " + check.List(names) +
		", which takes no act of anyone but its own performers."
}

// assuming are the clocks, conditions, decisions and issues that the step itself waits for.
func assuming(p *check.Pass, i int32) []string {
	var ids []string
	p.Net().Waits().EachClause(i, func(g *agreement.Guard) {
		g.EachAtom(func(atom *agreement.Guard) {
			switch atom.Of.Kind {
			case agreement.KindClock:
				if p.Agreement.Clocks[atom.Of.Index].At != nil {
					return
				}
			case agreement.KindCondition, agreement.KindDecision, agreement.KindIssue:
			default:
				return
			}
			ids = append(ids, p.Agreement.IDOf(atom.Of))
		})
	})
	return ids
}
