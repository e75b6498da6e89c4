package matrix

import (
	"strconv"
	"strings"

	"lockstep/internal/agreement"
)

// source writes times and guards as the language writes them.
type source struct {
	a      *agreement.Agreement
	quoted bool // days and durations in quotes, as in a file; else as people read them
}

func (s source) quote(text string) string {
	if s.quoted {
		return strconv.Quote(text)
	}
	return text
}

// time is a time.
func (s source) time(t *agreement.Time) string {
	switch t.Op {
	case agreement.TimeDay:
		return s.quote(t.Day.String())
	case agreement.TimeEvent:
		if t.Verb == agreement.VerbDone {
			return s.a.IDOf(t.Of) // a bare commitment in a time
		}
		return s.asked(t.Verb, t.Of)
	case agreement.TimePlus:
		return s.time(&t.Args[0]) + " + " + s.quote(t.Span.String())
	case agreement.TimeEarliest:
		return "earliest(" + s.times(t.Args) + ")"
	case agreement.TimeLatest:
		return "latest(" + s.times(t.Args) + ")"
	case agreement.TimeBefore:
		return "before(" + s.times(t.Args) + ")"
	}
	return ""
}

func (s source) times(all []agreement.Time) string {
	parts := make([]string, len(all))
	for i := range all {
		parts[i] = s.time(&all[i])
	}
	return strings.Join(parts, ", ")
}

// asked is what is asked of a thing.
func (s source) asked(verb agreement.Verb, of agreement.Ref) string {
	if verb == agreement.VerbHappened {
		return s.a.IDOf(of)
	}
	return verb.String() + "(" + s.a.IDOf(of) + ")"
}

// guard is a guard; all of several are a list.
func (s source) guard(g *agreement.Guard) string {
	switch g.Op {
	case agreement.OpAll:
		return s.guards(g.Args)
	case agreement.OpAny:
		return "any(" + s.guards(g.Args) + ")"
	case agreement.OpAtLeast:
		return "at-least(" + strconv.Itoa(int(g.K)) + ", " + s.guards(g.Args) + ")"
	case agreement.OpNot:
		return "!" + s.guardArg(&g.Args[0])
	case agreement.OpAtom:
		return s.asked(g.Verb, g.Of)
	case agreement.OpReached:
		return "reached(" + s.time(g.At) + ")"
	case agreement.OpCompare:
		return s.operand(g.Compare.Left) + " " + g.Compare.Op.String() + " " +
			s.operand(g.Compare.Right)
	}
	return ""
}

func (s source) guards(all []agreement.Guard) string {
	parts := make([]string, len(all))
	for i := range all {
		parts[i] = s.guardArg(&all[i])
	}
	return strings.Join(parts, ", ")
}

// guardArg is a guard inside another one, in which a list would lose its bounds.
func (s source) guardArg(g *agreement.Guard) string {
	if g.Op == agreement.OpAll {
		return "all(" + s.guards(g.Args) + ")"
	}
	return s.guard(g)
}

func (s source) operand(o agreement.Operand) string {
	if o.Level.IsZero() {
		return strconv.FormatFloat(o.Number, 'f', -1, 64)
	}
	return s.a.IDOf(o.Level)
}
