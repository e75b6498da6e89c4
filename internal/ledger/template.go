package ledger

import (
	"fmt"
	"io"
	"slices"
	"strings"
)

// A Field names one field of the evidence format and says what stands in it.
type Field struct{ Name, Doc string }

// Fields are the fields of the format that people can state, in the order in which they are
// written. A dot stands for a member of an object in JSON.
func Fields() []Field {
	all := make([]Field, len(columns))
	for i, f := range columns {
		all[i] = Field{fieldNames[f], fieldDocs[f]}
	}
	return all
}

// fieldDocs say what stands in a field.
var fieldDocs = [fieldCount]string{
	fieldID:          "an id of its own, without blanks",
	fieldAt:          "when it happened: 2020-07-13, 2020-07 or 2020; with an hour, 2020-07-13T18:30",
	fieldPrecision:   "how exactly: day, month or year; left out, as it is written",
	fieldKnown:       "when it could be known: the day of publication; left out, the day it happened",
	fieldKind:        "what is said: done, measured, holds and so on",
	fieldSubject:     "the id of what it is said of",
	fieldActor:       "the id of the party that acted",
	fieldLow:         "the lowest figure",
	fieldBest:        "the figure, or the best estimate",
	fieldHigh:        "the highest figure",
	fieldUnit:        "what is counted",
	fieldBasis:       "what the figure includes and what not",
	fieldSource:      "the name of a source block",
	fieldExact:       "the exact words of the source",
	fieldPrefix:      "the words before them, where they stand there more than once",
	fieldSuffix:      "the words behind them, likewise",
	fieldLocator:     "where in the source: a page, a paragraph",
	fieldSpeaker:     "whom the source quotes",
	fieldMode:        "how the speaker knows: saw, heard, told, read, recorded or inferred",
	fieldCredibility: "of this item: 1 (confirmed) to 6 (cannot be judged); left out, 6",
	fieldRests:       "claimed (by the performer), reported, verified or accepted (by the creditor)",
	fieldAssessor:    "who made this assessment",
	fieldRecorder:    "who enters this",
	fieldHandling:    "for whom: all (also left out), commission, commission+PARTY or stewards",
	fieldNote:        "anything else, in your own words",
	fieldCorrects:    "the id of the earlier event that this one replaces",
	fieldRetracts:    "the id of the earlier event that this one takes back",
}

// EventOf reads an event from texts by field name, as somebody typed them. Faults are refused
// as they are in a file.
func EventOf(texts map[string]string) (Event, []Refusal) {
	var f form
	for _, c := range columns {
		f[c] = texts[fieldNames[c]]
	}
	return f.event(0)
}

// WriteTemplate writes a text in which somebody can fill in one event: a line for each field,
// its meaning above it, and what is known already.
func WriteTemplate(w io.Writer, known map[string]string) error {
	var text strings.Builder
	text.WriteString("# One event. What is left empty is not stated. A text goes on in the next " +
		"line\n# where that begins with two blanks. Lines with # in front do not count.\n")
	for _, f := range Fields() {
		value := strings.ReplaceAll(known[f.Name], "\n", "\n  ")
		fmt.Fprintf(&text, "\n# %s\n%s\n", f.Doc, strings.TrimRight(f.Name+": "+value, " "))
	}
	_, err := io.WriteString(w, text.String())
	return err
}

// ReadTemplate reads what was filled in, by field name. A line that is of no field is refused.
func ReadTemplate(text string) (map[string]string, []Refusal) {
	filled := map[string]string{}
	var refused []Refusal
	last := ""
	for i, line := range strings.Split(strings.TrimPrefix(text, string(byteOrderMark)), "\n") {
		line = strings.TrimSuffix(line, "\r")
		if more, goesOn := strings.CutPrefix(line, "  "); goesOn && last != "" {
			filled[last] += "\n" + more
			continue
		}
		if strings.HasPrefix(line, "#") || strings.TrimSpace(line) == "" {
			continue
		}
		name, value, found := strings.Cut(line, ":")
		if reason := templateFault(name, found, filled); reason != "" {
			refused = append(refused, Refusal{Line: i + 1, Reason: reason})
			continue
		}
		last = name
		filled[name] = strings.TrimSpace(value)
	}
	return filled, refused
}

// templateFault says what is wrong with a line of a template.
func templateFault(name string, found bool, filled map[string]string) string {
	var known []string
	for _, f := range Fields() {
		known = append(known, f.Name)
	}
	_, twice := filled[name]
	switch {
	case !found:
		return quoted(name) + " is no field and its text: a colon stands between them"
	case !slices.Contains(known, name):
		return quoted(name) + " is no field." + elseAll(name, known)
	case twice:
		return name + " stands there twice"
	}
	return ""
}
