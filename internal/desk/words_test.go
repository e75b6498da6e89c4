package desk_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"lockstep/internal/books"
	"lockstep/internal/calendar"
	"lockstep/internal/concordance"
	"lockstep/internal/desk"
	"lockstep/internal/lang"
	"lockstep/internal/ledger"
	"lockstep/internal/sqlite"
)

const named = `agreement "small" {
}

party "us" {
  name = "Vereinigte Staaten"
}

commitment "leave" {
  by   = us
  text = "Withdraw from five bases"
}

commitment "stay" {
  by = us
}

source "report" {
  publisher   = "Türkiye Haber"
  reliability = "B"
}

source "copy" {
  publisher = "Pajhwok"
  repeats   = "report"
}
`

const saying = `{"id":"e1","at":"2020-07-13","kind":"partly","subject":"leave","actor":"us","source":"report","note":"14,000 troops left Kandahār","mode":"saw","known":"2020-08-01"}
{"id":"e2","at":"2020-07-14","kind":"done","subject":"stay","source":"copy","note":"troopers; left bases behind, five of them"}
{"id":"e3","at":"2020-07-15","kind":"done","subject":"stay","note":"کابل was left"}
{"id":"e4","at":"2020-07-16","kind":"done","subject":"stay","note":"كابل still left","corrects":"e3","known":"2020-07-20"}
{"id":"e5","at":"2020-07-17","kind":"done","subject":"stay"}
{"id":"e6","at":"2020-07-18","kind":"retracted","retracts":"e5"}
`

