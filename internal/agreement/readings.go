package agreement

import "slices"

// Under is the agreement as it stands with the readings at these positions in a.Readings taken
// as true: their waits added, the waits they deny dropped, their due days in force. The result
// shares with a whatever the readings do not touch; a itself does not change.
func (a *Agreement) Under(readings []int) *Agreement {
	if len(readings) == 0 {
		return a
	}
	read := *a
	read.Commitments = slices.Clone(a.Commitments)
	for _, i := range readings {
		read.add(&a.Readings[i], int16(i+1))
	}
	for _, i := range readings {
		for _, denied := range a.Readings[i].Drops {
			read.Commitments[denied.Commitment.Index].Drop(denied.For)
		}
	}
	return &read
}

func (a *Agreement) add(reading *Reading, number int16) {
	for _, wait := range reading.After {
		c := &a.Commitments[wait.Commitment.Index]
		c.After = All(c.After, marked(wait.Guard, number))
	}
	for _, held := range reading.Due {
		due := held.Due
		due.Reading = number
		a.Commitments[held.Commitment.Index].Due = &due
	}
}

// marked is g with every part said to come from the reading of that number.
func marked(g Guard, number int16) Guard {
	g.Reading = number
	g.Args = slices.Clone(g.Args)
	for i := range g.Args {
		g.Args[i] = marked(g.Args[i], number)
	}
	return g
}

// Drop treats every one of names as satisfied in what c waits for.
func (c *Commitment) Drop(names []Ref) {
	c.After = c.After.Without(names)
	c.Provided = c.Provided.Without(names)
	for _, t := range []**Time{&c.Starts, &c.NotBefore} {
		*t = (*t).without(names)
	}
	c.Denied = slices.Concat(c.Denied, names)
}

// Without is g with every atom on one of names treated as satisfied.
func (g *Guard) Without(names []Ref) Guard {
	switch g.Op {
	case OpAtom:
		if slices.Contains(names, g.Of) {
			return Guard{}
		}
	case OpReached:
		t := g.At.without(names)
		if t == nil {
			return Guard{}
		}
		left := *g
		left.At = t
		return left
	case OpAll, OpAny, OpAtLeast:
		return g.withoutArgs(names)
	}
	return *g
}

// withoutArgs drops the satisfied parts of a combination and lowers what it still needs.
func (g *Guard) withoutArgs(names []Ref) Guard {
	left, need := *g, g.Need()
	left.Args = nil
	for i := range g.Args {
		part := g.Args[i].Without(names)
		if part.IsZero() {
			need--
			continue
		}
		left.Args = append(left.Args, part)
	}
	if need <= 0 {
		return Guard{}
	}
	if left.Op == OpAtLeast {
		left.K = int32(need)
	}
	return left
}

// without is t with every event on one of names treated as come; nil where that leaves nothing
// to wait for.
func (t *Time) without(names []Ref) *Time {
	if t == nil {
		return nil
	}
	switch t.Op {
	case TimeEvent:
		if slices.Contains(names, t.Of) {
			return nil
		}
	case TimePlus, TimeBefore, TimeEarliest:
		for i := range t.Args {
			if t.Args[i].without(names) == nil {
				return nil // the first of several has come, too
			}
		}
	case TimeLatest:
		return t.withoutSome(names)
	}
	return t
}

// withoutSome is a latest(…) of what has not come yet.
func (t *Time) withoutSome(names []Ref) *Time {
	left := *t
	left.Args = nil
	for i := range t.Args {
		if part := t.Args[i].without(names); part != nil {
			left.Args = append(left.Args, *part)
		}
	}
	if len(left.Args) == 0 {
		return nil
	}
	return &left
}
