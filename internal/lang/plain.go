package lang

import (
	"strconv"

	"lockstep/internal/agreement"
	"lockstep/internal/diag"
)

// A plainReader reads the plain part of HCL by itself, since almost every block is written in
// nothing else and HCL's own parser takes twenty times as long for it: ASCII but in texts, texts
// without escapes, numbers without exponents, no computing. It never reports
// anything. Whatever it does not know makes it give up the whole block, which HCL then reads
// and, where it is wrong, explains. What it reads, it reads exactly as HCL does; the tests hold
// the two against each other.
type plainReader struct {
	file   string
	source []byte
	base   int // the offset in the file at which the source begins
	end    int // where the item ends
	at     int
	line   int
	begin  int // where the line begins, or would if all of it were ASCII
	failed bool
	slab   []node // nodes to be handed out; they live until the next block is read
	used   int
}

// block is the body of an item, or nil where it is not plain.
func (r *plainReader) block(file *sourceFile, it *item) *body {
	if !it.head.opens || it.slip != noSlip || !validName(it.head.label) ||
		it.head.kind == agreement.KindNone {
		return nil
	}
	r.file, r.source, r.base, r.end = file.name, file.source, 0, it.end
	r.line, r.begin = it.start.line, it.start.offset-it.start.column+1
	r.at, r.failed, r.used = afterBlanks(r.source, it.head.to)+1, false, 0
	b := &body{fields: make([]field, 0, 8)}
	for r.lineEnd(); !r.failed; r.lineEnd() {
		r.blankLines()
		if r.take('}') {
			break
		}
		b.add(r.attribute(b))
	}
	r.blanks(false)
	if !r.failed && r.at < r.end && r.peek() != '#' {
		return nil
	}
	if r.failed {
		return nil
	}
	return b
}

// alone is the expression that a source is, which begins at a position of a file; nil where it is
// not plain. Its nodes live until the next block is read.
func (r *plainReader) alone(file string, source []byte, start diag.Pos) *node {
	r.file, r.source, r.base, r.end = file, source, start.Byte, len(source)
	r.line, r.begin, r.at, r.failed = start.Line, 1-start.Column, 0, false
	r.blanks(true)
	n, _ := r.expression(0, true)
	r.blanks(true)
	if r.failed || r.at < r.end {
		return nil
	}
	return n
}

// attribute reads name = expression; lineEnd then asks that the line ends there.
func (r *plainReader) attribute(b *body) field {
	from := r.at
	f := field{name: r.word()}
	f.where = r.since(from)
	r.blanks(false)
	if !r.take('=') || r.peek() == '=' || b.has(f.name) {
		r.failed = true
		return f
	}
	r.blanks(false)
	f.value, _ = r.expression(0, false)
	return f
}

// lineEnd steps over the end of a line, which may have a comment; a closing brace is left.
func (r *plainReader) lineEnd() {
	r.blanks(false)
	switch r.peek() {
	case '\n', '#', '/':
		r.newline()
	case '}':
		r.failed = r.failed || r.source[r.at-1] != '{'
	default:
		r.failed = true
	}
}

// newline steps over a line's end and the comment before it.
func (r *plainReader) newline() {
	if r.peek() == '/' && r.ahead(1) != '/' {
		r.failed = true
		return
	}
	for r.at < r.end && r.source[r.at] != '\n' {
		r.at++
	}
	if r.at < r.end {
		r.at++
	}
	r.line++
	r.begin = r.at
}

// blankLines steps over blank lines and comments.
func (r *plainReader) blankLines() {
	for !r.failed && r.at < r.end {
		r.blanks(false)
		switch r.peek() {
		case '\n', '#', '/':
			r.newline()
		default:
			return
		}
	}
}

// blanks steps over white space; over the ends of lines too where they mean nothing.
func (r *plainReader) blanks(lines bool) {
	for r.at < r.end && !r.failed {
		switch c := r.source[r.at]; {
		case c == ' ' || c == '\t':
			r.at++
		case c == '\r' && r.ahead(1) == '\n':
			r.at++
		case lines && (c == '\n' || c == '#' || c == '/' && r.ahead(1) == '/'):
			r.newline()
		default:
			return
		}
	}
}

