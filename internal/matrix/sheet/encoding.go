package sheet

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
)

// decoded is the text of a CSV file: UTF-8, UTF-16 with its mark or, where nothing in it can be
// UTF-8, Windows-1252. Of a file in several encodings the lines that are not in the first one are
// refused.
func decoded(source []byte) (text string, notes, refused []Refusal) {
	switch {
	case bytes.HasPrefix(source, []byte(byteOrderMark)):
		return oneEncoding(source[len(byteOrderMark):], "the file says that it is UTF-8, and this "+
			"line is not: save it as CSV UTF-8")
	case bytes.HasPrefix(source, []byte("\xff\xfe")), bytes.HasPrefix(source, []byte("\xfe\xff")):
		return fromUTF16(source)
	case bytes.IndexByte(source, 0) >= 0:
		return "", nil, whole("this is no text, or UTF-16 without its mark: save it as CSV UTF-8")
	}
	if utf8.Valid(source) {
		return string(source), nil, nil
	}
	for line := range bytes.Lines(source) {
		if utf8.Valid(line) && !isASCII(line) {
			return oneEncoding(source, "this line is not in UTF-8, as others of the file are: save "+
				"all of it as CSV UTF-8")
		}
	}
	return fromWindows(source)
}

// oneEncoding refuses the lines that are not UTF-8.
func oneEncoding(source []byte, reason string) (string, []Refusal, []Refusal) {
	var refused []Refusal
	number := 0
	for line := range bytes.Lines(source) {
		number++
		if !utf8.Valid(line) {
			refused = append(refused, Refusal{Row: number, Reason: reason})
		}
	}
	return string(source), nil, refused
}

func isASCII(line []byte) bool {
	return !bytes.ContainsFunc(line, func(r rune) bool { return r >= utf8.RuneSelf })
}

func fromUTF16(source []byte) (string, []Refusal, []Refusal) {
	if len(source)%2 != 0 {
		return "", nil, whole("the file begins as UTF-16 and ends within a character")
	}
	// The decoder replaces what it cannot read and never fails.
	text, _ := unicode.UTF16(unicode.LittleEndian, unicode.ExpectBOM).NewDecoder().Bytes(source)
	if bytes.IndexByte(text, 0) >= 0 {
		return "", nil, whole("this is no text: it begins as UTF-16 and holds characters without " +
			"a meaning")
	}
	return string(text), nil, nil
}

// fromWindows reads Windows-1252, in which a few bytes stand for nothing.
func fromWindows(source []byte) (string, []Refusal, []Refusal) {
	var refused []Refusal
	number := 0
	for line := range bytes.Lines(source) {
		number++
		if hasNoMeaning(line) {
			refused = append(refused, Refusal{Row: number,
				Reason: "this line is neither in UTF-8 nor in Windows-1252: save it as CSV UTF-8"})
		}
	}
	text, _ := charmap.Windows1252.NewDecoder().Bytes(source) // never fails, as above
	return string(text), []Refusal{{Reason: "the file is not in UTF-8 and was read as Windows-1252"}},
		refused
}

// hasNoMeaning reports whether a byte of Windows-1252 stands for nothing.
func hasNoMeaning(line []byte) bool {
	for _, b := range line {
		if strings.IndexByte("\x81\x8d\x8f\x90\x9d", b) >= 0 {
			return true
		}
	}
	return false
}
