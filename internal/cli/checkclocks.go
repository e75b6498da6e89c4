package cli

import (
	"fmt"

	"lockstep/internal/agreement"
	"lockstep/internal/check"
)

// mostCounted is how many commitments are named that are counted from clocks without a day.
const mostCounted = 4

// clocksTold says which clocks have no day, and what is counted from them.
func clocksTold(a *agreement.Agreement) string {
	var clocks, counted []string
	dayless := daylessClocks(a)
	for i := range a.Clocks {
		if dayless[int32(i)] {
			clocks = append(clocks, a.Clocks[i].ID)
		}
	}
	if len(clocks) == 0 {
		return ""
	}
	for i := range a.Commitments {
		if countsFrom(&a.Commitments[i], dayless) {
			counted = append(counted, a.Commitments[i].ID)
		}
	}
	told := fmt.Sprintf("%s without a day (%s)", check.Count(len(clocks), "clock"),
		check.List(clocks))
	switch n := len(counted); {
	case n == 0:
		return told
	case n <= mostCounted:
		return told + ", from which " + check.List(counted) + " " + isOrAre(n) + " counted"
	default:
		return told + fmt.Sprintf(", from which %d commitments are counted", n)
	}
}

func isOrAre(n int) string {
	if n == 1 {
		return "is"
	}
	return "are"
}

// daylessClocks are those that have no day by the text, by position: all but those whose time
// is a date, or is counted from clocks that have a day.
func daylessClocks(a *agreement.Agreement) map[int32]bool {
	dayless := map[int32]bool{}
	for i := range a.Clocks {
		dayless[int32(i)] = true
	}
	for found := true; found; {
		found = false
		for i := range a.Clocks {
			at := a.Clocks[i].At
			if dayless[int32(i)] && at != nil && !hangsOnEvents(at, dayless) {
				delete(dayless, int32(i))
				found = true
			}
		}
	}
	return dayless
}

// hangsOnEvents reports whether a time hangs on anything but clocks that have a day.
func hangsOnEvents(t *agreement.Time, dayless map[int32]bool) bool {
	hangs := false
	t.EachEvent(func(e *agreement.Time) {
		hangs = hangs || e.Of.Kind != agreement.KindClock || dayless[e.Of.Index]
	})
	return hangs
}

// countsFrom reports whether a time of the commitment is counted from one of the clocks.
func countsFrom(c *agreement.Commitment, clocks map[int32]bool) bool {
	counts := false
	for _, t := range []*agreement.Time{c.Starts, c.NotBefore, c.StartBy, c.Due, c.Until} {
		if t != nil {
			t.EachEvent(func(e *agreement.Time) {
				counts = counts || e.Of.Kind == agreement.KindClock && clocks[e.Of.Index]
			})
		}
	}
	return counts
}
