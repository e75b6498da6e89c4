package sqlite

import (
	"bufio"
	"context"
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"lockstep/internal/ledger"
)

var long = flag.Bool("long", false, "kill the writer 200 times rather than 12")

// The environment in which the test program is the writer that will be killed.
const (
	writeTo   = "LOCKSTEP_TEST_WRITE_TO"
	writeFrom = "LOCKSTEP_TEST_WRITE_FROM"
)

func TestMain(m *testing.M) {
	if path := os.Getenv(writeTo); path != "" {
		if err := write(path, os.Getenv(writeFrom)); err != nil {
			fmt.Println("error", err)
			os.Exit(1)
		}
	}
	os.Exit(m.Run())
}

// write appends portion after portion until it is killed, and says which are acknowledged.
func write(path, from string) error {
	ctx := context.Background()
	s, err := Open(ctx, path, Options{})
	if err != nil {
		return err
	}
	first, err := strconv.Atoi(from)
	for i := first; err == nil; i++ {
		if _, err = s.Append(ctx, ledger.Each(portion(i))); err == nil {
			_, err = fmt.Println("acknowledged", i)
		}
	}
	return err
}

// portion is the i-th portion: mostly a few events, sometimes many.
func portion(i int) []ledger.Event {
	size := 1 + i%7
	if i%5 == 4 {
		size = 900 + i%300
	}
	events := make([]ledger.Event, size)
	for j := range events {
		events[j] = ledger.Event{ID: fmt.Sprintf("p%d-%d", i, j), At: 18000, Known: 18000,
			Kind: ledger.Done, Subject: "five-bases", Note: strings.Repeat("n", j%100)}
	}
	return events
}

// TestKilled kills a writing program again and again at moments of chance. What it said was
// acknowledged is there, what it did not is there whole or not at all, and the log is whole.
func TestKilled(t *testing.T) {
	rounds := 12
	if *long {
		rounds = 200
	}
	const roundsOfOne = 25 // before a new ledger, so that looking at it stays quick
	chance := rand.New(rand.NewPCG(1, 2))
	var path string
	next, written := 0, 0
	for round := range rounds {
		if round%roundsOfOne == 0 {
			path, next = filepath.Join(t.TempDir(), "lockstep.db"), 0
			create(t, path)
		}
		acknowledged := kill(t, path, next, chance)
		was := next
		next = afterwards(t, path, max(acknowledged, was-1))
		written += next - was
	}
	t.Logf("%d portions in %d rounds", written, rounds)
	if written < rounds {
		t.Errorf("only %d portions were written in %d rounds", written, rounds)
	}
}

func create(t *testing.T, path string) {
	s, err := Create(t.Context(), path, "lockstep/killed", Options{})
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
}

// kill runs the writer for some portions and then kills it at a moment within a portion. It
// returns the last one that was acknowledged.
func kill(t *testing.T, path string, from int, chance *rand.Rand) int {
	t.Helper()
	command := exec.Command(os.Args[0])
	command.Env = append(os.Environ(), writeTo+"="+path, fmt.Sprint(writeFrom, "=", from))
	out, err := command.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := command.Start(); err != nil {
		t.Fatal(err)
	}
	lines, last := bufio.NewScanner(out), from-1
	read := func() bool {
		ok := lines.Scan()
		if ok {
			if _, err := fmt.Sscanf(lines.Text(), "acknowledged %d", &last); err != nil {
				t.Fatalf("the writer says %q", lines.Text())
			}
		}
		return ok
	}
	for range chance.IntN(8) {
		read()
	}
	<-time.After(time.Duration(chance.IntN(12_000)) * time.Microsecond)
	if err := command.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	for read() { // what it had still said
	}
	if err := command.Wait(); command.ProcessState.Exited() {
		t.Fatalf("the writer ended by itself: %v", err)
	}
	return last
}

// afterwards looks at what is left and returns the first portion that is not there.
func afterwards(t *testing.T, path string, acknowledged int) int {
	t.Helper()
	s, err := Open(t.Context(), path, Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	verdict, err := ledger.Verify(t.Context(), s, ledger.Trust{})
	if err != nil || verdict.Fault != nil {
		t.Fatalf("%+v, error %v", verdict.Fault, err)
	}
	i, within := 0, 0
	var events []ledger.Event
	for entry, err := range ledger.After(t.Context(), s, 0) {
		if err != nil {
			t.Fatal(err)
		}
		if within == 0 {
			events = portion(i)
		}
		if entry.Event.ID != events[within].ID {
			t.Fatalf("entry %d is %s, not %s", entry.Seq, entry.Event.ID, events[within].ID)
		}
		if within++; within == len(events) {
			i, within = i+1, 0
		}
	}
	if within != 0 || i <= acknowledged {
		t.Fatalf("%d portions and %d events more; acknowledged was portion %d", i, within, acknowledged)
	}
	return i
}
