package agreementtest

import (
	"slices"

	"lockstep/internal/agreement"
	"lockstep/internal/calendar"
)

// commitment fills in the i-th commitment.
func (d *drafter) commitment(i int) {
	c := &d.a.Commitments[i]
	c.Strength = agreement.Strength(max(0, d.choose.below(8, "strength")-4))
	if !d.chance(1, "nobody performs") {
		c.By = d.someParties("performer")
	}
	if d.chance(12, "receiver") {
		c.To = d.someParties("receiver")
	}
	d.waits(c)
	if d.opt.Weights {
		c.Weight = float64(d.between(1, 5, "weight"))
	}
	if d.opt.Shares && d.chance(8, "reversible") {
		c.ReversibleStated = true
		c.Lost = pick(d, []float64{1, 0.5, 0.25, 0}, "lost")
	}
	if d.chance(4, "for") {
		c.For = some(d, d.allCommitments(), 1, "given for")
	}
	if d.chance(4, "verify") {
		c.VerifyStated = true
		c.Verify = d.someParties("verifier")
	}
	if d.opt.Dates {
		d.dates(c)
	}
}

func (d *drafter) waits(c *agreement.Commitment) {
	if d.chance(7, "after") {
		c.After = d.guard(2)
	}
	if d.chance(2, "provided") {
		c.Provided = d.guard(1)
	}
	if !d.opt.Judgement {
		return
	}
	if d.chance(4, "while") {
		c.While = d.guard(1)
	}
	if d.chance(4, "unless") {
		c.Unless = d.guard(1)
	}
}

// dates draws bounds for the start and the end. In a monotone agreement nothing ends.
func (d *drafter) dates(c *agreement.Commitment) {
	for _, bound := range []struct {
		of   **agreement.Time
		what string
	}{
		{&c.Starts, "starts"}, {&c.NotBefore, "not-before"},
		{&c.StartBy, "start-by"}, {&c.Due, "due"}, {&c.Until, "until"},
	} {
		if bound.what == "until" && (d.opt.Monotone || !c.IsContinuing()) {
			continue
		}
		if d.chance(3, bound.what) {
			at := d.time(2)
			*bound.of = &at
		}
	}
	if c.Kind == agreement.Once && d.chance(6, "takes") {
		span := d.span()
		c.Takes = &span
	}
}

// exchanges binds commitments together, each at most once in the same exchange.
func (d *drafter) exchanges() {
	n := len(d.a.Commitments)
	if len(d.opt.Exchanges) == 0 || n < 2 {
		return
	}
	for _, id := range ids("x", d.between(0, 2, "exchanges")) {
		e := agreement.Exchange{ID: id, Mode: pick(d, d.opt.Exchanges, "mode")}
		left := some(d, d.allCommitments(), d.between(2, min(n, 5), "size"), "member")
		for sides := d.between(2, min(len(left), 3), "sides"); sides > 0; sides-- {
			most := len(left) - sides + 1 // every further side needs one
			size := min(d.between(1, 2, "acts"), most)
			e.Sides = append(e.Sides, left[:size:size])
			left = left[size:]
		}
		if d.chance(4, "tolerance") {
			e.Tolerance = new(pick(d, []float64{0, 0.25, 0.5, 1}, "tolerance"))
		}
		d.a.Exchanges = append(d.a.Exchanges, e)
	}
}

// levels gives levels their figures, commitments their effect on them, and one a task.
func (d *drafter) levels() {
	for i := range d.a.Levels {
		l := &d.a.Levels[i]
		l.Of = d.someParties("level of")
		if !d.chance(2, "no baseline") {
			l.Baseline = new(float64(10 * d.between(1, 10, "baseline")))
		}
	}
	if len(d.a.Levels) == 0 {
		return
	}
	for i := range d.a.Commitments {
		if d.chance(6, "changes") {
			d.a.Commitments[i].Changes = []agreement.Change{d.change()}
		}
	}
	if d.chance(4, "task") {
		until := d.guard(1)
		d.a.Tasks = []agreement.Task{{ID: "w0", Until: until, Needs: []agreement.Hold{{
			Level: pick(d, d.allLevels(), "needs"), Number: float64(10 * d.between(0, 10, "least")),
		}}}}
	}
}

