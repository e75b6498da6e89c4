package ledgertest

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"lockstep/internal/ledger"
)

// appendAndRead: any events come back as they were, from another handle too.
func appendAndRead(t *testing.T, newPlace func(testing.TB) Place) {
	p := newPlace(t)
	s, other := opened(t, p), opened(t, p)
	var want []ledger.Event
	rapid.Check(t, func(rt *rapid.T) {
		e := Draw(rt)
		e.ID += fmt.Sprintf("-%d", len(want)) // rapid draws an event again when it shrinks
		aim(&e, want)
		receipt := put(t, s, []ledger.Event{e})
		if receipt.Added != 1 || receipt.First != int64(len(want)+1) {
			rt.Fatalf("receipt %+v for entry %d", receipt, len(want)+1)
		}
		e.Recorded = receipt.Recorded
		want = append(want, e)
	})
	for _, store := range []ledger.Store{s, other} {
		if diff := cmp.Diff(want, all(t, store)); diff != "" {
			t.Fatal(diff)
		}
		verified(t, store)
	}
	found := must(other.Find(t.Context(), []string{want[1].ID, want[0].ID, "nobody"}))(t)
	if len(found) != 2 {
		t.Fatalf("found %d", len(found))
	}
	entry := must(found[0].Open())(t)
	if i := entry.Seq - 1; entry.Event.ID != found[0].ID || cmp.Diff(want[i], entry.Event) != "" {
		t.Errorf("entry %d: %+v", entry.Seq, entry.Event)
	}
}

// aim makes an event that corrects or retracts another one do so to an earlier one.
func aim(e *ledger.Event, earlier []ledger.Event) {
	changes := e.Corrects != "" || e.Retracts != ""
	if !changes {
		return
	}
	e.Corrects, e.Retracts = "", ""
	for i := range slices.Backward(earlier) {
		if target := &earlier[i]; target.Kind != ledger.Retracted && target.Corrects == "" {
			e.Subject = target.Subject
			if e.Kind == ledger.Retracted {
				e.Retracts = target.ID
			} else {
				e.Corrects = target.ID
			}
			return
		}
	}
	e.Kind = ledger.Done
}

// incremental: who remembers the last entry seen gets what is new, each entry once.
func incremental(t *testing.T, newPlace func(testing.TB) Place) {
	s, events := opened(t, newPlace(t)), Made(1500)
	var seen int64
	var got []ledger.Event
	for from := 0; from < len(events); from += 499 {
		put(t, s, events[from:min(from+499, len(events))])
		for entry, err := range ledger.After(t.Context(), s, seen) {
			if must(entry, err)(t).Seq != seen+1 {
				t.Fatalf("entry %d behind %d", entry.Seq, seen)
			}
			seen = entry.Seq
			entry.Event.Recorded = 0
			got = append(got, entry.Event)
		}
	}
	if diff := cmp.Diff(events, got); diff != "" {
		t.Error(diff)
	}
	if size := must(s.Size(t.Context()))(t); size != 1500 {
		t.Errorf("size %d", size)
	}
}

// moments: one for each transaction, later than all before it even where the clock goes back.
func moments(t *testing.T, newPlace func(testing.TB) Place) {
	p, events := newPlace(t), Made(40)
	clock := ledger.Instant(0)
	s := p.Open(t, func() ledger.Instant { return clock })
	defer s.Close()
	last := ledger.Instant(0)
	for i, now := range []ledger.Instant{1000, 1000, 500, 2000, 1} {
		clock = now
		receipt := put(t, s, events[8*i:8*i+8])
		if want := max(now, last+1); receipt.Recorded != want {
			t.Errorf("recorded at %d, want %d", receipt.Recorded, want)
		}
		last = receipt.Recorded
		got := all(t, s)[8*i:]
		if len(got) != 8 || slices.ContainsFunc(got, func(e ledger.Event) bool {
			return e.Recorded != receipt.Recorded
		}) {
			t.Errorf("transaction %d: not all of %d events bear its moment", i, len(got))
		}
	}
}

// again: importing the same once more adds nothing, in whatever portions.
func again(t *testing.T, newPlace func(testing.TB) Place) {
	s, stories := opened(t, newPlace(t)), 0
	rapid.Check(t, func(rt *rapid.T) {
		stories++
		story := DrawStory(rt, 12)
		own(story, stories)
		put(t, s, story)
		before := all(t, s)
		part := rapid.IntRange(0, len(story)).Draw(rt, "part")
		for _, portion := range [][]ledger.Event{story[:part], slices.Concat(story[part:], story)} {
			receipt := put(t, s, portion)
			if receipt != (ledger.Receipt{Present: len(portion)}) {
				rt.Fatalf("receipt %+v for %d events", receipt, len(portion))
			}
		}
		if diff := cmp.Diff(before, all(t, s)); diff != "" {
			rt.Fatal(diff)
		}
	})
	s = opened(t, newPlace(t))
	events := Made(1100)
	twice := slices.Concat(events, events[500:]) // the repetition lies in another batch
	receipt := put(t, s, twice)
	if receipt.Added != 1100 || receipt.Present != 600 || len(all(t, s)) != 1100 {
		t.Errorf("receipt %+v", receipt)
	}
	verified(t, s)
}

