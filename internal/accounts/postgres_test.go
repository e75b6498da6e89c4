package accounts

import (
	"fmt"
	"os"
	"strings"
	"sync"
	"testing"
	"time"

	"lockstep/internal/postgres/postgrestest"
)

// server is the one that tests of PostgreSQL share.
var server struct {
	once    sync.Once
	running *postgrestest.Server
	err     error
	schemas int
}

func TestMain(m *testing.M) {
	status := m.Run()
	if server.running != nil {
		if err := server.running.Stop(); err != nil {
			fmt.Fprintln(os.Stderr, err)
			status = 1
		}
	}
	os.Exit(status)
}

// TestInPostgres asks of accounts in PostgreSQL what is asked of those in a file.
func TestInPostgres(t *testing.T) {
	for name, test := range map[string]func(*testing.T){
		"sign in": TestSignInGivesThePersonWhoIsThere, "tokens": TestTokens,
		"guessing": TestGuessingIsBoundedAndTheOwnerElsewhereIsNotLockedOut,
		"refusals": TestRefusals, "last steward": TestTheLastStewardStays,
		"changes end": TestAChangeEndsWhatWasSignedInBefore, "changes": TestChangesAreWrittenDown,
		"sessions": TestSessionsEnd, "many": TestManyAtOnce,
		"notes": TestNotesKeepTheirHistoryAndTheirOwner, "identities": TestAnIdentityIsOneAccounts,
	} {
		t.Run(name, test)
	}
}

// addressFor is that of a schema of its own for a test of PostgreSQL, "" for any other test.
func addressFor(t *testing.T) string {
	t.Helper()
	if !strings.HasPrefix(t.Name(), "TestInPostgres/") {
		return ""
	}
	server.once.Do(func() { server.running, server.err = postgrestest.Start() })
	if server.err != nil {
		t.Fatal(server.err)
	}
	server.schemas++
	return fmt.Sprintf("%s&search_path=Odd%%22%d", server.running.URL(), server.schemas)
}

// TestServersShareAccounts opens the same accounts twice, as two servers do: a session that one
// began the other knows, and a person that one shuts out is out at the other.
func TestServersShareAccounts(t *testing.T) {
	server.once.Do(func() { server.running, server.err = postgrestest.Start() })
	if server.err != nil {
		t.Fatal(server.err)
	}
	open := func() *Accounts {
		a, err := OpenPostgres(t.Context(), server.running.URL()+"&search_path=shared", Options{})
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { a.Close() })
		return a
	}
	one, other := open(), open()
	for _, p := range []Person{{Name: "asha", Role: Steward}, {Name: "omid", Role: Reader}} {
		if err := one.Add(t.Context(), "", p, good); err != nil {
			t.Fatal(err)
		}
	}
	began := time.Now().Add(time.Second)
	if err := one.Sessions().Commit("t", []byte("s"), began.Add(time.Hour)); err != nil {
		t.Fatal(err)
	}
	if data, there, err := other.Sessions().Find("t"); string(data) != "s" || !there || err != nil {
		t.Errorf("%s %v %v", data, there, err)
	}
	if _, err := other.SignIn(t.Context(), "omid", good, "192.0.2.1"); err != nil {
		t.Error(err)
	}
	if err := other.Disable(t.Context(), "asha", "omid"); err != nil {
		t.Fatal(err)
	}
	if _, err := one.SignIn(t.Context(), "omid", good, "192.0.2.1"); err == nil {
		t.Error("somebody who was shut out is let in")
	}
}

// TestNoDatabase: a database that cannot be reached is told as that.
func TestNoDatabase(t *testing.T) {
	_, err := OpenPostgres(t.Context(), "postgres://clerk@127.0.0.1:1/books", Options{})
	if err == nil || !strings.Contains(err.Error(), "the database cannot be reached") {
		t.Errorf("got %v", err)
	}
}
