package status

import (
	"lockstep/internal/agreement"
	"lockstep/internal/calendar"
	"lockstep/internal/ledger"
	"lockstep/internal/status/course"
)

// toldConditions are what the evidence alone says of every condition.
func (s *sitting) toldConditions() []Condition {
	rows := make([]Condition, len(s.Agreement.Conditions))
	for i := range rows {
		declared := &s.Agreement.Conditions[i]
		events := s.events(agreement.Ref{Kind: agreement.KindCondition, Index: int32(i)})
		d := s.read(events)
		rows[i] = Condition{
			ID:         declared.ID,
			RestsOn:    strongest(s, events, ledger.HoldsTrue, ledger.Lapses).String(),
			Events:     idsOf(events),
			Judges:     s.Agreement.IDs(declared.Judges),
			Jointly:    declared.Jointly,
			DisputedBy: idsOf(s.dispute(&d, true)),
			Ratings:    s.ratings(d.last),
		}
		if len(declared.Judges) == 0 {
			rows[i].Unverifiable = "nobody is named to judge it"
		}
	}
	return rows
}

// conditions completes what was told of the conditions by how they stand; disputes about them are
// added to those given.
func (s *sitting) conditions(rows []Condition, disputes []Dispute) []Dispute {
	for i := range rows {
		row, fact := &rows[i], s.state.Conditions[i]
		row.Since = fact.Since
		switch fact.Is {
		case course.True:
			row.Standing = "holds"
		case course.False:
			row.Standing = "lapsed"
		default:
			row.Standing = "unknown"
		}
		if len(row.DisputedBy) > 0 {
			row.RestsOn = ledger.Disputed.String()
			disputes = append(disputes, Dispute{row.ID, row.DisputedBy})
		}
	}
	return disputes
}

// strongest is what the best attested of the events of those kinds rests on.
func strongest(s *sitting, events []*entry, kinds ...ledger.Kind) ledger.Rests {
	rests := ledger.RestsOnNothing
	for _, e := range events {
		for _, kind := range kinds {
			if e.kind == kind {
				rests = max(rests, e.rests)
			}
		}
	}
	return rests
}

// byText is what a clock rests on that started as the text says.
const byText = "the text"

// clocks are which clocks have started.
func (s *sitting) clocks() []Clock {
	rows := make([]Clock, 0, len(s.Agreement.Clocks))
	for i := range s.Agreement.Clocks {
		fact, events := s.state.Clocks[i], s.events(agreement.ClockRef(i))
		row := Clock{
			ID: s.Agreement.Clocks[i].ID, Started: fact.Is == course.True, Day: fact.Since,
			RestsOn: strongest(s, events, ledger.Starts).String(), Events: idsOf(events),
		}
		if row.Started && !fact.Said {
			row.RestsOn = byText
		}
		rows = append(rows, row)
	}
	return rows
}

// branches are which branches are decided.
func (s *sitting) branches() []Branch {
	rows := make([]Branch, 0, len(s.Agreement.Branches))
	for i := range s.Agreement.Branches {
		declared := &s.Agreement.Branches[i]
		row := Branch{ID: declared.ID, Standing: "undecided",
			Then: s.Agreement.IDs(declared.Then), Else: s.Agreement.IDs(declared.Else)}
		switch s.state.Branches[i] {
		case course.True:
			row.Standing = "then"
		case course.False:
			row.Standing = "else"
		}
		rows = append(rows, row)
	}
	return rows
}

// issues are the latest words on matters under negotiation. Without any, an issue is open, or
// bracketed where the text says so.
func (s *sitting) issues() []Issue {
	rows := make([]Issue, 0, len(s.Agreement.Issues))
	for i := range s.Agreement.Issues {
		events := s.events(agreement.IssueRef(i))
		row := Issue{ID: s.Agreement.Issues[i].ID, Standing: "open", Since: calendar.None,
			Events: idsOf(events)}
		if s.Agreement.Issues[i].Bracketed {
			row.Standing = "bracketed"
		}
		for _, e := range events {
			if !s.counts(e) {
				continue
			}
			row.Since = e.at
			row.Standing = map[ledger.Kind]string{ledger.Opened: "open",
				ledger.Agreed: "agreed", ledger.Bracketed: "bracketed"}[e.kind]
		}
		rows = append(rows, row)
	}
	return rows
}

// amendments are the changes of the text that were reported.
func (s *sitting) amendments() []Amendment {
	rows := []Amendment{}
	for _, e := range s.inView(s.amended) {
		rows = append(rows, Amendment{e.id, e.at, e.more.Note, e.more.Source})
	}
	return rows
}
