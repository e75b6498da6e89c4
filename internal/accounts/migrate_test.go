package accounts

import (
	"database/sql"
	"path/filepath"
	"testing"
)

// TestAccountsOfAnEarlierVersionStay opens a file that the first version of the schema made.
func TestAccountsOfAnEarlierVersionStay(t *testing.T) {
	path := filepath.Join(t.TempDir(), "accounts.db")
	db, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	kept, err := digest(good)
	if err != nil {
		t.Fatal(err)
	}
	for _, statement := range []string{migrations[0], "insert into version (version) values (1)",
		"insert into account (name, display, role, party, digest, disabled, made, since) " +
			"values ('asha', 'Asha', 'steward', '', '" + kept + "', 0, 1, 0)"} {
		if _, err := db.Exec(statement); err != nil {
			t.Fatal(err)
		}
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	for range 2 { // brought up to date, and so already
		a, err := OpenFile(t.Context(), path, Options{})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := a.SignIn(t.Context(), "asha", good, "192.0.2.1"); err != nil {
			t.Error(err)
		}
		if _, err := a.AddNote(t.Context(), "asha", "event:e1", "a note"); err != nil {
			t.Error(err)
		}
		if err := a.Close(); err != nil {
			t.Error(err)
		}
	}
}
