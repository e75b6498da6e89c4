package pages

import (
	"strconv"

	"lockstep/internal/agreement"
	"lockstep/internal/lettering"
)

// A told is an expression of the agreement as it is shown: words and, between them, things with
// links.
type told []toldPart

// A toldPart is plain words or, where Text is empty, a thing.
type toldPart struct {
	named
	Text string
}

// A teller tells expressions.
type teller struct {
	ask *Ask
	out told
}

// tellGuard is a guard in the language's own form, every id with its link.
func (ask *Ask) tellGuard(g *agreement.Guard) told {
	t := &teller{ask: ask}
	t.guard(g, false)
	return t.out
}

// tellTime is a time in the language's own form.
func (ask *Ask) tellTime(at *agreement.Time) told {
	if at == nil {
		return nil
	}
	t := &teller{ask: ask}
	t.time(at)
	return t.out
}

func (t *teller) words(text string) { t.out = append(t.out, toldPart{Text: text}) }

// ref tells a name, within its verb where it has one.
func (t *teller) ref(verb agreement.Verb, of agreement.Ref) {
	if verb != agreement.VerbHappened {
		t.words(verb.String() + "(")
	}
	t.out = append(t.out, toldPart{named: t.ask.thing(t.ask.Answers.Agreement.IDOf(of))})
	if verb != agreement.VerbHappened {
		t.words(")")
	}
}

// guard tells g; inside says that it is part of another one.
func (t *teller) guard(g *agreement.Guard, inside bool) {
	switch g.Op {
	case agreement.OpAtom:
		t.ref(g.Verb, g.Of)
	case agreement.OpNot:
		t.words("not ")
		t.guard(&g.Args[0], true)
	case agreement.OpAtLeast:
		t.words(strconv.Itoa(int(g.K)) + " of (")
		t.list(g.Args, ", ")
		t.words(")")
	case agreement.OpReached:
		t.words("reached ")
		t.time(g.At)
	case agreement.OpCompare:
		t.operand(g.Compare.Left)
		t.words(" " + g.Compare.Op.String() + " ")
		t.operand(g.Compare.Right)
	case agreement.OpAll, agreement.OpAny:
		between := map[agreement.Op]string{agreement.OpAll: " and ", agreement.OpAny: " or "}[g.Op]
		if inside {
			t.words("(")
		}
		t.list(g.Args, between)
		if inside {
			t.words(")")
		}
	}
}

func (t *teller) list(args []agreement.Guard, between string) {
	for i := range args {
		if i > 0 {
			t.words(between)
		}
		t.guard(&args[i], true)
	}
}

func (t *teller) operand(o agreement.Operand) {
	if o.Level.IsZero() {
		t.words(lettering.Figure(o.Number))
		return
	}
	t.ref(agreement.VerbHappened, o.Level)
}

// time tells a time.
func (t *teller) time(at *agreement.Time) {
	switch at.Op {
	case agreement.TimeDay:
		t.words(prose(at.Day))
	case agreement.TimeEvent:
		t.ref(at.Verb, at.Of)
	case agreement.TimePlus:
		t.time(&at.Args[0])
		t.words(" + " + at.Span.String())
	case agreement.TimeBefore:
		t.words("before ")
		t.time(&at.Args[0])
	case agreement.TimeEarliest, agreement.TimeLatest:
		word := map[agreement.TimeOp]string{agreement.TimeEarliest: "the earliest of ",
			agreement.TimeLatest: "the latest of "}[at.Op]
		t.words(word)
		for i := range at.Args {
			if i > 0 {
				t.words(", ")
			}
			t.time(&at.Args[i])
		}
	}
}
