package concordance

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A Term is some words that must stand one behind the other in one text.
type Term struct {
	Words []string
	Whole bool // otherwise the last of them may go on
}

// The bounds on what is typed; what is beyond them is not looked for.
const (
	mostTyped = 1_000 // bytes
	mostTerms = 24
	mostWords = 48 // of a term
)

// Read is what somebody is looking for who types a text: all of the terms. A text without words
// has none.
func Read(typed string) []Term {
	if len(typed) > mostTyped {
		end := mostTyped
		for !utf8.RuneStart(typed[end]) {
			end--
		}
		typed = typed[:end]
	}
	var terms []Term
	add := func(piece string, whole bool) {
		var t Term
		for _, w := range Words(piece) {
			t.Words = append(t.Words, w.Text)
		}
		if t.Whole = whole; len(t.Words) > 0 && len(terms) < mostTerms {
			t.Words = t.Words[:min(len(t.Words), mostWords)]
			terms = append(terms, t)
		}
	}
	quoted := false
	for piece := range strings.FieldsFuncSeq(marked(typed), func(r rune) bool { return r == mark }) {
		if piece = strings.TrimPrefix(piece, " "); quoted {
			add(piece, true)
		} else {
			for word := range strings.FieldsSeq(piece) {
				add(word, false)
			}
		}
		quoted = !quoted
	}
	return terms
}

// mark parts what stands between quotation marks from the rest. No text has it.
const mark = unicode.MaxRune

// marked puts a mark for each quotation mark, and a blank behind it, so that no piece is empty.
func marked(typed string) string {
	var out strings.Builder
	out.WriteByte(' ')
	for _, r := range typed {
		switch r {
		case '"', '“', '”', '„', '‟', '«', '»', '「', '」':
			out.WriteRune(mark)
			out.WriteByte(' ')
		case mark:
		default:
			out.WriteRune(r)
		}
	}
	return out.String()
}

// Exactly is the term with its last word as it is.
func (t Term) Exactly() Term {
	t.Whole = true
	return t
}

// fits reports whether a word of a text stands for the i-th of the term.
func (t Term) fits(i int, word string) bool {
	return word == t.Words[i] || i == len(t.Words)-1 && !t.Whole && strings.HasPrefix(word, t.Words[i])
}

// At reports whether the term stands at a place among words.
func (t Term) at(words []Word) bool {
	if len(words) < len(t.Words) {
		return false
	}
	for i := range t.Words {
		if !t.fits(i, words[i].Text) {
			return false
		}
	}
	return true
}

// In reports whether the term stands among the words of one text.
func (t Term) In(words []Word) bool {
	for i := range words {
		if t.at(words[i:]) {
			return true
		}
	}
	return false
}

// A Span is a part of a text, in bytes.
type Span struct{ From, To int }

// Spans are where any of the terms stand in a text, in order and apart from each other.
func Spans(text string, terms []Term) []Span {
	if len(terms) == 0 {
		return nil
	}
	words := Words(text)
	var all []Span
	for i := range words {
		for _, t := range terms {
			if t.at(words[i:]) {
				all = append(all, Span{words[i].From, words[i+len(t.Words)-1].To})
			}
		}
	}
	slices.SortFunc(all, func(x, y Span) int {
		return cmp.Or(cmp.Compare(x.From, y.From), cmp.Compare(y.To, x.To))
	})
	var apart []Span
	for _, s := range all {
		if n := len(apart); n > 0 && s.From < apart[n-1].To {
			apart[n-1].To = max(apart[n-1].To, s.To)
			continue
		}
		apart = append(apart, s)
	}
	return apart
}
