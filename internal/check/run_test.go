package check_test

import (
	"fmt"
	"slices"
	"testing"

	"lockstep/internal/agreement"
	"lockstep/internal/agreement/agreementtest"
	"lockstep/internal/check"
	"lockstep/internal/check/all"
	"lockstep/internal/semantics"
)

// TestReadingsAreTheSmallestThatProduceAFinding: taking any reading away from a finding's set
// makes it disappear, and no smaller set among all subsets produces it.
func TestReadingsAreTheSmallestThatProduceAFinding(t *testing.T) {
	together := 0
	for seed := range uint64(700) {
		opt := agreementtest.Monotone()
		opt.Readings, opt.Most = true, 6
		a := agreementtest.Random(seed, opt)
		circular := []*check.Check{all.Named("circular-wait")}
		for _, f := range check.Run(a, circular, check.Options{}) {
			smallest := smallestSet(a, circular, f)
			if smallest != len(f.Readings) {
				t.Fatalf("seed %d: %v needs %v, yet a set of %d produces it", seed, f.Subjects,
					f.Readings, smallest)
			}
			if len(f.Readings) > 1 {
				together++
			}
		}
	}
	if together < 5 {
		t.Errorf("only %d findings that need several readings", together)
	}
}

// TestTheSmallestOfManyReadings: where three readings close a loop and so do two others, the two
// are named, however many readings there are beside them.
func TestTheSmallestOfManyReadings(t *testing.T) {
	a, b, c := agreement.CommitmentRef(0), agreement.CommitmentRef(1), agreement.CommitmentRef(2)
	wait := func(x, y agreement.Ref) agreement.AddedWait {
		return agreement.AddedWait{Commitment: x, Guard: agreement.Happened(y)}
	}
	for _, idle := range []int{0, 3, 7, 20} {
		drafted := &agreement.Agreement{
			ID:          "ring",
			Commitments: []agreement.Commitment{{ID: "a"}, {ID: "b"}, {ID: "c"}},
			Readings: []agreement.Reading{
				{ID: "1", After: []agreement.AddedWait{wait(a, b)}},
				{ID: "2", After: []agreement.AddedWait{wait(b, c)}},
				{ID: "3", After: []agreement.AddedWait{wait(c, a)}},
			},
		}
		for i := range idle {
			drafted.Readings = append(drafted.Readings, agreement.Reading{ID: fmt.Sprint("x", i)})
		}
		drafted.Readings = append(drafted.Readings,
			agreement.Reading{ID: "y", After: []agreement.AddedWait{wait(a, b), wait(b, c)}},
			agreement.Reading{ID: "z", After: []agreement.AddedWait{wait(c, a)}})
		circular := []*check.Check{all.Named("circular-wait")}
		found := check.Run(drafted, circular, check.Options{})
		if len(found) != 1 || len(found[0].Readings) != 2 {
			t.Errorf("with %d idle readings: %+v", idle, found)
		}
	}
}

func smallestSet(a *agreement.Agreement, checks []*check.Check, f check.Finding) int {
	smallest := len(a.Readings) + 1
	for mask := range 1 << len(a.Readings) {
		var set []int
		for i := range a.Readings {
			if mask&(1<<i) != 0 {
				set = append(set, i)
			}
		}
		if len(set) < smallest && slices.ContainsFunc(
			check.Run(a.Under(set), checks, check.Options{Exactly: true}),
			func(g check.Finding) bool { return slices.Equal(g.Subjects, f.Subjects) }) {
			smallest = len(set)
		}
	}
	return smallest
}

