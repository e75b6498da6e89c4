// Package sarif writes findings in the Static Analysis Results Interchange Format, version
// 2.1.0 (OASIS Standard, 27 March 2020), which editors and code forges read.
//
// It writes what it is given, in that order, and refuses nothing: findings without a place are
// written without a location. Findings are results. What the reader of the files had to say is no
// finding about the agreement but a notification of the run (section 3.20.21,
// toolExecutionNotifications), and a run whose files could not be read was not successful. Files
// are named from %SRCROOT%, the project folder, wherever that lies.
package sarif

import (
	"encoding/json"
	"io"
	"net/url"
	"path/filepath"
	"slices"
	"strings"

	"lockstep/internal/check"
	"lockstep/internal/diag"
)

type log struct {
	Schema  string `json:"$schema"`
	Version string `json:"version"`
	Runs    []run  `json:"runs"`
}

type run struct {
	Tool        tool            `json:"tool"`
	Invocations []invocation    `json:"invocations"`
	Bases       map[string]base `json:"originalUriBaseIds"`
	ColumnKind  string          `json:"columnKind"`
	Results     []result        `json:"results"`
}

type invocation struct {
	Successful    bool           `json:"executionSuccessful"`
	Notifications []notification `json:"toolExecutionNotifications"`
}

type notification struct {
	Level     string     `json:"level"`
	Message   message    `json:"message"`
	Locations []location `json:"locations,omitempty"`
}

type base struct {
	Description message `json:"description"`
}

type tool struct {
	Driver driver `json:"driver"`
}

type driver struct {
	Name  string `json:"name"`
	Rules []rule `json:"rules"`
}

type rule struct {
	ID               string  `json:"id"`
	ShortDescription message `json:"shortDescription"`
	FullDescription  message `json:"fullDescription"`
	Help             message `json:"help"`
}

type message struct {
	Text string `json:"text"`
}

type result struct {
	RuleID              string            `json:"ruleId"`
	RuleIndex           int               `json:"ruleIndex"`
	Level               string            `json:"level"`
	Message             message           `json:"message"`
	Locations           []location        `json:"locations,omitempty"`
	RelatedLocations    []location        `json:"relatedLocations,omitempty"`
	CodeFlows           []codeFlow        `json:"codeFlows,omitempty"`
	PartialFingerprints map[string]string `json:"partialFingerprints"`
	Properties          properties        `json:"properties"`
}

type properties struct {
	Subjects []string       `json:"subjects"`
	Readings []string       `json:"readings"`
	Loop     []string       `json:"loop"`
	Remedies []check.Remedy `json:"remedies"`
	Joins    [][]string     `json:"joins"`
	Assuming []string       `json:"assuming"`
	Story    []string       `json:"story,omitempty"`
}

// A codeFlow is a story: the steps by which what was found comes about.
type codeFlow struct {
	ThreadFlows []threadFlow `json:"threadFlows"`
}

type threadFlow struct {
	Locations []step `json:"locations"`
}

type step struct {
	Location told `json:"location"`
}

type told struct {
	Message message `json:"message"`
}

type location struct {
	ID               *int     `json:"id,omitempty"`
	PhysicalLocation physical `json:"physicalLocation"`
	Message          *message `json:"message,omitempty"`
}

type physical struct {
	ArtifactLocation artifact `json:"artifactLocation"`
	Region           *region  `json:"region,omitempty"`
}

type artifact struct {
	URI  string `json:"uri"`
	Base string `json:"uriBaseId"`
}

type region struct {
	StartLine   int `json:"startLine"`
	StartColumn int `json:"startColumn,omitempty"`
}

// A Report is what a run had to say. The rules are those of Checks; Read says whether the files
// could be read, so that the findings are all there.
type Report struct {
	Checks      []*check.Check
	Findings    []check.Finding
	Diagnostics []diag.Report
	Read        bool
	Sources     diag.Sources // what columns are counted in
}

