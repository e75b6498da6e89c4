// Package unconditionalstep finds steps that wait for nothing the other side does.
package unconditionalstep

import (
	_ "embed"
	"slices"
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
		"waits it asks for no act, decision, agreement or judgement of anyone outside its `by`, " +
		"nor for a figure that a level reaches only by their acts. Irreversible is what is stated " +
		"to be lost for good in full.",
	Why: "It will be given whatever the others do, and cannot serve as leverage. That may be " +
		"meant; where it is irreversible or moves a level it should be meant.",
	Example: example,
	Waits:   true,
	Run:     run,
}

func run(p *check.Pass) []check.Finding {
	var findings []check.Finding
	within := p.Net().Within()
	assumed := newAssumption(p)
	for _, own := range ownWorlds(p.Agreement, p.Net().Waits()) {
		within.Solve(own.acts, own.allowed)
		for _, c := range own.subjects {
			if within.Starts(c) {
				f := finding(p, c)
				f.Assuming = slices.Clone(assumed.of(c))
				findings = append(findings, f)
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

// waited says what the step does wait for, and what must not come about for it to start, as where
// it stands in the else of a branch.
func waited(p *check.Pass, i int32) string {
	var names, lacking []string
	clauses := false
	p.Net().Waits().EachClause(i, func(g *agreement.Guard) {
		clauses = true
		eachAtom(g, false, func(atom *agreement.Guard, denied bool) {
			list := &names
			if denied {
				list = &lacking
			}
			if id := p.Agreement.IDOf(atom.Of); !slices.Contains(*list, id) {
				*list = append(*list, id)
			}
		})
	})
	told := "What it waits for can come about without an act of anyone else."
	switch {
	case !clauses:
		return "It waits for no act at all."
	case len(names) > 0:
		told = "What it waits for (" + check.List(names) + ") can come about without an act of " +
			"anyone but its own performers."
	case len(lacking) > 0:
		return "It only asks that " + check.List(lacking) + " should not come about, which takes " +
			"no act of anyone."
	}
	if len(lacking) > 0 {
		told += " It also asks that " + check.List(lacking) + " should not come about, which takes " +
			"no act."
	}
	return told
}

// eachAtom calls visit for every atom of g; denied says that it is asked not to be so.
func eachAtom(g *agreement.Guard, denied bool, visit func(atom *agreement.Guard, denied bool)) {
	switch g.Op {
	case agreement.OpAtom, agreement.OpReached:
		g.EachAtom(func(atom *agreement.Guard) { visit(atom, denied) })
	default:
		for i := range g.Args {
			eachAtom(&g.Args[i], denied != (g.Op == agreement.OpNot), visit)
		}
	}
}
