package desk

import (
	"context"
	"errors"
	"io/fs"
	"slices"
	"sync"
	"sync/atomic"

	"lockstep/internal/agreement"
	"lockstep/internal/books"
	"lockstep/internal/lang"
	"lockstep/internal/ledger"
)

// A Desk is an open project. Many may use it at once.
type Desk struct {
	dir     string
	now     atomic.Pointer[Edition]
	turning sync.Mutex                   // held while another edition is being made
	store   atomic.Pointer[books.Ledger] // nil where the project has no ledger
	hears   atomic.Bool                  // a ledger that others add to tells when they do
}

// Open opens a project that was read without errors. The error is a *ledger.RefusedError where
// its plain evidence is wrong.
func Open(ctx context.Context, dir string, project *lang.Project) (*Desk, error) {
	d := &Desk{dir: dir}
	store, err := openLedger(ctx, dir, project.Agreement)
	if err != nil {
		return nil, err
	}
	d.store.Store(store)
	marks, err := marksOf(ctx, dir, store)
	if err != nil {
		return nil, errors.Join(err, d.Close())
	}
	e := newEdition(1, project, marks)
	if err := d.readEvidence(ctx, e, nil); err != nil {
		return nil, errors.Join(err, d.Close())
	}
	d.now.Store(e)
	return d, nil
}

// openLedger opens the ledger of a project, nil where it has none.
func openLedger(ctx context.Context, dir string, a *agreement.Agreement) (*books.Ledger, error) {
	store, err := books.OpenLedger(ctx, dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	if err := store.MustBeOf(a); err != nil {
		return nil, errors.Join(err, store.Close())
	}
	return store, nil
}

// Now is the newest edition as a reader sees it, who sees only what is marked for nobody else.
func (d *Desk) Now() *Edition { return d.For(ledger.Clearance{}) }

// For is the newest edition as it is for somebody of that clearance. Whatever is shown to people
// is asked of what this gives.
func (d *Desk) For(c ledger.Clearance) *Edition { return d.now.Load().For(c) }

// Dir is the folder of the project.
func (d *Desk) Dir() string { return d.dir }

// Close ends the desk; what was handed out stays good.
func (d *Desk) Close() error {
	if store := d.store.Load(); store != nil {
		return store.Close()
	}
	return nil
}

// Refresh makes another edition if the project has changed. Where it cannot be read any more, an
// edition that says so takes the place of the last one, with the text and evidence of that.
func (d *Desk) Refresh(ctx context.Context) {
	d.turning.Lock()
	defer d.turning.Unlock()
	d.refresh(ctx)
}

// refresh is Refresh for one who holds the lock.
func (d *Desk) refresh(ctx context.Context) {
	last := d.now.Load()
	if d.store.Load() == nil {
		if store, err := openLedger(ctx, d.dir, last.Project.Agreement); err == nil {
			d.store.Store(store)
		}
	}
	marks, err := marksOf(ctx, d.dir, d.store.Load())
	if ctx.Err() != nil || err == nil && marks == last.marks {
		return
	}
	next, err := d.read(ctx, last, marks, err)
	if ctx.Err() != nil {
		return
	}
	if err != nil {
		if last.Lags == err.Error() && last.marks == marks {
			return
		}
		next = last.lagging(marks, err)
	}
	d.now.Store(next)
	close(last.superseded)
}

// read makes the edition after the last one from what is there now.
func (d *Desk) read(ctx context.Context, last *Edition, now marks, err error) (*Edition, error) {
	if err != nil {
		return nil, err
	}
	project := last.Project
	if now.text != last.marks.text {
		if project, err = lang.Load(d.dir); err != nil {
			return nil, err
		}
		if project.Diagnostics.Errors() {
			return nil, errors.New("the text holds errors: lockstep check tells them")
		}
	}
	next := newEdition(last.Revision+1, project, now)
	if project == last.Project {
		next.text = last.text
	}
	return next, d.readEvidence(ctx, next, last)
}

// readEvidence reads the evidence of an edition; of a ledger only what was recorded since the
// last edition.
func (d *Desk) readEvidence(ctx context.Context, e, last *Edition) error {
	e.dir = d.dir
	store := d.store.Load()
	if store == nil {
		events, err := books.ReadPlain(d.dir, e.Agreement)
		e.Events = events
		return err
	}
	e.Sealed = true
	e.concordance = store
	known := 0
	if last != nil && last.Sealed {
		e.recorded, known = last.recorded, len(last.recorded)
	}
	for entry, err := range ledger.After(ctx, store, int64(known)) {
		if err != nil {
			return err
		}
		e.recorded = append(e.recorded, entry.Event)
	}
	tree, err := ledger.TreeOf(ctx, store)
	if err != nil {
		return err
	}
	if tree.N == int64(len(e.recorded)) { // nobody has recorded more since
		e.Checkpoint = tree.Hash.String()
	}
	e.fit(last, known)
	return nil
}

// fit parts what was recorded into what the agreement knows and the rest; where the last edition
// has the same agreement, only what is behind its own.
//
// Editions share the room of their events, each looking at no more of it than it has. That is
// safe because only the newest one is ever added to, by whoever holds the turning.
func (e *Edition) fit(last *Edition, known int) {
	if known == 0 || last.Agreement != e.Agreement {
		e.Events, e.LeftOut = books.Fitting(e.Agreement, slices.Clone(e.recorded))
		return
	}
	fitting, leftOut := books.Fitting(e.Agreement, slices.Clone(e.recorded[known:]))
	e.Events = append(last.Events, fitting...)
	e.LeftOut = slices.Concat(last.LeftOut, leftOut)
	ledger.SortRefusals(e.LeftOut)
	e.carry(last, known)
}
