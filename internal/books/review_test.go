package books_test

import (
	"context"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"lockstep/internal/books"
	"lockstep/internal/lang"
	"lockstep/internal/ledger"
	"lockstep/internal/sqlite"
)

// incoming is a file with, in this order: an event that is there already, entered by somebody; one
// under a taken id; a good one; one about nothing; a correction of that; a correction of the
// correction; a correction of the good one; no JSON; the good one once more; another under its id.
const incoming = `{"id":"small-0001","at":"2020-07-13","kind":"done","subject":"leave"}
{"id":"small-0002","at":"2020-07-14","kind":"done","subject":"leave"}
{"id":"n1","at":"2020-07-15","kind":"partly","subject":"leave"}
{"id":"n2","at":"2020-07-15","kind":"done","subject":"leev"}
{"id":"n3","at":"2020-07-15","kind":"done","subject":"leave","corrects":"n2"}
{"id":"n4","at":"2020-07-15","kind":"done","subject":"leave","corrects":"n3"}
{"id":"n5","at":"2020-07-15","kind":"done","subject":"leave","corrects":"n1"}
{"id":
{"id":"n1","at":"2020-07-15","kind":"partly","subject":"leave"}
{"id":"n1","at":"2020-07-16","kind":"partly","subject":"leave"}
`

func reviewed(t *testing.T, dir string, p *lang.Project, text string) *books.Review {
	t.Helper()
	kept, err := books.Open(context.Background(), dir, p.Agreement)
	if err != nil {
		t.Fatal(err)
	}
	defer kept.Close()
	in := books.Incoming{Dir: dir, Agreement: p.Agreement,
		Read: func(visit func(*ledger.Event, []ledger.Refusal) bool) error {
			return ledger.StreamJSONL(strings.NewReader(text), visit)
		}}
	review, err := in.Review(context.Background(), kept)
	if err != nil {
		t.Fatal(err)
	}
	return review
}

// TestReview: plain evidence and a ledger say the same of a file, line by line, and hold nothing of
// it afterwards.
func TestReview(t *testing.T) {
	for _, kind := range []string{"plain", "ledger"} {
		t.Run(kind, func(t *testing.T) {
			dir, p := project(t)
			if kind == "ledger" {
				store, err := sqlite.Create(t.Context(), filepath.Join(dir, books.LedgerFile),
					books.OriginOf(p.Agreement), sqlite.Options{})
				if err != nil {
					t.Fatal(err)
				}
				if err := store.Close(); err != nil {
					t.Fatal(err)
				}
			}
			for _, day := range []string{"2020-07-13", "2020-07-13"} {
				if _, err := add(t, dir, p, map[string]string{"at": day, "kind": "done",
					"subject": "leave", "recorder": "ada"}); err != nil {
					t.Fatal(err)
				}
			}
			r := reviewed(t, dir, p, incoming)
			var lines, present, refused []int
			for _, e := range r.New {
				lines = append(lines, int(e.Line))
			}
			for _, e := range r.Present {
				present = append(present, int(e.Line))
			}
			for _, f := range r.Refused {
				if len(refused) == 0 || refused[len(refused)-1] != f.Line {
					refused = append(refused, f.Line)
				}
			}
			wantNew := []int{3, 7, 9} // the repeated one is passed over when it is added
			if !slices.Equal(lines, wantNew) || !slices.Equal(present, []int{1}) ||
				!slices.Equal(refused, []int{2, 4, 5, 6, 8, 10}) {
				t.Errorf("new %v, present %v, refused %v:\n%v", lines, present, refused, r.Refused)
			}
			again := reviewed(t, dir, p, incoming)
			if len(again.New) != len(r.New) {
				t.Error("looking at a file has changed something")
			}
		})
	}
}
