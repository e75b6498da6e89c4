package postgres

import (
	"bytes"
	"context"
	"errors"
	"flag"
	"fmt"
	"math/rand/v2"
	"net/url"
	"strings"
	"testing"
	"time"

	"lockstep/internal/ledger"
	"lockstep/internal/ledger/ledgertest"
	"lockstep/internal/postgres/postgrestest"
)

var long = flag.Bool("long", false, "kill the server 200 times rather than 12")

// openPlace opens the ledger of an address that names its schema.
func openPlace(ctx context.Context, place string) (ledger.Store, error) {
	to, err := ParseAddress(place)
	if err != nil {
		return nil, err
	}
	return Open(ctx, to, Options{})
}

// newPlace makes a ledger and gives the address that names its schema.
func newPlace(t testing.TB) string {
	return address.String() + "&search_path=" + url.PathEscape(string(newSchema(t).(schema)))
}

// TestKilled kills a writing program 200 times at moments of chance; the server goes on.
func TestKilled(t *testing.T) {
	ledgertest.Killing{Rounds: 200, Open: openPlace, New: newPlace}.Run(t)
}

// TestServerKilled kills the server again and again while a program writes, and starts it anew.
// What the program was told is true: what was acknowledged is there; what it heard was not
// recorded is not; of the rest it was told that nobody knows, and it is there whole or not at all.
func TestServerKilled(t *testing.T) {
	rounds := 12
	if *long {
		rounds = 200
	}
	own, s := ownServer(t, "lockstep/killed") // s is used throughout, as by a program that goes on
	chance := rand.New(rand.NewPCG(3, 4))
	next := 0
	for range rounds {
		acknowledged, lost := writeUntil(t, s, next, func() error {
			<-time.After(time.Duration(chance.IntN(60_000)) * time.Microsecond)
			return own.Kill()
		})
		if err := own.Restart(); err != nil {
			t.Fatal(err)
		}
		next = ledgertest.Afterwards(t, s, max(acknowledged, next-1))
		switch {
		case errors.Is(lost, ledger.ErrUnsure):
		case !errors.Is(lost, ledger.ErrLost) && !errors.Is(lost, ledger.ErrUnreachable):
			t.Fatalf("the writer was told %v", lost)
		case next != acknowledged+1:
			t.Fatalf("portion %d is there, and the writer was told that it was not recorded", next-1)
		}
	}
	if next < rounds {
		t.Errorf("only %d portions were written in %d rounds", next, rounds)
	}
}

// writeUntil writes until what ends it has ended it. It returns the last portion that was
// acknowledged and what the writer was told instead of an acknowledgement.
func writeUntil(t *testing.T, s ledger.Store, from int, end func() error) (int, error) {
	t.Helper()
	var said bytes.Buffer
	ended := make(chan error)
	go func() { ended <- ledgertest.Write(t.Context(), s, from, &said) }()
	if err := end(); err != nil {
		t.Error(err)
	}
	lost, last := <-ended, from-1
	for line := range strings.Lines(said.String()) {
		if _, err := fmt.Sscanf(line, "acknowledged %d", &last); err != nil {
			t.Fatalf("the writer says %q", line)
		}
	}
	return last, lost
}

// ownServer starts a server that this test may do anything to, and makes a ledger of that
// origin in it.
func ownServer(t *testing.T, origin string) (*postgrestest.Server, *Store) {
	t.Helper()
	own, err := postgrestest.Start()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := own.Stop(); err != nil {
			t.Error(err)
		}
	})
	to, err := ParseAddress(own.URL())
	if err != nil {
		t.Fatal(err)
	}
	s, err := Create(t.Context(), to, origin, Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return own, s
}
