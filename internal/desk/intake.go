package desk

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"

	"lockstep/internal/books"
	"lockstep/internal/calendar"
	"lockstep/internal/intake"
	"lockstep/internal/ledger"
	"lockstep/internal/matrix"
	"lockstep/internal/matrix/sheet"
	"lockstep/internal/status"
)

// A Sent is a file that somebody wants to take in.
type Sent struct {
	Name     string
	Content  []byte
	Recorder string // who enters it, over what the file says; "" leaves that
	By       ledger.Clearance
}

// A Look is what would become of a file that was sent, by the newest edition as its sender sees
// it. Either Events or Matrix is set, or the file as a whole was refused.
type Look struct {
	Sent    *Sent
	Format  string
	Events  *books.Review
	Matrix  *matrix.Review
	Sheet   string          // on which the matrix stands
	Refused []sheet.Refusal // of the file as a whole
}

// Look says what would become of a file. Nothing is recorded by it. The error is ErrReadOnly
// without a ledger.
func (d *Desk) Look(ctx context.Context, sent *Sent) (*Look, error) {
	if !d.Now().Sealed {
		return nil, ErrReadOnly
	}
	in := bufio.NewReaderSize(bytes.NewReader(sent.Content), 1<<16)
	if intake.IsMatrix(in, "") {
		return d.lookAtMatrix(sent)
	}
	look := &Look{Sent: sent}
	var err error
	if look.Format, err = formatOf(sent); err != nil {
		look.Refused = []sheet.Refusal{{Reason: err.Error()}}
		return look, nil
	}
	err = d.withBooks(ctx, func(kept books.Books) error {
		incoming := books.Incoming{Dir: d.dir, Agreement: d.Now().Agreement,
			Read: d.seenBy(sent, sent.events(look.Format))}
		look.Events, err = incoming.Review(ctx, kept)
		return err
	})
	return look, err
}

// formatOf is the format of a file of events: by its name or, where that does not say, by how it
// begins.
func formatOf(sent *Sent) (string, error) {
	format, err := intake.FormatOf(sent.Name, "")
	if err == nil {
		return format, nil
	}
	start := bytes.TrimSpace(bytes.TrimPrefix(sent.Content, []byte("\xef\xbb\xbf")))
	switch {
	case bytes.HasPrefix(start, []byte("{")):
		return intake.JSONL, nil
	case len(start) == 0:
		return "", errors.New("the file is empty")
	}
	return "", fmt.Errorf("%w, or a matrix as XLSX or CSV", err)
}

// events reads the events of a file, as entered by whoever sent it.
func (s *Sent) events(format string) books.Reading {
	return func(visit func(*ledger.Event, []ledger.Refusal) bool) error {
		return intake.Stream(format)(bytes.NewReader(s.Content),
			func(e *ledger.Event, refused []ledger.Refusal) bool {
				if e != nil && s.Recorder != "" {
					e.Recorder = s.Recorder
				}
				return visit(e, refused)
			})
	}
}

// seenBy refuses the events of a file that would change what their sender does not see, or that
// the sender would not see once they are recorded, besides what reading them refuses.
func (d *Desk) seenBy(sent *Sent, read books.Reading) books.Reading {
	view := d.For(sent.By)
	if sent.By == ledger.Uncut {
		return read
	}
	seen, used := view.ids(), view.whole.ids()
	return func(visit func(*ledger.Event, []ledger.Refusal) bool) error {
		return read(func(e *ledger.Event, refused []ledger.Refusal) bool {
			if e != nil {
				refused = append(refused, unseenOf(e, sent.By, seen, used)...)
			}
			return visit(e, refused)
		})
	}
}

// ids are those of all recorded events; none of no edition.
func (e *Edition) ids() map[string]bool {
	ids := map[string]bool{}
	if e != nil {
		for i := range e.recorded {
			if id := e.recorded[i].ID; !e.withheld.Has(id) {
				ids[id] = true
			}
		}
	}
	return ids
}

// unseenOf is what is refused of an event of a file for somebody who sees the events of some ids,
// of those that are used.
func unseenOf(e *ledger.Event, by ledger.Clearance, seen, used map[string]bool) []ledger.Refusal {
	var refused []ledger.Refusal
	say := func(field, reason string) {
		refused = append(refused, ledger.Refusal{Line: int(e.Line), Event: e.ID, Field: field,
			Reason: reason})
	}
	for field, id := range map[string]string{"corrects": e.Corrects, "retracts": e.Retracts} {
		if id != "" && used[id] && !seen[id] {
			say(field, fmt.Sprintf("there is no event %q", id))
		}
	}
	if used[e.ID] && !seen[e.ID] {
		say("id", "an event of this id cannot be taken in: give it another one")
	}
	if !by.MaySee(e.Handling) {
		say("handling", unseenMark)
	}
	return refused
}

