package blockers

import (
	"math/bits"
	"slices"

	"lockstep/internal/agreement"
	"lockstep/internal/possible"
)

// A Goal is something that is to come about.
type Goal struct {
	Name  string
	Reach agreement.Guard
}

// Goals are the goals that an agreement states or, where it states none, its commitments, each
// to be done or in force; sorted by name.
func Goals(a *agreement.Agreement) []Goal {
	if len(a.Goals) > 0 {
		goals := make([]Goal, len(a.Goals))
		for i := range a.Goals {
			goals[i] = Goal{a.Goals[i].ID, a.Goals[i].Reach}
		}
		return goals
	}
	goals := make([]Goal, len(a.Commitments))
	for i := range a.Commitments {
		goals[i] = Goal{a.Commitments[i].ID, agreement.Happened(agreement.CommitmentRef(i))}
	}
	return goals
}

// A Question is what is asked about some goals.
type Question struct {
	Goals   []Goal
	Size    int             // of the largest groups of blockers to look for; 0: none
	Without []agreement.Ref // parties that refuse, and things that do not come about, in any case
	Needs   bool            // also ask who can bring the goals about
	Work    int             // gates to look at, in 64 cases at once; 0: DefaultWork
}

// DefaultWork is the work that a question may take where it says nothing else: about ten seconds.
const DefaultWork = 500_000_000

// An Answer says who can stop a goal. Groups are sorted and minimal; lists of groups are in the
// order of words in a dictionary.
type Answer struct {
	Goal      string
	Reachable bool // when nobody refuses but those who do in any case
	Blockers  [][]agreement.Ref
	Complete  bool // all up to the size; false: the work allowed was not enough

	Needs         [][]agreement.Ref // groups that bring it about whatever all others refuse
	NeedsComplete bool

	// Assuming are the clocks, conditions, decisions and issues without any one of which the
	// goal cannot come about.
	Assuming []agreement.Ref
}

// fewGoals is up to how many goals each is always searched by itself.
const fewGoals = 8

// Ask answers q for the agreement a that net was compiled from.
func Ask(a *agreement.Agreement, net *possible.Net, q Question) []Answer {
	if q.Work == 0 {
		q.Work = DefaultWork
	}
	if len(q.Goals) > fewGoals {
		if all := newPanel(a, net, q); all.canSweep(q.Size) {
			answers := all.begin(a, q)
			all.sweep(answers, q.Size)
			if q.Needs {
				needs(a, net, q, answers)
			}
			return answers
		}
	}
	answers := make([]Answer, 0, len(q.Goals))
	for i := range q.Goals {
		p := newPanel(a, net, q.only(i))
		found := p.begin(a, q.only(i))
		p.search(&found[0], q.Size)
		if q.Needs {
			p.deliver(&found[0], q.only(i).Work)
		}
		answers = append(answers, found[0])
	}
	return answers
}

// only is q about its i-th goal alone, with that goal's part of the work.
func (q Question) only(i int) Question {
	q.Work /= len(q.Goals)
	q.Goals = q.Goals[i : i+1]
	return q
}

// begin makes the answers of p, one for each goal, without groups.
func (p *panel) begin(a *agreement.Agreement, q Question) []Answer {
	answers := make([]Answer, len(q.Goals))
	for i := range answers {
		answers[i] = Answer{Goal: q.Goals[i].Name, Reachable: p.goals[i] != possible.None,
			Complete: true, NeedsComplete: true}
	}
	p.assume(a, answers)
	return answers
}

// assume finds without which things of the world each goal cannot come about, 64 at a time.
func (p *panel) assume(a *agreement.Agreement, answers []Answer) {
	for things := range slices.Chunk(p.world(a), 64) {
		p.lanes.Clear()
		for lane, thing := range things {
			p.lanes.Shut(p.circuit.World(thing), 1<<lane)
		}
		p.lanes.Solve(lanesOf(len(things)))
		for i, goal := range p.goals {
			missed := lanesOf(len(things)) &^ p.lanes.Open(goal)
			for ; goal != possible.None && missed != 0; missed &= missed - 1 {
				lost := things[bits.TrailingZeros64(missed)]
				answers[i].Assuming = append(answers[i].Assuming, lost)
			}
		}
	}
}

// world lists the things in the circuit that do not come about by themselves and that nobody
// performs.
func (p *panel) world(a *agreement.Agreement) []agreement.Ref {
	var things []agreement.Ref
	add := func(kind agreement.Kind, n int) {
		for i := range n {
			r := agreement.Ref{Kind: kind, Index: int32(i)}
			starts := kind == agreement.KindClock && a.Clocks[i].At != nil
			if !starts && p.circuit.World(r) != possible.None {
				things = append(things, r)
			}
		}
	}
	add(agreement.KindClock, len(a.Clocks))
	add(agreement.KindCondition, len(a.Conditions))
	add(agreement.KindDecision, len(a.Decisions))
	add(agreement.KindIssue, len(a.Issues))
	return things
}
