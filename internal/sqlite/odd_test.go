package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"lockstep/internal/ledger"
	"lockstep/internal/ledger/ledgertest"
)

// TestOddFiles: what is no ledger is refused, and so is one of a newer version.
func TestOddFiles(t *testing.T) {
	dir := t.TempDir()
	text, newer := filepath.Join(dir, "text.db"), filepath.Join(dir, "newer.db")
	other, empty := filepath.Join(dir, "other.db"), filepath.Join(dir, "empty.db")
	for _, file := range []string{text, empty} {
		content := strings.Repeat("This is not a database. ", 50)
		if file == empty {
			content = ""
		}
		if err := os.WriteFile(file, []byte(content), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	create(t, newer)
	run(t, newer, "pragma user_version = 99")
	run(t, other, "create table entry (seq integer)")
	for path, want := range map[string]string{
		text: "is not a ledger of lockstep", other: "is not a ledger of lockstep",
		empty: "is not a ledger of lockstep", newer: "written by a newer lockstep",
		filepath.Join(dir, "absent.db"): "absent.db",
	} {
		if _, err := Open(t.Context(), path, Options{}); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: error %v", path, err)
		}
	}
}

// run executes a statement on a file of SQLite.
func run(t *testing.T, path, statement string) {
	t.Helper()
	db, err := sql.Open("sqlite", address(path, nil))
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if _, err := db.Exec(statement); err != nil {
		t.Fatal(err)
	}
}

// TestCreateTwice: no ledger takes the place of another one; an empty file is none.
func TestCreateTwice(t *testing.T) {
	path := filepath.Join(t.TempDir(), "lockstep.db")
	if err := os.WriteFile(path, nil, 0o666); err != nil {
		t.Fatal(err)
	}
	create(t, path)
	if _, err := Create(t.Context(), path, "lockstep/other", Options{}); !errors.Is(err, fs.ErrExist) {
		t.Errorf("error %v", err)
	}
}

// TestSlips: a slip with another tool changes nothing.
func TestSlips(t *testing.T) {
	path := filepath.Join(t.TempDir(), "lockstep.db")
	s, err := Create(t.Context(), path, "lockstep/slips", Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if _, err := s.Append(context.Background(), ledger.Each(ledgertest.Made(3))); err != nil {
		t.Fatal(err)
	}
	if err := s.KeepCheckpoint(t.Context(), 3, []byte("signed")); err != nil {
		t.Fatal(err)
	}
	for _, slip := range []string{
		"update entry set id = 'x' where seq = 1", "delete from entry", "update tile set hashes = x'00'",
		"update tile set n = 5", "delete from tile", "delete from checkpoint",
		"update checkpoint set size = 1", "update ledger set origin = 'x'", "update entry set seq = seq + 9",
	} {
		if _, err := s.writing.Exec(slip); err == nil {
			t.Errorf("%s: it was done", slip)
		}
	}
	if size, err := s.Size(t.Context()); err != nil || size != 3 {
		t.Errorf("size %d, error %v", size, err)
	}
}
