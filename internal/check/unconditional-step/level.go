package unconditionalstep

import (
	"slices"

	"lockstep/internal/agreement"
)

// moves are, by level, the commitments that move it.
type moves map[agreement.Ref][]*agreement.Commitment

func movesOf(a *agreement.Agreement) moves {
	of := moves{}
	for i := range a.Commitments {
		for _, level := range a.Commitments[i].ChangedLevels() {
			of[level] = append(of[level], &a.Commitments[i])
		}
	}
	return of
}

// moveOfOthers reports whether a comparison that does not hold at the outset hangs on a level that
// others move and the performers do not. A level without a figure is left to whoever measures it.
func (w *world) moveOfOthers(of moves, c *agreement.Comparison) bool {
	left, known := w.baseline(c.Left)
	right, alsoKnown := w.baseline(c.Right)
	if !known || !alsoKnown || c.Op.Holds(left, right) {
		return false
	}
	movers := slices.Concat(of[c.Left.Level], of[c.Right.Level])
	return len(movers) > 0 &&
		!slices.ContainsFunc(movers, func(m *agreement.Commitment) bool { return w.holds(m.By) })
}

// baseline is the figure of a number, or of a level at the outset.
func (w *world) baseline(o agreement.Operand) (figure float64, known bool) {
	if o.Level.IsZero() {
		return o.Number, true
	}
	level := &w.agreement.Levels[o.Level.Index]
	if level.Baseline == nil {
		return 0, false
	}
	return *level.Baseline, true
}
