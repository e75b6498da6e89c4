package temporal

import (
	"iter"

	"lockstep/internal/calendar"
)

// A moment is a day that the network solves for: a start, a being done, a clock, or a step in
// between that gathers others.
type moment struct {
	low, high calendar.Day // its own bounds: None and noLimit where there is none
	need      int32        // of a choice among waits: how many must have come; 0: every one
	last      bool         // a choice among deadlines: the last of them counts
	pinned    bool         // given from outside: no deadline moves it
	fixed     bool         // supposed to be on the day low, whatever waits and deadlines say
	assumes   idSet        // of a pinned one: the unknown moments that it stands for
}

// A link binds one moment to another. A wait: to comes no earlier than from shifted and, unless
// it is exact, no earlier than from itself. A deadline: to comes no later than from shifted.
type link struct {
	from, to int32
	shift    int32
	deadline bool
	exact    bool // a wait of a clock, whose day may be counted as the one before an event
	joint    bool // a wait on one's own joint step: taking part in it satisfies it
}

// A network is the moments of an agreement and the links between them.
type network struct {
	shifts  *shifts
	moments []moment
	links   []link
	into    adjacency // the links by to
	out     adjacency // the links by from
	loops   []bool    // by moment: its bounds contradict each other
}

// An adjacency lists the links at each moment.
type adjacency struct {
	first []int32 // by moment: where its links begin; one more at the end
	links []int32
}

// at is the links at a moment.
func (a *adjacency) at(m int32) []int32 { return a.links[a.first[m]:a.first[m+1]] }

// seal makes the lists of links at each moment once all links are there.
func (n *network) seal() {
	n.into = n.adjacent(func(l *link) int32 { return l.to })
	n.out = n.adjacent(func(l *link) int32 { return l.from })
	n.loops = make([]bool, len(n.moments))
}

// adjacent sorts the links by one of their ends, in linear time.
func (n *network) adjacent(end func(*link) int32) adjacency {
	a := adjacency{
		first: make([]int32, len(n.moments)+1),
		links: make([]int32, len(n.links)),
	}
	for i := range n.links {
		a.first[end(&n.links[i])+1]++
	}
	for m := range n.moments {
		a.first[m+1] += a.first[m]
	}
	next := append([]int32(nil), a.first...)
	for i := range n.links {
		m := end(&n.links[i])
		a.links[next[m]] = int32(i)
		next[m]++
	}
	return a
}

// A direction is which bound a pass works out.
type direction bool

// Earliest days go from what is waited for to who waits, and backwards through deadlines;
// latest days go the other way round.
const (
	earliestDays direction = false
	latestDays   direction = true
)

// forward reports whether bounds of that direction go from l.from to l.to.
func (d direction) forward(l *link) bool { return l.deadline == bool(d) }

// barred reports whether a bound may not go backwards over l, from l.to to l.from.
func (n *network) barred(l *link) bool {
	from, to := &n.moments[l.from], &n.moments[l.to]
	if l.deadline {
		return from.pinned || to.last || to.fixed
	}
	return from.pinned || to.need > 0
}

// inputs yields the position of each link over which bounds of that direction reach m, with its
// other end.
func (n *network) inputs(d direction, m int32) iter.Seq2[int32, int32] {
	return n.around(d, m, true)
}

// outputs yields the position of each link over which bounds of that direction leave m, with its
// other end.
func (n *network) outputs(d direction, m int32) iter.Seq2[int32, int32] {
	return n.around(d, m, false)
}

func (n *network) around(d direction, m int32, into bool) iter.Seq2[int32, int32] {
	return func(yield func(int32, int32) bool) {
		for _, i := range n.into.at(m) {
			l := &n.links[i]
			if d.forward(l) == into && (into || !n.barred(l)) && !yield(i, l.from) {
				return
			}
		}
		for _, i := range n.out.at(m) {
			l := &n.links[i]
			if d.forward(l) != into && (!into || !n.barred(l)) && !yield(i, l.to) {
				return
			}
		}
	}
}

// carry takes a day over a link in the direction of a pass.
func (n *network) carry(d direction, l *link, day calendar.Day) calendar.Day {
	if l.shift == 0 {
		return day
	}
	forward := d.forward(l)
	switch {
	case forward && (l.deadline || l.exact):
		return n.shifts.add(l.shift, day)
	case forward:
		return max(day, n.shifts.add(l.shift, day))
	case l.deadline:
		return n.shifts.earliest(l.shift, day)
	case l.exact:
		return n.shifts.latest(l.shift, day)
	}
	return min(day, n.shifts.latest(l.shift, day))
}

// size is the number of moments.
func (n *network) size() int { return len(n.moments) }

// follow makes a network a dependency: a moment hangs on those from which its earliest day
// comes. Latest days go the other way over the same links, but for those of what is given.
func (n *network) follow(m, i int32) (next int32, more bool) {
	into := n.into.at(m)
	if int(i) < len(into) {
		if l := &n.links[into[i]]; !l.deadline {
			return l.from, true
		}
		return none, true
	}
	i -= int32(len(into))
	out := n.out.at(m)
	if int(i) >= len(out) {
		return none, false
	}
	if l := &n.links[out[i]]; l.deadline && !n.moments[m].pinned {
		return l.to, true
	}
	return none, true
}
