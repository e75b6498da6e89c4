package agreement

import "slices"

// A Part is an agreement cut down to what some guards hang on, directly or through others: the
// commitments, clocks, conditions, decisions, issues, exchanges and levels that they name, what
// these wait for, what can stop them, what starts with them or keeps pace with them, and what
// changes those levels. Parties are all there. Whatever else happens makes no difference to the
// guards, so a question about them may be asked of the part.
type Part struct {
	Agreement *Agreement
	whole     map[Kind][]int32 // by kind: where each thing of the part stands in the whole
	place     map[Ref]Ref      // the other way round
}

// PartFor is the part of a on which the guards hang.
func (a *Agreement) PartFor(guards ...*Guard) *Part {
	t := &tracer{whole: a, kept: map[Ref]bool{}, around: around(a)}
	for _, g := range guards {
		t.guard(g)
	}
	for len(t.left) > 0 {
		r := t.left[len(t.left)-1]
		t.left = t.left[:len(t.left)-1]
		t.trace(r)
	}
	return cut(a, t.kept)
}

// Whole is where a thing of the part stands in the whole agreement.
func (p *Part) Whole(r Ref) Ref {
	if from, cut := p.whole[r.Kind]; cut {
		return Ref{r.Kind, from[r.Index]}
	}
	return r
}

// A tracer follows what hangs on what.
type tracer struct {
	whole  *Agreement
	kept   map[Ref]bool
	left   []Ref
	around map[Ref][]Ref // by commitment: its exchanges, branches and powers; by level: its changers
}

// around gathers what is written elsewhere about commitments and levels.
func around(a *Agreement) map[Ref][]Ref {
	about := map[Ref][]Ref{}
	note := func(things []Ref, kind Kind, i int) {
		for _, r := range things {
			about[r] = append(about[r], Ref{kind, int32(i)})
		}
	}
	for i := range a.Exchanges {
		note(a.Exchanges[i].Members(), KindExchange, i)
	}
	for i := range a.Branches {
		note(a.Branches[i].Then, KindBranch, i)
		note(a.Branches[i].Else, KindBranch, i)
	}
	for i := range a.Powers {
		note(a.Powers[i].On, KindPower, i)
	}
	for i := range a.Commitments {
		for _, change := range a.Commitments[i].Changes {
			note([]Ref{change.Level}, KindCommitment, i)
		}
	}
	return about
}

func (t *tracer) keep(refs ...Ref) {
	for _, r := range refs {
		if !r.IsZero() && r.Kind != KindParty && !t.kept[r] {
			t.kept[r] = true
			t.left = append(t.left, r)
		}
	}
}

func (t *tracer) guard(g *Guard) {
	switch g.Op {
	case OpAtom:
		t.keep(g.Of)
	case OpReached:
		t.time(g.At)
	case OpCompare:
		t.keep(g.Compare.Left.Level, g.Compare.Right.Level)
	}
	for i := range g.Args {
		t.guard(&g.Args[i])
	}
}

func (t *tracer) time(at *Time) {
	if at != nil {
		at.EachEvent(func(e *Time) { t.keep(e.Of) })
	}
}

// trace keeps what r hangs on.
func (t *tracer) trace(r Ref) {
	a := t.whole
	t.keep(t.around[r]...)
	switch r.Kind {
	case KindClock:
		t.time(a.Clocks[r.Index].At)
	case KindCommitment:
		c := &a.Commitments[r.Index]
		for _, g := range []*Guard{&c.After, &c.Provided, &c.While, &c.Unless} {
			t.guard(g)
		}
		for _, at := range []*Time{c.Starts, c.NotBefore, c.Until} {
			t.time(at)
		}
	case KindExchange:
		t.exchange(&a.Exchanges[r.Index])
	case KindBranch:
		t.guard(&a.Branches[r.Index].If)
	case KindPower:
		t.guard(&a.Powers[r.Index].When)
		t.guard(&a.Powers[r.Index].Unless)
	}
}

// exchange keeps the members and, where they keep pace by levels, the levels.
func (t *tracer) exchange(e *Exchange) {
	t.keep(e.Members()...)
	if e.Mode != Proportional {
		return
	}
	for _, member := range e.Members() {
		for _, change := range t.whole.Commitments[member.Index].Changes {
			t.keep(change.Level)
		}
	}
}

