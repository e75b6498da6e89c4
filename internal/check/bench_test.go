package check_test

import (
	"fmt"
	"testing"

	"lockstep/internal/agreement/agreementtest"
	"lockstep/internal/check"
	"lockstep/internal/check/all"
)

// BenchmarkRun is all checks on an agreement that is in memory, without a loop and with one.
func BenchmarkRun(b *testing.B) {
	for _, loop := range []bool{false, true} {
		for _, n := range []int{10_000, 100_000, 1_000_000} {
			a := agreementtest.Ladder(8, n/8, loop)
			b.Run(fmt.Sprintf("loop=%v/%d", loop, n), func(b *testing.B) {
				b.ReportAllocs()
				for b.Loop() {
					check.Run(a, all.Checks(), check.Options{})
				}
				agreementtest.ReportRate(b, n)
			})
		}
	}
}
