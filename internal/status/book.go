package status

import (
	"cmp"
	"strings"
	"sync"
	"time"

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
	zone     *time.Location // of the agreement
	rows     []Commitment   // what a report says of each commitment whatever the evidence
	lineage  *figures.Lineage
	entries  []entry // by time, known day and id
	tellers  int     // how many different ones there are
	sources  int
	saying   int                                // how many entries say that something has happened
	subjects [agreement.KindIssue + 1][][]int32 // by kind and position: its entries
	sheets   []*figures.Sheet                   // by level: the figures of its entries
	amended  []int32                            // the entries about the text itself
	tangled  *ledger.Web                        // those that change others or are changed
	at       []int32                            // by position in tangled: its entry
	rooms    sync.Pool                          // of *room, from questions that were answered
}

// An entry is an event in its place, with what every question asks of it at hand.
type entry struct {
	more      *ledger.Event // what else it says; nil where nothing else is asked of it
	id        string
	recorded  ledger.Instant
	at, known calendar.Day
	of        agreement.Ref
	teller    int32 // whose word it is, by number
	source    int32 // by number; 0 stands for none
	kind      ledger.Kind
	rests     ledger.Rests
	precision ledger.Precision
	what      course.What // what it says has happened, if it says anything
	says      bool
	about     bool // it is about something in the agreement
	judged    bool // it is a finding of one who may find, or need not be
	byName    bool // it is judged by one who is named to judge
	tangled   bool
}

// compare orders entries by time, known day and id, as [ledger.Compare] orders events.
func (e *entry) compare(other *entry) int {
	switch {
	case e.at != other.at:
		return cmp.Compare(e.at, other.at)
	case e.known != other.known:
		return cmp.Compare(e.known, other.known)
	}
	return strings.Compare(e.id, other.id)
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
	g := Gather(a, len(events))
	asItIs := func(e *ledger.Event) *ledger.Event { return e }
	for i := range events {
		g.add(&events[i], asItIs)
	}
	return g.Book()
}

// place notes, of everything, the entries about it.
func (b *Book) place() {
	for i := range b.entries {
		e := &b.entries[i]
		switch {
		case !e.about:
		case e.of.Kind == agreement.KindAgreement:
			b.amended = append(b.amended, int32(i))
		default:
			about := &b.subjects[e.of.Kind][e.of.Index]
			*about = append(*about, int32(i))
		}
	}
}

// rule puts the figures of every level on a sheet.
func (b *Book) rule() {
	b.sheets = make([]*figures.Sheet, len(b.Agreement.Levels))
	for level, entries := range b.subjects[agreement.KindLevel] {
		events := make([]*ledger.Event, 0, len(entries))
		kept := entries[:0]
		for _, i := range entries {
			if b.entries[i].more.Value != nil {
				events, kept = append(events, b.entries[i].more), append(kept, i)
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
		if e := b.entries[i].more; e != nil && (e.Corrects != "" || e.Retracts != "") {
			targets[e.Corrects], targets[e.Retracts] = true, true
		}
	}
	var tangled []ledger.Event
	defer func() { b.tangled = ledger.NewWeb(tangled) }()
	if len(targets) == 0 {
		return
	}
	for i := range b.entries {
		e := &b.entries[i]
		event := ledger.Event{ID: e.id, At: e.at, Known: e.known, Recorded: e.recorded, Kind: e.kind}
		if e.more != nil {
			event.Corrects, event.Retracts = e.more.Corrects, e.more.Retracts
		}
		if event.Corrects != "" || event.Retracts != "" || targets[e.id] {
			e.tangled = true
			tangled = append(tangled, event)
			b.at = append(b.at, int32(i))
		}
	}
}
