package ledger

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"strings"
)

// A Store is a ledger: entries that are only ever added, in one order, with the hashes of the
// Merkle log over them. It can be used by several goroutines and several processes at once.
// Package ledgertest is the exam that every Store must pass.
//
// Entries and tiles are immutable, but for a tile that is not full yet, which only grows.
type Store interface {
	// Origin is the name of the log, which stands in its checkpoints.
	Origin() string

	// Append adds events in one transaction: when it returns without an error all of them are
	// there for good, otherwise none is. An event that is there already with the same content
	// is passed over. It fails with a *RefusedError where an id is there with other content, an
	// event is wrong in itself, or it corrects or retracts what is not there, is about something
	// else or in the end changes it; with ErrFull where there is no room; and with the error of
	// the sequence, as it is, where that ends with one.
	Append(ctx context.Context, events iter.Seq2[*Event, error]) (Receipt, error)

	// Sealed gives the entries behind a sequence number, in their order, as they were stored,
	// from one moment's state of the ledger. A text is good until the next entry is asked for.
	Sealed(ctx context.Context, after int64) iter.Seq2[Sealed, error]

	// Find gives the entries of these ids, in no particular order; those not there are left out.
	Find(ctx context.Context, ids []string) ([]Sealed, error)

	// Size is the sequence number of the last entry, 0 where there is none.
	Size(ctx context.Context) (int64, error)

	// ReadTile is the hashes of a tile one behind the other, empty where there is no such tile.
	ReadTile(ctx context.Context, level int, n int64) ([]byte, error)

	// KeepCheckpoint stores a signed checkpoint beside the entries; Checkpoints lists them, the
	// smallest tree first.
	KeepCheckpoint(ctx context.Context, size int64, signed []byte) error
	Checkpoints(ctx context.Context) ([][]byte, error)

	Close() error
}

// A Sealed is an entry as it is stored. Its text is JSON in one spelling: the event with the
// moment at which it was recorded in front. The hash of the text is a leaf of the log.
type Sealed struct {
	Seq  int64 // from 1, without gaps
	ID   string
	Text []byte
}

// A Receipt says what became of events that were appended.
type Receipt struct {
	Recorded Instant // of those that were added; later than all recorded before
	First    int64   // sequence number of the first that was added
	Added    int
	Present  int // there already with the same content
}

// ErrFull is the failure of a store that has no room left. Nothing was lost or half-written.
var ErrFull = errors.New("there is no room left on the disk: nothing of this was recorded, and " +
	"what was recorded before is safe; make room and repeat it")

// ErrUnreachable is the failure of a store in a database that does not answer.
var ErrUnreachable = errors.New("the database cannot be reached; what was recorded is there once " +
	"it can")

// ErrLost is the failure of a store whose database went away. Nothing was half-recorded.
var ErrLost = errors.New("the connection to the database was lost; what was acknowledged is " +
	"recorded, and nothing else")

// ErrUnsure is the failure of a store whose database went away at the very moment of recording
// and does not come back to say what became of it. It is there whole or not at all.
var ErrUnsure = errors.New("the connection to the database was lost while this was being " +
	"recorded: either all of it is there or nothing; once the database is back, import it again, " +
	"and what is there is passed over")

// ErrDryRun is what a sequence of events ends with that is to be looked at in full and not
// added. Append then returns what the receipt would have been.
var ErrDryRun = errors.New("nothing was recorded: it was a dry run")

// Each gives events one by one, as Append takes them.
func Each(events []Event) iter.Seq2[*Event, error] {
	return func(yield func(*Event, error) bool) {
		for i := range events {
			if !yield(&events[i], nil) {
				return
			}
		}
	}
}

// A RefusedError says why events were not appended: all of the reasons, sorted.
type RefusedError struct{ Refused []Refusal }

// Error is the first reason and how many more there are.
func (e *RefusedError) Error() string {
	text := "nothing was recorded: " + e.Refused[0].String()
	if more := len(e.Refused) - 1; more > 0 {
		text += fmt.Sprintf(" (and %d more)", more)
	}
	return text
}

