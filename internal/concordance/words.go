package concordance

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"
)

// Version is raised whenever the same text may come to other words than before, so that what was
// kept of them is known to be stale.
const Version = 1

// A Word is one word of a text: as it is compared, and where it stands.
type Word struct {
	Text     string
	From, To int // bytes
}

// mostBytes bounds a word; what is longer is compared as far as that.
const mostBytes = 240

// Words are the words of a text in their order.
func Words(text string) []Word {
	var words []Word
	for at := 0; at < len(text); {
		r, n := utf8.DecodeRuneInString(text[at:])
		if !begins(r) {
			at += n
			continue
		}
		end := at + n
		if !isUnspaced(r) {
			end = runEnd(text, at, end)
		} else {
			end = marksEnd(text, end)
		}
		if folded := fold(text[at:end]); folded != "" {
			words = append(words, Word{folded, at, end})
		}
		at = end
	}
	return words
}

// begins reports whether a word can begin with a character.
func begins(r rune) bool {
	if r < utf8.RuneSelf {
		return isASCIILetter(r) || isASCIIDigit(r)
	}
	return unicode.IsLetter(r) || unicode.Is(unicode.Nd, r) || unicode.Is(unicode.Nl, r)
}

func isASCIIDigit(r rune) bool  { return r >= '0' && r <= '9' }
func isASCIILetter(r rune) bool { return r|' ' >= 'a' && r|' ' <= 'z' }

// runEnd is where the word ends that begins at from and reaches to at least end.
func runEnd(text string, from, end int) int {
	for end < len(text) {
		r, n := utf8.DecodeRuneInString(text[end:])
		switch {
		case isUnspaced(r):
			return end
		case begins(r), isMark(r):
			end += n
		case isGrouping(r) && groups(text, end, end+n):
			end += n
		default:
			return end
		}
	}
	return end
}

// marksEnd is where the marks end that follow.
func marksEnd(text string, end int) int {
	for end < len(text) {
		r, n := utf8.DecodeRuneInString(text[end:])
		if !isMark(r) {
			break
		}
		end += n
	}
	return end
}

// isMark reports whether a character belongs to the letter before it: an accent, a vowel sign, or
// one that is not seen, such as a joiner.
func isMark(r rune) bool {
	return r >= utf8.RuneSelf && (unicode.IsMark(r) || unicode.Is(unicode.Cf, r))
}

// isGrouping reports whether a character may stand between the thousands of a number.
func isGrouping(r rune) bool {
	switch r {
	case ',', '\'', '’', '\u00a0', '\u2009', '\u202f', '٬':
		return true
	}
	return false
}

// groups reports whether what stands between two places parts thousands: a digit before it, and
// exactly three behind.
func groups(text string, before, behind int) bool {
	last, _ := utf8.DecodeLastRuneInString(text[:before])
	if !unicode.Is(unicode.Nd, last) {
		return false
	}
	digits := 0
	for _, r := range text[behind:] {
		if !unicode.Is(unicode.Nd, r) {
			return digits == 3 && !unicode.IsLetter(r)
		}
		if digits++; digits > 3 {
			return false
		}
	}
	return digits == 3
}

// unspaced are the scripts that set no blanks between words.
var unspaced = []*unicode.RangeTable{unicode.Han, unicode.Hiragana, unicode.Katakana,
	unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar}

// isUnspaced reports whether a character is a word of its own.
func isUnspaced(r rune) bool {
	const first = '\u0e00' // Thai, the first of them
	return r >= first && begins(r) && unicode.In(r, unspaced...)
}

// fold is a word as it is compared.
func fold(word string) string {
	if isPlain(word) {
		return clip(strings.ToLower(word))
	}
	apart := strings.ReplaceAll(norm.NFKD.String(word), iotaBelow, "")
	decomposed := norm.NFKD.String(cases.Fold().String(apart))
	var folded strings.Builder
	base := rune(0)
	for _, r := range decomposed {
		switch {
		case unicode.IsMark(r):
			if base != 0 && !dropsMarks(base) {
				folded.WriteRune(r)
			}
		case unicode.Is(unicode.Nd, r):
			base = digit(r)
			folded.WriteRune(base)
		case unicode.IsLetter(r) && r != tatweel, unicode.Is(unicode.Nl, r):
			base = r
			folded.WriteString(alike(r))
		}
	}
	return clip(folded.String())
}

// isPlain reports whether a word is of ASCII letters and digits.
func isPlain(word string) bool {
	for i := range len(word) {
		if c := rune(word[i]); !isASCIILetter(c) && !isASCIIDigit(c) {
			return false
		}
	}
	return true
}

// clip cuts a word that is too long, behind a whole character.
func clip(word string) string {
	if len(word) <= mostBytes {
		return word
	}
	end := mostBytes
	for !utf8.RuneStart(word[end]) {
		end--
	}
	return word[:end]
}

// dropsMarks reports whether the marks on a letter are left out: where they are accents or the
// points of vowels, and not where they make another letter.
func dropsMarks(base rune) bool {
	return base < utf8.RuneSelf || unicode.In(base, unicode.Latin, unicode.Greek, unicode.Cyrillic,
		unicode.Arabic, unicode.Hebrew, unicode.Syriac)
}

// tatweel stretches a word of Arabic letters and says nothing.
const tatweel = '\u0640'

// iotaBelow is a mark of Greek that becomes a letter where case is folded.
const iotaBelow = "\u0345"

// digit is a decimal digit as ASCII writes it. Each range of them begins with a zero and holds
// whole tens (the Unicode Standard, section 4.6).
func digit(r rune) rune {
	for _, in := range unicode.Nd.R16 {
		if r >= rune(in.Lo) && r <= rune(in.Hi) {
			return '0' + (r-rune(in.Lo))%10
		}
	}
	for _, in := range unicode.Nd.R32 {
		if r >= rune(in.Lo) && r <= rune(in.Hi) {
			return '0' + (r-rune(in.Lo))%10
		}
	}
	return r
}

// alike is how a letter is compared that people write in more than one way, and that no
// decomposition takes apart.
func alike(r rune) string {
	switch r {
	case 'ł':
		return "l"
	case 'ø':
		return "o"
	case 'đ', 'ð':
		return "d"
	case 'ħ':
		return "h"
	case 'ı':
		return "i"
	case 'æ':
		return "ae"
	case 'œ':
		return "oe"
	case 'þ':
		return "th"
	case 'ک': // the kaf of Persian, Dari and Pashto: that of Arabic
		return "ك"
	case 'ی', 'ى', 'ې', 'ۍ', 'ئ':
		return "ي"
	case 'ہ', 'ھ', 'ۀ':
		return "ه"
	}
	switch { // Cherokee, whose small letters are the younger ones
	case r >= 0xab70 && r <= 0xabbf:
		r += 0x13a0 - 0xab70
	case r >= 0x13f8 && r <= 0x13fd:
		r -= 0x13f8 - 0x13f0
	}
	return string(r)
}

// mostLexemes bounds, in bytes, the words that are kept of the texts of one thing.
const mostLexemes = 400_000

// Lexemes are the words of some texts, each once and in order, as an index keeps them.
func Lexemes(texts ...string) []string {
	var all []string
	for _, text := range texts {
		for _, w := range Words(text) {
			all = append(all, w.Text)
		}
	}
	slices.Sort(all)
	all = slices.Compact(all)
	size := 0
	for i := range all {
		if size += len(all[i]) + 1; size > mostLexemes {
			return all[:i]
		}
	}
	return all
}
