package ledger

import (
	"slices"

	"lockstep/internal/diag"
)

// A form is an event as it is stored: one text for each field of the format, "" where the field
// is absent. JSON and CSV are two spellings of it. Fields are only ever added, at the end, since
// files and ledgers that people keep are written in it.
type form [fieldCount]string

// A field is one field of the stored form.
type field uint8

// The fields, in the order in which they are written. Those of a value and of a quote stand
// together, since JSON writes them as objects.
const (
	fieldID field = iota
	fieldAt
	fieldPrecision
	fieldKnown
	fieldRecorded
	fieldKind
	fieldSubject
	fieldActor
	fieldLow
	fieldBest
	fieldHigh
	fieldUnit
	fieldBasis
	fieldSource
	fieldExact
	fieldPrefix
	fieldSuffix
	fieldLocator
	fieldSpeaker
	fieldMode
	fieldCredibility
	fieldRests
	fieldAssessor
	fieldNote
	fieldCorrects
	fieldRetracts
	fieldRecorder
	fieldHandling
	fieldCount
)

// fieldNames are the columns of CSV. A dot stands for a member of an object in JSON.
var fieldNames = [fieldCount]string{
	"id", "at", "precision", "known", "recorded", "kind", "subject", "actor", "value.low",
	"value.best", "value.high", "unit", "basis", "source", "quote.exact", "quote.prefix",
	"quote.suffix", "locator", "speaker", "mode", "credibility", "rests-on", "assessor", "note",
	"corrects", "retracts", "recorder", "handling",
}

// A key is a name in a JSON object: of a field, or of an object with fields of its own.
type key struct {
	name   string
	field  field
	number bool
	inside []key // of an object
}

// keys are those of an event in JSON, in the order in which they are written.
var keys = []key{
	{name: "id", field: fieldID}, {name: "at", field: fieldAt},
	{name: "precision", field: fieldPrecision}, {name: "known", field: fieldKnown},
	{name: "recorded", field: fieldRecorded}, {name: "kind", field: fieldKind},
	{name: "subject", field: fieldSubject}, {name: "actor", field: fieldActor},
	{name: "value", inside: []key{
		{name: "low", field: fieldLow, number: true},
		{name: "best", field: fieldBest, number: true},
		{name: "high", field: fieldHigh, number: true},
	}},
	{name: "unit", field: fieldUnit}, {name: "basis", field: fieldBasis},
	{name: "source", field: fieldSource},
	{name: "quote", inside: []key{
		{name: "exact", field: fieldExact}, {name: "prefix", field: fieldPrefix},
		{name: "suffix", field: fieldSuffix},
	}},
	{name: "locator", field: fieldLocator}, {name: "speaker", field: fieldSpeaker},
	{name: "mode", field: fieldMode},
	{name: "credibility", field: fieldCredibility, number: true},
	{name: "rests-on", field: fieldRests}, {name: "assessor", field: fieldAssessor},
	{name: "note", field: fieldNote}, {name: "corrects", field: fieldCorrects},
	{name: "retracts", field: fieldRetracts}, {name: "recorder", field: fieldRecorder},
	{name: "handling", field: fieldHandling},
}

// keyNames are the names of keys, in their order.
func keyNames(keys []key) []string {
	names := make([]string, len(keys))
	for i := range keys {
		names[i] = keys[i].name
	}
	return names
}

// unknownKey says that a name is not of the format.
func unknownKey(name string, known []string) string {
	nearest := diag.DidYouMean(name, known)
	if nearest != "" {
		return "the format has no such field." + nearest
	}
	return "the format has no such field. It has " + listed(known) + "."
}

// wordOf is the position of a word among those of the format. The reason is "" where it is one.
func wordOf(word string, words []string) (at int, reason string) {
	if at = slices.Index(words, word); at >= 0 && word != "" {
		return at, ""
	}
	words = slices.DeleteFunc(slices.Clone(words), func(w string) bool { return w == "" })
	return 0, "there is no " + quoted(word) + " here." + either(word, words)
}

// either names the nearest word, or all of them where none is near.
func either(word string, words []string) string {
	if nearest := diag.DidYouMean(word, words); nearest != "" {
		return nearest
	}
	return " It is one of " + listed(words) + "."
}
