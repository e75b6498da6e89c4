package books_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"testing"

	"lockstep/internal/books"
	"lockstep/internal/lang"
	"lockstep/internal/ledger"
	"lockstep/internal/sqlite"
)

const text = `agreement "small" {
}

party "us" {
}

commitment "leave" {
  by = us
}
`

// project writes a small project into a folder and reads it.
func project(t *testing.T) (string, *lang.Project) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "small.hcl"), []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	p, err := lang.Load(dir)
	if err != nil || p.Diagnostics.Errors() {
		t.Fatal(err, p.Diagnostics)
	}
	return dir, p
}

// add opens the books, gives the event the next id, and adds it.
func add(t *testing.T, dir string, p *lang.Project, fields map[string]string) (string, error) {
	ctx := context.Background()
	kept, err := books.Open(ctx, dir, p.Agreement)
	if err != nil {
		t.Fatal(err)
	}
	defer kept.Close()
	fields["id"] = "proposed"
	event, refused := ledger.EventOf(fields)
	if len(refused) > 0 {
		t.Fatal(refused)
	}
	incoming := books.Incoming{Dir: dir, Agreement: p.Agreement}
	_, err = books.AddNext(ctx, kept, incoming, &event)
	return event.ID, err
}

func makeLedger(t *testing.T, dir string) {
	store, err := sqlite.Create(context.Background(), filepath.Join(dir, books.LedgerFile), "small",
		sqlite.Options{})
	if err != nil {
		t.Fatal(err)
	}
	store.Close()
}

// TestPeopleRecordAtOnce: what each of them was told is recorded is there, under the id that they
// were told and no other, also where some say the very same.
func TestPeopleRecordAtOnce(t *testing.T) {
	const people, each = 6, 8
	for name, withLedger := range map[string]bool{"plain": false, "ledger": true} {
		t.Run(name, func(t *testing.T) {
			dir, p := project(t)
			if withLedger {
				makeLedger(t, dir)
			}
			var told sync.Map
			var all sync.WaitGroup
			for who := range people {
				all.Go(func() {
					for n := range each {
						note := fmt.Sprintf("%d of %d", n, who%3) // two say the same
						id, err := add(t, dir, p, map[string]string{"at": "2020-07-13", "kind": "done",
							"subject": "leave", "note": note})
						if err != nil {
							t.Error(err)
						}
						if other, twice := told.LoadOrStore(id, note); twice {
							t.Errorf("%s is %q and %q", id, other, note)
						}
					}
				})
			}
			all.Wait()
			kept, err := books.Open(context.Background(), dir, p.Agreement)
			if err != nil {
				t.Fatal(err)
			}
			defer kept.Close()
			n, err := kept.Size(context.Background())
			if err != nil || n != people*each {
				t.Errorf("%d events, %v", n, err)
			}
			for n := range people * each {
				id := books.IDAfter(p.Agreement, int64(n))
				has, err := kept.Has(context.Background(), id)
				if _, said := told.Load(id); !has || !said || err != nil {
					t.Errorf("%s: there %v, told %v, %v", id, has, said, err)
				}
			}
		})
	}
}

func TestBooksTakeEventsAndNumberThem(t *testing.T) {
	for name, withLedger := range map[string]bool{"plain": false, "ledger": true} {
		t.Run(name, func(t *testing.T) {
			dir, p := project(t)
			if withLedger {
				makeLedger(t, dir)
			}
			done := map[string]string{"at": "2020-07-13", "kind": "done", "subject": "leave"}
			for _, want := range []string{"small-0001", "small-0002"} {
				if id, err := add(t, dir, p, done); err != nil || id != want {
					t.Errorf("added %s, %v, want %s", id, err, want)
				}
			}
			kept, err := books.Open(context.Background(), dir, p.Agreement)
			if err != nil {
				t.Fatal(err)
			}
			defer kept.Close()
			if kept.Sealed() != withLedger {
				t.Errorf("sealed is %v", kept.Sealed())
			}
			if n, err := kept.Size(context.Background()); n != 2 || err != nil {
				t.Errorf("%d events, %v", n, err)
			}
		})
	}
}

func TestBooksRefuseWhatTheAgreementDoesNotKnow(t *testing.T) {
	dir, p := project(t)
	_, err := add(t, dir, p, map[string]string{"at": "2020-07-13", "kind": "done",
		"subject": "stay"})
	var refused *ledger.RefusedError
	if !errors.As(err, &refused) {
		t.Fatalf("got %v, want a refusal", err)
	}
	if _, err := os.Stat(filepath.Join(dir, books.PlainFile)); !os.IsNotExist(err) {
		t.Error("a refused event left a file behind")
	}
}
