package sheet

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"path"
	"strconv"
	"strings"
)

// The limits inside a workbook, beyond which it would take too much memory before any row of it
// is seen.
const (
	maxParts    = 1_000
	maxElements = 1_500_000 // of XML, over all parts
	maxArea     = 400_000   // cells of a table, with the empty ones between
	maxMerges   = 2_000
	maxReach    = 1_024       // columns, empty ones counted
	maxString   = 4 * MaxText // bytes of a text that cells share
)

// guard looks at a workbook before it is opened, and says why it is not to be, "" where it is.
func guard(source []byte) string {
	archive, err := zip.NewReader(bytes.NewReader(source), int64(len(source)))
	if err != nil {
		return "the workbook cannot be unpacked: " + err.Error()
	}
	if len(archive.File) > maxParts {
		return fmt.Sprintf("the workbook has %d parts, and at most %d are read", len(archive.File),
			maxParts)
	}
	g := guarding{left: MaxUnpacked, seen: map[string]bool{}}
	for _, part := range archive.File {
		if reason := g.part(part); reason != "" {
			return reason
		}
	}
	if !g.seen["xl/workbook.xml"] {
		return "this is a zip file and no workbook"
	}
	return ""
}

// A guarding is a look at one workbook.
type guarding struct {
	left     int64 // bytes that may still be unpacked
	elements int
	merges   int
	seen     map[string]bool
}

// part looks at one part.
func (g *guarding) part(part *zip.File) string {
	name := strings.ToLower(path.Clean(strings.ReplaceAll(part.Name, `\`, "/")))
	switch {
	case g.seen[name]:
		return "the workbook holds " + strconv.Quote(part.Name) + " twice"
	case path.Base(name) == "vbaproject.bin", strings.HasPrefix(name, "xl/macrosheets"):
		return "the workbook holds macros: save it as xlsx, without them"
	}
	g.seen[name] = true
	if part.Flags&1 != 0 {
		return "the workbook is locked by a password: save it without one"
	}
	text, reason := g.unpack(part)
	if reason != "" {
		return reason
	}
	if ext := path.Ext(name); ext == ".xml" || ext == ".rels" {
		if reason := g.look(text); reason != "" {
			return part.Name + ": " + reason
		}
	}
	return ""
}

// unpack unpacks a part, as long as all together stay within the limit, whatever the archive says
// of their sizes.
func (g *guarding) unpack(part *zip.File) ([]byte, string) {
	tooLarge := fmt.Sprintf("the workbook unpacks to more than %d megabytes", MaxUnpacked>>20)
	if int64(part.UncompressedSize64) < 0 || int64(part.UncompressedSize64) > g.left {
		return nil, tooLarge
	}
	opened, err := part.Open()
	if err != nil {
		return nil, "the workbook cannot be unpacked: " + err.Error()
	}
	defer opened.Close()
	text, err := io.ReadAll(io.LimitReader(opened, g.left+1))
	if g.left -= int64(len(text)); g.left < 0 {
		return nil, tooLarge
	}
	if err != nil {
		return nil, "the workbook cannot be unpacked: " + err.Error()
	}
	return text, ""
}

// look reads the XML of a part without keeping it.
func (g *guarding) look(text []byte) string {
	if len(text) > 1 && (text[0] == 0 || text[1] == 0 || text[0] >= 0xFE) {
		return "the part is not in UTF-8"
	}
	table, shared := grid{}, sharedText{}
	tokens := xml.NewDecoder(bytes.NewReader(text))
	tokens.CharsetReader = func(_ string, in io.Reader) (io.Reader, error) { return in, nil }
	for {
		token, err := tokens.RawToken()
		switch token := token.(type) {
		case xml.Directive:
			return "the part declares a type of document, as no workbook does"
		case xml.StartElement:
			if reason := g.element(&table, &token); reason != "" {
				return reason
			}
		}
		if shared.see(token); shared.length > maxString {
			return fmt.Sprintf("a text is longer than %d bytes", maxString)
		}
		if errors.Is(err, io.EOF) {
			return ""
		}
		if err != nil {
			return "the part cannot be read: " + err.Error()
		}
	}
}

// A sharedText measures the texts that cells share. Each is copied for every cell, so that none
// must be long.
type sharedText struct {
	inside bool
	length int
}

func (s *sharedText) see(token xml.Token) {
	switch token := token.(type) {
	case xml.StartElement:
		if token.Name.Local == "si" {
			*s = sharedText{inside: true}
		}
	case xml.EndElement:
		if token.Name.Local == "si" {
			*s = sharedText{}
		}
	case xml.CharData:
		if s.inside {
			s.length += len(token)
		}
	}
}

// element counts one element.
func (g *guarding) element(table *grid, e *xml.StartElement) string {
	if g.elements++; g.elements > maxElements {
		return fmt.Sprintf("the workbook has more than %d elements", maxElements)
	}
	switch e.Name.Local {
	case "row":
		table.row(attribute(e, "r"))
	case "c":
		table.cell(attribute(e, "r"))
	case "mergeCell":
		g.merges++
	}
	switch {
	case table.rowNumber > MaxRows:
		return fmt.Sprintf("the table goes beyond row %d: split it, or delete what stands below it",
			MaxRows)
	case table.reach > maxReach:
		return fmt.Sprintf("the table goes beyond column %s: delete what stands to its right",
			Letters(maxReach-1))
	case table.area > maxArea:
		return fmt.Sprintf("the table has more than %d cells: delete what stands to its right",
			maxArea)
	case g.merges > maxMerges:
		return fmt.Sprintf("more than %d groups of cells are merged", maxMerges)
	}
	return ""
}

func attribute(e *xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

// A grid is how far the cells of a table reach.
type grid struct{ rowNumber, column, area, reach int }

// row begins a row; without a number it is the next one.
func (g *grid) row(number string) {
	n, err := strconv.Atoi(number)
	if err != nil || n < 1 {
		n = g.rowNumber + 1
	}
	g.rowNumber, g.column = max(g.rowNumber, n), 0
}

// cell goes on to a cell; without a name it is the next one.
func (g *grid) cell(name string) {
	letters := strings.TrimRight(name, "0123456789")
	column := 0
	for _, r := range strings.ToUpper(letters) {
		if r < 'A' || r > 'Z' || column > 1<<20 {
			break
		}
		column = column*26 + int(r-'A') + 1
	}
	if row, err := strconv.Atoi(name[len(letters):]); err == nil {
		g.rowNumber = max(g.rowNumber, row)
	}
	if column == 0 {
		column = g.column + 1
	}
	if column > g.column {
		g.area += column - g.column
		g.column, g.reach = column, max(g.reach, column)
	}
}
