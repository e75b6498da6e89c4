package intake

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"

	"lockstep/internal/diag"
	"lockstep/internal/ledger"
	"lockstep/internal/matrix"
	"lockstep/internal/matrix/sheet"
)

// The formats of files. A workbook holds matrices alone.
const (
	JSONL = "jsonl"
	CSV   = "csv"
	XLSX  = "xlsx"
)

// EventFormats are the formats in which events come.
var EventFormats = []string{JSONL, CSV}

// streams read the formats of events.
var streams = map[string]ledger.Stream{JSONL: ledger.StreamJSONL, CSV: ledger.StreamCSV}

// Stream reads events in one of the EventFormats.
func Stream(format string) ledger.Stream { return streams[format] }

// ErrNoWorkbook is what is wrong with a file that [IsMatrix] does not take for a workbook although
// its name says that it is one.
var ErrNoWorkbook = errors.New("it is named as a workbook and is none: it is empty or was cut off")

// FormatOf is the format of events that is stated or, where none is, the one in which the name of
// a file ends. The error names the formats there are.
func FormatOf(file, stated string) (string, error) {
	format := stated
	if format == "" {
		format = strings.ToLower(strings.TrimPrefix(filepath.Ext(file), "."))
	}
	if format == XLSX && stated == "" {
		return "", ErrNoWorkbook
	}
	if !slices.Contains(EventFormats, format) {
		return "", fmt.Errorf("there is no format %q of evidence.%s It is one of %s", format,
			diag.DidYouMean(format, EventFormats), strings.Join(EventFormats, ", "))
	}
	return format, nil
}

// IsMatrix reports whether a file holds a matrix rather than events: a workbook, unless it is
// stated to be something else, or CSV with the head of a matrix. It takes nothing from in.
func IsMatrix(in *bufio.Reader, stated string) bool {
	start, err := in.Peek(in.Size()) // what cannot be read is told by whoever reads it
	if stated == JSONL || sheet.IsWorkbook(start) {
		return stated == "" || stated == XLSX
	}
	if end := bytes.LastIndexByte(start, '\n'); err == nil && end > 0 {
		start = start[:(end+1)&^1] // even, for UTF-16
	}
	for _, text := range [][]byte{start, bytes.ToValidUTF8(start, []byte("?"))} {
		tables, _, err := sheet.Read(bytes.NewReader(text))
		if err == nil && len(tables) == 1 && matrix.Recognise(&tables[0]) {
			return true
		}
	}
	return false
}

// A SheetError is the error of a sheet that the workbook does not have.
type SheetError struct {
	Name  string
	Names []string // that it has
}

// Error names the sheet and the nearest one.
func (e *SheetError) Error() string {
	return fmt.Sprintf("there is no sheet %q.%s", e.Name, diag.DidYouMean(e.Name, e.Names))
}

// ReadMatrix reads a matrix from a file: from the sheet of that name, or from the only one that
// holds a matrix where the name is "". What is refused here is refused as a whole, and there is no
// matrix. The error is a *SheetError, or that of the reader.
func ReadMatrix(in io.Reader, name string) (*matrix.Found, []sheet.Refusal, error) {
	tables, refused, err := sheet.Read(in)
	if err != nil || len(refused) > 0 {
		return nil, refused, err
	}
	if name != "" {
		names := make([]string, len(tables))
		for i := range tables {
			names[i] = tables[i].Name
		}
		i := slices.Index(names, name)
		if i < 0 {
			return nil, nil, &SheetError{name, names}
		}
		tables = tables[i : i+1]
		tables[0].Hidden = false
	}
	found, refused := matrix.Find(tables)
	return found, refused, nil
}
