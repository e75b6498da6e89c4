package agreement_test

import (
	"slices"
	"testing"
	"time"

	"lockstep/internal/agreement"
)

func TestWhoSpeaksForWhom(t *testing.T) {
	const us, allies, france, italy, president, nato, stranger = 0, 1, 2, 3, 4, 5, 6
	party := agreement.PartyRef
	a := &agreement.Agreement{Parties: make([]agreement.Party, 7)}
	a.Parties[allies].Members = []agreement.Ref{party(france), party(italy)}
	a.Parties[nato].Members = []agreement.Ref{party(us), party(allies)}
	a.Parties[president].Of = party(us)
	electors := []agreement.Ref{party(us), party(france), party(italy)}
	for who, want := range map[int][]agreement.Ref{
		us:        {party(us)},
		allies:    {party(france), party(italy)}, // members of a member
		nato:      electors,
		president: {party(us)},
		stranger:  nil,
	} {
		if got := a.SpeaksFor(party(who), electors); !slices.Equal(got, want) {
			t.Errorf("party %d speaks for %v, want %v", who, got, want)
		}
	}
	if got := a.SpeaksFor(agreement.Ref{}, electors); got != nil {
		t.Errorf("nobody speaks for %v", got)
	}
}

func TestLocation(t *testing.T) {
	for zone, want := range map[string]string{"": "UTC", "Asia/Kabul": "Asia/Kabul", "Mars": "UTC"} {
		a := &agreement.Agreement{Zone: zone}
		if got := a.Location(); got.String() != want || zone == "" && got != time.UTC {
			t.Errorf("%q: got %s, want %s", zone, got, want)
		}
	}
}
