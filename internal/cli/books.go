package cli

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"slices"

	"lockstep/internal/agreement"
	"lockstep/internal/lang"
	"lockstep/internal/ledger"
)

// Books are where new evidence of a project goes: its ledger, or the plain file where it has
// none.
type books interface {
	// has reports whether there is an event of that id.
	has(ctx context.Context, id string) (bool, error)
	// add adds all events or none, as a ledger's Append does.
	add(ctx context.Context, events iter.Seq2[*ledger.Event, error]) (ledger.Receipt, error)
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
	return &plainBooks{filepath.Join(dir, evidenceFile), p.Agreement, events}, nil
}

// sealedBooks are a ledger.
type sealedBooks struct{ ledger.Store }

func (b sealedBooks) has(ctx context.Context, id string) (bool, error) {
	found, err := b.Find(ctx, []string{id})
	return len(found) > 0, err
}

func (b sealedBooks) add(ctx context.Context, events iter.Seq2[*ledger.Event, error]) (
	ledger.Receipt, error,
) {
	return b.Append(ctx, events)
}

func (b sealedBooks) size(ctx context.Context) (int64, error) { return b.Size(ctx) }
func (b sealedBooks) name() string                            { return ledgerFile }
func (b sealedBooks) close() error                            { return b.Close() }

// plainBooks are a file of evidence, read into memory.
type plainBooks struct {
	path      string
	agreement *agreement.Agreement
	events    []ledger.Event
}

func (b *plainBooks) has(_ context.Context, id string) (bool, error) {
	return slices.ContainsFunc(b.events, func(e ledger.Event) bool { return e.ID == id }), nil
}

// add writes the file anew, with the new events at the end, and puts it in the place of the old
// one at once, so that it is never half-written.
func (b *plainBooks) add(_ context.Context, events iter.Seq2[*ledger.Event, error]) (
	ledger.Receipt, error,
) {
	var given []ledger.Event
	var ended error
	for e, err := range events {
		if err != nil {
			ended = err
			break
		}
		given = append(given, *e)
	}
	if ended != nil && !errors.Is(ended, ledger.ErrDryRun) {
		return ledger.Receipt{}, ended
	}
	fresh, present, err := b.fresh(given)
	if err != nil {
		return ledger.Receipt{}, err
	}
	receipt := ledger.Receipt{Added: len(fresh), Present: present}
	if ended != nil || len(fresh) == 0 {
		return receipt, ended
	}
	return receipt, b.write(fresh)
}

// write puts new events behind those that are there.
func (b *plainBooks) write(events []ledger.Event) error {
	text, err := os.ReadFile(b.path)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	if n := len(text); n > 0 && text[n-1] != '\n' {
		text = append(text, '\n')
	}
	out := bytes.NewBuffer(text)
	if err := ledger.WriteJSONL(out, slices.Values(events)); err != nil {
		return err
	}
	if err := replace(b.path, out.Bytes()); err != nil {
		return fmt.Errorf("writing %s: %w", b.path, err)
	}
	return nil
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
	refused = append(refused, b.against(fresh)...)
	if len(refused) > 0 {
		return nil, 0, &ledger.RefusedError{Refused: refused}
	}
	return fresh, present, nil
}

// against is what is wrong with new events beside those that are there.
func (b *plainBooks) against(fresh []ledger.Event) []ledger.Refusal {
	isFresh := make(map[string]bool, len(fresh))
	for i := range fresh {
		isFresh[fresh[i].ID] = true
	}
	// Quotes were looked at one by one, and are refused once more for want of texts here.
	refused := ledger.Check(b.agreement, slices.Concat(b.events, fresh), nil)
	return slices.DeleteFunc(refused, func(r ledger.Refusal) bool {
		return !isFresh[r.Event] || r.Field == "quote.exact"
	})
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
