package status

import (
	"cmp"
	"slices"
	"strings"

	"lockstep/internal/agreement"
	"lockstep/internal/calendar"
	"lockstep/internal/ledger"
	"lockstep/internal/status/course"
	"lockstep/internal/status/figures"
)

// A Book is an agreement with its evidence, made ready to be asked how things stand. It does not
// change, so several goroutines may ask at once.
type Book struct {
	Agreement *agreement.Agreement

	rules    *course.Rules
	lineage  *figures.Lineage
	entries  []entry // by time, known day and id
	tellers  []string
	subjects [agreement.KindIssue + 1][][]int32 // by kind and position: its entries
	tangled  []ledger.Event                     // those that change others or are changed
	at       map[string]int32                   // by id: the entry of an event that is tangled
}

// An entry is an event in its place.
type entry struct {
	*ledger.Event
	of      agreement.Ref
	teller  int32 // whose word it is, as a position in Book.tellers
	judged  bool  // it is a finding of one who may find, or need not be
	byName  bool  // it is judged by one who is named to judge
	tangled bool
}

// A Question says for which day one asks, and which evidence counts.
type Question struct {
	Cut    ledger.Cut // whose AsOf must be a day
	Accept Accept
}

// NewBook makes the evidence of a ready. The events, which must not change afterwards, may come
// in any order. Those that are about nothing in the agreement are left out: say so with
// [ledger.Check] before. It takes time for sorting, and a few words for each event.
func NewBook(a *agreement.Agreement, events []ledger.Event) *Book {
	b := &Book{
		Agreement: a,
		rules:     course.New(a),
		lineage:   figures.NewLineage(a),
		entries:   make([]entry, len(events)),
		at:        map[string]int32{},
	}
	for kind, n := range map[agreement.Kind]int{
		agreement.KindClock: len(a.Clocks), agreement.KindCommitment: len(a.Commitments),
		agreement.KindCondition: len(a.Conditions), agreement.KindDecision: len(a.Decisions),
		agreement.KindLevel: len(a.Levels), agreement.KindIssue: len(a.Issues),
	} {
		b.subjects[kind] = make([][]int32, n)
	}
	for i, at := range inOrder(events) {
		b.entries[i].Event = &events[at]
	}
	b.place()
	b.tangle()
	return b
}

// inOrder are the positions of events by time, known day and id.
func inOrder(events []ledger.Event) []int32 {
	type key struct {
		at, known calendar.Day
		position  int32
	}
	keys := make([]key, len(events))
	for i := range events {
		keys[i] = key{events[i].At, events[i].Known, int32(i)}
	}
	slices.SortFunc(keys, func(x, y key) int {
		if x.at != y.at {
			return cmp.Compare(x.at, y.at)
		}
		if x.known != y.known {
			return cmp.Compare(x.known, y.known)
		}
		return strings.Compare(events[x.position].ID, events[y.position].ID)
	})
	positions := make([]int32, len(keys))
	for i := range keys {
		positions[i] = keys[i].position
	}
	return positions
}

// place finds out what every entry is about and whose word it is.
func (b *Book) place() {
	refs, tellers := map[string]agreement.Ref{}, map[string]int32{}
	judges := newJudges(b.Agreement)
	for i := range b.entries {
		e := &b.entries[i]
		ref, known := refs[e.Subject]
		if !known {
			ref, _ = b.Agreement.Lookup(e.Subject)
			refs[e.Subject] = ref
		}
		if ref.Kind != e.Kind.Of() {
			continue
		}
		e.of = ref
		e.judged, e.byName = judges.judge(e)
		b.subjects[ref.Kind][ref.Index] = append(b.subjects[ref.Kind][ref.Index], int32(i))
		name := b.tellerOf(e.Event)
		teller, known := tellers[name]
		if !known {
			teller = int32(len(b.tellers))
			tellers[name] = teller
			b.tellers = append(b.tellers, name)
		}
		e.teller = teller
	}
}

