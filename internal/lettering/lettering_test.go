package lettering

import (
	"strings"
	"testing"
	"unicode"

	"pgregory.net/rapid"
)

func TestRightToLeft(t *testing.T) {
	for words, want := range map[string]bool{
		"": false, "5 Jan": false, "(5) שלום": true, "«سلام» 5": true, "Kabul كابول": false,
	} {
		if RightToLeft(words) != want {
			t.Errorf("RightToLeft(%q) = %v", words, !want)
		}
	}
}

func TestClean(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{" a\n\tb ", "a b"},
		{"a\x00\x1b\u0085b", "a b"}, // U+0085 is a line end
		{"a\xffb", "a\ufffdb"},
		{"a\ufffeb", "ab"},
		{"می\u200cروم", "می\u200cروم"},
		{"\u202eevil\u202c", "evil"},
	} {
		if got := Clean(c.in); got != c.want {
			t.Errorf("Clean(%q) = %q, want %q", c.in, got, c.want)
		}
	}
}

func letters(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return -1
		}
		return r
	}, s)
}

func TestWrapKeepsWidthAndWords(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		font := Font{Size: 13, Bold: true}
		words := rapid.OneOf(rapid.String(), rapid.StringMatching(`[a-zA-Z双,/ -]{0,120}`))
		s := Clean(words.Draw(t, "s"))
		most := rapid.Float64Range(40, 200).Draw(t, "most")
		count := rapid.IntRange(1, 5).Draw(t, "lines")
		lines, cut := font.Wrap(s, most, count)
		if len(lines) > count {
			t.Fatalf("%d lines", len(lines))
		}
		for _, line := range lines {
			if font.Width(line) > most+1e-9 {
				t.Fatalf("%q is %v wide, not %v", line, font.Width(line), most)
			}
		}
		if joined := strings.Join(lines, ""); !cut && letters(joined) != letters(s) {
			t.Fatalf("%q became %q", s, lines)
		}
	})
}