// root is the name of the folder from which files are named.
const root = "%SRCROOT%"

// Write writes the report as one run.
func Write(w io.Writer, report Report) error {
	p := places{diag.NewRuler(report.Sources)}
	r := run{Tool: tool{driver{Name: "lockstep", Rules: []rule{}}}, Results: []result{},
		ColumnKind:  "unicodeCodePoints",
		Bases:       map[string]base{root: {message{"The project folder"}}},
		Invocations: []invocation{{report.Read, p.notifications(report.Diagnostics)}}}
	for _, c := range report.Checks {
		r.Tool.Driver.Rules = append(r.Tool.Driver.Rules, rule{
			ID: c.Name, ShortDescription: message{c.Title}, FullDescription: message{c.When},
			Help: message{c.Why},
		})
	}
	for i := range report.Findings {
		r.Results = append(r.Results, p.resultOf(&report.Findings[i], report.Checks))
	}
	encoder := json.NewEncoder(w)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	return encoder.Encode(log{
		Schema:  "https://json.schemastore.org/sarif-2.1.0.json",
		Version: "2.1.0",
		Runs:    []run{r},
	})
}

// places write where things are, with columns in code points.
type places struct{ *diag.Ruler }

// notifications tell what the reader of the files had to say.
func (p places) notifications(diagnostics []diag.Report) []notification {
	told := []notification{}
	for _, d := range diagnostics {
		n := notification{Level: d.Severity, Message: message{d.Summary + ". " + d.Detail}}
		if d.Where.File != "" {
			n.Locations = []location{{PhysicalLocation: p.of(d.Where)}}
		}
		for _, r := range d.Related {
			n.Locations = append(n.Locations,
				location{PhysicalLocation: p.of(r.Location), Message: &message{r.Text}})
		}
		told = append(told, n)
	}
	return told
}

func (p places) resultOf(f *check.Finding, checks []*check.Check) result {
	r := result{
		RuleID:    f.Check,
		RuleIndex: slices.IndexFunc(checks, func(c *check.Check) bool { return c.Name == f.Check }),
		Level:     level(f.Severity),
		Message:   message{f.Summary + within(f.Readings) + ". " + f.Detail},
		PartialFingerprints: map[string]string{
			"lockstep/v1": f.Check + ":" + strings.Join(f.Subjects, ","),
		},
		Properties: properties{f.Subjects, f.Readings, f.Loop, f.Remedies, f.Joins, f.Assuming, f.Story},
		CodeFlows:  flowsOf(f.Story),
	}
	for i, w := range f.Where {
		place := p.of(diag.Location(w))
		if i == 0 {
			r.Locations = []location{{PhysicalLocation: place}}
			continue
		}
		r.RelatedLocations = append(r.RelatedLocations, location{ID: &i, PhysicalLocation: place})
	}
	return r
}

func flowsOf(story []string) []codeFlow {
	if len(story) == 0 {
		return nil
	}
	steps := make([]step, len(story))
	for i, sentence := range story {
		steps[i] = step{told{message{sentence}}}
	}
	return []codeFlow{{[]threadFlow{{steps}}}}
}

// within names the readings that produce the finding.
func within(readings []string) string {
	switch len(readings) {
	case 0:
		return ""
	case 1:
		return ", in the reading " + readings[0]
	}
	return ", in the readings " + check.List(readings)
}

func (p places) of(l diag.Location) physical {
	place := physical{ArtifactLocation: artifact{uri(l.File), root}}
	if l.Line > 0 {
		place.Region = &region{l.Line, p.CodePoint(l)}
	}
	return place
}

// uri writes a relative file name as a URI reference (RFC 3986).
func uri(file string) string { return (&url.URL{Path: filepath.ToSlash(file)}).String() }

func level(s check.Severity) string {
	if s == check.Info {
		return "note"
	}
	return s.String()
}
