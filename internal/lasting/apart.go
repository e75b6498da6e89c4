package lasting

import (
	"fmt"
	"slices"

	"lockstep/internal/agreement"
)

// apart asks of each commitment alone, in what it hangs on: whatever else happens makes no
// difference to whether it can be closed. What hangs on little comes first; all of it together
// may look at as many states as the part itself.
func (q Question) apart(part *agreement.Part) Answer {
	var answer Answer
	var open []int32
	why := fmt.Sprintf("more than %d states would have to be looked at", q.States)
	if n := len(part.Agreement.Commitments); n > mostApart {
		why = fmt.Sprintf("%d commitments hang together, and not all guards ask for what stays", n)
		return Answer{Undecided: []Undecided{{upTo(n), why}}}
	}
	told, left := make([]bool, len(part.Agreement.Commitments)), q.States
	for _, cone := range cones(part.Agreement) {
		if told[cone.of] || cone.isCalm() {
			continue
		}
		if len(cone.Agreement.Commitments) == len(told) { // that was too much already
			open = append(open, cone.of)
			continue
		}
		ways, looked, whole := explored(cone.Agreement, left)
		if left = max(left-looked, q.States/20); !whole {
			open = append(open, cone.of)
			continue
		}
		var found Answer
		found.add(cone.Part, Answer{Ways: ways})
		answer.tell(found.Ways, told)
	}
	open = slices.DeleteFunc(open, func(c int32) bool { return told[c] })
	if len(open) == 0 && len(answer.Ways) == 0 {
		open = upTo(len(told))
		why = "each of them can be closed, but whether all of them can be together is open: " + why
	}
	if len(open) > 0 {
		answer.Undecided = []Undecided{{open, why}}
	}
	return answer
}

// mostApart bounds how many commitments a part may have whose states are visited, and of how many
// each is asked alone.
const mostApart = 300

func upTo(n int) []int32 {
	list := make([]int32, n)
	for i := range list {
		list[i] = int32(i)
	}
	return list
}

// tell adds the ways as far as they leave open what was not told before.
func (a *Answer) tell(ways []Way, told []bool) {
	for _, way := range ways {
		way.Open = slices.DeleteFunc(way.Open, func(c int32) bool { return told[c] })
		for _, c := range way.Open {
			told[c] = true
		}
		if len(way.Open) > 0 {
			a.Ways = append(a.Ways, way)
		}
	}
}

// A cone is what a commitment hangs on.
type cone struct {
	*agreement.Part
	of int32
}

// cones are those of every commitment, the small ones first.
func cones(a *agreement.Agreement) []cone {
	list := make([]cone, len(a.Commitments))
	for i := range list {
		of := agreement.Happened(agreement.CommitmentRef(i))
		list[i] = cone{a.PartFor(&of), int32(i)}
	}
	slices.SortStableFunc(list, func(x, y cone) int {
		return len(x.Agreement.Commitments) - len(y.Agreement.Commitments)
	})
	return list
}

// isCalm reports whether nothing in the cone can be suspended or breached.
func (c *cone) isCalm() bool {
	may := troubles(c.Agreement, AsksConduct(c.Agreement))
	for i := range c.Agreement.Commitments {
		if may(int32(i)) {
			return false
		}
	}
	return true
}
