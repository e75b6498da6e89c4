package lang

import (
	"bytes"
	"slices"

	"lockstep/internal/agreement"
)

// deepest is how far brackets may be nested, and how many signs that nest without brackets may
// stand in one block. The parser calls itself for each, so that a deeper text could end it.
const deepest = 100

// longest is how many digits a number may have; to read more takes the square of their number.
const longest = 400

// A position is a place in a file; column and line count from 1.
type position struct {
	line, column, offset int
}

// A slip is something wrong that the scanner itself can see.
type slip uint8

// The slips.
const (
	noSlip slip = iota
	openQuote
	openText    // a heredoc without its end
	openComment // a /* without its */
	openBlock
	tooDeep
	tooLong // a number of more digits than any figure has
)

// A mend is what was missing, and where it belongs.
type mend struct {
	offset int
	line   int
	text   string
}

// An item is one top-level piece of a file: mostly a block, else whatever stands there. It runs
// to the end of its last line. It was mended where the scanner could see what is missing.
type item struct {
	head   head
	start  position
	end    int
	slip   slip
	slipAt position
	mends  []mend
}

// mendedAt reports whether something was missing on a line.
func (it *item) mendedAt(line int) bool {
	return slices.ContainsFunc(it.mends, func(m mend) bool { return m.line == line })
}

// A scanner cuts a file into items. It understands strings, comments, heredocs and brackets and
// nothing else. Since a string cannot span lines, an unclosed quote ends with its line; since no
// block stands inside another, a line that begins with a block's header begins a block.
type scanner struct {
	source  []byte
	at      int
	line    int
	begin   int    // where the line begins
	open    []byte // the brackets that are open, as their closing signs
	signs   int    // the seldom signs in the item by which the parser nests
	prefix  int    // such signs in a row
	digits  int    // in a row
	inner   int    // the brackets that are open in texts
	inside  bool   // whether a template began in a text of the item
	current item
	found   []item
	words   map[string]int // where each word stands on a line of its own for the last time
	endless bool           // no comment ends from here on
}

// scan is the items of a file, in order.
func scan(source []byte) []item {
	s := scanner{source: source, line: 1}
	if bytes.HasPrefix(source, byteOrderMark) {
		s.at, s.begin = len(byteOrderMark), len(byteOrderMark)
	}
	for s.skipBlank() {
		s.item()
	}
	return s.found
}

// skipBlank moves to the next item and reports whether there is one.
func (s *scanner) skipBlank() bool {
	for s.at < len(s.source) {
		switch c := s.source[s.at]; {
		case c == '\n':
			s.newline()
		case c == ' ' || c == '\t' || c == '\r':
			s.at++
		case s.atComment():
			s.current = item{start: s.here()}
			s.comment()
			if s.current.slip != noSlip {
				s.finish()
			}
		default:
			return true
		}
	}
	return false
}

// here is the present position. What stands before an item on its line is blank or a comment.
func (s *scanner) here() position {
	return position{s.line, len(bytes.Runes(s.source[s.begin:s.at])) + 1, s.at}
}

// newline steps over a line's end.
func (s *scanner) newline() {
	s.at++
	s.line++
	s.begin = s.at
}

// item reads one item and keeps it.
func (s *scanner) item() {
	s.current = item{start: s.here(), head: readHead(s.source, s.at)}
	s.open, s.signs, s.prefix, s.digits = s.open[:0], 0, 0, 0
	s.inner, s.inside = 0, false
	for s.at < len(s.source) {
		if s.source[s.at] != '\n' {
			s.step()
			continue
		}
		if len(s.open) == 0 {
			break
		}
		s.newline()
		if s.blockStarts() {
			break
		}
	}
	s.close()
	s.finish()
}

// finish keeps the current item.
func (s *scanner) finish() {
	s.current.end = s.lineEnd()
	s.found = append(s.found, s.current)
}

// lineEnd is the present offset, or that of the carriage return that it follows.
func (s *scanner) lineEnd() int {
	if s.at > s.current.start.offset && s.source[s.at-1] == '\r' {
		return s.at - 1
	}
	return s.at
}

