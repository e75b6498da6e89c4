package draft

import (
	"fmt"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// letters are those of Latin scripts that do not come apart into an ASCII letter and a mark.
var letters = map[rune]string{
	'ß': "ss", 'æ': "ae", 'œ': "oe", 'ø': "o", 'đ': "d", 'ð': "d", 'þ': "th", 'ł': "l", 'ħ': "h",
	'ı': "i", 'ŋ': "ng", 'ə': "e", 'ɓ': "b", 'ɗ': "d", 'ƙ': "k", 'ƴ': "y", '&': " and ",
}

// left out of ids, since they say little.
var small = strings.Fields("the of and a an to in for shall will be by on with all this that its " +
	"their is are as at from or it")

// taken are the words that the language keeps for itself.
var taken = strings.Fields("true false null for if in all any")

// The lengths of ids made from texts.
const (
	mostWords   = 5
	mostLetters = 40
)

// words are the words of a text in ASCII, in lower case. A text in a script that is not Latin
// gives none.
func words(text string) []string {
	var b strings.Builder
	for _, r := range norm.NFKD.String(strings.ToLower(text)) {
		switch {
		case r < unicode.MaxASCII && (unicode.IsLetter(r) || unicode.IsDigit(r)):
			b.WriteRune(r)
		case letters[r] != "":
			b.WriteString(letters[r])
		case unicode.Is(unicode.Mn, r), r == '\'', r == '’':
		default:
			b.WriteByte(' ')
		}
	}
	return strings.Fields(b.String())
}

// slug is an id that says what a text says, "" where nothing of it can be said in ASCII.
func slug(text string) string {
	id, n := "", 0
	all := words(text)
	telling := slices.DeleteFunc(slices.Clone(all), func(w string) bool {
		return slices.Contains(small, w)
	})
	if len(telling) == 0 {
		telling = all
	}
	for _, w := range telling {
		if n == mostWords || id != "" && len(id)+1+len(w) > mostLetters {
			break
		}
		if id != "" {
			id += "-"
		}
		id += w[:min(len(w), mostLetters)]
		n++
	}
	if id != "" && unicode.IsDigit(rune(id[0])) {
		id = "act-" + id
	}
	if slices.Contains(taken, id) {
		id += "-it"
	}
	return id
}

// ids are the ids of a draft, each given once.
type ids map[string]bool

// fresh is an id for a text that nothing else has; other is the word for it where the text gives
// none.
func (given ids) fresh(text, other string) string {
	base := slug(text)
	if base == "" {
		base = other
	}
	id := base
	for n := 2; given[id]; n++ {
		id = fmt.Sprintf("%s-%d", base, n)
	}
	given[id] = true
	return id
}

// NameOf is what an agreement in a folder of that name is called.
func NameOf(folder string) string { return ids{}.fresh(folder, "agreement") }
