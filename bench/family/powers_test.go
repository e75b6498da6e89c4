package family

import (
	"bytes"
	"fmt"
	"testing"
	"time"

	"lockstep/internal/agreement"
	"lockstep/internal/lang"
	"lockstep/internal/lasting"
	"lockstep/internal/possible"
	"lockstep/internal/redline"
	"lockstep/internal/semantics"
)

// contract is the contract as Lockstep reads it.
func contract(t testing.TB, n int, seed uint64) *agreement.Agreement {
	t.Helper()
	var text bytes.Buffer
	if err := Powers(n, seed).Write(&text); err != nil {
		t.Fatal(err)
	}
	project := lang.Parse(map[string][]byte{"a.hcl": text.Bytes()})
	if len(project.Diagnostics) > 0 {
		t.Fatalf("seed %d: %v", seed, project.Diagnostics)
	}
	return project.Agreement
}

// TestPowersAreDecided: what can stay open for ever and every red line of twenty contracts of each
// size is decided, and every story can be told on the interpreter and ends where it says.
func TestPowersAreDecided(t *testing.T) {
	for _, n := range []int{16, 32, 64} {
		t.Run(fmt.Sprint(n), func(t *testing.T) {
			open, crossed, lines := 0, 0, 0
			for seed := range uint64(20) {
				a := contract(t, n, seed)
				open += lasts(t, seed, a)
				crossed += crosses(t, seed, a)
				lines += len(a.Redlines)
			}
			if open < 20 || crossed < lines/4 || crossed == lines {
				t.Errorf("%d open, %d of %d red lines crossed", open, crossed, lines)
			}
		})
	}
}

var anything = semantics.Cooperation{Breaches: true, Lapses: true, Powers: true}

// lasts replays every way to stay open and then lets everybody help as long as that changes
// anything: what is told to stay open does.
func lasts(t *testing.T, seed uint64, a *agreement.Agreement) int {
	answer := lasting.Question{Agreement: a}.Ask()
	if len(answer.Undecided) > 0 {
		t.Fatalf("seed %d: undecided: %+v", seed, answer.Undecided)
	}
	w := semantics.NewWorld(a)
	calm, _ := w.Run(w.Initial(), semantics.Cooperation{}, 1000, func(int) int { return 0 })
	contingent := semantics.Contingent([]semantics.State{calm})
	for _, way := range answer.Ways {
		s, err := w.Replay(anything, way.Story)
		if err != nil {
			t.Fatalf("seed %d: %v", seed, err)
		}
		s = helped(w, s)
		for _, c := range way.Open {
			if w.Closed(s, c, contingent[c]) || canEnd(w, s, c) {
				t.Fatalf("seed %d: %s can be closed", seed, a.Commitments[c].ID)
			}
		}
	}
	return len(answer.Ways)
}

// helped is s after every violation that can still be found, every start, every resumption and
// every completion. Here, where all guards ask for what stays, more only helps.
func helped(w *semantics.World, s semantics.State) semantics.State {
	kinds := [][]semantics.MoveKind{{semantics.Use}, {semantics.Allege}, {semantics.Find},
		{semantics.Start}, {semantics.Finish}}
	for moved := true; moved; {
		moved = false
		for _, kind := range kinds {
			for i := range len(s.Commitments) + len(s.Usable) {
				m := semantics.Move{Kind: kind[0], Of: agreement.CommitmentRef(i)}
				if kind[0] == semantics.Use {
					m.Of = agreement.Ref{Kind: agreement.KindPower, Index: int32(i)}
					resumes := i < len(s.Usable) &&
						w.Agreement.Powers[i].Does == agreement.Resume
					if !resumes {
						continue
					}
				}
				if w.Allows(s, m, anything) == nil {
					s, moved = w.Apply(s, m), true
				}
			}
		}
	}
	return s
}

// canEnd reports whether a power can still end commitment c.
func canEnd(w *semantics.World, s semantics.State, c int32) bool {
	for i := range w.Agreement.Powers {
		m := semantics.Move{Kind: semantics.Use,
			Of: agreement.Ref{Kind: agreement.KindPower, Index: int32(i)}}
		if w.Allows(s, m, anything) == nil && w.Apply(s, m).Commitments[c].Life.IsFinal() {
			return true
		}
	}
	return false
}

// crosses replays the story of every red line that can be crossed, and counts them.
func crosses(t *testing.T, seed uint64, a *agreement.Agreement) int {
	net, w, crossed := possible.Compile(a), semantics.NewWorld(a), 0
	for i := range a.Redlines {
		never := &a.Redlines[i].Never
		answer := redline.Question{Agreement: a, Net: net}.Ask(never)
		if answer.Verdict == redline.Undecided {
			t.Fatalf("seed %d: %s is undecided: %s", seed, a.Redlines[i].ID, answer.Why)
		}
		if answer.Verdict == redline.Reached {
			end, err := w.Replay(anything, answer.Story)
			if err != nil || !redline.Crossed(w, end, never) {
				t.Fatalf("seed %d: %s is not crossed: %v", seed, a.Redlines[i].ID, err)
			}
			crossed++
		}
	}
	return crossed
}

// BenchmarkPowers: both questions of twenty contracts of each size, and what the worst one took.
func BenchmarkPowers(b *testing.B) {
	for _, n := range []int{16, 32, 64} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			var contracts []*agreement.Agreement
			for seed := range uint64(20) {
				contracts = append(contracts, contract(b, n, seed))
			}
			var worst time.Duration
			for b.Loop() {
				for _, a := range contracts {
					began := time.Now()
					decide(a)
					worst = max(worst, time.Since(began))
				}
			}
			b.ReportMetric(float64(worst.Microseconds())/1000, "worst-ms")
			b.ReportMetric(float64(b.Elapsed().Microseconds())/1000/float64(20*b.N), "mean-ms")
		})
	}
}

// decide asks what can stay open for ever, and about every red line.
func decide(a *agreement.Agreement) {
	lasting.Question{Agreement: a}.Ask()
	net := possible.Compile(a)
	for i := range a.Redlines {
		redline.Question{Agreement: a, Net: net}.Ask(&a.Redlines[i].Never)
	}
}
