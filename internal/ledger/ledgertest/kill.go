package ledgertest

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"lockstep/internal/ledger"
)

// A Killing ends a program that writes to a ledger again and again, with SIGKILL, at moments of
// chance. What the program said was acknowledged must be there, what it did not say there whole
// or not at all, and the log whole.
//
// The program is the test program itself: its TestMain calls [Writer] first.
type Killing struct {
	Rounds int
	New    func(t testing.TB) (place string) // makes an empty ledger
	Open   func(ctx context.Context, place string) (ledger.Store, error)
}

// The environment in which the test program is the writer that will be killed.
const (
	writeTo   = "LOCKSTEP_TEST_WRITE_TO"
	writeFrom = "LOCKSTEP_TEST_WRITE_FROM"
)

// Writer does nothing unless this program was started by [Killing.Run]. Then it writes to the
// ledger that it was told of, portion after portion, until it is killed.
func Writer(open func(ctx context.Context, place string) (ledger.Store, error)) {
	place := os.Getenv(writeTo)
	if place == "" {
		return
	}
	ctx := context.Background()
	first, err := strconv.Atoi(os.Getenv(writeFrom))
	var s ledger.Store
	if err == nil {
		s, err = open(ctx, place)
	}
	if err == nil {
		err = Write(ctx, s, first, os.Stdout)
	}
	fmt.Println("error", err)
	os.Exit(1)
}

// Write appends portion after portion, the first one first, and says which are acknowledged. It
// ends where one is not.
func Write(ctx context.Context, s ledger.Store, first int, out io.Writer) error {
	for i := first; ; i++ {
		if _, err := s.Append(ctx, ledger.Each(Portion(i))); err != nil {
			return err
		}
		if _, err := fmt.Fprintln(out, "acknowledged", i); err != nil {
			return err
		}
	}
}

// Portion is the i-th portion of what is written: mostly a few events, sometimes many.
func Portion(i int) []ledger.Event {
	size := 1 + i%7
	if i%13 == 6 {
		size = 600 + i%300
	}
	events := make([]ledger.Event, size)
	for j := range events {
		events[j] = ledger.Event{ID: fmt.Sprintf("p%d-%d", i, j), At: 18000, Known: 18000,
			Kind: ledger.Done, Subject: "five-bases", Note: strings.Repeat("n", j%100)}
	}
	return events
}

const (
	lanes       = 4  // that are gone through at once, each with a ledger of its own
	roundsOfOne = 10 // before a new ledger, so that looking at it stays quick
)

// Run kills the program so many times.
func (k Killing) Run(t *testing.T) {
	var written, done atomic.Int64
	t.Run("lanes", func(t *testing.T) {
		for lane := range lanes {
			t.Run(strconv.Itoa(lane), func(t *testing.T) {
				t.Parallel()
				chance := rand.New(rand.NewPCG(1, uint64(lane)))
				place, next := "", 0
				for round := lane; round < k.Rounds; round += lanes {
					if round/lanes%roundsOfOne == 0 {
						place, next = k.New(t), 0
					}
					was := next
					next = k.round(t, place, next, chance)
					written.Add(int64(next - was))
					done.Add(1)
				}
			})
		}
	})
	t.Logf("%d portions in %d rounds", written.Load(), done.Load())
	if n := int64(k.Rounds); done.Load() != n || written.Load() < n {
		t.Errorf("only %d portions were written in %d rounds of %d", written.Load(), done.Load(), n)
	}
}

// round runs the program and kills it, and returns the first portion that is not there.
func (k Killing) round(t *testing.T, place string, next int, chance *rand.Rand) int {
	acknowledged := max(killed(t, place, next, chance), next-1)
	s, err := k.Open(t.Context(), place)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	return Afterwards(t, s, acknowledged)
}

// killed runs the program for some portions and then kills it at a moment within a portion. It
// returns the last one that was acknowledged.
func killed(t *testing.T, place string, from int, chance *rand.Rand) int {
	t.Helper()
	command := exec.Command(os.Args[0])
	command.Env = append(os.Environ(), writeTo+"="+place, fmt.Sprint(writeFrom, "=", from))
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
	<-time.After(time.Duration(chance.IntN(8_000)) * time.Microsecond)
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

// Afterwards looks at what is left of a ledger to which portions were written and fails where
// one that was acknowledged is not there, one is there in part, or the log is not whole. It
// returns the first portion that is not there.
func Afterwards(t testing.TB, s ledger.Store, acknowledged int) int {
	t.Helper()
	verified(t, s)
	i, within := 0, 0
	var events []ledger.Event
	for _, e := range all(t, s) {
		if within == 0 {
			events = Portion(i)
		}
		if e.ID != events[within].ID {
			t.Fatalf("there is %s where %s should be", e.ID, events[within].ID)
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
