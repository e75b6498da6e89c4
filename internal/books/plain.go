package books

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
	"lockstep/internal/ledger"
)

// plain is a file of evidence, read into memory.
type plain struct {
	path      string
	agreement *agreement.Agreement
	events    []ledger.Event
}

func (b *plain) Has(_ context.Context, id string) (bool, error) {
	return slices.ContainsFunc(b.events, func(e ledger.Event) bool { return e.ID == id }), nil
}

func (b *plain) Events(_ context.Context, ids []string) (map[string]ledger.Event, error) {
	asked := make(map[string]bool, len(ids))
	for _, id := range ids {
		asked[id] = true
	}
	events := map[string]ledger.Event{}
	for i := range b.events {
		if asked[b.events[i].ID] {
			events[b.events[i].ID] = b.events[i]
		}
	}
	return events, nil
}

// Add writes the file anew, with the new events at the end, and puts it in the place of the old
// one at once, so that it is never half-written. What others have added meanwhile is read first,
// and they wait until it is done.
func (b *plain) Add(_ context.Context, events iter.Seq2[*ledger.Event, error]) (
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
	unlock, err := lock(filepath.Dir(b.path))
	if err != nil {
		return ledger.Receipt{}, err
	}
	defer unlock()
	if b.events, err = ReadPlain(filepath.Dir(b.path), b.agreement); err != nil {
		return ledger.Receipt{}, err
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
func (b *plain) write(events []ledger.Event) error {
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
		return fmt.Errorf("adding evidence: %w", err)
	}
	return nil
}

// fresh are the events that are not there yet. The error is a *ledger.RefusedError where one is
// there with other content.
func (b *plain) fresh(events []ledger.Event) (fresh []ledger.Event, present int, err error) {
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
func (b *plain) against(fresh []ledger.Event) []ledger.Refusal {
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

func (b *plain) Size(context.Context) (int64, error) { return int64(len(b.events)), nil }
func (b *plain) Name() string                        { return PlainFile }
func (b *plain) Sealed() bool                        { return false }
func (b *plain) Close() error                        { return nil }

// replace puts a file in the place of another one, if any, at once.
func replace(path string, text []byte) error {
	file, err := os.CreateTemp(filepath.Dir(path), ".lockstep-*")
	if err != nil {
		return unwritten(path, err)
	}
	_, err = file.Write(text)
	err = errors.Join(err, file.Chmod(modeOf(path)), file.Sync(), file.Close())
	if err == nil {
		err = os.Rename(file.Name(), path)
	}
	if err != nil {
		return errors.Join(unwritten(path, err), os.Remove(file.Name()))
	}
	return nil
}

// unwritten lets an error name the file that was to be written, not the one beside it.
func unwritten(path string, err error) error {
	var failed *fs.PathError
	if errors.As(err, &failed) {
		failed.Op, failed.Path = "write", path
	}
	return err
}

// modeOf is the mode of a file that is there, or that of a new one.
func modeOf(path string) fs.FileMode {
	if info, err := os.Stat(path); err == nil {
		return info.Mode().Perm()
	}
	return 0o644
}
