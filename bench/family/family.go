// Package family makes agreements of any size for measurements, and writes them in Lockstep's
// language.
//
// A [Plan] is an agreement as bare figures: acts, each with one party that performs it, one that
// receives it, a weight, and the acts it waits for; pairs of acts that start together; and a
// goal. Lockstep reads it from the text that [Plan.Write] makes; other programs read what their
// encoders make of the same figures, so that all of them are asked the same.
//
// There are three families of plans. [Ladder]: parties climb together. [Random]: a centre gives
// and receives, each act after two earlier clauses. [Crowd]: many parties, most acts after any of
// three. A fourth family, [Powers], makes a [Contract]: obligations that may be breached, and
// powers that suspend, resume and terminate them. The same arguments always give the same plan.
//
// It refuses to hold whatever else an agreement can say: dates, conditions, judges. Those are
// not what is measured.
package family

import (
	"fmt"
	"math/rand/v2"
	"slices"
)

// A Plan is an agreement as bare figures. Acts and parties are numbered from 0.
type Plan struct {
	Family  string
	Parties int
	Acts    []Act
	Pairs   [][2]int // start together, in one joint step
	Goal    Goal
}

// An Act is a commitment to be done once. It waits for every one of its clauses, and a clause is
// met when any one of its acts is done.
type Act struct {
	By, To int
	Weight int // all of it lost for good
	Waits  [][]int
}

// A Goal is reached when at least so many of its acts are done.
type Goal struct {
	Least int
	Of    []int
}

// Ladder has n acts of that many parties, numbered step by step; n is rounded down to whole
// steps. Each step of a party waits for its own step before and for that of one of the next two
// parties, counted round; at every fourth step two neighbours start together. The goal is that
// half of the parties take their last step. With loop the first party's step in the middle waits
// for its last one.
func Ladder(parties, n int, loop bool) *Plan {
	parties = max(parties, 2)
	l := ladder(parties)
	n = max(n/parties, 1) * parties
	p := &Plan{Family: "ladder", Parties: parties, Acts: make([]Act, n)}
	for i := range p.Acts {
		p.Acts[i] = l.act(i)
		if step, party := i/parties, i%parties; step%4 == 3 && party%2 == 1 {
			p.Pairs = append(p.Pairs, [2]int{i - 1, i})
		}
	}
	if loop {
		p.Family = "ladder-with-loop"
		middle := &p.Acts[l.at(n/parties/2, 0)]
		middle.Waits = append(middle.Waits, []int{n - parties})
	}
	p.Goal = Goal{(parties + 1) / 2, lastOf(n, parties)}
	return p
}

// A ladder knows where the step of a party stands.
type ladder int

func (l ladder) at(step, party int) int { return step*int(l) + party%int(l) }

func (l ladder) act(i int) Act {
	step, party := i/int(l), i%int(l)
	a := Act{By: party, To: (party + 1) % int(l), Weight: 1}
	if step > 0 {
		a.wait([]int{l.at(step-1, party)})
		a.wait([]int{l.at(step-1, party+1), l.at(step-1, party+2)})
	}
	return a
}

// partners is how many parties the random family has.
const partners = 8

// Random has n acts between party 0 and seven others: what party 0 performs weighs 0 to 9, and
// so does what it receives. Each act waits for two clauses over the sixty acts before it; a
// clause names one act or, with probability share, any of two. The goal is the last act.
func Random(n int, share float64, seed uint64) *Plan {
	n = max(n, 1)
	r := rand.New(rand.NewPCG(seed, 1))
	p := &Plan{Family: "random", Parties: partners, Acts: make([]Act, n),
		Goal: Goal{1, []int{n - 1}}}
	for i := range p.Acts {
		p.Acts[i] = between(r.IntN(19)-9, 1+r.IntN(partners-1))
		for range min(i, 2) {
			either := 1
			if r.Float64() < share {
				either = 2
			}
			p.Acts[i].wait(before(r, i, either))
		}
	}
	return p
}

// between is an act by party 0 to another of that worth, or to party 0 where worth is negative.
func between(worth, other int) Act {
	if worth < 0 {
		return Act{By: other, To: 0, Weight: -worth}
	}
	return Act{By: 0, To: other, Weight: worth}
}

// Crowd has n acts of that many parties. Seven acts in eight wait for any of three of the sixty
// acts before them, the others for one and for any of two. The goal is the last act.
func Crowd(n, parties int, seed uint64) *Plan {
	n, parties = max(n, 1), max(parties, 1)
	r := rand.New(rand.NewPCG(seed, 2))
	p := &Plan{Family: "crowd", Parties: parties, Acts: make([]Act, n),
		Goal: Goal{1, []int{n - 1}}}
	for i := range p.Acts {
		by := r.IntN(parties)
		p.Acts[i] = Act{By: by, To: (by + 1) % parties, Weight: 1}
		switch {
		case i == 0:
		case r.IntN(8) == 0:
			p.Acts[i].wait(before(r, i, 1))
			p.Acts[i].wait(before(r, i, 2))
		default:
			p.Acts[i].wait(before(r, i, 3))
		}
	}
	return p
}

// wait adds a clause that the act does not have yet.
func (a *Act) wait(clause []int) {
	same := func(other []int) bool { return slices.Equal(clause, other) }
	if !slices.ContainsFunc(a.Waits, same) {
		a.Waits = append(a.Waits, clause)
	}
}

// before is a clause of up to k of the sixty acts before act i.
func before(r *rand.Rand, i, k int) []int {
	low := max(0, i-60)
	clause := make([]int, k)
	for j := range clause {
		clause[j] = low + r.IntN(i-low)
	}
	slices.Sort(clause)
	return slices.Compact(clause)
}

func lastOf(n, k int) []int {
	var last []int
	for i := max(0, n-k); i < n; i++ {
		last = append(last, i)
	}
	return last
}

// Trap is the smallest agreement by which a method can be caught that takes acts for possible
// because they hold each other up. Party 0 may give the first act, worth 1. The second, worth 5,
// waits for any of the third and the fourth, the third for the second, and the fourth, by which
// party 0 would receive 9, for nothing. Taken as clauses alone, the first three weigh 6; but
// step by step the second never comes without the fourth, and 1 is all that can be at stake.
func Trap() *Plan {
	return &Plan{Family: "trap", Parties: 2, Goal: Goal{1, []int{1}}, Acts: []Act{
		{By: 0, To: 1, Weight: 1},
		{By: 0, To: 1, Weight: 5, Waits: [][]int{{2, 3}}},
		{By: 1, To: 1, Weight: 1, Waits: [][]int{{1}}},
		{By: 1, To: 0, Weight: 9},
	}}
}

// Name is what act i is called in every encoding that has names.
func Name(i int) string { return fmt.Sprintf("c%07d", i) }
