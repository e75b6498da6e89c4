package semantics

import (
	"testing"

	"lockstep/internal/agreement"
	"lockstep/internal/calendar"
)

func says(kind MoveKind, by agreement.Ref) Move { return Move{Kind: kind, Of: taken0, By: by} }

// canBeTaken reports whether the only decision of w is taken in some state that is reachable
// while those parties refuse.
func canBeTaken(t *testing.T, w *World, refusing ...agreement.Ref) bool {
	t.Helper()
	states, err := w.Reachable(Cooperation{Refusing: refusing}, 100000)
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range states {
		if s.Decisions[0].Stage == Taken {
			return true
		}
	}
	return false
}

func TestADecisionIsTakenUnderItsRule(t *testing.T) {
	type group []agreement.Ref
	all := group{us, them, others}
	for _, test := range []struct {
		name            string
		rule            agreement.Rule
		by              group
		k               int32
		blocks, permits []group
	}{
		{"consensus: every leaf of the alliance", agreement.Consensus, group{everyN}, 0,
			[]group{{us}, {them}, {others}}, []group{{}, {everyN}}},
		{"majority: more than half", agreement.Majority, group{everyN}, 0,
			[]group{{us, them}, {us, others}, all}, []group{{us}, {others}}},
		{"majority of two", agreement.Majority, group{us, them}, 0,
			[]group{{us}, {them}}, []group{{others}}},
		{"at least one", agreement.AtLeastOf, group{everyN}, 1,
			[]group{all}, []group{{us, them}}},
		{"single: the body itself", agreement.Single, group{everyN}, 0,
			[]group{{everyN}}, []group{{us}, all}},
		{"silence: refusal is a break", agreement.Silence, group{everyN}, 0,
			[]group{{us}, {them}}, []group{{}, {everyN}}},
		{"nobody", agreement.Majority, nil, 0, nil, []group{{}, all}},
	} {
		t.Run(test.name, func(t *testing.T) {
			w := sketch(t, func(a *agreement.Agreement) {
				a.Decisions[0] = agreement.Decision{ID: "decision", By: test.by, Rule: test.rule,
					K: test.k}
				a.Commitments = a.Commitments[:0]
			})
			for _, refusing := range test.blocks {
				if canBeTaken(t, w, refusing...) {
					t.Errorf("taken although %v refuse", w.Agreement.IDs(refusing))
				}
			}
			for _, refusing := range test.permits {
				if !canBeTaken(t, w, refusing...) {
					t.Errorf("not taken while %v refuse", w.Agreement.IDs(refusing))
				}
			}
		})
	}
}

func TestStatedBlockersBlockAloneAndNobodyElseDoes(t *testing.T) {
	for rule := agreement.Consensus; rule <= agreement.Silence; rule++ {
		w := sketch(t, func(a *agreement.Agreement) {
			a.Decisions[0] = agreement.Decision{ID: "decision", By: []agreement.Ref{everyN},
				Rule: rule, K: 2, BlockersStated: true, Blockers: []agreement.Ref{them}}
			a.Commitments = a.Commitments[:0]
		})
		if canBeTaken(t, w, them) {
			t.Errorf("%s: taken against a blocker", agreement.RuleNames[rule])
		}
		if !canBeTaken(t, w, us, others) {
			t.Errorf("%s: blocked by who cannot block", agreement.RuleNames[rule])
		}
	}
}

func TestADecisionIsTakenAsSoonAsEnoughAgree(t *testing.T) {
	w := sketch(t, func(a *agreement.Agreement) { a.Decisions[0].Rule = agreement.Majority })
	s := after(t, w, w.InitialOn(day(3, 1)), says(Agree, us))
	isTrue(t, w, s, agreement.Taken(taken0), False)
	refuses(t, w, s, says(Agree, us), errAlready)
	refuses(t, w, s, says(Agree, everyN), errNoVoice)
	refuses(t, w, s, Move{Kind: Take, Of: taken0}, errVoices)
	s = after(t, w, days(t, w, s, 2), says(Agree, others))
	isTrue(t, w, s, agreement.Taken(taken0), True)
	if s.Decisions[0].Taken != day(3, 3) {
		t.Errorf("taken on %s", s.Decisions[0].Taken)
	}
}

