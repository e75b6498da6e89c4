package status

import (
	"cmp"
	"slices"
	"strings"
	"sync"

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
	rows     []Commitment // what a report says of each commitment whatever the evidence
	lineage  *figures.Lineage
	entries  []entry // by time, known day and id
	tellers  int     // how many different ones there are
	sources  int
	subjects [agreement.KindIssue + 1][][]int32 // by kind and position: its entries
	sheets   []*figures.Sheet                   // by level: the figures of its entries
	amended  []int32                            // the entries about the text itself
	tangled  []ledger.Event                     // those that change others or are changed
	at       []int32                            // by position in tangled: its entry
	rooms    sync.Pool                          // of *room, from questions that were answered
}

// An entry is an event in its place, with what every question asks of it at hand.
type entry struct {
	event     *ledger.Event
	id        string
	recorded  ledger.Instant
	at, known calendar.Day
	of        agreement.Ref
	teller    int32 // whose word it is, by number
	source    int32 // by number; 0 stands for none
	kind      ledger.Kind
	rests     ledger.Rests
	what      course.What // what it says has happened, if it says anything
	says      bool
	about     bool // it is about something in the agreement
	vague     bool // its day is not known exactly
	judged    bool // it is a finding of one who may find, or need not be
	byName    bool // it is judged by one who is named to judge
	tangled   bool
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
	}
	for kind, n := range map[agreement.Kind]int{
		agreement.KindClock: len(a.Clocks), agreement.KindCommitment: len(a.Commitments),
		agreement.KindCondition: len(a.Conditions), agreement.KindDecision: len(a.Decisions),
		agreement.KindLevel: len(a.Levels), agreement.KindIssue: len(a.Issues),
	} {
		b.subjects[kind] = make([][]int32, n)
	}
	for i, at := range inOrder(events) {
		b.entries[i] = newEntry(&events[at])
	}
	b.place()
	b.tangle()
	b.rule()
	for i := range a.Commitments {
		b.rows = append(b.rows, emptyCommitment(a, &a.Commitments[i]))
	}
	return b
}

func newEntry(e *ledger.Event) entry {
	return entry{
		event: e, id: e.ID, recorded: e.Recorded, at: e.At, known: e.Known, kind: e.Kind,
		rests: restsOn(e), vague: e.Precision != ledger.ByDay,
	}
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
	refs, judges := map[string]agreement.Ref{}, newJudges(b.Agreement)
	tellers, sources := map[string]int32{}, map[string]int32{"": 0}
	for i := range b.entries {
		e := &b.entries[i]
		e.of = b.subjectOf(e.event, refs)
		if e.of.IsZero() {
			continue
		}
		e.about = true
		e.source = numbered(sources, e.event.Source)
		e.teller = numbered(tellers, b.tellerOf(e.event))
		if e.of.Kind == agreement.KindAgreement {
			b.amended = append(b.amended, int32(i))
			continue
		}
		e.judged, e.byName = judges.judge(e)
		e.what, e.says = says(e.kind)
		if e.of.Kind == agreement.KindLevel {
			e.says = b.answersGuards(e)
		}
		about := &b.subjects[e.of.Kind][e.of.Index]
		*about = append(*about, int32(i))
	}
	b.tellers, b.sources = len(tellers), len(sources)
}

// subjectOf is what an event is about, zero where that is nothing of the agreement.
func (b *Book) subjectOf(e *ledger.Event, refs map[string]agreement.Ref) agreement.Ref {
	if e.Kind == ledger.Amended {
		return agreement.Ref{Kind: agreement.KindAgreement}
	}
	ref, known := refs[e.Subject]
	if !known {
		ref, _ = b.Agreement.Lookup(e.Subject)
		refs[e.Subject] = ref
	}
	if ref.Kind != e.Kind.Of() {
		return agreement.Ref{}
	}
	return ref
}

// numbered is the number of a name, a new one where it has none.
func numbered(numbers map[string]int32, name string) int32 {
	n, known := numbers[name]
	if !known {
		n = int32(len(numbers))
		numbers[name] = n
	}
	return n
}

// rule puts the figures of every level on a sheet.
func (b *Book) rule() {
	b.sheets = make([]*figures.Sheet, len(b.Agreement.Levels))
	for level, entries := range b.subjects[agreement.KindLevel] {
		events := make([]*ledger.Event, 0, len(entries))
		kept := entries[:0]
		for _, i := range entries {
			if b.entries[i].event.Value != nil {
				events, kept = append(events, b.entries[i].event), append(kept, i)
			}
		}
		b.subjects[agreement.KindLevel][level] = kept
		b.sheets[level] = figures.NewSheet(&b.Agreement.Levels[level], b.lineage, events)
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
		if e := b.entries[i].event; e.Corrects != "" || e.Retracts != "" {
			targets[e.Corrects], targets[e.Retracts] = true, true
		}
	}
	if len(targets) == 0 {
		return
	}
	for i := range b.entries {
		e := &b.entries[i]
		if e.event.Corrects != "" || e.event.Retracts != "" || targets[e.id] {
			e.tangled = true
			b.tangled = append(b.tangled, *e.event)
			b.at = append(b.at, int32(i))
		}
	}
}
