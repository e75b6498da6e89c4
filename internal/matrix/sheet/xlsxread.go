package sheet

import (
	"bytes"
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"

	"github.com/xuri/excelize/v2"

	"lockstep/internal/calendar"
)

// readXLSX reads the sheets of a workbook that the guard has let through.
func readXLSX(source []byte) (sheets []Sheet, refused []Refusal) {
	if reason := guard(source); reason != "" {
		return nil, whole("%s", reason)
	}
	defer func() { // excelize trusts the indices that a workbook holds
		if recover() != nil {
			sheets, refused = nil, whole("the workbook is damaged: its parts contradict each other")
		}
	}()
	book, err := excelize.OpenReader(bytes.NewReader(source), excelize.Options{
		RawCellValue: true, UnzipSizeLimit: MaxUnpacked, UnzipXMLSizeLimit: MaxUnpacked})
	if err != nil {
		return nil, whole("the workbook cannot be read: %v", err)
	}
	defer book.Close()
	properties, err := book.GetWorkbookProps()
	if err != nil {
		return nil, whole("the workbook cannot be read: %v", err)
	}
	from1904 := properties.Date1904 != nil && *properties.Date1904
	for _, name := range book.GetSheetList() {
		b := opened{book: book, name: name, from1904: from1904, formats: map[int]dateFormat{}}
		sheets = append(sheets, b.read())
	}
	if len(sheets) == 0 {
		refused = whole("the workbook holds no table")
	}
	return sheets, refused
}

// An opened sheet is being read.
type opened struct {
	book     *excelize.File
	name     string
	from1904 bool
	formats  map[int]dateFormat // by style
	text     int                // bytes in the cells read so far
}

// read reads the rows of the sheet.
func (b *opened) read() Sheet {
	s := Sheet{Name: b.name}
	visible, err := b.book.GetSheetVisible(b.name)
	s.Hidden = err == nil && !visible
	err = b.rows(&s)
	if err == nil {
		err = b.merge(&s)
	}
	if err != nil {
		s.Refused = append(s.Refused, whole("the sheet %q cannot be read: %v", b.name, err)...)
	}
	SortRefusals(s.Refused)
	return s
}

func (b *opened) rows(s *Sheet) error {
	rows, err := b.book.Rows(b.name)
	if err != nil {
		return err
	}
	defer rows.Close()
	for number := 1; rows.Next(); number++ {
		values, err := rows.Columns()
		if err != nil {
			return err
		}
		for _, value := range values {
			b.text += len(value)
		}
		if b.text > MaxUnpacked {
			return fmt.Errorf("its cells hold more than %d megabytes of text", MaxUnpacked>>20)
		}
		row := Row{Number: number, Hidden: rows.GetRowOpts().Hidden}
		if reason := b.row(&row, values); reason != "" {
			s.Refused = append(s.Refused, Refusal{Row: number, Reason: reason})
			continue
		}
		s.Rows = append(s.Rows, row)
	}
	return rows.Error()
}

// row reads the cells of one row.
func (b *opened) row(row *Row, values []string) string {
	for i, value := range values {
		cell, err := b.cell(i, row.Number, value)
		if err != nil {
			return err.Error()
		}
		if cell == (Cell{}) {
			continue
		}
		if i >= MaxColumns {
			return fmt.Sprintf("something stands in column %s: %d columns are read", Letters(i),
				MaxColumns)
		}
		row.Cells = append(row.Cells, make([]Cell, i-len(row.Cells))...)
		row.Cells = append(row.Cells, cell)
	}
	return ""
}

// cell reads one cell, whose raw value is known.
func (b *opened) cell(column, row int, raw string) (Cell, error) {
	name, err := excelize.CoordinatesToCellName(column+1, row)
	if err != nil {
		return Cell{}, err
	}
	formula, err := b.book.GetCellFormula(b.name, name)
	if err != nil {
		return Cell{}, err
	}
	if raw == "" && formula == "" {
		return Cell{}, nil
	}
	kind, err := b.book.GetCellType(b.name, name)
	if err != nil {
		return Cell{}, err
	}
	cell := b.valued(kind, name, raw)
	if cell.Formula = formula; formula != "" {
		cell.Refused = formulaReason
	}
	return cell, nil
}

