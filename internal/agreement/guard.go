package agreement

import "lockstep/internal/calendar"

// An Op says how a [Guard] combines its parts.
type Op uint8

// The ways to build a guard. OpAlways is the zero value: nothing is asked.
const (
	OpAlways  Op = iota
	OpAll        // every one of Args
	OpAny        // at least one of Args
	OpAtLeast    // at least K of Args
	OpNot        // not Args[0]
	OpAtom       // Verb of Of, for example done(x)
	OpReached    // the time At has come
	OpCompare    // a level against a number or another level
)

// A Verb says what is asked of the thing that an atom names.
type Verb uint8

// The verbs. VerbHappened is the bare id: a once-commitment is done, a continuing one in force
// and not breached, a condition holds, a decision is taken, a clock has started, an issue is
// agreed, an exchange has every member done or in force.
const (
	VerbHappened Verb = iota
	VerbStarted
	VerbDone
	VerbKept
	VerbBreached
	VerbHolds
	VerbTaken
	VerbAgreed
)

var verbNames = [...]string{
	"", "started", "done", "kept", "breached", "holds", "taken", "agreed",
}

// String is the verb as the language writes it; the bare id has none.
func (v Verb) String() string { return verbNames[v] }

// A Guard is a condition on what has happened: a tree of all / any / at-least / not over atoms.
// The zero Guard asks for nothing.
type Guard struct {
	Op      Op
	Verb    Verb  // of an atom
	Reading int16 // 0: the text; n: added by the reading at position n-1
	K       int32 // of an at-least
	Of      Ref   // of an atom
	Args    []Guard
	At      *Time       // of a reached
	Compare *Comparison // of a compare
	Where   Place
}

// A Comparison is a level held against a number or another level.
type Comparison struct {
	Left, Right Operand
	Op          Relation
}

// An Operand is a level, or a plain number where Level is zero.
type Operand struct {
	Level  Ref
	Number float64
}

// A Relation is one of the six ways to compare.
type Relation uint8

// The relations.
const (
	Less Relation = iota
	LessOrEqual
	Greater
	GreaterOrEqual
	Equal
	NotEqual
)

var relationNames = [...]string{"<", "<=", ">", ">=", "==", "!="}

// String is the relation's sign.
func (r Relation) String() string { return relationNames[r] }

// Holds reports whether the figure on the left stands so to the one on the right.
func (r Relation) Holds(left, right float64) bool {
	switch r {
	case Less:
		return left < right
	case LessOrEqual:
		return left <= right
	case Greater:
		return left > right
	case GreaterOrEqual:
		return left >= right
	case Equal:
		return left == right
	}
	return left != right
}

// IsZero reports whether the guard asks for nothing.
func (g *Guard) IsZero() bool { return g.Op == OpAlways }

// Happened is the bare id.
func Happened(of Ref) Guard { return Guard{Op: OpAtom, Of: of} }

// Started, Done, Kept, Breached, Holds, Taken and Agreed build the atoms of those names.
func Started(of Ref) Guard { return Guard{Op: OpAtom, Verb: VerbStarted, Of: of} }

// Done is done(of).
func Done(of Ref) Guard { return Guard{Op: OpAtom, Verb: VerbDone, Of: of} }

// Kept is kept(of).
func Kept(of Ref) Guard { return Guard{Op: OpAtom, Verb: VerbKept, Of: of} }

// Breached is breached(of).
func Breached(of Ref) Guard { return Guard{Op: OpAtom, Verb: VerbBreached, Of: of} }

// Holds is holds(of).
func Holds(of Ref) Guard { return Guard{Op: OpAtom, Verb: VerbHolds, Of: of} }

// Taken is taken(of).
func Taken(of Ref) Guard { return Guard{Op: OpAtom, Verb: VerbTaken, Of: of} }

// Agreed is agreed(of).
func Agreed(of Ref) Guard { return Guard{Op: OpAtom, Verb: VerbAgreed, Of: of} }

// Not is the negation of g.
func Not(g Guard) Guard { return Guard{Op: OpNot, Args: []Guard{g}} }