// peek is the next byte, 0 at the end.
func (r *plainReader) peek() byte { return r.ahead(0) }

func (r *plainReader) ahead(n int) byte {
	if r.at+n >= r.end {
		return 0
	}
	return r.source[r.at+n]
}

func (r *plainReader) take(c byte) bool {
	if r.peek() != c {
		return false
	}
	r.at++
	return true
}

// word reads an identifier.
func (r *plainReader) word() string {
	from := r.at
	for r.at < r.end {
		c := r.source[r.at]
		if !isLetter(c) && (r.at == from || !isDigit(c) && c != '-' && c != '_') {
			break
		}
		r.at++
	}
	if r.at == from || r.peek() >= 0x80 {
		r.failed = true
	}
	return string(r.source[from:r.at])
}

// position is the position of an offset on the present line, from which on all is ASCII.
func (r *plainReader) position(offset int) diag.Pos {
	return diag.Pos{Line: r.line, Column: offset - r.begin + 1, Byte: r.base + offset}
}

// since is the range from an offset on the present line to here.
func (r *plainReader) since(from int) diag.Range {
	return diag.Range{File: r.file, Start: r.position(from), End: r.position(r.at)}
}

// new is a node of this block.
func (r *plainReader) new(f form) *node {
	if r.used == len(r.slab) {
		r.slab, r.used = make([]node, 256), 0
	}
	n := &r.slab[r.used]
	r.used++
	*n = node{form: f}
	return n
}

// ranks are the operators, from the weakest to the strongest.
var ranks = [...][]string{
	{"||"}, {"&&"}, {"==", "!="}, {"<=", ">=", "<", ">"}, {"+"},
}

// expression reads an expression whose operators are of the rank or stronger, and is its node
// and its range with the brackets round it. Where lines is set, ends of lines mean nothing.
func (r *plainReader) expression(rank int, lines bool) (*node, diag.Range) {
	if rank == len(ranks) {
		return r.term(lines)
	}
	left, where := r.expression(rank+1, lines)
	for steps := 0; !r.failed; steps++ {
		r.blanks(lines)
		sign := r.operator(rank)
		if sign == "" {
			break
		}
		r.at += len(sign)
		r.blanks(lines)
		right, to := r.expression(rank+1, lines)
		where.End = to.End
		left = r.joined(left, sign, right, steps > 0)
		left.where = where
		r.failed = r.failed || left.text == sign && len(left.items) == 2 && steps > deepest/2
	}
	return left, where
}

// operator is the operator of a rank that comes next, if one does.
func (r *plainReader) operator(rank int) string {
	for _, sign := range ranks[rank] {
		if r.peek() == sign[0] && (len(sign) == 1 || r.ahead(1) == sign[1]) {
			return sign
		}
	}
	return ""
}

// joined is an operation; one more operand of a chain is added to it.
func (r *plainReader) joined(left *node, sign string, right *node, chained bool) *node {
	chain := sign == "&&" || sign == "||" || sign == "+"
	if chain && chained {
		left.items = append(left.items, right)
		return left
	}
	n := r.new(binary)
	n.text, n.items = sign, []*node{left, right}
	return n
}

// term reads an operand.
func (r *plainReader) term(lines bool) (*node, diag.Range) {
	from, start := r.at, r.position(r.at)
	var n *node
	switch c := r.peek(); {
	case isLetter(c):
		n = r.nameOrCall()
	case c == '"':
		n = r.quoted()
	case c == '<':
		n = r.heredoc()
	case isDigit(c):
		n = r.number()
	case c == '[':
		n = r.new(list)
		r.at++
		n.items = r.elements(']', true)
	case c == '{':
		n = r.object()
	case c == '(':
		return r.bracketed()
	case c == '!' && r.ahead(1) != '=' || c == '-':
		n = r.signed(string(r.source[from:from+1]), lines)
	default:
		r.failed = true
		n = r.new(broken)
	}
	n.where = diag.Range{File: r.file, Start: start, End: r.position(r.at)}
	r.refuseTail()
	return n, n.where
}