// clash: an id that is there with other content is refused, every one is told, nothing is added.
func clash(t *testing.T, newPlace func(testing.TB) Place) {
	s, events := opened(t, newPlace(t)), Made(700)
	put(t, s, events[:10])
	changed := slices.Clone(events)
	changed[3].Note, changed[7].Known = "other", changed[7].Known+1
	changed = append(changed, changed[600]) // twice in one call, with other content
	changed[700].Note, changed[700].Line = "other", 9
	receipt, err := s.Append(t.Context(), ledger.Each(changed))
	var refused *ledger.RefusedError
	if !errors.As(err, &refused) || receipt != (ledger.Receipt{}) {
		t.Fatalf("receipt %+v, error %v", receipt, err)
	}
	var told []string
	for _, r := range refused.Refused {
		told = append(told, r.Event)
		if r.Field != "id" || !strings.Contains(r.Reason, "correct") {
			t.Errorf("refusal %v", r)
		}
	}
	if want := []string{events[3].ID, events[7].ID, events[600].ID}; !slices.Equal(told, want) {
		t.Errorf("refused %v, want %v", told, want)
	}
	if n := len(all(t, s)); n != 10 {
		t.Errorf("%d events", n)
	}
	verified(t, s)
}

// wrong: an event that is wrong in itself is not recorded, nor is anything given with it.
func wrong(t *testing.T, newPlace func(testing.TB) Place) {
	s, events := opened(t, newPlace(t)), Made(5)
	events[2].ID, events[4].Credibility = "with blank", 9
	_, err := s.Append(t.Context(), ledger.Each(events))
	var refused *ledger.RefusedError
	if !errors.As(err, &refused) || len(refused.Refused) != 2 {
		t.Fatalf("error %v", err)
	}
	if n := len(all(t, s)); n != 0 {
		t.Errorf("%d events", n)
	}
	put(t, s, Made(5))
}

// targets: a ledger takes no correction and no retraction of what is not there, is about
// something else, or in the end changes it. Order within one call makes no difference.
func targets(t *testing.T, newPlace func(testing.TB) Place) {
	s := opened(t, newPlace(t))
	events := Made(4)
	events[1].Subject, events[1].Corrects = events[2].Subject, events[2].ID
	put(t, s, events[1:3])
	retraction := func(id, of string) ledger.Event {
		return ledger.Event{ID: id, At: 18000, Known: 18000, Kind: ledger.Retracted, Retracts: of}
	}
	correction := func(id, of, subject string) ledger.Event {
		return ledger.Event{ID: id, At: 18000, Known: 18000, Kind: ledger.Done, Corrects: of,
			Subject: subject}
	}
	for reason, wrong := range map[string][]ledger.Event{
		"there is no event": {events[0], retraction("r", "nobody")},
		"is about":          {correction("c", events[2].ID, "something-else")},
		"in the end":        {correction("c", "d", "x"), correction("d", "c", "x")},
		"is a retraction":   {retraction("r", events[2].ID), correction("c", "r", "")},
	} {
		_, err := s.Append(t.Context(), ledger.Each(wrong))
		var refused *ledger.RefusedError
		if !errors.As(err, &refused) || !strings.Contains(refused.Refused[0].Reason, reason) {
			t.Errorf("%s: error %v", reason, err)
		}
	}
	put(t, s, []ledger.Event{retraction("s", "r"), retraction("r", events[1].ID)})
	if n := len(all(t, s)); n != 4 {
		t.Errorf("%d events", n)
	}
}

// sequence: events that come one by one are added only where the sequence ends without an error.
func sequence(t *testing.T, newPlace func(testing.TB) Place) {
	s, events := opened(t, newPlace(t)), Made(1200)
	failed := errors.New("the file ends here")
	for _, ending := range []error{failed, ledger.ErrDryRun,
		&ledger.RefusedError{Refused: []ledger.Refusal{{Line: 3, Reason: "not so"}}}} {
		receipt, err := s.Append(t.Context(), func(yield func(*ledger.Event, error) bool) {
			for i := range events {
				if !yield(&events[i], nil) {
					return
				}
			}
			yield(nil, ending)
		})
		var refused *ledger.RefusedError
		switch {
		case ending == ledger.ErrDryRun && (receipt.Added != 1200 || !errors.Is(err, ending)),
			ending == failed && !errors.Is(err, failed),
			ending != failed && ending != ledger.ErrDryRun && !errors.As(err, &refused):
			t.Errorf("%v: receipt %+v, error %v", ending, receipt, err)
		}
		if n := len(all(t, s)); n != 0 {
			t.Fatalf("%v: %d events", ending, n)
		}
	}
	put(t, s, events)
	verified(t, s)
}

// cancelled: what was called off is not there, and the ledger can be used as before.
func cancelled(t *testing.T, newPlace func(testing.TB) Place) {
	s := opened(t, newPlace(t))
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := s.Append(ctx, ledger.Each(Made(3))); err == nil {
		t.Error("no error")
	}
	if n := len(all(t, s)); n != 0 {
		t.Errorf("%d events", n)
	}
	put(t, s, Made(3))
	if n := len(all(t, s)); n != 3 {
		t.Errorf("%d events", n)
	}
}

// keys is a key pair that is always the same.
func keys(t testing.TB) (private, public string) {
	private, public, err := ledger.GenerateKey(bytes.NewReader(make([]byte, 64)), "lockstep/exam")
	if err != nil {
		t.Fatal(err)
	}
	return private, public
}

// signed is a signed checkpoint of the ledger as it is.
func signed(t testing.TB, s ledger.Store) []byte {
	private, _ := keys(t)
	tree := must(ledger.TreeOf(t.Context(), s))(t)
	return must(ledger.Checkpoint{Origin: s.Origin(), Tree: tree}.Sign(private))(t)
}
