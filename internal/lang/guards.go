package lang

import (
	"math"

	"lockstep/internal/agreement"
)

// happens are the kinds whose bare id says that something has happened.
var happens = kinds(agreement.KindClock, agreement.KindCommitment, agreement.KindCondition,
	agreement.KindDecision, agreement.KindExchange, agreement.KindIssue)

// A question is a function of one name in a guard: the verb and what it may be asked of.
type question struct {
	verb agreement.Verb
	of   kindSet
}

var questions = map[string]question{
	"started":  {agreement.VerbStarted, kinds(agreement.KindCommitment, agreement.KindClock)},
	"done":     {agreement.VerbDone, kinds(agreement.KindCommitment, agreement.KindExchange)},
	"kept":     {agreement.VerbKept, kinds(agreement.KindCommitment)},
	"breached": {agreement.VerbBreached, kinds(agreement.KindCommitment)},
	"holds":    {agreement.VerbHolds, kinds(agreement.KindCondition)},
	"taken":    {agreement.VerbTaken, kinds(agreement.KindDecision)},
	"agreed":   {agreement.VerbAgreed, kinds(agreement.KindIssue)},
}

// guardWords are the functions of a guard, for nearest names.
var guardWords = []string{
	"all", "any", "at-least", "started", "done", "kept", "breached", "holds", "taken", "agreed",
	"reached",
}

// guard is the guard that a node says; what cannot be understood is left out of it.
func (d *decoder) guard(n *node) agreement.Guard {
	n = d.expression(n)
	switch n.form {
	case list:
		return d.combined(n, agreement.OpAll, n.items)
	case name:
		return d.happened(n)
	case call:
		return d.asked(n)
	case unary, binary:
		return d.operation(n)
	case text:
		d.say(n.where, textInGuard(n))
	case broken:
	default:
		d.say(n.where, notAGuard(n))
	}
	return agreement.Guard{}
}

// happened is the bare id.
func (d *decoder) happened(n *node) agreement.Guard {
	r, ok := d.named(n, happens)
	if !ok {
		return agreement.Guard{}
	}
	return agreement.Guard{Op: agreement.OpAtom, Of: r, Where: d.place(n)}
}

// asked is a function of a guard.
func (d *decoder) asked(n *node) agreement.Guard {
	switch n.text {
	case "all":
		return d.several(n, agreement.OpAll, n.items)
	case "any":
		d.warnOfList(n)
		return d.several(n, agreement.OpAny, n.items)
	case "at-least":
		return d.atLeast(n)
	case "reached":
		return d.reached(n)
	}
	q, known := questions[n.text]
	if !known {
		d.say(n.where, unknownFunction(n.text, guardWords))
		return agreement.Guard{}
	}
	if !d.argument(n) {
		return agreement.Guard{}
	}
	r, ok := d.ref(n.items[0], q.of)
	if !ok {
		return agreement.Guard{}
	}
	return agreement.Guard{Op: agreement.OpAtom, Verb: plainVerb(q.verb, r), Of: r,
		Where: d.place(n)}
}

// plainVerb is the bare id's verb where verb says of r nothing else than that.
func plainVerb(verb agreement.Verb, r agreement.Ref) agreement.Verb {
	if r.Kind == agreement.KindClock || r.Kind == agreement.KindExchange {
		return agreement.VerbHappened
	}
	return verb
}

// argument reports whether a call has one argument.
func (d *decoder) argument(n *node) bool {
	if len(n.items) != 1 {
		d.say(n.where, wrongArguments(n))
	}
	return len(n.items) == 1
}

// several is all(…) or any(…), which must be of something.
func (d *decoder) several(n *node, op agreement.Op, items []*node) agreement.Guard {
	if len(items) == 0 {
		d.say(n.where, ofNothing(n.text))
		return agreement.Guard{}
	}
	return d.combined(n, op, items)
}

// warnOfList warns of any([a, b]), which asks for both.
func (d *decoder) warnOfList(n *node) {
	if len(n.items) != 1 {
		return
	}
	only := d.expression(n.items[0])
	if only.form == list && len(only.items) > 1 {
		d.warn(n.where, anyOfList(n.text))
	}
}

