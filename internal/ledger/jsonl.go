package ledger

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"iter"
)

// longestLine is the most bytes that one line of evidence may have.
const longestLine = 1 << 20

// ReadJSONL reads plain evidence: UTF-8, one event a line, in any order. Empty lines are skipped.
// Whatever is wrong with a line is refused with its number, every fault of every line up to
// 10,000 faults, and none of that line's event is kept. The error is that of the reader.
func ReadJSONL(r io.Reader) (events []Event, refused []Refusal, err error) {
	return collect(r, StreamJSONL)
}

// A Stream reads a file event by event, in memory that does not grow with it: visit gets each
// event, good until it returns, or the refusals of a line, and ends the reading with false.
type Stream func(r io.Reader, visit func(*Event, []Refusal) bool) error

// collect reads all events and refusals of a file.
func collect(r io.Reader, stream Stream) (events []Event, refused []Refusal, err error) {
	err = stream(r, func(e *Event, faults []Refusal) bool {
		if len(faults) == 0 {
			events = append(events, *e)
			return true
		}
		refused = append(refused, faults...)
		return true
	})
	return events, refused, err
}

// mostRefused is how many faults of a file are told.
const mostRefused = 10_000

const tooMuch = "there is too much wrong with the file: the rest was not looked at"

// A bounded visit ends the reading of a file where there is too much wrong with it.
type bounded struct {
	visit   func(*Event, []Refusal) bool
	refused int
}

// see hands on an event or refusals and reports whether to go on.
func (b *bounded) see(e *Event, faults []Refusal) bool {
	b.refused += len(faults)
	if b.refused >= mostRefused {
		faults = append(faults, Refusal{Line: faults[0].Line, Reason: tooMuch})
	}
	return b.visit(e, faults) && b.refused < mostRefused
}

// StreamJSONL reads plain evidence as ReadJSONL does. It is a Stream.
func StreamJSONL(r io.Reader, visit func(*Event, []Refusal) bool) error {
	var d decoder
	b := bounded{visit: visit}
	lines := lineReader{buffered: bufio.NewReaderSize(r, 1<<16)}
	if reason := foreign(lines.buffered); reason != "" {
		visit(nil, []Refusal{{Line: 1, Reason: reason}})
		return nil
	}
	for lines.next() {
		event, faults := d.line(lines.text, lines.number, lines.tooLong)
		if (event != nil || faults != nil) && !b.see(event, faults) {
			return nil
		}
	}
	return lines.err
}

var byteOrderMark = []byte("\xef\xbb\xbf")

// foreign says why a file cannot be text in UTF-8, from its first bytes, and steps over the mark
// of UTF-8.
func foreign(r *bufio.Reader) string {
	start, _ := r.Peek(4) // where that fails, so does reading
	switch {
	case bytes.HasPrefix(start, []byte("PK\x03\x04")):
		return "this is a workbook or another zip file, not text: save it as CSV UTF-8"
	case bytes.HasPrefix(start, []byte("\xff\xfe")), bytes.HasPrefix(start, []byte("\xfe\xff")):
		return "the text is in UTF-16: save it as UTF-8"
	case bytes.HasPrefix(start, byteOrderMark):
		_, _ = r.Discard(len(byteOrderMark)) // they were seen
	}
	return ""
}

// line reads the event of one line; both results are nil where the line is empty.
func (d *decoder) line(text []byte, number int, tooLong bool) (*Event, []Refusal) {
	text = bytes.TrimSpace(text)
	switch {
	case tooLong:
		return nil, []Refusal{{Line: number, Reason: fmt.Sprintf(
			"the line is longer than %d bytes", longestLine)}}
	case len(text) == 0:
		return nil, nil
	}
	d.decode(text)
	if d.seen == 0 && len(d.refused) > 0 { // no event at all
		d.refused[0].Line = number
		return nil, d.refused[:1]
	}
	event, faults := d.form.event(number)
	refused := append(d.refused, withoutFields(faults, d.refused)...)
	for i := range refused {
		refused[i].Line, refused[i].Event = number, d.form[fieldID]
	}
	return &event, refused
}

// withoutFields leaves out what is said of fields that were refused already.
func withoutFields(faults, before []Refusal) []Refusal {
	var rest []Refusal
next:
	for _, f := range faults {
		for _, b := range before {
			if b.Field == f.Field {
				continue next
			}
		}
		rest = append(rest, f)
	}
	return rest
}

// A lineReader reads lines of bounded length and goes on behind one that is longer.
type lineReader struct {
	buffered *bufio.Reader
	text     []byte // without the line break; good until the next call
	number   int
	tooLong  bool
	err      error
}

// next reads a line, false at the end or where the reader fails.
func (l *lineReader) next() bool {
	l.text, l.tooLong = l.text[:0], false
	read := false
	for {
		part, err := l.buffered.ReadSlice('\n')
		read = read || len(part) > 0
		if l.tooLong = l.tooLong || len(l.text)+len(part) > longestLine+1; !l.tooLong {
			l.text = append(l.text, part...)
		}
		switch {
		case err == nil:
			l.number++
			return true
		case errors.Is(err, bufio.ErrBufferFull):
		case errors.Is(err, io.EOF):
			l.number++
			return read
		default:
			l.err = fmt.Errorf("reading evidence: %w", err)
			return false
		}
	}
}

// WriteJSONL writes events as plain evidence, one a line, in the order given.
func WriteJSONL(w io.Writer, events iter.Seq[Event]) error {
	buffered := bufio.NewWriterSize(w, 1<<16)
	var line []byte
	for e := range events {
		line = append(AppendJSON(line[:0], &e), '\n')
		if _, err := buffered.Write(line); err != nil {
			return fmt.Errorf("writing evidence: %w", err)
		}
	}
	if err := buffered.Flush(); err != nil {
		return fmt.Errorf("writing evidence: %w", err)
	}
	return nil
}
