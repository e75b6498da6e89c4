package check_test

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"lockstep/internal/agreement"
	"lockstep/internal/agreement/agreementtest"
	"lockstep/internal/calendar"
	"lockstep/internal/check"
	"lockstep/internal/check/all"
	"lockstep/internal/lang"
)

// told is everything that the checks say of a, as JSON without places.
func told(t *testing.T, a *agreement.Agreement) string {
	t.Helper()
	findings := check.Run(a, all.Checks(), check.Options{})
	for i := range findings {
		findings[i].Where = nil
	}
	text, err := json.MarshalIndent(findings, "", " ")
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func exampleFolders(t *testing.T) []string {
	t.Helper()
	folders, err := filepath.Glob("../../examples/*/agreement.hcl")
	if err != nil || len(folders) == 0 {
		t.Fatalf("no examples: %v", err)
	}
	for i := range folders {
		folders[i] = filepath.Dir(folders[i])
	}
	return folders
}

// TestOrderChangesNothing: the blocks of every example shuffled over other files.
func TestOrderChangesNothing(t *testing.T) {
	for _, folder := range exampleFolders(t) {
		t.Run(filepath.Base(folder), func(t *testing.T) {
			project, err := lang.Load(folder)
			if err != nil {
				t.Fatal(err)
			}
			want := told(t, project.Agreement)
			blocks := blocksOf(t, folder)
			for seed := range uint64(5) {
				shuffled := lang.Parse(deal(blocks, rand.New(rand.NewPCG(seed, 1))))
				if diff := cmp.Diff(want, told(t, shuffled.Agreement)); diff != "" {
					t.Fatalf("shuffle %d:\n%s", seed, diff)
				}
			}
		})
	}
}

var topBlock = regexp.MustCompile(`(?ms)^[a-z]+ "[^\n]*\{$.*?^\}$`)

func blocksOf(t *testing.T, folder string) []string {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(folder, "*.hcl"))
	if err != nil {
		t.Fatal(err)
	}
	var blocks []string
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		blocks = append(blocks, topBlock.FindAllString(string(text), -1)...)
	}
	return blocks
}

// deal lays the blocks out over three files in a random order.
func deal(blocks []string, r *rand.Rand) map[string][]byte {
	files := map[string][]byte{}
	for _, i := range r.Perm(len(blocks)) {
		name := fmt.Sprintf("f%d.hcl", r.IntN(3))
		files[name] = append(files[name], blocks[i]+"\n"...)
	}
	return files
}

// TestNamesAreOnlyNames: with every id prefixed, the findings are the same but for the names.
func TestNamesAreOnlyNames(t *testing.T) {
	id := regexp.MustCompile(`\b([a-z][0-9]+|p[ab])\b`)
	for seed := range uint64(250) {
		a := agreementtest.Random(seed, agreementtest.Everything())
		want := id.ReplaceAllString(told(t, a), "long-$1")
		if diff := cmp.Diff(want, told(t, renamed(a))); diff != "" {
			t.Fatalf("seed %d:\n%s", seed, diff)
		}
	}
}

// renamed is a with "long-" before every id.
func renamed(a *agreement.Agreement) *agreement.Agreement {
	b := *a
	rename := func(id string) string { return "long-" + id }
	b.Parties = each(a.Parties, func(p *agreement.Party) {
		p.ID = rename(p.ID)
		if p.Name != "" {
			p.Name = rename(p.Name)
		}
	})
	b.Clocks = each(a.Clocks, func(c *agreement.Clock) { c.ID = rename(c.ID) })
	b.Commitments = each(a.Commitments, func(c *agreement.Commitment) { c.ID = rename(c.ID) })
	b.Conditions = each(a.Conditions, func(c *agreement.Condition) { c.ID = rename(c.ID) })
	b.Decisions = each(a.Decisions, func(d *agreement.Decision) { d.ID = rename(d.ID) })
	b.Exchanges = each(a.Exchanges, func(e *agreement.Exchange) { e.ID = rename(e.ID) })
	b.Levels = each(a.Levels, func(l *agreement.Level) { l.ID = rename(l.ID) })
	b.Issues = each(a.Issues, func(i *agreement.Issue) { i.ID = rename(i.ID) })
	b.Readings = each(a.Readings, func(r *agreement.Reading) { r.ID = rename(r.ID) })
	b.Rounds = each(a.Rounds, func(r *agreement.Round) { r.ID = rename(r.ID) })
	b.Redlines = each(a.Redlines, func(r *agreement.Redline) { r.ID = rename(r.ID) })
	b.Branches = each(a.Branches, func(b *agreement.Branch) { b.ID = rename(b.ID) })
	b.Powers = each(a.Powers, func(p *agreement.Power) { p.ID = rename(p.ID) })
	return &b
}

func each[T any](things []T, change func(*T)) []T {
	changed := append([]T(nil), things...)
	for i := range changed {
		change(&changed[i])
	}
	return changed
}

// TestShiftedDaysShiftWhatIsTold: with every date k days later, every date told is k days later
// and nothing else changes. Durations are in days, since months differ in length.
func TestShiftedDaysShiftWhatIsTold(t *testing.T) {
	const k = 1234
	date := regexp.MustCompile(`\d{4}-\d\d-\d\d`)
	dated := 0
	for seed := range uint64(300) {
		plain, later := datedText(seed, 0), datedText(seed, k)
		before := told(t, parsed(t, plain))
		want := date.ReplaceAllStringFunc(before, func(s string) string {
			dated++
			return shifted(s, k)
		})
		if diff := cmp.Diff(want, told(t, parsed(t, later))); diff != "" {
			t.Fatalf("seed %d:\n%s\n%s", seed, plain, diff)
		}
	}
	if dated < 100 {
		t.Errorf("only %d dates told", dated)
	}
}

func shifted(date string, k int) string {
	day, err := calendar.ParseDay(date, nil)
	if err != nil {
		panic(err)
	}
	return (day + calendar.Day(k)).String()
}

func parsed(t *testing.T, text string) *agreement.Agreement {
	t.Helper()
	project := lang.Parse(map[string][]byte{"a.hcl": []byte(text)})
	if project.Diagnostics.Errors() {
		t.Fatalf("%v\n%s", project.Diagnostics, text)
	}
	return project.Agreement
}

// datedText is a small agreement with random days, all of them k days later.
func datedText(seed uint64, k int) string {
	r := rand.New(rand.NewPCG(seed, 3))
	day := func() string { return fmt.Sprintf("%q", shifted("2020-01-01", k+r.IntN(400))) }
	var b strings.Builder
	fmt.Fprintf(&b, "agreement \"a\" {\n}\nparty \"p\" {\n}\nclock \"k\" {\n at = %s\n}\n", day())
	for i := range 5 {
		fmt.Fprintf(&b, "commitment \"c%d\" {\n by = p\n", i)
		if i > 0 && r.IntN(2) == 0 {
			fmt.Fprintf(&b, " after = [c%d]\n", r.IntN(i))
		}
		switch r.IntN(4) {
		case 0:
			fmt.Fprintf(&b, " due = %s\n", day())
		case 1:
			fmt.Fprintf(&b, " due = k + \"%dd\"\n", r.IntN(200))
		case 2:
			fmt.Fprintf(&b, " starts = %s\n start-by = k + \"%dd\"\n", day(), r.IntN(300))
		}
		b.WriteString("}\n")
	}
	return b.String()
}