// change moves a level to a number, or by one.
func (d *drafter) change() agreement.Change {
	c := agreement.Change{Level: pick(d, d.allLevels(), "level")}
	if c.By = d.chance(8, "by"); c.By {
		c.Number = float64(10 * d.between(-3, 3, "by"))
	} else {
		c.Number = float64(10 * d.between(0, 10, "to"))
	}
	return c
}

func (d *drafter) powers() {
	if !d.opt.Powers {
		return
	}
	for _, id := range ids("o", d.between(0, 2, "powers")) {
		power := agreement.Power{
			ID:   id,
			By:   d.someParties("holds power"),
			When: d.guard(1),
			Does: agreement.Effect(d.choose.below(int(agreement.Extend)+1, "effect")),
			On:   some(d, d.allCommitments(), d.between(1, 2, "on how many"), "on"),
		}
		if d.chance(4, "power unless") {
			power.Unless = d.guard(1)
		}
		if d.chance(4, "within") {
			power.Within = &calendar.Duration{Days: int32(d.between(1, 30, "within"))}
		}
		d.a.Powers = append(d.a.Powers, power)
	}
}

// branches brings commitments into being on one side or the other, each in one branch at most.
func (d *drafter) branches() {
	if !d.opt.Branches {
		return
	}
	left := d.allCommitments()
	left = some(d, left, len(left), "order")
	for _, id := range ids("b", d.between(0, 2, "branches")) {
		branch := agreement.Branch{ID: id, If: d.guard(1)}
		for _, side := range []*[]agreement.Ref{&branch.Then, &branch.Else} {
			n := min(d.between(0, 2, "on that side"), len(left))
			*side, left = left[:n:n], left[n:]
		}
		d.a.Branches = append(d.a.Branches, branch)
	}
}

func (d *drafter) readings() {
	if !d.opt.Readings {
		return
	}
	for _, id := range ids("r", d.between(0, 2, "readings")) {
		reading := agreement.Reading{ID: id, Of: d.someParties("reading of")}
		for _, c := range some(d, d.allCommitments(), d.between(0, 2, "added"), "waits more") {
			reading.After = append(reading.After, agreement.AddedWait{
				Commitment: c, Guard: d.guard(1)})
		}
		for _, c := range some(d, d.allCommitments(), d.between(0, 1, "denied"), "waits less") {
			reading.Drops = append(reading.Drops, agreement.DeniedWait{
				Commitment: c, For: d.deniable(c)})
		}
		if d.opt.Dates && d.chance(4, "held due") {
			reading.Due = []agreement.HeldDue{{
				Commitment: pick(d, d.allCommitments(), "due"), Due: d.time(1)}}
		}
		sortByCommitment(&reading)
		d.a.Readings = append(d.a.Readings, reading)
	}
}

// deniable is one thing that c may be said not to wait for; often the matter of its branch.
func (d *drafter) deniable(c agreement.Ref) []agreement.Ref {
	for i := range d.a.Branches {
		b := &d.a.Branches[i]
		var asked []agreement.Ref
		b.If.EachAtom(func(atom *agreement.Guard) { asked = append(asked, atom.Of) })
		if len(asked) > 0 && (slices.Contains(b.Then, c) || slices.Contains(b.Else, c)) &&
			d.chance(10, "of its branch") {
			return some(d, asked, 1, "denied")
		}
	}
	return some(d, d.allCommitments(), 1, "denied")
}

// sortByCommitment puts what a reading says in the order of the commitments it is about.
func sortByCommitment(r *agreement.Reading) {
	slices.SortFunc(r.After, func(x, y agreement.AddedWait) int {
		return x.Commitment.Compare(y.Commitment)
	})
	slices.SortFunc(r.Drops, func(x, y agreement.DeniedWait) int {
		return x.Commitment.Compare(y.Commitment)
	})
}

// goals draws goals and red lines; only a red line may deny in a monotone agreement.
func (d *drafter) goals() {
	if !d.opt.Goals {
		return
	}
	for _, id := range ids("g", d.between(0, 2, "goals")) {
		d.a.Goals = append(d.a.Goals, agreement.Goal{
			ID: id, Of: d.someParties("goal of"), Reach: d.guard(1)})
	}
	for _, id := range ids("n", d.between(0, 1, "red lines")) {
		never := agreement.All(d.atom(), agreement.Not(d.atom()))
		d.a.Redlines = append(d.a.Redlines, agreement.Redline{
			ID: id, Of: d.someParties("red line of"), Never: never})
	}
}
