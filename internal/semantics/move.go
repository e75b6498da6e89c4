package semantics

import "lockstep/internal/agreement"

// A MoveKind says what happens in a move.
type MoveKind uint8

// The moves. Drop, Affect and Measure are for [World.Observe] only.
const (
	Start      MoveKind = iota // of a commitment, and of all that starts in one step with it
	Finish                     // a once-commitment is done
	Comply                     // a continuing commitment is reported to be kept
	Allege                     // a violation is alleged
	Find                       // the judge finds it
	FindNot                    // the judge does not find it
	StartClock                 // a clock without a stated time starts
	Hold                       // a condition holds
	Lapse                      // a condition does not hold, or no longer
	Conclude                   // an issue is agreed
	Agree                      // By agrees to a decision
	Refuse                     // By refuses a decision
	Take                       // a decision is taken that nobody else needs to agree to
	Put                        // a decision is put under silence
	Break                      // By breaks the silence
	RunOut                     // the silence has lasted, the decision is taken
	Use                        // a power is used
	Pass                       // one day passes
	Drop                       // a decision lapses
	Affect                     // a commitment is suspended, resumed, waived and so on
	Measure                    // a level is found to stand at Number
)

// moveWords are, by MoveKind, the move in words and the kind of thing that it happens to.
var moveWords = [...]struct {
	words string
	to    agreement.Kind
}{
	{"start", agreement.KindCommitment},
	{"finish", agreement.KindCommitment},
	{"comply with", agreement.KindCommitment},
	{"allege a violation of", agreement.KindCommitment},
	{"find a violation of", agreement.KindCommitment},
	{"find no violation of", agreement.KindCommitment},
	{"start clock", agreement.KindClock},
	{"hold", agreement.KindCondition},
	{"lapse", agreement.KindCondition},
	{"conclude", agreement.KindIssue},
	{"agree to", agreement.KindDecision},
	{"refuse", agreement.KindDecision},
	{"take", agreement.KindDecision},
	{"put under silence", agreement.KindDecision},
	{"break the silence on", agreement.KindDecision},
	{"let the silence run out on", agreement.KindDecision},
	{"use", agreement.KindPower},
	{"let a day pass", agreement.KindNone},
	{"drop", agreement.KindDecision},
	{"affect", agreement.KindCommitment},
	{"measure", agreement.KindLevel},
}

// A Move is one thing that happens. Of is the commitment, clock, condition, issue, decision,
// level or power (of kind KindPower) that it happens to; Pass has none.
type Move struct {
	Kind   MoveKind
	Of     agreement.Ref
	By     agreement.Ref // who agrees, refuses or breaks the silence
	Days   int32         // by which deadlines are extended, by a power or an Affect
	Effect agreement.Effect
	Number float64 // of a Measure
}

// suits reports whether m happens to a thing of the right kind that there is.
func (w *World) suits(m Move) bool {
	if int(m.Kind) >= len(moveWords) || m.Of.Kind != moveWords[m.Kind].to {
		return false
	}
	return m.Kind == Pass || m.Of.Index >= 0 && int(m.Of.Index) < w.Agreement.NumberOf(m.Of.Kind)
}

// Tell is the move in words, with the ids of the agreement.
func (w *World) Tell(m Move) string {
	if !w.suits(m) {
		return "something else"
	}
	told := moveWords[m.Kind].words
	switch m.Of.Kind {
	case agreement.KindNone:
	case agreement.KindPower:
		told += " " + w.Agreement.Powers[m.Of.Index].ID
	default:
		told += " " + w.Agreement.IDOf(m.Of)
	}
	if m.By.Kind == agreement.KindParty && int(m.By.Index) < len(w.Agreement.Parties) {
		told = w.Agreement.IDOf(m.By) + ": " + told
	}
	return told
}
