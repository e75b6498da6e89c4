package course

import (
	"slices"

	"lockstep/internal/agreement"
	"lockstep/internal/calendar"
)

// Rules are an agreement made ready to be followed. They do not change once they are made, so
// that several goroutines may share them.
type Rules struct {
	Agreement *agreement.Agreement

	electors [][]agreement.Ref // per decision: those whose voice counts
	turns    [][]agreement.Ref // per commitment: the acts whose turn comes before it
	matters  agreement.Matters // what branches ask, and readings leave of it
	groups   [][]int32         // the commitments that start in one joint step, two at least
	groupOf  []int32           // per commitment: its position in groups, -1 where it starts alone
	entwined []bool            // per group: its start may change what its own members wait for
	paces    []pace            // the commensurate and proportional exchanges
	asked    []bool            // per level: whether a guard compares it

	dependents hanging
	first      calendar.Day // that the agreement names; noDay if it names none
}

// New makes a ready. To follow a reading, pass it what [agreement.Agreement.Under] gives.
func New(a *agreement.Agreement) *Rules {
	n := len(a.Commitments)
	r := &Rules{
		Agreement: a,
		electors:  make([][]agreement.Ref, len(a.Decisions)),
		turns:     a.Turns(),
		matters:   agreement.NewMatters(a),
		groupOf:   slices.Repeat([]int32{-1}, n),
		asked:     make([]bool, len(a.Levels)),
	}
	for i := range a.Decisions {
		r.electors[i] = electors(a, &a.Decisions[i])
	}
	for i := range a.Exchanges {
		switch e := &a.Exchanges[i]; e.Mode {
		case agreement.Commensurate, agreement.Proportional:
			r.paces = append(r.paces, newPace(a, e))
		}
	}
	for _, group := range a.JointGroups() {
		if len(group) < 2 {
			continue
		}
		for _, c := range group {
			r.groupOf[c] = int32(len(r.groups))
		}
		r.groups = append(r.groups, group)
		r.entwined = append(r.entwined, r.isEntwined(group))
	}
	r.hang()
	r.survey()
	return r
}

// group are the commitments that start with c, itself included.
func (r *Rules) group(c int32) []int32 {
	if g := r.groupOf[c]; g >= 0 {
		return r.groups[g]
	}
	return nil
}

// Electors are those whose voice counts in the decision at that position, in order: its stated
// blockers or, without any, the members of the deciding bodies down to their leaves; under the
// rule single the bodies themselves.
func (r *Rules) Electors(decision int32) []agreement.Ref { return r.electors[decision] }

func electors(a *agreement.Agreement, d *agreement.Decision) []agreement.Ref {
	switch {
	case d.BlockersStated:
		return a.Actors(d.Blockers)
	case d.Rule == agreement.Single:
		return slices.Clone(d.By)
	}
	return a.Actors(d.By)
}

// Asks reports whether some guard compares the level at that position, so that its figures can
// change how anything stands.
func (r *Rules) Asks(level int32) bool { return r.asked[level] }
