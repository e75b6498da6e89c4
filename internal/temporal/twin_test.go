package temporal

import (
	"slices"
	"sort"

	"lockstep/internal/agreement"
	"lockstep/internal/calendar"
)

// A twin works out the same bounds slowly and by other means: it walks the guards and times of
// the agreement itself, round after round until nothing moves, and inverts durations by search.
type twin struct {
	*agreement.Agreement
	supposed Supposed
	group    []int // by commitment: the first of those that start with it
	starts   []calendar.Day
	dones    []calendar.Day
	clocks   []calendar.Day
	waits    *agreement.Waits
	owner    int                            // the group whose waits are asked for, -1: none
	asked    map[*calendar.Day]calendar.Day // what deadlines ask for, by bound
	floor    calendar.Day                   // a day before which nothing comes, 0: none
	exact    bool                           // for a clock, whose day may be that before an event
	pushing  bool                           // waits on one's own start count
	strayed  bool                           // a bound has left the times in which agreements are made
}

// A shiftBy is how a time moves the day of the event in it.
type shiftBy func(calendar.Day) calendar.Day

func stay(d calendar.Day) calendar.Day { return d }

const (
	farOff = noLimit
	// Drawn days lie in 2020 and 2021, and what is drawn cannot carry them that far.
	before1990, after2050 = calendar.Day(7305), calendar.Day(29220)
)

func newTwin(a *agreement.Agreement, supposed Supposed) *twin {
	t := &twin{Agreement: a, supposed: supposed, waits: agreement.NewWaits(a), owner: -1}
	t.group = make([]int, len(a.Commitments))
	for c := range t.group {
		t.group[c] = c
	}
	for _, group := range a.JointGroups() {
		for _, c := range group {
			t.group[c] = int(group[0])
		}
	}
	return t
}

func (t *twin) fill(d calendar.Day) {
	t.starts = slices.Repeat([]calendar.Day{d}, len(t.Commitments))
	t.dones = slices.Repeat([]calendar.Day{d}, len(t.Commitments))
	t.clocks = slices.Repeat([]calendar.Day{d}, len(t.Clocks))
}

// startGiven is the day on which the group of c is supposed to have started.
func (t *twin) startGiven(c int) calendar.Day {
	given := calendar.None
	for m := range t.group {
		day, ok := t.supposed.day(agreement.CommitmentRef(m))
		if ok && t.group[m] == t.group[c] && (given == calendar.None || day < given) {
			given = day
		}
	}
	return given
}

func (t *twin) doneGiven(c int) calendar.Day {
	if t.Commitments[c].IsContinuing() {
		return t.startGiven(c)
	}
	day, ok := t.supposed.day(agreement.CommitmentRef(c))
	if !ok {
		return calendar.None
	}
	return day
}

// clock follows clocks that start with one another to the event behind them.
func (t *twin) clock(of agreement.Ref) *agreement.Time {
	event := agreement.When(agreement.VerbHappened, of)
	for range len(t.Clocks) + 1 {
		if event.Of.Kind != agreement.KindClock || t.given(event.Of) != calendar.None {
			break
		}
		at := t.Clocks[event.Of.Index].At
		if at == nil || at.Op != agreement.TimeEvent {
			break
		}
		event = *at
	}
	return &event
}

func (t *twin) given(of agreement.Ref) calendar.Day {
	day, ok := t.supposed.day(of)
	if !ok {
		return calendar.None
	}
	return day
}

// low is a lower bound on time at, moved on by f; part says that it is one of several.
func (t *twin) low(at *agreement.Time, f shiftBy, part bool) calendar.Day {
	switch at.Op {
	case agreement.TimeDay:
		return f(at.Day)
	case agreement.TimeEvent:
		return t.lowEvent(at, f, part)
	case agreement.TimePlus, agreement.TimeBefore:
		return t.low(&at.Args[0], after(t.step(at), f), part)
	case agreement.TimeLatest:
		most := calendar.None
		for i := range at.Args {
			most = max(most, t.low(&at.Args[i], f, part))
		}
		return most
	case agreement.TimeEarliest:
		least := farOff
		for i := range at.Args {
			least = min(least, t.low(&at.Args[i], f, part || len(at.Args) > 1))
		}
		return least
	}
	return calendar.None
}

