package sheet

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"strings"
)

// readCSV reads a table whose fields one of the separators parts.
func readCSV(source []byte) ([]Sheet, []Refusal) {
	text, notes, refused := decoded(source)
	if len(refused) > 0 || text == "" {
		return nil, refused
	}
	s := Sheet{Notes: notes}
	r := csv.NewReader(strings.NewReader(text))
	r.Comma, r.FieldsPerRecord = separator(text), -1
	for {
		cells, err := r.Read()
		var malformed *csv.ParseError
		switch {
		case errors.Is(err, io.EOF):
			return []Sheet{s}, nil
		case errors.As(err, &malformed):
			s.Refused = append(s.Refused, Refusal{Row: malformed.StartLine, Reason: fmt.Sprintf(
				"the row cannot be read: %v, in line %d", malformed.Err, malformed.Line)})
		case len(s.Rows) == MaxRows:
			return nil, whole("the table has more than %d rows: split it", MaxRows)
		default:
			line, _ := r.FieldPos(0)
			s.Rows = append(s.Rows, csvRow(line, cells, &s.Refused))
		}
	}
}

// csvRow reads the cells of one row.
func csvRow(line int, cells []string, faults *[]Refusal) Row {
	for len(cells) > 0 && strings.TrimSpace(cells[len(cells)-1]) == "" {
		cells = cells[:len(cells)-1]
	}
	if len(cells) > MaxColumns {
		*faults = append(*faults, Refusal{Row: line, Reason: fmt.Sprintf(
			"the row has %d cells, and at most %d are read", len(cells), MaxColumns)})
		return Row{Number: line}
	}
	row := Row{Number: line, Cells: make([]Cell, len(cells))}
	for i, cell := range cells {
		text, reason := plain(cell)
		if reason == "" {
			reason = tooLong(text)
		}
		row.Cells[i] = TextCell(text)
		row.Cells[i].Refused = reason
		if reason == formulaReason {
			row.Cells[i].Formula = strings.TrimLeft(text, " =")
		}
	}
	return row
}

// separator is what parts the fields: the one by which the most rows at the beginning have the same
// number of them, and more than one.
func separator(text string) rune {
	const enough = 64 << 10
	if len(text) > enough {
		text = text[:enough]
	}
	best, most := ',', evenness{}
	for _, candidate := range ",;\t" {
		if even := evennessOf(text, candidate); even.beats(most) {
			best, most = candidate, even
		}
	}
	return best
}

// An evenness is how alike rows are: how many have the same number of fields, and which.
type evenness struct{ rows, fields int }

func (e evenness) beats(other evenness) bool {
	return e.rows > other.rows || e.rows == other.rows && e.fields > other.fields
}

func evennessOf(text string, separator rune) evenness {
	r := csv.NewReader(strings.NewReader(text))
	r.Comma, r.FieldsPerRecord, r.ReuseRecord = separator, -1, true
	counts := map[int]int{}
	for {
		cells, err := r.Read()
		if errors.Is(err, io.EOF) {
			break
		}
		if err == nil { // quotation marks in the wrong places speak against the separator
			counts[len(cells)]++
		}
	}
	best := evenness{}
	for fields, rows := range counts {
		if even := (evenness{rows, fields}); fields > 1 && even.beats(best) {
			best = even
		}
	}
	return best
}
