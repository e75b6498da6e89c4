package sheet

import (
	"bytes"
	"io"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"lockstep/internal/calendar"
)

// writers are the forms in which tables are written.
var writers = map[string]func(io.Writer, *Sheet) error{"xlsx": WriteXLSX, "csv": WriteCSV}

// drawText draws what people write and what attackers do: any script, from right to left, signs
// of formulas, line breaks, apostrophes, escapes of workbooks.
func drawText() *rapid.Generator[string] {
	hard := rapid.SampledFrom([]string{"=", "+1", "-", "@", "\t", "'", "''=", "=1+1",
		"=HYPERLINK(\"http://x\")", "_x000D_", "_x0041_", "&lt;", "<b>", "]]>", "طالبان", "عفو",
		"ܐܪܡܝܐ", "한국", "\u202e", "\u2066", "🏳️", "ﷺ", "\"", ",", ";", "\n", " ", "＝1", "2020-07-13",
		"1e5", "007", "x", "\ufeff", "\u2028", "\ufeff="})
	return rapid.Custom(func(t *rapid.T) string {
		parts := rapid.SliceOfN(rapid.OneOf(hard, rapid.StringN(0, 8, 40)), 0, 4).Draw(t, "parts")
		return Clean(strings.Join(parts, ""))
	})
}

// drawCell draws a cell that is written as it is read back.
func drawCell() *rapid.Generator[Cell] {
	return rapid.Custom(func(t *rapid.T) Cell {
		switch rapid.IntRange(0, 3).Draw(t, "kind") {
		case 0:
			return Cell{}
		case 1:
			return DayCell(calendar.Day(rapid.IntRange(-2000, 80000).Draw(t, "day")))
		}
		return TextCell(drawText().Draw(t, "text"))
	})
}

func drawSheet(t *rapid.T) *Sheet {
	columns := rapid.IntRange(1, 6).Draw(t, "columns")
	s := &Sheet{Name: "Table", Columns: make([]Column, columns)}
	for i := range s.Columns {
		s.Columns[i].Width = 20
	}
	for n := rapid.IntRange(1, 6).Draw(t, "rows"); len(s.Rows) < n; {
		row := Row{Number: len(s.Rows) + 1, Cells: make([]Cell, columns)}
		for j := range row.Cells {
			row.Cells[j] = drawCell().Draw(t, "cell")
		}
		s.Rows = append(s.Rows, row)
	}
	s.Rows[0].Look = Head
	return s
}

// said is what people read in a table, row by row, without what is empty at the end.
func said(s *Sheet) [][]string {
	var rows [][]string
	for i := range s.Rows {
		var cells []string
		for _, cell := range s.Rows[i].Cells {
			cells = append(cells, cell.String())
		}
		for len(cells) > 0 && strings.TrimSpace(cells[len(cells)-1]) == "" {
			cells = cells[:len(cells)-1]
		}
		if len(cells) > 0 {
			rows = append(rows, cells)
		}
	}
	return rows
}

// written writes a table and reads it back.
func written(t testing.TB, form string, s *Sheet) *Sheet {
	t.Helper()
	var out bytes.Buffer
	if err := writers[form](&out, s); err != nil {
		t.Fatal(err)
	}
	back, refused, err := Read(&out)
	if err != nil || len(refused) > 0 || len(back) != 1 {
		t.Fatalf("%s: %v, %v, %d tables", form, err, refused, len(back))
	}
	if len(back[0].Refused) > 0 {
		t.Fatalf("%s: %v", form, back[0].Refused)
	}
	return &back[0]
}

// TestTablesComeBackAsTheyWere: texts in any script, days and what looks like formulas.
func TestTablesComeBackAsTheyWere(t *testing.T) {
	for form := range writers {
		t.Run(form, func(t *testing.T) {
			rapid.Check(t, func(t *rapid.T) {
				s := drawSheet(t)
				var out bytes.Buffer
				if err := writers[form](&out, s); err != nil {
					t.Fatal(err)
				}
				source := bytes.Clone(out.Bytes())
				back, refused, err := Read(&out)
				if len(said(s)) == 0 && form == "csv" {
					return // nothing but separators
				}
				if err != nil || len(refused) > 0 || len(back) != 1 || len(back[0].Refused) > 0 {
					t.Fatalf("%v, %v, %v", err, refused, back)
				}
				if diff := cmp.Diff(said(s), said(&back[0])); diff != "" {
					t.Fatalf("%s\n%q", diff, source)
				}
				for i := range back[0].Rows {
					for _, cell := range back[0].Rows[i].Cells {
						if cell.Refused != "" || cell.Formula != "" {
							t.Fatalf("refused: %+v", cell)
						}
					}
				}
			})
		})
	}
}

// TestNoTextIsComputed: no field of CSV begins as a formula does.
func TestNoTextIsComputed(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := drawText().Draw(t, "text")
		cell := neutral(text)
		if computes(cell) {
			t.Fatalf("%q is computed", cell)
		}
		if back, reason := plain(cell); back != text || reason != "" {
			t.Fatalf("%q became %q: %s", text, back, reason)
		}
	})
}

func TestTheSameTableGivesTheSameBytes(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := drawSheet(t)
		for form, write := range writers {
			var one, other bytes.Buffer
			if write(&one, s) != nil || write(&other, s) != nil || !bytes.Equal(one.Bytes(), other.Bytes()) {
				t.Fatalf("%s differs", form)
			}
		}
	})
}

// TestDaysStayDays: a day is a day in a workbook, and computed cells keep value and formula.
func TestDaysStayDays(t *testing.T) {
	day := calendar.MakeDay(2020, 7, 13)
	s := &Sheet{Name: "Table", Columns: make([]Column, 3), Rows: []Row{
		{Number: 1, Look: Head, Cells: []Cell{TextCell("a"), TextCell("b"), TextCell("c")}},
		{Number: 2, Cells: []Cell{DayCell(day), Computed(1, `COUNTIF(A2:A2,"x")`),
			TextCell("=not a formula")}},
		{Number: 3, Cells: []Cell{DayCell(calendar.MakeDay(1848, 3, 1))}},
	}}
	for i := range s.Columns {
		s.Columns[i].Width = 10
	}
	back := written(t, "xlsx", s)
	row := back.Rows[1]
	if got := row.Cell(0); got != DayCell(day) {
		t.Errorf("the day came back as %+v", got)
	}
	if got := row.Cell(1); got.Formula != `COUNTIF(A2:A2,"x")` || got.Number != 1 {
		t.Errorf("the computed cell came back as %+v", got)
	}
	if got := row.Cell(2); got != TextCell("=not a formula") {
		t.Errorf("the text came back as %+v", got)
	}
	if got := back.Rows[2].Cell(0).String(); got != "1848-03-01" {
		t.Errorf("a day before workbooks count came back as %q", got)
	}
}

func TestTooLargeToWrite(t *testing.T) {
	long := &Sheet{Rows: []Row{{Cells: []Cell{TextCell(strings.Repeat("😀", MaxText/2+1))}}}}
	many := &Sheet{Rows: make([]Row, MaxRows+1)}
	for form, write := range writers {
		for _, s := range []*Sheet{long, many} {
			if err := write(io.Discard, s); err == nil {
				t.Errorf("%s wrote what is too large", form)
			}
		}
	}
}
