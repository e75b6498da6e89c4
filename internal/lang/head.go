package lang

import (
	"unicode"
	"unicode/utf8"

	"lockstep/internal/agreement"
)

// A head is the header of a block, read without parsing: type "label" {.
type head struct {
	kind   agreement.Kind // KindNone where the word is no block's
	word   string
	label  string // without its quotes
	from   int    // offsets of the label, quotes included
	to     int
	quoted bool
	opens  bool // exactly one label and a brace follow
}

// readHead reads the header at offset at, as far as there is one.
func readHead(source []byte, at int) head {
	word := source[at : at+wordLength(source[at:])]
	h := head{kind: agreement.KindOf(string(word))}
	if h.kind == agreement.KindNone {
		h.word = string(word)
	} else {
		h.word = h.kind.String()
	}
	at = afterBlanks(source, at+len(word))
	label, length := readLabel(source[at:])
	if len(word) == 0 || length == 0 {
		return h
	}
	h.label, h.from, h.to = string(label), at, at+length
	h.quoted = source[at] == '"'
	at = afterBlanks(source, h.to)
	h.opens = at < len(source) && source[at] == '{'
	return h
}

// readLabel is the label that starts the source, and its length with quotes.
func readLabel(source []byte) (label []byte, length int) {
	if len(source) == 0 || source[0] != '"' {
		length = wordLength(source)
		return source[:length], length
	}
	for i := 1; i < len(source) && source[i] != '\n'; i++ {
		switch source[i] {
		case '"':
			return source[1:i], i + 1
		case '\\':
			i++
		}
	}
	return nil, 0
}

func afterBlanks(source []byte, at int) int {
	for at < len(source) && (source[at] == ' ' || source[at] == '\t') {
		at++
	}
	return at
}

// wordLength is the length of the identifier that starts the source. Its letters are HCL's:
// any script's, digits and dashes after the first.
func wordLength(source []byte) int {
	at := 0
	for at < len(source) {
		c := source[at]
		if isLetter(c) || at > 0 && (c == '-' || c == '_' || c >= '0' && c <= '9') {
			at++
			continue
		}
		if c < utf8.RuneSelf {
			break
		}
		r, size := utf8.DecodeRune(source[at:])
		if !unicode.IsLetter(r) && !(at > 0 && unicode.In(r, unicode.Mn, unicode.Mc, unicode.Nd)) {
			break
		}
		at += size
	}
	return at
}

func isLetter(c byte) bool { return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' }

// columnOf is the column of an offset on the line on which an item starts.
func columnOf(source []byte, start position, offset int) int {
	return start.column + utf8.RuneCount(source[start.offset:offset])
}
