package exposure

import (
	"slices"
	"sync"

	"lockstep/internal/agreement"
)

// Options bound the work. The zero Options take the defaults.
type Options struct {
	Parties []int // positions in Agreement.Parties; nil: all
	Budget  int64 // steps of the search for one party; 0: DefaultBudget
	Scenes  int   // scenes of a rehearsal; 0: DefaultScenes
	Plain   bool  // leave out what splitting the largest step would change
}

// DefaultBudget is how many steps the search for one party may take: some seconds.
const DefaultBudget = 400_000_000

// DefaultScenes is how many scenes a rehearsal may look at.
const DefaultScenes = 2000

// An Exposure is how exposed a party can come to stand. Commitments are positions in
// Agreement.Commitments, ascending; weights are in the agreement's own units.
type Exposure struct {
	Party        int
	Peak         float64 // that of the state given, which can be reached
	Lower, Upper float64 // the true peak lies between them; Lower is Peak
	Exact        bool    // they are the same
	Reasons      []string

	Given      []int32 // done in that state, the party among the performers
	Received   []int32 // done, the party among the receivers
	Others     []int32 // done, the party neither
	UnderWay   []int32 // once-commitments that have started and are not done
	InForce    []int32 // continuing commitments that have started
	Owed       []int32 // once-commitments to the party that are not done
	Continuing []int32 // continuing commitments by or to the party
	Assuming   []agreement.Ref
	TotalOwed  float64 // the weight of all once-commitments to the party

	Largest *Step // nil where nothing is given
}

// A Step is the commitment by which a party gives most at once, in its worst state.
type Step struct {
	Commitment int32
	Weight     float64 // that is lost by it
	Alike      int     // others given in that state that weigh as much
	Returns    []int32 // what it is given for, or what is owed to the party and waits for it
	// SplitPeak is the peak if the commitment were split in two halves, what is given in return
	// waiting for the first half and the second half for that. SplitExact is false where that
	// was not settled within the budget or cannot be, and where nothing is given in return.
	SplitPeak  float64
	SplitExact bool
}

// Compute works out the exposure of each party, in the order of Options.Parties or of the
// agreement. Readings must already be applied (Agreement.Under).
func Compute(a *agreement.Agreement, opt Options) []Exposure {
	s := newStudy(a, opt)
	parties := opt.Parties
	if parties == nil {
		parties = make([]int, len(a.Parties))
		for p := range parties {
			parties[p] = p
		}
	}
	exposures := make([]Exposure, len(parties))
	s.parallel(len(parties), func(i int) { exposures[i] = s.party(parties[i]) },
		func(int) bool { return true })
	return exposures
}

// A study is what the parties of one agreement share.
type study struct {
	agreement *agreement.Agreement
	web       *web
	rules     *rules
	opt       Options
	explore   func() exploration
	sure      func() *web
}

func newStudy(a *agreement.Agreement, opt Options) *study {
	if opt.Budget <= 0 {
		opt.Budget = DefaultBudget
	}
	if opt.Scenes <= 0 {
		opt.Scenes = DefaultScenes
	}
	s := &study{agreement: a, web: newWeb(a), opt: opt}
	if len(s.web.doubts) > 0 {
		s.rules = newRules(a)
	}
	s.sure = sync.OnceValue(s.web.sure)
	s.explore = sync.OnceValue(s.exploreAll)
	return s
}

// values are what each commitment, once done, adds to the exposure of a party.
func values(a *agreement.Agreement, party int) []float64 {
	p, worth := agreement.PartyRef(party), make([]float64, len(a.Commitments))
	for c := range a.Commitments {
		commitment := &a.Commitments[c]
		if commitment.IsContinuing() {
			continue
		}
		if slices.Contains(commitment.By, p) {
			worth[c] += commitment.Weight * commitment.Lost
		}
		if slices.Contains(commitment.To, p) {
			worth[c] -= commitment.Weight
		}
	}
	return worth
}

// party works out one party's exposure.
func (s *study) party(p int) Exposure {
	worth := values(s.agreement, p)
	w := s.worst(worth)
	e := Exposure{Party: p, Peak: w.sum(worth), Lower: w.sum(worth), Upper: w.upper}
	if e.Exact = w.exact; e.Exact {
		e.Upper = e.Peak
	} else {
		e.Reasons = w.reasons
	}
	s.describe(&e, w)
	if !s.opt.Plain {
		e.Largest = s.largest(&e, worth)
	}
	return e
}

// describe says what the worst state is.
func (s *study) describe(e *Exposure, w worst) {
	p := agreement.PartyRef(e.Party)
	e.Assuming = w.assuming
	for i := range s.agreement.Commitments {
		c, at := &s.agreement.Commitments[i], int32(i)
		by, to := slices.Contains(c.By, p), slices.Contains(c.To, p)
		switch {
		case c.IsContinuing():
			if by || to {
				e.Continuing = append(e.Continuing, at)
			}
			if w.started[i] {
				e.InForce = append(e.InForce, at)
			}
			continue
		case w.done[i]:
			if by {
				e.Given = append(e.Given, at)
			}
			if to {
				e.Received = append(e.Received, at)
			}
			if !by && !to {
				e.Others = append(e.Others, at)
			}
		case w.started[i]:
			e.UnderWay = append(e.UnderWay, at)
		}
		if to {
			e.TotalOwed += c.Weight
			if !w.done[i] {
				e.Owed = append(e.Owed, at)
			}
		}
	}
}
