package temporal

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"lockstep/internal/agreement"
	"lockstep/internal/agreement/agreementtest"
	"lockstep/internal/calendar"
)

// supposing is supposed with one day more.
func supposing(supposed Supposed, ref agreement.Ref, day calendar.Day) Supposed {
	more := Supposed{}
	for other, on := range supposed {
		more[other] = on
	}
	more[ref] = day
	return more
}

func sameDays(x, y Dates) bool {
	return x.Earliest == y.Earliest && x.Due == y.Due && x.Latest == y.Latest
}

func TestWhatIsNotAssumedMakesNoDifference(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a := drawTangle(t)
		if rapid.Bool().Draw(t, "drawn elsewhere") {
			a = agreementtest.Draw(t, dated(1, 8))
		}
		supposed := suppose(t, a)
		rows := Compute(a, supposed)
		for _, ref := range unknownMoments(a, supposed) {
			id := a.IDOf(ref)
			day := calendar.Day(rapid.IntRange(17000, 20000).Draw(t, "when"))
			for c, row := range Compute(a, supposing(supposed, ref, day)) {
				assumed := slices.Contains(rows[c].Assuming, id)
				if !assumed && !rows[c].Contradiction && !row.Contradiction &&
					!sameDays(row, rows[c]) {
					t.Fatalf("%s does not assume %s, but on %v: %s",
						row.ID, id, day, cmp.Diff(rows[c], row))
				}
			}
		}
	})
}
