package examples

import (
	"encoding/json"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"lockstep/internal/agreement"
)

// withoutWanted is what can no longer happen without these parties or acts.
type withoutWanted struct {
	These []string `json:"these"`
	Lost  []string `json:"lost"` // exactly
}

// blockersReport is what a question asks of the JSON of `lockstep blockers`.
type blockersReport struct {
	Goals []struct {
		Goal      string     `json:"goal"`
		Reachable bool       `json:"reachable"`
		Complete  bool       `json:"complete"`
		Blockers  [][]string `json:"blockers"`
		Needs     [][]string `json:"needs"`
	} `json:"goals"`
	Lost []string `json:"lost"`
}

// asksBlockers reports whether the question asks who can stop or bring about what.
func (q *question) asksBlockers() bool {
	return len(q.Blockers)+len(q.Needs) > 0 || q.Without != nil
}

// testBlockers holds who can stop each goal, in groups of up to three, and who can bring it
// about against what is wanted, under the question's readings if it has any.
func (q *question) testBlockers(t *testing.T, dir string, a *agreement.Agreement) {
	for _, goal := range slices.Sorted(maps.Keys(q.Blockers)) {
		mustKnow(t, a, append(slices.Concat(q.Blockers[goal]...), goal))
		row := q.readBlockers(t, dir, "--goal", goal).Goals[0]
		if !row.Reachable || !row.Complete {
			t.Errorf("%s: %+v", goal, row)
		}
		if diff := cmp.Diff(q.Blockers[goal], row.Blockers); diff != "" {
			t.Errorf("who can stop %s (- expected, + found):\n%s", goal, diff)
		}
	}
	for _, goal := range slices.Sorted(maps.Keys(q.Needs)) {
		mustKnow(t, a, append(slices.Concat(q.Needs[goal]...), goal))
		row := q.readBlockers(t, dir, "--needs", "--goal", goal).Goals[0]
		if diff := cmp.Diff(q.Needs[goal], row.Needs); diff != "" {
			t.Errorf("who can bring %s about (- expected, + found):\n%s", goal, diff)
		}
	}
	if w := q.Without; w != nil {
		mustKnow(t, a, slices.Concat(w.These, w.Lost))
		report := q.readBlockers(t, dir, "--without", strings.Join(w.These, ","))
		if diff := cmp.Diff(sortedCopy(w.Lost), report.Lost); diff != "" {
			t.Errorf("what is lost without %q (- expected, + found):\n%s", w.These, diff)
		}
	}
}

// readBlockers runs the command.
func (q *question) readBlockers(t *testing.T, dir string, args ...string) blockersReport {
	t.Helper()
	args = append([]string{"blockers", dir, "--json"}, args...)
	if q.Readings != nil && len(*q.Readings) > 0 {
		args = append(args, "--readings", strings.Join(*q.Readings, ","))
	}
	out, told, status := lockstep(args...)
	if status != 0 {
		t.Fatalf("lockstep %s ended with %d and said:\n%s", strings.Join(args, " "), status, told)
	}
	var report blockersReport
	if err := json.Unmarshal([]byte(out), &report); err != nil {
		t.Fatalf("lockstep %s: %v", strings.Join(args, " "), err)
	}
	return report
}
