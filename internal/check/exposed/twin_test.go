package exposed

import (
	"fmt"
	"slices"
	"testing"

	"lockstep/internal/agreement"
	"lockstep/internal/agreement/agreementtest"
	"lockstep/internal/check/checktest"
	"lockstep/internal/semantics"
)

// TestExposedAreThoseOfTheInterpreter: whoever has, in some state, given more than half of what it
// is owed beyond what it has received.
func TestExposedAreThoseOfTheInterpreter(t *testing.T) {
	opt := agreementtest.Monotone()
	opt.Goals = false
	agreementtest.Proof{
		Analysis: "exposed", Usual: 200,
		Draw:    func(seed uint64) *agreement.Agreement { return agreementtest.Random(seed, opt) },
		Compare: compareExposed,
		Must: []string{"simultaneous", "step-for-step", "any", "at least", "decisions", "weights",
			"shares", "parties exposed", "parties not exposed"},
	}.Run(t)
}

func compareExposed(
	t *testing.T, n *agreementtest.Census, seed uint64, a *agreement.Agreement,
) bool {
	t.Helper()
	const mostStates = 1200
	states, err := semantics.NewWorld(a).Reachable(semantics.Cooperation{}, mostStates)
	if err != nil {
		return false
	}
	var want []string
	for p := range a.Parties {
		if peak, owed := stand(a, states, agreement.PartyRef(p)); peak > owed/2 {
			want = append(want, fmt.Sprint([]string{a.Parties[p].ID}))
			n.Count("parties exposed", 1)
		} else {
			n.Count("parties not exposed", 1)
		}
	}
	var got []string
	for _, f := range checktest.Findings(a, Check) {
		got = append(got, fmt.Sprint(f.Subjects))
	}
	checktest.Same(t, seed, got, want)
	return true
}

// stand is the most that the party has given for good beyond what it has received, in any of the
// states, and what it is owed in all.
func stand(
	a *agreement.Agreement, states []semantics.State, party agreement.Ref,
) (peak, owed float64) {
	for _, s := range states {
		sum := 0.0
		for i := range a.Commitments {
			c := &a.Commitments[i]
			if s.Commitments[i].Life != semantics.Done {
				continue
			}
			if slices.Contains(c.By, party) {
				sum += c.Weight * c.Lost
			}
			if slices.Contains(c.To, party) {
				sum -= c.Weight
			}
		}
		peak = max(peak, sum)
	}
	for i := range a.Commitments {
		if c := &a.Commitments[i]; !c.IsContinuing() && slices.Contains(c.To, party) {
			owed += c.Weight
		}
	}
	return peak, owed
}
