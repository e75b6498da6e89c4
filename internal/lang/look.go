package lang

import (
	"lockstep/internal/agreement"
	"lockstep/internal/diag"
)

// look asks what can only be asked of the whole agreement.
func (l *loader) look() {
	l.lookForLoops()
	l.lookAtEvents()
	l.lookAtRules()
	l.lookAtDrops()
}

// lookAtEvents reports every "done" of a commitment that is never done.
func (l *loader) lookAtEvents() {
	a := l.agreement
	for i := range a.Commitments {
		c := &a.Commitments[i]
		for _, g := range []*agreement.Guard{&c.After, &c.Provided, &c.While, &c.Unless} {
			l.events(g)
		}
		for _, t := range []*agreement.Time{c.Starts, c.NotBefore, c.StartBy, c.Due, c.Until} {
			l.timeEvents(t)
		}
		for j := range c.Schedule {
			l.timeEvents(c.Schedule[j].At)
		}
	}
	l.lookAtOtherGuards()
	for i := range a.Clocks {
		l.timeEvents(a.Clocks[i].At)
	}
	for i := range a.Rounds {
		l.timeEvents(a.Rounds[i].On)
		l.timeEvents(a.Rounds[i].Next)
	}
	for i := range a.Scenarios {
		for j := range a.Scenarios[i].Starts {
			l.timeEvents(&a.Scenarios[i].Starts[j].Day)
		}
	}
}

func (l *loader) lookAtOtherGuards() {
	a := l.agreement
	for i := range a.Tasks {
		l.events(&a.Tasks[i].Until)
	}
	for i := range a.Powers {
		l.events(&a.Powers[i].When)
		l.events(&a.Powers[i].Unless)
	}
	for i := range a.Branches {
		l.events(&a.Branches[i].If)
	}
	for i := range a.Redlines {
		l.events(&a.Redlines[i].Never)
	}
	for i := range a.Goals {
		l.events(&a.Goals[i].Reach)
	}
	for i := range a.Readings {
		for j := range a.Readings[i].After {
			l.events(&a.Readings[i].After[j].Guard)
		}
		for j := range a.Readings[i].Due {
			l.timeEvents(&a.Readings[i].Due[j].Due)
		}
	}
}

func (l *loader) events(g *agreement.Guard) {
	if g.Op == agreement.OpAtom && g.Verb == agreement.VerbDone {
		if c := l.continuing(g.Of); c != nil {
			l.say(l.rangeAt(g.Where), doneContinuing(c.ID, c.Kind))
		}
	}
	l.timeEvents(g.At)
	for i := range g.Args {
		l.events(&g.Args[i])
	}
}

func (l *loader) timeEvents(t *agreement.Time) {
	if t == nil {
		return
	}
	l.spellOut(t)
	if l.daysOf(t).beyond {
		l.say(l.rangeAt(t.Where), beyondCalendar())
	}
	t.EachEvent(func(e *agreement.Time) {
		if c := l.continuing(e.Of); c != nil && e.Verb == agreement.VerbDone {
			l.say(l.rangeAt(e.Where), continuingInTime(c.ID, c.Kind))
		}
	})
}

// spellOut says of every exchange in a time what its day is: the last on which one of its members
// is done or, if it continues, comes into force.
func (l *loader) spellOut(t *agreement.Time) {
	if t == nil {
		return
	}
	for i := range t.Args {
		l.spellOut(&t.Args[i])
	}
	if t.Op != agreement.TimeEvent || t.Of.Kind != agreement.KindExchange {
		return
	}
	members := l.agreement.Exchanges[t.Of.Index].Members()
	if len(members) == 0 {
		return // which has been reported
	}
	latest := agreement.Time{Op: agreement.TimeLatest, Where: t.Where}
	for _, member := range members {
		event := agreement.Time{Op: agreement.TimeEvent, Verb: agreement.VerbDone, Of: member,
			Where: t.Where}
		if l.continuing(member) != nil {
			event.Verb = agreement.VerbStarted
		}
		latest.Args = append(latest.Args, event)
	}
	if len(latest.Args) == 1 {
		latest = latest.Args[0]
	}
	*t = latest
}

// continuing is the commitment of a reference if it is never done.
func (l *loader) continuing(r agreement.Ref) *agreement.Commitment {
	if r.Kind != agreement.KindCommitment {
		return nil
	}
	c := &l.agreement.Commitments[r.Index]
	if !c.IsContinuing() {
		return nil
	}
	return c
}

// lookAtRules reports rules that ask for more members than a body has.
func (l *loader) lookAtRules() {
	for i := range l.agreement.Decisions {
		x := &l.agreement.Decisions[i]
		if x.Rule != agreement.AtLeastOf || len(x.By) == 0 {
			continue
		}
		if n := len(l.agreement.Actors(x.By)); int(x.K) > n {
			l.say(l.labelOf(agreement.DecisionRef(i)), ruleOfTooMany(x.K, n))
		}
	}
}

// labelOf is where the id of what r names is written.
func (l *loader) labelOf(r agreement.Ref) diag.Range {
	if l.labels == nil {
		l.labels = map[agreement.Ref]diag.Range{}
		for i := range l.pieces {
			p := &l.pieces[i]
			l.labels[agreement.Ref{Kind: p.kind, Index: p.index}] = p.label
		}
	}
	return l.labels[r]
}

// rangeAt is the stretch of source that begins at a place: what stands in quotes or is a word,
// with the brackets that follow it.
func (l *loader) rangeAt(p agreement.Place) diag.Range {
	return l.files[p.File].wordAt(int(p.Line), int(p.Column))
}
