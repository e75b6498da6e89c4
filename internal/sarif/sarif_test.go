package sarif

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/url"
	"slices"
	"strings"
	"testing"

	"lockstep/internal/check"
	"lockstep/internal/diag"
)

// An object of the schema, as far as we write it: the properties it must have, the values that
// some may take, and the objects, or arrays of objects, behind others.
type object struct {
	required []string
	words    map[string][]string
	parts    map[string]*object
}

// schema is taken from the schema of SARIF 2.1.0 (OASIS Standard, sarif-schema-2.1.0.json).
func schema() *object {
	levels := map[string][]string{"level": {"none", "note", "warning", "error"}}
	message := &object{}
	location := &object{parts: map[string]*object{"message": message,
		"physicalLocation": {parts: map[string]*object{"artifactLocation": {}, "region": {}}}}}
	result := &object{required: []string{"message"}, words: levels,
		parts: map[string]*object{"message": message, "locations": location,
			"relatedLocations": location}}
	notification := &object{required: []string{"message"}, words: levels,
		parts: map[string]*object{"message": message, "locations": location}}
	multi := &object{required: []string{"text"}}
	rule := &object{required: []string{"id"}, parts: map[string]*object{
		"shortDescription": multi, "fullDescription": multi, "help": multi}}
	driver := &object{required: []string{"name"}, parts: map[string]*object{"rules": rule}}
	run := &object{required: []string{"tool"},
		words: map[string][]string{"columnKind": {"utf16CodeUnits", "unicodeCodePoints"}},
		parts: map[string]*object{"results": result,
			"tool": {required: []string{"driver"}, parts: map[string]*object{"driver": driver}},
			"invocations": {required: []string{"executionSuccessful"},
				parts: map[string]*object{"toolExecutionNotifications": notification}}}}
	return &object{required: []string{"version", "runs"},
		words: map[string][]string{"version": {"2.1.0"}}, parts: map[string]*object{"runs": run}}
}

// fits checks a value against the object, and every place in it.
func (o *object) fits(value any, at string) (wrong []string) {
	if list, isList := value.([]any); isList {
		for i, v := range list {
			wrong = append(wrong, o.fits(v, fmt.Sprintf("%s[%d]", at, i))...)
		}
		return wrong
	}
	fields := value.(map[string]any)
	for _, name := range o.required {
		if _, there := fields[name]; !there {
			wrong = append(wrong, at+" lacks "+name)
		}
	}
	for name, words := range o.words {
		if word, there := fields[name].(string); there && !slices.Contains(words, word) {
			wrong = append(wrong, at+"."+name+" is "+word)
		}
	}
	for name, part := range o.parts {
		if v, there := fields[name]; there {
			wrong = append(wrong, part.fits(v, at+"."+name)...)
		}
	}
	return append(wrong, misplaced(fields, at)...)
}

// misplaced: a message has a text; a uri is a valid reference; lines and columns count from 1.
func misplaced(fields map[string]any, at string) (wrong []string) {
	if text, there := fields["text"].(string); strings.HasSuffix(at, "message") &&
		(!there || text == "") {
		wrong = append(wrong, at+" says nothing")
	}
	if uri, there := fields["uri"].(string); there {
		parsed, err := url.Parse(uri)
		if err != nil || parsed.String() != uri || strings.ContainsFunc(uri, notASCII) {
			wrong = append(wrong, at+": "+uri+" is no URI")
		}
	}
	for _, name := range []string{"startLine", "startColumn"} {
		if n, there := fields[name].(float64); there && n < 1 {
			wrong = append(wrong, at+"."+name+" is not positive")
		}
	}
	return wrong
}

func notASCII(r rune) bool { return r > 126 || r <= ' ' }

func written(t *testing.T, r Report) (log map[string]any, text string) {
	t.Helper()
	var b bytes.Buffer
	if err := Write(&b, r); err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(b.Bytes(), &log); err != nil {
		t.Fatal(err)
	}
	return log, b.String()
}

// TestWhatIsWrittenFitsTheStandard: findings with and without places, readings and related places;
// diagnostics of files with odd names; and nothing at all.
func TestWhatIsWrittenFitsTheStandard(t *testing.T) {
	checks := []*check.Check{{Name: "circular-wait", Title: "t", When: "w", Why: "y"}}
	odd := "an annex/Größe & 100%#1?.hcl"
	findings := []check.Finding{
		{Check: "circular-wait", Summary: "a waits for itself", Readings: []string{"x", "y"},
			Where: []check.Location{{File: odd, Line: 3, Column: 1}, {File: "b.hcl", Line: 1, Column: 2}}},
		{Check: "circular-wait", Severity: check.Info, Summary: "b waits for itself"},
	}
	place := diag.Location{File: odd, Line: 2, Column: 7}
	diagnostics := []diag.Report{
		{Severity: "error", Summary: "Unknown name", Detail: "There is no x.", Where: place,
			Related: []diag.RelatedLocation{{Location: place, Text: "here"}}},
		{Severity: "warning", Summary: "Empty file", Detail: "Nothing.",
			Where: diag.Location{File: "c.hcl"}},
		{Severity: "error", Summary: "Unreadable input", Detail: "No folder."},
	}
	for _, r := range []Report{{}, {Checks: checks, Findings: findings, Read: true},
		{Checks: checks, Diagnostics: diagnostics}} {
		log, text := written(t, r)
		for _, wrong := range schema().fits(log, "log") {
			t.Errorf("%s\n%s", wrong, text)
		}
		if !strings.Contains(text, fmt.Sprintf(`"executionSuccessful": %v`, r.Read)) {
			t.Errorf("it does not say whether it was read:\n%s", text)
		}
	}
	_, text := written(t, Report{Checks: checks, Findings: findings, Read: true})
	for _, want := range []string{
		`"uri": "an%20annex/Gr%C3%B6%C3%9Fe%20&%20100%25%231%3F.hcl"`, `"uriBaseId": "%SRCROOT%"`,
		`"text": "a waits for itself, in the readings x and y. "`,
	} {
		if !strings.Contains(text, want) {
			t.Errorf("no %s in\n%s", want, text)
		}
	}
}

// TestTheSchemaRefuses: the exam can be failed.
func TestTheSchemaRefuses(t *testing.T) {
	log, _ := written(t, Report{Diagnostics: []diag.Report{{Severity: "worse", Summary: "s"}}})
	if wrong := schema().fits(log, "log"); len(wrong) != 1 {
		t.Errorf("got %v", wrong)
	}
}

// TestColumns: an accent that is a character of its own in the file is no column for people, and
// one for programs.
func TestColumns(t *testing.T) {
	report := Report{Checks: nil, Read: true,
		Sources: diag.Sources{"a.hcl": []byte("one\nvise\u0301e x\n")},
		Diagnostics: []diag.Report{{Severity: "error",
			Where: diag.Location{File: "a.hcl", Line: 2, Column: 7}}}}
	var b bytes.Buffer
	if err := Write(&b, report); err != nil {
		t.Fatal(err)
	}
	if want := `"startColumn": 8`; !strings.Contains(b.String(), want) {
		t.Errorf("without %s: %s", want, &b)
	}
}
