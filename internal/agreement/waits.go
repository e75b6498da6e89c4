package agreement

// Waits gathers, for every commitment, all that makes it wait: after, provided, starts,
// not-before, the branch that brings it into being and its turn in a step-for-step exchange.
// A due day does not make it wait.
type Waits struct {
	agreement *Agreement
	implied   map[int32][]Guard
}

// NewWaits prepares the waits of a.
func NewWaits(a *Agreement) *Waits {
	w := &Waits{agreement: a, implied: map[int32][]Guard{}}
	for i := range a.Exchanges {
		if a.Exchanges[i].Mode == StepForStep {
			w.addTurns(&a.Exchanges[i])
		}
	}
	for i := range a.Branches {
		branch := &a.Branches[i]
		for _, c := range branch.Then {
			w.imply(c, branch.If)
		}
		for _, c := range branch.Else {
			w.imply(c, Not(branch.If))
		}
	}
	return w
}

func (w *Waits) imply(c Ref, g Guard) {
	if denied := w.agreement.Commitments[c.Index].Denied; len(denied) > 0 {
		g = g.Without(denied)
	}
	w.implied[c.Index] = append(w.implied[c.Index], g)
}

// addTurns makes each act of the exchange wait for the acts before it.
func (w *Waits) addTurns(e *Exchange) {
	for _, side := range e.Sides {
		for k, act := range side {
			for _, before := range e.StepBefore(k) {
				turn := Happened(before)
				turn.Where = e.Where
				w.imply(act, turn)
			}
		}
	}
}

// EachClause calls visit for every clause that commitment c waits for; each must hold.
func (w *Waits) EachClause(c int32, visit func(*Guard)) {
	commitment := &w.agreement.Commitments[c]
	commitment.After.EachClause(visit)
	commitment.Provided.EachClause(visit)
	commitment.Starts.eachClause(visit)
	commitment.NotBefore.eachClause(visit)
	if len(w.implied) == 0 {
		return
	}
	implied := w.implied[c]
	for i := range implied {
		implied[i].EachClause(visit)
	}
}

// eachClause calls visit for what must have happened for the time to come.
func (t *Time) eachClause(visit func(*Guard)) {
	if t != nil {
		g := t.Guard()
		g.EachClause(visit)
	}
}

// Guard is the conjunction of all clauses that commitment c waits for.
func (w *Waits) Guard(c int32) Guard {
	var clauses []Guard
	w.EachClause(c, func(g *Guard) { clauses = append(clauses, *g) })
	return All(clauses...)
}
