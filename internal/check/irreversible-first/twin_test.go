package irreversiblefirst

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"lockstep/internal/agreement"
	"lockstep/internal/agreement/agreementtest"
	"lockstep/internal/check"
	"lockstep/internal/check/checktest"
	"lockstep/internal/semantics"
)

// binding is a monotone agreement in which every other commitment cannot be taken back.
func binding(seed uint64) *agreement.Agreement {
	opt := agreementtest.Monotone()
	opt.Goals = false
	a := agreementtest.Random(seed, opt)
	for i := range a.Commitments {
		if c := &a.Commitments[i]; (seed>>2+uint64(i))%2 == 0 {
			c.ReversibleStated, c.Lost = true, 1
		}
	}
	return a
}

// TestFirstStepsAreThoseOfTheInterpreter: every state in which an irreversible step is done and
// nothing that is given for it is.
func TestFirstStepsAreThoseOfTheInterpreter(t *testing.T) {
	agreementtest.Proof{
		Analysis: "irreversible-first", Usual: 200, Draw: binding, Compare: compareSteps,
		Must: []string{"simultaneous", "step-for-step", "any", "at least", "decisions", "weights",
			"shares", "steps with nothing received", "steps with something received"},
	}.Run(t)
}

// TestStepsGivenForEachOtherAreToldTogether: both are named in one finding.
func TestStepsGivenForEachOtherAreToldTogether(t *testing.T) {
	step := func(id string, other int) agreement.Commitment {
		return agreement.Commitment{ID: id, Weight: 1, Lost: 1, ReversibleStated: true,
			For: []agreement.Ref{agreement.CommitmentRef(other)}}
	}
	a := &agreement.Agreement{Commitments: []agreement.Commitment{step("c0", 1), step("c1", 0)}}
	found := check.Run(a, []*check.Check{Check}, check.Options{})
	if len(found) != 1 || !strings.HasPrefix(found[0].Summary, "c0 cannot") ||
		!strings.Contains(found[0].Detail, "And c1 cannot be taken back") {
		t.Errorf("%+v", found)
	}
}

func compareSteps(
	t *testing.T, n *agreementtest.Census, seed uint64, a *agreement.Agreement,
) bool {
	t.Helper()
	const mostStates = 1200
	states, err := semantics.NewWorld(a).Reachable(semantics.Cooperation{}, mostStates)
	if err != nil {
		return false
	}
	var want []string
	for step := range a.Commitments {
		given := givenFor(a, step)
		if len(given) == 0 || a.Commitments[step].IsContinuing() || !isFinal(a, step) {
			continue
		}
		first := slices.ContainsFunc(states, func(s semantics.State) bool {
			return s.Commitments[step].Life == semantics.Done && !slices.ContainsFunc(given,
				func(c int) bool { return happened(s.Commitments[c]) })
		})
		if first {
			n.Count("steps with nothing received", 1)
			want = append(want, asSet(a, append(given, step)))
		} else {
			n.Count("steps with something received", 1)
		}
	}
	var got []string
	for _, f := range checktest.Findings(a, Check) {
		if f.Severity != check.Warning {
			t.Fatalf("seed %d: %s", seed, f.Summary)
		}
		got = append(got, fmt.Sprint(f.Subjects))
	}
	slices.Sort(want)
	want = slices.Compact(want) // steps given for each other are one finding
	checktest.Same(t, seed, got, want)
	return true
}

func isFinal(a *agreement.Agreement, c int) bool {
	return a.Commitments[c].ReversibleStated && a.Commitments[c].Lost == 1
}

func happened(course semantics.Course) bool {
	return course.Life == semantics.Done || course.Life == semantics.InForce
}

// givenFor are the commitments that the step's for names and those whose for names the step.
func givenFor(a *agreement.Agreement, step int) []int {
	var given []int
	of := agreement.CommitmentRef(step)
	for c := range a.Commitments {
		if c != step && (slices.Contains(a.Commitments[c].For, of) ||
			slices.Contains(a.Commitments[step].For, agreement.CommitmentRef(c))) {
			given = append(given, c)
		}
	}
	return given
}

// asSet are the names of the commitments, sorted.
func asSet(a *agreement.Agreement, commitments []int) string {
	var names []string
	for _, c := range commitments {
		names = append(names, a.Commitments[c].ID)
	}
	slices.Sort(names)
	return fmt.Sprint(names)
}
