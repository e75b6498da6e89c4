package statustest

import (
	"encoding/json"
	"math/rand/v2"
	"testing"

	"github.com/google/go-cmp/cmp"

	"lockstep/internal/agreement"
	"lockstep/internal/agreement/agreementtest"
	"lockstep/internal/calendar"
	"lockstep/internal/ledger"
	"lockstep/internal/ledger/ledgertest"
	"lockstep/internal/status"
)

// Books are where evidence is recorded, portion by portion.
type Books interface {
	// Record records events in one step and says when.
	Record(t testing.TB, events []ledger.Event) ledger.Instant
	// Read is all that was recorded.
	Read(t testing.TB) []ledger.Event
}

// InMemory are books that are a list.
type InMemory struct {
	events []ledger.Event
	now    ledger.Instant
}

// Record adds events to the list.
func (b *InMemory) Record(_ testing.TB, events []ledger.Event) ledger.Instant {
	b.now++
	for _, e := range events {
		e.Recorded = b.now
		b.events = append(b.events, e)
	}
	return b.now
}

// Read is the list.
func (b *InMemory) Read(testing.TB) []ledger.Event { return b.events }

// InStore are books in a store that is opened anew for every step, as commands do.
type InStore struct{ Place ledgertest.Place }

func (b InStore) with(t testing.TB, work func(ledger.Store)) {
	t.Helper()
	s := b.Place.Open(t, nil)
	work(s)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
}

// Record appends events in one transaction. Of an empty portion it gives the moment of the last
// one that was not, since a store passes it over.
func (b InStore) Record(t testing.TB, events []ledger.Event) (moment ledger.Instant) {
	t.Helper()
	b.with(t, func(s ledger.Store) {
		if _, err := s.Append(t.Context(), ledger.Each(events)); err != nil {
			t.Fatal(err)
		}
		for entry, err := range ledger.After(t.Context(), s, 0) {
			if err != nil {
				t.Fatal(err)
			}
			moment = entry.Event.Recorded
		}
	})
	return moment
}

// Read reads the store.
func (b InStore) Read(t testing.TB) (events []ledger.Event) {
	t.Helper()
	b.with(t, func(s ledger.Store) {
		var err error
		if events, err = ledger.All(t.Context(), s); err != nil {
			t.Fatal(err)
		}
	})
	return events
}

// AnswersStay asks of so many random agreements with random evidence that an answer, once it
// could be given, stays as it is, byte for byte: one that is known at a day, whatever is recorded
// later that was known later; and one that was recorded by a moment, whatever is recorded later.
// An answer is the whole report, and all figures of every level.
func AnswersStay(t *testing.T, seeds uint64, newBooks func(testing.TB) Books) {
	told := 0
	for seed := range seeds {
		below := rand.New(rand.NewPCG(seed, 9)).IntN
		opt := agreementtest.Everything()
		opt.Most = 5
		a := agreementtest.Random(seed, opt)
		Sign(a, below)
		events := Events(a, 24, below)
		s := stay{t: t, seed: seed, a: a, books: newBooks(t), below: below}
		s.learn(events, Day(below))
		for _, p := range s.pages {
			if diff := cmp.Diff(p.text, s.print(p.question)); diff != "" {
				t.Fatalf("seed %d: %+v:\n%s", seed, p.question.Cut, diff)
			}
		}
		told += len(events)
	}
	if told < int(seeds) {
		t.Errorf("only %d events in %d agreements", told, seeds)
	}
}

// A stay is one agreement whose evidence is recorded bit by bit.
type stay struct {
	t     *testing.T
	seed  uint64
	a     *agreement.Agreement
	books Books
	below func(int) int
	pages []page
}

// A page is an answer as it was printed.
type page struct {
	question status.Question
	text     string
}

// learn records what was known at a day and prints what it comes to; then it records the rest.
func (s *stay) learn(events []ledger.Event, known calendar.Day) {
	var early, late []ledger.Event
	for _, e := range events {
		if e.Known <= known {
			early = append(early, e)
		} else {
			late = append(late, e)
		}
	}
	s.record(early)
	for range 3 {
		s.keep(status.Question{Cut: ledger.Cut{AsOf: Day(s.below), KnownAt: known}})
	}
	s.record(late)
}

// record records events in portions and prints after each what was recorded by then.
func (s *stay) record(events []ledger.Event) {
	for len(events) > 0 {
		n := 1 + s.below(len(events))
		moment := s.books.Record(s.t, events[:n])
		events = events[n:]
		cut := ledger.Cut{AsOf: Day(s.below), KnownAt: calendar.None, RecordedBy: moment}
		if s.below(2) == 1 {
			cut.KnownAt = Day(s.below)
		}
		s.keep(status.Question{Cut: cut})
	}
}

func (s *stay) keep(q status.Question) {
	q.Accept = status.Accept(s.below(len(status.AcceptNames)))
	s.pages = append(s.pages, page{q, s.print(q)})
}

// print is the whole answer to a question.
func (s *stay) print(q status.Question) string {
	s.t.Helper()
	book := status.NewBook(s.a, s.books.Read(s.t))
	answer := []any{book.At(q)}
	for level := range s.a.Levels {
		answer = append(answer, book.Figures(int32(level), q.Cut))
	}
	text, err := json.MarshalIndent(answer, "", " ")
	if err != nil {
		s.t.Fatal(err)
	}
	return string(text)
}
