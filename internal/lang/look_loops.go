package lang

import (
	"slices"

	"lockstep/internal/agreement"
	"lockstep/internal/diag"
)

// A trail is a way of stepping from one thing of a kind to others of it.
type trail struct {
	what  string // for the diagnostic
	id    func(int32) string
	where func(int32) diag.Range
	steps [][]int32
}

// lookForLoops reports what leads back to itself, and takes the last step of each loop out, so
// that whoever follows such steps comes to an end.
func (l *loader) lookForLoops() {
	l.loopsOfParties()
	l.loopsOfLevels()
	l.loopsOfClocks()
	l.loopsOfSources()
	tasks := l.agreement.Tasks
	t := l.trail("The tasks depended on", agreement.KindTask, len(tasks))
	for i := range tasks {
		t.steps[i] = indices(tasks[i].DependsOn)
	}
	l.loops(t)
	for i := range tasks {
		tasks[i].DependsOn = remaining(tasks[i].DependsOn, t.steps[i])
	}
}

// trail is a trail without steps among n things of a kind that can be named in expressions.
func (l *loader) trail(what string, kind agreement.Kind, n int) *trail {
	ref := func(i int32) agreement.Ref { return agreement.Ref{Kind: kind, Index: i} }
	return &trail{what: what, steps: make([][]int32, n),
		id:    func(i int32) string { return l.agreement.IDOf(ref(i)) },
		where: func(i int32) diag.Range { return l.labelOf(ref(i)) }}
}

func indices(refs []agreement.Ref) []int32 {
	var found []int32
	for _, r := range refs {
		found = append(found, r.Index)
	}
	return found
}

// remaining are the references whose steps were not taken out.
func remaining(refs []agreement.Ref, steps []int32) []agreement.Ref {
	if len(steps) == len(refs) {
		return refs
	}
	return slices.DeleteFunc(refs, func(r agreement.Ref) bool {
		return !slices.Contains(steps, r.Index)
	})
}

// loopsOfParties looks along members and along of.
func (l *loader) loopsOfParties() {
	parties := l.agreement.Parties
	members := l.trail("The members", agreement.KindParty, len(parties))
	principals := l.trail("The parties that these are of", agreement.KindParty, len(parties))
	for i := range parties {
		members.steps[i] = indices(parties[i].Members)
		if !parties[i].Of.IsZero() {
			principals.steps[i] = []int32{parties[i].Of.Index}
		}
	}
	l.loops(members)
	l.loops(principals)
	for i := range parties {
		parties[i].Members = remaining(parties[i].Members, members.steps[i])
		if len(principals.steps[i]) == 0 {
			parties[i].Of = agreement.Ref{}
		}
	}
}

// loopsOfLevels looks along parts and along share-of.
func (l *loader) loopsOfLevels() {
	levels := l.agreement.Levels
	parts := l.trail("The parts", agreement.KindLevel, len(levels))
	shares := l.trail("The shares", agreement.KindLevel, len(levels))
	for i := range levels {
		parts.steps[i] = indices(levels[i].Parts)
		for _, s := range levels[i].ShareOf {
			shares.steps[i] = append(shares.steps[i], s.Level.Index)
		}
	}
	l.loops(parts)
	l.loops(shares)
	for i := range levels {
		levels[i].Parts = remaining(levels[i].Parts, parts.steps[i])
		levels[i].ShareOf = slices.DeleteFunc(levels[i].ShareOf, func(s agreement.Share) bool {
			return !slices.Contains(shares.steps[i], s.Level.Index)
		})
	}
}

// loopsOfClocks looks along the clocks from which the start of a clock is counted.
func (l *loader) loopsOfClocks() {
	clocks := l.agreement.Clocks
	t := l.trail("The clocks", agreement.KindClock, len(clocks))
	before := make([]int, len(clocks))
	for i := range clocks {
		if clocks[i].At == nil {
			continue
		}
		clocks[i].At.EachEvent(func(e *agreement.Time) {
			if e.Of.Kind == agreement.KindClock {
				t.steps[i] = append(t.steps[i], e.Of.Index)
			}
		})
		before[i] = len(t.steps[i])
	}
	l.loops(t)
	for i := range clocks {
		if len(t.steps[i]) < before[i] {
			clocks[i].At = nil
		}
	}
	for i := range clocks {
		l.spellOut(clocks[i].At)
	}
	l.hangsOfClocks(t.where)
}

// loopsOfSources looks along repeats.
func (l *loader) loopsOfSources() {
	sources := l.agreement.Sources
	t := &trail{what: "The sources repeated", steps: make([][]int32, len(sources)),
		id: func(i int32) string { return sources[i].ID },
		where: func(i int32) diag.Range {
			return l.labelOf(agreement.Ref{Kind: agreement.KindSource, Index: i})
		}}
	for i := range sources {
		root, known := slices.BinarySearch(l.names.own[agreement.KindSource], sources[i].Repeats)
		if known {
			t.steps[i] = []int32{int32(root)}
		}
	}
	l.loops(t)
	for i := range sources {
		if len(t.steps[i]) == 0 {
			sources[i].Repeats = ""
		}
	}
}

// A walker follows a trail, depth first.
type walker struct {
	trail *trail
	state []uint8 // 0 not seen, 1 on the path, 2 done
	path  []int32
	found func(loop []int32)
}

// loops reports every loop of a trail, and drops the step that closes it.
func (l *loader) loops(t *trail) {
	w := &walker{trail: t, state: make([]uint8, len(t.steps))}
	w.found = func(loop []int32) {
		var ids []string
		for _, i := range loop {
			ids = append(ids, t.id(i))
		}
		l.say(t.where(loop[0]), loopOf(t.what, ids))
	}
	for i := range int32(len(t.steps)) {
		if w.state[i] == 0 {
			w.walk(i)
		}
	}
}

func (w *walker) walk(i int32) {
	w.state[i] = 1
	w.path = append(w.path, i)
	w.trail.steps[i] = slices.DeleteFunc(w.trail.steps[i], func(next int32) bool {
		switch w.state[next] {
		case 0:
			w.walk(next)
		case 1:
			from := slices.Index(w.path, next)
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
