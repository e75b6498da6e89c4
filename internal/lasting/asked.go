package lasting

import (
	"lockstep/internal/agreement"
)

// AsksConduct is, by commitment, whether some guard or time of a asks how it is kept: by kept, by
// breached, or by the bare id of something continuing, which is in force and not breached. A
// breach of anything else changes nothing.
func AsksConduct(a *agreement.Agreement) []bool {
	asked := make([]bool, len(a.Commitments))
	note := func(g *agreement.Guard) {
		conduct := g.Verb == agreement.VerbKept || g.Verb == agreement.VerbBreached
		for _, c := range members(a, g.Of) {
			if conduct || g.Verb == agreement.VerbHappened && a.Commitments[c].IsContinuing() {
				asked[c] = true
			}
		}
	}
	eachGuard(a, func(g *agreement.Guard, _ use) { g.EachAtom(note) })
	return asked
}

// members are the commitments that an atom about r asks about.
func members(a *agreement.Agreement, r agreement.Ref) []int32 {
	switch r.Kind {
	case agreement.KindCommitment:
		return []int32{r.Index}
	case agreement.KindExchange:
		var list []int32
		for _, member := range a.Exchanges[r.Index].Members() {
			list = append(list, member.Index)
		}
		return list
	}
	return nil
}

// A use says what a guard is written for.
type use struct {
	// of is the commitment that waits for the guard, the power that it allows, the clock that it
	// starts; zero where it may also stop or decide something.
	of agreement.Ref
}

// eachGuard calls visit for every guard and time of a, turns of step-for-step exchanges included.
func eachGuard(a *agreement.Agreement, visit func(*agreement.Guard, use)) {
	at := func(t *agreement.Time, u use) {
		if t != nil {
			g := t.Guard()
			visit(&g, u)
		}
	}
	for i := range a.Commitments {
		c, waits := &a.Commitments[i], use{agreement.CommitmentRef(i)}
		visit(&c.After, waits)
		visit(&c.Provided, waits)
		at(c.Starts, waits)
		at(c.NotBefore, waits)
		visit(&c.While, use{})
		visit(&c.Unless, use{})
		at(c.Until, use{})
	}
	for i := range a.Clocks {
		at(a.Clocks[i].At, use{agreement.ClockRef(i)})
	}
	for i := range a.Powers {
		of := agreement.Ref{Kind: agreement.KindPower, Index: int32(i)}
		visit(&a.Powers[i].When, use{of})
		visit(&a.Powers[i].Unless, use{})
	}
	for i := range a.Branches {
		visit(&a.Branches[i].If, use{})
	}
	eachTurn(a, visit)
}

func eachTurn(a *agreement.Agreement, visit func(*agreement.Guard, use)) {
	for i := range a.Exchanges {
		e := &a.Exchanges[i]
		if e.Mode != agreement.StepForStep {
			continue
		}
		for _, side := range e.Sides {
			for k, act := range side {
				for _, before := range e.StepBefore(k) {
					turn := agreement.Happened(before)
					visit(&turn, use{act})
				}
			}
		}
	}
}
