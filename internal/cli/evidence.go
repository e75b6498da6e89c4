package cli

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"lockstep/internal/books"
	"lockstep/internal/diag"
	"lockstep/internal/lang"
	"lockstep/internal/ledger"
)

// evidence reads the evidence of a project and holds it against the agreement: that of its
// ledger, if it has one, else its plain evidence. A project with neither has no evidence.
//
// What is refused of plain evidence is told, all of it at once, and ends the command. What a
// ledger holds cannot be mended there, so that what the agreement does not know, or no longer
// knows, is told and left out.
func (c *console) evidence(dir string, p *lang.Project, asJSON bool) ([]ledger.Event, error) {
	store, err := books.OpenLedger(context.Background(), dir)
	if errors.Is(err, fs.ErrNotExist) {
		events, err := books.ReadPlain(dir, p.Agreement)
		return events, c.orRefuse(p, books.PlainFile, err, asJSON)
	}
	if err != nil {
		return nil, unreadable(err)
	}
	defer store.Close()
	if err := store.MustBeOf(p.Agreement); err != nil {
		return nil, unreadable(err)
	}
	events, err := ledger.All(context.Background(), store)
	if err != nil {
		return nil, unreadable(err)
	}
	events, err = c.fitting(p, store.Place, events)
	if err != nil {
		return nil, err
	}
	return events, c.tellMissing(dir, events)
}

// fitting leaves out the recorded events that the agreement does not know, and tells them.
func (c *console) fitting(p *lang.Project, place string, events []ledger.Event) (
	[]ledger.Event, error,
) {
	kept, refused := books.Fitting(p.Agreement, events)
	var told diag.List
	for _, r := range refused {
		told = append(told, diag.Warningf(diag.Range{File: place}, "Recorded event left out", "%s", r))
	}
	err := diag.Render(c.err, told, diag.Options{Width: c.width(), Colour: c.colour()})
	return kept, err
}

// tellMissing tells how many events stand in plain evidence and not in the ledger, which alone
// counts.
func (c *console) tellMissing(dir string, recorded []ledger.Event) error {
	file, err := os.Open(filepath.Join(dir, books.PlainFile))
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
	known := make(map[string]bool, len(recorded))
	for i := range recorded {
		known[recorded[i].ID] = true
	}
	missing := len(refused)
	for i := range plain {
		if !known[plain[i].ID] {
			missing++
		}
	}
	if missing > 0 {
		fmt.Fprint(c.err, c.wrapped(fmt.Sprintf("%s: only the ledger counts, and %s of this file "+
			"are not in it; to take them in: lockstep import %s %s", books.PlainFile,
			plural(missing, "line", "lines"), dir, file.Name()), 0))
	}
	return nil
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
		err = c.json(refusal{p.Agreement.ID, found.Reports()})
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
