package blockers

import (
	"lockstep/internal/agreement"
	"lockstep/internal/possible"
)

// Without are the commitments that can still be done or in force when these parties refuse and
// these other things do not come about, and those that can only when they do.
func Without(a *agreement.Agreement, net *possible.Net, without []agreement.Ref) (
	still, lost []agreement.Ref,
) {
	everybody := net.Circuit(possible.Asked{})
	others := net.Circuit(possible.Asked{Without: without})
	for i := range int32(len(a.Commitments)) {
		switch {
		case others.Happens(i) != possible.None:
			still = append(still, agreement.CommitmentRef(int(i)))
		case everybody.Happens(i) != possible.None:
			lost = append(lost, agreement.CommitmentRef(int(i)))
		}
	}
	return still, lost
}

// Favoured are the commitments on which the goals hang that are not monotone, in order; see
// [possible.Circuit.Favoured].
func Favoured(net *possible.Net, q Question) []int32 {
	asked := possible.Asked{Without: q.Without}
	for i := range q.Goals {
		asked.Goals = append(asked.Goals, q.Goals[i].Reach)
	}
	return net.Circuit(asked).Favoured()
}
