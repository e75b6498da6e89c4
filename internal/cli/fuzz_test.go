package cli

import (
	"bufio"
	"bytes"
	"io"
	"os"
	"path/filepath"
	"testing"

	"lockstep/internal/agreement"
	"lockstep/internal/check"
	"lockstep/internal/check/all"
	"lockstep/internal/draw"
	"lockstep/internal/exposure"
	"lockstep/internal/lang"
	"lockstep/internal/picture"
	"lockstep/internal/temporal"
)

// FuzzCheck: whatever is written, reading, checking, dating, drawing and telling it ends without a
// panic. Ten minutes of it:
//
//	go test ./internal/cli -run '^$' -fuzz FuzzCheck -fuzztime 10m -fuzzminimizetime 1s
func FuzzCheck(f *testing.F) {
	for _, project := range wholeExamples(f) {
		f.Add(project)
	}
	for _, c := range all.Checks() {
		f.Add([]byte(c.Example))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		p := lang.Parse(map[string][]byte{"a.hcl": text})
		if err := everythingTold(p); err != nil {
			t.Error(err)
		}
	})
}

// wholeExamples are the examples, each in one file: what a part of one says has no meaning.
func wholeExamples(tb testing.TB) [][]byte {
	folders, err := filepath.Glob("../../examples/*/agreement.hcl")
	if err != nil || len(folders) == 0 {
		tb.Fatalf("no examples: %v", err)
	}
	var whole [][]byte
	for _, first := range folders {
		files, _ := filepath.Glob(filepath.Join(filepath.Dir(first), "*.hcl"))
		var parts [][]byte
		for _, file := range files {
			text, err := os.ReadFile(file)
			if err != nil {
				tb.Fatal(err)
			}
			parts = append(parts, text)
		}
		whole = append(whole, bytes.Join(parts, nil))
	}
	return whole
}

// everythingTold is what the commands work out and write of a project, thrown away. What was
// written wrongly is left out of the agreement, and the rest is looked at all the same.
func everythingTold(p *lang.Project) error {
	c := &console{out: bufio.NewWriter(io.Discard), err: io.Discard}
	if err := c.tell(p); err != nil {
		return err
	}
	a := p.Agreement
	r := checkReport{a.ID, p.Diagnostics.Reports(),
		check.Run(a, all.Checks(), check.Options{}), p.Sources}
	for _, flags := range []checkFlags{{}, {long: true}, {json: true}, {sarif: true}} {
		if err := c.showCheck(a, r, flags, check.Options{}); err != nil {
			return err
		}
	}
	c.showDates(a, datesOf(temporal.Compute(a, nil)), nil, datesFlags{})
	exposureOf(a, exposure.Options{Budget: 1000})
	return everythingDrawn(a)
}

func everythingDrawn(a *agreement.Agreement) error {
	waits := picture.Waits(a, nil)
	if len(waits.Nodes) > mostBoxes {
		return nil
	}
	for _, write := range []func(io.Writer, draw.Picture) error{draw.SVG, draw.DOT, draw.Mermaid} {
		if err := write(io.Discard, waits); err != nil {
			return err
		}
	}
	return nil
}

// TestWholeExamples: the seeds of the fuzzer are whole, so that what they say is looked at.
func TestWholeExamples(t *testing.T) {
	for _, text := range wholeExamples(t) {
		p := lang.Parse(map[string][]byte{"a.hcl": text})
		if p.Diagnostics.Errors() || len(p.Agreement.Commitments) == 0 {
			t.Errorf("%s is not whole: %v", p.Agreement.ID, p.Diagnostics)
		}
		if err := everythingTold(p); err != nil {
			t.Error(err)
		}
	}
}
