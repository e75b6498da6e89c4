package sheet

import (
	"fmt"
	"io"

	"github.com/xuri/excelize/v2"

	"lockstep/internal/calendar"
)

// isoDate is the number format of a cell with a day.
const isoDate = "yyyy-mm-dd"

// asText is the built-in number format of cells that stay text when somebody edits them.
const asText = 49

// WriteXLSX writes a table as a workbook: days as days, computed cells as formulas with their
// values, rows down to the head frozen, texts wrapped, on A4 lying down. The bytes do not depend
// on when it is written.
func WriteXLSX(w io.Writer, s *Sheet) error {
	if err := fits(s); err != nil {
		return err
	}
	book := excelize.NewFile()
	defer book.Close()
	out := workbook{book: book, sheet: s, styles: map[style]int{}}
	if err := out.write(); err != nil {
		return fmt.Errorf("writing the workbook: %w", err)
	}
	if err := book.Write(w); err != nil {
		return fmt.Errorf("writing the workbook: %w", err)
	}
	return nil
}

// A workbook is being written.
type workbook struct {
	book   *excelize.File
	sheet  *Sheet
	styles map[style]int
}

// write fills the only sheet of the workbook.
func (b *workbook) write() error {
	if err := b.book.SetSheetName("Sheet1", b.sheet.Name); err != nil {
		return err
	}
	for _, set := range []func() error{b.page, b.choices, b.properties} {
		if err := set(); err != nil {
			return err
		}
	}
	stream, err := b.book.NewStreamWriter(b.sheet.Name)
	if err != nil {
		return err
	}
	if err := b.columns(stream); err != nil {
		return err
	}
	for i := range b.sheet.Rows {
		if err := b.row(stream, i); err != nil {
			return err
		}
	}
	return stream.Flush()
}

// head is the number of the row with the headings, 0 where there is none.
func (s *Sheet) head() int {
	for i := range s.Rows {
		if s.Rows[i].Look == Head {
			return i + 1
		}
	}
	return 0
}

// page sets up the printed page: A4 lying down, one page wide, the head on every page.
func (b *workbook) page() error {
	name, a4, landscape, wide, high := b.sheet.Name, 9, "landscape", 1, 0
	fit := true
	err := b.book.SetPageLayout(name, &excelize.PageLayoutOptions{
		Size: &a4, Orientation: &landscape, FitToWidth: &wide, FitToHeight: &high})
	if err != nil {
		return err
	}
	if err := b.book.SetSheetProps(name, &excelize.SheetPropsOptions{FitToPage: &fit}); err != nil {
		return err
	}
	err = b.book.SetHeaderFooter(name, &excelize.HeaderFooterOptions{
		OddFooter: "&L&A&RPage &P of &N"})
	if head := b.sheet.head(); err == nil && head > 0 {
		err = b.book.SetDefinedName(&excelize.DefinedName{Name: "_xlnm.Print_Titles", Scope: name,
			RefersTo: fmt.Sprintf("'%s'!$%d:$%d", name, head, head)})
	}
	return err
}

// choices lets nothing but the one text be entered in columns that have a Choice.
func (b *workbook) choices() error {
	for i, column := range b.sheet.Columns {
		if column.Choice == "" || b.sheet.head() == len(b.sheet.Rows) {
			continue
		}
		only := excelize.NewDataValidation(true)
		only.SetSqref(fmt.Sprintf("%s%d:%s%d", Letters(i), b.sheet.head()+1, Letters(i),
			len(b.sheet.Rows)))
		if err := only.SetDropList([]string{column.Choice}); err != nil {
			return err
		}
		only.SetError(excelize.DataValidationErrorStyleStop, "Only "+column.Choice,
			fmt.Sprintf("Enter %s or nothing.", column.Choice))
		if err := b.book.AddDataValidation(b.sheet.Name, only); err != nil {
			return err
		}
	}
	return nil
}

// properties are those of the document. They name no day, for the same table gives the same
// bytes; the program that opens it computes once more.
func (b *workbook) properties() error {
	always := true
	if err := b.book.SetCalcProps(&excelize.CalcPropsOptions{FullCalcOnLoad: &always}); err != nil {
		return err
	}
	const epoch = "1980-01-01T00:00:00Z"
	return b.book.SetDocProps(&excelize.DocProperties{
		Creator: "Lockstep", Title: b.sheet.Name, Created: epoch, Modified: epoch})
}