func after(first, then shiftBy) shiftBy {
	return func(d calendar.Day) calendar.Day { return then(first(d)) }
}

func (t *twin) step(at *agreement.Time) shiftBy {
	if at.Op == agreement.TimeBefore {
		return func(d calendar.Day) calendar.Day { return max(d-1, calendar.First) }
	}
	return func(d calendar.Day) calendar.Day { return t.Count.Add(d, at.Span.Low) }
}

// deadlineStep is what at adds in a deadline, ranges at their high end.
func (t *twin) deadlineStep(at *agreement.Time) shiftBy {
	if at.Op == agreement.TimeBefore {
		return t.step(at)
	}
	return func(d calendar.Day) calendar.Day { return t.Count.Add(d, at.Span.High) }
}

func (t *twin) lowEvent(at *agreement.Time, f shiftBy, part bool) calendar.Day {
	if at.Of.Kind == agreement.KindClock {
		at = t.clock(at.Of)
	}
	if given := t.given(at.Of); given != calendar.None && at.Of.Kind != agreement.KindCommitment {
		return t.moved(given, f)
	}
	if at.Of.Kind == agreement.KindExchange {
		most := calendar.None
		for _, member := range t.Exchanges[at.Of.Index].Members() {
			event := agreement.When(at.Verb, member)
			most = max(most, t.lowEvent(&event, f, part))
		}
		return most
	}
	day := t.value(at.Verb, at.Of)
	if t.ownStart(at) {
		moves := f(probeDay) > probeDay
		switch {
		case moves && part:
			return farOff
		case !moves || !t.pushing:
			return calendar.None
		}
	}
	if day == calendar.None || day == farOff {
		return day
	}
	return t.moved(day, f)
}

func (t *twin) moved(day calendar.Day, f shiftBy) calendar.Day {
	if t.exact {
		return f(day)
	}
	return max(day, f(day))
}

// ownStart reports whether the event is the joint start of the group that is asking.
func (t *twin) ownStart(at *agreement.Time) bool {
	if t.owner < 0 || at.Of.Kind != agreement.KindCommitment || t.group[at.Of.Index] != t.owner {
		return false
	}
	alone := true
	for c := range t.group {
		alone = alone && (c == t.owner || t.group[c] != t.owner)
	}
	happened := at.Verb == agreement.VerbHappened || at.Verb == agreement.VerbDone
	return !alone && (at.Verb == agreement.VerbStarted ||
		happened && t.Commitments[at.Of.Index].IsContinuing())
}

// value is the bound so far of an event that is not supposed.
func (t *twin) value(verb agreement.Verb, of agreement.Ref) calendar.Day {
	switch of.Kind {
	case agreement.KindClock:
		return t.clocks[of.Index]
	case agreement.KindCommitment:
		switch verb {
		case agreement.VerbStarted:
			return t.starts[t.group[of.Index]]
		case agreement.VerbHappened, agreement.VerbDone:
			return t.dones[of.Index]
		}
	}
	return calendar.None
}

func (t *twin) guard(g *agreement.Guard, part bool) calendar.Day {
	switch g.Op {
	case agreement.OpAtom:
		event := agreement.When(g.Verb, g.Of)
		return t.lowEvent(&event, stay, part)
	case agreement.OpReached:
		return t.low(g.At, stay, part)
	case agreement.OpAll, agreement.OpAny, agreement.OpAtLeast:
		var days []calendar.Day
		for i := range g.Args {
			days = append(days, t.guard(&g.Args[i], part || g.Need() != len(g.Args)))
		}
		slices.Sort(days)
		switch {
		case g.Need() <= 0:
			return calendar.None
		case g.Need() > len(days):
			return farOff
		}
		return days[g.Need()-1]
	}
	return calendar.None
}

