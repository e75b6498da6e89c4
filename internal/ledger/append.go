package ledger

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"iter"
	"slices"
)

// A Transaction is what a store lets AppendTo do while it alone may write. Nothing of it is seen
// by others before the store commits, and nothing remains when it rolls back.
type Transaction interface {
	// Last is the last entry, the zero Sealed where there is none.
	Last(ctx context.Context) (Sealed, error)
	// Find gives the entries of these ids, those of this transaction among them.
	Find(ctx context.Context, ids []string) ([]Sealed, error)
	// Insert adds entries, whose ids are known to be new. It keeps nothing of them.
	Insert(ctx context.Context, entries []Sealed) error
	ReadTile(ctx context.Context, level int, n int64) ([]byte, error)
	// WriteTile stores a tile in place of a shorter one of that level and number, if any.
	WriteTile(ctx context.Context, t Tile) error
}

// batch is how many events are looked up and inserted at a time.
const batch = 512

// AppendTo does the work of Append inside a transaction that the store opens before and commits
// after it, or rolls back where it fails. now is read once; entries are recorded then, or just
// behind the last one where that is later, so that recording never goes back in time and no two
// transactions share a moment. Memory does not grow with the number of events.
func AppendTo(
	ctx context.Context, tx Transaction, now func() Instant, events iter.Seq2[*Event, error],
) (Receipt, error) {
	last, err := tx.Last(ctx)
	if err != nil {
		return Receipt{}, err
	}
	a := appender{ctx: ctx, tx: tx, next: last.Seq + 1}
	a.receipt = Receipt{First: a.next, Recorded: now()}
	if last.Seq > 0 {
		before, err := recordedOf(last.Text)
		if err != nil {
			return Receipt{}, fmt.Errorf("entry %d cannot be read: %w", last.Seq, err)
		}
		a.receipt.Recorded = max(a.receipt.Recorded, before+1)
	}
	if a.grower, err = newGrower(ctx, tx, last.Seq); err != nil {
		return Receipt{}, err
	}
	a.grower.full = func(t Tile) error { return tx.WriteTile(ctx, t) }
	err = a.run(events)
	if a.receipt.Added == 0 {
		a.receipt.First, a.receipt.Recorded = 0, 0
	}
	if err != nil && !errors.Is(err, ErrDryRun) {
		return Receipt{}, err
	}
	return a.receipt, err
}

// An appender adds events batch by batch.
type appender struct {
	ctx     context.Context
	tx      Transaction
	grower  *grower
	next    int64
	receipt Receipt
	refused []Refusal
	changes []Event // those of the events that correct or retract another one
	entries []Sealed
}

func (a *appender) run(events iter.Seq2[*Event, error]) error {
	ended := a.events(events)
	var refused *RefusedError
	switch {
	case errors.As(ended, &refused):
		a.refused = append(a.refused, refused.Refused...)
	case ended != nil && !errors.Is(ended, ErrDryRun):
		return ended
	case len(a.refused) > 0: // what stands beside it was not inserted, and would not be found
	default: // only of a whole sequence can it be said that something is not there
		if err := a.targets(); err != nil {
			return err
		}
	}
	if len(a.refused) > 0 {
		SortRefusals(a.refused)
		return &RefusedError{a.refused}
	}
	for _, t := range a.grower.partial() {
		if err := a.tx.WriteTile(a.ctx, t); err != nil {
			return err
		}
	}
	return ended
}

// events adds a sequence in batches. While one is written the next is read and sealed.
func (a *appender) events(events iter.Seq2[*Event, error]) error {
	for p := range ahead(portions(events, a.receipt.Recorded)) {
		if err := a.batch(p); err != nil || p.ended != nil {
			return cmp.Or(err, p.ended)
		}
		p.release()
	}
	return nil
}

// targets looks at what the new events correct and retract.
func (a *appender) targets() error {
	c := &checker{byID: map[string]*Event{}}
	var missing []string
	for i := range a.changes {
		c.byID[a.changes[i].ID] = &a.changes[i]
	}
	for i := range a.changes {
		if id := a.changes[i].target(); c.byID[id] == nil {
			missing = append(missing, id)
		}
	}
	slices.Sort(missing)
	for ids := range slices.Chunk(slices.Compact(missing), batch) {
		found, err := a.tx.Find(a.ctx, ids)
		if err != nil {
			return err
		}
		for _, sealed := range found {
			entry, err := sealed.Open()
			if err != nil {
				return err
			}
			c.byID[sealed.ID] = &entry.Event
		}
	}
	for i := range a.changes {
		c.target(&a.changes[i])
	}
	c.circles()
	a.refused = append(a.refused, c.refused...)
	return nil
}

// batch adds those of the events that are new. Once anything is refused nothing more is added,
// but the rest is still looked at, so that everything that is wrong is told at once.
func (a *appender) batch(p *portion) error {
	if err := a.ctx.Err(); err != nil || len(p.events) == 0 {
		return err
	}
	present, err := a.present(p.events)
	if err != nil {
		return err
	}
	a.entries = a.entries[:0]
	a.refused = append(a.refused, p.refused...)
	for i := range p.events {
		if p.texts[i] == nil {
			continue // it was refused
		}
		if !a.take(&p.events[i], p.texts[i], present) || len(a.refused) > 0 {
			continue
		}
		if err := a.grower.add(0, p.leaves[i]); err != nil {
			return err
		}
	}
	if len(a.refused) > 0 {
		return nil
	}
	return a.tx.Insert(a.ctx, a.entries)
}

// present is what the ledger holds under the ids of the events, without the moments.
func (a *appender) present(events []Event) (map[string][]byte, error) {
	ids := make([]string, len(events))
	for i := range events {
		ids[i] = events[i].ID
	}
	entries, err := a.tx.Find(a.ctx, ids)
	if err != nil {
		return nil, err
	}
	present := make(map[string][]byte, len(events))
	for _, e := range entries {
		present[e.ID] = bytes.Clone(unsealed(e.Text))
	}
	return present, nil
}

// take makes an event with its sealed text the next entry, or passes it over, or refuses it. It
// reports whether it is the next entry.
func (a *appender) take(e *Event, text []byte, present map[string][]byte) bool {
	if before, there := present[e.ID]; there {
		if bytes.Equal(before, unsealed(text)) {
			a.receipt.Present++
			return false
		}
		a.refused = append(a.refused, refuse(e, fieldNames[fieldID], "the ledger holds another "+
			"event of this id, and what was recorded is not changed: give it a new id, and let "+
			"it correct that one if it is meant to"))
		return false
	}
	if e.target() != "" {
		a.changes = append(a.changes, *e)
	}
	present[e.ID] = unsealed(text)
	a.entries = append(a.entries, Sealed{a.next, e.ID, text})
	a.next++
	a.receipt.Added++
	return true
}
