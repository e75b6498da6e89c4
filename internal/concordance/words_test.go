package concordance

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

func texts(words []Word) []string {
	var all []string
	for _, w := range words {
		all = append(all, w.Text)
	}
	return all
}

// TestSameWords: in each line all are the same words.
func TestSameWords(t *testing.T) {
	for _, same := range [][]string{
		{"Türkiye", "turkiye", "TÜRKİYE", "Tu\u0308rkiye", "ｔürkiye"},
		{"14,000 soldiers", "14000 SOLDIERS", "14\u00a0000 soldiers", "۱۴۰۰۰ soldiers",
			"१४००० soldiers", "14’000 soldiers"},
		{"Straße", "STRASSE"}, {"Łódź", "lodz"}, {"Ægir", "aegir"}, {"Αθήνα", "ΑΘΗΝΑ", "αθηνα"},
		{"Ёлка", "елка"}, {"الْقُوَّات", "القوات", "القـوات"}, {"کابل", "كابل"}, {"می\u200cشود", "میشود", "ميشود"},
		{"שָׁלוֹם", "שלום"}, {"us-8600", "US 8600", "us—8600", "us.8600"}, {"ﬁnal", "final"},
		{"ｶﾌﾞｰﾙ", "ｶﾌﾞｰﾙ"}, {"阿富汗", "阿 富 汗"},
	} {
		want := texts(Words(same[0]))
		for _, other := range same[1:] {
			if got := texts(Words(other)); !slices.Equal(got, want) || len(got) == 0 {
				t.Errorf("%q is %q, and %q is %q", same[0], want, other, got)
			}
		}
	}
	for _, different := range [][2]string{{"को", "क"}, {"100", "1,00"}, {"1,0000", "10000"}, {"km²", "km2"},
		{"阿富", "富阿"}} {
		x, y := texts(Words(different[0])), texts(Words(different[1]))
		if slices.Equal(x, y) {
			t.Errorf("%q and %q are both %q", different[0], different[1], x)
		}
	}
}

// odd draws texts of letters that fold, join, split and stretch.
func odd() *rapid.Generator[string] {
	return rapid.Custom(func(t *rapid.T) string {
		parts := rapid.SliceOfN(rapid.OneOf(rapid.SampledFrom([]string{"İ", "ß", "\u0308", "ک", "\u0640",
			"\u200c", "14,000", "ｶﾞ", "ガ", "को", "阿", "ไทย", "ﬀ", "½", "Ⅷ", "ᾳ", "ǆ", "ς", "ﷺ", "\u0345", "K",
			"ℂ", "한", "'", ",", " ", "-", "\"", "«", "*", "\x00", "\xff", "ı", "۱۴", "𝟘", "𝔄"}),
			rapid.StringN(0, 3, -1)), 0, 8).Draw(t, "parts")
		return strings.Join(parts, "")
	})
}

// TestWordsOfWords: words are their own words, and stand where they say.
func TestWordsOfWords(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := odd().Draw(t, "text")
		words, end := Words(text), 0
		for _, w := range words {
			if w.From < end || w.To <= w.From || w.To > len(text) {
				t.Fatalf("%q stands at %d to %d of %q", w.Text, w.From, w.To, text)
			}
			end = w.To
			if again := texts(Words(w.Text)); len(again) != 1 || again[0] != w.Text {
				t.Fatalf("%q is the word of %q, and its own words are %q", w.Text, text, again)
			}
			if strings.ContainsAny(w.Text, " '\"\\\x00*:&|!<>()") {
				t.Fatalf("%q could be syntax somewhere", w.Text)
			}
		}
		lexemes := Lexemes(text)
		if !slices.IsSorted(lexemes) || !slices.Equal(lexemes, slices.Compact(slices.Clone(lexemes))) {
			t.Fatal(lexemes)
		}
	})
}

// TestRead: nothing that is typed is syntax but quotation marks.
func TestRead(t *testing.T) {
	words := func(all ...string) []string { return all }
	for typed, want := range map[string][]Term{
		"": nil, " -- * ' \" ": nil,
		"troops":              {{words("troops"), false}},
		"US-86 left":          {{words("us", "86"), false}, {words("left"), false}},
		`"five bases" left`:   {{words("five", "bases"), true}, {words("left"), false}},
		`left "five bases`:    {{words("left"), false}, {words("five", "bases"), true}},
		`«five bases» „left"`: {{words("five", "bases"), true}, {words("left"), true}},
		`a"b c"d`: {{words("a"), false}, {words("b", "c"), true},
			{words("d"), false}},
		`"" "a"`: {{words("a"), true}},
		"x* OR y:z) NEAR(": {{words("x"), false}, {words("or"), false},
			{words("y", "z"), false}, {words("near"), false}},
		"a'; drop table entry; --": {{words("a"), false}, {words("drop"), false},
			{words("table"), false}, {words("entry"), false}},
	} {
		if diff := cmp.Diff(want, Read(typed)); diff != "" {
			t.Errorf("%q: %s", typed, diff)
		}
	}
	if n := len(Read(strings.Repeat("é ", 100_000))); n != mostTerms {
		t.Errorf("%d terms", n)
	}
}

func TestSpans(t *testing.T) {
	const text = "Türkiye left; \"türkiye\" has left 1,400 of 14,000 troops"
	for typed, want := range map[string]string{
		"turk":            "Türkiye|türkiye",
		`"has left"`:      "has left",
		`has "has left"`:  "has left",
		"14":              "1,400|14,000",
		`"14000 troop"`:   "",
		`"14000 troops"`:  "14,000 troops",
		"nobody":          "",
		"left-1400 of-14": "left 1,400|of 14,000",
	} {
		var found []string
		for _, s := range Spans(text, Read(typed)) {
			found = append(found, text[s.From:s.To])
		}
		if got := strings.Join(found, "|"); got != want {
			t.Errorf("%q finds %q, want %q", typed, got, want)
		}
	}
}

// TestIndex: what the index finds of a term of one word is what a look through the texts finds; of
// more words it finds that and perhaps more, and as many for every order of the words.
func TestIndex(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		all := rapid.SliceOfN(odd(), 0, 12).Draw(t, "texts")
		index := NewIndex(len(all), func(i int) []string { return Lexemes(all[i]) })
		typed := odd().Draw(t, "typed")
		if len(all) > 0 && rapid.Bool().Draw(t, "of a text") {
			typed = rapid.SampledFrom(all).Draw(t, "which")
		}
		for _, term := range Read(typed) {
			found := index.Find(term)
			for i := range all {
				in, inIndex := term.In(Words(all[i])), slices.Contains(found, int32(i))
				if in && !inIndex || inIndex && !in && len(term.Words) == 1 {
					t.Fatalf("%v in %q: %v, in the index %v", term, all[i], in, inIndex)
				}
				if in != (len(Spans(all[i], []Term{term})) > 0) {
					t.Fatalf("%v in %q is not where it is", term, all[i])
				}
			}
			if !slices.IsSorted(found) {
				t.Fatal(found)
			}
		}
	})
}
