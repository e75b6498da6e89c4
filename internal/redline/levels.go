package redline

import (
	"encoding/binary"
	"math"
	"math/bits"
	"slices"

	"lockstep/internal/agreement"
	"lockstep/internal/possible"
)

// A rung is something that happens at once and changes levels: a once-commitment being done, a
// continuing one starting, or a joint step with several of these.
type rung struct {
	gate    int32
	changes []agreement.Change
}

// changers are the commitments that change a level that x compares, in order.
func (s *search) changers(x *alternative) []int32 {
	if len(x.levels) == 0 {
		return nil
	}
	compared := map[agreement.Ref]bool{}
	for _, comparison := range x.levels {
		compared[comparison.Left.Level] = true
		compared[comparison.Right.Level] = true
	}
	var changers []int32
	for i := range s.Agreement.Commitments {
		if slices.ContainsFunc(s.Agreement.Commitments[i].Changes,
			func(change agreement.Change) bool { return compared[change.Level] }) {
			changers = append(changers, int32(i))
		}
	}
	return changers
}

// layRungs gathers what happens at once.
func (c *climber) layRungs(changers []int32) {
	for _, i := range changers {
		gate := c.circuit.Happens(i)
		if c.Agreement.Commitments[i].IsContinuing() {
			gate = c.circuit.Start(i)
		}
		at := slices.IndexFunc(c.rungs, func(r rung) bool { return r.gate == gate })
		switch {
		case gate == possible.None:
			continue
		case at < 0:
			c.rungs, at = append(c.rungs, rung{gate: gate}), len(c.rungs)
		}
		changes := c.Agreement.Commitments[i].Changes
		c.rungs[at].changes = append(c.rungs[at].changes, changes...)
	}
}

// later are the gates of the rungs that are not on the path.
func (c *climber) later(path []int) []int32 {
	var gates []int32
	for i := range c.rungs {
		if !slices.Contains(path, i) {
			gates = append(gates, c.rungs[i].gate)
		}
	}
	return gates
}

// The bounds of the search through the changes of levels.
const (
	mostRungs    = 60
	mostLandings = 5000
)

// A landing is a set of rungs that were climbed, in the order of path, and the levels after it.
type landing struct {
	path   []int
	levels []float64 // by position in the agreement
}

func (l *landing) climbed() (mask uint64) {
	for _, i := range l.path {
		mask |= 1 << i
	}
	return mask
}

// climb looks through the sets of rungs, the small ones first: between two of them everything
// else may go as far as it can, so for each set one fixpoint says what may come next. Since a
// level may be set as well as moved, a set counts once for each outcome of its order.
func (c *climber) climb() Answer {
	if len(c.rungs) > mostRungs {
		return Answer{Verdict: Undecided, Why: "too many commitments change the levels compared"}
	}
	first := landing{levels: make([]float64, len(c.Agreement.Levels))}
	for i := range first.levels {
		first.levels[i] = math.NaN()
		if baseline := c.Agreement.Levels[i].Baseline; baseline != nil {
			first.levels[i] = *baseline
		}
	}
	lanes := c.circuit.Lanes()
	landings, known := []landing{first}, map[string]bool{first.key(): true}
	for i := 0; i < len(landings); i++ {
		if i == mostLandings {
			return Answer{Verdict: Undecided, Why: "the levels can change in too many orders"}
		}
		open := c.ahead(lanes, &landings[i])
		if c.isThere(lanes, &landings[i]) {
			moves, _ := c.story(landings[i].path)
			return Answer{Verdict: Reached, Story: moves}
		}
		for ; open != 0; open &= open - 1 {
			next := c.step(&landings[i], bits.TrailingZeros64(open))
			if key := next.key(); !known[key] {
				known[key] = true
				landings = append(landings, next)
			}
		}
	}
	return Answer{Verdict: Never}
}

// ahead is which rungs can be climbed next. In lane i rung i may be, in the last none.
func (c *climber) ahead(lanes *possible.Lanes, l *landing) uint64 {
	lanes.Clear()
	for _, gate := range c.shut {
		lanes.Shut(gate, ^uint64(0))
	}
	climbed := l.climbed()
	for i := range c.rungs {
		if climbed>>i&1 == 0 {
			lanes.Shut(c.rungs[i].gate, ^(uint64(1) << i))
		}
	}
	lanes.Solve(^uint64(0))
	open := uint64(0)
	for i := range c.rungs {
		if climbed>>i&1 == 0 {
			open |= lanes.Open(c.rungs[i].gate) & (1 << i)
		}
	}
	return open
}

// isThere reports whether the red line is crossed at the landing, of which lanes tells.
func (c *climber) isThere(lanes *possible.Lanes, l *landing) bool {
	for _, goal := range c.goals {
		if lanes.Open(goal)>>63 == 0 {
			return false
		}
	}
	for i := range c.x.levels {
		if !holds(&c.x.levels[i], l.levels) {
			return false
		}
	}
	return true
}

// step is the landing after one rung more.
func (c *climber) step(l *landing, rung int) landing {
	next := landing{append(slices.Clone(l.path), rung), slices.Clone(l.levels)}
	for _, change := range c.rungs[rung].changes {
		if change.By {
			next.levels[change.Level.Index] += change.Number
		} else {
			next.levels[change.Level.Index] = change.Number
		}
	}
	return next
}

func (l *landing) key() string {
	key := binary.BigEndian.AppendUint64(nil, l.climbed())
	for _, level := range l.levels {
		key = binary.BigEndian.AppendUint64(key, math.Float64bits(level))
	}
	return string(key)
}

// holds reports whether the comparison is true of these levels.
func holds(c *agreement.Comparison, levels []float64) bool {
	figure := func(o agreement.Operand) float64 {
		if o.Level.IsZero() {
			return o.Number
		}
		return levels[o.Level.Index]
	}
	left, right := figure(c.Left), figure(c.Right)
	switch {
	case math.IsNaN(left), math.IsNaN(right):
		return false
	case c.Op == agreement.Less:
		return left < right
	case c.Op == agreement.LessOrEqual:
		return left <= right
	case c.Op == agreement.Greater:
		return left > right
	case c.Op == agreement.GreaterOrEqual:
		return left >= right
	case c.Op == agreement.Equal:
		return left == right
	}
	return left != right
}
