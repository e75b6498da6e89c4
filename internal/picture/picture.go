// Package picture turns the waits of an agreement into a picture that package draw can draw:
// commitments and what they wait for as boxes, one line for each wait, simultaneous exchanges as
// frames, circular waits marked.
//
// It shows every wait that is written; what is drawn and how it looks is decided in package
// draw, what is wrong in package check.
package picture

import (
	"fmt"
	"slices"
	"strings"

	"lockstep/internal/agreement"
	"lockstep/internal/draw"
	"lockstep/internal/waitfor"
)

// Waits is the picture of the waits of a under the readings at these positions.
func Waits(a *agreement.Agreement, readings []int) draw.Picture {
	b := &builder{agreement: a.Under(readings), loops: map[[2]int32]bool{},
		inLoop: map[int32]bool{}, known: map[agreement.Ref]bool{}, drawn: map[draw.Edge]bool{}}
	b.findLoops()
	b.addCommitments()
	for c := range b.agreement.Commitments {
		b.addWaits(int32(c))
	}
	b.addGroups()
	b.picture.Title = title(a)
	b.picture.Description = b.describe(readings)
	return b.picture
}

type builder struct {
	agreement *agreement.Agreement
	circles   []waitfor.Circle
	stuck     map[int32]bool
	loops     map[[2]int32]bool // waiter and target of every wait in a circle
	inLoop    map[int32]bool
	known     map[agreement.Ref]bool // things other than commitments that have a box
	drawn     map[draw.Edge]bool
	picture   draw.Picture
}

func title(a *agreement.Agreement) string {
	if a.Title != "" {
		return a.Title
	}
	return a.ID
}

func (b *builder) findLoops() {
	graph := waitfor.Of(b.agreement)
	b.circles, b.stuck = graph.Circles(), map[int32]bool{}
	for _, c := range graph.Stuck() {
		b.stuck[c] = true
	}
	for _, circle := range b.circles {
		for _, w := range circle.Waits {
			b.loops[[2]int32{w.Waiter, w.Target}] = true
		}
		for _, c := range circle.Subjects {
			b.inLoop[c] = true
		}
	}
}

func (b *builder) addCommitments() {
	for i := range b.agreement.Commitments {
		c := &b.agreement.Commitments[i]
		node := draw.Node{
			ID: c.ID, Label: c.ID, Note: strings.Join(b.agreement.IDs(c.By), ", "),
			Loop:  b.inLoop[int32(i)],
			Stuck: b.stuck[int32(i)] && !b.inLoop[int32(i)],
		}
		if c.IsContinuing() {
			node.Shape = draw.Continuing
		}
		b.picture.Nodes = append(b.picture.Nodes, node)
	}
}

// addWaits draws a line for every atom that commitment c waits for.
func (b *builder) addWaits(c int32) {
	commitment := &b.agreement.Commitments[c]
	b.addClauses(c, &commitment.After, draw.After)
	b.addClauses(c, &commitment.Provided, draw.Provided)
	for _, t := range []*agreement.Time{commitment.Starts, commitment.NotBefore} {
		if t != nil {
			g := t.Guard()
			b.addClauses(c, &g, draw.After)
		}
	}
	for i := range b.agreement.Exchanges {
		if e := &b.agreement.Exchanges[i]; e.Mode == agreement.StepForStep {
			b.addTurn(c, e)
		}
	}
	for i := range b.agreement.Branches {
		b.addSide(c, &b.agreement.Branches[i])
	}
}

func (b *builder) addTurn(c int32, e *agreement.Exchange) {
	for _, side := range e.Sides {
		for k, act := range side {
			if act.Index != c {
				continue
			}
			for _, before := range e.StepBefore(k) {
				turn := agreement.Happened(before)
				b.addAtom(c, &turn, draw.After, e.ID)
			}
		}
	}
}

func (b *builder) addSide(c int32, branch *agreement.Branch) {
	ref := agreement.CommitmentRef(int(c))
	for _, side := range []struct {
		members []agreement.Ref
		word    string
	}{{branch.Then, "if "}, {branch.Else, "unless "}} {
		if slices.Contains(side.members, ref) {
			branch.If.EachAtom(func(atom *agreement.Guard) {
				b.addAtom(c, atom, draw.Provided, side.word+branch.ID)
			})
		}
	}
}

func (b *builder) addClauses(c int32, g *agreement.Guard, style draw.EdgeStyle) {
	g.EachClause(func(clause *agreement.Guard) {
		word := choice(clause)
		clause.EachAtom(func(atom *agreement.Guard) { b.addAtom(c, atom, style, word) })
	})
}

