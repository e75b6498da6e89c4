package cli

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"lockstep/internal/lang"
	"lockstep/internal/ledger"
)

// Books are where new evidence of a project goes: its ledger, or the plain file where it has
// none.
type books interface {
	// find gives the events of these ids that are there.
	find(ctx context.Context, ids []string) ([]ledger.Event, error)
	// add adds all events or none. What is there already is passed over.
	add(ctx context.Context, events []ledger.Event) (ledger.Receipt, error)
	// size is how many events there are.
	size(ctx context.Context) (int64, error)
	name() string
	close() error
}

// openBooks opens the books of a project. The error is a *ledger.RefusedError where the plain
// evidence is wrong.
func openBooks(ctx context.Context, dir string, p *lang.Project) (books, error) {
	store, err := openLedger(ctx, dir)
	if err == nil {
		return sealedBooks{store}, nil
	}
	if !errors.Is(err, fs.ErrNotExist) {
		return nil, unreadable(err)
	}
	events, err := plainEvidence(dir, p)
	if err != nil {
		return nil, err
	}
	return &plainBooks{filepath.Join(dir, evidenceFile), events}, nil
}

// sealedBooks are a ledger.
type sealedBooks struct{ ledger.Store }

func (b sealedBooks) find(ctx context.Context, ids []string) ([]ledger.Event, error) {
	found, err := b.Find(ctx, ids)
	if err != nil {
		return nil, err
	}
	events := make([]ledger.Event, len(found))
	for i := range found {
		entry, err := found[i].Open()
		if err != nil {
			return nil, err
		}
		events[i] = entry.Event
	}
	return events, nil
}

func (b sealedBooks) add(ctx context.Context, events []ledger.Event) (ledger.Receipt, error) {
	return b.Append(ctx, events)
}

func (b sealedBooks) size(ctx context.Context) (int64, error) { return b.Size(ctx) }
func (b sealedBooks) name() string                            { return ledgerFile }
func (b sealedBooks) close() error                            { return b.Close() }

// plainBooks are a file of evidence, read into memory.
type plainBooks struct {
	path   string
	events []ledger.Event
}

func (b *plainBooks) find(_ context.Context, ids []string) ([]ledger.Event, error) {
	wanted := make(map[string]bool, len(ids))
	for _, id := range ids {
		wanted[id] = true
	}
	var found []ledger.Event
	for i := range b.events {
		if wanted[b.events[i].ID] {
			found = append(found, b.events[i])
		}
	}
	return found, nil
}

// add writes the file anew, with the new events at the end, and puts it in the place of the old
// one at once, so that it is never half-written.
func (b *plainBooks) add(_ context.Context, events []ledger.Event) (ledger.Receipt, error) {
	fresh, present, err := b.fresh(events)
	if err != nil || len(fresh) == 0 {
		return ledger.Receipt{Present: present}, err
	}
	text, err := os.ReadFile(b.path)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return ledger.Receipt{}, unreadable(err)
	}
	if n := len(text); n > 0 && text[n-1] != '\n' {
		text = append(text, '\n')
	}
	out := bytes.NewBuffer(text)
	if err := ledger.WriteJSONL(out, slices.Values(fresh)); err != nil {
		return ledger.Receipt{}, err
	}
	if err := replace(b.path, out.Bytes()); err != nil {
		return ledger.Receipt{}, unreadable(fmt.Errorf("writing %s: %w", b.path, err))
	}
	return ledger.Receipt{Added: len(fresh), Present: present}, nil
}

// fresh are the events that are not there yet. The error is a *ledger.RefusedError where one is
// there with other content.
func (b *plainBooks) fresh(events []ledger.Event) (fresh []ledger.Event, present int, err error) {
	there := make(map[string]*ledger.Event, len(b.events))
	for i := range b.events {
		there[b.events[i].ID] = &b.events[i]
	}
	var refused []ledger.Refusal
	for i := range events {
		e := &events[i]
		before := there[e.ID]
		switch {
		case before == nil:
			there[e.ID] = e
			fresh = append(fresh, *e)
		case bytes.Equal(ledger.AppendJSON(nil, before), ledger.AppendJSON(nil, e)):
			present++
		default:
			refused = append(refused, ledger.Refusal{Line: int(e.Line), Event: e.ID, Field: "id",
				Reason: "the evidence holds another event of this id: give it a new id, and let it " +
					"correct that one if it is meant to"})
		}
	}
	if len(refused) > 0 {
		return nil, 0, &ledger.RefusedError{Refused: refused}
	}
	return fresh, present, nil
}

func (b *plainBooks) size(context.Context) (int64, error) { return int64(len(b.events)), nil }
func (b *plainBooks) name() string                        { return evidenceFile }
func (b *plainBooks) close() error                        { return nil }

// replace puts a file in the place of another one, if any, at once.
func replace(path string, text []byte) error {
	file, err := os.CreateTemp(filepath.Dir(path), ".lockstep-*")
	if err != nil {
		return err
	}
	_, err = file.Write(text)
	err = errors.Join(err, file.Chmod(modeOf(path)), file.Sync(), file.Close())
	if err == nil {
		err = os.Rename(file.Name(), path)
	}
	if err != nil {
		return errors.Join(err, os.Remove(file.Name()))
	}
	return nil
}

// modeOf is the mode of a file that is there, or that of a new one.
func modeOf(path string) fs.FileMode {
	if info, err := os.Stat(path); err == nil {
		return info.Mode().Perm()
	}
	return 0o644
}
