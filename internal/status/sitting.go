package status

import (
	"slices"

	"lockstep/internal/agreement"
	"lockstep/internal/calendar"
	"lockstep/internal/ledger"
	"lockstep/internal/status/course"
)

// A sitting answers one question.
type sitting struct {
	*Book
	Question
	need     needs
	standing []bool // by entry up to the day: it is in the ledger's view under the cut
	evidence Evidence
	state    *course.State
	due      []calendar.Day // by commitment, as far as it can be expected
	words    []word         // scratch: by teller
	turn     int32
	about    []*entry // scratch
}

// At says how everything stands.
func (b *Book) At(q Question) *Report {
	s := b.sit(q)
	r := &Report{
		Agreement: b.Agreement.ID,
		AsOf:      q.Cut.AsOf, KnownAt: q.Cut.KnownAt, RecordedBy: q.Cut.RecordedBy,
		Accept: q.Accept.String(),
		Signed: b.Agreement.Signed,
	}
	r.Evidence = s.evidence
	r.Commitments, r.Disputes = s.commitments()
	r.Conditions, r.Disputes = s.conditions(r.Disputes)
	r.Clocks = s.clocks()
	r.Decisions = s.decisions()
	r.Levels, r.Conflicts = s.levels()
	r.Branches = s.branches()
	r.Issues = s.issues()
	r.Amendments = s.amendments()
	r.Totals = s.totals(r.Commitments)
	return r
}

// sit finds out which evidence counts and what it comes to.
func (b *Book) sit(q Question) *sitting {
	s := &sitting{Book: b, Question: q, need: q.Accept.needs(), words: make([]word, b.tellers)}
	s.sift()
	s.evidence = s.tally()
	s.state = b.rules.Run(s.observations(), q.Cut.AsOf)
	s.due = s.state.Expected()
	return s
}

// sift says which of the entries up to the day are in the ledger's view. What no event changes
// needs no more than to have been learned in time.
func (s *sitting) sift() {
	last, _ := slices.BinarySearchFunc(s.entries, s.Cut.AsOf,
		func(e entry, day calendar.Day) int {
			if e.at <= day {
				return -1
			}
			return 1
		})
	s.standing = make([]bool, last)
	for i := range s.standing {
		e := &s.entries[i]
		s.standing[i] = !e.tangled && e.of.Kind != agreement.KindNone && e.learned(s.Cut)
	}
	for _, e := range ledger.View(s.tangled, s.Cut) {
		if i := int(s.at[e.ID]); i < last && !s.entries[i].of.IsZero() {
			s.standing[i] = true
		}
	}
}

// learned reports whether e was known and recorded within the cut.
func (e *entry) learned(cut ledger.Cut) bool {
	return (cut.KnownAt == calendar.None || e.known <= cut.KnownAt) &&
		(cut.RecordedBy == 0 || e.recorded != 0 && e.recorded <= cut.RecordedBy)
}

// events are the entries about a thing that are in the view, in order. They are good until the
// next call.
func (s *sitting) events(of agreement.Ref) []*entry {
	return s.inView(s.subjects[of.Kind][of.Index])
}

func (s *sitting) inView(entries []int32) []*entry {
	s.about = s.about[:0]
	for _, i := range entries {
		if int(i) >= len(s.standing) {
			break
		}
		if s.standing[i] {
			s.about = append(s.about, &s.entries[i])
		}
	}
	return s.about
}

// counts reports whether an event counts towards how things stand.
func (s *sitting) counts(e *entry) bool { return e.rests >= s.need[e.kind] }

// idsOf are the ids of entries.
func idsOf(entries []*entry) []string {
	ids := make([]string, len(entries))
	for i, e := range entries {
		ids[i] = e.id
	}
	return ids
}

// tally counts what the report rests on.
func (s *sitting) tally() Evidence {
	e := Evidence{Latest: calendar.None}
	named := make([]bool, s.sources)
	for i, standing := range s.standing {
		if !standing {
			continue
		}
		entry := &s.entries[i]
		if entry.of.Kind == agreement.KindLevel {
			e.Figures++
		} else {
			e.Events++
		}
		e.Latest = entry.at
		named[entry.source] = true
	}
	for _, is := range named[min(1, len(named)):] {
		if is {
			e.Sources++
		}
	}
	return e
}
