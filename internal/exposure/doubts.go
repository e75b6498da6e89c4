package exposure

import (
	"fmt"

	"lockstep/internal/agreement"
)

// reasonBudget is why an exposure may not be exact where the search was too long.
func reasonBudget(steps int64) string {
	return fmt.Sprintf("the search ended at its budget of %d steps; the peak lies between the bounds",
		steps)
}

var doubtReasons = []struct {
	doubt  doubt
	reason string
}{
	{doubtUnless, "an unless may come true before its commitment is done"},
	{doubtNot, "a guard asks that something has not happened"},
	{doubtLevel, "a guard compares levels"},
	{doubtConduct, "a guard asks whether something was breached"},
	{doubtPace, "an exchange holds its sides to a pace"},
	{doubtUntil, "a commitment that others rely on may end"},
}

// reasonsFor says in words what is in doubt.
func reasonsFor(d doubt) []string {
	var reasons []string
	for _, r := range doubtReasons {
		if d&r.doubt != 0 {
			reasons = append(reasons, r.reason+
				"; no story that leads to a worse state was found, and none was ruled out")
		}
	}
	return reasons
}

// rehearse looks for a story that leads to the state by the rules in full. Where there is none
// within the budget, every scene of the agreement is looked at, if they are few; and if they are
// not, the worst state that is known to be reached is the answer, between the bounds.
func (s *study) rehearse(w worst, worth []float64, doubted doubt) worst {
	best := &known{worth: worth, worst: worst{upper: w.upper,
		started: make([]bool, len(worth)), done: make([]bool, len(worth)),
		reasons: append(w.reasons, reasonsFor(doubted)...)}}
	if count(w.started) <= mostRehearsed {
		if s.rules.reaches(w.started, w.done, s.opt.Scenes, best.note) {
			return w
		}
		all := s.explore()
		for _, scene := range all.scenes {
			best.note(scene)
		}
		best.exact = all.complete && s.allRehearsed(doubted)
	}
	if !best.exact {
		best.consider(s.sureWorst(worth))
	}
	if best.exact = best.exact || best.peak >= best.upper-slip; best.exact {
		best.reasons = nil
	}
	return best.worst
}

// allRehearsed reports whether nothing but what is rehearsed bears on what is in doubt: a breach
// is not, nor is the use of a power.
func (s *study) allRehearsed(doubted doubt) bool {
	return doubted&doubtConduct == 0 && len(s.agreement.Powers) == 0 && !s.breachHelps()
}

// breachHelps reports whether something may become possible because a commitment is not kept: an
// unless, what is denied, or a branch asks for its being kept or in force.
func (s *study) breachHelps() bool {
	a := s.agreement
	for i := range a.Commitments {
		c := &a.Commitments[i]
		if s.asksConduct(&c.Unless, true) || s.asksConduct(&c.After, false) ||
			s.asksConduct(&c.Provided, false) || s.asksConduct(&c.While, false) {
			return true
		}
	}
	for i := range a.Branches {
		if s.asksConduct(&a.Branches[i].If, true) {
			return true
		}
	}
	return false
}

// asksConduct reports whether g asks for something to be kept or in force where the answer no may
// help: under a not or, where against is true, anywhere.
func (s *study) asksConduct(g *agreement.Guard, against bool) bool {
	if g.Op == agreement.OpAtom {
		return against && (g.Verb == agreement.VerbKept || g.Verb == agreement.VerbBreached ||
			g.Verb == agreement.VerbHappened && g.Of.Kind == agreement.KindExchange ||
			g.Verb == agreement.VerbHappened && g.Of.Kind == agreement.KindCommitment &&
				s.agreement.Commitments[g.Of.Index].IsContinuing())
	}
	for i := range g.Args {
		if s.asksConduct(&g.Args[i], against || g.Op == agreement.OpNot) {
			return true
		}
	}
	return false
}

// mostRehearsed is how many commitments a state may have to be rehearsed.
const mostRehearsed = 400

func count(marks []bool) int {
	n := 0
	for _, mark := range marks {
		if mark {
			n++
		}
	}
	return n
}

// sureWorst is the worst state without anything that is in doubt.
func (s *study) sureWorst(worth []float64) worst {
	sure := s.sure()
	set, weight := sure.heaviest(worth, scaleFor(worth), s.opt.Budget)
	return sure.state(set.Nodes, weight)
}

// known is the worst state known to be reached.
type known struct {
	worst
	worth []float64
	peak  float64
}

// note keeps the scene if it is worse than all before it.
func (k *known) note(s *scene) {
	sum := 0.0
	for c, life := range s.life {
		if life == isDone {
			sum += k.worth[c]
		}
	}
	if sum <= k.peak+slip {
		return
	}
	k.peak, k.assuming = sum, s.happened()
	for c := range s.life {
		k.started[c], k.done[c] = s.begun[c], s.life[c] == isDone
	}
}

// consider keeps the state if it is worse.
func (k *known) consider(w worst) {
	if sum := w.sum(k.worth); sum > k.peak+slip {
		k.peak, k.started, k.done, k.assuming = sum, w.started, w.done, w.assuming
	}
}

// happened are the things of the world that have come true, clocks that start by themselves
// left out.
func (s *scene) happened() []agreement.Ref {
	var refs []agreement.Ref
	for kind, facts := range s.facts {
		for i, is := range facts {
			if is == 1 {
				of := agreement.Ref{Kind: agreement.Kind(kind), Index: int32(i)}
				refs = append(refs, of)
			}
		}
	}
	return refs
}

// An exploration is what all scenes of an agreement come to: those that differ in what is done.
type exploration struct {
	scenes   []*scene
	complete bool
}

func (s *study) exploreAll() exploration {
	var all exploration
	met := map[string]bool{}
	h := rehearsal{rules: s.rules, cast: s.rules.castOf(nil, nil), met: map[string]bool{},
		left: 4 * s.opt.Scenes}
	h.visit = func(scene *scene) bool {
		if key := scene.doneKey(); !met[key] {
			met[key] = true
			all.scenes = append(all.scenes, scene)
		}
		return false
	}
	all.complete = h.wide(s.rules.opening())
	return all
}

// doneKey tells scenes apart by what is done in them.
func (s *scene) doneKey() string {
	key := make([]byte, len(s.life))
	for c, life := range s.life {
		if life == isDone {
			key[c] = 1
		}
	}
	return string(key)
}
