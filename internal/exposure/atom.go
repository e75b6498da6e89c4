package exposure

import "lockstep/internal/agreement"

// commitmentAtom is the node of something asked of a commitment.
func (w *web) commitmentAtom(g *agreement.Guard, in frame) (int32, answer) {
	c := g.Of.Index
	continuing := w.agreement.Commitments[c].IsContinuing()
	switch g.Verb {
	case agreement.VerbStarted:
		return w.start(c, in)
	case agreement.VerbBreached:
		w.note(in, doubtConduct)
		return w.start(c, in)
	case agreement.VerbKept:
		if in.soft {
			if w.canBeVoid(c) {
				w.note(in, doubtConduct)
			}
			return 0, given
		}
		if in.group >= 0 && w.groupOf[c] == in.group {
			return 0, never // nobody can have said so in the step with which it starts
		}
		if !continuing { // an alleged violation may be found not to be one before it is done
			w.note(in, doubtConduct)
			return w.start(c, in)
		}
	case agreement.VerbDone:
		if continuing {
			return 0, never
		}
	}
	if continuing {
		if w.canEnd(c) {
			w.note(in, doubtUntil)
		}
		return w.start(c, in)
	}
	return w.halves.doneFor(w, c, in), needed
}

// start is the start of c, which is given in the joint step that c itself belongs to.
func (w *web) start(c int32, in frame) (int32, answer) {
	if in.group >= 0 && w.groupOf[c] == in.group {
		return 0, given
	}
	return w.started[c], needed
}

// canBeVoid reports whether c can become void.
func (w *web) canBeVoid(c int32) bool {
	return w.branched[c] || canStop(&w.agreement.Commitments[c].Unless)
}

// canEnd reports whether a continuing commitment can cease to be in force. An until that is
// nothing but a day does not come where dates are left out of account.
func (w *web) canEnd(c int32) bool {
	commitment := &w.agreement.Commitments[c]
	if canStop(&commitment.Unless) {
		return true
	}
	if commitment.Until == nil {
		return false
	}
	events := commitment.Until.Guard()
	return !events.IsZero()
}

// halves is a commitment split in two: what is given in return waits for the first half, and the
// second half waits for that.
type halves struct {
	of      int32
	returns []int32
	node    int32 // the completion of the first half
}

func (h *halves) isReturn(c int32) bool {
	for _, r := range h.returns {
		if r == c {
			return true
		}
	}
	return false
}

// doneFor is the completion of c as the commitment of the frame waits for it.
func (h *halves) doneFor(w *web, c int32, in frame) int32 {
	if h != nil && c == h.of && in.of >= 0 && h.isReturn(in.of) {
		return h.node
	}
	return w.done[c]
}

// complete makes the second half of c wait for the first and for what is given in return.
func (h *halves) complete(w *web, c int32) {
	if h == nil || c != h.of {
		return
	}
	w.graph.Need(h.node, w.started[c])
	w.graph.Need(w.done[c], h.node)
	for _, r := range h.returns {
		w.graph.Need(w.done[c], w.done[r])
	}
}
