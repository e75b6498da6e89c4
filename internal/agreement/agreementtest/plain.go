package agreementtest

import (
	"fmt"
	"math/rand/v2"
	"slices"

	"lockstep/internal/agreement"
)

// Plain is a random small agreement whose guards ask only for what stays so once it is (started,
// done, breached, a condition), with powers that suspend, resume, terminate and waive. It
// satisfies [Validate]; the same seed gives the same agreement.
func Plain(seed uint64) *agreement.Agreement {
	r := rand.New(rand.NewPCG(seed, 3))
	a := &agreement.Agreement{ID: "drawn", Zone: "UTC", Parties: []agreement.Party{{ID: "p0"}}}
	n := 1 + r.IntN(4)
	for i := range n {
		kind := agreement.Once
		if r.IntN(6) == 0 {
			kind = agreement.Continuing
		}
		a.Commitments = append(a.Commitments, agreement.Commitment{
			ID: fmt.Sprintf("c%d", i), Kind: kind, Weight: 1, Lost: 1})
	}
	for range r.IntN(2) {
		a.Conditions = append(a.Conditions, agreement.Condition{ID: "k0"})
	}
	for i := range a.Commitments {
		if r.IntN(3) == 0 {
			a.Commitments[i].After = plainGuard(r, a)
		}
		if a.Commitments[i].Kind == agreement.Continuing && r.IntN(3) == 0 {
			until := agreement.OnDay(400)
			a.Commitments[i].Until = &until
		}
	}
	for i := range 1 + r.IntN(4) {
		power := agreement.Power{ID: fmt.Sprintf("o%d", i), When: plainGuard(r, a),
			Does: agreement.Effect(r.IntN(4))}
		for range 1 + r.IntN(2) {
			if on := agreement.CommitmentRef(r.IntN(n)); !slices.Contains(power.On, on) {
				power.On = append(power.On, on)
			}
		}
		a.Powers = append(a.Powers, power)
	}
	return a
}

// plainGuard is one atom or a combination of several.
func plainGuard(r *rand.Rand, a *agreement.Agreement) agreement.Guard {
	switch r.IntN(8) {
	case 0:
		return agreement.Any(plainAtom(r, a), plainAtom(r, a))
	case 1:
		return agreement.All(plainAtom(r, a), plainAtom(r, a))
	case 2:
		return agreement.AtLeast(2, plainAtom(r, a), plainAtom(r, a), plainAtom(r, a))
	}
	return plainAtom(r, a)
}

func plainAtom(r *rand.Rand, a *agreement.Agreement) agreement.Guard {
	if len(a.Conditions) > 0 && r.IntN(5) == 0 {
		return agreement.Holds(agreement.ConditionRef(0))
	}
	i := r.IntN(len(a.Commitments))
	of := agreement.CommitmentRef(i)
	switch k := r.IntN(3); {
	case k == 0:
		return agreement.Started(of)
	case k == 1 && a.Commitments[i].Kind == agreement.Once:
		return agreement.Done(of)
	}
	return agreement.Breached(of)
}

// OnTop is a small agreement in which much can go wrong, whose commitments also wait for some of
// three in which nothing can, and for a decision. It satisfies [Validate]; the same seed gives the
// same agreement.
func OnTop(seed uint64) *agreement.Agreement {
	a := Plain(seed)
	r := rand.New(rand.NewPCG(seed, 12))
	n := len(a.Commitments)
	a.Decisions = []agreement.Decision{{ID: "d0", By: []agreement.Ref{agreement.PartyRef(0)}}}
	calm := []agreement.Guard{agreement.Taken(agreement.DecisionRef(0))}
	for i := range 3 {
		a.Commitments = append(a.Commitments, agreement.Commitment{ID: fmt.Sprintf("d%d", i+1),
			Weight: 1, Lost: 1, After: calm[r.IntN(len(calm))]})
		calm = append(calm, agreement.Done(agreement.CommitmentRef(n+i)))
	}
	for c := range a.Commitments[:n] {
		commitment := &a.Commitments[c]
		if r.IntN(2) == 0 {
			commitment.After = agreement.All(commitment.After,
				agreement.Any(calm[r.IntN(len(calm))], calm[r.IntN(len(calm))]))
		}
		of := agreement.CommitmentRef(r.IntN(n))
		switch r.IntN(6) {
		case 0:
			commitment.Unless = agreement.Breached(of)
		case 1:
			commitment.While = agreement.Not(agreement.Breached(of))
		}
	}
	return a
}
