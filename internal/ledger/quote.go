package ledger

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"strings"
	"unicode/utf8"

	"lockstep/internal/agreement"
)

// SourceTexts are what the project keeps of its sources, by the name of the source block. A
// source that is not there has no stored text.
type SourceTexts map[string]SourceText

// A SourceText is the stored text of a source or, where there is none, the reason.
type SourceText struct {
	Text    string
	Missing string // why there is no text, as the end of a sentence; "" where there is one
}

// largestSource is the most bytes that the text of a source may have.
const largestSource = 64 << 20

// ReadSourceTexts reads the files that source blocks name, relative to the project folder, which
// is fsys. A file that is missing, leads out of the folder, or is no UTF-8 text (a PDF, say) is
// not an error: quotes from it are refused with that reason. The error is that of the disk.
func ReadSourceTexts(fsys fs.FS, a *agreement.Agreement) (SourceTexts, error) {
	texts := SourceTexts{}
	for i := range a.Sources {
		s := &a.Sources[i]
		if s.File == "" {
			continue
		}
		text, err := readText(fsys, s.File)
		if err != nil {
			return nil, fmt.Errorf("reading source %s: %w", s.ID, err)
		}
		texts[s.ID] = text
	}
	return texts, nil
}

func readText(fsys fs.FS, name string) (SourceText, error) {
	if !fs.ValidPath(path.Clean(name)) {
		return SourceText{Missing: "its file " + name + " lies outside the project folder"}, nil
	}
	file, err := fsys.Open(path.Clean(name))
	if errors.Is(err, fs.ErrNotExist) {
		return SourceText{Missing: "there is no file " + name}, nil
	}
	if err != nil {
		return SourceText{}, err
	}
	defer file.Close()
	text, err := io.ReadAll(io.LimitReader(file, largestSource+1))
	text = bytes.TrimPrefix(text, byteOrderMark)
	switch {
	case err != nil:
		return SourceText{}, err
	case len(text) > largestSource:
		return SourceText{Missing: "its file " + name + " is too large"}, nil
	case !utf8.Valid(text) || bytes.IndexByte(text, 0) >= 0:
		return SourceText{Missing: "its file " + name + " is not plain text in UTF-8"}, nil
	}
	return SourceText{Text: string(text)}, nil
}

// verify says why the quote of an event is not that of its source, "" where it is: prefix, exact
// words and suffix must stand there together, letter for letter, exactly once.
func (s SourceTexts) verify(e *Event) string {
	if e.Quote.Exact == "" {
		return "a quote needs its exact words"
	}
	source, stored := s[e.Source]
	if !stored {
		return "the quote cannot be verified: source " + e.Source + " has no stored text; name " +
			"its file in the source block, or use a locator"
	}
	if source.Missing != "" {
		return "the quote cannot be verified: of source " + e.Source + ", " + source.Missing
	}
	passage := e.Quote.Prefix + e.Quote.Exact + e.Quote.Suffix
	switch occurrences(source.Text, passage) {
	case 1:
		return ""
	case 0:
		return "source " + e.Source + " does not say this, letter for letter" +
			hint(source.Text, e.Quote)
	}
	return "source " + e.Source + " says this more than once: add the words before it as prefix " +
		"or those behind it as suffix"
}

// occurrences is how often a passage stands in a text, two standing for more. Occurrences that
// overlap count.
func occurrences(text, passage string) int {
	first := strings.Index(text, passage)
	if first < 0 {
		return 0
	}
	if strings.Contains(text[first+1:], passage) {
		return 2
	}
	return 1
}

// hint says what would be there if blanks and line breaks were not told apart.
func hint(text string, q *Quote) string {
	if strings.Contains(text, q.Exact) {
		return ": the exact words are there, but not between this prefix and suffix"
	}
	if strings.Contains(evenBlanks(text), evenBlanks(q.Exact)) {
		return ": the words are there with other blanks or line breaks between them"
	}
	return ""
}

func evenBlanks(text string) string { return strings.Join(strings.Fields(text), " ") }
