// Package lettering is what pictures have to know of words before anybody draws them: how wide a
// line will be, where it may break, which way it runs, and which characters XML allows.
//
// The real font is the reader's, so widths are estimates that err on the wide side of the usual
// system fonts: what fits here fits on the page. Any script is measured, right-to-left and
// full-width letters included. Words go through Clean before anything else.
//
// It draws nothing and knows no format.
package lettering

import (
	"strings"
	"unicode"
)

// Clean makes one line of words that XML allows: white space becomes single
// spaces, control and override characters go, broken bytes are shown as such.
func Clean(s string) string {
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

// RightToLeft reports whether the first letter runs leftward, which is how the
// Unicode bidirectional algorithm (UAX 9, rules P2 and P3) chooses the direction
// of a paragraph.
func RightToLeft(s string) bool {
	for _, r := range s {
		if unicode.IsLetter(r) {
			return unicode.In(r, leftward...)
		}
	}
	return false
}

// A Font is a size in pixels; bold letters are a little wider.
type Font struct {
	Size float64
	Bold bool
}

// Width estimates the width of a line in pixels. The real font is the reader's, so
// this errs on the wide side of the usual system fonts.
func (f Font) Width(s string) float64 {
	em := 0.0
	for _, r := range s {
		em += runeWidth(r)
	}
	if f.Bold {
		em *= 1.06
	}
	return em * f.Size
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

// Tall reports whether a line has letters of scripts that set marks above and below them, so
// that it needs more height.
func Tall(s string) bool {
	for _, r := range s {
		if r >= 0x0900 && r < 0x1100 || r >= 0x1780 && r < 0x1800 {
			return true
		}
	}
	return false
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

// Wrap breaks words into at most the given number of lines of at most the given
// width. What does not fit ends in an ellipsis, and cut is true.
func (f Font) Wrap(s string, most float64, lines int) (out []string, cut bool) {
	line := ""
	for _, piece := range f.pieces(s, most) {
		if line == "" || f.Width(strings.TrimRight(line+piece, " ")) <= most {
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
	out[lines-1] = f.cut(out[lines-1]+" "+out[lines], most)
	return out[:lines], true
}

// Shorten cuts a line only if it is too long, and marks that with an ellipsis.
func (f Font) Shorten(s string, most float64) string {
	if f.Width(s) <= most {
		return s
	}
	return f.cut(s, most)
}

// Ending is the end of a text behind an ellipsis, as much as fits, so that names that differ only
// there are told apart.
func (f Font) Ending(s string, most float64) string {
	letters := clusters(s)
	for len(letters) > 0 && f.Width("…"+strings.Join(letters, "")) > most {
		letters = letters[1:]
	}
	return "…" + strings.TrimLeft(strings.Join(letters, ""), " -/")
}

// cut shortens a line so that it fits with an ellipsis.
func (f Font) cut(s string, most float64) string {
	letters := clusters(s)
	for len(letters) > 0 && f.Width(strings.Join(letters, "")+"…") > most {
		letters = letters[:len(letters)-1]
	}
	return strings.TrimRight(strings.Join(letters, ""), " -/") + "…"
}

// pieces cuts a text where a line may break: after spaces, hyphens and slashes,
// around wide letters, and within a word only if it is longer than a line.
func (f Font) pieces(s string, most float64) []string {
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
		if wide(first) && !closing(first) || f.Width(piece+c) > most {
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

// Isolate puts the signs of isolation (U+2068, U+2069) round words that run from right to left,
// so that figures and signs beside them stay where they are written. What it is given must have
// gone through Clean.
func Isolate(s string) string {
	var b strings.Builder
	letters := []rune(s)
	for i := 0; i < len(letters); i++ {
		if !unicode.In(letters[i], leftward...) || !unicode.IsLetter(letters[i]) {
			b.WriteRune(letters[i])
			continue
		}
		last := lastLeftward(letters, i)
		b.WriteString("\u2068" + string(letters[i:last+1]) + "\u2069")
		i = last
	}
	return b.String()
}

// lastLeftward is the end of the words that begin at a letter and run from right to left: up to
// the next letter that runs the other way, without what stands between.
func lastLeftward(letters []rune, from int) int {
	last := from
	for i := from; i < len(letters); i++ {
		switch leftwards := unicode.In(letters[i], leftward...); {
		case leftwards || i == last+1 && unicode.Is(unicode.M, letters[i]):
			last = i
		case unicode.IsLetter(letters[i]):
			return last
		}
	}
	return last
}
