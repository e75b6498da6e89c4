package ledgertest

import (
	"slices"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"lockstep/internal/calendar"
	"lockstep/internal/ledger"
)

// writers: several at once, through handles of their own and shared ones, with overlapping
// events. None is lost and none is there twice, and each transaction lies in one piece.
func writers(t *testing.T, newPlace func(testing.TB) Place) {
	const handles, each, size = 4, 12, 5
	p, events := newPlace(t), Made(handles*each*size)
	var wait sync.WaitGroup
	added := make([]int, 2*handles)
	for h := range handles {
		s := opened(t, p)
		for twin := range 2 { // two goroutines share a handle and offer the same events
			wait.Go(func() {
				for i := range each {
					from := (i*handles + (h+twin)%handles) * size
					receipt, err := s.Append(t.Context(), ledger.Each(events[from:from+size]))
					if err != nil {
						t.Error(err)
						return
					}
					added[2*h+twin] += receipt.Added
				}
			})
		}
	}
	wait.Wait()
	s := opened(t, p)
	got := all(t, s)
	sum := 0
	for _, n := range added {
		sum += n
	}
	if sum != len(events) {
		t.Errorf("%d events were acknowledged as added, of %d", sum, len(events))
	}
	inPieces(t, got, size)
	for i := range got {
		got[i].Recorded = 0
	}
	slices.SortFunc(got, func(x, y ledger.Event) int { return compareIDs(x.ID, y.ID) })
	if diff := cmp.Diff(events, got); diff != "" {
		t.Error(diff)
	}
	verified(t, s)
}

func compareIDs(x, y string) int {
	switch {
	case x < y:
		return -1
	case x > y:
		return 1
	}
	return 0
}

// inPieces checks that each transaction of that size has a moment of its own, in order.
func inPieces(t *testing.T, events []ledger.Event, size int) {
	for i := range events {
		if i == 0 {
			continue
		}
		step := events[i].Recorded - events[i-1].Recorded
		if i%size == 0 && step <= 0 || i%size > 0 && step != 0 {
			t.Fatalf("entry %d was recorded %d after the one before it", i+1, step)
		}
	}
}

// readers: while others record, a reader and a verifier see whole transactions and nothing
// wrong.
func readers(t *testing.T, newPlace func(testing.TB) Place) {
	const size = 7
	p, events := newPlace(t), Made(60*size)
	writer, reader := opened(t, p), opened(t, p)
	var wait sync.WaitGroup
	defer wait.Wait()
	done := make(chan struct{})
	wait.Go(func() {
		defer close(done)
		for from := 0; from < len(events); from += size {
			if _, err := writer.Append(t.Context(), ledger.Each(events[from:from+size])); err != nil {
				t.Error(err)
				return
			}
		}
	})
	for running := true; running; {
		select {
		case <-done:
			running = false
		default:
		}
		if n := len(all(t, reader)); n%size != 0 {
			t.Errorf("%d events, which is half a transaction", n)
		}
		verified(t, reader)
	}
}

// views: whatever is recorded later, the view recorded by an earlier moment stays as it was; and
// what is known later changes no view known at an earlier day.
func views(t *testing.T, newPlace func(testing.TB) Place) {
	s, stories := opened(t, newPlace(t)), 0
	rapid.Check(t, func(rt *rapid.T) {
		before := must(s.Size(t.Context()))(t)
		stories++
		story := DrawStory(rt, 15)
		own(story, stories)
		knownAt := calendar.Day(18000 + rapid.IntRange(0, 15).Draw(rt, "known at"))
		type printed struct {
			cut  ledger.Cut
			page []ledger.Event
		}
		var pages []printed
		for len(story) > 0 {
			n := rapid.IntRange(1, len(story)).Draw(rt, "portion")
			receipt := put(t, s, story[:n])
			story = story[n:]
			cut := ledger.Cut{AsOf: calendar.None, KnownAt: knownAt, RecordedBy: receipt.Recorded}
			pages = append(pages, printed{cut, ledger.View(all(t, s)[before:], cut)})
		}
		events := all(t, s)[before:]
		for _, p := range pages {
			if diff := cmp.Diff(p.page, ledger.View(events, p.cut)); diff != "" {
				rt.Fatalf("recorded by %v: %s", p.cut.RecordedBy, diff)
			}
		}
		early := slices.DeleteFunc(slices.Clone(events), func(e ledger.Event) bool {
			return e.Known > knownAt
		})
		cut := ledger.Cut{AsOf: calendar.None, KnownAt: knownAt}
		if diff := cmp.Diff(ledger.View(early, cut), ledger.View(events, cut)); diff != "" {
			rt.Fatal(diff)
		}
	})
}
