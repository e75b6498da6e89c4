package lang

import (
	"bytes"
	"encoding/json"
	"slices"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/hashicorp/hcl/v2/hclwrite"

	"lockstep/internal/diag"
)

// Format lays out one file in the one way: indented by two spaces, with the equals signs of
// neighbouring lines in one column, ending in a line feed. Comments, the order of things and
// every text stay as they are, and formatting twice changes nothing more. A name that ends in
// .hcl.json is laid out as JSON. Where the source cannot be parsed it comes back unchanged, with
// diagnostics.
func Format(name string, src []byte) ([]byte, diag.List) {
	l := newLoader(map[string][]byte{name: src})
	file := &l.files[0]
	if !l.readable(file) || len(l.problems) > 0 {
		return src, l.names.settle(l.problems)
	}
	if isJSON(name) {
		return l.formatJSON(file)
	}
	source := bytes.TrimPrefix(src, byteOrderMark)
	source = bytes.ReplaceAll(source, []byte("\r\n"), []byte("\n"))
	file.source = source
	items := scan(source)
	for _, it := range items {
		l.checkSyntax(file, it)
	}
	if len(l.problems) > 0 {
		return src, l.names.settle(l.problems)
	}
	return formatted(source, items), nil
}

// checkSyntax reports what the scanner and the parser say of an item.
func (l *loader) checkSyntax(file *sourceFile, it item) {
	if it.slip != noSlip {
		l.say(slipRange(file, &it), slipped(file, &it))
		return
	}
	var plain plainReader
	if plain.block(file, &it) != nil {
		return
	}
	c := native{notes: &l.notes, file: file.name, base: it.start.offset,
		source: file.source[it.start.offset:it.end]}
	_, problems := hclsyntax.ParseConfig(c.source, file.name,
		hcl.Pos{Line: it.start.line, Column: it.start.column, Byte: it.start.offset})
	c.syntax(problems)
}

// formatted lays out item by item, with what stands before each, so that a large file needs no
// more memory than its largest block.
func formatted(source []byte, items []item) []byte {
	laidOut := make([]byte, 0, len(source)+len(source)/8)
	from := 0
	for i, it := range items {
		to := it.end
		if i == len(items)-1 {
			to = len(source)
		}
		laidOut = append(laidOut, settled(source[from:to])...)
		from = to
	}
	laidOut = append(laidOut, settled(source[from:])...)
	laidOut = append(bytes.Trim(laidOut, " \t\r\n"), '\n')
	if len(laidOut) == 1 {
		return nil
	}
	return laidOut
}

// settled formats a stretch of source until formatting it again changes nothing.
func settled(source []byte) []byte {
	const rounds = 4 // it settles in one or two
	for range rounds {
		again := hclwrite.Format(source)
		if bytes.Equal(again, source) {
			break
		}
		source = again
	}
	return source
}

// formatJSON lays out a JSON file.
func (l *loader) formatJSON(file *sourceFile) ([]byte, diag.List) {
	source := file.source
	if at, slip := parseableJSON(source); slip != noSlip {
		l.say(file.sign(at), unparseable(slip))
		return source, l.names.settle(l.problems)
	}
	l.parseJSON(file)
	trimmed := bytes.TrimPrefix(source, byteOrderMark)
	var laidOut bytes.Buffer
	if len(l.problems) == 0 {
		if err := json.Indent(&laidOut, bytes.TrimSpace(trimmed), "", "  "); err != nil {
			l.say(diag.Range{File: file.name}, syntaxError("Not JSON", err.Error()+".", "", ""))
		}
	}
	if len(l.problems) > 0 {
		return source, l.names.settle(l.problems)
	}
	laidOut.WriteByte('\n')
	return slices.Clip(laidOut.Bytes()), nil
}
