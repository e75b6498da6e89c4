package examples

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"lockstep/internal/agreement"
	"lockstep/internal/check"
	"lockstep/internal/check/all"
)

// A questionFile is questions.json.
type questionFile struct {
	Checks    []union    `json:"checks"`
	Questions []question `json:"questions"`
}

// A union says which circular waits there are when exactly these readings are taken together:
// with the text or, where WithoutText is true, with everything the text says about order and
// permission left out.
type union struct {
	Readings    []string   `json:"readings"`
	WithoutText bool       `json:"without_text"`
	Circles     [][]string `json:"circles"`
}

// A question is something that was asked about the agreement, with its answer in words and
// what the commands must say for that answer to be right.
type question struct {
	ID     string `json:"id"`
	Kind   string `json:"kind"`
	Ask    string `json:"ask"`
	Answer string `json:"answer"`

	Blockers map[string][][]string `json:"blockers"` // by goal: exactly those who can stop it
	Needs    map[string][][]string `json:"needs"`    // by goal: exactly those who can bring it about
	Without  *withoutWanted        `json:"without"`

	Exposure map[string]*exposureWanted `json:"exposure"` // by party

	Dates    *datesWanted    `json:"dates"`
	Status   []statusWanted  `json:"status"`   // each for another day
	Readings *[]string       `json:"readings"` // null: the default; []: the text alone
	Findings []findingWanted `json:"findings"` // each must be among the findings
	Absent   []findingWanted `json:"absent"`   // none of these may be
}

// datesWanted is what `lockstep dates` must say under the supposition If.
type datesWanted struct {
	If     map[string]string         `json:"if"`
	Expect map[string]map[string]any `json:"expect"` // by commitment, then by field
	Late   *[]string                 `json:"late"`   // exactly those of negative slack
}

// A findingWanted is matched by a finding of that check that has all of Subjects and, where
// they are given, the same severity, exactly the same readings, Assuming among what it assumes,
// and Drop among its remedies.
type findingWanted struct {
	Check    string      `json:"check"`
	Subjects []string    `json:"subjects"`
	Severity string      `json:"severity"`
	Readings *[]string   `json:"readings"`
	Assuming []string    `json:"assuming"`
	Drop     [][2]string `json:"drop"`
}

// TestQuestions: what was asked about each example is answered as questions.json says.
func TestQuestions(t *testing.T) {
	eachExample(t, func(t *testing.T, dir string) {
		file := readQuestions(t, dir)
		a := load(t, dir).Agreement
		if len(file.Questions) == 0 {
			t.Error("questions.json asks nothing")
		}
		for _, u := range file.Checks {
			t.Run(u.name(), func(t *testing.T) { u.test(t, a) })
		}
		seen := map[string]bool{}
		for _, q := range file.Questions {
			if seen[q.ID] {
				t.Errorf("two questions are called %q", q.ID)
			}
			seen[q.ID] = true
			t.Run(q.ID, func(t *testing.T) { q.test(t, dir, a) })
		}
	})
}

// readQuestions reads questions.json and refuses what it does not know.
func readQuestions(t *testing.T, dir string) *questionFile {
	t.Helper()
	source, err := os.ReadFile(filepath.Join(dir, "questions.json"))
	if err != nil {
		t.Fatal(err)
	}
	file := &questionFile{}
	decoder := json.NewDecoder(bytes.NewReader(source))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(file); err != nil {
		t.Fatalf("%s/questions.json: %v", dir, err)
	}
	if _, err := decoder.Token(); !errors.Is(err, io.EOF) {
		t.Fatalf("%s/questions.json: something follows the object", dir)
	}
	return file
}

// Unions.

func (u *union) name() string {
	name := "text"
	if u.WithoutText {
		name = "no-text"
	}
	return strings.Join(append([]string{name}, u.Readings...), "+")
}

// test holds the circular waits under the union against those that it names.
func (u *union) test(t *testing.T, a *agreement.Agreement) {
	positions := readingPositions(t, a, u.Readings)
	if u.WithoutText {
		a = withoutText(a)
	}
	want := [][]string{}
	for _, circle := range u.Circles {
		mustKnow(t, a, circle)
		want = append(want, sortedCopy(circle))
	}
	slices.SortFunc(want, agreement.CompareIDs)
	got := [][]string{}
	options := check.Options{Exactly: true, Readings: positions}
	checks := []*check.Check{all.Named("circular-wait")}
	for _, f := range check.Run(a, checks, options) {
		got = append(got, f.Subjects)
	}
	slices.SortFunc(got, agreement.CompareIDs)
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("circular waits (- expected, + found):\n%s", diff)
	}
}

