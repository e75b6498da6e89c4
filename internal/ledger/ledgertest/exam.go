package ledgertest

import (
	"sync"
	"testing"

	"lockstep/internal/ledger"
)

// A Place is where one ledger is kept, empty at first. It can be opened several times at once.
type Place interface {
	// Open opens the ledger, whose origin is "lockstep/exam"; the exam closes it.
	Open(t testing.TB, now func() ledger.Instant) ledger.Store
	// Tamper executes a statement on the ledger's tables as somebody would who means to forge
	// it, past every protection. Parameters are written as question marks.
	Tamper(t testing.TB, statement string, args ...any)
}

// Exam asks of a kind of store everything that [ledger.Store] promises. newPlace gives a new
// empty ledger each time.
func Exam(t *testing.T, newPlace func(testing.TB) Place) {
	for _, question := range []struct {
		name string
		ask  func(*testing.T, func(testing.TB) Place)
	}{
		{"empty", empty}, {"append and read", appendAndRead}, {"incremental", incremental},
		{"moments", moments}, {"again", again}, {"clash", clash}, {"wrong", wrong},
		{"targets", targets}, {"sequence", sequence}, {"cancelled", cancelled},
		{"writers", writers}, {"readers", readers}, {"views", views}, {"log", merkleLog},
		{"tampering", tampering}, {"forged", forged}, {"concordances", concordances},
	} {
		t.Run(question.name, func(t *testing.T) { question.ask(t, newPlace) })
	}
}

// ticking is a clock that goes on by a second with every look at it.
func ticking() func() ledger.Instant {
	var mu sync.Mutex
	now := ledger.Instant(1_600_000_000_000_000_000)
	return func() ledger.Instant {
		mu.Lock()
		defer mu.Unlock()
		now += 1_000_000_000
		return now
	}
}

// opened opens a store that is closed at the end of the test.
func opened(t testing.TB, p Place) ledger.Store {
	s := p.Open(t, ticking())
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return s
}

// must is the result of a call that must not fail: must(f())(t).
func must[T any](result T, err error) func(testing.TB) T {
	return func(t testing.TB) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return result
	}
}

func all(t testing.TB, s ledger.Store) []ledger.Event {
	t.Helper()
	return must(ledger.All(t.Context(), s))(t)
}

// put appends events, which must not fail.
func put(t testing.TB, s ledger.Store, events []ledger.Event) ledger.Receipt {
	t.Helper()
	return must(s.Append(t.Context(), ledger.Each(events)))(t)
}

// verified fails the test unless the ledger is what it was.
func verified(t testing.TB, s ledger.Store, signed ...[]byte) *ledger.Verdict {
	t.Helper()
	verdict := must(ledger.Verify(t.Context(), s, ledger.Trust{Checkpoints: signed}))(t)
	if f := verdict.Fault; f != nil {
		t.Fatalf("entry %d %s: %s", f.Seq, f.What, f.Detail)
	}
	return verdict
}

func empty(t *testing.T, newPlace func(testing.TB) Place) {
	p := newPlace(t)
	s := opened(t, p)
	if s.Origin() != "lockstep/exam" {
		t.Errorf("origin %q", s.Origin())
	}
	receipt := put(t, s, nil)
	if receipt != (ledger.Receipt{}) {
		t.Errorf("nothing appended: %+v", receipt)
	}
	if n := len(all(t, s)); n != 0 {
		t.Errorf("%d events", n)
	}
	if v := verified(t, s); v.Tree.N != 0 {
		t.Errorf("tree %+v", v.Tree)
	}
	if found := must(s.Find(t.Context(), []string{"a"}))(t); len(found) != 0 {
		t.Errorf("found %v", found)
	}
}
