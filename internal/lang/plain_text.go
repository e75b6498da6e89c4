package lang

import (
	"bytes"
	"unicode/utf8"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
)

// quoted reads a text without escapes.
func (r *plainReader) quoted() *node {
	r.at++
	from, ascii := r.at, true
	for r.at < r.end && r.source[r.at] != '"' {
		c := r.source[r.at]
		if c == '\\' || c == delByte || c < ' ' && c != '\t' ||
			(c == '$' || c == '%') && r.ahead(1) == '{' {
			break
		}
		ascii = ascii && c < utf8.RuneSelf
		r.at++
	}
	n := r.new(text)
	n.text = string(r.source[from:r.at])
	r.failed = r.failed || !r.take('"')
	if !ascii && !r.failed {
		r.measure(from - 1)
	}
	return n
}

// heredoc reads a text of several lines without templates. HCL's parser takes the square of
// their number for it.
func (r *plainReader) heredoc() *node {
	n := r.new(text)
	marker, length := heredocStart(r.source[r.at:r.end])
	if length == 0 {
		r.failed = true
		return n
	}
	from := r.at
	end := heredocEnd(r.source[from+length:r.end], marker)
	if end < 0 || !plainLines(r.source[from:from+length+max(end, 0)]) {
		r.failed = true
		return n
	}
	r.at = from + length + end
	written := r.source[from:r.at]
	r.line += bytes.Count(written, []byte("\n"))
	r.begin = from + bytes.LastIndexByte(written, '\n') + 1
	n.text = heredocText(string(written))
	return n
}

// plainLines reports whether lines hold nothing but signs that stand for themselves.
func plainLines(lines []byte) bool {
	for i, c := range lines {
		if c == delByte || c < ' ' && c != '\t' && c != '\n' ||
			(c == '$' || c == '%') && i+1 < len(lines) && lines[i+1] == '{' {
			return false
		}
	}
	return true
}

// delByte is the one control character at the end of ASCII.
const delByte = 0x7f

// measure moves the beginning of the line so that, after a text that is not ASCII, columns are
// again what they are for HCL, which counts characters as people see them.
func (r *plainReader) measure(from int) {
	start := r.position(from)
	tokens, problems := hclsyntax.LexConfig(r.source[from:r.at], r.file,
		hcl.Pos{Line: start.Line, Column: start.Column, Byte: start.Byte})
	end := tokens[len(tokens)-1].Range.End
	r.failed = problems.HasErrors() || end.Byte != r.base+r.at || end.Line != r.line
	r.begin = r.at - end.Column + 1
}
