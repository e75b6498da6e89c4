// Package deadlinerace finds fixed days that can pass before what their commitment waits for.
package deadlinerace

import (
	_ "embed"

	"lockstep/internal/agreement"
	"lockstep/internal/calendar"
	"lockstep/internal/check"
	"lockstep/internal/temporal"
)

//go:embed example.hcl
var example string

// Check finds deadlines that can fall before their own trigger.
var Check = &check.Check{
	Name:     "deadline-race",
	Title:    "A fixed day can pass before its own trigger",
	Severity: "warning",
	When: "The due day, or the day to start by, hangs on the calendar alone, and by that day the " +
		"calendar alone has not brought about what the commitment waits for.",
	Why: "The day does not move when the trigger is late, so the commitment can be overdue before " +
		"anybody could begin it. Count the day from the trigger (`due = talks + \"90d\"`), or " +
		"say what happens to the day when the trigger slips.",
	Example: example,
	Waits:   true,
	Run:     run,
}

func run(p *check.Pass) []check.Finding {
	var findings []check.Finding
	for i := range p.Agreement.Commitments {
		c := &p.Agreement.Commitments[i]
		for _, deadline := range []struct {
			time *agreement.Time
			name string
		}{{c.Due, "due"}, {c.StartBy, "to be started by"}} {
			if deadline.time == nil {
				continue
			}
			day, fixed := temporal.FixedDeadline(p.Agreement, deadline.time)
			if late := unmet(p, int32(i), day); fixed && len(late) > 0 {
				findings = append(findings, finding(p, c, deadline.time, deadline.name, day, late))
				break
			}
		}
	}
	return findings
}

// unmet lists the clauses that the calendar alone does not meet by that day. The members of a
// joint step wait for each other's clauses.
func unmet(p *check.Pass, c int32, day calendar.Day) []agreement.Guard {
	members := []int32{c}
	if group, grouped := p.Net().GroupOf(c); grouped {
		members = p.Net().Groups()[group]
	}
	var late []agreement.Guard
	for _, member := range members {
		p.Net().Waits().EachClause(member, func(g *agreement.Guard) {
			if !certain(p, g, day, members) {
				late = append(late, *g)
			}
		})
		c := &p.Agreement.Commitments[member]
		for _, t := range []*agreement.Time{c.Starts, c.NotBefore} {
			if t == nil {
				continue
			}
			if first, fixed := temporal.FixedDeadline(p.Agreement, t); fixed && first > day {
				late = append(late, agreement.Guard{Op: agreement.OpReached, At: t, Where: t.Where})
			}
		}
	}
	return late
}

// certain reports whether the calendar alone brings g about by that day.
func certain(p *check.Pass, g *agreement.Guard, day calendar.Day, members []int32) bool {
	switch g.Op {
	case agreement.OpAtom:
		return certainAtom(p, g, day, members)
	case agreement.OpReached:
		return temporal.Reached(p.Agreement, g.At, day)
	case agreement.OpAll, agreement.OpAny, agreement.OpAtLeast:
		need := g.Need()
		for i := range g.Args {
			if certain(p, &g.Args[i], day, members) {
				need--
			}
		}
		return need <= 0
	}
	return true
}

func certainAtom(p *check.Pass, g *agreement.Guard, day calendar.Day, members []int32) bool {
	switch g.Of.Kind {
	case agreement.KindClock:
		at := agreement.When(agreement.VerbHappened, g.Of)
		return temporal.Reached(p.Agreement, &at, day)
	case agreement.KindCommitment:
		for _, member := range members {
			if g.Of.Index == member && g.Verb == agreement.VerbStarted && len(members) > 1 {
				return true
			}
		}
	}
	return false
}

func finding(p *check.Pass, c *agreement.Commitment, t *agreement.Time, name string,
	day calendar.Day, late []agreement.Guard) check.Finding {
	var names []string
	places := []agreement.Place{c.Where, t.Where}
	seen := map[agreement.Ref]bool{}
	for i := range late {
		places = append(places, late[i].Where)
		late[i].EachAtom(func(atom *agreement.Guard) {
			if !seen[atom.Of] {
				seen[atom.Of] = true
				names = append(names, p.Agreement.IDOf(atom.Of)+own(p, atom.Of, day))
			}
		})
	}
	what := check.List(names)
	if what == "" {
		what = "a later day"
	}
	return check.Finding{
		Severity: check.Warning,
		Subjects: []string{c.ID},
		Summary:  c.ID + " can be overdue before it may begin",
		Detail: "It is " + name + " " + day.String() + " and waits for " + what +
			". The day does not move if that is late.",
		Where: p.Where(places...),
	}
}

// own adds the awaited commitment's own fixed due day, where it has one.
func own(p *check.Pass, r agreement.Ref, _ calendar.Day) string {
	if r.Kind != agreement.KindCommitment {
		return ""
	}
	due := p.Agreement.Commitments[r.Index].Due
	if due == nil {
		return " (no day of its own)"
	}
	if day, fixed := temporal.FixedDeadline(p.Agreement, due); fixed {
		return " (itself due " + day.String() + ")"
	}
	return ""
}
