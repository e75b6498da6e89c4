package books_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
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
	id, err := books.NextID(ctx, kept, p.Agreement)
	if err != nil {
		t.Fatal(err)
	}
	fields["id"] = id
	event, refused := ledger.EventOf(fields)
	if len(refused) > 0 {
		t.Fatal(refused)
	}
	incoming := books.Incoming{Dir: dir, Agreement: p.Agreement, Read: books.One(&event)}
	events, err := incoming.Events()
	if err != nil {
		t.Fatal(err)
	}
	_, err = kept.Add(ctx, events)
	return id, err
}

func TestBooksTakeEventsAndNumberThem(t *testing.T) {
	for name, withLedger := range map[string]bool{"plain": false, "ledger": true} {
		t.Run(name, func(t *testing.T) {
			dir, p := project(t)
			if withLedger {
				store, err := sqlite.Create(context.Background(),
					filepath.Join(dir, books.LedgerFile), "small", sqlite.Options{})
				if err != nil {
					t.Fatal(err)
				}
				store.Close()
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
