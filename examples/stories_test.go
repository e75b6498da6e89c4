package examples

import (
	"slices"
	"testing"

	"lockstep/internal/agreement"
	"lockstep/internal/check"
	"lockstep/internal/check/all"
	"lockstep/internal/semantics"
)

// TestStoriesCanBeReplayed: every story that a finding tells of an example can be told step by
// step on the reference interpreter, under the readings that the finding names.
func TestStoriesCanBeReplayed(t *testing.T) {
	stories := 0
	eachExample(t, func(t *testing.T, dir string) {
		a := load(t, dir).Agreement
		for _, f := range check.Run(a, all.Checks(), check.Options{}) {
			if len(f.Story) == 0 {
				continue
			}
			stories++
			w := semantics.NewWorld(a.Under(positions(a, f.Readings)))
			may := semantics.Cooperation{Breaches: true, Lapses: true, Powers: true}
			if _, err := w.Replay(may, f.Moves); err != nil {
				t.Errorf("%s %v: %v", f.Check, f.Subjects, err)
			}
		}
	})
	if stories < 6 {
		t.Errorf("only %d stories", stories)
	}
}

// positions are those of the readings with these names.
func positions(a *agreement.Agreement, names []string) []int {
	var list []int
	for i := range a.Readings {
		if slices.Contains(names, a.Readings[i].ID) {
			list = append(list, i)
		}
	}
	return list
}