// An Entry is an event in a ledger.
type Entry struct {
	Seq   int64 // from 1, without gaps
	Leaf  Hash
	Event Event // with Recorded set
}

// After gives the entries behind a sequence number in their order, so that a reader who
// remembers the last one it saw gets only what is new; 0 gives all. It ends with an error where
// an entry cannot be read, which Verify says more about.
func After(ctx context.Context, s Store, seq int64) iter.Seq2[Entry, error] {
	return func(yield func(Entry, error) bool) {
		for o := range ahead(opened(s.Sealed(ctx, seq))) {
			<-o.done
			for _, entry := range o.entries {
				if !yield(entry, nil) {
					return
				}
			}
			if o.err != nil {
				yield(Entry{}, o.err)
				return
			}
		}
	}
}

// All is the events of a ledger in the order in which they were recorded.
func All(ctx context.Context, s Store) ([]Event, error) {
	size, err := s.Size(ctx)
	if err != nil {
		return nil, err
	}
	events := make([]Event, 0, size)
	for entry, err := range After(ctx, s, 0) {
		if err != nil {
			return nil, err
		}
		events = append(events, entry.Event)
	}
	return events, nil
}

// Open reads a stored entry.
func (s Sealed) Open() (Entry, error) {
	var d decoder
	return d.open(s)
}

// sealStart and sealEnd stand round the moment at the start of an entry's text.
const (
	sealStart = `{"recorded":"`
	sealEnd   = `",`
	sealWidth = len(sealStart) + len(instantLayout) + len(sealEnd)
)

// appendSealed appends the text of an entry: that of the event with the moment in front.
func appendSealed(to []byte, recorded Instant, e *Event) []byte {
	to = append(to, sealStart...)
	to = recorded.Time().AppendFormat(to, instantLayout)
	to = append(to, sealEnd...)
	f := formOf(e)
	return append(appendMembers(to, &f, keys), '}')
}

// unsealed is the event's own text within an entry's, without its opening brace; empty where the
// entry is damaged.
func unsealed(text []byte) []byte {
	if len(text) < sealWidth {
		return nil
	}
	return text[sealWidth:]
}

// recordedOf is the moment at the start of an entry's text.
func recordedOf(text []byte) (Instant, error) {
	if len(text) < sealWidth || !strings.HasPrefix(string(text[:sealWidth]), sealStart) {
		return 0, errors.New("its text does not begin with the moment of recording")
	}
	return parseMoment(string(text[len(sealStart) : sealWidth-len(sealEnd)]))
}

// open reads an entry. The moment is cut off and the rest read as evidence is.
func (d *decoder) open(s Sealed) (Entry, error) {
	entry := Entry{Seq: s.Seq, Leaf: leafOf(s.Text)}
	recorded, err := d.recordedOf(s.Text)
	if err != nil {
		return entry, fmt.Errorf("entry %d cannot be read: %w", s.Seq, err)
	}
	d.scratch = append(append(d.scratch[:0], '{'), unsealed(s.Text)...)
	event, refused := d.line(d.scratch, 0, false)
	if event == nil || len(refused) > 0 {
		return entry, fmt.Errorf("entry %d cannot be read: %s", s.Seq, firstOf(refused))
	}
	entry.Event = *event
	entry.Event.Recorded = recorded
	return entry, nil
}

// recordedOf is the moment at the start of an entry's text. What was recorded together has one
// moment, which is read once.
func (d *decoder) recordedOf(text []byte) (Instant, error) {
	if len(text) >= sealWidth && string(text[:sealWidth]) == d.sealed {
		return d.recorded, nil
	}
	recorded, err := recordedOf(text)
	if err == nil {
		d.sealed, d.recorded = string(text[:sealWidth]), recorded
	}
	return recorded, err
}

func firstOf(refused []Refusal) string {
	if len(refused) == 0 {
		return "it is empty"
	}
	return refused[0].String()
}
