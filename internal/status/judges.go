package status

import (
	"slices"

	"lockstep/internal/agreement"
	"lockstep/internal/ledger"
)

// judges knows who is named to judge what.
type judges struct {
	a           *agreement.Agreement
	commitments [][]agreement.Ref // verifiers, and the judges of the benchmarks
	principals  map[string][]agreement.Ref
}

func newJudges(a *agreement.Agreement) *judges {
	j := &judges{a: a, commitments: make([][]agreement.Ref, len(a.Commitments)),
		principals: map[string][]agreement.Ref{}}
	for i := range a.Commitments {
		c := &a.Commitments[i]
		j.commitments[i] = slices.Clone(c.Verify)
		for _, benchmark := range c.Benchmarks {
			if benchmark.Kind == agreement.KindCondition {
				named := a.Conditions[benchmark.Index].Judges
				j.commitments[i] = append(j.commitments[i], named...)
			}
		}
	}
	return j
}

// judge reports whether an event is a finding that decides: it names no assessor, nobody is named
// to judge the matter, or its assessor is. Of other events it is true. byName is true where its
// assessor is named to judge the matter.
func (j *judges) judge(e *entry) (decides, byName bool) {
	var named []agreement.Ref
	switch e.kind {
	case ledger.ViolationFound, ledger.ViolationNotFound:
		named = j.commitments[e.of.Index]
	case ledger.HoldsTrue, ledger.Lapses:
		named = j.a.Conditions[e.of.Index].Judges
	default:
		return true, false
	}
	if e.assessor() == "" || len(named) == 0 {
		return true, false
	}
	for _, who := range j.principalsOf(e.assessor()) {
		if slices.Contains(named, who) {
			return true, true
		}
	}
	return false, false
}

// assessor is the id of who made the assessment, "" where nobody is named.
func (e *entry) assessor() string {
	if e.more == nil {
		return ""
	}
	return e.more.Assessor
}

// principalsOf are the party of that id and those for which it acts, none where it is no party.
func (j *judges) principalsOf(id string) []agreement.Ref {
	principals, known := j.principals[id]
	if !known {
		if ref, found := j.a.Lookup(id); found && ref.Kind == agreement.KindParty {
			principals = j.a.Principals(ref)
		}
		j.principals[id] = principals
	}
	return principals
}
