package checktest

import (
	"slices"
	"testing"

	"lockstep/internal/agreement"
	"lockstep/internal/check"
)

// Findings are those of one check on the text alone.
func Findings(a *agreement.Agreement, c *check.Check) []check.Finding {
	return check.Run(a, []*check.Check{c}, check.Options{Exactly: true})
}

// Same fails where what was got of the agreement of a seed is not what was wanted, in any order.
func Same(t *testing.T, seed uint64, got, want []string) {
	t.Helper()
	slices.Sort(want)
	slices.Sort(got)
	if !slices.Equal(got, want) {
		t.Fatalf("seed %d: %v, want %v", seed, got, want)
	}
}
