package lasting

import (
	"slices"

	"lockstep/internal/agreement"
	"lockstep/internal/semantics"
)

// stepsPerCommitment bounds the backward search for one commitment.
const stepsPerCommitment = 100_000

// ways looks for a way to leave each commitment open for ever; those that are left open by the
// same story are told together. Of those in undecided the search was not certain.
func (p *plain) ways() (ways []Way, undecided []int32) {
	told := make([]bool, len(p.Commitments))
	for i := range p.Commitments {
		target := int32(i)
		if told[target] {
			continue
		}
		story, verdict := p.leave(target)
		if verdict == cannot {
			continue
		}
		open := slices.DeleteFunc(p.leftOpen(story.end), func(c int32) bool { return told[c] })
		if verdict == unsure || !slices.Contains(open, target) {
			undecided = append(undecided, target)
			continue
		}
		for _, c := range open {
			told[c] = true
		}
		ways = append(ways, Way{Open: open, Story: story.moves})
	}
	return ways, slices.DeleteFunc(undecided, func(c int32) bool { return told[c] })
}

// A verdict says whether something can be left open.
type verdict uint8

const (
	cannot verdict = iota
	can
	unsure
)

// leave looks for a way to leave the target open. That nothing need be suspended or breached on
// such a way is not what is asked; where something could be only for a while, it is unsure.
func (p *plain) leave(target int32) (*telling, verdict) {
	b := p.backward(target)
	calm := false
	switch {
	case b.stuck(func() bool { calm = true; return b.troubled() }):
		return p.tell(b), can
	case calm || b.steps < 0:
		return &telling{end: p.nothing()}, unsure
	}
	return nil, cannot
}

func (p *plain) backward(target int32) *backward {
	return &backward{plain: p, target: target, marks: make([]mark, p.size),
		steps: stepsPerCommitment}
}

// A telling turns what a backward search asked for into moves.
type telling struct {
	*plain
	end   *standstill
	moves []semantics.Move
}

// tell makes the story: what has come true in its order, then the suspensions, then the ends.
func (p *plain) tell(b *backward) *telling {
	t := &telling{p, p.nothing(), nil}
	for _, f := range b.order {
		if b.isAboutCommitment(f) && f%3 == done && b.marks[about(int32(f/3), breached)] == come {
			t.come(f - done + breached) // no violation can be found of what is done
		}
		t.come(f)
	}
	for _, does := range []agreement.Effect{agreement.Suspend, agreement.Terminate, agreement.Waive} {
		for _, i := range b.used {
			if p.Powers[i].Does == does {
				t.use(i)
			}
		}
	}
	return t
}

func (t *telling) come(f fact) {
	if t.end.is[f] {
		return
	}
	t.end.is[f] = true
	if !t.isAboutCommitment(f) {
		t.world(f)
		return
	}
	of := agreement.CommitmentRef(int(f / 3))
	kinds := [][]semantics.MoveKind{
		started: {semantics.Start}, done: {semantics.Finish},
		breached: {semantics.Allege, semantics.Find},
	}[f%3]
	for _, kind := range kinds {
		t.moves = append(t.moves, semantics.Move{Kind: kind, Of: of})
	}
}

// world tells what needs no commitment; a clock with a time starts by itself.
func (t *telling) world(f fact) {
	of := t.cause(f)
	if t.comesWith(f) != nil {
		return
	}
	switch of.Kind {
	case agreement.KindClock:
		if t.Clocks[of.Index].At == nil {
			t.moves = append(t.moves, semantics.Move{Kind: semantics.StartClock, Of: of})
		}
	case agreement.KindCondition:
		t.moves = append(t.moves, semantics.Move{Kind: semantics.Hold, Of: of})
	case agreement.KindIssue:
		t.moves = append(t.moves, semantics.Move{Kind: semantics.Conclude, Of: of})
	case agreement.KindDecision:
		t.moves = append(t.moves, deciding(t.Agreement, of)...)
	}
}

// use tells the use of a power, where it changes anything.
func (t *telling) use(power int32) {
	p, changes := &t.Powers[power], false
	for _, on := range p.On {
		c := on.Index
		over := t.end.void[c] || t.end.is[about(c, done)]
		switch {
		case over:
		case p.Does == agreement.Suspend:
			changes = changes || !t.end.halted[c]
			t.end.halted[c] = true
		default:
			t.end.void[c], changes = true, true
		}
	}
	if changes {
		of := agreement.Ref{Kind: agreement.KindPower, Index: power}
		t.moves = append(t.moves, semantics.Move{Kind: semantics.Use, Of: of})
	}
}
