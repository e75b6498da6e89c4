package ledger

import (
	"bufio"
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"iter"
	"slices"
	"strings"
	"unicode/utf8"

	"lockstep/internal/diag"
)

// largestTable is the most bytes that a CSV file may have. An unclosed quotation mark makes the
// rest of the file one cell, so it must fit into memory.
const largestTable = 256 << 20

// columns are the fields that CSV has: all that people can say.
var columns = func() []field {
	var all []field
	for f := range fieldCount {
		if f != fieldRecorded {
			all = append(all, f)
		}
	}
	return all
}()

// ReadCSV reads a table of events: UTF-8, a head with the names of the format's fields in any
// order, one event a row. Commas, semicolons and tabs are understood, as the head shows which.
// Whatever is wrong with a row is refused with the line on which it begins; where the head or
// the encoding is wrong nothing else is looked at. A cell that begins with an equals sign is
// refused, for spreadsheets would compute it, unless an apostrophe stands in front, as WriteCSV
// writes it. The error is that of the reader.
func ReadCSV(r io.Reader) (events []Event, refused []Refusal, err error) {
	return collect(r, StreamCSV)
}

// StreamCSV reads a table of events as ReadCSV does. It is a Stream.
func StreamCSV(r io.Reader, visit func(*Event, []Refusal) bool) error {
	buffered := bufio.NewReaderSize(io.LimitReader(r, largestTable+1), 1<<16)
	if reason := foreign(buffered); reason != "" {
		visit(nil, []Refusal{{Line: 1, Reason: reason}})
		return nil
	}
	var size counter
	t := table{rows: csv.NewReader(io.TeeReader(buffered, &size)), visit: bounded{visit: visit}}
	var err error
	t.rows.Comma, err = separator(buffered)
	t.rows.FieldsPerRecord, t.rows.ReuseRecord = -1, true
	if err == nil {
		err = t.read()
	}
	if size > largestTable {
		visit(nil, []Refusal{{Reason: fmt.Sprintf("the file is larger than %d megabytes: split it, "+
			"or use JSONL", largestTable>>20)}})
		return nil
	}
	if err != nil {
		return fmt.Errorf("reading the table: %w", err)
	}
	return nil
}

// A counter counts the bytes written to it.
type counter int64

func (c *counter) Write(p []byte) (int, error) {
	*c += counter(len(p))
	return len(p), nil
}

// separator is what stands between the names of the head.
func separator(r *bufio.Reader) (rune, error) {
	start, err := r.Peek(r.Size())
	if err != nil && !errors.Is(err, io.EOF) {
		return 0, err
	}
	head, _, _ := bytes.Cut(start, []byte("\n"))
	best := ','
	for _, other := range ";\t" {
		if bytes.Count(head, []byte(string(other))) > bytes.Count(head, []byte(string(best))) {
			best = other
		}
	}
	return best, nil
}

// A table is a CSV file that is being read.
type table struct {
	rows    *csv.Reader
	columns []field
	visit   bounded
}

// read reads the head and then every row.
func (t *table) read() error {
	head, err := t.rows.Read()
	if errors.Is(err, io.EOF) {
		t.visit.see(nil, []Refusal{{Line: 1, Reason: "the table is empty: its head names the " +
			"columns, such as id, at, kind, subject"}})
		return nil
	}
	if refused, err := t.malformed(err); err != nil || refused != nil {
		t.visit.see(nil, refused)
		return err
	}
	if refused := t.head(head); refused != nil {
		t.visit.see(nil, refused)
		return nil
	}
	for {
		row, err := t.rows.Read()
		if errors.Is(err, io.EOF) {
			return nil
		}
		refused, err := t.malformed(err)
		if err != nil {
			return err
		}
		var event *Event
		if refused == nil {
			event, refused = t.row(row)
		}
		if (event != nil || refused != nil) && !t.visit.see(event, refused) {
			return nil
		}
	}
}

// malformed tells a row that cannot be read from a file that cannot.
func (t *table) malformed(err error) ([]Refusal, error) {
	var malformed *csv.ParseError
	if !errors.As(err, &malformed) {
		return nil, err
	}
	return []Refusal{{Line: malformed.StartLine, Reason: fmt.Sprintf(
		"the row cannot be read: %v, in line %d", malformed.Err, malformed.Line)}}, nil
}

