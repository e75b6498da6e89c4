package status

import (
	"slices"
	"sync"

	"lockstep/internal/agreement"
	"lockstep/internal/calendar"
	"lockstep/internal/ledger"
	"lockstep/internal/status/course"
)

// A sitting answers one question.
type sitting struct {
	*Book
	Question
	*room
	need     needs
	standing []bool // by entry up to the day: it is in the ledger's view under the cut
	evidence Evidence
	panels   map[int32]*panel
	state    *course.State
	due      []calendar.Day // by commitment, as far as it can be expected
}

// A room is the memory in which a question is answered; nothing of an answer remains in it.
type room struct {
	stood        []bool // of standing
	observations []course.Observation
	words        []word // by teller
	turn         int32
	about        []*entry // of one commitment, as are the next three
	last         []*entry
	uncounted    []*entry
	disputed     []*entry
	kept         []*entry // of all its dossiers
}

// sit begins to answer a question, in memory that an earlier one has left.
func (b *Book) sit(q Question) *sitting {
	return &sitting{Book: b, Question: q, room: b.room(), need: q.Accept.needs()}
}

// room is memory that an earlier question has left, or new.
func (b *Book) room() *room {
	if r, ok := b.rooms.Get().(*room); ok {
		r.kept = r.kept[:0]
		return r
	}
	return &room{words: make([]word, b.tellers)}
}

// beside is the same sitting in a room of its own, to work in at the same time.
func (s *sitting) beside() *sitting {
	other := *s
	other.room = s.Book.room()
	return &other
}

// rise leaves the memory to other questions.
func (s *sitting) rise() { s.rooms.Put(s.room) }

// At says how everything stands. The report shares what does not depend on the question with the
// book: do not change it.
func (b *Book) At(q Question) *Report {
	s := b.sit(q)
	defer s.rise()
	observations := s.sift()
	r := &Report{
		Agreement: b.Agreement.ID,
		AsOf:      q.Cut.AsOf, KnownAt: q.Cut.KnownAt, RecordedBy: q.Cut.RecordedBy.String(),
		Accept: q.Accept.String(),
		Signed: b.Agreement.Signed,
	}
	told, other := b.docket(), s.beside()
	defer other.rise()
	var beside sync.WaitGroup // what the evidence says is gathered while the course is run
	beside.Go(func() {
		r.Levels, r.Conflicts = other.levels()
		r.Conditions = other.toldConditions()
		other.workOff(told)
	})
	s.state = b.rules.Run(observations, q.Cut.AsOf)
	s.due = s.state.Expected()
	s.workOff(told)
	beside.Wait()
	r.Evidence = s.evidence
	r.Commitments, r.Disputes = s.commitments(told)
	r.Disputes = s.conditions(r.Conditions, r.Disputes)
	r.Clocks = s.clocks()
	r.Decisions = s.decisions()
	r.Branches = s.branches()
	r.Issues = s.issues()
	r.Amendments = s.amendments()
	r.Totals = s.totals(r.Commitments)
	return r
}

// Latest is the day of the last event that counts under a cut, None where there is none. The day
// of the cut does not matter.
func (b *Book) Latest(cut ledger.Cut) calendar.Day {
	cut.AsOf = calendar.Last
	s := b.sit(Question{Cut: cut})
	defer s.rise()
	s.sift()
	return s.evidence.Latest
}

// IsRecorded reports whether any event comes from a ledger.
func (b *Book) IsRecorded() bool {
	return slices.ContainsFunc(b.entries, func(e entry) bool { return e.recorded != 0 })
}

// sift finds out which of the entries up to the day are in the ledger's view, counts them, and
// gives what they say has happened, by day, known day and id. What no event changes needs no more
// than to have been learned in time.
func (s *sitting) sift() []course.Observation {
	last, _ := slices.BinarySearchFunc(s.entries, s.Cut.AsOf, compareDay)
	s.stood = slices.Grow(s.stood[:0], last)[:last]
	clear(s.stood)
	s.standing = s.stood
	for k := range s.tangled.Counting(s.Cut) {
		if i := int(s.at[k]); i < last {
			s.standing[i] = true
		}
	}
	t := newTally(s)
	observations := slices.Grow(s.observations[:0], min(last, s.saying))
	var slots []int // of what is said of decisions
	var decided []*entry
	for i := range s.standing {
		e := &s.entries[i]
		if !e.about || !s.standing[i] && (e.tangled || !e.learned(s.Cut)) {
			s.standing[i] = false
			continue
		}
		s.standing[i] = true
		t.add(e)
		if what, ok := s.whatOf(e); ok {
			if e.of.Kind == agreement.KindDecision {
				slots, decided = append(slots, len(observations)), append(decided, e)
			}
			observations = append(observations, s.observation(e, what))
		}
	}
	s.evidence, s.observations = t.evidence(), observations
	if len(slots) > 0 {
		observations = s.byTheHour(observations, slots, decided)
	}
	return observations
}

// compareDay finds the first entry after a day.
func compareDay(e entry, day calendar.Day) int {
	if e.at <= day {
		return -1
	}
	return 1
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

// A tally counts what a report rests on.
type tally struct {
	events, figures int
	latest          calendar.Day
	named           []bool // by source
}

func newTally(s *sitting) *tally {
	return &tally{latest: calendar.None, named: make([]bool, max(1, s.sources))}
}

func (t *tally) add(e *entry) {
	if e.of.Kind == agreement.KindLevel {
		t.figures++
	} else {
		t.events++
	}
	t.latest = e.at
	t.named[e.source] = true
}

func (t *tally) evidence() Evidence {
	e := Evidence{Events: t.events, Figures: t.figures, Latest: t.latest}
	for _, is := range t.named[1:] {
		if is {
			e.Sources++
		}
	}
	return e
}
