package ledger

import (
	"math"
	"strings"
	"unicode"
	"unicode/utf8"

	"lockstep/internal/calendar"
)

// longestID is the most bytes an event's id may have.
const longestID = 200

// faults are what is wrong with an event whatever the agreement says.
func faults(e *Event) []Refusal {
	var found []Refusal
	say := func(at field, reason string) {
		found = append(found, refuse(e, fieldNames[at], "%s", reason))
	}
	if reason := badID(e.ID); reason != "" {
		say(fieldID, reason)
	}
	if e.At == calendar.None {
		say(fieldAt, "an event needs the day on which it happened, such as 2020-07-13, 2020-07 or 2020")
	}
	if reason := badNumbers(e); reason != "" {
		say(fieldBest, reason)
	}
	if e.Credibility < 0 || e.Credibility > unjudged {
		say(fieldCredibility, "it runs from 1 (confirmed) to 6 (cannot be judged)")
	}
	if e.Quote != nil && e.Source == "" {
		say(fieldSource, "a quote needs the source that it is from")
	}
	if reason := badHandling(e.Handling); reason != "" {
		say(fieldHandling, reason)
	}
	if at, reason := badTarget(e); reason != "" {
		say(at, reason)
	}
	return append(found, badTexts(e)...)
}

func badID(id string) string {
	switch {
	case id == "":
		return "an event needs an id of its own, such as doha-0041"
	case len(id) > longestID:
		return "the id is longer than 200 bytes"
	case !plainText(id):
		return "an id is plain text: it holds control characters or is not UTF-8"
	case strings.ContainsFunc(id, unicode.IsSpace):
		return "an id has no blanks in it"
	}
	return ""
}

// badNumbers says what is wrong with the figure.
func badNumbers(e *Event) string {
	v := e.Value
	switch {
	case v == nil && (e.Kind == Measured || e.Kind == Announced || e.Kind == Authorised):
		return "what is " + e.Kind.String() + ` is a figure: it needs a value, such as {"best": 8600}`
	case v == nil:
		return ""
	case math.IsInf(v.Low, 0) || math.IsInf(v.High, 0) || v.Best != v.Best:
		return "it is not a number"
	case !(v.Low <= v.Best && v.Best <= v.High):
		return "low, best and high are not in this order: " + plainNumber(v.Low) + ", " +
			plainNumber(v.Best) + ", " + plainNumber(v.High)
	}
	return ""
}

// badTarget says what is wrong with what the event corrects or retracts, and with which field.
func badTarget(e *Event) (at field, reason string) {
	switch {
	case e.Corrects != "" && e.Retracts != "":
		return fieldRetracts, "an event corrects or retracts another one, not both"
	case e.ID != "" && e.Corrects == e.ID:
		return fieldCorrects, "an event cannot correct itself"
	case e.ID != "" && e.Retracts == e.ID:
		return fieldRetracts, "an event cannot retract itself"
	case e.Retracts != "" && e.Kind != Retracted:
		return fieldKind, "the kind of a retraction is retracted, not " + e.Kind.String()
	case e.Kind == Retracted && e.Retracts == "":
		return fieldRetracts, "a retraction needs the id of the event that it retracts"
	}
	return fieldID, ""
}

// badTexts are the texts that cannot be kept: those that are no UTF-8 or hold control characters.
func badTexts(e *Event) []Refusal {
	var found []Refusal
	texts := [...]struct {
		at   field
		text string
	}{
		{fieldSubject, e.Subject}, {fieldActor, e.Actor}, {fieldUnit, e.Unit},
		{fieldBasis, e.Basis}, {fieldSource, e.Source}, {fieldLocator, e.Locator},
		{fieldSpeaker, e.Speaker}, {fieldAssessor, e.Assessor}, {fieldNote, e.Note},
		{fieldCorrects, e.Corrects}, {fieldRetracts, e.Retracts}, {fieldRecorder, e.Recorder},
		{fieldHandling, string(e.Handling)},
	}
	for _, t := range texts {
		if !plainText(t.text) {
			found = append(found, refuse(e, fieldNames[t.at],
				"it is not plain text: it holds control characters or is not UTF-8"))
		}
	}
	if q := e.Quote; q != nil && !(plainText(q.Exact) && plainText(q.Prefix) && plainText(q.Suffix)) {
		found = append(found, refuse(e, fieldNames[fieldExact],
			"it is not plain text: it holds control characters or is not UTF-8"))
	}
	return found
}

// plainText reports whether s is UTF-8 without control characters other than those of layout.
func plainText(s string) bool {
	for i := range len(s) {
		if c := s[i]; c < ' ' && c != '\n' && c != '\t' && c != '\r' && c != '\f' || c == 0x7f {
			return false
		}
	}
	return utf8.ValidString(s)
}
