package ledger

import (
	"iter"
	"runtime"
	"sync"
)

// An opening is a batch of entries on its way from the store to its reader: as they are stored,
// and, once it is done, opened.
type opening struct {
	sealed  []Sealed // whose texts lie in room
	room    []byte
	entries []Entry
	err     error // of the store, or of the entry behind the last of entries
	done    chan struct{}
}

// openBatch is how many entries are opened together.
const openBatch = 256

// opened opens entries, as many batches at a time as there are processors, and gives the batches in
// their order.
func opened(sealed iter.Seq2[Sealed, error]) iter.Seq[*opening] {
	return func(yield func(*opening) bool) {
		work := make(chan *opening)
		var workers sync.WaitGroup
		for range runtime.GOMAXPROCS(0) {
			workers.Go(func() {
				var d decoder
				for o := range work {
					o.open(&d)
				}
			})
		}
		defer workers.Wait()
		defer close(work)
		for o := range openings(sealed) {
			work <- o
			if !yield(o) {
				return
			}
		}
	}
}

// openings cuts stored entries into batches with texts of their own.
func openings(sealed iter.Seq2[Sealed, error]) iter.Seq[*opening] {
	return func(yield func(*opening) bool) {
		o := &opening{done: make(chan struct{})}
		for s, err := range sealed {
			if err != nil {
				o.err = err
				break
			}
			o.add(s)
			if len(o.sealed) < openBatch {
				continue
			}
			if !yield(o) {
				return
			}
			o = &opening{room: make([]byte, 0, cap(o.room)), done: make(chan struct{})}
		}
		if len(o.sealed) > 0 || o.err != nil {
			yield(o)
		}
	}
}

// add takes an entry along. What the store handed out is good only until its next one.
func (o *opening) add(s Sealed) {
	from := len(o.room)
	o.room = append(o.room, s.Text...)
	s.Text = o.room[from:len(o.room):len(o.room)]
	o.sealed = append(o.sealed, s)
}

// open opens the entries up to the first that cannot be read.
func (o *opening) open(d *decoder) {
	defer close(o.done)
	o.entries = make([]Entry, 0, len(o.sealed))
	for _, s := range o.sealed {
		entry, err := d.open(s)
		if err != nil {
			o.err = err
			return
		}
		o.entries = append(o.entries, entry)
	}
}
