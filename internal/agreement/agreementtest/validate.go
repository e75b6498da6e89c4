package agreementtest

import (
	"errors"
	"fmt"
	"math"

	"lockstep/internal/agreement"
)

// Validate reports where a breaks the invariants of package agreement: a slice that is not
// sorted by id without repetition, a name that two things share, a reference that leads nowhere
// or to the wrong kind of thing, a guard or time that is not put together as its Op asks, done
// of a continuing commitment, a number outside its range, a commitment twice in one exchange,
// membership that runs in a circle. All of them are reported, joined into one error.
func Validate(a *agreement.Agreement) error {
	v := &validator{a: a}
	v.names()
	v.parties()
	v.world()
	for i := range a.Commitments {
		v.commitment(&a.Commitments[i])
	}
	for i := range a.Exchanges {
		v.exchange(&a.Exchanges[i])
	}
	v.levels()
	v.rest()
	return errors.Join(v.wrong...)
}

// A validator gathers what is wrong; at is the thing that it is looking at.
type validator struct {
	a     *agreement.Agreement
	at    string
	wrong []error
}

func (v *validator) refuse(format string, args ...any) {
	v.wrong = append(v.wrong, fmt.Errorf(v.at+": "+format, args...))
}

// names checks that every slice is sorted and that no two things of the namespace of
// expressions have the same name.
func (v *validator) names() {
	a, seen := v.a, map[string]bool{}
	for _, list := range [][]string{
		idsOf(a.Parties, func(p *agreement.Party) string { return p.ID }),
		idsOf(a.Clocks, func(c *agreement.Clock) string { return c.ID }),
		idsOf(a.Commitments, func(c *agreement.Commitment) string { return c.ID }),
		idsOf(a.Conditions, func(c *agreement.Condition) string { return c.ID }),
		idsOf(a.Decisions, func(d *agreement.Decision) string { return d.ID }),
		idsOf(a.Exchanges, func(e *agreement.Exchange) string { return e.ID }),
		idsOf(a.Levels, func(l *agreement.Level) string { return l.ID }),
		idsOf(a.Tasks, func(t *agreement.Task) string { return t.ID }),
		idsOf(a.Issues, func(i *agreement.Issue) string { return i.ID }),
	} {
		v.sorted(list)
		for _, id := range list {
			if seen[id] {
				v.refuse("%q names two things", id)
			}
			seen[id] = true
		}
	}
	v.ownNames()
}

// ownNames checks the order of the things that have names of their own.
func (v *validator) ownNames() {
	a := v.a
	v.sorted(idsOf(a.Powers, func(p *agreement.Power) string { return p.ID }))
	v.sorted(idsOf(a.Branches, func(b *agreement.Branch) string { return b.ID }))
	v.sorted(idsOf(a.Readings, func(r *agreement.Reading) string { return r.ID }))
	v.sorted(idsOf(a.Rounds, func(r *agreement.Round) string { return r.ID }))
	v.sorted(idsOf(a.Redlines, func(r *agreement.Redline) string { return r.ID }))
	v.sorted(idsOf(a.Goals, func(g *agreement.Goal) string { return g.ID }))
	v.sorted(idsOf(a.Scenarios, func(s *agreement.Scenario) string { return s.ID }))
	v.sorted(idsOf(a.Resources, func(r *agreement.Resource) string { return r.ID }))
	v.sorted(idsOf(a.Sources, func(s *agreement.Source) string { return s.ID }))
}

func idsOf[T any](things []T, id func(*T) string) []string {
	all := make([]string, len(things))
	for i := range things {
		all[i] = id(&things[i])
	}
	return all
}

func (v *validator) sorted(list []string) {
	v.at = "agreement"
	for i, id := range list {
		if id == "" {
			v.refuse("something has no name")
		}
		if i > 0 && list[i-1] >= id {
			v.refuse("%q stands before %q", list[i-1], id)
		}
	}
}

// refs checks that each reference leads to a thing of one of those kinds.
func (v *validator) refs(what string, list []agreement.Ref, kinds ...agreement.Kind) bool {
	fine := true
	for _, r := range list {
		fine = v.ref(what, r, kinds...) && fine
	}
	return fine
}

func (v *validator) ref(what string, r agreement.Ref, kinds ...agreement.Kind) bool {
	n, known := v.count(r.Kind)
	for _, kind := range kinds {
		if r.Kind == kind && known && r.Index >= 0 && int(r.Index) < n {
			return true
		}
	}
	v.refuse("%s refers to %s %d", what, r.Kind, r.Index)
	return false
}

// count is how many things of that kind there are; it is known for what has a reference.
func (v *validator) count(kind agreement.Kind) (n int, known bool) {
	a := v.a
	counts := map[agreement.Kind]int{
		agreement.KindParty: len(a.Parties), agreement.KindClock: len(a.Clocks),
		agreement.KindCommitment: len(a.Commitments), agreement.KindCondition: len(a.Conditions),
		agreement.KindDecision: len(a.Decisions), agreement.KindExchange: len(a.Exchanges),
		agreement.KindLevel: len(a.Levels), agreement.KindTask: len(a.Tasks),
		agreement.KindIssue: len(a.Issues),
	}
	n, known = counts[kind]
	return n, known
}

func (v *validator) byParties(what string, list []agreement.Ref) {
	v.refs(what, list, agreement.KindParty)
}

// parties checks references and that nobody is, through its members, a member of itself.
func (v *validator) parties() {
	for i := range v.a.Parties {
		p := &v.a.Parties[i]
		v.at = "party " + p.ID
		v.byParties("members", p.Members)
		v.refs("mandate", p.Mandate, agreement.KindIssue)
		if !p.Of.IsZero() {
			v.ref("of", p.Of, agreement.KindParty)
		}
	}
	if len(v.wrong) > 0 {
		return
	}
	const open, closed = 1, 2
	state := make([]int, len(v.a.Parties))
	var visit func(int32)
	visit = func(i int32) {
		state[i] = open
		for _, m := range v.a.Parties[i].Members {
			switch state[m.Index] {
			case 0:
				visit(m.Index)
			case open:
				v.at = "party " + v.a.Parties[i].ID
				v.refuse("it is a member of itself")
			}
		}
		state[i] = closed
	}
	for i := range v.a.Parties {
		if state[i] == 0 {
			visit(int32(i))
		}
	}
}

// share checks a number that is a share of a whole.
func (v *validator) share(what string, share float64) {
	if math.IsNaN(share) || share < 0 || share > 1 {
		v.refuse("%s %v is not between 0 and 1", what, share)
	}
}