// lookAtMatrix compares a matrix with the project.
func (d *Desk) lookAtMatrix(sent *Sent) (*Look, error) {
	look := &Look{Sent: sent, Format: intake.XLSX}
	found, refused, err := intake.ReadMatrix(bytes.NewReader(sent.Content), "")
	if err != nil || len(refused) > 0 {
		look.Refused = refused
		return look, err
	}
	look.Sheet = found.Sheet
	base, err := d.For(sent.By).matrixLike(found)
	if err != nil {
		look.Refused = []sheet.Refusal{{Reason: err.Error()}}
		return look, nil
	}
	look.Matrix = matrix.Compare(base, found)
	return look, nil
}

// matrixLike is the matrix of an edition with which one that came back is compared: of the same
// kind and, for a completion, of the same cut.
func (e *Edition) matrixLike(found *matrix.Found) (*matrix.Matrix, error) {
	if found.Kind == matrix.OfActivities {
		return matrix.Activities(e.Agreement), nil
	}
	cut := ledger.Cut{AsOf: found.Cut.AsOf, KnownAt: found.Cut.KnownAt}
	if said := found.Cut.RecordedBy; said != "" {
		var err error
		if cut.RecordedBy, err = ledger.ParseInstant(said); err != nil {
			return nil, err
		}
	}
	if cut.AsOf == calendar.None {
		cut.AsOf = e.book().Latest(cut)
	}
	if cut.AsOf == calendar.None {
		return nil, errors.New("the matrix does not say of which day it is, and there is no evidence " +
			"from which a day could be taken: enter it above the headings, in a row with \"As of:\"")
	}
	report := e.book().At(status.Question{Cut: cut})
	return matrix.Completion(e.Agreement, report, e.Events), nil
}

// TakeEvents records events that a Look found new, all in one transaction. When it returns, the
// newest edition holds them. The error is a *ledger.RefusedError where something is wrong with
// one of them now, and ErrReadOnly without a ledger.
func (d *Desk) TakeEvents(ctx context.Context, events []ledger.Event) (ledger.Receipt, error) {
	var receipt ledger.Receipt
	err := d.withBooks(ctx, func(kept books.Books) error {
		incoming := books.Incoming{Dir: d.dir, Agreement: d.Now().Agreement,
			Read: func(visit func(*ledger.Event, []ledger.Refusal) bool) error {
				for i := range events {
					if !visit(&events[i], nil) {
						break
					}
				}
				return nil
			}}
		sequence, err := incoming.Events()
		if err != nil {
			return err
		}
		receipt, err = kept.Add(ctx, sequence)
		return err
	})
	if err == nil {
		d.Refresh(ctx)
	}
	return receipt, err
}

// TakeChanges makes events of changes of a matrix that a Look offered, without those that the
// evidence holds already. The events are for TakeEvents; what cannot be recorded is refused, by
// row.
func (d *Desk) TakeChanges(
	ctx context.Context, look *Look, chosen []matrix.Change, saying intake.Saying,
) (events []ledger.Event, refused []sheet.Refusal, err error) {
	now := d.For(look.Sent.By)
	t := intake.Taking{Agreement: now.Agreement, Review: look.Matrix, File: look.Sent.Name,
		Sheet: look.Sheet, Saying: saying}
	var fresh []matrix.Change
	for i := range chosen {
		if !t.Present(&chosen[i], now.Events) {
			fresh = append(fresh, chosen[i])
		}
	}
	var ids []string
	err = d.withBooks(ctx, func(kept books.Books) error {
		if ids, err = books.NextIDs(ctx, kept, now.Agreement, len(fresh)); now.Partial {
			for i := range ids {
				ids[i] = now.freshID()
			}
		}
		return err
	})
	if err != nil {
		return nil, nil, err
	}
	events, refused = t.Events(fresh, ids)
	for i := range events {
		events[i].Recorder = look.Sent.Recorder
	}
	return events, refused, nil
}

// withBooks opens the books of the project for something to be done with them.
func (d *Desk) withBooks(ctx context.Context, do func(books.Books) error) error {
	if !d.Now().Sealed {
		return ErrReadOnly
	}
	return do(books.Of(d.store.Load()))
}
