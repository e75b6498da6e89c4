package postgres

import (
	"errors"
	"fmt"
	"os"
	"strings"
	"syscall"
	"testing"

	"lockstep/internal/ledger"
	"lockstep/internal/ledger/ledgertest"
	"lockstep/internal/postgres/postgrestest"
)

// fill writes until something is refused. It returns the last portion that was acknowledged and
// what the writer was told of the next.
func fill(t *testing.T, s *Store) (acknowledged int, refusal error) {
	t.Helper()
	acknowledged, refusal = writeUntil(t, s, 0, func() error { return nil })
	if acknowledged < 10 {
		t.Fatalf("only portion %d was written, then %v", acknowledged, refusal)
	}
	return acknowledged, refusal
}

// exactly checks that there is what was acknowledged, and nothing else, and that the log is whole.
func exactly(t *testing.T, s *Store, acknowledged int) {
	t.Helper()
	if next := ledgertest.Afterwards(t, s, acknowledged); next != acknowledged+1 {
		t.Fatalf("portion %d is there, and it was refused", next-1)
	}
}

// goOn writes the portion that was refused and another one.
func goOn(t *testing.T, s *Store, acknowledged int) {
	t.Helper()
	for i := acknowledged + 1; i < acknowledged+3; i++ {
		if _, err := s.Append(t.Context(), ledger.Each(ledgertest.Portion(i))); err != nil {
			t.Fatal(err)
		}
	}
	exactly(t, s, acknowledged+2)
}

// TestFullTables: tables may not grow, while the server lives on. The refusal says so, what was
// acknowledged is there, and once there is room the same portion is taken.
func TestFullTables(t *testing.T) {
	own, s := ownServer(t, "lockstep/full")
	// Not a whole number of pages: what is written up to there is then said to be too little
	// because the disk is full.
	if err := own.Limit("2097252"); err != nil {
		t.Fatal(err)
	}
	acknowledged, refusal := fill(t, s)
	if !errors.Is(refusal, ledger.ErrFull) || !strings.Contains(refusal.Error(), "no room left") {
		t.Fatalf("the writer was told %v", refusal)
	}
	exactly(t, s, acknowledged)
	next := ledger.Each(ledgertest.Portion(acknowledged + 1))
	if _, err := s.Append(t.Context(), next); !errors.Is(err, ledger.ErrFull) {
		t.Fatalf("once more: %v", err)
	}
	exactly(t, s, acknowledged)
	if err := own.Limit(postgrestest.NoLimit); err != nil {
		t.Fatal(err)
	}
	goOn(t, s, acknowledged)
}

// TestFullLog: the server's own log may not grow. The server gives up then, as PostgreSQL does,
// and does not start before there is room.
func TestFullLog(t *testing.T) {
	own, s := ownServer(t, "lockstep/full")
	if err := own.Limit("600000"); err != nil {
		t.Fatal(err)
	}
	acknowledged, refusal := writeUntil(t, s, 0, func() error { return nil })
	onceThereIsRoom(t, own, s, acknowledged, refusal)
}

// onceThereIsRoom starts a server anew that gave up for want of room, and checks that what the
// writer was told is true.
func onceThereIsRoom(
	t *testing.T, own *postgrestest.Server, s *Store, acknowledged int, refusal error,
) {
	t.Helper()
	if !errors.Is(refusal, ledger.ErrFull) {
		if err := errors.Join(own.Kill(), own.Restart()); err != nil {
			t.Fatal(err)
		}
	}
	switch {
	case errors.Is(refusal, ledger.ErrUnsure):
		acknowledged = ledgertest.Afterwards(t, s, acknowledged) - 1
	case !errors.Is(refusal, ledger.ErrFull) && !errors.Is(refusal, ledger.ErrLost) &&
		!errors.Is(refusal, ledger.ErrUnreachable):
		t.Fatalf("the writer was told %v", refusal)
	}
	exactly(t, s, acknowledged)
	goOn(t, s, acknowledged)
}

// TestFullDisk: the whole cluster is on a disk that becomes full.
func TestFullDisk(t *testing.T) {
	dir, err := os.MkdirTemp("", "lockstep-full-") // the server's user may go there
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.Remove(dir) })
	ledgertest.Disk(t, dir, "200m", 0)
	ledgertest.Unmount(t, dir)
	t.Setenv("TMPDIR", dir)
	own, s := ownServer(t, "lockstep/full")
	var disk syscall.Statfs_t
	if err := syscall.Statfs(dir, &disk); err != nil {
		t.Fatal(err)
	}
	used := int64(disk.Blocks-disk.Bfree) * disk.Bsize
	ledgertest.Disk(t, dir, fmt.Sprint(used+3<<20), syscall.MS_REMOUNT)
	acknowledged, refusal := fill(t, s)
	ledgertest.Disk(t, dir, "200m", syscall.MS_REMOUNT)
	onceThereIsRoom(t, own, s, acknowledged, refusal)
}
