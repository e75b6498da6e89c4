package agreementtest

import (
	"fmt"
	"testing"

	"lockstep/internal/agreement"
)

// Ladder is an agreement of that many parties and steps for benchmarks, with parties × steps
// commitments. The commitment of party q at step j waits for q's own step j−1 and for that of
// one of the next two parties, counted round. At every fourth step the parties 2k and 2k+1 act
// together in a simultaneous exchange. Everything in it can be done.
//
// With plantLoop the first party's step in the middle waits for its own last step, which closes
// one loop: from there on the first party cannot go on, and whoever needs it stops with it.
func Ladder(parties, steps int, plantLoop bool) *agreement.Agreement {
	parties, steps = max(parties, 1), max(steps, 1)
	l := ladder{parties, steps}
	a := &agreement.Agreement{ID: "ladder", Zone: "UTC"}
	for _, id := range ids("p", parties) {
		a.Parties = append(a.Parties, agreement.Party{
			ID: id, Kind: agreement.PartyState, AtTable: true})
	}
	a.Commitments = make([]agreement.Commitment, 0, parties*steps)
	for q := range parties {
		for j := range steps {
			a.Commitments = append(a.Commitments, l.commitment(a.Parties[q].ID, q, j))
		}
	}
	if plantLoop {
		middle := &a.Commitments[l.at(0, (steps-1)/2).Index]
		middle.After = agreement.All(middle.After, agreement.Happened(l.at(0, steps-1)))
	}
	l.exchanges(a)
	return a
}

// A ladder knows where the commitment of a party at a step stands: party by party.
type ladder struct{ parties, steps int }

func (l ladder) at(q, j int) agreement.Ref {
	return agreement.CommitmentRef(q%l.parties*l.steps + j)
}

func (l ladder) commitment(party string, q, j int) agreement.Commitment {
	c := agreement.Commitment{
		ID:     fmt.Sprintf("%s-s%0*d", party, len(fmt.Sprint(l.steps)), j+1),
		By:     []agreement.Ref{agreement.PartyRef(q)},
		To:     []agreement.Ref{agreement.PartyRef((q + 1) % l.parties)},
		Weight: 1,
		Lost:   1,
	}
	if j > 0 {
		c.After = agreement.All(agreement.Happened(l.at(q, j-1)), agreement.Any(
			agreement.Happened(l.at(q+1, j-1)), agreement.Happened(l.at(q+2, j-1))))
	}
	return c
}

// exchanges pairs the parties at every fourth step.
func (l ladder) exchanges(a *agreement.Agreement) {
	pairs := (l.steps / 4) * (l.parties / 2)
	names := ids("x", pairs)
	for n := range pairs {
		j, q := n/(l.parties/2)*4+3, n%(l.parties/2)*2
		a.Exchanges = append(a.Exchanges, agreement.Exchange{
			ID:    names[n],
			Mode:  agreement.Simultaneous,
			Sides: [][]agreement.Ref{{l.at(q, j)}, {l.at(q+1, j)}},
		})
	}
}

// ReportRate reports how many commitments a benchmark gets through in a second, where each round
// of its loop is over n of them.
func ReportRate(b *testing.B, n int) {
	b.ReportMetric(float64(n)*float64(b.N)/b.Elapsed().Seconds(), "commitments/s")
}
