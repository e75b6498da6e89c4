package ledger_test

import (
	"bytes"
	"fmt"
	"slices"
	"testing"

	"lockstep/internal/agreement"
	"lockstep/internal/ledger"
	"lockstep/internal/ledger/ledgertest"
)

var sizes = []int{10_000, 100_000, 1_000_000}

// each runs a benchmark at every size and reports how many events go through in a second.
func each(b *testing.B, run func(*testing.B, int)) {
	for _, n := range sizes {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			run(b, n)
			b.ReportMetric(float64(n)*float64(b.N)/b.Elapsed().Seconds(), "events/s")
		})
	}
}

func BenchmarkStreamJSONL(b *testing.B) {
	each(b, func(b *testing.B, n int) {
		var text bytes.Buffer
		if err := ledger.WriteJSONL(&text, slices.Values(ledgertest.Made(n))); err != nil {
			b.Fatal(err)
		}
		for b.Loop() {
			err := ledger.StreamJSONL(bytes.NewReader(text.Bytes()),
				func(_ *ledger.Event, refused []ledger.Refusal) bool { return len(refused) == 0 })
			if err != nil {
				b.Fatal(err)
			}
		}
	})
}

// mission is an agreement of whose things the made events are.
func mission() *agreement.Agreement {
	a := &agreement.Agreement{ID: "mission"}
	for i := range 7 {
		a.Parties = append(a.Parties, agreement.Party{ID: fmt.Sprintf("party-%d", i)})
	}
	for i := range 600 {
		a.Commitments = append(a.Commitments, agreement.Commitment{ID: fmt.Sprintf("commitment-%03d", i)})
	}
	for i := range 40 {
		a.Levels = append(a.Levels, agreement.Level{ID: fmt.Sprintf("level-%02d", i)})
	}
	for i := range 400 {
		a.Sources = append(a.Sources, agreement.Source{ID: fmt.Sprintf("report-%04d", i)})
	}
	return a
}

func BenchmarkCheck(b *testing.B) {
	a := mission()
	each(b, func(b *testing.B, n int) {
		events := ledgertest.Made(n)
		for b.Loop() {
			if refused := ledger.Check(a, events, nil); len(refused) > 0 {
				b.Fatal(refused[0])
			}
		}
	})
}

func BenchmarkView(b *testing.B) {
	each(b, func(b *testing.B, n int) {
		events := ledgertest.Made(n)
		for b.Loop() {
			ledger.View(events, ledger.Cut{AsOf: 18400, KnownAt: 18300})
		}
	})
}
