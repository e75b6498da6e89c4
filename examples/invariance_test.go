package examples

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"lockstep/internal/lang"
)

// sources are the *.hcl files of an example, by name.
func sources(t *testing.T, dir string) map[string]string {
	t.Helper()
	paths, err := filepath.Glob(filepath.Join(dir, "*.hcl"))
	if err != nil || len(paths) == 0 {
		t.Fatalf("%s holds no files: %v", dir, err)
	}
	files := map[string]string{}
	for _, path := range paths {
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		files[filepath.Base(path)] = string(text)
	}
	return files
}

// evidenceOf are the lines of an example's evidence, if it has any.
func evidenceOf(t *testing.T, dir string) []string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(dir, "evidence.jsonl"))
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		t.Fatal(err)
	}
	return strings.Split(strings.TrimSpace(string(text)), "\n")
}

// elsewhere writes files into a folder of their own.
func elsewhere(t *testing.T, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, text := range files {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// said is what check and dates say, without the places in the files.
func said(t *testing.T, dir string) string {
	t.Helper()
	var all strings.Builder
	for _, args := range [][]string{{"check", "--json", dir}, {"dates", dir}, {"dates", "--json", dir}} {
		out, told, status := lockstep(args...)
		if status > 1 {
			t.Fatalf("lockstep %v: exit status %d: %s", args, status, told)
		}
		all.WriteString(place.ReplaceAllString(out, ""))
	}
	return all.String()
}

var place = regexp.MustCompile(`(?s)"where": \[.*?\]`)

// everyCommand is what each command that prints what it finds is asked of a project.
var everyCommand = [][]string{
	{"check"}, {"check", "--all"}, {"check", "--sarif"}, {"check", "--readings", "none", "--json"},
	{"dates"}, {"blockers", "--size", "1", "--needs"}, {"exposure"}, {"exposure", "--json"},
	{"status", "--as-of", "2020-06-30"}, {"status", "--as-of", "2020-06-30", "--json"},
	{"graph"}, {"graph", "--format", "dot"}, {"graph", "--format", "mermaid"}, {"graph", "--json"},
}

// inFile is a place in a file, as text and SARIF tell it; it depends on the file, and so does where
// the line breaks that tells it.
var (
	inFile = regexp.MustCompile(`\S+\.hcl:\d+,?|\band\b|\bat\b|` +
		`(?s)"(related)?[lL]ocations": \[\s*\{\s*("id": \d+,\s*)?"physicalLocation".*?\n {10}\]`)
	blank = regexp.MustCompile(`\s+`)
)

// saidByAll is what every command says, without the places in the files; asked is done to what each
// is asked.
func saidByAll(t *testing.T, dir string, asked func(string) string) string {
	t.Helper()
	var all strings.Builder
	for _, words := range everyCommand {
		var args []string
		for _, word := range words {
			args = append(args, asked(word))
		}
		out, told, status := lockstep(append(args, dir)...)
		if status > 1 {
			t.Fatalf("lockstep %v: exit status %d: %s", args, status, told)
		}
		out = inFile.ReplaceAllString(place.ReplaceAllString(out, ""), "")
		fmt.Fprintf(&all, "%v\n%s\n", args, blank.ReplaceAllString(out, "\n"))
	}
	return all.String()
}

var topBlock = regexp.MustCompile(`(?ms)^[a-z]+ "[^\n]*\{$.*?^\}$`)

func asWritten(s string) string { return s }

// TestOrderChangesNoByte: the blocks of an example, shuffled over other files, and the lines of its
// evidence.
func TestOrderChangesNoByte(t *testing.T) {
	eachExample(t, func(t *testing.T, dir string) {
		want, wantOfAll := said(t, dir), saidByAll(t, dir, asWritten)
		var blocks []string
		for _, text := range sources(t, dir) {
			blocks = append(blocks, topBlock.FindAllString(text, -1)...)
		}
		slices.Sort(blocks)
		for seed := range uint64(3) {
			r, files := rand.New(rand.NewPCG(seed, 1)), map[string]string{}
			for _, i := range r.Perm(len(blocks)) {
				files[fmt.Sprintf("f%d.hcl", r.IntN(3))] += blocks[i] + "\n"
			}
			if lines := evidenceOf(t, dir); len(lines) > 0 {
				r.Shuffle(len(lines), func(i, j int) { lines[i], lines[j] = lines[j], lines[i] })
				files["evidence.jsonl"] = strings.Join(lines, "\n")
			}
			shuffled := elsewhere(t, files)
			if diff := cmp.Diff(want, said(t, shuffled)); diff != "" {
				t.Fatalf("shuffle %d:\n%s", seed, diff)
			}
			if seed > 0 {
				continue // one for the commands that take long
			}
			if diff := cmp.Diff(wantOfAll, saidByAll(t, shuffled, asWritten)); diff != "" {
				t.Fatalf("what all say:\n%s", diff)
			}
		}
	})
}

var century = regexp.MustCompile(`\b(19|20)(\d\d-\d\d)`)

// later is a text with every date 400 years later. That is 146097 days, whole weeks, after which
// the calendar repeats, so that "4mo" is as many days then as now.
func later(text string) string {
	return century.ReplaceAllStringFunc(text, func(date string) string {
		return map[string]string{"19": "23", "20": "24"}[date[:2]] + date[2:]
	})
}

// TestLaterDatesAreLater: with every date as many days later, every day told is as many days
// later, and nothing else is different.
func TestLaterDatesAreLater(t *testing.T) {
	told := 0
	eachExample(t, func(t *testing.T, dir string) {
		files := sources(t, dir)
		for name, text := range files {
			files[name] = later(text)
		}
		files["evidence.jsonl"] = later(strings.Join(evidenceOf(t, dir), "\n"))
		moved := elsewhere(t, files)
		before := said(t, dir) + saidByAll(t, dir, asWritten)
		told += len(century.FindAllString(before, -1))
		if diff := cmp.Diff(later(before), said(t, moved)+saidByAll(t, moved, later)); diff != "" {
			t.Errorf("(- moved afterwards, + moved before)\n%s", diff)
		}
	})
	if told < 100 {
		t.Errorf("only %d dates were told", told)
	}
}

var word = regexp.MustCompile(`[a-zA-Z0-9_]([a-zA-Z0-9_-]*[a-zA-Z0-9_])?`)

// TestNamesOfDatesAreOnlyNames: with "x-" before the id of every commitment, clock, condition,
// decision and issue, the days are the same, under the new names.
func TestNamesOfDatesAreOnlyNames(t *testing.T) {
	eachExample(t, func(t *testing.T, dir string) {
		isID := map[string]bool{}
		for _, id := range datedIDs(load(t, dir)) {
			isID[id] = true
		}
		for _, block := range lang.Blocks() { // words of the language stay what they are
			delete(isID, block.Kind.String())
			for _, attribute := range block.Attributes {
				delete(isID, attribute.Name)
			}
		}
		rename := func(text string) string {
			return word.ReplaceAllStringFunc(text, func(w string) string {
				if isID[w] {
					return "x-" + w
				}
				return w
			})
		}
		files := sources(t, dir)
		for name, text := range files {
			files[name] = rename(text)
		}
		want, got := datesOf(t, dir), datesOf(t, elsewhere(t, files))
		for i := range want {
			want[i].ID = rename(want[i].ID)
			for j, id := range want[i].Assuming {
				want[i].Assuming[j] = rename(id)
			}
			slices.Sort(want[i].Assuming)
			slices.Sort(got[i].Assuming)
		}
		byID := func(x, y datesLine) int { return strings.Compare(x.ID, y.ID) }
		slices.SortFunc(want, byID)
		slices.SortFunc(got, byID)
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("(- renamed afterwards, + renamed before)\n%s", diff)
		}
	})
}

// datedIDs are the ids of what can happen on a day.
func datedIDs(p *lang.Project) []string {
	a := p.Agreement
	var ids []string
	for i := range a.Commitments {
		ids = append(ids, a.Commitments[i].ID)
	}
	for i := range a.Clocks {
		ids = append(ids, a.Clocks[i].ID)
	}
	for i := range a.Conditions {
		ids = append(ids, a.Conditions[i].ID)
	}
	for i := range a.Decisions {
		ids = append(ids, a.Decisions[i].ID)
	}
	for i := range a.Issues {
		ids = append(ids, a.Issues[i].ID)
	}
	return ids
}

type datesLine struct {
	ID                    string
	Earliest, Due, Latest *string
	Slack                 *int `json:"slack_days"`
	Assuming              []string
}

func datesOf(t *testing.T, dir string) []datesLine {
	t.Helper()
	out, told, status := lockstep("dates", "--json", dir)
	var report struct{ Dates []datesLine }
	if err := json.Unmarshal([]byte(out), &report); status != 0 || err != nil {
		t.Fatalf("dates: exit status %d, %v: %s%s", status, err, out, told)
	}
	return report.Dates
}
