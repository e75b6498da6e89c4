package lang

import (
	"bytes"
	"sort"
	"unicode/utf8"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"

	"lockstep/internal/diag"
)

// longestLine is the length, in bytes, of a line that is taken apart to underline a word of it.
const longestLine = 100_000

// wordAt is the stretch of a line that begins at a column: a word or a text in quotes, with the
// brackets that follow it.
func (f *sourceFile) wordAt(line, column int) diag.Range {
	source, begin := f.line(line)
	if len(source) > longestLine {
		before := []rune(string(source[:min(utf8.UTFMax*column, len(source))]))
		before = before[:min(column-1, len(before))]
		return f.sign(position{line, column, begin + len(string(before))})
	}
	start := hcl.Pos{Line: line, Column: 1, Byte: begin}
	tokens, _ := hclsyntax.LexConfig(source, f.name, start)
	first := sort.Search(len(tokens), func(i int) bool {
		return tokens[i].Range.End.Column > column
	})
	if first == len(tokens) {
		at := diag.Pos{Line: line, Column: column, Byte: begin}
		return diag.Range{File: f.name, Start: at, End: at}
	}
	c := native{file: f.name}
	return c.place(hcl.RangeBetween(tokens[first].Range, tokens[phraseEnd(tokens, first)].Range))
}

// sign is the range of the one sign at a position.
func (f *sourceFile) sign(at position) diag.Range {
	start := diag.Pos{Line: at.line, Column: at.column, Byte: at.offset}
	end := diag.Pos{Line: at.line, Column: at.column + 1, Byte: min(at.offset+1, len(f.source))}
	return diag.Range{File: f.name, Start: start, End: end}
}

// phraseEnd is the last token of what begins with the first one.
func phraseEnd(tokens hclsyntax.Tokens, first int) int {
	last := first
	if tokens[first].Type == hclsyntax.TokenOQuote {
		for last+1 < len(tokens) && tokens[last].Type != hclsyntax.TokenCQuote {
			last++
		}
		return last
	}
	if first+1 == len(tokens) || tokens[first+1].Type != hclsyntax.TokenOParen {
		return first
	}
	depth := 0
	for i := first + 1; i < len(tokens); i++ {
		switch tokens[i].Type {
		case hclsyntax.TokenOParen:
			depth++
		case hclsyntax.TokenCParen:
			if depth--; depth == 0 {
				return i
			}
		}
	}
	return first
}

// line is the source of a line, counted from 1, and where it begins.
func (f *sourceFile) line(number int) (source []byte, begin int) {
	if f.lines == nil {
		f.lines = append(f.lines, 0)
		for at, c := range f.source {
			if c == '\n' {
				f.lines = append(f.lines, at+1)
			}
		}
	}
	if number < 1 || number > len(f.lines) {
		return nil, 0
	}
	begin = f.lines[number-1]
	source, _, _ = bytes.Cut(f.source[begin:], []byte("\n"))
	return source, begin
}