// All asks for every one of gs. Guards that ask for nothing are left out; none left asks for
// nothing, and one left stands for itself.
func All(gs ...Guard) Guard {
	kept := make([]Guard, 0, len(gs))
	for _, g := range gs {
		if !g.IsZero() {
			kept = append(kept, g)
		}
	}
	switch len(kept) {
	case 0:
		return Guard{}
	case 1:
		return kept[0]
	}
	return Guard{Op: OpAll, Args: kept}
}

// Any asks for one of gs at least.
func Any(gs ...Guard) Guard { return Guard{Op: OpAny, Args: gs} }

// AtLeast asks for k of gs at least.
func AtLeast(k int, gs ...Guard) Guard { return Guard{Op: OpAtLeast, K: int32(k), Args: gs} }

// Reached asks that the time t has come.
func Reached(t Time) Guard { return Guard{Op: OpReached, At: &t, Where: t.Where} }

// Need is how many of Args must hold for an OpAll, OpAny or OpAtLeast.
func (g *Guard) Need() int {
	switch g.Op {
	case OpAny:
		return 1
	case OpAtLeast:
		return int(g.K)
	}
	return len(g.Args)
}

// EachClause calls visit for every top-level conjunct of g: the parts of which each must hold.
func (g *Guard) EachClause(visit func(*Guard)) {
	switch g.Op {
	case OpAlways:
	case OpAll:
		for i := range g.Args {
			g.Args[i].EachClause(visit)
		}
	default:
		visit(g)
	}
}

// EachAtom calls visit for every atom of g, those inside a reached(time) included (as guards
// made from the time's events).
func (g *Guard) EachAtom(visit func(*Guard)) {
	switch g.Op {
	case OpAtom:
		visit(g)
	case OpReached:
		needed := g.At.Guard()
		needed.EachAtom(visit)
	default:
		for i := range g.Args {
			g.Args[i].EachAtom(visit)
		}
	}
}

// A TimeOp says how a [Time] is made.
type TimeOp uint8

// The ways to name a time.
const (
	TimeUnset    TimeOp = iota
	TimeDay             // a calendar day
	TimeEvent           // the day on which Verb of Of comes true; a bare commitment means done
	TimePlus            // Args[0] and a duration after it
	TimeEarliest        // the first of Args
	TimeLatest          // the last of Args
	TimeBefore          // the day before Args[0]: a deadline that excludes it
)

// A Time names a moment: a day, a clock, an event, any of them plus a duration, the earliest or
// latest of several.
type Time struct {
	Op      TimeOp
	Verb    Verb
	Reading int16 // as in Guard
	Day     calendar.Day
	Of      Ref
	Span    calendar.Span
	Args    []Time
	Where   Place
}

// OnDay is the calendar day d.
func OnDay(d calendar.Day) Time { return Time{Op: TimeDay, Day: d} }

// When is the moment at which verb of the thing comes true.
func When(verb Verb, of Ref) Time { return Time{Op: TimeEvent, Verb: verb, Of: of} }

// Plus is t and a span after it.
func Plus(t Time, span calendar.Span) Time {
	return Time{Op: TimePlus, Args: []Time{t}, Span: span}
}

// Guard is what must have happened for the time to come; days come by themselves.
func (t *Time) Guard() Guard {
	switch t.Op {
	case TimeEvent:
		return Guard{Op: OpAtom, Verb: t.Verb, Of: t.Of, Reading: t.Reading, Where: t.Where}
	case TimePlus, TimeBefore:
		return t.Args[0].Guard()
	case TimeEarliest:
		return t.firstGuard()
	case TimeLatest:
		parts := make([]Guard, len(t.Args))
		for i := range t.Args {
			parts[i] = t.Args[i].Guard()
		}
		return All(parts...)
	}
	return Guard{}
}

// firstGuard asks for any one event; a day among them comes by itself.
func (t *Time) firstGuard() Guard {
	parts := make([]Guard, len(t.Args))
	for i := range t.Args {
		parts[i] = t.Args[i].Guard()
		if parts[i].IsZero() {
			return Guard{}
		}
	}
	return Any(parts...)
}

// EachEvent calls visit for every event leaf of t.
func (t *Time) EachEvent(visit func(*Time)) {
	if t.Op == TimeEvent {
		visit(t)
	}
	for i := range t.Args {
		t.Args[i].EachEvent(visit)
	}
}
