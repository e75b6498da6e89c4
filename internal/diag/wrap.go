package diag

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// wrap breaks text into lines of at most so many columns, at spaces and beside
// wide characters, which are written without spaces. Line breaks of the text
// stay, and a line that is indented goes on with the same indent. A word
// longer than a line stands alone and sticks out.
func wrap(text string, most int) []string {
	var lines []string
	for paragraph := range strings.SplitSeq(strings.TrimRight(text, "\n"), "\n") {
		cs := cells(strings.TrimRight(paragraph, " \r"))
		indent := leadingSpace(cs)
		body := cs[indent:]
		if len(body) == 0 {
			lines = append(lines, "")
		}
		for len(body) > 0 {
			end := lineEnd(body, most-columns(cs[:indent]))
			lines = append(lines, show(cs[:indent])+show(trimSpace(body[:end])))
			body = body[end:]
			body = body[leadingSpace(body):]
		}
	}
	return lines
}

// lineEnd is how many cells belong on a line of at most so many columns.
func lineEnd(cs []cell, most int) int {
	end, used := 0, 0
	for i := 1; i <= len(cs); i++ {
		used += cs[i-1].width
		if used > most && end > 0 {
			return end
		}
		if mayBreak(cs, i) {
			end = i
		}
	}
	return len(cs)
}

// mayBreak reports whether a line may end before cell i.
func mayBreak(cs []cell, i int) bool {
	if i == len(cs) || cs[i].space {
		return true
	}
	r, _ := utf8.DecodeRuneInString(cs[i].text)
	wide := cs[i].width == 2 || cs[i-1].width == 2
	return cs[i-1].space || wide && !unicode.IsPunct(r)
}

// leadingSpace is the number of cells before the first that shows something.
func leadingSpace(cs []cell) int {
	for i, c := range cs {
		if !c.space {
			return i
		}
	}
	return len(cs)
}

// trimSpace is the cells without the space at their end.
func trimSpace(cs []cell) []cell {
	for len(cs) > 0 && cs[len(cs)-1].space {
		cs = cs[:len(cs)-1]
	}
	return cs
}