// TestStoriesCanBeReplayed: every story that a finding tells can be told step by step on the
// reference interpreter, under the readings that the finding names.
func TestStoriesCanBeReplayed(t *testing.T) {
	stories, may := 0, semantics.Cooperation{Breaches: true, Lapses: true, Powers: true}
	for seed := range uint64(60) {
		opt := agreementtest.Everything()
		opt.Most = 6
		a := agreementtest.Random(seed, opt)
		for _, f := range check.Run(a, all.Checks(), check.Options{}) {
			if len(f.Story) == 0 {
				continue
			}
			stories++
			var readings []int
			for i := range a.Readings {
				if slices.Contains(f.Readings, a.Readings[i].ID) {
					readings = append(readings, i)
				}
			}
			w := semantics.NewWorld(a.Under(readings))
			if _, err := w.Replay(may, f.Moves); err != nil {
				t.Errorf("seed %d: %s %v: %v", seed, f.Check, f.Subjects, err)
			}
		}
	}
	if stories < 50 {
		t.Errorf("only %d stories", stories)
	}
}

// TestFindingsHaveNoNullLists: every list of the JSON is there, if only empty, and every finding
// carries a summary, a detail and subjects in order.
func TestFindingsHaveNoNullLists(t *testing.T) {
	for seed := range uint64(150) {
		a := agreementtest.Random(seed, agreementtest.Everything())
		for _, f := range check.Run(a, all.Checks(), check.Options{}) {
			if f.Subjects == nil || f.Readings == nil || f.Loop == nil || f.Remedies == nil ||
				f.Joins == nil || f.Assuming == nil || f.Where == nil {
				t.Fatalf("seed %d: null list in %+v", seed, f)
			}
			if f.Summary == "" || f.Detail == "" || len(f.Subjects) == 0 ||
				!slices.IsSorted(f.Subjects) {
				t.Fatalf("seed %d: incomplete: %+v", seed, f)
			}
		}
	}
}

// TestExactlyTheReadingsAsked: with readings named, that union's findings alone are reported.
func TestExactlyTheReadingsAsked(t *testing.T) {
	for seed := range uint64(150) {
		opt := agreementtest.Monotone()
		opt.Readings = true
		a := agreementtest.Random(seed, opt)
		textAlone := check.Run(a, all.Checks(), check.Options{Exactly: true})
		for _, f := range textAlone {
			if len(f.Readings) > 0 {
				t.Fatalf("seed %d: the text alone names readings: %+v", seed, f)
			}
		}
		for i := range a.Readings {
			under := check.Run(a.Under([]int{i}), all.Checks(), check.Options{Exactly: true})
			asked := check.Run(a, all.Checks(), check.Options{Exactly: true, Readings: []int{i}})
			if !slices.EqualFunc(under, asked, sameSubjects) {
				t.Fatalf("seed %d: reading %d: %d findings against %d", seed, i, len(under), len(asked))
			}
		}
	}
}

func sameSubjects(f, g check.Finding) bool {
	return f.Check == g.Check && slices.Equal(f.Subjects, g.Subjects)
}

// TestWhatGathersSaysNothingTwice: of a check that gathers subjects, no finding has all its
// subjects in one with fewer of the same readings, and nothing else is left out.
func TestWhatGathersSaysNothingTwice(t *testing.T) {
	sole := *all.Named("sole-blocker")
	plain := sole
	plain.Gathers = false
	left := 0
	for seed := range uint64(1200) {
		opt := agreementtest.Monotone()
		opt.Readings = true
		a := agreementtest.Random(seed, opt)
		got := check.Run(a, []*check.Check{&sole}, check.Options{})
		for _, f := range check.Run(a, []*check.Check{&plain}, check.Options{}) {
			covered := slices.ContainsFunc(got, func(g check.Finding) bool {
				return len(g.Readings) < len(f.Readings) && holdsAll(f.Readings, g.Readings) &&
					holdsAll(g.Subjects, f.Subjects)
			})
			if there := slices.ContainsFunc(got, func(g check.Finding) bool {
				return slices.Equal(g.Subjects, f.Subjects) && slices.Equal(g.Readings, f.Readings)
			}); there == covered {
				t.Fatalf("seed %d: %v under %v: there %v, covered %v", seed, f.Subjects, f.Readings,
					there, covered)
			} else if covered {
				left++
			}
		}
	}
	if left < 15 {
		t.Errorf("only %d findings were left out", left)
	}
}

func holdsAll(list, wanted []string) bool {
	return !slices.ContainsFunc(wanted, func(s string) bool { return !slices.Contains(list, s) })
}
