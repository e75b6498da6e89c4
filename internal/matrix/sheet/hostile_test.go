package sheet

import (
	"archive/zip"
	"bytes"
	"fmt"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

// parts are those of the smallest workbook, whose only sheet holds rows.
func parts(rows string) map[string]string {
	const head = `<?xml version="1.0" encoding="UTF-8"?>`
	const main = `http://schemas.openxmlformats.org/spreadsheetml/2006/main`
	const rel = `http://schemas.openxmlformats.org/officeDocument/2006/relationships`
	const pkg = `http://schemas.openxmlformats.org/package/2006/`
	return map[string]string{
		"[Content_Types].xml": head + `<Types xmlns="` + pkg + `content-types"><Default Extension="xml"` +
			` ContentType="application/xml"/></Types>`,
		"_rels/.rels": head + `<Relationships xmlns="` + pkg + `relationships"><Relationship Id="r1"` +
			` Type="` + rel + `/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
		"xl/workbook.xml": head + `<workbook xmlns="` + main + `" xmlns:r="` + rel + `"><sheets>` +
			`<sheet name="S" sheetId="1" r:id="r1"/></sheets></workbook>`,
		"xl/_rels/workbook.xml.rels": head + `<Relationships xmlns="` + pkg + `relationships">` +
			`<Relationship Id="r1" Type="` + rel + `/worksheet" Target="worksheets/sheet1.xml"/>` +
			`</Relationships>`,
		"xl/worksheets/sheet1.xml": head + `<worksheet xmlns="` + main + `"><sheetData>` + rows +
			`</sheetData></worksheet>`,
	}
}

// packed packs parts as a zip file.
func packed(t testing.TB, parts map[string]string) []byte {
	t.Helper()
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for name, text := range parts {
		part, err := w.Create(name)
		if err == nil {
			_, err = part.Write([]byte(text))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// with are the parts and one more, or another in its place.
func with(name, text string) map[string]string {
	all := parts(`<row r="1"><c r="A1"><v>1</v></c></row>`)
	all[name] = text
	return all
}

func TestHostileFiles(t *testing.T) {
	sheetPart := "xl/worksheets/sheet1.xml"
	rows := func(text string) map[string]string { return parts(text) }
	for _, test := range []struct {
		name   string
		source []byte
		want   string
	}{
		{"empty", nil, "the file is empty"},
		{"blank", []byte(" \n\n"), "the file is empty"},
		{"too large", bytes.Repeat([]byte("a,b\n"), MaxBytes/4+1), "larger than 16 megabytes"},
		{"xls or locked", []byte(compound + "rest"), "format of before 2007"},
		{"no workbook", packed(t, map[string]string{"a.txt": "a"}), "no workbook"},
		{"cut short", packed(t, parts(""))[:200], "cannot be unpacked"},
		{"zip bomb", packed(t, with("xl/media/a.xml", strings.Repeat(" ", MaxUnpacked+1))),
			"unpacks to more than 48 megabytes"},
		{"many small parts", packed(t, many(maxParts+1)), "parts, and at most"},
		{"macros", packed(t, with("xl/vbaProject.bin", "x")), "macros"},
		{"old macros", packed(t, with("xl/macrosheets/sheet1.xml", "<a/>")), "macros"},
		{"entity bomb", packed(t, with("xl/sharedStrings.xml", `<!DOCTYPE a [<!ENTITY b "bbbb">`+
			`<!ENTITY c "&b;&b;">]><sst>&c;</sst>`)), "declares a type of document"},
		{"entity without declaration", packed(t, with("xl/sharedStrings.xml", `<sst>&lol;</sst>`)),
			"cannot be read"},
		{"UTF-16 part", packed(t, with("xl/sharedStrings.xml", "\xff\xfe<\x00a\x00")), "not in UTF-8"},
		{"not XML", packed(t, with(sheetPart, "<worksheet><sheetData></worksheet")), "cannot be read"},
		{"far row", packed(t, rows(`<row r="1048576"><c r="A1048576"><v>1</v></c></row>`)),
			"beyond row 10000"},
		{"far row without a number", packed(t, rows(`<row><c r="A99999"><v>1</v></c></row>`)),
			"beyond row 10000"},
		{"wide rows", packed(t, rows(strings.Repeat(`<row><c r="AMJ1"/></row>`, 400))),
			"more than 400000 cells"},
		{"far column", packed(t, rows(`<row r="1"><c r="XFD1"/></row>`)), "beyond column AMJ"},
		{"endless column", packed(t, rows(`<row r="1"><c r="ZZZZZZZZZ1"/></row>`)),
			"beyond column AMJ"},
		{"a long text for many cells", packed(t, with("xl/sharedStrings.xml", "<sst><si><r><t>"+
			strings.Repeat("a", maxString+1)+"</t></r></si></sst>")), "longer than 131068 bytes"},
		{"many elements", packed(t, with("xl/sharedStrings.xml",
			"<sst>"+strings.Repeat("<si/>", maxElements)+"</sst>")), "elements"},
		{"many merges", packed(t, with("xl/more.xml",
			"<a>"+strings.Repeat("<mergeCell/>", maxMerges+1)+"</a>")), "merged"},
		{"binary", []byte("a\x00b"), "no text"},
		{"odd UTF-16", []byte("\xff\xfea\x00b"), "ends within a character"},
		{"UTF-16 of nothing", []byte("\xff\xfe\x00\x00"), "no text"},
		{"many lines", bytes.Repeat([]byte("a\n"), MaxRows+1), "more than 10000 rows"},
	} {
		t.Run(test.name, func(t *testing.T) {
			tables, refused, err := Read(bytes.NewReader(test.source))
			if err != nil || len(refused) == 0 || tables != nil {
				t.Fatalf("let through: %v, %v", tables, err)
			}
			if got := refused[0].String(); !strings.Contains(got, test.want) {
				t.Errorf("refused for another reason: %s", got)
			}
		})
	}
}

func many(n int) map[string]string {
	all := parts("")
	for i := range n {
		all[fmt.Sprintf("xl/a%d.bin", i)] = ""
	}
	return all
}

// TestSizeThatLies: an archive that says that a part is small does not get more of it unpacked.
func TestSizeThatLies(t *testing.T) {
	source := packed(t, with("xl/media/a.xml", strings.Repeat(" ", MaxUnpacked+1)))
	small := []byte{1, 0, 0, 0}
	large := []byte{1, 0, 0, 3} // MaxUnpacked+1, little-endian
	if !bytes.Contains(source, large) {
		t.Fatal("the size is not where it was looked for")
	}
	_, refused, _ := Read(bytes.NewReader(bytes.ReplaceAll(source, large, small)))
	if len(refused) == 0 {
		t.Fatal("let through")
	}
}

func TestSmallestWorkbook(t *testing.T) {
	tables, refused, err := Read(bytes.NewReader(packed(t, parts(
		`<row r="2"><c r="B2" t="inlineStr"><is><t>a</t></is></c></row>`))))
	if err != nil || len(refused) > 0 || len(tables) != 1 {
		t.Fatalf("%v, %v", refused, err)
	}
	rows := tables[0].Rows
	if last := rows[len(rows)-1]; last.Number != 2 || last.Cell(1).Text != "a" {
		t.Errorf("read %+v", rows)
	}
}

// TestManyCellsOfOneText: what many cells share is not copied without end.
func TestManyCellsOfOneText(t *testing.T) {
	all := with("xl/sharedStrings.xml", `<sst xmlns="http://schemas.openxmlformats.org/`+
		`spreadsheetml/2006/main"><si><t>`+strings.Repeat("a", MaxText)+`</t></si></sst>`)
	var rows strings.Builder
	for i := range MaxUnpacked/MaxText/40 + 2 {
		fmt.Fprintf(&rows, `<row r="%d">`, i+1)
		for j := range 40 {
			fmt.Fprintf(&rows, `<c r="%s%d" t="s"><v>0</v></c>`, Letters(j), i+1)
		}
		rows.WriteString("</row>")
	}
	all["xl/worksheets/sheet1.xml"] = parts(rows.String())["xl/worksheets/sheet1.xml"]
	all["xl/_rels/workbook.xml.rels"] = strings.Replace(all["xl/_rels/workbook.xml.rels"],
		"</Relationships>", `<Relationship Id="r2" Type="http://schemas.openxmlformats.org/`+
			`officeDocument/2006/relationships/sharedStrings" Target="sharedStrings.xml"/>`+
			`</Relationships>`, 1)
	tables, refused, err := Read(bytes.NewReader(packed(t, all)))
	if err != nil || len(refused) > 0 || len(tables) != 1 {
		t.Fatal(refused, err)
	}
	if r := tables[0].Refused; len(r) != 1 || !strings.Contains(r[0].Reason, "megabytes of text") {
		t.Errorf("refused: %v", r)
	}
}

// TestDamagedIndices: parts that contradict one another are told and do no harm.
func TestDamagedIndices(t *testing.T) {
	for _, cell := range []string{
		`<c r="A1" t="s"><v>7</v></c>`, `<c r="A1" s="99"><v>1</v></c>`, `<c r="A1" s="-1"><v>1</v></c>`,
		`<c r="A1" t="d"><v>someday</v></c>`, `<c r="A1" t="e"><v>#REF!</v></c>`,
		`<c r="A1"><v>1e400</v></c>`, `<c r="1A"><v>1</v></c>`, `<c r="A0"><v>1</v></c>`,
	} {
		tables, refused, err := Read(bytes.NewReader(packed(t, parts(`<row r="1">`+cell+`</row>`))))
		if err != nil {
			t.Fatal(err)
		}
		if len(refused) == 0 && len(tables) != 1 {
			t.Errorf("%s: neither read nor refused", cell)
		}
	}
}

// edited is a workbook as people make them, read.
func edited(t *testing.T, edit func(*excelize.File)) []Sheet {
	t.Helper()
	book := excelize.NewFile()
	defer book.Close()
	edit(book)
	var out bytes.Buffer
	if err := book.Write(&out); err != nil {
		t.Fatal(err)
	}
	tables, refused, err := Read(&out)
	if err != nil || len(refused) > 0 {
		t.Fatalf("%v, %v", refused, err)
	}
	return tables
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func TestCellsOfWorkbooks(t *testing.T) {
	const s = "Sheet1"
	format := func(t *testing.T, b *excelize.File, cell, shown string) {
		id, err := b.NewStyle(&excelize.Style{CustomNumFmt: &shown})
		must(t, err)
		must(t, b.SetCellStyle(s, cell, cell, id))
	}
	for _, test := range []struct {
		name string
		edit func(*testing.T, *excelize.File)
		want Cell
	}{
		{"a number", func(t *testing.T, b *excelize.File) {
			must(t, b.SetCellValue(s, "A1", 44025))
		}, Cell{Kind: Number, Number: 44025, Text: "44025"}},
		{"a day", func(t *testing.T, b *excelize.File) {
			must(t, b.SetCellValue(s, "A1", 44025))
			format(t, b, "A1", "dd/mm/yyyy")
		}, Cell{Kind: Day, Day: 18456}},
		{"a day since 1904", func(t *testing.T, b *excelize.File) {
			yes := true
			must(t, b.SetWorkbookProps(&excelize.WorkbookPropsOptions{Date1904: &yes}))
			must(t, b.SetCellValue(s, "A1", 44025-1462))
			format(t, b, "A1", "[$-409]d mmm yyyy;@")
		}, Cell{Kind: Day, Day: 18456}},
		{"a time of day", func(t *testing.T, b *excelize.File) {
			must(t, b.SetCellValue(s, "A1", 44025.5))
			format(t, b, "A1", "yyyy-mm-dd hh:mm")
		}, Cell{Kind: Number, Number: 44025.5, Text: "44025.5",
			Refused: "the cell holds a time of day: give the day alone"}},
		{"a month", func(t *testing.T, b *excelize.File) {
			must(t, b.SetCellValue(s, "A1", 44025))
			format(t, b, "A1", "mmm yy")
		}, Cell{Kind: Number, Number: 44025, Text: "44025", Refused: "the cell is shown as a month and " +
			"holds a day: write 2020-07 as text, or show the day"}},
		{"the day that never was", func(t *testing.T, b *excelize.File) {
			must(t, b.SetCellValue(s, "A1", 60))
			format(t, b, "A1", "yyyy-mm-dd")
		}, Cell{Kind: Number, Number: 60, Text: "60", Refused: "workbooks miscount the days before " +
			"March 1900: write the day as text, 1899-12-31"}},
		{"a formula", func(t *testing.T, b *excelize.File) {
			must(t, b.SetCellFormula(s, "A1", `HYPERLINK("http://x","a")`))
		}, Cell{Formula: `HYPERLINK("http://x","a")`, Refused: formulaReason}},
		{"a text that looks like one", func(t *testing.T, b *excelize.File) {
			must(t, b.SetCellStr(s, "A1", "=1+1"))
		}, Cell{Kind: Text, Text: "=1+1"}},
		{"true", func(t *testing.T, b *excelize.File) {
			must(t, b.SetCellBool(s, "A1", true))
		}, Cell{Kind: Text, Text: "TRUE"}},
		{"merged with the cell below", func(t *testing.T, b *excelize.File) {
			must(t, b.SetCellStr(s, "A1", "both"))
			must(t, b.SetCellStr(s, "B2", "below"))
			must(t, b.MergeCell(s, "A1", "A2"))
		}, Cell{Kind: Text, Text: "both", Merged: true}},
	} {
		t.Run(test.name, func(t *testing.T) {
			tables := edited(t, func(b *excelize.File) { test.edit(t, b) })
			if got := tables[0].Rows[0].Cell(0); got != test.want {
				t.Errorf("got %+v\nwant %+v", got, test.want)
			}
			if test.want.Merged && !tables[0].Rows[1].Cell(0).Merged {
				t.Error("the second row does not know that its cell is merged")
			}
		})
	}
}

func TestHiddenSheetsAndRows(t *testing.T) {
	tables := edited(t, func(b *excelize.File) {
		must(t, b.SetCellStr("Sheet1", "A1", "a"))
		must(t, b.SetRowVisible("Sheet1", 1, false))
		_, err := b.NewSheet("Secret")
		must(t, err)
		must(t, b.SetSheetVisible("Secret", false))
	})
	if tables[0].Hidden || !tables[0].Rows[0].Hidden || !tables[1].Hidden {
		t.Errorf("got %+v", tables)
	}
}

func TestStrayColumn(t *testing.T) {
	tables := edited(t, func(b *excelize.File) {
		must(t, b.SetCellStr("Sheet1", "A1", "a"))
		must(t, b.SetCellStr("Sheet1", "BZ2", "stray"))
	})
	if len(tables[0].Refused) != 1 || tables[0].Refused[0].Row != 2 {
		t.Errorf("got %v", tables[0].Refused)
	}
}

func TestEncodings(t *testing.T) {
	utf16 := "\xff\xfe" + "a\x00;\x00\xe9\x00\n\x00"
	for _, test := range []struct{ name, source, want, note, refused string }{
		{"UTF-8", "a;é\n", "é", "", ""},
		{"UTF-8 with its mark", byteOrderMark + "a,é\n", "é", "", ""},
		{"UTF-16", utf16, "é", "", ""},
		{"UTF-16, the other end first", "\xfe\xff\x00a\x00,\x00\xe9", "é", "", ""},
		{"Windows-1252", "a\t\x93\xe9\x94\n", "“é”", "read as Windows-1252", ""},
		{"mixed", "a,é\nb,\xe9\n", "", "", "row 2: this line is not in UTF-8, as others"},
		{"a mark that lies", byteOrderMark + "a,b\nb,\xe9\n", "", "", "row 2: the file says"},
		{"no encoding", "a,\xe9\nb,\x81\n", "", "", "row 2: this line is neither"},
		{"line breaks in a cell", "a,\"é\nb\"\r\n", "é\nb", "", ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			tables, refused, err := Read(strings.NewReader(test.source))
			if err != nil {
				t.Fatal(err)
			}
			if test.refused != "" {
				if len(refused) != 1 || !strings.HasPrefix(refused[0].String(), test.refused) {
					t.Fatalf("refused: %v", refused)
				}
				return
			}
			if got := tables[0].Rows[0].Cell(1).Text; got != test.want {
				t.Errorf("read %q", got)
			}
			if notes := fmt.Sprint(tables[0].Notes); !strings.Contains(notes, test.note) ||
				test.note == "" && len(tables[0].Notes) > 0 {
				t.Errorf("noted %s", notes)
			}
		})
	}
}

func TestCellsOfCSV(t *testing.T) {
	tables, _, err := Read(strings.NewReader("a,b\n=1+1,'=1+1\n\"x\"y,z\n  =cmd|x,-5\n"))
	if err != nil || len(tables) != 1 {
		t.Fatal(err)
	}
	s := tables[0]
	if len(s.Refused) != 1 || s.Refused[0].Row != 3 {
		t.Errorf("the malformed row: %v", s.Refused)
	}
	if c := s.Rows[1].Cell(0); c.Refused != formulaReason || c.Formula != "1+1" {
		t.Errorf("the formula: %+v", c)
	}
	if c := s.Rows[1].Cell(1); c != TextCell("=1+1") {
		t.Errorf("the text: %+v", c)
	}
	if c := s.Rows[2].Cell(0); c.Refused != formulaReason {
		t.Errorf("the formula behind blanks: %+v", c)
	}
	if c := s.Rows[2].Cell(1); c != TextCell("-5") {
		t.Errorf("the number: %+v", c)
	}
	wide := strings.Repeat("a,", MaxColumns) + "a\n"
	tables, _, _ = Read(strings.NewReader("a\n" + wide + "b\n"))
	if r := tables[0].Refused; len(r) != 1 || r[0].Row != 2 {
		t.Errorf("the wide row: %v", r)
	}
}

// FuzzRead: whatever a file holds, it is read or refused.
func FuzzRead(f *testing.F) {
	f.Add([]byte("a;b\n1;2\n"))
	f.Add(packed(f, parts(`<row r="1"><c r="A1" t="inlineStr"><is><t>a</t></is></c></row>`)))
	f.Add([]byte("\xff\xfea\x00"))
	f.Fuzz(func(t *testing.T, source []byte) {
		tables, refused, err := Read(bytes.NewReader(source))
		if err != nil {
			t.Fatal(err)
		}
		if len(tables) == 0 && len(refused) == 0 {
			t.Fatal("neither read nor refused")
		}
	})
}
