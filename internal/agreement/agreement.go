package agreement

import (
	"slices"
	"strings"

	"lockstep/internal/calendar"
)

// An Agreement is everything that a project folder says. See the package documentation for the
// invariants.
type Agreement struct {
	ID     string
	Title  string
	Signed calendar.Day // calendar.None where it is not signed
	Zone   string       // IANA name; UTC where none is given
	Count  calendar.Count
	Parts  []string // other instruments
	Where  Place
	Files  []string // file names, relative to the project folder, sorted

	Parties     []Party
	Clocks      []Clock
	Commitments []Commitment
	Conditions  []Condition
	Decisions   []Decision
	Exchanges   []Exchange
	Levels      []Level
	Tasks       []Task
	Issues      []Issue
	Powers      []Power
	Branches    []Branch
	Readings    []Reading
	Rounds      []Round
	Redlines    []Redline
	Goals       []Goal
	Scenarios   []Scenario
	Resources   []Resource
	Sources     []Source
}

// ID is the id of what r refers to, "" for the zero Ref.
func (a *Agreement) IDOf(r Ref) string {
	switch r.Kind {
	case KindParty:
		return a.Parties[r.Index].ID
	case KindClock:
		return a.Clocks[r.Index].ID
	case KindCommitment:
		return a.Commitments[r.Index].ID
	case KindCondition:
		return a.Conditions[r.Index].ID
	case KindDecision:
		return a.Decisions[r.Index].ID
	case KindExchange:
		return a.Exchanges[r.Index].ID
	case KindLevel:
		return a.Levels[r.Index].ID
	case KindTask:
		return a.Tasks[r.Index].ID
	case KindIssue:
		return a.Issues[r.Index].ID
	}
	return ""
}

// WhereIs is the place where what r refers to was declared.
func (a *Agreement) WhereIs(r Ref) Place {
	switch r.Kind {
	case KindParty:
		return a.Parties[r.Index].Where
	case KindClock:
		return a.Clocks[r.Index].Where
	case KindCommitment:
		return a.Commitments[r.Index].Where
	case KindCondition:
		return a.Conditions[r.Index].Where
	case KindDecision:
		return a.Decisions[r.Index].Where
	case KindExchange:
		return a.Exchanges[r.Index].Where
	case KindLevel:
		return a.Levels[r.Index].Where
	case KindTask:
		return a.Tasks[r.Index].Where
	case KindIssue:
		return a.Issues[r.Index].Where
	}
	return Place{}
}

// NumberOf is how many things of a kind there are of which something can be observed: commitments,
// clocks, conditions, decisions, issues, levels and powers; 0 for any other kind.
func (a *Agreement) NumberOf(kind Kind) int {
	switch kind {
	case KindCommitment:
		return len(a.Commitments)
	case KindClock:
		return len(a.Clocks)
	case KindCondition:
		return len(a.Conditions)
	case KindIssue:
		return len(a.Issues)
	case KindDecision:
		return len(a.Decisions)
	case KindPower:
		return len(a.Powers)
	case KindLevel:
		return len(a.Levels)
	}
	return 0
}

// Lookup finds the thing of that id among those that can stand in expressions. It searches the
// sorted slices, so each call costs a few comparisons.
func (a *Agreement) Lookup(id string) (Ref, bool) {
	for _, find := range []func(string) (Ref, bool){
		a.lookupCommitment, a.lookupParty, a.lookupOther,
	} {
		if r, ok := find(id); ok {
			return r, true
		}
	}
	return Ref{}, false
}

func (a *Agreement) lookupCommitment(id string) (Ref, bool) {
	return search(a.Commitments, KindCommitment, id, func(c *Commitment) string { return c.ID })
}

func (a *Agreement) lookupParty(id string) (Ref, bool) {
	return search(a.Parties, KindParty, id, func(p *Party) string { return p.ID })
}

func (a *Agreement) lookupOther(id string) (Ref, bool) {
	if r, ok := search(a.Clocks, KindClock, id, func(c *Clock) string { return c.ID }); ok {
		return r, true
	}
	if r, ok := search(a.Conditions, KindCondition, id,
		func(c *Condition) string { return c.ID }); ok {
		return r, true
	}
	if r, ok := search(a.Decisions, KindDecision, id,
		func(d *Decision) string { return d.ID }); ok {
		return r, true
	}
	if r, ok := search(a.Exchanges, KindExchange, id,
		func(e *Exchange) string { return e.ID }); ok {
		return r, true
	}
	if r, ok := search(a.Levels, KindLevel, id, func(l *Level) string { return l.ID }); ok {
		return r, true
	}
	if r, ok := search(a.Tasks, KindTask, id, func(t *Task) string { return t.ID }); ok {
		return r, true
	}
	return search(a.Issues, KindIssue, id, func(i *Issue) string { return i.ID })
}

