package cli

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"lockstep/internal/books"
	"lockstep/internal/diag"
	"lockstep/internal/lang"
	"lockstep/internal/ledger"
)

// An evidence reads the evidence of a project and holds it against the agreement: that of its
// ledger, if it has one, else its plain evidence. A project with neither has no evidence.
//
// What is refused of plain evidence is told, all of it at once, and ends the command. What a
// ledger holds cannot be mended there, so that what the agreement does not know, or no longer
// knows, is told and left out.
type evidence struct {
	*console
	dir     string
	project *lang.Project
	asJSON  bool
	begin   func(n int)         // is told first how many events there are
	event   func(*ledger.Event) // gets each that counts, good until it returns
}

func (in *evidence) read() error {
	ctx := context.Background()
	store, err := books.OpenLedger(ctx, in.dir)
	if errors.Is(err, fs.ErrNotExist) {
		return in.readPlain()
	}
	if err != nil {
		return unreadable(err)
	}
	defer store.Close()
	if err := store.MustBeOf(in.project.Agreement); err != nil {
		return unreadable(err)
	}
	if err := in.readLedger(ctx, store); err != nil {
		return err
	}
	return in.tellMissing(ctx, store)
}

func (in *evidence) readPlain() error {
	events, err := books.ReadPlain(in.dir, in.project.Agreement)
	if err != nil {
		return in.orRefuse(in.project, books.PlainFile, err, in.asJSON)
	}
	in.begin(len(events))
	for i := range events {
		in.event(&events[i])
	}
	return nil
}

// readLedger reads a ledger entry by entry, so that it never lies in memory as a whole.
func (in *evidence) readLedger(ctx context.Context, store *books.Ledger) error {
	size, err := store.Size(ctx)
	if err != nil {
		return unreadable(err)
	}
	in.begin(int(size))
	sieve, left := books.NewSieve(in.project.Agreement), diag.List(nil)
	for entry, err := range ledger.After(ctx, store, 0) {
		if err != nil {
			return unreadable(err)
		}
		refused := sieve.Refuse(&entry.Event)
		for _, r := range refused {
			left = append(left, diag.Warningf(diag.Range{File: store.Place}, "Recorded event left out",
				"%s", r))
		}
		if len(refused) == 0 {
			in.event(&entry.Event)
		}
	}
	return diag.Render(in.err, left, diag.Options{Width: in.width(), Colour: in.colour()})
}

// tellMissing tells how many events stand in plain evidence and not in the ledger, which alone
// counts.
func (in *evidence) tellMissing(ctx context.Context, store *books.Ledger) error {
	file, err := os.Open(filepath.Join(in.dir, books.PlainFile))
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return unreadable(err)
	}
	defer file.Close()
	plain, refused, err := ledger.ReadJSONL(file)
	if err != nil {
		return unreadable(err)
	}
	missing := len(refused) + len(plain)
	for portion := range slices.Chunk(plain, portionSize) {
		found, err := store.Find(ctx, eventIDs(portion))
		if err != nil {
			return unreadable(err)
		}
		missing -= len(found)
	}
	if missing > 0 {
		fmt.Fprint(in.err, in.wrapped(fmt.Sprintf("%s: only the ledger counts, and %s of this file "+
			"are not in it; to take them in: lockstep import %s %s", books.PlainFile,
			plural(missing, "line", "lines"), in.dir, file.Name()), 0))
	}
	return nil
}

// portionSize is how many ids a ledger is asked for at a time.
const portionSize = 500

func eventIDs(events []ledger.Event) []string {
	ids := make([]string, len(events))
	for i := range events {
		ids[i] = events[i].ID
	}
	return ids
}

// orRefuse tells what was refused of a file, where that is what went wrong, and gives the error
// that ends the command.
func (c *console) orRefuse(p *lang.Project, file string, err error, asJSON bool) error {
	var refused *ledger.RefusedError
	if !errors.As(err, &refused) {
		return orUnreadable(err)
	}
	found := diagnostics(file, refused.Refused)
	if asJSON {
		err = c.json(refusal{Agreement: p.Agreement.ID, Diagnostics: found.Reports()})
	} else {
		err = diag.Render(c.err, found, diag.Options{Width: c.width(), Colour: c.colour()})
	}
	return cmp.Or(err, error(&exitError{status: exitInput}))
}

// diagnostics are refusals as every other fault of a project is told.
func diagnostics(file string, refused []ledger.Refusal) diag.List {
	ledger.SortRefusals(refused)
	list := make(diag.List, len(refused))
	for i, r := range refused {
		place := diag.Range{File: file, Start: diag.Pos{Line: r.Line}, End: diag.Pos{Line: r.Line}}
		r.Line = 0
		summary := "Event refused"
		if r.Event == "" {
			summary = "Line refused"
		}
		list[i] = diag.Errorf(place, summary, "%s", r)
	}
	return list
}
