package status

import (
	"slices"

	"lockstep/internal/ledger"
)

// Accept is how well something must be attested to count as done.
type Accept uint8

// What can be asked for. The zero Accept is the default.
const (
	AcceptReported Accept = iota // by somebody other than the performer
	AcceptClaimed                // a claim of the performer counts
	AcceptVerified               // by a named verifier, or accepted by the creditor
)

// AcceptNames are the words, by Accept.
var AcceptNames = []string{"reported", "claimed", "verified"}

// String is the word for a.
func (a Accept) String() string { return AcceptNames[a] }

// ParseAccept is the Accept of that word.
func ParseAccept(word string) (Accept, bool) {
	i := slices.Index(AcceptNames, word)
	return Accept(max(i, 0)), i >= 0
}

// least is the weakest that may count for acts.
func (a Accept) least() ledger.Rests {
	return [...]ledger.Rests{ledger.Reported, ledger.Claimed, ledger.Verified}[a]
}

// needs are, by kind of event, what an event must rest on to count towards how things stand.
type needs [ledger.Retracted + 1]ledger.Rests

// needs says what an event must rest on to count.
//
// What performers say of their own acts must be attested as asked for. What the world does and
// judges find must be reported, or be claimed where claims count: nobody verifies a clock. And
// there are words that are deeds: who alleges, suspends, agrees or breaks silence has done so by
// saying it.
func (a Accept) needs() needs {
	var n needs
	for kind := range n {
		switch ledger.Kind(kind) {
		case ledger.Begun, ledger.Done, ledger.Partly, ledger.CompliedWith:
			n[kind] = a.least()
		case ledger.ViolationAlleged, ledger.Suspended, ledger.Resumed, ledger.PutUnderSilence,
			ledger.AgreedBy, ledger.SilenceBrokenBy, ledger.ReservedBy, ledger.Announced,
			ledger.Authorised, ledger.Opened, ledger.Bracketed, ledger.Amended:
			n[kind] = ledger.RestsOnNothing
		default:
			n[kind] = min(a.least(), ledger.Reported)
		}
	}
	return n
}

// restsOn is what an event rests on: where nothing is stated, it is reported.
func restsOn(e *ledger.Event) ledger.Rests {
	if e.RestsOn == ledger.RestsOnNothing {
		return ledger.Reported
	}
	return e.RestsOn
}
