package desk

import (
	"crypto/rand"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"hash/fnv"
	"slices"
	"sync"

	"lockstep/internal/ledger"
)

// unreadable is all that is said of a fault in a folder to those who may not see everything: the
// reason may name what is not for them.
const unreadable = "its text or its evidence holds an error"

// views are an edition as people of other clearances see it.
type views struct {
	mu   sync.Mutex
	made map[ledger.Clearance]seen
}

// seen is what somebody of a clearance sees of an edition, and what is withheld from them.
type seen struct {
	edition  *Edition // the whole one where nothing is
	withheld ledger.Withheld
}

// For is the edition as it is for somebody of that clearance: worked out from nothing but what
// they may see, as if the rest had never been recorded. Nothing of what it answers hangs on what
// is withheld, but [Edition.Partial]. Where nothing is withheld it is the edition itself.
func (e *Edition) For(c ledger.Clearance) *Edition {
	if e.whole != nil {
		return e.whole.For(c)
	}
	if c == ledger.Uncut {
		return e
	}
	e.views.mu.Lock()
	defer e.views.mu.Unlock()
	view, made := e.views.made[c]
	if !made {
		view.withheld = ledger.WithheldFrom(e.all(), c)
		view.edition = e.without(view.withheld, nil, 0)
		e.views.keep(c, view)
	}
	return view.edition
}

// keep keeps what somebody sees, for one who holds the lock.
func (v *views) keep(c ledger.Clearance, s seen) {
	if v.made == nil {
		v.made = map[ledger.Clearance]seen{}
	}
	v.made[c] = s
}

// all are the events that an edition rests on, those that the agreement does not know among them.
func (e *Edition) all() []ledger.Event {
	if e.Sealed {
		return e.recorded
	}
	return e.Events
}

// carry makes, for everybody who has looked at the last edition, what they see of this one, from
// what was recorded since: behind the first known events.
func (e *Edition) carry(last *Edition, known int) {
	last.views.mu.Lock()
	defer last.views.mu.Unlock()
	for c, before := range last.views.made {
		after := seen{withheld: before.withheld.With(e.recorded[known:])}
		var shown []ledger.Event
		if before.withheld.Any() {
			shown = before.edition.Events
		}
		after.edition = e.without(after.withheld, shown, len(last.Events))
		e.views.keep(c, after)
	}
}

// without is the edition without what is withheld. Where something was withheld before, shown is
// what was left of the first known events.
//
// Views share the room of their events as editions do: only the newest one is ever added to.
func (e *Edition) without(w ledger.Withheld, shown []ledger.Event, known int) *Edition {
	if !w.Any() && e.Lags == "" {
		return e
	}
	view := newEdition(e.Revision, e.Project, e.marks)
	view.text, view.texts, view.superseded, view.dir = e.text, e.texts, e.superseded, e.dir
	view.Sealed, view.Checkpoint, view.whole = e.Sealed, e.Checkpoint, e
	if e.Lags != "" {
		view.Lags = unreadable
	}
	view.recorded, view.withheld = e.recorded, w
	view.Events, view.LeftOut = e.Events, e.LeftOut
	if !w.Any() {
		return view
	}
	if shown != nil {
		view.Events = append(shown, w.Rest(e.Events[known:])...)
	} else {
		view.Events = w.Rest(e.Events)
	}
	view.Partial, view.Checkpoint = true, ""
	view.LeftOut = slices.DeleteFunc(slices.Clone(e.LeftOut), func(r ledger.Refusal) bool {
		return r.Event == "" || w.Has(r.Event)
	})
	view.Revision = view.fingerprint()
	return view
}

// fingerprint tells what a view shows from what others do, so that it stays the same while only
// what is withheld changes. It fits into a number of a script.
func (e *Edition) fingerprint() uint64 {
	sum := fnv.New64a()
	sum.Write([]byte(e.marks.text + "\x00" + e.Lags + "\x00"))
	sum.Write(binary.AppendUvarint(nil, uint64(len(e.LeftOut))))
	if e.Sealed { // which is only ever added to
		sum.Write(binary.AppendUvarint(nil, uint64(len(e.recorded)-e.withheld.Count())))
		return sum.Sum64() >> 11
	}
	var line []byte
	for i := range e.Events {
		line = ledger.AppendJSON(line[:0], &e.Events[i])
		sum.Write(line)
	}
	return sum.Sum64() >> 11
}

// unseenMark refuses an event that who enters it would not see.
const unseenMark = "you would not see it yourself: mark it for people among whom you are"

// has reports whether a ledger has an event of that id, as far as the edition shows it.
func (e *Edition) has(id string) bool {
	return !e.withheld.Has(id) && slices.ContainsFunc(e.recorded,
		func(event ledger.Event) bool { return event.ID == id })
}

// unseen refuses what would change an event that somebody does not see, as if there were none,
// and what they would not see themselves once it is recorded.
func (e *Edition) unseen(by ledger.Clearance, fields map[string]string) []ledger.Refusal {
	var refused []ledger.Refusal
	for _, field := range []string{"corrects", "retracts"} {
		if id := fields[field]; id != "" && by != ledger.Uncut && !e.has(id) {
			refused = append(refused, ledger.Refusal{Field: field,
				Reason: fmt.Sprintf("there is no event %q", id)})
		}
	}
	if !by.MaySee(ledger.Handling(fields["handling"])) {
		refused = append(refused, ledger.Refusal{Field: "handling",
			Reason: unseenMark})
	}
	return refused
}

// freshID is an id for an event that says nothing of how many others there are.
func (e *Edition) freshID() string {
	var letters [5]byte
	rand.Read(letters[:])
	return e.Agreement.ID + "-" + hex.EncodeToString(letters[:])
}
