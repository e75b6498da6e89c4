package ledger

import (
	"maps"
	"slices"
	"strings"
)

// Handling says for whom an event is: "" or "all" for whoever may read, "commission" for those
// who keep the books, "commission+us" for them and the delegates of the party us (more parties
// may follow, each after a plus sign), and "stewards" for those who run the books alone. A
// correction or retraction on which nothing is stated is for those for whom the event is that it
// changes, so that to mend a figure never shows it to more people; "all" on it does.
type Handling string

// The handlings that name no party.
const (
	HandlingUnstated   Handling = ""
	HandlingAll        Handling = "all"
	HandlingCommission Handling = "commission"
	HandlingStewards   Handling = "stewards"
)

const handlingSeparator = "+"

// ForParty is the handling of what is for the commission and the delegates of a party.
func ForParty(id string) Handling { return HandlingCommission + handlingSeparator + Handling(id) }

// Parties are those whose delegates see it besides the commission; none where they are not
// written as they should be.
func (h Handling) Parties() []string {
	first, rest, named := strings.Cut(string(h), handlingSeparator)
	if !named || first != string(HandlingCommission) {
		return nil
	}
	parties := strings.Split(rest, handlingSeparator)
	if slices.Contains(parties, "") {
		return nil
	}
	return parties
}

// badHandling says what is wrong with a handling, whatever the agreement says.
func badHandling(h Handling) string {
	switch h {
	case HandlingUnstated, HandlingAll, HandlingCommission, HandlingStewards:
		return ""
	}
	if len(h.Parties()) == 0 {
		return quoted(string(h)) + " says for whom nobody is: it is all, commission, stewards, or " +
			"commission+PARTY for the commission and the delegates of a party"
	}
	return ""
}

// A Rank is how much of what is marked somebody sees whoever they act for.
type Rank uint8

// The ranks, each of which sees what those before it do.
const (
	RankReader     Rank = iota // what is for all
	RankCommission             // what is for those who keep the books, too
	RankSteward                // everything
)

// A Clearance is what somebody may see. The zero Clearance is that of a reader.
type Clearance struct {
	Rank  Rank
	Party string // whose delegate, "" for everybody else
}

// Uncut is the clearance from which nothing is withheld.
var Uncut = Clearance{Rank: RankSteward}

// MaySee reports whether an event of that handling is for somebody. What cannot be read is for
// stewards alone.
func (c Clearance) MaySee(h Handling) bool {
	switch {
	case c.Rank == RankSteward || h == HandlingUnstated || h == HandlingAll:
		return true
	case h == HandlingCommission:
		return c.Rank == RankCommission
	}
	parties := h.Parties()
	return len(parties) > 0 && (c.Rank == RankCommission ||
		c.Party != "" && slices.Contains(parties, c.Party))
}

// Withheld are events that are not for somebody. The zero Withheld withholds nothing from a reader
// who has been given no event yet. It does not change.
type Withheld struct {
	from   Clearance
	noted  map[string]*Event // by id, those that are marked or change another
	hidden map[string]bool   // by id
}

// WithheldFrom says which of these events are not for somebody of that clearance: those that are
// marked so, and retractions of such. The events are all that there are, in any order.
func WithheldFrom(events []Event, c Clearance) Withheld { return Withheld{from: c}.With(events) }

// With is what is withheld once there are further events. It is linear in their number, and in
// that of all events that are marked or change another where one of these does.
func (w Withheld) With(events []Event) Withheld {
	var noted map[string]*Event
	for i := range events {
		if e := &events[i]; e.Handling != HandlingUnstated || e.target() != "" {
			if noted == nil {
				if noted = maps.Clone(w.noted); noted == nil {
					noted = map[string]*Event{}
				}
			}
			noted[e.ID] = e
		}
	}
	if noted == nil {
		return w
	}
	hidden := map[string]bool{}
	for id, e := range noted {
		if !w.from.sees(e, noted) {
			hidden[id] = true
		}
	}
	return Withheld{w.from, noted, hidden}
}

// sees reports whether an event is for somebody. Where nothing is stated it is for whom that is
// which it changes; and a retraction is for nobody from whom that is withheld, since it would show
// that there is something. What changes itself in a circle is refused by Check.
func (c Clearance) sees(e *Event, noted map[string]*Event) bool {
	for range len(noted) {
		target := noted[e.target()]
		switch {
		case !c.MaySee(e.Handling):
			return false
		case target == nil, e.Handling != HandlingUnstated && e.Retracts == "":
			return true
		}
		e = target
	}
	return true
}

// Any reports whether anything is withheld at all.
func (w Withheld) Any() bool { return len(w.hidden) > 0 }

// Count is how many events are withheld.
func (w Withheld) Count() int { return len(w.hidden) }

// Has reports whether the event of that id is withheld.
func (w Withheld) Has(id string) bool { return w.hidden[id] }

// Rest are the events without those that are withheld, as if these had never been recorded: what
// corrects one of them corrects what that one did, or nothing. The events given do not change.
func (w Withheld) Rest(events []Event) []Event {
	if !w.Any() {
		return events
	}
	rest := make([]Event, 0, len(events))
	for i := range events {
		if w.Has(events[i].ID) {
			continue
		}
		e := events[i]
		if e.Corrects != "" {
			e.Corrects = w.shown(e.Corrects)
		}
		rest = append(rest, e)
	}
	return rest
}

// shown is the event that takes the place of a target: itself, or the nearest that it changes
// which is not withheld.
func (w Withheld) shown(id string) string {
	for range len(w.hidden) + 1 {
		if !w.Has(id) {
			return id
		}
		id = w.noted[id].target()
	}
	return ""
}