// startBound is the lower bound on the start of c's group by the waits of all in it.
func (t *twin) startBound(c int) calendar.Day {
	if given := t.startGiven(c); given != calendar.None {
		return given
	}
	bound := calendar.None
	t.owner = t.group[c]
	for m := range t.group {
		if t.group[m] != t.group[c] {
			continue
		}
		t.waits.EachClause(int32(m), func(g *agreement.Guard) {
			bound = max(bound, t.guard(g, false))
		})
		for _, at := range []*agreement.Time{t.Commitments[m].Starts, t.Commitments[m].NotBefore} {
			if at != nil {
				bound = max(bound, t.low(at, stay, false))
			}
		}
	}
	t.owner = -1
	return bound
}

func (t *twin) doneBound(c int) calendar.Day {
	if given := t.doneGiven(c); given != calendar.None {
		return given
	}
	start := t.starts[t.group[c]]
	if takes := t.Commitments[c].Takes; takes != nil && !t.Commitments[c].IsContinuing() &&
		start != farOff {
		return t.Count.Add(start, takes.Low)
	}
	return start
}

func (t *twin) clockBound(k int) calendar.Day {
	of := agreement.ClockRef(k)
	if given := t.given(of); given != calendar.None {
		return given
	}
	if t.Clocks[k].At == nil {
		return calendar.None
	}
	t.exact = true
	defer func() { t.exact = false }()
	return t.low(t.Clocks[k].At, stay, false)
}

// earliest works out the lower bounds: by the waits alone, from never downwards, so that only
// what can come step by step comes; then again from what the deadlines ask for, until they ask
// for no more.
func (t *twin) earliest() {
	t.asked = map[*calendar.Day]calendar.Day{}
	t.fill(farOff)
	for more := true; more && !t.strayed; {
		for i := range t.dones {
			t.starts[i], t.dones[i] = farOff, farOff
		}
		for k := range t.clocks {
			t.clocks[k] = farOff
		}
		for t.round() {
		}
		more = false
		ask := func(at *calendar.Day, bound calendar.Day) {
			if bound > *at {
				t.asked[at], more = bound, true
				t.strayed = t.strayed || bound > after2050
			}
		}
		t.askDeadlines(ask)
		t.askOwn(ask)
	}
}

// round applies every wait once and reports whether a bound moved.
func (t *twin) round() bool {
	moved := false
	set := func(at *calendar.Day, bound calendar.Day) {
		if asked, ok := t.asked[at]; ok {
			bound = max(bound, asked)
		}
		if t.floor != 0 {
			bound = max(bound, t.floor)
		}
		if bound != *at {
			*at, moved = bound, true
		}
	}
	for c := range t.Commitments {
		set(&t.starts[t.group[c]], t.startBound(c))
		set(&t.dones[c], t.doneBound(c))
	}
	for k := range t.Clocks {
		set(&t.clocks[k], t.clockBound(k))
	}
	return moved
}

// askDeadlines asks for what the deadlines need of the events that they are counted from.
func (t *twin) askDeadlines(ask func(*calendar.Day, calendar.Day)) {
	t.eachDeadline(func(at *agreement.Time, of calendar.Day, given bool) {
		if of != calendar.None && of != farOff && !given {
			t.raise(at, stay, of, ask)
		}
	})
}

// askOwn asks for what a wait on one's own joint start needs: ever more.
func (t *twin) askOwn(ask func(*calendar.Day, calendar.Day)) {
	t.pushing = true
	for c := range t.Commitments {
		if t.starts[t.group[c]] != farOff {
			ask(&t.starts[t.group[c]], t.startBound(c))
		}
	}
	t.pushing = false
}

