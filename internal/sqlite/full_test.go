package sqlite

import (
	"errors"
	"path/filepath"
	"strings"
	"testing"

	"lockstep/internal/ledger"
)

// fill appends portions until there is no room and checks that all that was acknowledged is
// there, and nothing else. It returns the first portion that found no room.
func fill(t *testing.T, s *Store) int {
	t.Helper()
	want := int64(0)
	for i := range 10_000 {
		receipt, err := s.Append(t.Context(), ledger.Each(portion(i)))
		if err == nil {
			want += int64(receipt.Added)
			continue
		}
		if !errors.Is(err, ledger.ErrFull) || !strings.Contains(err.Error(), "no room left") {
			t.Fatalf("error %v", err)
		}
		whole(t, s, want)
		if _, err := s.Append(t.Context(), ledger.Each(portion(i))); !errors.Is(err, ledger.ErrFull) {
			t.Fatalf("once more: error %v", err)
		}
		whole(t, s, want)
		return i
	}
	t.Fatal("it never became full")
	return 0
}

// whole checks that there are so many entries and that the log is whole.
func whole(t *testing.T, s *Store, want int64) {
	t.Helper()
	verdict, err := ledger.Verify(t.Context(), s, ledger.Trust{})
	if err != nil || verdict.Fault != nil || verdict.Tree.N != want {
		t.Fatalf("verdict %+v, fault %+v, error %v; want %d entries", verdict, verdict.Fault, err, want)
	}
}

// goOn appends the portion that found no room and another one.
func goOn(t *testing.T, s *Store, from int) {
	t.Helper()
	for i := from; i < from+2; i++ {
		if _, err := s.Append(t.Context(), ledger.Each(portion(i))); err != nil {
			t.Fatal(err)
		}
	}
	size, err := s.Size(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	whole(t, s, size)
}

func TestFullFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "lockstep.db")
	create(t, path)
	s, err := Open(t.Context(), path, Options{MostPages: 250})
	if err != nil {
		t.Fatal(err)
	}
	from := fill(t, s)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if s, err = Open(t.Context(), path, Options{}); err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	goOn(t, s, from)
}
