package examples

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"lockstep/internal/agreement"
)

// An exposureWanted is what `lockstep exposure` must say of one party. Fields are those of its
// row; of a list of ids, what is wanted must be among it. On is the exposure along the declared
// order at the end of a day.
type exposureWanted struct {
	On     map[string]float64 `json:"on"`
	Expect map[string]any     `json:"expect"`
	None   []string           `json:"none"` // these lists are empty
}

// testExposure holds the exposures, under the question's readings if it has any, against what is
// wanted of each party.
func (q *question) testExposure(t *testing.T, dir string, a *agreement.Agreement) {
	args := []string{"exposure", dir, "--json"}
	if q.Readings != nil && len(*q.Readings) > 0 {
		args = append(args, "--readings", strings.Join(*q.Readings, ","))
	}
	out, told, status := lockstep(args...)
	if status != 0 {
		t.Fatalf("lockstep %s ended with %d and said:\n%s", strings.Join(args, " "), status, told)
	}
	var report struct {
		Parties []row `json:"parties"`
	}
	if err := json.Unmarshal([]byte(out), &report); err != nil {
		t.Fatalf("lockstep %s: %v", strings.Join(args, " "), err)
	}
	for _, party := range slices.Sorted(maps.Keys(q.Exposure)) {
		mustKnow(t, a, []string{party})
		at := slices.IndexFunc(report.Parties, func(r row) bool { return r["party"] == party })
		if at < 0 {
			t.Fatalf("exposure has no party %q", party)
		}
		q.Exposure[party].compare(t, party, report.Parties[at])
	}
}

func (w *exposureWanted) compare(t *testing.T, party string, got row) {
	t.Helper()
	if len(w.On)+len(w.Expect)+len(w.None) == 0 {
		t.Errorf("nothing is expected of %s", party)
	}
	for _, field := range slices.Sorted(maps.Keys(w.Expect)) {
		if !has(w.Expect[field], got[field]) {
			t.Errorf("%s, %s: expected %v, found %v", party, field, w.Expect[field], got[field])
		}
	}
	for _, field := range w.None {
		if list, is := got[field].([]any); !is || len(list) > 0 {
			t.Errorf("%s, %s: expected nothing, found %v", party, field, got[field])
		}
	}
	for _, day := range slices.Sorted(maps.Keys(w.On)) {
		if at := exposureOn(got, day); at != w.On[day] {
			t.Errorf("%s on %s: expected %v, found %v", party, day, w.On[day], at)
		}
	}
}

// has reports whether a value is what is wanted, or a list that holds all of it.
func has(want, got any) bool {
	wanted, isList := want.([]any)
	list, _ := got.([]any)
	if !isList {
		return misses("", want, got) == ""
	}
	return len(wanted) > 0 && !slices.ContainsFunc(wanted, func(id any) bool {
		return !slices.ContainsFunc(list, func(other any) bool { return misses("", id, other) == "" })
	})
}

// exposureOn is the last figure of the curve that has a day up to this one.
func exposureOn(got row, day string) float64 {
	at := 0.0
	curve, _ := got["curve"].([]any)
	for _, step := range curve {
		part, _ := step.(row)
		if on, known := part["day"].(string); known && on <= day {
			at, _ = part["exposure"].(float64)
		}
	}
	return at
}

// TestExposureComparisons: what answers about exposure are held with can fail.
func TestExposureComparisons(t *testing.T) {
	got := row{"given": []any{"a", "b"}, "peak": 2.0, "curve": []any{
		row{"day": "2020-01-01", "exposure": 1.0}, row{"day": "2020-02-01", "exposure": 2.0},
		row{"day": nil, "exposure": 3.0}}}
	for _, c := range []struct {
		want, got any
		is        bool
	}{
		{[]any{"a"}, got["given"], true}, {[]any{"c"}, got["given"], false},
		{[]any{}, got["given"], false}, {2.0, got["peak"], true}, {1.0, got["peak"], false},
		{[]any{"a"}, nil, false},
	} {
		if has(c.want, c.got) != c.is {
			t.Errorf("%v in %v: not %v", c.want, c.got, c.is)
		}
	}
	for day, want := range map[string]float64{"2019-12-31": 0, "2020-01-31": 1, "2020-02-01": 2} {
		if at := exposureOn(got, day); fmt.Sprint(at) != fmt.Sprint(want) {
			t.Errorf("on %s: %v, not %v", day, at, want)
		}
	}
}
