package sqlite

import (
	"path/filepath"
	"syscall"
	"testing"

	"lockstep/internal/ledger"
	"lockstep/internal/ledger/ledgertest"
)

func TestFullDisk(t *testing.T) {
	dir := t.TempDir()
	ledgertest.Disk(t, dir, "3m", 0)
	ledgertest.Unmount(t, dir)
	path := filepath.Join(dir, "lockstep.db")
	create(t, path)
	s, err := Open(t.Context(), path, Options{})
	if err != nil {
		t.Fatal(err)
	}
	from := fill(t, s)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if s, err = Open(t.Context(), path, Options{}); err != nil {
		t.Fatalf("on a full disk: %v", err)
	}
	size, err := s.Size(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	whole(t, s, size)
	ledgertest.Disk(t, dir, "30m", syscall.MS_REMOUNT)
	goOn(t, s, from)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
}

// TestReadOnlyDisk: an auditor can verify a ledger on a disk that cannot be written to.
func TestReadOnlyDisk(t *testing.T) {
	dir := t.TempDir()
	ledgertest.Disk(t, dir, "3m", 0)
	ledgertest.Unmount(t, dir)
	path := filepath.Join(dir, "lockstep.db")
	s, err := Create(t.Context(), path, "lockstep/full", Options{})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.Append(t.Context(), ledger.Each(portion(0))); err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	ledgertest.Disk(t, dir, "3m", syscall.MS_REMOUNT|syscall.MS_RDONLY)
	if s, err = Open(t.Context(), path, Options{}); err != nil {
		t.Fatal(err)
	}
	whole(t, s, int64(len(portion(0))))
	if _, err := s.Append(t.Context(), ledger.Each(portion(1))); err == nil {
		t.Error("something was recorded")
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
}
