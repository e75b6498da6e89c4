package sqlite

import (
	"fmt"
	"path/filepath"
	"testing"

	"lockstep/internal/ledger"
	"lockstep/internal/ledger/ledgertest"
)

// sizes are those at which one sees how a ledger grows.
var sizes = []int{10_000, 100_000, 1_000_000}

func created(b testing.TB) *Store {
	s, err := Create(b.Context(), filepath.Join(b.TempDir(), "lockstep.db"), "lockstep/speed", Options{})
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() {
		if err := s.Close(); err != nil {
			b.Error(err)
		}
	})
	return s
}

func filled(b testing.TB, n int) *Store {
	s := created(b)
	if _, err := s.Append(b.Context(), ledger.Each(ledgertest.Made(n))); err != nil {
		b.Fatal(err)
	}
	return s
}

// perSecond reports how many events went through in each second.
func perSecond(b *testing.B, n int) {
	b.ReportMetric(float64(n)*float64(b.N)/b.Elapsed().Seconds(), "events/s")
}

// BenchmarkImport appends all events in one transaction to an empty ledger.
func BenchmarkImport(b *testing.B) {
	for _, n := range sizes {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			events := ledgertest.Made(n)
			for b.Loop() {
				b.StopTimer()
				s := created(b)
				b.StartTimer()
				if _, err := s.Append(b.Context(), ledger.Each(events)); err != nil {
					b.Fatal(err)
				}
			}
			perSecond(b, n)
		})
	}
}

// BenchmarkRecord appends one event to a ledger of that size.
func BenchmarkRecord(b *testing.B) {
	for _, n := range sizes {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			s, i := filled(b, n), 0
			for b.Loop() {
				e := ledger.Event{ID: fmt.Sprint("one-", i), At: 18000, Known: 18000, Kind: ledger.Done}
				if _, err := s.Append(b.Context(), ledger.Each([]ledger.Event{e})); err != nil {
					b.Fatal(err)
				}
				i++
			}
		})
	}
}

// BenchmarkRead reads all events.
func BenchmarkRead(b *testing.B) {
	for _, n := range sizes {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			s := filled(b, n)
			for b.Loop() {
				if _, err := ledger.All(b.Context(), s); err != nil {
					b.Fatal(err)
				}
			}
			perSecond(b, n)
		})
	}
}

// BenchmarkVerify computes the log anew from every entry.
func BenchmarkVerify(b *testing.B) {
	for _, n := range sizes {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			s := filled(b, n)
			for b.Loop() {
				if v, err := ledger.Verify(b.Context(), s, ledger.Trust{}); err != nil || v.Fault != nil {
					b.Fatal(v, err)
				}
			}
			perSecond(b, n)
		})
	}
}