// choice says how much of a clause is needed, where that is not all of it.
func choice(clause *agreement.Guard) string {
	switch clause.Op {
	case agreement.OpAny:
		return "or"
	case agreement.OpAtLeast:
		return fmt.Sprintf("%d of %d", clause.K, len(clause.Args))
	case agreement.OpNot:
		return "not"
	}
	return ""
}

func (b *builder) addAtom(c int32, atom *agreement.Guard, style draw.EdgeStyle, word string) {
	if atom.Reading > 0 {
		style, word = draw.Reading, b.agreement.Readings[atom.Reading-1].ID
	} else if word == "" && atom.Verb == agreement.VerbStarted {
		word = "start"
	}
	b.addThing(atom.Of)
	edge := draw.Edge{
		From: b.agreement.Commitments[c].ID, To: b.agreement.IDOf(atom.Of), Style: style,
		Label: word,
		Loop: atom.Of.Kind == agreement.KindCommitment &&
			b.loops[[2]int32{c, atom.Of.Index}],
	}
	if !b.drawn[edge] {
		b.drawn[edge] = true
		b.picture.Edges = append(b.picture.Edges, edge)
	}
}

// shapes of the things that are no commitments.
var shapes = map[agreement.Kind]draw.Shape{
	agreement.KindClock: draw.Clock, agreement.KindCondition: draw.Condition,
	agreement.KindDecision: draw.Decision, agreement.KindExchange: draw.Exchange,
	agreement.KindIssue: draw.Issue,
}

// addThing adds a box for something other than a commitment when a wait first leads to it.
func (b *builder) addThing(r agreement.Ref) {
	shape, drawn := shapes[r.Kind]
	if !drawn || b.known[r] {
		return
	}
	b.known[r] = true
	b.picture.Nodes = append(b.picture.Nodes, draw.Node{
		ID: b.agreement.IDOf(r), Label: b.agreement.IDOf(r), Note: b.note(r), Shape: shape,
	})
}

// note says who decides, judges or agrees.
func (b *builder) note(r agreement.Ref) string {
	var parties []agreement.Ref
	switch r.Kind {
	case agreement.KindClock:
		if b.agreement.Clocks[r.Index].At == nil {
			return "not started"
		}
	case agreement.KindCondition:
		if parties = b.agreement.Conditions[r.Index].Judges; len(parties) == 0 {
			return "no judge"
		}
	case agreement.KindDecision:
		parties = b.agreement.Decisions[r.Index].By
	case agreement.KindIssue:
		parties = b.agreement.Issues[r.Index].Between
	}
	return strings.Join(b.agreement.IDs(parties), ", ")
}

func (b *builder) addGroups() {
	for i := range b.agreement.Exchanges {
		e := &b.agreement.Exchanges[i]
		if e.Mode == agreement.Simultaneous {
			b.picture.Groups = append(b.picture.Groups, draw.Group{
				Label: e.ID, Members: b.agreement.IDs(e.Members()),
			})
		}
	}
}

// describe is the picture in a sentence, for those who do not see it.
func (b *builder) describe(readings []int) string {
	told := fmt.Sprintf("%d commitments and what each waits for", len(b.agreement.Commitments))
	if len(readings) > 0 {
		var names []string
		for _, i := range readings {
			names = append(names, b.agreement.Readings[i].ID)
		}
		told += ", with the readings " + strings.Join(names, ", ")
	}
	switch n := len(b.circles); n {
	case 0:
		return told + ". Nothing waits in a circle."
	case 1:
		return told + ". One circular wait: " + b.loop(0) + "."
	default:
		return fmt.Sprintf("%s. %d circular waits, the first: %s.", told, n, b.loop(0))
	}
}

func (b *builder) loop(circle int) string {
	var ids []string
	for _, c := range b.circles[circle].LoopNodes {
		ids = append(ids, b.agreement.Commitments[c].ID)
	}
	return strings.Join(ids, " waits for ")
}

// Around keeps what lies within so many steps of the thing of that id, in either direction.
func Around(p draw.Picture, id string, steps int) draw.Picture {
	near := map[string]bool{id: true}
	for range steps {
		next := map[string]bool{}
		for _, e := range p.Edges {
			if near[e.From] || near[e.To] {
				next[e.From], next[e.To] = true, true
			}
		}
		for id := range next {
			near[id] = true
		}
	}
	around := p
	around.Nodes = slices.DeleteFunc(slices.Clone(p.Nodes),
		func(n draw.Node) bool { return !near[n.ID] })
	around.Edges = slices.DeleteFunc(slices.Clone(p.Edges),
		func(e draw.Edge) bool { return !near[e.From] || !near[e.To] })
	around.Groups = nil
	for _, g := range p.Groups {
		g.Members = slices.DeleteFunc(slices.Clone(g.Members),
			func(m string) bool { return !near[m] })
		if len(g.Members) > 0 {
			around.Groups = append(around.Groups, g)
		}
	}
	return around
}