// atLeast is at-least(k, …).
func (d *decoder) atLeast(n *node) agreement.Guard {
	if len(n.items) < 2 {
		d.say(n.where, atLeastOfWhat())
		return agreement.Guard{}
	}
	k, members := d.expression(n.items[0]), n.items[1:]
	count, ok := d.count(k)
	if ok && (count < 1 || count > len(members)) {
		d.say(k.where, atLeastImpossible(count, len(members)))
		ok = false
	}
	g := d.combined(n, agreement.OpAtLeast, members)
	if !ok || g.IsZero() || len(g.Args) < count {
		return agreement.Guard{}
	}
	g.K = int32(count)
	return g
}

// count is a whole number from 0 to a thousand million.
func (d *decoder) count(n *node) (int, bool) {
	if n.form != number || n.number != math.Trunc(n.number) || math.Abs(n.number) > 1e9 {
		if n.form != broken {
			d.say(n.where, notACount(n))
		}
		return 0, false
	}
	return int(n.number), true
}

// combined is the guard of several members under one Op. A conjunction inside a conjunction
// becomes part of it, and a combination of one is that one.
func (d *decoder) combined(n *node, op agreement.Op, items []*node) agreement.Guard {
	args := make([]agreement.Guard, 0, len(items))
	for _, item := range items {
		before := len(d.problems)
		g := d.guard(item)
		switch {
		case g.IsZero():
			if op != agreement.OpAll && len(d.problems) == before {
				d.say(item.where, ofNothing(n.text))
			}
		case op == agreement.OpAll && g.Op == agreement.OpAll:
			args = append(args, g.Args...)
		default:
			args = append(args, g)
		}
	}
	d.repeats(items)
	switch {
	case len(args) == 0:
		return agreement.Guard{}
	case len(args) == 1 && op != agreement.OpAtLeast:
		return args[0]
	}
	return agreement.Guard{Op: op, Args: args, Where: d.place(n)}
}

// repeats reports bare ids that stand twice side by side.
func (d *decoder) repeats(items []*node) {
	var seen onceEach
	for _, item := range items {
		bare := item.form == name || item.form == text && item.source && validID(item.text)
		if !bare {
			continue
		}
		if r, ok := d.names.find(item.text, happens); ok && !seen.add(r) {
			d.say(item.where, repeated(item.text))
		}
	}
}

// reached is reached(time).
func (d *decoder) reached(n *node) agreement.Guard {
	if !d.argument(n) {
		return agreement.Guard{}
	}
	t := d.time(n.items[0])
	if t == nil {
		return agreement.Guard{}
	}
	return agreement.Guard{Op: agreement.OpReached, At: t, Where: d.place(n)}
}

// relations are the signs of comparisons.
var relations = map[string]agreement.Relation{
	"<": agreement.Less, "<=": agreement.LessOrEqual,
	">": agreement.Greater, ">=": agreement.GreaterOrEqual,
	"==": agreement.Equal, "!=": agreement.NotEqual,
}

// operation is !, &&, || or a comparison.
func (d *decoder) operation(n *node) agreement.Guard {
	switch n.text {
	case "&&":
		return d.combined(n, agreement.OpAll, n.items)
	case "||":
		return d.combined(n, agreement.OpAny, n.items)
	case "!":
		return d.not(n)
	}
	relation, ok := relations[n.text]
	if !ok {
		d.say(n.where, arithmeticInGuard(n.text))
		return agreement.Guard{}
	}
	left, leftOK := d.operand(n.items[0])
	right, rightOK := d.operand(n.items[1])
	if !leftOK || !rightOK {
		return agreement.Guard{}
	}
	if left.Level.IsZero() && right.Level.IsZero() {
		d.say(n.where, comparesNumbers())
		return agreement.Guard{}
	}
	return agreement.Guard{Op: agreement.OpCompare, Where: d.place(n),
		Compare: &agreement.Comparison{Left: left, Right: right, Op: relation}}
}

func (d *decoder) not(n *node) agreement.Guard {
	before := len(d.problems)
	g := d.guard(n.items[0])
	if g.IsZero() {
		if len(d.problems) == before {
			d.say(n.where, ofNothing("!"))
		}
		return g
	}
	return agreement.Guard{Op: agreement.OpNot, Args: []agreement.Guard{g}, Where: d.place(n)}
}

// operand is a level or a number.
func (d *decoder) operand(n *node) (agreement.Operand, bool) {
	switch n.form {
	case number:
		x, ok := d.number(n)
		return agreement.Operand{Number: x}, ok
	case name:
		r, ok := d.named(n, kinds(agreement.KindLevel))
		return agreement.Operand{Level: r}, ok
	case broken:
	default:
		d.say(n.where, notComparable(n))
	}
	return agreement.Operand{}, false
}
