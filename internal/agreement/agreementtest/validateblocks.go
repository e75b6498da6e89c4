package agreementtest

import (
	"math"
	"slices"

	"lockstep/internal/agreement"
)

// world checks clocks, conditions, issues and decisions.
func (v *validator) world() {
	a := v.a
	for i := range a.Clocks {
		v.at = "clock " + a.Clocks[i].ID
		v.times("at", a.Clocks[i].At)
	}
	for i := range a.Conditions {
		v.at = "condition " + a.Conditions[i].ID
		v.byParties("judge", a.Conditions[i].Judges)
		v.byParties("controlled-by", a.Conditions[i].ControlledBy)
	}
	for i := range a.Issues {
		v.at = "issue " + a.Issues[i].ID
		v.byParties("between", a.Issues[i].Between)
		v.refs("commitments", a.Issues[i].Commitments, agreement.KindCommitment)
	}
	for i := range a.Decisions {
		v.decision(&a.Decisions[i])
	}
}

func (v *validator) decision(d *agreement.Decision) {
	v.at = "decision " + d.ID
	v.byParties("by", d.By)
	v.byParties("blockers", d.Blockers)
	v.refs("governs", d.Governs, agreement.KindLevel, agreement.KindCommitment)
	v.refs("refers", d.Refers, agreement.KindIssue)
	if d.Rule > agreement.Silence {
		v.refuse("unknown rule %d", d.Rule)
	}
	if n := len(v.a.Actors(d.By)); d.Rule == agreement.AtLeastOf && (d.K < 1 || int(d.K) > n) {
		v.refuse("it asks for %d of %d", d.K, n)
	}
}

func (v *validator) commitment(c *agreement.Commitment) {
	v.at = "commitment " + c.ID
	v.byParties("by", c.By)
	v.byParties("to", c.To)
	v.byParties("verify", c.Verify)
	v.refs("for", c.For, agreement.KindCommitment)
	v.refs("benchmark", c.Benchmarks, agreement.KindCondition)
	v.guard("after", &c.After)
	v.guard("provided", &c.Provided)
	v.guard("while", &c.While)
	v.guard("unless", &c.Unless)
	v.times("time", c.Starts, c.NotBefore, c.StartBy, c.Due, c.Until)
	v.share("lost", c.Lost)
	if math.IsNaN(c.Weight) || c.Weight < 0 {
		v.refuse("weight %v", c.Weight)
	}
	for _, change := range c.Changes {
		v.ref("changes", change.Level, agreement.KindLevel)
	}
	for _, hold := range c.Keeps {
		v.ref("keeps", hold.Level, agreement.KindLevel)
	}
	for _, target := range c.Schedule {
		v.ref("schedule", target.Level, agreement.KindLevel)
		v.times("schedule", target.At)
	}
	for _, use := range c.Uses {
		if use.Resource < 0 || int(use.Resource) >= len(v.a.Resources) {
			v.refuse("uses resource %d", use.Resource)
		}
	}
}

func (v *validator) exchange(e *agreement.Exchange) {
	v.at = "exchange " + e.ID
	if e.Mode > agreement.Proportional {
		v.refuse("unknown mode %d", e.Mode)
	}
	members := e.Members()
	v.refs("sides", members, agreement.KindCommitment)
	slices.SortFunc(members, agreement.Ref.Compare)
	if len(slices.Compact(members)) < len(e.Members()) {
		v.refuse("a commitment is in it twice")
	}
	if e.Tolerance != nil && (math.IsNaN(*e.Tolerance) || *e.Tolerance < 0) {
		v.refuse("tolerance %v", *e.Tolerance)
	}
}

func (v *validator) levels() {
	a := v.a
	for i := range a.Levels {
		l := &a.Levels[i]
		v.at = "level " + l.ID
		v.byParties("of", l.Of)
		v.refs("parts", l.Parts, agreement.KindLevel)
		v.refs("serves", l.Serves, agreement.KindTask)
		for _, share := range l.ShareOf {
			v.ref("share-of", share.Level, agreement.KindLevel)
		}
	}
	for i := range a.Tasks {
		t := &a.Tasks[i]
		v.at = "task " + t.ID
		v.refs("depends-on", t.DependsOn, agreement.KindTask)
		v.guard("until", &t.Until)
		for _, need := range t.Needs {
			v.ref("needs", need.Level, agreement.KindLevel)
		}
	}
}

// rest checks what has names of its own.
func (v *validator) rest() {
	a := v.a
	for i := range a.Powers {
		v.power(&a.Powers[i])
	}
	for i := range a.Branches {
		v.at = "branch " + a.Branches[i].ID
		v.guard("if", &a.Branches[i].If)
		v.refs("then", a.Branches[i].Then, agreement.KindCommitment)
		v.refs("else", a.Branches[i].Else, agreement.KindCommitment)
	}
	for i := range a.Readings {
		v.reading(&a.Readings[i])
	}
	for i := range a.Redlines {
		v.at = "redline " + a.Redlines[i].ID
		v.byParties("of", a.Redlines[i].Of)
		v.guard("never", &a.Redlines[i].Never)
	}
	for i := range a.Goals {
		v.at = "goal " + a.Goals[i].ID
		v.byParties("of", a.Goals[i].Of)
		v.guard("reach", &a.Goals[i].Reach)
	}
}

func (v *validator) power(p *agreement.Power) {
	v.at = "power " + p.ID
	v.byParties("by", p.By)
	v.guard("when", &p.When)
	v.guard("unless", &p.Unless)
	v.refs("on", p.On, agreement.KindCommitment)
	if p.Does > agreement.Extend {
		v.refuse("unknown effect %d", p.Does)
	}
}

func (v *validator) reading(r *agreement.Reading) {
	v.at = "reading " + r.ID
	v.byParties("of", r.Of)
	for i := range r.After {
		v.ref("after", r.After[i].Commitment, agreement.KindCommitment)
		v.guard("after", &r.After[i].Guard)
	}
	for _, denied := range r.Drops {
		v.ref("drops", denied.Commitment, agreement.KindCommitment)
	}
	for i := range r.Due {
		v.ref("due", r.Due[i].Commitment, agreement.KindCommitment)
		v.times("due", &r.Due[i].Due)
	}
}
