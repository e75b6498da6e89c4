package desk

import (
	"context"
	"errors"
	"time"

	"lockstep/internal/books"
)

// Watch makes another edition, until the context ends, when somebody else has changed the project:
// with an editor, or with another program that records. It looks every so often. Where the ledger
// tells what is added to it, it is asked when it tells, and otherwise only now and then; while
// nothing can be heard from it, every time. It begins with having the words of a ledger ready for
// those who search.
func (d *Desk) Watch(ctx context.Context, every time.Duration) {
	go d.now.Load().prepare(ctx)
	heard := make(chan struct{}, 1)
	go d.listen(ctx, every, func() {
		d.hears.Store(true)
		select {
		case heard <- struct{}{}:
		default: // it will be looked at anyway
		}
	})
	ticks := time.NewTicker(every)
	defer ticks.Stop()
	for n := 1; ; n++ {
		select {
		case <-ctx.Done():
			return
		case <-heard:
			d.Refresh(ctx)
		case <-ticks.C:
			if n%rarely == 0 || !d.hears.Load() || d.edited() {
				d.Refresh(ctx)
			}
		}
	}
}

// A ledger that tells is asked all the same every so many times.
const rarely = 60

// mostDeaf is how long it takes at most until a lost connection is made anew.
const mostDeaf = time.Second

// listen hears what the ledger tells, and tries again where it cannot.
func (d *Desk) listen(ctx context.Context, every time.Duration, heard func()) {
	again := time.NewTicker(min(every, mostDeaf))
	defer again.Stop()
	for {
		if l := d.store.Load(); l != nil {
			err := l.Listen(ctx, heard)
			if d.hears.Store(false); errors.Is(err, books.ErrSilent) {
				return
			}
		}
		select {
		case <-ctx.Done():
			return
		case <-again.C:
		}
	}
}

// edited reports whether the files of the project are others than those of the newest edition.
func (d *Desk) edited() bool {
	now, err := folderMarks(d.dir)
	return err != nil || now.text != d.Now().marks.text
}
