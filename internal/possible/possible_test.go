package possible

import (
	"fmt"
	"testing"

	"lockstep/internal/agreement/agreementtest"
)

func BenchmarkFixpoint(b *testing.B) {
	for _, n := range []int{10_000, 100_000, 1_000_000} {
		a := agreementtest.Ladder(8, n/8, false)
		b.Run(fmt.Sprintf("compile+solve/%d", n), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if stuck := Compile(a).Fixpoint().Stuck(); len(stuck) > 0 {
					b.Fatal("the ladder can be climbed")
				}
			}
			agreementtest.ReportRate(b, n)
		})
		net := Compile(a)
		f := net.Fixpoint()
		b.Run(fmt.Sprintf("solve/%d", n), func(b *testing.B) {
			for b.Loop() {
				f.Solve(nil)
			}
			agreementtest.ReportRate(b, n)
		})
	}
}
