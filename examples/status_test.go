package examples

import (
	"encoding/json"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"lockstep/internal/calendar"
	"lockstep/internal/ledger"
	"lockstep/internal/status"
)

// A statusWanted is what `lockstep status` must say of a day, as it was known on another.
//
// Expect is by the id of a commitment, condition, decision, clock, issue or branch, and null
// where there must be none of that id. Levels is by the id of a level, followed by " | " and a
// basis where it is not the level's own. Of each only the fields that are named are compared.
type statusWanted struct {
	AsOf    string `json:"as_of"`
	KnownAt string `json:"known_at"` // "": all that is known by now
	Accept  string `json:"accept"`   // "": the default

	Expect    map[string]map[string]any `json:"expect"`
	Levels    map[string]map[string]any `json:"levels"`
	Conflicts *[]string                 `json:"conflicts"` // of exactly these levels, sorted
	Disputes  *[]string                 `json:"disputes"`  // about exactly these, sorted
}

// A row is one entry of a report, as it is written.
type row = map[string]any

// statusReport is the JSON of `lockstep status`, as far as a question can ask for it.
type statusReport struct {
	Commitments []row `json:"commitments"`
	Conditions  []row `json:"conditions"`
	Decisions   []row `json:"decisions"`
	Clocks      []row `json:"clocks"`
	Issues      []row `json:"issues"`
	Branches    []row `json:"branches"`
	Levels      []row `json:"levels"`
	Conflicts   []row `json:"conflicts"`
	Disputes    []row `json:"disputes"`
}

// test runs the command and holds its report against what is wanted.
func (w *statusWanted) test(t *testing.T, dir string) {
	t.Helper()
	if len(w.Expect)+len(w.Levels) == 0 && w.Conflicts == nil && w.Disputes == nil {
		t.Errorf("nothing is expected of the status as of %s", w.AsOf)
	}
	report := w.read(t, dir)
	day := "as of " + w.AsOf
	if w.KnownAt != "" {
		day += ", known at " + w.KnownAt
	}
	things := report.things()
	for _, id := range slices.Sorted(maps.Keys(w.Expect)) {
		compareRow(t, day+", "+id, w.Expect[id], things[id])
	}
	levels := report.levels(t, dir)
	for _, id := range slices.Sorted(maps.Keys(w.Levels)) {
		compareRow(t, day+", "+id, w.Levels[id], levels[id])
	}
	compareSubjects(t, day+", conflicts", w.Conflicts, report.Conflicts)
	compareSubjects(t, day+", disputes", w.Disputes, report.Disputes)
}

// read runs the command.
func (w *statusWanted) read(t *testing.T, dir string) *statusReport {
	t.Helper()
	args := []string{"status", dir, "--json", "--as-of", w.AsOf}
	if w.KnownAt != "" {
		args = append(args, "--known-at", w.KnownAt)
	}
	if w.Accept != "" {
		args = append(args, "--accept", w.Accept)
	}
	out, told, exit := lockstep(args...)
	if exit != 0 {
		t.Fatalf("lockstep %s ended with %d and said:\n%s", strings.Join(args, " "), exit, told)
	}
	report := &statusReport{}
	if err := json.Unmarshal([]byte(out), report); err != nil {
		t.Fatalf("lockstep %s: %v", strings.Join(args, " "), err)
	}
	return report
}

// things are all rows that are called by an id that only they have.
func (r *statusReport) things() map[string]row {
	things := map[string]row{}
	for _, rows := range [][]row{
		r.Commitments, r.Conditions, r.Decisions, r.Clocks, r.Issues, r.Branches,
	} {
		for _, each := range rows {
			things[fmt.Sprint(each["id"])] = each
		}
	}
	return things
}

// levels are the rows of levels by id, followed by " | " and the basis where it is not the
// level's own.
func (r *statusReport) levels(t *testing.T, dir string) map[string]row {
	own := map[string]string{}
	a := load(t, dir).Agreement
	for i := range a.Levels {
		own[a.Levels[i].ID] = a.Levels[i].Basis
	}
	levels := map[string]row{}
	for _, each := range r.Levels {
		id, basis := fmt.Sprint(each["id"]), fmt.Sprint(each["basis"])
		if basis != own[id] {
			id += " | " + basis
		}
		levels[id] = each
	}
	return levels
}

