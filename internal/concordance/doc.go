// Package concordance finds words in texts of any script: what a word is, when two are the same,
// and what somebody who types some of them is looking for.
//
// A word is a run of letters, digits and the marks on them. Two words are the same where they
// differ in case, in accents and vowel points, in the width or form of their letters, in which
// digits they are written, or in whether thousands are grouped: "Türkiye" and "turkiye", "۱۴۰۰۰"
// and "14,000". Marks stay where they make another letter, as in Devanagari. In scripts that set
// no blanks between words (Han, kana, Thai and its neighbours) each letter is a word, so that
// what is typed is found wherever it stands.
//
// What is typed has no syntax but quotation marks. Each piece between blanks must be found, its
// words one behind the other and the last of them only begun: "us-86" finds "us-8600". Between
// quotation marks, of whatever kind, words must stand as they are. Everything else is no letter
// and parts words.
//
// Invariants. [Words] of words are these words. The order of pieces makes no difference. An
// [Index] and a look through the texts themselves find the same.
//
// What it refuses: to know languages. Nothing is stemmed and no word is too frequent.
package concordance
