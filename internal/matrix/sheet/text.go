package sheet

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Clean is a text as a cell can hold it: line breaks as line feeds, and what no cell can hold
// (control characters, broken encoding) as the replacement character. Clean texts come back from
// a workbook and from CSV as they were.
func Clean(text string) string {
	text = strings.ToValidUTF8(text, string(unicode.ReplacementChar))
	text = strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(text)
	return strings.Map(func(r rune) rune {
		if r != '\n' && r != '\t' && unicode.IsControl(r) || r == 0xFFFE || r == 0xFFFF {
			return unicode.ReplacementChar
		}
		return r
	}, text)
}

// tooLong says that a text is longer than a cell can hold, "" where it is not.
func tooLong(text string) string {
	if len(text) <= MaxText {
		return ""
	}
	units := 0
	for _, r := range text {
		units++
		if r > 0xFFFF {
			units++
		}
	}
	if units <= MaxText {
		return ""
	}
	return fmt.Sprintf("the text has %d characters, and a cell holds %d", units, MaxText)
}

// computes reports whether some spreadsheet takes a text for the beginning of a formula: what the
// OWASP page on CSV injection names, and the wide forms of the signs.
func computes(text string) bool {
	first, _ := utf8.DecodeRuneInString(strings.TrimLeft(text, " "))
	return text != "" && strings.ContainsRune("=+-@\t\r\n＝＋－＠", first)
}

// neutral is a text as a cell of CSV that no spreadsheet computes: an apostrophe stands in front.
// It stands, too, in front of what begins like such a cell, so that plain undoes it.
func neutral(text string) string {
	if computes(strings.TrimLeft(text, "'")) {
		return "'" + text
	}
	return text
}

// plain undoes neutral. The reason says why a cell cannot be read: it is a formula.
func plain(cell string) (text, reason string) {
	switch {
	case strings.HasPrefix(cell, "'") && computes(strings.TrimLeft(cell, "'")):
		return cell[1:], ""
	case strings.HasPrefix(strings.TrimLeft(cell, " "), "="):
		return cell, formulaReason
	}
	return cell, ""
}

const formulaReason = "this is a formula: give its result, or an apostrophe in front where it is " +
	"text"
