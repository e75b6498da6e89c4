package status_test

import (
	"encoding/json"
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"lockstep/internal/status"
)

func TestChanges(t *testing.T) {
	evidence := `e1 2020-07-01 done cut
		e2 2020-07-02 done cut rests-on=verified
		e3 2020-07-03 holds calm
		e4 2020-07-04 measured troops value=8600
		e5 2020-07-05 put-under-silence leave
		e6 2020-07-06 extended paid value=10
		e7 2020-07-07 begun paid`
	since := status.Changes(at(t, "2020-06-01", evidence), at(t, "2020-07-07", evidence))
	var got []string
	for _, c := range since.Changes {
		told := func(s *status.Stand) string {
			if s.Value != nil {
				return fmt.Sprint(s.Value.Best)
			}
			return fmt.Sprint(s.Standing, ", ", s.RestsOn, ", ", s.Due)
		}
		got = append(got, fmt.Sprint(c.Kind, " ", c.ID, ": ", told(c.From), " → ", told(c.To), " ",
			c.Events))
	}
	want := []string{
		"commitment cut: open, no evidence, 2020-07-13 → done, verified, 2020-07-13 [e1 e2]",
		"commitment paid: open, no evidence, 2020-06-30 → underway, reported, 2020-07-10 [e6 e7]",
		"commitment quiet: waiting, no evidence,  → unknown, no evidence,  []",
		"commitment rest: waiting, no evidence, 2020-08-12 → open, no evidence, 2020-07-31 []",
		"condition calm: unknown, no evidence,  → holds, reported,  [e3]",
		"decision leave: open, no evidence,  → under silence, reported, 2020-07-15 [e5]",
		"level troops: in country, no evidence,  → 8600 [e4]",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]string{"e1", "e2", "e3", "e4", "e5", "e6", "e7"}, since.Events); diff != "" {
		t.Error(diff)
	}
}

// TestNothingChangesByItself: a report does not differ from itself, nor from what is read back
// from its JSON.
func TestNothingChangesByItself(t *testing.T) {
	for seed := range seeds(t, 500) {
		a, events, q := random(seed)
		r := status.NewBook(a, events).At(q)
		var kept status.Report
		if err := json.Unmarshal([]byte(asJSON(t, r)), &kept); err != nil {
			t.Fatal(err)
		}
		for _, earlier := range []*status.Report{r, &kept} {
			if since := status.Changes(earlier, r); len(since.Changes)+len(since.Events) > 0 {
				t.Fatalf("seed %d: %+v", seed, since)
			}
		}
	}
}

func TestABranchBringsCommitmentsIntoBeing(t *testing.T) {
	evidence := "e1 2020-04-01 holds calm"
	since := status.Changes(atWith(t, branched, "2020-03-01", evidence),
		atWith(t, branched, "2020-05-01", evidence))
	var got []string
	for _, c := range since.Changes {
		got = append(got, fmt.Sprint(c.Kind, " ", c.ID, " ", c.From == nil, " ", c.To.Standing))
	}
	want := []string{"commitment else true void", "commitment then true open",
		"condition calm false holds", "branch way false then"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}
