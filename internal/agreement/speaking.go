package agreement

import (
	"slices"
	"time"
)

// Location is the time zone of a, UTC where it states none or one that is not known here.
func (a *Agreement) Location() *time.Location {
	zone, err := time.LoadLocation(a.Zone)
	if err != nil {
		return time.UTC
	}
	return zone
}

// SpeaksFor are those among electors, whose voices count in a decision, for whom who speaks: for
// itself; an alliance, for its members, theirs included; a delegation or organ, for the nearest
// party of which it is one. None where it has no voice.
func (a *Agreement) SpeaksFor(who Ref, electors []Ref) []Ref {
	if slices.Contains(electors, who) {
		return []Ref{who}
	}
	var voices []Ref
	for _, member := range a.Actors([]Ref{who}) {
		if slices.Contains(electors, member) {
			voices = append(voices, member)
		}
	}
	if len(voices) > 0 {
		return voices
	}
	for _, principal := range a.Principals(who) {
		if slices.Contains(electors, principal) {
			return []Ref{principal}
		}
	}
	return nil
}
