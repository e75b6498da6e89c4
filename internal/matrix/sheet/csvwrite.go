package sheet

import (
	"fmt"
	"io"
	"strings"
)

// byteOrderMark is the mark of UTF-8, without which some spreadsheets read another encoding.
const byteOrderMark = "\xef\xbb\xbf"

// WriteCSV writes a table as CSV in UTF-8, days as 2020-07-13, computed cells as their values. A
// text that a spreadsheet would compute gets an apostrophe in front; numbers stay numbers.
func WriteCSV(w io.Writer, s *Sheet) error {
	if err := fits(s); err != nil {
		return err
	}
	var out strings.Builder
	out.WriteString(byteOrderMark)
	for i := range s.Rows {
		for j := range max(len(s.Columns), len(s.Rows[i].Cells)) {
			if j > 0 {
				out.WriteByte(',')
			}
			out.WriteString(field(s.Rows[i].Cell(j)))
		}
		out.WriteByte('\n')
	}
	if _, err := io.WriteString(w, out.String()); err != nil {
		return fmt.Errorf("writing the table: %w", err)
	}
	return nil
}

// field is a cell as CSV (RFC 4180) has it. What any program might take for a separator stands in
// quotation marks, so that nobody mistakes which one parts the fields.
func field(cell Cell) string {
	text := cell.String()
	if cell.Kind == Text {
		text = neutral(text)
	}
	if strings.ContainsAny(text, "\",;\t\r\n|") || strings.TrimSpace(text) != text {
		return `"` + strings.ReplaceAll(text, `"`, `""`) + `"`
	}
	return text
}

// fits fails where a table is larger than the limits.
func fits(s *Sheet) error {
	if n := len(s.Rows); n > MaxRows {
		return fmt.Errorf("the table has %d rows, and at most %d are written", n, MaxRows)
	}
	for i := range s.Rows {
		for j, cell := range s.Rows[i].Cells {
			if reason := tooLong(cell.Text); reason != "" {
				return fmt.Errorf("row %d, column %s: %s", i+1, Letters(j), reason)
			}
		}
	}
	return nil
}
