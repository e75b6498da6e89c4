package ledger

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// quoted is a text from a file as a refusal shows it: in quotation marks, cut where it is long.
func quoted(text string) string {
	const longest = 60
	if utf8.RuneCountInString(text) > longest {
		text = string([]rune(text)[:longest]) + "…"
	}
	return fmt.Sprintf("%q", text)
}

// listed is words with commas between them and "or" before the last.
func listed(words []string) string {
	if len(words) < 2 {
		return strings.Join(words, "")
	}
	last := len(words) - 1
	return strings.Join(words[:last], ", ") + " or " + words[last]
}
