package diag

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/agext/levenshtein"
)

// longestName is the longest name, in characters, for which a nearest one is
// looked for; nobody gives a longer one to a commitment.
const longestName = 200

// Nearest is the known name that the author most likely meant by name, if any
// is near enough. In this order: the same but for upper and lower case; the
// same words in another order; the smallest Levenshtein distance, which may be
// a third of the name's length and is at least 1. Of equally near names the
// alphabetically first is taken. The name itself is never proposed.
func Nearest(name string, known []string) (string, bool) {
	if name == "" || utf8.RuneCountInString(name) > longestName {
		return "", false
	}
	candidates := slices.DeleteFunc(slices.Sorted(slices.Values(known)),
		func(k string) bool { return k == name || k == "" })
	for _, k := range candidates {
		if strings.EqualFold(k, name) {
			return k, true
		}
	}
	words := sortedWords(name)
	for _, k := range candidates {
		if len(words) > 0 && slices.Equal(sortedWords(k), words) {
			return k, true
		}
	}
	return fewestEdits(name, candidates)
}

// DidYouMean is ` Did you mean "x"?` with the nearest known name, or nothing
// when there is none, to be put at the end of a sentence.
func DidYouMean(name string, known []string) string {
	if nearest, ok := Nearest(name, known); ok {
		return fmt.Sprintf(" Did you mean %q?", nearest)
	}
	return ""
}

// sortedWords is the words of an id in alphabetical order, in lower case.
func sortedWords(id string) []string {
	words := strings.FieldsFunc(strings.ToLower(id), func(r rune) bool {
		return r == '-' || r == '_' || r == ' '
	})
	slices.Sort(words)
	return words
}

// fewestEdits is the first candidate at the smallest distance from name, if
// that is small enough. Names of which no character stays are not near.
func fewestEdits(name string, candidates []string) (string, bool) {
	length := utf8.RuneCountInString(name)
	smallest := max(1, length/3) + 1
	folded, nearest := strings.ToLower(name), ""
	for _, k := range candidates {
		longer := max(length, utf8.RuneCountInString(k))
		if longer-length >= smallest {
			continue
		}
		d := levenshtein.Distance(folded, strings.ToLower(k), nil)
		if d < smallest && d < longer {
			smallest, nearest = d, k
		}
	}
	return nearest, nearest != ""
}
