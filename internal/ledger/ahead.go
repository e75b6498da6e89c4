package ledger

import (
	"iter"
	"sync"
)

// A portion is a batch of events made ready to be appended: what can be done of the work without
// asking the store, so that it is done while the store writes the batch before.
type portion struct {
	events  []Event
	texts   [][]byte // of the entries that they would be; nil of one that is wrong in itself
	leaves  []Hash
	refused []Refusal
	ended   error // with which the sequence ended, if it did
	room    []byte
}

var portionRoom = sync.Pool{New: func() any { return new(portion) }}

func newPortion() *portion {
	p := portionRoom.Get().(*portion)
	*p = portion{events: p.events[:0], texts: p.texts[:0], leaves: p.leaves[:0], room: p.room[:0]}
	return p
}

// release says that a portion and its texts are no longer needed.
func (p *portion) release() { portionRoom.Put(p) }

// add makes one event ready.
func (p *portion) add(e *Event, recorded Instant) {
	p.events = append(p.events, *e)
	if wrong := faults(e); len(wrong) > 0 {
		p.refused = append(p.refused, wrong...)
		p.texts, p.leaves = append(p.texts, nil), append(p.leaves, Hash{})
		return
	}
	from := len(p.room)
	p.room = appendSealed(p.room, recorded, e)
	text := p.room[from:len(p.room):len(p.room)]
	p.texts, p.leaves = append(p.texts, text), append(p.leaves, leafOf(text))
}

// portions cuts a sequence into batches.
func portions(events iter.Seq2[*Event, error], recorded Instant) iter.Seq[*portion] {
	return func(yield func(*portion) bool) {
		p := newPortion()
		for e, err := range events {
			if err != nil {
				p.ended = err
				break
			}
			if p.add(e, recorded); len(p.events) < batch {
				continue
			}
			if !yield(p) {
				return
			}
			p = newPortion()
		}
		yield(p)
	}
}

// ahead goes through a sequence in a goroutine of its own, a few elements ahead of its reader.
// When the loop over it ends, whatever ended it, nothing of the sequence runs any more.
func ahead[T any](sequence iter.Seq[T]) iter.Seq[T] {
	return func(yield func(T) bool) {
		const most = 4
		elements, stop := make(chan T, most), make(chan struct{})
		go func() {
			defer close(elements)
			for e := range sequence {
				select {
				case elements <- e:
				case <-stop:
					return
				}
			}
		}()
		defer func() {
			close(stop)
			for range elements { // until the goroutine has ended
			}
		}()
		for e := range elements {
			if !yield(e) {
				return
			}
		}
	}
}
