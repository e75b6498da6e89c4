package sqlite

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"lockstep/internal/ledger"
	"lockstep/internal/ledger/ledgertest"
)

func TestMain(m *testing.M) {
	ledgertest.Writer(openFile)
	os.Exit(m.Run())
}

func openFile(ctx context.Context, path string) (ledger.Store, error) {
	return Open(ctx, path, Options{})
}

// TestKilled kills a writing program 200 times at moments of chance.
func TestKilled(t *testing.T) {
	ledgertest.Killing{Rounds: 200, Open: openFile, New: func(t testing.TB) string {
		path := filepath.Join(t.TempDir(), "lockstep.db")
		create(t, path)
		return path
	}}.Run(t)
}

func create(t testing.TB, path string) {
	s, err := Create(t.Context(), path, "lockstep/killed", Options{})
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
}

// portion is the i-th portion of what fills a disk.
func portion(i int) []ledger.Event { return ledgertest.Portion(i) }
