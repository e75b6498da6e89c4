package blockers

import (
	"math/bits"
	"slices"

	"lockstep/internal/agreement"
	"lockstep/internal/possible"
)

// A Hold is what one actor can stop alone without performing it.
type Hold struct {
	Actor       agreement.Ref
	Commitments []int32 // that are not done or in force if the actor refuses, in order

	// Through are those of its own acts and of the decisions, conditions and issues that need
	// it each of which it is enough to withhold to stop one of the commitments. There are none
	// where too many would have to be tried.
	Through []agreement.Ref
}

// mostThrough bounds how many things are tried one by one.
const mostThrough = 640

// Alone finds what each actor can stop alone of what it does not perform itself, in the order of
// the actors, leaving out those who can stop nothing.
func Alone(a *agreement.Agreement, net *possible.Net) []Hold {
	circuit := net.Circuit(possible.Asked{})
	s := &stopping{a, circuit, circuit.Lanes()}
	var holds []Hold
	var own []withholding
	for parties := range slices.Chunk(s.actors(), 64) {
		for i, stopped := range s.stoppedBy(parties, circuit.Will) {
			others := slices.DeleteFunc(stopped, func(c int32) bool {
				return slices.Contains(a.Commitments[c].By, parties[i])
			})
			if len(others) == 0 {
				continue
			}
			for _, thing := range s.withheld(parties[i], i) {
				own = append(own, withholding{len(holds), thing})
			}
			holds = append(holds, Hold{Actor: parties[i], Commitments: others})
		}
	}
	if len(own) <= mostThrough {
		s.trace(holds, own)
	}
	return holds
}

// A withholding is a thing that the actor of a hold keeps from coming about by refusing.
type withholding struct {
	hold  int
	thing agreement.Ref
}

// A stopping tries what is stopped when single things are kept shut.
type stopping struct {
	agreement *agreement.Agreement
	circuit   *possible.Circuit
	lanes     *possible.Lanes
}

// actors are the parties on which something hangs.
func (s *stopping) actors() []agreement.Ref {
	var actors []agreement.Ref
	for i := range s.agreement.Parties {
		if p := agreement.PartyRef(i); s.circuit.Will(p) != possible.None {
			actors = append(actors, p)
		}
	}
	return actors
}

// stoppedBy are, for each of up to 64 things, the commitments that do not come about when its
// gate is kept shut.
func (s *stopping) stoppedBy(things []agreement.Ref, gate func(agreement.Ref) int32) [][]int32 {
	s.lanes.Clear()
	for lane, thing := range things {
		s.lanes.Shut(gate(thing), 1<<lane)
	}
	s.lanes.Solve(lanesOf(len(things)))
	stopped := make([][]int32, len(things))
	for c := range int32(len(s.agreement.Commitments)) {
		happens := s.circuit.Happens(c)
		if happens == possible.None {
			continue
		}
		for missed := lanesOf(len(things)) &^ s.lanes.Open(happens); missed != 0; missed &= missed - 1 {
			lane := bits.TrailingZeros64(missed)
			stopped[lane] = append(stopped[lane], c)
		}
	}
	return stopped
}

// withheld are the acts of the party and what else hangs on its will directly, given that it
// refuses in that lane.
func (s *stopping) withheld(party agreement.Ref, lane int) []agreement.Ref {
	var things []agreement.Ref
	for i := range s.agreement.Commitments {
		if slices.Contains(s.agreement.Commitments[i].By, party) {
			things = append(things, agreement.CommitmentRef(i))
		}
	}
	add := func(kind agreement.Kind, n int) {
		for i := range n {
			r := agreement.Ref{Kind: kind, Index: int32(i)}
			gate := s.circuit.World(r)
			if gate != possible.None && s.lanes.Open(gate)>>lane&1 == 0 {
				things = append(things, r)
			}
		}
	}
	add(agreement.KindCondition, len(s.agreement.Conditions))
	add(agreement.KindDecision, len(s.agreement.Decisions))
	add(agreement.KindIssue, len(s.agreement.Issues))
	return things
}

// trace finds which of the things that an actor withholds it is enough to withhold.
func (s *stopping) trace(holds []Hold, own []withholding) {
	gate := func(r agreement.Ref) int32 {
		if r.Kind == agreement.KindCommitment {
			return s.circuit.Start(r.Index)
		}
		return s.circuit.World(r)
	}
	for some := range slices.Chunk(own, 64) {
		things := make([]agreement.Ref, len(some))
		for i := range some {
			things[i] = some[i].thing
		}
		for i, stopped := range s.stoppedBy(things, gate) {
			h := &holds[some[i].hold]
			if slices.ContainsFunc(stopped, func(c int32) bool {
				return slices.Contains(h.Commitments, c)
			}) {
				h.Through = append(h.Through, things[i])
			}
		}
	}
}