// columns sets widths, hides columns and freezes the head.
func (b *workbook) columns(stream *excelize.StreamWriter) error {
	for i, column := range b.sheet.Columns {
		if err := stream.SetColWidth(i+1, i+1, column.Width); err != nil {
			return err
		}
		if column.Hidden {
			if err := stream.SetColVisible(i+1, i+1, false); err != nil {
				return err
			}
		}
	}
	head := b.sheet.head()
	if head == 0 {
		return nil
	}
	return stream.SetPanes(&excelize.Panes{Freeze: true, YSplit: head, ActivePane: "bottomLeft",
		TopLeftCell: fmt.Sprintf("A%d", head+1)})
}

// row writes the i-th row.
func (b *workbook) row(stream *excelize.StreamWriter, i int) error {
	row := &b.sheet.Rows[i]
	values := make([]any, max(len(row.Cells), len(b.sheet.Columns)))
	for j := range values {
		id, err := b.style(row.style(j, b.sheet.Columns))
		if err != nil {
			return err
		}
		values[j] = excelize.Cell{StyleID: id, Formula: row.Cell(j).Formula, Value: value(row.Cell(j))}
	}
	return stream.SetRow(fmt.Sprintf("A%d", i+1), values,
		excelize.RowOpts{Height: row.height(b.sheet.Columns)})
}

// value is what excelize takes for a cell.
func value(c Cell) any {
	switch c.Kind {
	case Text:
		return c.Text
	case Day:
		return serial(c.Day)
	case Number:
		return c.Number
	}
	return nil
}

// serial counts days as workbooks do that begin with 1900: 1 is 1900-01-01, and there is a 29
// February 1900, numbered 60, which never was.
func serial(day calendar.Day) any {
	n := calendar.Between(calendar.MakeDay(1899, 12, 30), day)
	if n < 61 {
		return day.String() // no workbook counts it rightly
	}
	return n
}

// A style is what a cell looks like.
type style struct {
	look   Look
	centre bool
	date   bool
	text   bool
	unit   string
}

// style is that of the j-th cell.
func (r *Row) style(j int, columns []Column) style {
	cell := r.Cell(j)
	s := style{look: r.Look, unit: cell.Unit,
		date: cell.Kind == Day,
		// Without this a program computes the text as soon as somebody edits it.
		text: cell.Kind == Text && computes(cell.Text)}
	if j < len(columns) {
		s.centre = columns[j].Centre && r.Look != Title && r.Look != About
	}
	return s
}

// style registers a style once.
func (b *workbook) style(s style) (int, error) {
	if id, ok := b.styles[s]; ok {
		return id, nil
	}
	id, err := b.book.NewStyle(s.excel())
	b.styles[s] = id
	return id, err
}

// excel is the style as excelize takes it.
func (s style) excel() *excelize.Style {
	e := &excelize.Style{
		Alignment: &excelize.Alignment{Vertical: "top", WrapText: s.look >= Head || s.look == Plain},
		Font:      &excelize.Font{Family: "Calibri", Size: 10},
	}
	if s.centre {
		e.Alignment.Horizontal = "center"
	}
	if s.date || s.unit != "" || s.look == About {
		e.Alignment.Horizontal = "left"
	}
	switch {
	case s.date:
		format := isoDate
		e.CustomNumFmt = &format
	case s.text:
		e.NumFmt = asText
	case s.unit != "":
		format := `0" ` + s.unit + `"`
		e.CustomNumFmt = &format
	}
	if s.look != Title && s.look != About {
		e.Border = lines
	}
	if shade := shades[s.look]; shade != "" {
		e.Fill = excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{shade}}
	}
	switch s.look {
	case Title:
		e.Font.Bold, e.Font.Size = true, 14
	case Head:
		e.Font.Bold, e.Font.Color = true, "FFFFFF"
	case Section, Total:
		e.Font.Bold = true
	}
	return e
}

// shades are the backgrounds of rows.
var shades = map[Look]string{Head: "24435C", Section: "E3EAF0", Total: "C9D6E0"}

// lines are drawn round the cells of the table.
var lines = []excelize.Border{
	{Type: "left", Color: "9AA7B2", Style: 1}, {Type: "right", Color: "9AA7B2", Style: 1},
	{Type: "top", Color: "9AA7B2", Style: 1}, {Type: "bottom", Color: "9AA7B2", Style: 1},
}