// refuseTail gives up where an operand goes on in a way that is not plain.
func (r *plainReader) refuseTail() {
	switch r.peek() {
	case '.', '[', '?', ':':
		r.failed = true
	}
}

// nameOrCall reads a name, a call, true, false or null.
func (r *plainReader) nameOrCall() *node {
	word := r.word()
	switch word {
	case "true", "false":
		n := r.new(truth)
		if word == "true" {
			n.number = 1
		}
		return n
	case "null":
		return r.new(nothing)
	}
	n := r.new(name)
	n.text = word
	if r.take('(') {
		n.form = call
		n.items = r.elements(')', false)
	}
	return n
}

// elements reads what stands between commas up to the closing bracket.
func (r *plainReader) elements(closing byte, trailing bool) []*node {
	var items []*node
	if word := r.after(); word == "for" {
		r.failed = true
	}
	for !r.failed {
		r.blanks(true)
		if (len(items) == 0 || trailing) && r.take(closing) {
			break
		}
		item, _ := r.expression(0, true)
		items = append(items, item)
		r.blanks(true)
		if r.take(closing) {
			break
		}
		r.failed = r.failed || !r.take(',')
	}
	if items == nil {
		items = []*node{}
	}
	return items
}

// after is the word that comes next after white space, without moving.
func (r *plainReader) after() string {
	saved := *r
	r.blanks(true)
	word := string(r.source[r.at : r.at+wordLength(r.source[r.at:min(r.end, r.at+4)])])
	r.at, r.line, r.begin, r.failed = saved.at, saved.line, saved.begin, saved.failed
	return word
}

// object reads { key = value }; keys are names, texts, or expressions in brackets.
func (r *plainReader) object() *node {
	n := r.new(object)
	r.at++
	if r.after() == "for" {
		r.failed = true
	}
	for !r.failed {
		r.blanks(true)
		if r.take('}') {
			break
		}
		key := r.key()
		r.blanks(false)
		if !r.equals() {
			r.failed = true
			break
		}
		r.blanks(false)
		value, _ := r.expression(0, false)
		n.keys, n.items = append(n.keys, key), append(n.items, value)
		r.blanks(false)
		switch r.peek() {
		case ',':
			r.at++
		case '\n', '#', '/', '}':
		default:
			r.failed = true
		}
	}
	return n
}

// key reads the key of an object.
func (r *plainReader) key() *node {
	bracketed := r.peek() == '('
	key, _ := r.term(false)
	if !bracketed && key.form != name && key.form != text {
		r.failed = true
	}
	return key
}

// equals reads the sign between a key and its value.
func (r *plainReader) equals() bool {
	return r.peek() == '=' && r.ahead(1) != '=' && r.ahead(1) != '>' && r.take('=')
}

// bracketed reads an expression in round brackets; its node has the range without them.
func (r *plainReader) bracketed() (*node, diag.Range) {
	start := r.position(r.at)
	r.at++
	r.blanks(true)
	n, _ := r.expression(0, true)
	r.blanks(true)
	r.failed = r.failed || !r.take(')')
	r.refuseTail()
	return n, diag.Range{File: r.file, Start: start, End: r.position(r.at)}
}

// signed reads an operand with ! or - before it.
func (r *plainReader) signed(sign string, lines bool) *node {
	r.at++
	r.blanks(lines)
	n := r.new(unary)
	n.text = sign
	operand, _ := r.term(lines)
	n.items = []*node{operand}
	negate(n)
	return n
}

// number reads digits, with a point among them or not.
func (r *plainReader) number() *node {
	from := r.at
	for isDigit(r.peek()) {
		r.at++
	}
	if r.peek() == '.' && isDigit(r.ahead(1)) {
		for r.at++; isDigit(r.peek()); {
			r.at++
		}
	}
	n := r.new(number)
	n.text = ambiguous(r.source[from:r.at])
	x, err := strconv.ParseFloat(string(r.source[from:r.at]), 64)
	if err != nil || r.at-from > 18 || isLetter(r.peek()) || r.peek() == '-' {
		r.failed = true
	}
	n.number = x
	return n
}
