// Package sarif writes findings in the Static Analysis Results Interchange Format, version
// 2.1.0 (OASIS Standard, 27 March 2020), which editors and code forges read.
//
// It writes what it is given, in that order, and refuses nothing: findings without a place are
// written without a location.
package sarif

import (
	"encoding/json"
	"io"
	"slices"
	"strings"

	"lockstep/internal/check"
)

type log struct {
	Schema  string `json:"$schema"`
	Version string `json:"version"`
	Runs    []run  `json:"runs"`
}

type run struct {
	Tool       tool     `json:"tool"`
	ColumnKind string   `json:"columnKind"`
	Results    []result `json:"results"`
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
}

type location struct {
	ID               *int     `json:"id,omitempty"`
	PhysicalLocation physical `json:"physicalLocation"`
}

type physical struct {
	ArtifactLocation artifact `json:"artifactLocation"`
	Region           region   `json:"region"`
}

type artifact struct {
	URI string `json:"uri"`
}

type region struct {
	StartLine   int `json:"startLine"`
	StartColumn int `json:"startColumn"`
}

// Write writes the findings as one run; the rules are those of checks.
func Write(w io.Writer, checks []*check.Check, findings []check.Finding) error {
	r := run{Tool: tool{driver{Name: "lockstep"}}, ColumnKind: "unicodeCodePoints",
		Results: []result{}}
	for _, c := range checks {
		r.Tool.Driver.Rules = append(r.Tool.Driver.Rules, rule{
			ID: c.Name, ShortDescription: message{c.Title}, FullDescription: message{c.When},
			Help: message{c.Why},
		})
	}
	for i := range findings {
		r.Results = append(r.Results, resultOf(&findings[i], checks))
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

func resultOf(f *check.Finding, checks []*check.Check) result {
	r := result{
		RuleID:    f.Check,
		RuleIndex: slices.IndexFunc(checks, func(c *check.Check) bool { return c.Name == f.Check }),
		Level:     level(f.Severity),
		Message:   message{f.Summary + ". " + f.Detail},
		PartialFingerprints: map[string]string{
			"lockstep/v1": f.Check + ":" + strings.Join(f.Subjects, ","),
		},
		Properties: properties{f.Subjects, f.Readings, f.Loop, f.Remedies, f.Joins, f.Assuming},
	}
	for i, w := range f.Where {
		if i == 0 {
			r.Locations = []location{{PhysicalLocation: place(w)}}
			continue
		}
		id := i
		r.RelatedLocations = append(r.RelatedLocations, location{&id, place(w)})
	}
	return r
}

func place(w check.Location) physical {
	return physical{artifact{uri(w.File)}, region{w.Line, w.Column}}
}

// uri writes a relative file name as a URI reference.
func uri(file string) string {
	return strings.NewReplacer("%", "%25", " ", "%20", "#", "%23", "?", "%3F", "\\", "/").Replace(file)
}

func level(s check.Severity) string {
	if s == check.Info {
		return "note"
	}
	return s.String()
}