// head learns the columns.
func (t *table) head(names []string) (refused []Refusal) {
	known := make([]string, len(columns))
	for i, f := range columns {
		known[i] = fieldNames[f]
	}
	for _, name := range names {
		name = strings.TrimSpace(name)
		at := slices.Index(known, name)
		reason := ""
		switch {
		case !utf8.ValidString(name):
			return []Refusal{{Line: 1, Reason: "the text is not UTF-8: save it as CSV UTF-8"}}
		case at < 0:
			reason = "the format has no such column." + elseAll(name, known)
		case slices.Contains(t.columns, columns[at]):
			reason = "the column stands there twice"
		default:
			t.columns = append(t.columns, columns[at])
			continue
		}
		refused = append(refused, Refusal{Line: 1, Field: name, Reason: reason})
	}
	if len(refused) > 0 {
		return refused
	}
	for _, needed := range []field{fieldID, fieldAt, fieldKind} {
		if !slices.Contains(t.columns, needed) {
			refused = append(refused, Refusal{Line: 1, Field: fieldNames[needed],
				Reason: "the table lacks this column"})
		}
	}
	return refused
}

func elseAll(name string, known []string) string {
	if nearest := diag.DidYouMean(name, known); nearest != "" {
		return nearest
	}
	return " It has " + listed(known) + "."
}

// row reads one event. Rows without any text are passed over, as spreadsheets leave them; both
// results are nil then.
func (t *table) row(cells []string) (*Event, []Refusal) {
	line, _ := t.rows.FieldPos(0)
	if !slices.ContainsFunc(cells, func(c string) bool { return strings.TrimSpace(c) != "" }) {
		return nil, nil
	}
	if len(cells) > len(t.columns) && strings.Join(cells[len(t.columns):], "") != "" {
		return nil, []Refusal{{Line: line, Reason: fmt.Sprintf("the row has more cells than the head "+
			"has columns: %d, not %d", len(cells), len(t.columns))}}
	}
	var f form
	var refused []Refusal
	for i, cell := range cells[:min(len(cells), len(t.columns))] {
		text, reason := plainCell(cell, t.columns[i])
		if reason != "" {
			refused = append(refused, Refusal{Field: fieldNames[t.columns[i]], Reason: reason})
		}
		f[t.columns[i]] = text
	}
	event, faults := f.event(line)
	refused = append(refused, withoutFields(faults, refused)...)
	for i := range refused {
		refused[i].Line, refused[i].Event = line, f[fieldID]
	}
	return &event, refused
}

// plainCell is what a cell says: without the blanks round a name or number, and without the
// apostrophe that keeps a spreadsheet from computing it.
func plainCell(cell string, f field) (text, reason string) {
	switch f {
	case fieldExact, fieldPrefix, fieldSuffix, fieldNote, fieldBasis, fieldLocator, fieldSpeaker,
		fieldAssessor, fieldRecorder:
	default:
		cell = strings.TrimSpace(cell)
	}
	switch {
	case len(cell) > longestLine:
		return "", fmt.Sprintf("the cell is longer than %d bytes", longestLine)
	case strings.HasPrefix(cell, "'") && computes(strings.TrimLeft(cell, "'")):
		return cell[1:], ""
	case strings.HasPrefix(cell, "="):
		return "", "it begins with =, as a formula does: give its result, or an apostrophe in front " +
			"where it is text"
	}
	return cell, ""
}

// computes reports whether a spreadsheet may take a cell for a formula.
func computes(cell string) bool {
	return cell != "" && strings.IndexByte("=+-@\t\r", cell[0]) >= 0
}

// WriteCSV writes events as a table, in the order given, with all columns. It begins with the
// mark of UTF-8, without which some spreadsheets read another encoding. A text that a
// spreadsheet would compute gets an apostrophe in front; numbers stay numbers.
func WriteCSV(w io.Writer, events iter.Seq[Event]) error {
	buffered := bufio.NewWriterSize(w, 1<<16)
	_, err := buffered.Write(byteOrderMark)
	rows := csv.NewWriter(buffered)
	cells := make([]string, len(columns))
	for i, f := range columns {
		cells[i] = fieldNames[f]
	}
	err = errors.Join(err, rows.Write(cells))
	for e := range events {
		f := formOf(&e)
		for i, column := range columns {
			cells[i] = safeCell(f[column], column)
		}
		if err = errors.Join(err, rows.Write(cells)); err != nil {
			break
		}
	}
	rows.Flush()
	if err = errors.Join(err, rows.Error(), buffered.Flush()); err != nil {
		return fmt.Errorf("writing the table: %w", err)
	}
	return nil
}

// safeCell is a text as a cell that no spreadsheet computes.
func safeCell(text string, f field) string {
	isNumber := f == fieldLow || f == fieldBest || f == fieldHigh || f == fieldCredibility
	if !isNumber && computes(strings.TrimLeft(text, "'")) {
		return "'" + text
	}
	return text
}
