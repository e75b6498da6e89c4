package semantics

import "lockstep/internal/agreement"

// Moves are the moves that are possible in s under that cooperation, in a fixed order. A joint
// step is listed once. That a continuing commitment is kept is reported only where some guard
// asks for it. How far a power extends a deadline is for its holder to say, so extensions are
// not listed.
func (w *World) Moves(s State, c Cooperation) []Move {
	var moves []Move
	for _, m := range w.thinkable(s) {
		if w.Allows(s, m, c) == nil {
			moves = append(moves, m)
		}
	}
	return moves
}

// thinkable are the moves that [World.Allows] is asked about.
func (w *World) thinkable(s State) []Move {
	var moves []Move
	add := func(of agreement.Ref, kinds ...MoveKind) {
		for _, kind := range kinds {
			moves = append(moves, Move{Kind: kind, Of: of})
		}
	}
	for i := range s.Commitments {
		of := agreement.CommitmentRef(i)
		if left := w.notBegun(s, of.Index); len(left) > 0 && left[0] == of.Index {
			add(of, Start)
		}
		add(of, Finish, Allege, Find, FindNot)
		if w.asked[i] {
			add(of, Comply)
		}
	}
	for i := range s.Clocks {
		add(agreement.ClockRef(i), StartClock)
	}
	for i := range s.Conditions {
		add(agreement.ConditionRef(i), Hold, Lapse)
	}
	for i := range s.Issues {
		add(agreement.IssueRef(i), Conclude)
	}
	for i := range s.Decisions {
		add(agreement.DecisionRef(i), Put, RunOut, Take)
		moves = append(moves, w.voices(int32(i))...)
	}
	for i := range s.Usable {
		add(powerRef(i), Use)
	}
	return append(moves, Move{Kind: Pass})
}

// voices are what the electors of a decision may say.
func (w *World) voices(decision int32) []Move {
	var moves []Move
	for _, by := range w.electors[decision] {
		for _, kind := range []MoveKind{Agree, Refuse, Break} {
			of := agreement.DecisionRef(int(decision))
			moves = append(moves, Move{Kind: kind, Of: of, By: by})
		}
	}
	return moves
}

func powerRef(i int) agreement.Ref {
	return agreement.Ref{Kind: agreement.KindPower, Index: int32(i)}
}