// silent is the sketch with a decision under five days of silence.
func silent(t *testing.T) *World {
	t.Helper()
	return sketch(t, func(a *agreement.Agreement) {
		a.Decisions[0].Rule = agreement.Silence
		a.Decisions[0].Silence = &calendar.Duration{Days: 5}
	})
}

func TestOncePutItIsTakenUnlessAMemberBreaksTheSilence(t *testing.T) {
	w, runOut := silent(t), Move{Kind: RunOut, Of: taken0}
	refuses(t, w, w.Initial(), runOut, errStage)
	put := after(t, w, w.InitialOn(day(3, 1)), Move{Kind: Put, Of: taken0})
	refuses(t, w, days(t, w, put, 4), runOut, errEarly)
	s := after(t, w, days(t, w, put, 5), runOut) // absence is consent
	isTrue(t, w, s, agreement.Taken(taken0), True)
	refusing := Cooperation{Refusing: []agreement.Ref{them}}
	if err := w.Allows(days(t, w, put, 5), runOut, refusing); err != errRefused {
		t.Errorf("the silence runs out against a refusal: %v", err)
	}
	if err := w.Allows(put, says(Break, them), refusing); err != nil {
		t.Errorf("who refuses cannot break the silence: %v", err)
	}
	refuses(t, w, put, says(Break, us), errWilling)
	broken := w.Apply(put, says(Break, them))
	refuses(t, w, broken, runOut, errStage)
	if got := w.Settled(broken, &agreement.Guard{Op: agreement.OpAtom, Of: taken0}); got != False {
		t.Errorf("a broken silence leaves it %s", got)
	}
}

func TestWhoReceivesCanWithholdNothing(t *testing.T) {
	w := sketch(t, func(a *agreement.Agreement) {
		a.Commitments[0].By, a.Commitments[0].To = []agreement.Ref{us}, []agreement.Ref{them}
		a.Commitments[1].By = []agreement.Ref{us, them} // a mutual ceasefire
		a.Commitments[1].To = []agreement.Ref{us, them}
	})
	c := Cooperation{Refusing: []agreement.Ref{them}}
	if err := w.Allows(w.Initial(), start(a0), c); err != nil {
		t.Errorf("who only receives withholds an act: %v", err)
	}
	if err := w.Allows(w.Initial(), start(b1), c); err != errWithheld {
		t.Errorf("who owes and receives does not withhold it: %v", err)
	}
}

func TestAnActIsWithheldWhenAnyPerformerRefuses(t *testing.T) {
	w := sketch(t, func(a *agreement.Agreement) {
		a.Commitments[0].By = []agreement.Ref{us, them}
		a.Commitments[1].By = []agreement.Ref{everyN}
		a.Commitments[2].By = nil
	})
	for _, test := range []struct {
		of       agreement.Ref
		refusing []agreement.Ref
		want     error
	}{
		{a0, []agreement.Ref{them}, errWithheld},
		{a0, []agreement.Ref{others}, nil},
		{b1, []agreement.Ref{us, them, others}, nil}, // an act owed by an alliance is its own
		{b1, []agreement.Ref{everyN}, errWithheld},
		{c2, []agreement.Ref{us, them, others, everyN}, nil},
	} {
		c := Cooperation{Refusing: test.refusing}
		if got := w.Allows(w.Initial(), start(test.of), c); got != test.want {
			t.Errorf("%s: got %v, want %v", w.Agreement.IDOf(test.of), got, test.want)
		}
		s := w.Apply(w.Initial(), start(test.of))
		if got := w.Allows(s, finish(test.of), c); got != test.want {
			t.Errorf("finishing %s: got %v, want %v", w.Agreement.IDOf(test.of), got, test.want)
		}
	}
}