// sealedCopy is a folder of the same project whose evidence lies in a ledger.
func sealedCopy(t *testing.T, dir string) string {
	t.Helper()
	to := t.TempDir()
	if err := os.CopyFS(to, os.DirFS(dir)); err != nil {
		t.Fatal(err)
	}
	project, err := lang.Load(to)
	if err != nil {
		t.Fatal(err)
	}
	events, err := books.ReadPlain(to, project.Agreement)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Remove(filepath.Join(to, books.PlainFile)); err != nil {
		t.Fatal(err)
	}
	store, err := sqlite.Create(t.Context(), filepath.Join(to, books.LedgerFile),
		books.OriginOf(project.Agreement), sqlite.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close()
	if _, err := store.Append(t.Context(), ledger.Each(events)); err != nil {
		t.Fatal(err)
	}
	return to
}

func idsOf(events []*ledger.Event) string {
	var ids []string
	for _, e := range events {
		ids = append(ids, e.ID)
	}
	return strings.Join(ids, " ")
}

func TestFindByWordsAndFilters(t *testing.T) {
	plain := t.TempDir()
	write(t, plain, "small.hcl", named)
	write(t, plain, books.PlainFile, saying)
	all := desk.Search{From: calendar.None, Until: calendar.None}
	for kind, dir := range map[string]string{"plain": plain, "ledger": sealedCopy(t, plain)} {
		x := openIn(t, dir).Now().Answers(day(2020, 7, 20))
		for _, test := range []struct {
			with func(*desk.Search)
			want string
		}{
			{func(s *desk.Search) {}, "e4 e2 e1"},
			{func(s *desk.Search) { s.Words = "left" }, "e4 e2 e1"},
			{func(s *desk.Search) { s.Words = "troop" }, "e2 e1"},
			{func(s *desk.Search) { s.Words = "troops" }, "e1"},
			{func(s *desk.Search) { s.Words = `"troop"` }, ""},
			{func(s *desk.Search) { s.Words = "five bases" }, "e2 e1"},    // in e1 by its subject
			{func(s *desk.Search) { s.Words = `"five bases"` }, "e1"},     // in a row
			{func(s *desk.Search) { s.Words = "bases left" }, "e2 e1"},    // in any order
			{func(s *desk.Search) { s.Words = `"left bases"` }, "e2"},     //
			{func(s *desk.Search) { s.Words = "kandahar 14000" }, "e1"},   //
			{func(s *desk.Search) { s.Words = "vereinigte haber" }, "e1"}, // party and publisher
			{func(s *desk.Search) { s.Words = "کابل" }, "e4"},             // either spelling
			{func(s *desk.Search) { s.Words = "withdraw" }, "e1"},         //
			{func(s *desk.Search) { s.Words = "us" }, "e1"},               // its id
			{func(s *desk.Search) { s.Words = "bas" }, "e2 e1"},           //
			{func(s *desk.Search) { s.Words = `* ' " -- ;` }, "e4 e2 e1"}, // no words
			{func(s *desk.Search) { s.Source = "report" }, "e2 e1"},       // and its copies
			{func(s *desk.Search) { s.Reliability = "B" }, "e1"},          //
			{func(s *desk.Search) { s.Reliability = "F" }, "e2"},          //
			{func(s *desk.Search) { s.Mode = "saw" }, "e1"},               //
			{func(s *desk.Search) { s.Fate = desk.Correcting }, "e4"},     //
			{func(s *desk.Search) { s.Fate = desk.Corrected }, "e3"},      //
			{func(s *desk.Search) { s.Fate = desk.Retracted }, "e5"},      //
			{func(s *desk.Search) { s.Contested = true }, ""},             //
			{func(s *desk.Search) { s.From = calendar.MakeDay(2020, 7, 14) }, "e4 e2"},
			{func(s *desk.Search) { s.From, s.ByKnown = calendar.MakeDay(2020, 7, 20), true }, "e4 e1"},
			{func(s *desk.Search) { s.Until, s.Words = calendar.MakeDay(2020, 7, 14), "left" }, "e2 e1"},
		} {
			s := all
			test.with(&s)
			if got := idsOf(x.Find(s)); got != test.want {
				t.Errorf("%s: %+v finds %q, want %q", kind, s, got, test.want)
			}
		}
	}
}

// TestOneSearchOverEveryKindOfBooks: whatever is typed, plain evidence and a ledger give the same
// in the same order, and it is what a look through every text gives.
func TestOneSearchOverEveryKindOfBooks(t *testing.T) {
	const dir = "../../examples/doha-2020"
	plain := openIn(t, dir).Now().Answers(ledger.Everything)
	kept := openIn(t, sealedCopy(t, dir)).Now().Answers(ledger.Everything)
	typed := []string{"troops left", `"prime minister"`, "bagr", "us-86", "afp-", "taliban prisoners", "us"}
	view := plain.Counting()
	for i := range view {
		words := strings.Fields(view[i].Note)
		typed = append(typed, words[:min(len(words), 1)]...)
		typed = append(typed, view[i].ID, `"`+strings.Join(words[:min(len(words), 3)], " ")+`"`)
	}
	for _, words := range typed {
		s := desk.Search{Words: words, From: calendar.None, Until: calendar.None}
		found := plain.Find(s)
		if got := idsOf(kept.Find(s)); got != idsOf(found) {
			t.Fatalf("%q finds %q in a ledger, and %q in plain evidence", words, got, idsOf(found))
		}
		for i := range view {
			if want := says(&view[i], plain, words); want != slices.Contains(found, &view[i]) {
				t.Errorf("%q in %s: %v", words, view[i].ID, !want)
			}
		}
	}
}

// says looks for words in an event, and in what it names, the slow way.
func says(e *ledger.Event, x *desk.Answers, typed string) bool {
	texts := append(e.Texts(), "")
	a := x.Agreement
	for i := range a.Commitments {
		if a.Commitments[i].ID == e.Subject {
			texts = append(texts, a.Commitments[i].Text, a.Commitments[i].Article)
		}
	}
	for i := range a.Conditions {
		if a.Conditions[i].ID == e.Subject {
			texts = append(texts, a.Conditions[i].Text)
		}
	}
	for i := range a.Parties {
		if id := a.Parties[i].ID; id == e.Actor || id == e.Assessor {
			texts = append(texts, a.Parties[i].Name)
		}
	}
	for i := range a.Sources {
		if a.Sources[i].ID == e.Source {
			texts = append(texts, a.Sources[i].Publisher)
		}
	}
	for _, term := range concordance.Read(typed) {
		if !slices.ContainsFunc(texts, func(text string) bool {
			return term.In(concordance.Words(text))
		}) {
			return false
		}
	}
	return true
}

// TestSearchingDoesWithoutTheDatabase: where the kept words cannot be asked, the same is found.
func TestSearchingDoesWithoutTheDatabase(t *testing.T) {
	d := openIn(t, sealedCopy(t, "../../examples/doha-2020"))
	x := d.Now().Answers(ledger.Everything)
	s := desk.Search{Words: "troops left", From: calendar.None, Until: calendar.None}
	before := idsOf(x.Find(s))
	if err := d.Close(); err != nil {
		t.Fatal(err)
	}
	if after := idsOf(x.Find(s)); after != before || before == "" {
		t.Errorf("%q with it, %q without", before, after)
	}
}