// step reads one sign, string, comment or heredoc.
func (s *scanner) step() {
	c := s.source[s.at]
	switch c {
	case '"':
		s.prefix = 0
		s.quoted()
		return
	case '{':
		s.push('}')
	case '[':
		s.push(']')
	case '(':
		s.push(')')
	case '}', ']', ')':
		s.pop(c)
	case '#', '/', '<':
		if s.atComment() {
			s.comment()
			return
		}
		if s.heredoc() {
			return
		}
	}
	s.count(c)
	s.at++
}

// count counts the signs by which the parser nests without brackets.
func (s *scanner) count(c byte) {
	switch c {
	case '!', '-':
		s.prefix++
	case '?', '*':
		s.signs++
	case ' ', '\t', '\r':
	default:
		s.prefix = 0
	}
	if s.prefix > deepest || s.signs > deepest {
		s.note(tooDeep, s.at)
	}
	s.digits++
	if !isDigit(c) {
		s.digits = 0
	} else if s.digits > longest {
		s.note(tooLong, s.at)
	}
}

func (s *scanner) push(closing byte) {
	s.open = append(s.open, closing)
	if len(s.open) > deepest {
		s.note(tooDeep, s.at)
	}
}

// pop closes the innermost bracket that c closes, and with it all that stand open inside.
func (s *scanner) pop(c byte) {
	if i := bytes.LastIndexByte(s.open, c); i >= 0 {
		s.open = s.open[:i]
	}
}

// note remembers the first slip of an item, at an offset on the present line; one for which it
// cannot be parsed counts above the others.
func (s *scanner) note(what slip, offset int) {
	if s.current.slip == noSlip || what >= tooDeep && s.current.slip < tooDeep {
		column := len(bytes.Runes(s.source[s.begin:offset])) + 1
		s.current.slip, s.current.slipAt = what, position{s.line, column, offset}
	}
}

// quoted reads a string, to its line's end where the closing quote is missing.
func (s *scanner) quoted() {
	from := s.at
	for s.at++; s.at < len(s.source); s.at++ {
		s.template()
		switch s.source[s.at] {
		case '"':
			s.at++
			return
		case '\\':
			if next := s.source[s.at+1:]; len(next) > 0 && (next[0] == '"' || next[0] == '\\') {
				s.at++
			}
		case '\n':
			s.mendQuote(from)
			return
		}
	}
	s.mendQuote(from)
}

// template looks at a sign of a text. After the start of a template, for which the parser reads
// an expression inside the text, it counts what the parser nests by.
func (s *scanner) template() {
	c := s.source[s.at]
	if (c == '$' || c == '%') && s.at+1 < len(s.source) {
		switch next := s.source[s.at+1]; {
		case next == '{':
			s.inside = true
			s.signs++
		case next == c:
			s.at++ // $${ and %%{ start none
		}
	}
	if !s.inside {
		return
	}
	switch c {
	case '(', '[', '{':
		s.inner++
	case ')', ']', '}':
		s.inner = max(s.inner-1, 0)
	}
	if s.inner > deepest {
		s.note(tooDeep, s.at)
	}
	s.count(c)
}

// mendQuote closes the string that began at from where its line ends; that of a block's header
// before the brace that follows, so that the block is read.
func (s *scanner) mendQuote(from int) {
	end := max(s.lineEnd(), from+1)
	s.note(openQuote, from)
	if label, ok := openLabel(s.source[from+1 : end]); ok && len(s.open) == 0 {
		end = from + 1 + len(label)
		s.at = end
		h := &s.current.head
		h.label, h.from, h.to, h.quoted = string(label), from, end, true
	}
	s.current.mends = append(s.current.mends, mend{end, s.line, `"`})
}

// openLabel is the id in what follows the one quote of a header: `kabul {`.
func openLabel(rest []byte) (label []byte, ok bool) {
	label, ok = bytes.CutSuffix(bytes.TrimRight(rest, " \t"), []byte("{"))
	return bytes.TrimRight(label, " \t"), ok
}

func (s *scanner) atComment() bool {
	rest := s.source[s.at:]
	return rest[0] == '#' || bytes.HasPrefix(rest, []byte("//")) ||
		bytes.HasPrefix(rest, []byte("/*"))
}

// comment reads a comment; one to the line's end leaves that end.
func (s *scanner) comment() {
	if !bytes.HasPrefix(s.source[s.at:], []byte("/*")) {
		s.toLineEnd()
		return
	}
	length := -1
	if !s.endless {
		length = bytes.Index(s.source[s.at+2:], []byte("*/"))
	}
	if length < 0 {
		s.endless = true
		s.note(openComment, s.at)
		s.toLineEnd()
		return
	}
	s.over(length + 4)
}