// compareRow holds a row against the fields that are wanted; nil wants no row.
func compareRow(t *testing.T, what string, want, got row) {
	t.Helper()
	switch {
	case want == nil && got != nil:
		t.Errorf("%s: should not be there, and is:\n%v", what, got)
	case want != nil && got == nil:
		t.Errorf("%s: is not in the report", what)
	case want != nil && len(want) == 0:
		t.Errorf("%s: nothing is expected of it", what)
	}
	if want != nil && got != nil {
		if wrong := misses(what, want, got); wrong != "" {
			t.Error(wrong)
		}
	}
}

// misses says where a value does not have what is wanted of it, "" where it has. Of an object
// only the wanted members count.
func misses(what string, want, got any) string {
	members, isObject := want.(row)
	object, hasMembers := got.(row)
	if !isObject || !hasMembers {
		if reflect.DeepEqual(want, got) {
			return ""
		}
		return fmt.Sprintf("%s: expected %v, found %v", what, want, got)
	}
	for _, name := range slices.Sorted(maps.Keys(members)) {
		if _, known := object[name]; !known {
			return fmt.Sprintf("%s has no %q", what, name)
		}
		if wrong := misses(what+", "+name, members[name], object[name]); wrong != "" {
			return wrong
		}
	}
	return ""
}

// compareSubjects holds the subjects of rows against exactly those that are wanted, if any are.
func compareSubjects(t *testing.T, what string, want *[]string, rows []row) {
	t.Helper()
	if want == nil {
		return
	}
	got := []string{}
	for _, each := range rows {
		got = append(got, fmt.Sprint(each["subject"]))
	}
	if diff := cmp.Diff(sortedCopy(*want), sortedCopy(got)); diff != "" {
		t.Errorf("%s (- expected, + found):\n%s", what, diff)
	}
}

// TestMisses: the comparison that answers are held with can fail.
func TestMisses(t *testing.T) {
	got := row{"standing": "done", "value": row{"best": 8600.0, "low": 8400.0}, "due": nil}
	for _, c := range []struct {
		want row
		fits bool
	}{
		{row{"standing": "done"}, true},
		{row{"standing": "open"}, false},
		{row{"value": row{"best": 8600.0}}, true},
		{row{"value": row{"best": 8500.0}}, false},
		{row{"value": row{"worst": 8600.0}}, false},
		{row{"due": nil}, true},
		{row{"due": "2020-07-13"}, false},
		{row{"state": "done"}, false},
	} {
		if wrong := misses("row", c.want, got); (wrong == "") != c.fits {
			t.Errorf("misses(%v) = %q", c.want, wrong)
		}
	}
}

// TestDohaEveryDay asks for every day of the Doha agreement, as it was known on that day. Nothing
// that happened or was learned later may show, and what was done stays done: no event of this
// agreement takes a done act back.
func TestDohaEveryDay(t *testing.T) {
	_, events := readEvidence(t, "doha-2020")
	a := load(t, "doha-2020").Agreement
	book := status.NewBook(a, events)
	happened := map[string]ledger.Event{}
	for _, e := range events {
		happened[e.ID] = e
	}
	done := map[string]bool{}
	first, last := calendar.MakeDay(2020, 2, 29), calendar.MakeDay(2021, 8, 31)
	for day := first; day <= last; day++ {
		report := book.At(status.Question{Cut: ledger.Cut{AsOf: day, KnownAt: day}})
		if len(report.Commitments) != len(a.Commitments) {
			t.Fatalf("%s: %d commitments of %d", day, len(report.Commitments), len(a.Commitments))
		}
		for _, c := range report.Commitments {
			for _, id := range c.Events {
				if e := happened[id]; e.At > day || e.Known > day {
					t.Fatalf("%s: %s shows %s of %s, known %s", day, c.ID, id, e.At, e.Known)
				}
			}
			if done[c.ID] && c.Standing != "done" {
				t.Fatalf("%s: %s was done and is %s", day, c.ID, c.Standing)
			}
			done[c.ID] = c.Standing == "done"
		}
	}
	for _, id := range []string{"us-8600", "five-bases", "intra-afghan-talks", "full-withdrawal"} {
		if !done[id] {
			t.Errorf("%s is not done by %s", id, last)
		}
	}
}
