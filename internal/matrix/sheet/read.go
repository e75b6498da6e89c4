package sheet

import (
	"bytes"
	"fmt"
	"io"
)

// Read reads the tables of a file: the sheets of a workbook, or the one of a CSV file. What the
// file is, is told from how it begins, not from its name. What is refused here is refused as a
// whole, and there are no tables; rows that cannot be read are refused in their table, and a cell
// carries its own reason, since it depends on the column whether it matters. The error is that of
// the reader.
func Read(r io.Reader) ([]Sheet, []Refusal, error) {
	source, err := io.ReadAll(io.LimitReader(r, MaxBytes+1))
	if err != nil {
		return nil, nil, fmt.Errorf("reading the table: %w", err)
	}
	if len(source) > MaxBytes {
		return nil, whole("the file is larger than %d megabytes", MaxBytes>>20), nil
	}
	sheets, refused := read(source)
	SortRefusals(refused)
	return sheets, refused, nil
}

// compound is how files of Microsoft's compound format begin: workbooks of before 2007, and
// those that a password locks.
const compound = "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

func read(source []byte) ([]Sheet, []Refusal) {
	switch {
	case len(bytes.TrimSpace(source)) == 0:
		return nil, whole("the file is empty")
	case bytes.HasPrefix(source, []byte(compound)):
		return nil, whole("this is a workbook in the format of before 2007 (xls), or one that is " +
			"locked by a password: save it as xlsx without a password")
	case isZip(source):
		return readXLSX(source)
	}
	return readCSV(source)
}

// IsWorkbook reports whether a file that begins so is a workbook: a zip file, or one of before
// 2007, which Read refuses.
func IsWorkbook(start []byte) bool {
	return isZip(start) || bytes.HasPrefix(start, []byte(compound))
}

func isZip(start []byte) bool { return bytes.HasPrefix(start, []byte("PK\x03\x04")) }