// valued is a cell with what stands in it, by its type.
func (b *opened) valued(kind excelize.CellType, name, raw string) Cell {
	switch kind {
	case excelize.CellTypeUnset, excelize.CellTypeNumber:
		return b.numeric(name, raw)
	case excelize.CellTypeDate:
		day, err := calendar.ParseDay(strings.TrimSuffix(raw, "T00:00:00"), time.UTC)
		if err != nil {
			return Cell{Kind: Text, Text: raw, Refused: err.Error()}
		}
		return DayCell(day)
	case excelize.CellTypeError:
		return Cell{Kind: Text, Text: raw, Refused: raw + " is the error of a computation"}
	case excelize.CellTypeBool:
		return TextCell(map[string]string{"0": "FALSE", "1": "TRUE"}[raw])
	}
	cell := TextCell(Clean(raw))
	cell.Refused = tooLong(raw)
	return cell
}

// numeric is a number, or a day where its format is that of one.
func (b *opened) numeric(name, raw string) Cell {
	number, err := strconv.ParseFloat(raw, 64)
	if err != nil || math.IsInf(number, 0) || math.IsNaN(number) {
		return Cell{Kind: Text, Text: raw, Refused: strconv.Quote(raw) + " is not a number"}
	}
	cell := Cell{Kind: Number, Number: number, Text: raw}
	format, err := b.format(name)
	if err != nil {
		cell.Refused = err.Error()
		return cell
	}
	if format == noDate {
		return cell
	}
	day, reason := dayOfSerial(number, b.from1904, format)
	if reason != "" {
		cell.Refused = reason
		return cell
	}
	return DayCell(day)
}

// format is whether a cell is shown as a day.
func (b *opened) format(name string) (dateFormat, error) {
	id, err := b.book.GetCellStyle(b.name, name)
	if err != nil {
		return noDate, err
	}
	if known, ok := b.formats[id]; ok {
		return known, nil
	}
	style, err := b.book.GetStyle(id)
	if err != nil {
		return noDate, err
	}
	format := builtInDate(style.NumFmt)
	if style.CustomNumFmt != nil {
		format = customDate(*style.CustomNumFmt)
	}
	b.formats[id] = format
	return format, nil
}

// dayOfSerial is the day that a workbook counts as a number.
func dayOfSerial(number float64, from1904 bool, format dateFormat) (calendar.Day, string) {
	switch {
	case format == monthOnly:
		return 0, "the cell is shown as a month and holds a day: write 2020-07 as text, or show the day"
	case number != math.Trunc(number):
		return 0, "the cell holds a time of day: give the day alone"
	case number < 1 || number > 2958465:
		return 0, fmt.Sprintf("%v is not a day that a workbook can count", number)
	case number <= 60 && !from1904:
		return 0, "workbooks miscount the days before March 1900: write the day as text, 1899-12-31"
	}
	moment, err := excelize.ExcelDateToTime(number, from1904)
	if err != nil {
		return 0, err.Error()
	}
	return dayOf(moment), ""
}

// merge spreads what stands in merged cells over the rows that they cover.
func (b *opened) merge(s *Sheet) error {
	groups, err := b.book.GetMergeCells(b.name, true)
	if err != nil {
		return err
	}
	for _, group := range groups {
		column, top, err := excelize.CellNameToCoordinates(group.GetStartAxis())
		if err != nil {
			return err
		}
		_, bottom, err := excelize.CellNameToCoordinates(group.GetEndAxis())
		if err != nil {
			return err
		}
		if column <= MaxColumns && bottom > top {
			s.spread(column-1, top, bottom)
		}
	}
	return nil
}

// spread gives the cells of a column what stands in the first of them.
func (s *Sheet) spread(column, top, bottom int) {
	var first Cell
	for i := range s.Rows {
		row := &s.Rows[i]
		if row.Number < top || row.Number > bottom {
			continue
		}
		if row.Number == top {
			first = row.Cell(column)
			first.Merged = true
		}
		if missing := column + 1 - len(row.Cells); missing > 0 {
			row.Cells = append(row.Cells, make([]Cell, missing)...)
		}
		row.Cells[column] = first
	}
}
