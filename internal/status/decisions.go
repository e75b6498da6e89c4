package status

import (
	"slices"
	"time"

	"lockstep/internal/agreement"
	"lockstep/internal/calendar"
	"lockstep/internal/ledger"
	"lockstep/internal/status/course"
)

// stageNames are the words for how a decision stands, by stage.
var stageNames = []string{"open", "under silence", "taken", "broken", "lapsed"}

// decisions are how the decisions stand.
func (s *sitting) decisions() []Decision {
	rows := make([]Decision, 0, len(s.Agreement.Decisions))
	for i := range s.Agreement.Decisions {
		declared, state := &s.Agreement.Decisions[i], &s.state.Decisions[i]
		events := s.events(agreement.DecisionRef(i))
		inOrderOfHours(events, func(e *entry) (calendar.Day, time.Time, bool) {
			moment, ok := e.more.Moment(s.zone)
			return e.at, moment, ok
		})
		put, ends := s.hours(int32(i), events)
		rows = append(rows, Decision{
			ID:        declared.ID,
			Standing:  stageNames[state.Stage],
			RestsOn:   decidedOn(s, state, events).String(),
			Rule:      agreement.RuleNames[declared.Rule],
			By:        s.Agreement.IDs(declared.By),
			Put:       state.Put,
			PutAt:     put,
			Ends:      state.Ends,
			EndsAt:    ends,
			Taken:     state.Taken,
			BySilence: state.BySilence,
			Governs:   s.Agreement.IDs(declared.Governs),
			Positions: s.positions(int32(i), events),
			Events:    idsOf(events),
		})
	}
	return rows
}

// decidedOn is what the stage of a decision rests on.
func decidedOn(s *sitting, d *course.Deciding, events []*entry) ledger.Rests {
	switch {
	case d.Stage == course.Undecided:
		return strongest(s, events, ledger.AgreedBy, ledger.ReservedBy)
	case d.Stage == course.Broken:
		return strongest(s, events, ledger.SilenceBrokenBy)
	case d.Stage == course.Lapsed:
		return strongest(s, events, ledger.Lapsed)
	case d.Stage == course.UnderSilence, d.BySilence:
		return strongest(s, events, ledger.PutUnderSilence)
	}
	return strongest(s, events, ledger.Taken, ledger.AgreedBy)
}

// said are the words for a position, by the kind of event that takes it.
var said = map[ledger.Kind]string{
	ledger.AgreedBy: "agrees", ledger.ReservedBy: "reserves",
	ledger.SilenceBrokenBy: "broke silence",
}

// positions are the latest words of those whose voice counts, in their order: since it was put,
// where it was. What an alliance says its members say, and a delegation its principal.
func (s *sitting) positions(decision int32, events []*entry) []Position {
	electors, state := s.rules.Electors(decision), &s.state.Decisions[decision]
	silent := make([]Position, len(electors))
	for i, elector := range electors {
		silent[i] = Position{Party: s.Agreement.IDOf(elector), Says: "silent", At: calendar.None}
	}
	positions := slices.Clone(silent)
	for _, e := range events {
		if e.kind == ledger.PutUnderSilence {
			copy(positions, silent)
		}
		word, ok := said[e.kind]
		actor, found := s.Agreement.Lookup(e.more.Actor)
		if !ok || !found {
			continue
		}
		for _, speaker := range s.Agreement.SpeaksFor(actor, electors) {
			i := slices.Index(electors, speaker)
			positions[i] = Position{Party: positions[i].Party, Says: word, At: e.at,
				SaidAt: s.moment(e), Event: e.id, Source: e.more.Source, Note: e.more.Note,
				Late: e.kind == ledger.SilenceBrokenBy && state.BySilence && e.at >= state.Ends}
		}
	}
	return positions
}
