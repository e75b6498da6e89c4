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

// counts reports whether an event counts towards how things stand.
//
// What performers say of their own acts must be attested as asked for. What the world does and
// judges find must be reported, or be claimed where claims count: nobody verifies a clock. And
// there are words that are deeds: who alleges, suspends, agrees or breaks silence has done so by
// saying it.
func (a Accept) counts(e *ledger.Event) bool {
	switch e.Kind {
	case ledger.Begun, ledger.Done, ledger.Partly, ledger.CompliedWith:
		return restsOn(e) >= a.least()
	case ledger.ViolationAlleged, ledger.Suspended, ledger.Resumed, ledger.PutUnderSilence,
		ledger.AgreedBy, ledger.SilenceBrokenBy, ledger.ReservedBy, ledger.Announced,
		ledger.Authorised, ledger.Opened, ledger.Bracketed, ledger.Amended:
		return true
	}
	return restsOn(e) >= min(a.least(), ledger.Reported)
}

// restsOn is what an event rests on: where nothing is stated, it is reported.
func restsOn(e *ledger.Event) ledger.Rests {
	if e.RestsOn == ledger.RestsOnNothing {
		return ledger.Reported
	}
	return e.RestsOn
}
