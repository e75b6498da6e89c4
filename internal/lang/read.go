package lang

import (
	"bytes"
	"unicode/utf8"

	"lockstep/internal/diag"
)

// byteOrderMark is what some editors put before UTF-8; it means nothing.
var byteOrderMark = []byte("\uFEFF")

// readable reports whether a file can be read at all. Bytes that are no text are reported and
// replaced, one for one, so that every place stays where it is.
func (l *loader) readable(file *sourceFile) bool {
	whole := diag.Range{File: file.name}
	switch {
	case len(file.source) > largestFile:
		l.say(whole, tooLargeFile())
	case bytes.HasPrefix(file.source, []byte{0xff, 0xfe}),
		bytes.HasPrefix(file.source, []byte{0xfe, 0xff}):
		l.say(whole, utf16File())
	case bytes.IndexByte(file.source, 0) >= 0:
		l.say(whole, binaryFile())
	default:
		if !utf8.Valid(file.source) {
			l.replaceBadBytes(file)
		}
		return true
	}
	file.source, file.refused = nil, true
	return false
}

// replaceBadBytes puts a question mark for every byte that is no text.
func (l *loader) replaceBadBytes(file *sourceFile) {
	source := bytes.Clone(file.source)
	line, begin, lines, last := 1, 0, 0, 0
	var first diag.Pos
	for at := 0; at < len(source); {
		r, size := utf8.DecodeRune(source[at:])
		switch {
		case r == '\n':
			line, begin = line+1, at+1
		case r == utf8.RuneError && size == 1:
			if lines == 0 {
				column := utf8.RuneCount(source[begin:at]) + 1
				first = diag.Pos{Line: line, Column: column, Byte: at}
			}
			if last != line {
				last = line
				lines++
			}
			source[at] = '?'
		}
		at += size
	}
	file.source = source
	end := diag.Pos{Line: first.Line, Column: first.Column + 1, Byte: first.Byte + 1}
	l.say(diag.Range{File: file.name, Start: first, End: end}, notUTF8(lines))
}
