package sqlite

import (
	"database/sql"
	"path/filepath"
	"testing"

	"lockstep/internal/ledger"
	"lockstep/internal/ledger/ledgertest"
	"lockstep/internal/status/statustest"
)

// A file is one ledger of the exam.
type file string

func (f file) Open(t testing.TB, now func() ledger.Instant) ledger.Store {
	s, err := Open(t.Context(), string(f), Options{Now: now})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// Tamper takes the triggers out first.
func (f file) Tamper(t testing.TB, statement string, args ...any) {
	db, err := sql.Open("sqlite", address(string(f), nil))
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	for _, name := range []string{"entry_kept", "entry_there", "tile_grows", "tile_there"} {
		if _, err := db.Exec("drop trigger if exists " + name); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := db.Exec(statement, args...); err != nil {
		t.Fatal(err)
	}
}

func newFile(t testing.TB) ledgertest.Place {
	path := filepath.Join(t.TempDir(), "with ?, # and %20.db")
	s, err := Create(t.Context(), path, "lockstep/exam", Options{})
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	return file(path)
}

func TestExam(t *testing.T) { ledgertest.Exam(t, newFile) }

// TestAnswersStay: what a status once said of this store's events it says for ever.
func TestAnswersStay(t *testing.T) {
	statustest.AnswersStay(t, 40, func(t testing.TB) statustest.Books {
		return statustest.InStore{Place: newFile(t)}
	})
}
