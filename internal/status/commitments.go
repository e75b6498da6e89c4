package status

import (
	"slices"
	"sync/atomic"

	"lockstep/internal/agreement"
	"lockstep/internal/calendar"
	"lockstep/internal/ledger"
	"lockstep/internal/status/course"
)

// A docket is what the evidence alone says of every commitment, whatever the course of things.
// Several work it off at the same time, each in a room of its own.
type docket struct {
	rows     []Commitment // filled in as far as the evidence goes
	dossiers []dossier    // good until the rooms are left
	next     atomic.Int32 // the first that nobody has taken up
}

func (b *Book) docket() *docket {
	return &docket{rows: slices.Clone(b.rows), dossiers: make([]dossier, len(b.rows))}
}

// workOff fills in what nobody else has taken up.
func (s *sitting) workOff(d *docket) {
	const atOnce = 16
	n := int32(len(d.rows))
	for from := d.next.Add(atOnce) - atOnce; from < n; from = d.next.Add(atOnce) - atOnce {
		for c := from; c < min(from+atOnce, n); c++ {
			d.dossiers[c] = s.tell(&d.rows[c], c)
		}
	}
}

// tell fills in what the evidence alone says of a commitment.
func (s *sitting) tell(row *Commitment, c int32) dossier {
	events := s.events(agreement.CommitmentRef(int(c)))
	d := s.read(events)
	row.Events = idsOf(events)
	row.Partly = d.partlyDone()
	row.Ratings = s.ratings(d.last)
	row.DisputedBy = idsOf(s.dispute(&d, s.Agreement.Commitments[c].IsContinuing()))
	return s.keep(d)
}

// keep makes a dossier good until the room is left, without the words in it.
func (s *sitting) keep(d dossier) dossier {
	from := len(s.kept)
	s.kept = append(s.kept, d.uncounted...)
	d.uncounted, d.last = s.kept[from:len(s.kept):len(s.kept)], nil
	return d
}

// commitments are those that exist, with the disputes about them: what was told of them, and what
// the course of things makes of it. One on a branch that is undecided exists only if something was
// reported of it: evidence beats order.
func (s *sitting) commitments(told *docket) ([]Commitment, []Dispute) {
	rows, disputes := told.rows[:0], []Dispute{}
	for c := range told.rows {
		row := &told.rows[c]
		if len(row.Events) == 0 && s.undecided(int32(c)) {
			continue
		}
		s.complete(row, int32(c), &told.dossiers[c])
		if len(row.DisputedBy) > 0 {
			disputes = append(disputes, Dispute{row.ID, row.DisputedBy})
		}
		rows = append(rows, *row)
	}
	return rows, disputes
}

// undecided reports whether a commitment has neither come into being nor been ruled out.
func (s *sitting) undecided(c int32) bool {
	return !s.state.Exists(c) && s.state.Commitments[c].Life == course.Waiting
}

// complete fills in what the course of things makes of a commitment.
func (s *sitting) complete(row *Commitment, c int32, d *dossier) {
	state, standing := &s.state.Commitments[c], s.state.Standing(c)
	row.Standing = standing.String()
	row.OutOfOrder = state.OutOfOrder
	row.Begun = state.Begun
	row.Alleged = state.Conduct == course.Alleged
	row.Began, row.Ended = state.Began, state.Ended
	row.MovedDays = int(state.Moved)
	s.setDue(row, c, standing)
	s.setBlocked(row, c, standing)
	d.dropSettled(state)
	row.Claims = idsOf(d.uncounted)
	row.RestsOn = d.restsOn(standing, state).String()
	if len(row.DisputedBy) > 0 {
		row.RestsOn = ledger.Disputed.String()
	}
	row.Claimed = slices.ContainsFunc(d.uncounted, isClaim) ||
		d.trusted && row.RestsOn == ledger.Claimed.String()
}

// isClaim reports whether an event is the word of those who perform.
func isClaim(e *entry) bool { return e.rests == ledger.Claimed }

// emptyCommitment is what a report says of a commitment whatever the evidence.
func emptyCommitment(a *agreement.Agreement, c *agreement.Commitment) Commitment {
	return Commitment{
		ID:           c.ID,
		Kind:         agreement.CommitmentKindNames[c.Kind],
		Text:         c.Text,
		Article:      c.Article,
		Instrument:   c.Instrument,
		Performers:   a.IDs(c.By),
		Receivers:    a.IDs(c.To),
		Unverifiable: unverifiable(c),
		BlockedBy:    []string{},
		Unsaid:       []string{},
		WaitsUntil:   calendar.None,
		ClosedOn:     calendar.None,
	}
}

// unverifiable says why nobody can verify a commitment, "" where somebody is named to.
func unverifiable(c *agreement.Commitment) string {
	switch {
	case len(c.Verify) > 0 || len(c.Benchmarks) > 0:
		return ""
	case c.VerifyStated:
		return "the text says that nobody verifies it"
	}
	return "nobody is named to verify it"
}

// setDue fills in what follows from the due day.
func (s *sitting) setDue(row *Commitment, c int32, standing course.Standing) {
	state, due := &s.state.Commitments[c], s.state.Due(c)
	row.Due = due
	row.DuePutOff = state.PutOff
	if due == calendar.None && s.due[c] != calendar.None {
		row.Due, row.DueProjected = s.due[c], true
	}
	if row.Due == calendar.None {
		return
	}
	if state.Life == course.Done {
		late := calendar.Between(row.Due, state.Ended)
		row.LateDays = &late
	}
	if !state.Life.IsFinal() && state.Life != course.InForce {
		left := calendar.Between(s.state.Today, row.Due)
		row.DueInDays = &left
		row.PastDue = due != calendar.None && left < 0
		row.Overdue = row.PastDue && standing != course.StandsWaiting &&
			standing != course.StandsSuspended
	}
}

// setBlocked fills in what keeps it waiting or suspended.
func (s *sitting) setBlocked(row *Commitment, c int32, standing course.Standing) {
	var missing []course.Missing
	switch standing {
	case course.StandsWaiting:
		missing = s.state.Missing(c)
	case course.StandsSuspended:
		missing = s.state.SuspendedBy(c)
	}
	for _, m := range missing {
		switch {
		case m.Closed:
			row.ClosedOn = max(row.ClosedOn, m.Day)
			continue
		case m.Of.IsZero():
			row.WaitsUntil = max(row.WaitsUntil, m.Day)
			continue
		}
		id := s.idOf(m.Of)
		row.BlockedBy = append(row.BlockedBy, id)
		if m.Unsaid {
			row.Unsaid = append(row.Unsaid, id)
		}
	}
	if len(missing) > 1 {
		row.BlockedBy, row.Unsaid = sortedOnce(row.BlockedBy), sortedOnce(row.Unsaid)
	}
}

// idOf is the id of a thing, branches included.
func (s *sitting) idOf(of agreement.Ref) string {
	if of.Kind == agreement.KindBranch {
		return s.Agreement.Branches[of.Index].ID
	}
	return s.Agreement.IDOf(of)
}

func sortedOnce(ids []string) []string {
	slices.Sort(ids)
	return slices.Compact(ids)
}