// withoutText is the agreement with all that its text makes commitments wait for taken away, so
// that readings can be looked at alone. Exchanges stay as empty shells, since a reading may name
// them.
func withoutText(a *agreement.Agreement) *agreement.Agreement {
	bare := *a
	bare.Commitments = slices.Clone(a.Commitments)
	for i := range bare.Commitments {
		c := &bare.Commitments[i]
		c.After, c.Provided = agreement.Guard{}, agreement.Guard{}
		c.Starts, c.NotBefore = nil, nil
	}
	bare.Exchanges = slices.Clone(a.Exchanges)
	for i := range bare.Exchanges {
		bare.Exchanges[i].Sides = nil
	}
	bare.Branches = nil
	return &bare
}

// readingPositions finds the readings by name.
func readingPositions(t *testing.T, a *agreement.Agreement, names []string) []int {
	t.Helper()
	positions := []int{}
	for _, name := range names {
		i := slices.Index(a.ReadingNames(), name)
		if i < 0 {
			t.Fatalf("there is no reading %q among %q", name, a.ReadingNames())
		}
		positions = append(positions, i)
	}
	slices.Sort(positions)
	return positions
}

// Questions.

func (q *question) test(t *testing.T, dir string, a *agreement.Agreement) {
	if q.ID == "" || q.Kind == "" || q.Ask == "" || q.Answer == "" {
		t.Error("a question needs id, kind, ask and answer")
	}
	if q.Dates == nil && len(q.Status)+len(q.Findings)+len(q.Absent)+len(q.Exposure) == 0 &&
		!q.asksBlockers() {
		t.Fatal("nothing is expected, so that no answer could be wrong")
	}
	if q.Dates != nil {
		q.testDates(t, dir, a)
	}
	for i := range q.Status {
		q.Status[i].test(t, dir)
	}
	if len(q.Findings)+len(q.Absent) > 0 {
		q.testFindings(t, a)
	}
	if q.asksBlockers() {
		q.testBlockers(t, dir, a)
	}
	if len(q.Exposure) > 0 {
		q.testExposure(t, dir, a)
	}
}

func (q *question) testFindings(t *testing.T, a *agreement.Agreement) {
	options := check.Options{}
	if q.Readings != nil {
		options.Exactly = true
		options.Readings = readingPositions(t, a, *q.Readings)
	}
	findings := check.Run(a, all.Checks(), options)
	for _, want := range q.Findings {
		want.mustMakeSense(t, a)
		if !slices.ContainsFunc(findings, want.matches) {
			t.Errorf("missing: %s\n%s", want.words(), sameCheck(findings, want.Check))
		}
	}
	for _, unwanted := range q.Absent {
		unwanted.mustMakeSense(t, a)
		if i := slices.IndexFunc(findings, unwanted.matches); i >= 0 {
			t.Errorf("should not be there: %s\nfound: %s", unwanted.words(), told(&findings[i]))
		}
	}
}

// mustMakeSense fails where the expectation names what does not exist, and so means nothing.
func (w *findingWanted) mustMakeSense(t *testing.T, a *agreement.Agreement) {
	t.Helper()
	if all.Named(w.Check) == nil {
		t.Errorf("there is no check %q; there are %q", w.Check, all.Names())
	}
	mustKnow(t, a, w.Subjects)
	mustKnow(t, a, w.Assuming)
	if w.Readings != nil {
		readingPositions(t, a, *w.Readings)
	}
	if w.Severity != "" && !slices.Contains([]string{"error", "warning", "info"}, w.Severity) {
		t.Errorf("there is no severity %q", w.Severity)
	}
	for _, wait := range w.Drop {
		mustKnow(t, a, wait[:])
	}
}

func (w *findingWanted) matches(f check.Finding) bool {
	switch {
	case f.Check != w.Check,
		w.Severity != "" && f.Severity.String() != w.Severity,
		w.Readings != nil && !slices.Equal(sortedCopy(*w.Readings), f.Readings):
		return false
	}
	return holdsAll(f.Subjects, w.Subjects) && holdsAll(f.Assuming, w.Assuming) && w.remedied(f)
}

// remedied reports whether one of the remedies drops exactly the waits that are wanted.
func (w *findingWanted) remedied(f check.Finding) bool {
	if w.Drop == nil {
		return true
	}
	want := slices.Clone(w.Drop)
	slices.SortFunc(want, compareWaits)
	return slices.ContainsFunc(f.Remedies, func(r check.Remedy) bool {
		return slices.Equal(want, r.Drop)
	})
}

func compareWaits(x, y [2]string) int { return agreement.CompareIDs(x[:], y[:]) }

func (w *findingWanted) words() string {
	words, _ := json.Marshal(w)
	return string(words)
}

func told(f *check.Finding) string {
	return fmt.Sprintf("%s %s %q under %q, assuming %q, remedies %q",
		f.Severity, f.Check, f.Subjects, f.Readings, f.Assuming, f.Remedies)
}

