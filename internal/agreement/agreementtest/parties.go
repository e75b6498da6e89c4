package agreementtest

import (
	"slices"

	"lockstep/internal/agreement"
	"lockstep/internal/calendar"
)

// parties draws one to four parties and, after them in the alphabet, an alliance of some of them
// and a body of one of them.
func (d *drafter) parties() {
	n := d.between(1, 4, "parties")
	for i, id := range ids("p", n) {
		party := agreement.Party{ID: id, Kind: agreement.PartyState, AtTable: true}
		if i > 0 && d.chance(2, "absent") {
			party.Role, party.AtTable = agreement.RoleAbsent, false
		}
		d.a.Parties = append(d.a.Parties, party)
	}
	leaves := refs(agreement.KindParty, n)
	if n > 1 && d.chance(8, "alliance") {
		members := some(d, leaves, d.between(2, min(n, 3), "members"), "member")
		slices.SortFunc(members, agreement.Ref.Compare)
		d.a.Parties = append(d.a.Parties, agreement.Party{
			ID: "pa", Kind: agreement.PartyAlliance, AtTable: true, Members: members,
		})
	}
	if d.chance(4, "body") {
		d.a.Parties = append(d.a.Parties, agreement.Party{
			ID: "pb", Kind: agreement.PartyBody, AtTable: true, Of: pick(d, leaves, "body of"),
		})
	}
}

// refs refer to the first n things of that kind.
func refs(kind agreement.Kind, n int) []agreement.Ref {
	all := make([]agreement.Ref, n)
	for i := range all {
		all[i] = agreement.Ref{Kind: kind, Index: int32(i)}
	}
	return all
}

func (d *drafter) allCommitments() []agreement.Ref {
	return refs(agreement.KindCommitment, len(d.a.Commitments))
}

func (d *drafter) allLevels() []agreement.Ref {
	return refs(agreement.KindLevel, len(d.a.Levels))
}

// someParties are one or, less often, two parties, in order.
func (d *drafter) someParties(what string) []agreement.Ref {
	n := 1
	if d.chance(4, "two "+what) {
		n = 2
	}
	picked := some(d, refs(agreement.KindParty, len(d.a.Parties)), n, what)
	slices.SortFunc(picked, agreement.Ref.Compare)
	return picked
}

// nameAll makes everything that a guard can refer to, empty but for its name and, for a
// commitment, its kind.
func (d *drafter) nameAll() {
	a := d.a
	for _, id := range ids("c", d.between(d.opt.Least, d.opt.Most, "commitments")) {
		c := agreement.Commitment{ID: id, Weight: 1, Lost: 1}
		if d.chance(4, "continuing") {
			c.Kind = pick(d, []agreement.CommitmentKind{
				agreement.Continuing, agreement.Prohibition}, "kind")
		}
		a.Commitments = append(a.Commitments, c)
	}
	if d.opt.World {
		for _, id := range ids("t", d.between(0, 2, "clocks")) {
			a.Clocks = append(a.Clocks, agreement.Clock{ID: id})
		}
		for _, id := range ids("s", d.between(0, 2, "conditions")) {
			a.Conditions = append(a.Conditions, agreement.Condition{ID: id})
		}
		for _, id := range ids("i", d.between(0, 1, "issues")) {
			a.Issues = append(a.Issues, agreement.Issue{ID: id})
		}
	}
	if len(d.opt.Decisions) > 0 {
		for _, id := range ids("d", d.between(0, 2, "decisions")) {
			a.Decisions = append(a.Decisions, agreement.Decision{ID: id})
		}
	}
	if d.opt.Levels {
		for _, id := range ids("l", d.between(1, 2, "levels")) {
			a.Levels = append(a.Levels, agreement.Level{ID: id, Unit: "people"})
		}
	}
}

// world fills in clocks, conditions, issues and decisions.
func (d *drafter) world() {
	for i := range d.a.Clocks {
		d.clock(i)
	}
	for i := range d.a.Conditions {
		if d.chance(8, "judged") {
			d.a.Conditions[i].Judges = d.someParties("judge")
		}
		if d.chance(4, "controlled") {
			d.a.Conditions[i].ControlledBy = d.someParties("controls")
		}
	}
	for i := range d.a.Issues {
		d.a.Issues[i].Between = d.someParties("between")
	}
	for i := range d.a.Decisions {
		d.decision(&d.a.Decisions[i])
	}
}

// clock starts by itself, or with something; a clock waits only for clocks named before it.
func (d *drafter) clock(i int) {
	if !d.chance(8, "clock at") {
		return
	}
	at := d.event(i)
	if d.opt.Dates && d.chance(8, "on a day") {
		at = d.day()
	}
	d.a.Clocks[i].At = &at
}

func (d *drafter) decision(decision *agreement.Decision) {
	decision.By = d.someParties("decides")
	decision.Rule = pick(d, d.opt.Decisions, "rule")
	actors := d.a.Actors(decision.By)
	switch decision.Rule {
	case agreement.AtLeastOf:
		decision.K = int32(d.between(1, len(actors), "at least"))
	case agreement.Silence:
		decision.Silence = &calendar.Duration{Days: int32(d.between(1, 10, "silence"))}
	}
	if d.chance(2, "blockers") {
		decision.BlockersStated = true
		decision.Blockers = some(d, actors, d.between(0, 1, "how many"), "blocker")
	}
	if d.chance(4, "governs") {
		decision.Governs = append(some(d, d.allCommitments(), 1, "governed"),
			some(d, d.allLevels(), 1, "governed level")...)
	}
}
