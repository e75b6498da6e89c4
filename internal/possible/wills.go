package possible

import (
	"slices"

	"lockstep/internal/agreement"
)

// addWills adds a gate for the will of every party and makes what hangs on it wait for it. It
// returns the first of these gates, which stand in the order of the parties.
func (n *Net) addWills() int32 {
	a, wills := n.agreement, n.gates.AddMany(len(n.agreement.Parties))
	all := func(parties []agreement.Ref, gate int32) {
		for _, p := range parties {
			n.gates.Require(wills+p.Index, gate)
		}
	}
	for i := range a.Commitments {
		all(a.Commitments[i].By, n.startGate(int32(i)))
	}
	for i := range a.Conditions {
		gate := n.conditions + int32(i)
		all(a.Conditions[i].ControlledBy, gate)
		n.addJudges(&a.Conditions[i], wills, gate)
	}
	for i := range a.Decisions {
		n.addElectors(&a.Decisions[i], wills, n.decisions+int32(i))
	}
	for i := range a.Issues {
		all(a.Issues[i].Between, n.issues+int32(i))
	}
	return wills
}

// startGate is the gate that stands before the start of commitment c: its joint step, if any.
func (n *Net) startGate(c int32) int32 {
	if group := n.groupOf[c]; group >= 0 {
		return n.joint + group
	}
	return n.started + c
}

// addJudges: somebody has to find that the condition holds, each judge where they judge jointly.
func (n *Net) addJudges(c *agreement.Condition, wills, gate int32) {
	if len(c.Judges) == 0 {
		return
	}
	need := 1
	if c.Jointly {
		need = len(c.Judges)
	}
	found := n.gates.Add(need)
	for _, judge := range c.Judges {
		n.gates.Feed(wills+judge.Index, found)
	}
	n.gates.Require(found, gate)
}

// addElectors: the decision needs as many of its electors as its rule asks for.
func (n *Net) addElectors(d *agreement.Decision, wills, gate int32) {
	electors, need := n.electors(d)
	n.gates.need[gate] += int32(need)
	for _, elector := range electors {
		n.gates.Feed(wills+elector.Index, gate)
	}
}

// Electors are those whose voice counts in the decision at that position, sorted, and how many of
// them must agree. Silence is broken by any one of them; stated blockers replace the rule.
func (n *Net) Electors(decision int32) (electors []agreement.Ref, need int) {
	electors, need = n.electors(&n.agreement.Decisions[decision])
	electors = slices.Clone(electors)
	slices.SortFunc(electors, agreement.Ref.Compare)
	return electors, need
}

func (n *Net) electors(d *agreement.Decision) (electors []agreement.Ref, need int) {
	electors = n.agreement.Actors(d.By)
	switch {
	case d.BlockersStated:
		electors = n.agreement.Actors(d.Blockers)
	case d.Rule == agreement.Single:
		electors = d.By
	}
	need = len(electors)
	switch {
	case d.BlockersStated || need == 0:
	case d.Rule == agreement.Majority:
		need = need/2 + 1
	case d.Rule == agreement.AtLeastOf:
		need = int(d.K)
	}
	return electors, need
}