// over moves over n bytes, counting the lines among them.
func (s *scanner) over(n int) {
	for end := s.at + n; s.at < end; {
		if s.source[s.at] == '\n' {
			s.newline()
		} else {
			s.at++
		}
	}
}

func (s *scanner) toLineEnd() {
	length := bytes.IndexByte(s.source[s.at:], '\n')
	if length < 0 {
		length = len(s.source) - s.at
	}
	s.at += length
}

// heredoc reads a heredoc if one starts here, up to the end of the line with its marker.
func (s *scanner) heredoc() bool {
	marker, length := heredocStart(s.source[s.at:])
	if length == 0 {
		return false
	}
	from, end := s.at, -1
	if s.wordFollows(string(marker)) {
		end = heredocEnd(s.source[s.at+length:], marker)
	}
	if end < 0 {
		s.note(openText, from)
		s.toLineEnd()
		return true
	}
	for stop := s.at + length + end; s.at < stop; {
		if s.source[s.at] == '\n' {
			s.newline()
			continue
		}
		s.template()
		s.at++
	}
	return true
}

// wordFollows reports whether a word stands on a line of its own further on. Without looking this
// up, a file of many heredocs without an end would be read over and over.
func (s *scanner) wordFollows(word string) bool {
	if s.words == nil {
		s.words = map[string]int{}
		at := 0
		for line := range bytes.Lines(s.source) {
			trimmed := bytes.TrimSpace(line)
			if len(trimmed) > 0 && wordLength(trimmed) == len(trimmed) {
				s.words[string(trimmed)] = at
			}
			at += len(line)
		}
	}
	return s.words[word] > s.at
}

// heredocStart is the marker of the heredoc that starts the source, and the length of its first
// line; zero if none does.
func heredocStart(source []byte) (marker []byte, length int) {
	rest, ok := bytes.CutPrefix(source, []byte("<<"))
	if !ok {
		return nil, 0
	}
	rest = bytes.TrimPrefix(rest, []byte("-"))
	line, _, ok := bytes.Cut(rest, []byte("\n"))
	marker = bytes.TrimSuffix(line, []byte("\r"))
	if !ok || wordLength(marker) != len(marker) || len(marker) == 0 {
		return nil, 0
	}
	return marker, len(source) - len(rest) + len(line) + 1
}

// heredocEnd is the offset at which the line of the marker ends, -1 if there is none.
func heredocEnd(source, marker []byte) int {
	for at := 0; at < len(source); {
		length := bytes.IndexByte(source[at:], '\n')
		if length < 0 {
			return -1
		}
		line := source[at : at+length]
		if bytes.Equal(bytes.TrimSpace(line), marker) {
			return at + len(bytes.TrimSuffix(line, []byte("\r")))
		}
		at += length + 1
	}
	return -1
}

// blockStarts reports whether the line that begins here starts another block.
func (s *scanner) blockStarts() bool {
	if s.at >= len(s.source) || s.source[s.at] < 'a' || s.source[s.at] > 'z' {
		return false
	}
	next := readHead(s.source, s.at)
	return next.kind != agreement.KindNone && next.quoted && next.opens
}

// close puts right an item that ends while brackets are open.
func (s *scanner) close() {
	if len(s.open) == 0 {
		return
	}
	if s.current.slip == noSlip {
		s.current.slip, s.current.slipAt = openBlock, s.current.start
	}
	missing := make([]byte, 0, 2*len(s.open))
	for i := len(s.open) - 1; i >= 0; i-- {
		missing = append(missing, s.open[i], '\n')
	}
	s.current.mends = append(s.current.mends, mend{s.lineEnd(), s.line, "\n" + string(missing)})
}

// parseable is what the scanner finds in an expression for which it cannot be parsed.
func parseable(expression []byte) slip {
	s := scanner{source: expression, line: 1}
	for s.at < len(expression) {
		if expression[s.at] == '\n' {
			s.newline()
		} else {
			s.step()
		}
	}
	if s.current.slip >= tooDeep {
		return s.current.slip
	}
	return noSlip
}
