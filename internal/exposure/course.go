package exposure

import (
	"math"
	"slices"

	"lockstep/internal/agreement"
	"lockstep/internal/calendar"
)

// Order lists the once-commitments in the order in which they are declared: each after what it
// waits for, of those that could come next the one of the earliest day, and of equal ones the
// first by id. days are by commitment, calendar.None where no day is known, which comes last.
// What can never be done is left out, and so is the else side of a branch.
func Order(a *agreement.Agreement, days []calendar.Day) []int32 {
	w := newWeb(a)
	rank, allowed := make([]int64, w.graph.Len()), make([]bool, w.graph.Len())
	commitmentOf := slices.Repeat([]int32{-1}, w.graph.Len())
	for v := range rank {
		rank[v], allowed[v] = math.MinInt64, true
	}
	for c := range a.Commitments {
		rank[w.done[c]] = rankOf(days[c])
		if !a.Commitments[c].IsContinuing() {
			commitmentOf[w.done[c]] = int32(c)
		}
	}
	for i := range a.Branches {
		for _, c := range a.Branches[i].Else {
			allowed[w.started[c.Index]] = false
		}
	}
	var order []int32
	for _, v := range w.graph.OrderBy(rank, allowed) {
		if c := commitmentOf[v]; c >= 0 {
			order = append(order, c)
		}
	}
	return order
}

func rankOf(day calendar.Day) int64 {
	if day == calendar.None {
		return math.MaxInt64
	}
	return int64(day)
}

// Course is the exposure of a party after each of the commitments of an order.
func Course(a *agreement.Agreement, party int, order []int32) []float64 {
	worth := values(a, party)
	scale, total := scaleFor(worth), int64(0)
	course := make([]float64, len(order))
	for i, c := range order {
		total += scale.grains(worth[c])
		course[i] = scale.figure(total)
	}
	return course
}
