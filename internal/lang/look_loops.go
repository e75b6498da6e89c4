package lang

import (
	"slices"

	"lockstep/internal/agreement"
)

// lookForLoops reports what leads back to itself, and takes the last step of each loop out, so
// that whoever follows such steps comes to an end.
func (l *loader) lookForLoops() {
	a := l.agreement
	l.loops(agreement.KindParty, "Members", len(a.Parties), func(i int32) *[]agreement.Ref {
		return &a.Parties[i].Members
	})
	l.loops(agreement.KindLevel, "Parts", len(a.Levels), func(i int32) *[]agreement.Ref {
		return &a.Levels[i].Parts
	})
	l.loops(agreement.KindTask, "Tasks depended on", len(a.Tasks), func(i int32) *[]agreement.Ref {
		return &a.Tasks[i].DependsOn
	})
	l.loopsOfPrincipals()
	l.loopsOfClocks()
}

// loopsOfPrincipals looks along of.
func (l *loader) loopsOfPrincipals() {
	a := l.agreement
	steps := make([][]agreement.Ref, len(a.Parties))
	for i := range a.Parties {
		if !a.Parties[i].Of.IsZero() {
			steps[i] = []agreement.Ref{a.Parties[i].Of}
		}
	}
	l.loops(agreement.KindParty, "Delegations", len(steps), func(i int32) *[]agreement.Ref {
		return &steps[i]
	})
	for i := range a.Parties {
		if len(steps[i]) == 0 {
			a.Parties[i].Of = agreement.Ref{}
		}
	}
}

// loopsOfClocks looks along the clocks by which clocks start.
func (l *loader) loopsOfClocks() {
	a := l.agreement
	steps := make([][]agreement.Ref, len(a.Clocks))
	for i := range a.Clocks {
		if a.Clocks[i].At != nil {
			steps[i] = clocksOf(a.Clocks[i].At)
		}
	}
	before := make([]int, len(steps))
	for i := range steps {
		before[i] = len(steps[i])
	}
	l.loops(agreement.KindClock, "Clocks", len(steps), func(i int32) *[]agreement.Ref {
		return &steps[i]
	})
	for i := range steps {
		if len(steps[i]) < before[i] {
			a.Clocks[i].At = nil
		}
	}
}

// clocksOf are the clocks that a time is counted from.
func clocksOf(t *agreement.Time) []agreement.Ref {
	var clocks []agreement.Ref
	t.EachEvent(func(e *agreement.Time) {
		if e.Of.Kind == agreement.KindClock {
			clocks = append(clocks, e.Of)
		}
	})
	return clocks
}

// A walker looks for loops among n things of a kind, depth first.
type walker struct {
	next  func(int32) *[]agreement.Ref
	state []uint8 // 0 not seen, 1 on the path, 2 done
	path  []int32
	found func(loop []int32)
}

// loops reports every loop along next, and drops the step that closes it.
func (l *loader) loops(kind agreement.Kind, what string, n int,
	next func(int32) *[]agreement.Ref,
) {
	w := &walker{next: next, state: make([]uint8, n)}
	w.found = func(loop []int32) {
		var ids []string
		for _, i := range loop {
			ids = append(ids, l.agreement.IDOf(agreement.Ref{Kind: kind, Index: i}))
		}
		at := l.agreement.WhereIs(agreement.Ref{Kind: kind, Index: loop[0]})
		l.say(l.rangeAt(at), loopOf(what, ids))
	}
	for i := range int32(n) {
		if w.state[i] == 0 {
			w.walk(i)
		}
	}
}

func (w *walker) walk(i int32) {
	w.state[i] = 1
	w.path = append(w.path, i)
	steps := w.next(i)
	*steps = slices.DeleteFunc(*steps, func(r agreement.Ref) bool {
		switch w.state[r.Index] {
		case 0:
			w.walk(r.Index)
		case 1:
			from := slices.Index(w.path, r.Index)
			w.found(startingWithLeast(w.path[from:]))
			return true
		}
		return false
	})
	w.path = w.path[:len(w.path)-1]
	w.state[i] = 2
}

// startingWithLeast is a loop told from its least member on.
func startingWithLeast(loop []int32) []int32 {
	least := slices.Index(loop, slices.Min(loop))
	return slices.Concat(loop[least:], loop[:least])
}
