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
	for event, faults := range eventsOf(r, &err) {
		if len(refused) > mostRefused {
			return events, append(refused, Refusal{Line: faultLine(refused), Reason: tooMuch}), nil
		}
		if len(faults) > 0 {
			refused = append(refused, faults...)
			continue
		}
		events = append(events, *event)
	}
	return events, refused, err
}

// mostRefused is how many faults of a file are told.
const mostRefused = 10_000

const tooMuch = "there is too much wrong with the file: the rest was not looked at"

// faultLine is the line of the last refusal.
func faultLine(refused []Refusal) int { return refused[len(refused)-1].Line }

// eventsOf gives the events of a file line by line. An event is good until the next is asked for.
func eventsOf(r io.Reader, err *error) iter.Seq2[*Event, []Refusal] {
	return func(yield func(*Event, []Refusal) bool) {
		var d decoder
		lines := lineReader{buffered: bufio.NewReaderSize(r, 1<<16)}
		if reason := foreign(lines.buffered); reason != "" {
			yield(nil, []Refusal{{Line: 1, Reason: reason}})
			return
		}
		for lines.next() {
			event, faults := d.line(lines.text, lines.number, lines.tooLong)
			if event == nil && faults == nil {
				continue
			}
			if !yield(event, faults) {
				return
			}
		}
		*err = lines.err
	}
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
	refused := d.refused
	var event Event
	if d.seen != 0 || len(refused) == 0 {
		var faults []Refusal
		event, faults = d.form.event(number)
		refused = append(refused, withoutFields(faults, refused)...)
	}
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
