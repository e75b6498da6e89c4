package books

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"slices"

	"lockstep/internal/agreement"
	"lockstep/internal/ledger"
)

// The files of evidence in a project folder.
const (
	PlainFile  = "evidence.jsonl" // plain evidence, one event a line
	LedgerFile = "lockstep.db"    // a ledger that lies in the folder
)

// Books are where the evidence of a project lies: its ledger, or the plain file where it has
// none.
type Books interface {
	// Name is where they lie, as messages say it: a file in the project folder, or a database.
	Name() string
	// Sealed reports whether they are a ledger.
	Sealed() bool
	// Has reports whether there is an event of that id.
	Has(ctx context.Context, id string) (bool, error)
	// Events gives those of these ids that there are, by id.
	Events(ctx context.Context, ids []string) (map[string]ledger.Event, error)
	// Size is how many events there are.
	Size(ctx context.Context) (int64, error)
	// Add adds all events or none, as the Append of a ledger does.
	Add(ctx context.Context, events iter.Seq2[*ledger.Event, error]) (ledger.Receipt, error)
	Close() error
}

// Open opens the books of the project in a folder. The error is a *ledger.RefusedError where
// the plain evidence is wrong.
func Open(ctx context.Context, dir string, a *agreement.Agreement) (Books, error) {
	store, err := OpenLedger(ctx, dir)
	if err == nil {
		if err := store.MustBeOf(a); err != nil {
			return nil, errors.Join(err, store.Close())
		}
		return sealed{store}, nil
	}
	if !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	events, err := ReadPlain(dir, a)
	if err != nil {
		return nil, err
	}
	return &plain{filepath.Join(dir, PlainFile), a, events}, nil
}

// ReadPlain reads the plain evidence of a project, none where there is no such file. The error
// is a *ledger.RefusedError where something is wrong with an event.
func ReadPlain(dir string, a *agreement.Agreement) ([]ledger.Event, error) {
	file, err := os.Open(filepath.Join(dir, PlainFile))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	defer file.Close()
	texts, err := ledger.ReadSourceTexts(os.DirFS(dir), a)
	if err != nil {
		return nil, err
	}
	events, refused, err := ledger.ReadChecked(file, ledger.StreamJSONL, a, texts)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", file.Name(), err)
	}
	if len(refused) > 0 {
		return nil, &ledger.RefusedError{Refused: refused}
	}
	return events, nil
}

// A Sieve parts recorded events, one by one, into those that an agreement knows and the others,
// which it no longer knows. What the ledger itself saw to when it took them in is not looked at
// again, and neither are quotes.
type Sieve struct{ checker *ledger.Checker }

// NewSieve makes a Sieve.
func NewSieve(a *agreement.Agreement) *Sieve { return &Sieve{ledger.NewChecker(a, nil)} }

// Refuse says why the agreement does not know an event, nothing where it does.
func (s *Sieve) Refuse(e *ledger.Event) []ledger.Refusal {
	return slices.DeleteFunc(s.checker.Check(e, nil),
		func(r ledger.Refusal) bool { return r.Field == "quote.exact" })
}

// Fitting parts recorded events into those that the agreement knows and what is to be said of
// the others.
func Fitting(a *agreement.Agreement, events []ledger.Event) ([]ledger.Event, []ledger.Refusal) {
	sieve, refused := NewSieve(a), []ledger.Refusal(nil)
	fitting := slices.DeleteFunc(events, func(e ledger.Event) bool {
		of := sieve.Refuse(&e)
		refused = append(refused, of...)
		return len(of) > 0
	})
	ledger.SortRefusals(refused)
	return fitting, refused
}

// Of are the books of a ledger that is open. Closing them closes it.
func Of(l *Ledger) Books { return sealed{l} }

// sealed are a ledger.
type sealed struct{ *Ledger }

func (b sealed) Has(ctx context.Context, id string) (bool, error) {
	found, err := b.Find(ctx, []string{id})
	return len(found) > 0, err
}

func (b sealed) Events(ctx context.Context, ids []string) (map[string]ledger.Event, error) {
	found, err := b.Find(ctx, ids)
	if err != nil {
		return nil, err
	}
	events := make(map[string]ledger.Event, len(found))
	for i := range found {
		entry, err := found[i].Open()
		if err != nil {
			return nil, err
		}
		events[entry.Event.ID] = entry.Event
	}
	return events, nil
}

func (b sealed) Add(ctx context.Context, events iter.Seq2[*ledger.Event, error]) (
	ledger.Receipt, error,
) {
	return b.Append(ctx, events)
}

func (b sealed) Name() string { return b.Place }
func (b sealed) Sealed() bool { return true }