// cut makes the part of what is kept. What is left keeps its order.
func cut(a *Agreement, kept map[Ref]bool) *Part {
	p := &Part{whole: map[Kind][]int32{}, place: map[Ref]Ref{}}
	p.Agreement = &Agreement{ID: a.ID, Title: a.Title, Signed: a.Signed, Zone: a.Zone,
		Count: a.Count, Where: a.Where, Files: a.Files, Parties: a.Parties, Readings: a.Readings}
	p.Agreement.Commitments = chosen(p, kept, KindCommitment, a.Commitments)
	p.Agreement.Clocks = chosen(p, kept, KindClock, a.Clocks)
	p.Agreement.Conditions = chosen(p, kept, KindCondition, a.Conditions)
	p.Agreement.Decisions = chosen(p, kept, KindDecision, a.Decisions)
	p.Agreement.Issues = chosen(p, kept, KindIssue, a.Issues)
	p.Agreement.Exchanges = chosen(p, kept, KindExchange, a.Exchanges)
	p.Agreement.Levels = chosen(p, kept, KindLevel, a.Levels)
	p.Agreement.Powers = chosen(p, kept, KindPower, a.Powers)
	p.Agreement.Branches = chosen(p, kept, KindBranch, a.Branches)
	p.renumber()
	return p
}

// chosen are the things of that kind that are kept; it notes where they come from.
func chosen[T any](p *Part, kept map[Ref]bool, kind Kind, things []T) []T {
	var left []T
	from := []int32{}
	for i := range things {
		r := Ref{kind, int32(i)}
		if kept[r] {
			p.place[r] = Ref{kind, int32(len(left))}
			left, from = append(left, things[i]), append(from, int32(i))
		}
	}
	p.whole[kind] = from
	return left
}

// renumber makes every reference lead to where things stand in the part, and leaves out those to
// what is not in it.
func (p *Part) renumber() {
	a := p.Agreement
	for i := range a.Commitments {
		p.commitment(&a.Commitments[i])
	}
	for i := range a.Clocks {
		a.Clocks[i].At = p.time(a.Clocks[i].At)
	}
	for i := range a.Decisions {
		a.Decisions[i].Governs, a.Decisions[i].Refers = nil, nil
	}
	for i := range a.Issues {
		a.Issues[i].Commitments = nil
	}
	for i := range a.Levels {
		a.Levels[i].Parts, a.Levels[i].ShareOf, a.Levels[i].Serves = nil, nil, nil
	}
	for i := range a.Exchanges {
		sides := slices.Clone(a.Exchanges[i].Sides)
		for k := range sides {
			sides[k] = p.refs(sides[k])
		}
		a.Exchanges[i].Sides = sides
	}
	for i := range a.Powers {
		power := &a.Powers[i]
		power.When, power.Unless = p.Guard(&power.When), p.Guard(&power.Unless)
		power.On = p.refs(power.On)
	}
	for i := range a.Branches {
		branch := &a.Branches[i]
		branch.If = p.Guard(&branch.If)
		branch.Then, branch.Else = p.refs(branch.Then), p.refs(branch.Else)
	}
}

func (p *Part) commitment(c *Commitment) {
	c.After, c.Provided = p.Guard(&c.After), p.Guard(&c.Provided)
	c.While, c.Unless = p.Guard(&c.While), p.Guard(&c.Unless)
	c.Starts, c.NotBefore, c.Until = p.time(c.Starts), p.time(c.NotBefore), p.time(c.Until)
	c.StartBy, c.Due, c.Schedule, c.Keeps, c.Uses = nil, nil, nil, nil, nil
	c.For, c.Benchmarks, c.Denied = nil, nil, p.refs(c.Denied)
	var changes []Change
	for _, change := range c.Changes {
		if level, kept := p.place[change.Level]; kept {
			change.Level = level
			changes = append(changes, change)
		}
	}
	c.Changes = changes
}

// refs are those of refs that are in the part.
func (p *Part) refs(refs []Ref) []Ref {
	var left []Ref
	for _, r := range refs {
		if place, kept := p.place[r]; kept {
			left = append(left, place)
		}
	}
	return left
}

// Guard is g, all of whose names are in the part, as it reads there.
func (p *Part) Guard(g *Guard) Guard {
	read := *g
	read.Of = p.place[g.Of]
	read.At = p.time(g.At)
	if g.Compare != nil {
		compare := *g.Compare
		compare.Left.Level = p.place[compare.Left.Level]
		compare.Right.Level = p.place[compare.Right.Level]
		read.Compare = &compare
	}
	read.Args = slices.Clone(g.Args)
	for i := range read.Args {
		read.Args[i] = p.Guard(&read.Args[i])
	}
	return read
}

func (p *Part) time(t *Time) *Time {
	if t == nil {
		return nil
	}
	read := *t
	read.Of = p.place[t.Of]
	read.Args = slices.Clone(t.Args)
	for i := range read.Args {
		read.Args[i] = *p.time(&read.Args[i])
	}
	return &read
}
