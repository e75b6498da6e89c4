package draw

import (
	"strings"
	"unicode"
)

// clean makes one line of words that XML allows: white space becomes single
// spaces, control and override characters go, broken bytes are shown as such.
func clean(s string) string {
	s = strings.ToValidUTF8(s, "\uFFFD")
	return strings.Join(strings.Fields(strings.Map(allowed, s)), " ")
}

func allowed(r rune) rune {
	switch {
	case unicode.IsSpace(r):
		return ' '
	case unicode.IsControl(r), r == 0xFFFE, r == 0xFFFF, overrides(r):
		return -1
	}
	return r
}

// overrides reports characters that change the direction of what follows them.
// They would reach across line breaks, so each line gets its direction anew.
func overrides(r rune) bool {
	return r >= 0x202A && r <= 0x202E || r >= 0x2066 && r <= 0x2069
}

// leftward are the scripts in use that run from right to left.
var leftward = []*unicode.RangeTable{
	unicode.Arabic, unicode.Hebrew, unicode.Syriac, unicode.Thaana, unicode.Nko,
	unicode.Adlam, unicode.Samaritan, unicode.Mandaic, unicode.Hanifi_Rohingya,
	unicode.Mende_Kikakui,
}

// rightToLeft reports whether the first letter runs leftward, which is how the
// Unicode bidirectional algorithm (UAX 9, rules P2 and P3) chooses the direction
// of a paragraph.
func rightToLeft(s string) bool {
	for _, r := range s {
		if unicode.IsLetter(r) {
			return unicode.In(r, leftward...)
		}
	}
	return false
}

// font is a size in pixels; bold letters are a little wider.
type font struct {
	size float64
	bold bool
}

var (
	labelFont = font{13, true}
	noteFont  = font{12, false}
)

// width estimates the width of a line in pixels. The real font is the reader's, so
// this errs on the wide side of the usual system fonts.
func (f font) width(s string) float64 {
	em := 0.0
	for _, r := range s {
		em += runeWidth(r)
	}
	if f.bold {
		em *= 1.06
	}
	return em * f.size
}

// latin holds the letters of ASCII by their width in hundredths of an em.
var latin = []struct {
	width   float64
	letters string
}{
	{.26, "'ijl"}, {.30, " !,.:;"}, {.35, "()-I[]`f"}, {.40, `"/\t{}`},
	{.45, "r"}, {.50, "Jcsvyz"}, {.55, "*?L_kx|"}, {.59, "$+0123456789<=>^aeo~"},
	{.63, "#FTZbdghnpqu"}, {.68, "ABEKPSVXY"}, {.74, "&CDHNRU"}, {.80, "GOQw"},
	{.90, "%M"}, {.95, "Wm"}, {1.05, "@"},
}

var ascii = func() (table [128]float64) {
	for _, class := range latin {
		for _, r := range class.letters {
			table[r] = class.width
		}
	}
	return table
}()

// lineHeight is the height of a line of a label: more for scripts that set marks
// above and below their letters.
func lineHeight(s string) float64 {
	for _, r := range s {
		if r >= 0x0900 && r < 0x1100 || r >= 0x1780 && r < 0x1800 {
			return labelLine + 4
		}
	}
	return labelLine
}

// runeWidth is the width of a letter in em, by script.
func runeWidth(r rune) float64 {
	switch {
	case r < 128:
		return ascii[r]
	case unicode.In(r, unicode.Mn, unicode.Me, unicode.Cf):
		return 0
	case wide(r):
		return 1
	case unicode.In(r, unicode.Arabic, unicode.Hebrew):
		return .58
	case unicode.In(r, unicode.Tamil, unicode.Myanmar, unicode.Malayalam):
		return .92
	case unicode.IsUpper(r):
		return .74
	case unicode.In(r, unicode.Cyrillic, unicode.Devanagari, unicode.Bengali):
		return .72
	}
	return .64
}

// wide reports letters that fill a square: Chinese, Japanese, Korean, pictographs.
func wide(r rune) bool {
	switch {
	case unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul):
		return true
	case r >= 0x3000 && r <= 0x303F, r >= 0xFF01 && r <= 0xFF60, r >= 0x1F000:
		return true
	}
	return false
}

// wrap breaks words into at most the given number of lines of at most the given
// width. What does not fit ends in an ellipsis, and cut is true.
func (f font) wrap(s string, most float64, lines int) (out []string, cut bool) {
	line := ""
	for _, piece := range f.pieces(s, most) {
		if line == "" || f.width(strings.TrimRight(line+piece, " ")) <= most {
			line += piece
			continue
		}
		out = append(out, strings.TrimRight(line, " "))
		line = piece
	}
	if line = strings.TrimRight(line, " "); line != "" {
		out = append(out, line)
	}
	if len(out) <= lines {
		return out, false
	}
	out[lines-1] = f.shorten(out[lines-1]+" "+out[lines], most)
	return out[:lines], true
}

// shortenTo cuts a line only if it is too long.
func (f font) shortenTo(s string, most float64) string {
	if f.width(s) <= most {
		return s
	}
	return f.shorten(s, most)
}

// shorten cuts a line so that it fits with an ellipsis.
func (f font) shorten(s string, most float64) string {
	letters := clusters(s)
	for len(letters) > 0 && f.width(strings.Join(letters, "")+"…") > most {
		letters = letters[:len(letters)-1]
	}
	return strings.TrimRight(strings.Join(letters, ""), " -/") + "…"
}

// pieces cuts a text where a line may break: after spaces, hyphens and slashes,
// around wide letters, and within a word only if it is longer than a line.
func (f font) pieces(s string, most float64) []string {
	var all []string
	piece := ""
	flush := func() {
		if piece != "" {
			all = append(all, piece)
			piece = ""
		}
	}
	for _, c := range clusters(s) {
		first := []rune(c)[0]
		if wide(first) && !closing(first) || f.width(piece+c) > most {
			flush()
		}
		piece += c
		if breaksAfter(first) {
			flush()
		}
	}
	flush()
	return all
}

func breaksAfter(r rune) bool {
	return r == ' ' || r == '-' || r == '/' || r == '–' || r == '—'
}

// closing reports signs that must not begin a line.
func closing(r rune) bool {
	return strings.ContainsRune("、。，．！？：；）」』】》〉", r)
}

// clusters cuts a text into letters with their marks and joiners.
func clusters(s string) []string {
	var all []string
	joined := false
	for _, r := range s {
		mark := unicode.In(r, unicode.M, unicode.Cf) || r >= 0x1F3FB && r <= 0x1F3FF
		if len(all) > 0 && (mark || joined) {
			all[len(all)-1] += string(r)
		} else {
			all = append(all, string(r))
		}
		joined = r == 0x200D
	}
	return all
}