// sameCheck tells the findings of that check, for the message of a failure.
func sameCheck(findings []check.Finding, name string) string {
	lines := []string{"what the check found:"}
	for i := range findings {
		if findings[i].Check == name {
			lines = append(lines, told(&findings[i]))
		}
	}
	return strings.Join(lines, "\n  ")
}

// Dates.

// datesReport is the JSON of `lockstep dates`; the fields of a row stay as they are written.
type datesReport struct {
	Dates []map[string]any `json:"dates"`
}

// dateRows are the rows by the id of their commitment.
type dateRows map[string]map[string]any

// dateFields are the fields of a row that a question may expect.
var dateFields = []string{"earliest", "due", "latest", "slack_days", "assuming"}

// testDates holds the dates, under the question's readings if it has any, against what it wants.
func (q *question) testDates(t *testing.T, dir string, a *agreement.Agreement) {
	w := q.Dates
	if len(w.Expect) == 0 && w.Late == nil {
		t.Fatal("no date is expected")
	}
	args := []string{"dates", dir, "--json"}
	for _, id := range slices.Sorted(maps.Keys(w.If)) {
		mustKnow(t, a, []string{id})
		args = append(args, "--if", id+"="+w.If[id])
	}
	if q.Readings != nil && len(*q.Readings) > 0 {
		args = append(args, "--readings", strings.Join(*q.Readings, ","))
	}
	rows := readDates(t, args)
	for _, id := range slices.Sorted(maps.Keys(w.Expect)) {
		if rows[id] == nil {
			t.Errorf("dates has no commitment %q", id)
			continue
		}
		w.compare(t, id, rows[id])
	}
	if w.Late != nil {
		mustKnow(t, a, *w.Late)
		if diff := cmp.Diff(sortedCopy(*w.Late), late(rows)); diff != "" {
			t.Errorf("late commitments (- expected, + found):\n%s", diff)
		}
	}
}

// readDates runs the command and gives its rows.
func readDates(t *testing.T, args []string) dateRows {
	t.Helper()
	out, told, status := lockstep(args...)
	if status > 1 {
		t.Fatalf("lockstep %s ended with %d and said:\n%s", strings.Join(args, " "), status, told)
	}
	var report datesReport
	if err := json.Unmarshal([]byte(out), &report); err != nil {
		t.Fatalf("lockstep %s: %v", strings.Join(args, " "), err)
	}
	rows := dateRows{}
	for _, row := range report.Dates {
		id, _ := row["id"].(string)
		rows[id] = row
	}
	return rows
}

// compare holds what is expected of one commitment against its row.
func (w *datesWanted) compare(t *testing.T, id string, row map[string]any) {
	t.Helper()
	if len(w.Expect[id]) == 0 {
		t.Errorf("nothing is expected of %s", id)
	}
	for _, field := range slices.Sorted(maps.Keys(w.Expect[id])) {
		if !slices.Contains(dateFields, field) {
			t.Errorf("%s: %q is none of %q", id, field, dateFields)
		}
		if diff := cmp.Diff(w.Expect[id][field], row[field]); diff != "" {
			t.Errorf("%s, %s (- expected, + found):\n%s", id, field, diff)
		}
	}
}

// late lists the commitments of negative slack, sorted.
func late(rows dateRows) []string {
	list := []string{}
	for _, id := range slices.Sorted(maps.Keys(rows)) {
		if slack, known := rows[id]["slack_days"].(float64); known && slack < 0 {
			list = append(list, id)
		}
	}
	return list
}

// Names.

// mustKnow fails for every id that the agreement does not have.
func mustKnow(t *testing.T, a *agreement.Agreement, ids []string) {
	t.Helper()
	for _, id := range ids {
		if _, named := a.Lookup(id); !named && !slices.Contains(ownNames(a), id) {
			t.Errorf("the agreement has no %q", id)
		}
	}
}

// ownNames are the names outside the namespace of expressions that a finding may be about.
func ownNames(a *agreement.Agreement) []string {
	names := a.ReadingNames()
	for i := range a.Redlines {
		names = append(names, a.Redlines[i].ID)
	}
	for i := range a.Goals {
		names = append(names, a.Goals[i].ID)
	}
	for i := range a.Powers {
		names = append(names, a.Powers[i].ID)
	}
	for i := range a.Branches {
		names = append(names, a.Branches[i].ID)
	}
	for i := range a.Rounds {
		names = append(names, a.Rounds[i].ID)
	}
	return names
}

// holdsAll reports whether list has every one of wanted.
func holdsAll(list, wanted []string) bool {
	return !slices.ContainsFunc(wanted, func(id string) bool { return !slices.Contains(list, id) })
}

func sortedCopy(ids []string) []string {
	sorted := append([]string{}, ids...)
	slices.Sort(sorted)
	return sorted
}
