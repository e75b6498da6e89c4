package soleblocker

import (
	"fmt"
	"slices"
	"testing"

	"lockstep/internal/agreement"
	"lockstep/internal/agreement/agreementtest"
	"lockstep/internal/check"
	"lockstep/internal/check/checktest"
	"lockstep/internal/semantics"
)

// drawn is a monotone agreement in which judges judge jointly as often as not and every third
// party is not at the table.
func drawn(seed uint64) *agreement.Agreement {
	opt := agreementtest.Monotone()
	opt.Goals = false
	a := agreementtest.Random(seed, opt)
	for i := range a.Conditions {
		a.Conditions[i].Jointly = seed%2 == 0
	}
	for i := range a.Parties {
		a.Parties[i].AtTable = (seed>>2+uint64(i))%3 > 0
	}
	return a
}

// TestSoleBlockersAreThoseOfTheInterpreter: each party alone refuses, in every state.
func TestSoleBlockersAreThoseOfTheInterpreter(t *testing.T) {
	agreementtest.Proof{
		Analysis: "sole-blocker", Usual: 150, Draw: drawn, Compare: compareBlockers,
		Must: []string{"simultaneous", "step-for-step", "any", "at least", "decisions", "weights",
			"shares", "warnings", "infos"},
	}.Run(t)
}

func compareBlockers(
	t *testing.T, n *agreementtest.Census, seed uint64, a *agreement.Agreement,
) bool {
	t.Helper()
	const mostStates = 1200
	w := semantics.NewWorld(a)
	can, err := w.CanHappen(semantics.Cooperation{}, mostStates)
	if err != nil {
		return false
	}
	var want []string
	for p := range a.Parties {
		party := agreement.PartyRef(p)
		refusing := semantics.Cooperation{Refusing: []agreement.Ref{party}}
		without, err := w.CanHappen(refusing, mostStates)
		if err != nil {
			return false
		}
		names := []string{}
		for c := range a.Commitments {
			if can.Happens[c] && !without.Happens[c] &&
				!slices.Contains(a.Commitments[c].By, party) {
				names = append(names, a.Commitments[c].ID)
			}
		}
		if len(names) > 0 {
			want = append(want, told(severity(&a.Parties[p]), append(names, a.Parties[p].ID)))
			n.Count(severity(&a.Parties[p]).String()+"s", 1)
		}
	}
	var got []string
	for _, f := range checktest.Findings(a, Check) {
		got = append(got, told(f.Severity, f.Subjects))
	}
	checktest.Same(t, seed, got, want)
	return true
}

// severity: louder when the actor did not sign or is not at the table.
func severity(p *agreement.Party) check.Severity {
	if p.Role == agreement.RoleSignatory && p.AtTable {
		return check.Info
	}
	return check.Warning
}

func told(severity check.Severity, names []string) string {
	slices.Sort(names)
	return fmt.Sprint(severity, names)
}