// eachDeadline calls visit with each deadline, the bound so far of what it limits, and whether
// that is supposed.
func (t *twin) eachDeadline(visit func(at *agreement.Time, of calendar.Day, given bool)) {
	for c := range t.Commitments {
		commitment := &t.Commitments[c]
		if commitment.StartBy != nil {
			visit(commitment.StartBy, t.starts[t.group[c]], t.startGiven(c) != calendar.None)
		}
		if commitment.Due != nil {
			visit(commitment.Due, t.dones[c], t.doneGiven(c) != calendar.None)
		}
	}
	for k := range t.Clocks {
		if t.Clocks[k].At != nil && t.hangs(k) {
			visit(t.Clocks[k].At, t.clocks[k], false)
		}
	}
}

// raise lifts the events without which a deadline at cannot be met by what comes on day of.
func (t *twin) raise(at *agreement.Time, f shiftBy, of calendar.Day,
	set func(*calendar.Day, calendar.Day)) {
	switch {
	case at.Op == agreement.TimeEvent:
		if variable := t.variable(at); variable != nil && *variable != farOff {
			set(variable, firstFrom(f, of))
		}
	case at.Op == agreement.TimePlus || at.Op == agreement.TimeBefore:
		t.raise(&at.Args[0], after(t.deadlineStep(at), f), of, set)
	case at.Op == agreement.TimeEarliest || len(at.Args) == 1:
		for i := range at.Args {
			t.raise(&at.Args[i], f, of, set)
		}
	}
}

// variable is where the bound of an event stands, nil where it is given or unknown.
func (t *twin) variable(at *agreement.Time) *calendar.Day {
	if at.Of.Kind == agreement.KindClock {
		at = t.clock(at.Of)
	}
	c := int(at.Of.Index)
	switch {
	case t.given(at.Of) != calendar.None:
	case at.Of.Kind == agreement.KindClock && t.hangs(c):
		return &t.clocks[c]
	case at.Of.Kind != agreement.KindCommitment:
	case at.Verb == agreement.VerbStarted && t.startGiven(c) == calendar.None:
		return &t.starts[t.group[c]]
	case at.Verb != agreement.VerbHappened && at.Verb != agreement.VerbDone:
	case t.doneGiven(c) != calendar.None:
	case t.Commitments[c].IsContinuing():
		return &t.starts[t.group[c]]
	default:
		return &t.dones[c]
	}
	return nil
}

// hangs reports whether clock k hangs on a commitment.
func (t *twin) hangs(k int) bool {
	if t.Clocks[k].At == nil || t.given(agreement.ClockRef(k)) != calendar.None {
		return false
	}
	hangs := false
	t.Clocks[k].At.EachEvent(func(e *agreement.Time) {
		c := int(e.Of.Index)
		switch {
		case t.given(e.Of) != calendar.None:
		case e.Of.Kind == agreement.KindClock:
			hangs = hangs || t.hangs(c)
		case e.Of.Kind != agreement.KindCommitment:
		case e.Verb == agreement.VerbStarted:
			hangs = hangs || t.startGiven(c) == calendar.None
		case e.Verb == agreement.VerbHappened || e.Verb == agreement.VerbDone:
			hangs = hangs || t.doneGiven(c) == calendar.None
		}
	})
	return hangs
}

// firstFrom is the first day that f carries to day or beyond.
func firstFrom(f shiftBy, day calendar.Day) calendar.Day {
	size := int(calendar.Last-calendar.First) + 1
	n := sort.Search(size, func(i int) bool { return f(calendar.First+calendar.Day(i)) >= day })
	return min(calendar.First+calendar.Day(n), calendar.Last)
}

// lastTo is the last day that f carries no further than day.
func lastTo(f shiftBy, day calendar.Day) calendar.Day {
	size := int(calendar.Last-calendar.First) + 1
	n := sort.Search(size, func(i int) bool { return f(calendar.First+calendar.Day(i)) > day })
	return max(calendar.First+calendar.Day(n)-1, calendar.First)
}
