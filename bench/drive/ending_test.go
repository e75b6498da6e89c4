package drive_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"lockstep/bench/drive"
)

// TestEndedGently asks a server to end while ten people record and one reads what changes, again
// and again: what was under way is finished, the stream ends, and the exit status is 0.
func TestEndedGently(t *testing.T) {
	p := lockstep(t)
	dir := project(t, p, 200)
	chance := rand.New(rand.NewPCG(1, 1))
	for round := range *rounds {
		s := serve(t, p, dir)
		stream, err := s.Follow()
		if err != nil {
			t.Fatal(err)
		}
		writers := numbered(round, 10)
		begun := make(chan struct{})
		writers.Told = onceTold(begun)
		type outcome struct {
			acknowledged [][]string
			err          error
		}
		over := make(chan outcome, 1)
		go func() {
			acknowledged, err := writers.Write(s.URL)
			over <- outcome{acknowledged, err}
		}()
		<-begun
		pause(chance)
		if exit, err := s.Terminate(); exit != 0 || err != nil {
			t.Fatalf("round %d: it ended with %d, %v; it said:\n%s", round, exit, err, s.Told())
		}
		if err := <-stream.Ended; err != nil {
			t.Errorf("round %d: the stream broke off: %v", round, err)
		}
		done := <-over
		if answered := brokenOff(done.err); answered {
			t.Errorf("round %d: a request under way was broken off: %v", round, done.err)
		}
		if err := writers.Verify(run(t, p, "export", dir), done.acknowledged); err != nil {
			t.Errorf("round %d: %v", round, err)
		}
	}
	run(t, p, "ledger", "verify", dir)
}

// brokenOff reports whether a request had been taken and got no answer. That nobody takes further
// ones is as it should be.
func brokenOff(err error) bool {
	return err != nil && strings.Contains(err.Error(), "unexpected EOF")
}

// TestKilled kills a server while ten people record, again and again: what was acknowledged is
// there when it is started anew, and the log is whole.
func TestKilled(t *testing.T) {
	p := lockstep(t)
	dir := project(t, p, 200)
	chance := rand.New(rand.NewPCG(2, 2))
	recorded := 0
	for round := range *rounds {
		s := serve(t, p, dir)
		writers := numbered(round, 10)
		begun := make(chan struct{})
		writers.Told = onceTold(begun)
		over := make(chan [][]string, 1)
		go func() {
			acknowledged, _ := writers.Write(s.URL) // it is killed while they write
			over <- acknowledged
		}()
		<-begun
		pause(chance)
		if err := s.Kill(); err != nil {
			t.Fatal(err)
		}
		acknowledged := <-over
		for _, ids := range acknowledged {
			recorded += len(ids)
		}
		if err := writers.Verify(run(t, p, "export", dir), acknowledged); err != nil {
			t.Errorf("round %d: %v", round, err)
		}
		run(t, p, "ledger", "verify", dir)
	}
	t.Logf("%d events were acknowledged before the kills", recorded)
}

// numbered are writers whose events are those of a round; they write more than there is time for.
func numbered(round, number int) drive.Writers {
	return drive.Writers{Number: number, Each: 2000, Event: func(writer, i int) drive.Event {
		event := told(writer, i)
		event["id"] = fmt.Sprintf("r%d-%s", round, event["id"])
		return event
	}}
}

// onceTold closes a channel when the first event is acknowledged.
func onceTold(begun chan struct{}) func(int, int, string) {
	first := make(chan struct{}, 1)
	first <- struct{}{}
	return func(int, int, string) {
		select {
		case <-first:
			close(begun)
		default:
		}
	}
}

// pause waits up to a fifth of a second, so that the end comes at a moment of chance.
func pause(chance *rand.Rand) { time.Sleep(time.Duration(chance.IntN(200)) * time.Millisecond) }
