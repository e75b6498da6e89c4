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

// A Gatherer makes a Book of events that come one by one, of which it keeps no more than a book
// needs: of a million events a quarter of what they are in memory.
type Gatherer struct {
	book    *Book
	refs    map[string]agreement.Ref
	judges  *judges
	tellers map[string]int32
	sources map[string]int32
}

// Gather begins a book about a of some n events.
func Gather(a *agreement.Agreement, n int) *Gatherer {
	b := &Book{
		Agreement: a,
		rules:     course.New(a),
		zone:      a.Location(),
		lineage:   figures.NewLineage(a),
		entries:   make([]entry, 0, n),
	}
	for kind := range b.subjects {
		b.subjects[kind] = make([][]int32, a.NumberOf(agreement.Kind(kind)))
	}
	for i := range a.Commitments {
		b.rows = append(b.rows, emptyCommitment(a, &a.Commitments[i]))
	}
	return &Gatherer{b, map[string]agreement.Ref{}, newJudges(a), map[string]int32{},
		map[string]int32{"": 0}}
}

// Add takes an event in, which may change afterwards.
func (g *Gatherer) Add(e *ledger.Event) { g.add(e, kept) }

// kept is a copy of an event without what nobody asks a status for.
func kept(e *ledger.Event) *ledger.Event {
	kept := *e
	kept.Quote, kept.Locator = nil, ""
	return &kept
}

// add takes an event in, of whose further words it keeps what keep gives.
func (g *Gatherer) add(event *ledger.Event, keep func(*ledger.Event) *ledger.Event) {
	g.book.entries = append(g.book.entries, entry{
		id: event.ID, recorded: event.Recorded, at: event.At, known: event.Known, kind: event.Kind,
		rests: restsOn(event), precision: event.Precision, of: g.subjectOf(event),
	})
	e := &g.book.entries[len(g.book.entries)-1]
	if says := saysMore(event, e.of.Kind); says {
		e.more = keep(event)
	}
	if e.of.IsZero() {
		return
	}
	e.about = true
	e.source = numbered(g.sources, event.Source)
	e.teller = numbered(g.tellers, g.book.tellerOf(event))
	if e.of.Kind == agreement.KindAgreement {
		return
	}
	e.judged, e.byName = g.judges.judge(e)
	e.what, e.says = says(e.kind)
	if e.of.Kind == agreement.KindLevel {
		e.says = g.book.answersGuards(e)
	}
	if e.says {
		g.book.saying++
	}
}

// saysMore reports whether an event says anything that is asked of it later, besides when it
// happened and was known, to what and by which source.
func saysMore(e *ledger.Event, of agreement.Kind) bool {
	switch of {
	case agreement.KindDecision, agreement.KindLevel, agreement.KindAgreement:
		return true
	}
	return e.Kind == ledger.Partly || e.Value != nil || e.Assessor != "" || e.Corrects != "" ||
		e.Retracts != ""
}

// subjectOf is what an event is about, zero where that is nothing of the agreement.
func (g *Gatherer) subjectOf(e *ledger.Event) agreement.Ref {
	if e.Kind == ledger.Amended {
		return agreement.Ref{Kind: agreement.KindAgreement}
	}
	ref, known := g.refs[e.Subject]
	if !known {
		ref, _ = g.book.Agreement.Lookup(e.Subject)
		g.refs[e.Subject] = ref
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

// Book is the book of what was gathered, which ends the gathering.
func (g *Gatherer) Book() *Book {
	b := g.book
	sortEntries(b.entries)
	b.tellers, b.sources = len(g.tellers), len(g.sources)
	b.place()
	b.tangle()
	b.rule()
	return b
}

// sortEntries puts entries in the order of time, known day and id.
func sortEntries(entries []entry) {
	type key struct {
		at, known calendar.Day
		position  int32
	}
	keys := make([]key, len(entries))
	for i := range entries {
		keys[i] = key{entries[i].at, entries[i].known, int32(i)}
	}
	slices.SortFunc(keys, func(x, y key) int {
		if x.at != y.at {
			return cmp.Compare(x.at, y.at)
		}
		if x.known != y.known {
			return cmp.Compare(x.known, y.known)
		}
		return strings.Compare(entries[x.position].id, entries[y.position].id)
	})
	// Entry i is to come from keys[i].position. They go round in circles, each of which is moved
	// with one entry in hand, so that there is never a second copy of all.
	for i := range keys {
		hand, to := entries[i], int32(i)
		for from := keys[to].position; from >= 0 && from != int32(i); from = keys[to].position {
			entries[to], keys[to].position = entries[from], -1
			to = from
		}
		if keys[to].position >= 0 {
			entries[to], keys[to].position = hand, -1
		}
	}
}