// tellerOf says whose word an event is: its assessor's or its speaker's; the performer's where
// it is a claim; otherwise that of the source, or of the root that it repeats.
func (b *Book) tellerOf(e *ledger.Event) string {
	name := cmp.Or(e.Assessor, e.Speaker)
	if name == "" && e.RestsOn == ledger.Claimed {
		name = e.Actor
	}
	return cmp.Or(name, b.lineage.Root(e.Source))
}

// tangle gathers the events that correct or retract others, and those others.
func (b *Book) tangle() {
	targets := map[string]bool{}
	for i := range b.entries {
		if e := &b.entries[i]; e.Corrects != "" || e.Retracts != "" {
			targets[e.Corrects], targets[e.Retracts] = true, true
		}
	}
	if len(targets) == 0 {
		return
	}
	for i := range b.entries {
		e := &b.entries[i]
		if e.Corrects != "" || e.Retracts != "" || targets[e.ID] {
			e.tangled = true
			b.tangled = append(b.tangled, *e.Event)
			b.at[e.ID] = int32(i)
		}
	}
}

// A sitting answers one question.
type sitting struct {
	*Book
	Question
	counts []bool // by entry: it is in the ledger's view under the cut
	last   int    // entries from here on happened later
	state  *course.State
	due    []calendar.Day // by commitment, as far as it can be expected
	words  []word         // scratch: by teller
	turn   int32
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
	r.Evidence = s.evidence()
	r.Commitments, r.Disputes = s.commitments()
	r.Conditions, r.Disputes = s.conditions(r.Disputes)
	r.Clocks = s.clocks()
	r.Decisions = s.decisions()
	r.Levels, r.Conflicts = s.levels()
	r.Branches = s.branches()
	r.Issues = s.issues()
	r.Totals = s.totals(r.Commitments)
	return r
}

// sit finds out which evidence counts and what it comes to.
func (b *Book) sit(q Question) *sitting {
	s := &sitting{Book: b, Question: q, words: make([]word, len(b.tellers))}
	s.last, _ = slices.BinarySearchFunc(b.entries, q.Cut.AsOf, func(e entry, day calendar.Day) int {
		if e.At <= day {
			return -1
		}
		return 1
	})
	s.counts = s.sift()
	s.state = b.rules.Run(s.observations(), q.Cut.AsOf)
	s.due = s.state.Expected()
	return s
}

// sift says which of the entries up to the day are in the ledger's view. What no event changes
// needs no more than to have been learned in time.
func (s *sitting) sift() []bool {
	counts := make([]bool, s.last)
	for i := range counts {
		e := &s.entries[i]
		counts[i] = !e.of.IsZero() && !e.tangled && learned(e.Event, s.Cut)
	}
	for _, e := range ledger.View(s.tangled, s.Cut) {
		if i := s.at[e.ID]; int(i) < s.last && !s.entries[i].of.IsZero() {
			counts[i] = true
		}
	}
	return counts
}

// learned reports whether e was known and recorded within the cut.
func learned(e *ledger.Event, cut ledger.Cut) bool {
	return (cut.KnownAt == calendar.None || e.Known <= cut.KnownAt) &&
		(cut.RecordedBy == 0 || e.Recorded != 0 && e.Recorded <= cut.RecordedBy)
}

// about are the entries about a thing that are in the view, in order.
func (s *sitting) about(of agreement.Ref) []*entry {
	var about []*entry
	for _, i := range s.subjects[of.Kind][of.Index] {
		if int(i) >= s.last {
			break
		}
		if s.counts[i] {
			about = append(about, &s.entries[i])
		}
	}
	return about
}

// idsOf are the ids of entries.
func idsOf(entries []*entry) []string {
	ids := make([]string, len(entries))
	for i, e := range entries {
		ids[i] = e.ID
	}
	return ids
}

// evidence counts what the report rests on.
func (s *sitting) evidence() Evidence {
	e := Evidence{Latest: calendar.None}
	sources := map[string]bool{}
	for i, counts := range s.counts {
		if !counts {
			continue
		}
		event := s.entries[i].Event
		if event.Kind.Of() == agreement.KindLevel {
			e.Figures++
		} else {
			e.Events++
		}
		e.Latest = max(e.Latest, event.At)
		if event.Source != "" {
			sources[event.Source] = true
		}
	}
	e.Sources = len(sources)
	return e
}
