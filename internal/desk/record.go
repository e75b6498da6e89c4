package desk

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"maps"

	"lockstep/internal/books"
	"lockstep/internal/ledger"
)

// ErrReadOnly is the error of recording in a project that has no ledger. Its plain evidence is a
// file that people edit, so pages do not write to it.
var ErrReadOnly = errors.New("this project keeps its evidence in a plain file, to which pages do " +
	"not write: lockstep ledger init makes a ledger of it")

// A Recorded says what became of an event.
type Recorded struct {
	ID      string
	Moment  ledger.Instant
	Already bool // it was there with the same content
}

// Record adds one event, given as texts by field name, to the ledger, as the command record does,
// for somebody of a clearance, who can change or mark nothing beyond what they see.
// Its id is the proposed one, if nobody has used that, or has for the same event; otherwise the
// next number. So a form that is sent twice records once. When it returns, the newest edition
// holds the event. The error is ErrReadOnly without a ledger, and a *ledger.RefusedError where
// something is wrong with the event.
func (d *Desk) Record(
	ctx context.Context, by ledger.Clearance, fields map[string]string, proposed string,
) (Recorded, error) {
	now := d.For(by)
	if !now.Sealed {
		return Recorded{}, ErrReadOnly
	}
	if refused := now.unseen(by, fields); len(refused) > 0 {
		return Recorded{}, &ledger.RefusedError{Refused: refused}
	}
	if now.Partial && !now.has(proposed) && now.whole.has(proposed) {
		proposed = now.freshID()
	}
	kept := books.Of(d.store.Load())
	done, err := d.add(ctx, kept, fields, proposed)
	if books.IsTaken(err) {
		next := ""
		if now.Partial {
			next = now.freshID()
		}
		done, err = d.add(ctx, kept, fields, next)
	}
	if err != nil {
		return Recorded{}, err
	}
	d.Refresh(ctx)
	return done, nil
}

// Try says what Record would refuse of an event, and records nothing: nil where that is nothing.
func (d *Desk) Try(ctx context.Context, by ledger.Clearance, fields map[string]string) error {
	now := d.For(by)
	if !now.Sealed {
		return ErrReadOnly
	}
	if refused := now.unseen(by, fields); len(refused) > 0 {
		return &ledger.RefusedError{Refused: refused}
	}
	fields = maps.Clone(fields)
	fields["id"] = now.freshID()
	event, refused := ledger.EventOf(fields)
	if len(refused) > 0 {
		return &ledger.RefusedError{Refused: refused}
	}
	return d.withBooks(ctx, func(kept books.Books) error {
		incoming := books.Incoming{Dir: d.dir, Agreement: now.Agreement, Read: books.One(&event),
			DryRun: true}
		events, err := incoming.Events()
		if err != nil {
			return err
		}
		if _, err = kept.Add(ctx, events); errors.Is(err, ledger.ErrDryRun) {
			return nil
		}
		return err
	})
}

// add adds an event under an id, the next one where that is "".
func (d *Desk) add(ctx context.Context, kept books.Books, fields map[string]string, id string) (
	Recorded, error,
) {
	now := d.Now()
	fields = maps.Clone(fields)
	fields["id"] = cmp.Or(id, now.NextID())
	event, refused := ledger.EventOf(fields)
	if len(refused) > 0 {
		return Recorded{}, &ledger.RefusedError{Refused: refused}
	}
	incoming := books.Incoming{Dir: d.dir, Agreement: now.Agreement, Read: books.One(&event)}
	if id == "" {
		receipt, err := books.AddNext(ctx, kept, incoming, &event)
		return Recorded{event.ID, receipt.Recorded, false}, err
	}
	events, err := incoming.Events()
	if err != nil {
		return Recorded{}, err
	}
	receipt, err := kept.Add(ctx, events)
	return Recorded{event.ID, receipt.Recorded, receipt.Present > 0}, err
}

// NextID is the id that the next event would get: that of the agreement and the next number or,
// where that would tell how many events are withheld, one that says nothing.
func (e *Edition) NextID() string {
	if e.Partial {
		return fmt.Sprintf("%s-%010x", e.Agreement.ID, e.Revision&(1<<40-1))
	}
	return books.IDAfter(e.Agreement, int64(len(e.recorded)))
}
