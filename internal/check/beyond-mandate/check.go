// Package beyondmandate finds issues put before a delegation that may not agree to them.
package beyondmandate

import (
	_ "embed"
	"slices"

	"lockstep/internal/agreement"
	"lockstep/internal/check"
)

//go:embed example.hcl
var example string

// Check finds issues beyond a delegation's mandate.
var Check = &check.Check{
	Name:     "beyond-mandate",
	Title:    "An issue is beyond a delegation's mandate",
	Severity: "warning",
	When: "A round, an issue between its principal and others, or a decision that refers the " +
		"issue puts it before a delegation whose mandate does not hold it. A body brings its " +
		"members along, but where it decides as one (rule \"single\").",
	Why: "What the delegation says on the issue binds nobody until its principal has answered. " +
		"Either the mandate is widened, or the step back to the principal is written down.",
	Example: example,
	Run:     run,
}

func run(p *check.Pass) []check.Finding {
	var findings []check.Finding
	for i := range p.Agreement.Parties {
		if !p.Agreement.Parties[i].MandateStated {
			continue
		}
		for j := range p.Agreement.Issues {
			if slices.Contains(p.Agreement.Parties[i].Mandate, agreement.IssueRef(j)) {
				continue
			}
			if ways := brought(p.Agreement, i, j); len(ways) > 0 {
				findings = append(findings, finding(p, i, j, ways))
			}
		}
	}
	return findings
}

// A way is how an issue comes before the delegation.
type way struct {
	words string
	where agreement.Place
}

// brought lists the ways in which the issue is put before the delegation.
func brought(a *agreement.Agreement, delegation, issue int) []way {
	self, subject := agreement.PartyRef(delegation), agreement.IssueRef(issue)
	var ways []way
	for _, principal := range a.Principals(self) {
		if slices.Contains(a.Issues[issue].Between, principal) {
			ways = append(ways, way{"it is between " + a.NameOf(principal) + " and others",
				a.Issues[issue].Where})
		}
	}
	for i := range a.Rounds {
		round := &a.Rounds[i]
		if slices.Contains(round.Issues, subject) && sits(a, round.Parties, self) {
			ways = append(ways, way{"round " + round.ID + " puts it on the table", round.Where})
		}
	}
	for i := range a.Decisions {
		d := &a.Decisions[i]
		if slices.Contains(d.Refers, subject) && decides(a, d, self) {
			ways = append(ways, way{"decision " + d.ID + " refers it", d.Where})
		}
	}
	return ways
}

// decides reports whether the party is among those who take the decision: named, or a member of
// a body that decides through its members. Under the rule single a body decides as one.
func decides(a *agreement.Agreement, d *agreement.Decision, party agreement.Ref) bool {
	if d.Rule == agreement.Single {
		return slices.Contains(d.By, party)
	}
	return sits(a, d.By, party)
}

// sits reports whether the party is one of those named or, at whatever depth, a member of one.
func sits(a *agreement.Agreement, named []agreement.Ref, party agreement.Ref) bool {
	seen := map[agreement.Ref]bool{}
	for open := slices.Clone(named); len(open) > 0; {
		one := open[len(open)-1]
		open = open[:len(open)-1]
		if one == party {
			return true
		}
		if !seen[one] {
			seen[one] = true
			open = append(open, a.Parties[one.Index].Members...)
		}
	}
	return false
}

func finding(p *check.Pass, delegation, issue int, ways []way) check.Finding {
	a := p.Agreement
	party := &a.Parties[delegation]
	places := []agreement.Place{party.Where}
	var words []string
	for _, w := range ways {
		words = append(words, w.words)
		places = append(places, w.where)
	}
	return check.Finding{
		Severity: check.Warning,
		Subjects: []string{party.ID, a.Issues[issue].ID},
		Summary:  a.Issues[issue].ID + " is beyond the mandate of " + party.ID,
		Detail: "The issue comes before the delegation (" + check.List(words) +
			"), whose mandate holds " + mandate(p, party) + ".",
		Where: p.Where(places...),
	}
}

func mandate(p *check.Pass, party *agreement.Party) string {
	if len(party.Mandate) == 0 {
		return "no issue"
	}
	return "only " + check.List(p.Agreement.IDs(party.Mandate))
}