// search finds id by halving in a slice that is sorted by id.
func search[T any](things []T, kind Kind, id string, idOf func(*T) string) (Ref, bool) {
	low, high := 0, len(things)
	for low < high {
		middle := (low + high) / 2
		if idOf(&things[middle]) < id {
			low = middle + 1
		} else {
			high = middle
		}
	}
	if low < len(things) && idOf(&things[low]) == id {
		return Ref{kind, int32(low)}, true
	}
	return Ref{}, false
}

// IDs are the ids of refs, in their order.
func (a *Agreement) IDs(refs []Ref) []string {
	ids := make([]string, len(refs))
	for i, r := range refs {
		ids[i] = a.IDOf(r)
	}
	return ids
}

// NameOf is the name of a party as people say it.
func (a *Agreement) NameOf(r Ref) string {
	if r.Kind == KindParty && a.Parties[r.Index].Name != "" {
		return a.Parties[r.Index].Name
	}
	return a.IDOf(r)
}

// ReadingNames are the names of all readings, sorted.
func (a *Agreement) ReadingNames() []string {
	names := make([]string, len(a.Readings))
	for i := range a.Readings {
		names[i] = a.Readings[i].ID
	}
	return names
}

// Actors are the parties that act when the given ones do: alliances and bodies are expanded to
// their leaves, each once, in order. A party without members is its own leaf.
func (a *Agreement) Actors(parties []Ref) []Ref {
	var leaves []Ref
	seen := map[Ref]bool{}
	var walk func(Ref)
	walk = func(r Ref) {
		if r.Kind != KindParty || seen[r] {
			return
		}
		seen[r] = true
		members := a.Parties[r.Index].Members
		if len(members) == 0 {
			leaves = append(leaves, r)
		}
		for _, m := range members {
			walk(m)
		}
	}
	for _, p := range parties {
		walk(p)
	}
	slices.SortFunc(leaves, Ref.Compare)
	return leaves
}

// Principals are r and, upwards, the parties of which it is a delegation or organ.
func (a *Agreement) Principals(r Ref) []Ref {
	var chain []Ref
	for r.Kind == KindParty && !slices.Contains(chain, r) {
		chain = append(chain, r)
		r = a.Parties[r.Index].Of
	}
	return chain
}

// JointGroups are the sets of commitments that start in one joint step: the members of each
// simultaneous exchange, with exchanges that share a member taken together, since a commitment
// starts only once. Each group and the list of groups are sorted.
func (a *Agreement) JointGroups() [][]int32 {
	var sets joined
	for i := range a.Exchanges {
		if e := &a.Exchanges[i]; e.Mode == Simultaneous {
			sets.join(e, len(a.Commitments))
		}
	}
	return sets.groups()
}

// joined is a union-find over commitments: leader[c] leads towards the smallest member of c's
// set, -1 where c is in none. It stays nil while nothing is joined.
type joined struct{ leader []int32 }

func (j *joined) find(c int32) int32 {
	for j.leader[c] != c {
		j.leader[c] = j.leader[j.leader[c]]
		c = j.leader[c]
	}
	return c
}

// join puts the members of e into one set.
func (j *joined) join(e *Exchange, commitments int) {
	if j.leader == nil {
		j.leader = slices.Repeat([]int32{-1}, commitments)
	}
	first := int32(-1)
	for _, side := range e.Sides {
		for _, m := range side {
			if j.leader[m.Index] < 0 {
				j.leader[m.Index] = m.Index
			}
			if first < 0 {
				first = m.Index
			}
			one, other := j.find(first), j.find(m.Index)
			j.leader[max(one, other)] = min(one, other)
		}
	}
}

// groups gathers the sets; since a leader is the smallest of its set, going through the
// commitments in order sorts both the groups and their list.
func (j *joined) groups() [][]int32 {
	var groups [][]int32
	number := map[int32]int{}
	for c := range j.leader {
		if j.leader[c] < 0 {
			continue
		}
		leader := j.find(int32(c))
		if leader == int32(c) {
			number[leader] = len(groups)
			groups = append(groups, nil)
		}
		groups[number[leader]] = append(groups[number[leader]], int32(c))
	}
	return groups
}

// CompareIDs orders lists of ids as words in a dictionary.
func CompareIDs(x, y []string) int { return slices.CompareFunc(x, y, strings.Compare) }
