package lang

import (
	"bytes"
	"unicode/utf8"

	"github.com/hashicorp/hcl/v2"

	"lockstep/internal/agreement"
	"lockstep/internal/diag"
)

// A jsonCutter cuts a JSON file of the plain shape, {"party": {"us": {…}}}, into its blocks
// without parsing them, so that no more than a few are ever held as syntax. It never reports
// anything: it gives up where it meets another shape, and the whole file is parsed at once.
type jsonCutter struct {
	file   string
	source []byte
	at     int
	line   int
	seen   int // an offset on the present line
	column int // and its column
	failed bool
	found  []piece
}

// cutJSON is the blocks of a JSON file; false where it has not the plain shape.
func cutJSON(file *sourceFile) ([]piece, bool) {
	c := jsonCutter{file: file.name, source: file.source, line: 1, column: 1}
	if bytes.HasPrefix(c.source, byteOrderMark) {
		c.at, c.seen = len(byteOrderMark), len(byteOrderMark)
	}
	c.members(func(word string, _ diag.Range) {
		kind := agreement.KindOf(word)
		switch {
		case kind != agreement.KindNone:
			c.members(func(id string, label diag.Range) { c.block(kind, id, label) })
		case word == "//":
			c.key() // a comment, if it is no more than a text
		default:
			c.failed = true
		}
	})
	c.blanks()
	return c.found, !c.failed && c.at == len(c.source)
}

// members reads an object: visit reads the value of each key.
func (c *jsonCutter) members(visit func(key string, where diag.Range)) {
	c.blanks()
	c.take('{')
	c.blanks()
	if c.peek() == '}' {
		c.at++
		return
	}
	for !c.failed {
		c.blanks()
		key, where := c.key()
		c.blanks()
		c.take(':')
		c.blanks()
		visit(key, where)
		c.blanks()
		if c.peek() == '}' {
			c.at++
			return
		}
		c.take(',')
	}
}

// key reads a key without escapes.
func (c *jsonCutter) key() (string, diag.Range) {
	start, from := c.position(), c.at
	c.text()
	key := bytes.Trim(c.source[from:c.at], `"`)
	end := c.position()
	unusual := func(r rune) bool { return r == '\\' || r < ' ' }
	if bytes.ContainsFunc(key, unusual) || len(key)+2 != c.at-from {
		c.failed = true
	}
	return string(key), diag.Range{File: c.file, Start: start, End: end}
}

// block keeps the block whose body begins here; a block with a list of bodies is not plain.
func (c *jsonCutter) block(kind agreement.Kind, id string, label diag.Range) {
	if id == "//" {
		c.key()
		return
	}
	start := c.position()
	if c.peek() != '{' {
		c.failed = true
		return
	}
	c.skip()
	cut := &cut{from: start.Byte, to: c.at,
		start: hcl.Pos{Line: start.Line, Column: start.Column, Byte: start.Byte}}
	c.found = append(c.found, piece{kind: kind, id: id, index: -1, label: label, cut: cut})
}

// skip steps over a value; brackets inside need only be as many as it takes to close it.
func (c *jsonCutter) skip() {
	depth := 0
	for !c.failed && c.at < len(c.source) {
		switch c.source[c.at] {
		case '{', '[':
			depth++
		case '}', ']':
			if depth == 0 {
				return
			}
			depth--
		case ',':
			if depth == 0 {
				return
			}
		case '"':
			c.text()
			continue
		case '\n':
			c.newline()
			continue
		}
		c.at++
	}
}

// text steps over a text.
func (c *jsonCutter) text() {
	c.take('"')
	for ; !c.failed && c.at < len(c.source); c.at++ {
		switch c.source[c.at] {
		case '"':
			c.at++
			return
		case '\\':
			c.at++
		}
		if c.peek() < ' ' {
			break
		}
	}
	c.at, c.failed = min(c.at, len(c.source)), true
}

func (c *jsonCutter) blanks() {
	for c.at < len(c.source) {
		switch c.source[c.at] {
		case ' ', '\t', '\r':
			c.at++
		case '\n':
			c.newline()
		default:
			return
		}
	}
}

func (c *jsonCutter) newline() {
	c.at++
	c.line++
	c.seen, c.column = c.at, 1
}

// peek is the next byte, 0 at the end.
func (c *jsonCutter) peek() byte {
	if c.at >= len(c.source) {
		return 0
	}
	return c.source[c.at]
}

func (c *jsonCutter) take(sign byte) {
	if c.peek() != sign {
		c.failed = true
		return
	}
	c.at++
}

// position is the present position. Columns are counted on from the last one asked for, since a
// file may be one line; what is not ASCII is left to HCL to count.
func (c *jsonCutter) position() diag.Pos {
	at := min(c.at, len(c.source))
	between := c.source[c.seen:at]
	c.failed = c.failed || bytes.ContainsFunc(between, func(r rune) bool {
		return r >= utf8.RuneSelf || r == '\r'
	})
	c.column += len(between)
	c.seen = at
	return diag.Pos{Line: c.line, Column: c.column, Byte: at}
}
