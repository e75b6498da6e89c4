package exposure

import (
	"math"
	"slices"

	"lockstep/internal/agreement"
)

// A truth is true (1), false (−1) or unknown (0).
type truth int8

// A life is the stage that a commitment has reached.
type life uint8

const (
	waits life = iota
	underway
	inForce
	isDone
	isOver
	isVoid
)

// A scene is what is the case at one moment of a rehearsal, dates left out of account. It is
// package semantics' state, cut down to what can happen while nobody breaches and no power is
// used.
type scene struct {
	life     []life
	begun    []bool
	complied []bool
	facts    [agreement.KindIssue + 1][]truth // clocks, conditions, decisions, issues
	branches []truth
	levels   []float64
}

func (r *rules) opening() *scene {
	a := r.agreement
	s := &scene{
		life:  make([]life, len(a.Commitments)),
		begun: make([]bool, len(a.Commitments)), complied: make([]bool, len(a.Commitments)),
		branches: make([]truth, len(r.matters.Guards)), levels: baselines(a),
	}
	s.facts[agreement.KindClock] = make([]truth, len(a.Clocks))
	s.facts[agreement.KindCondition] = make([]truth, len(a.Conditions))
	s.facts[agreement.KindDecision] = make([]truth, len(a.Decisions))
	s.facts[agreement.KindIssue] = make([]truth, len(a.Issues))
	return r.follow(s)
}

func (s *scene) clone() *scene {
	t := *s
	t.life, t.begun = slices.Clone(s.life), slices.Clone(s.begun)
	t.complied, t.branches = slices.Clone(s.complied), slices.Clone(s.branches)
	t.levels = slices.Clone(s.levels)
	for kind := range s.facts {
		t.facts[kind] = slices.Clone(s.facts[kind])
	}
	return &t
}

// key is the scene as a string: two scenes are the same exactly when their keys are.
func (s *scene) key() string {
	var key []byte
	for c := range s.life {
		b := byte(s.life[c]) << 2
		if s.begun[c] {
			b |= 1
		}
		if s.complied[c] {
			b |= 2
		}
		key = append(key, b)
	}
	for _, facts := range s.facts {
		for _, f := range facts {
			key = append(key, byte(f))
		}
	}
	for _, b := range s.branches {
		key = append(key, byte(b))
	}
	for _, level := range s.levels {
		bits := math.Float64bits(level)
		for shift := 0; shift < 64; shift += 8 {
			key = append(key, byte(bits>>shift))
		}
	}
	return string(key)
}

// holds answers a guard; notYet is the answer for what has not happened and still may.
func (r *rules) holds(s *scene, g *agreement.Guard, notYet truth) truth {
	switch g.Op {
	case agreement.OpAlways:
		return 1
	case agreement.OpNot:
		return -r.holds(s, &g.Args[0], notYet)
	case agreement.OpAtom:
		return r.atom(s, g.Verb, g.Of, notYet)
	case agreement.OpReached:
		events := g.At.Guard()
		return r.holds(s, &events, notYet)
	case agreement.OpCompare:
		return compare(s, g.Compare)
	}
	holding, possible := 0, 0
	for i := range g.Args {
		switch r.holds(s, &g.Args[i], notYet) {
		case 1:
			holding, possible = holding+1, possible+1
		case 0:
			possible++
		}
	}
	switch {
	case holding >= g.Need():
		return 1
	case possible < g.Need():
		return -1
	}
	return 0
}

// atom answers verb(of), the bare id included.
func (r *rules) atom(s *scene, verb agreement.Verb, of agreement.Ref, notYet truth) truth {
	switch of.Kind {
	case agreement.KindCommitment:
		return s.commitment(verb, of.Index, notYet)
	case agreement.KindExchange:
		every := truth(1)
		for _, member := range r.agreement.Exchanges[of.Index].Members() {
			every = min(every, r.atom(s, verb, member, notYet))
		}
		return every
	case agreement.KindCondition:
		return s.facts[of.Kind][of.Index]
	case agreement.KindClock, agreement.KindDecision, agreement.KindIssue:
		if fact := s.facts[of.Kind][of.Index]; fact != 0 {
			return fact
		}
		return notYet
	}
	return 0
}

func (s *scene) commitment(verb agreement.Verb, c int32, notYet truth) truth {
	life := s.life[c]
	if life >= isDone {
		notYet = -1 // nothing more comes of it
	}
	switch {
	case verb == agreement.VerbStarted && s.begun[c]:
		return 1
	case verb == agreement.VerbStarted, verb == agreement.VerbBreached:
		return notYet
	case verb == agreement.VerbKept:
		switch {
		case life == isDone, s.complied[c]:
			return 1
		case life == isVoid:
			return -1
		}
		return 0
	case life == inForce, life == isDone:
		return 1
	}
	return notYet
}

// compare holds a level against a number or another level.
func compare(s *scene, c *agreement.Comparison) truth {
	left, right := figure(s, c.Left), figure(s, c.Right)
	if math.IsNaN(left) || math.IsNaN(right) {
		return 0
	}
	if c.Op.Holds(left, right) {
		return 1
	}
	return -1
}

func figure(s *scene, o agreement.Operand) float64 {
	if o.Level.IsZero() {
		return o.Number
	}
	return s.levels[o.Level.Index]
}
