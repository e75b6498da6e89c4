package cli

import (
	"os"
	"path/filepath"
	"testing"

	"lockstep/internal/check"
	"lockstep/internal/check/all"
	"lockstep/internal/lang"
	"lockstep/internal/picture"
	"lockstep/internal/temporal"
)

// FuzzCheck: whatever is written, reading, checking, dating and drawing it ends without a panic.
// Ten minutes of it:
//
//	go test ./internal/cli -run '^$' -fuzz FuzzCheck -fuzztime 10m -fuzzminimizetime 1s
func FuzzCheck(f *testing.F) {
	seeds, err := filepath.Glob("../../examples/*/*.hcl")
	if err != nil {
		f.Fatal(err)
	}
	for _, file := range seeds {
		text, err := os.ReadFile(file)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(text)
	}
	for _, c := range all.Checks() {
		f.Add([]byte(c.Example))
	}
	f.Fuzz(func(_ *testing.T, text []byte) {
		a := lang.Parse(map[string][]byte{"a.hcl": text}).Agreement
		check.Run(a, all.Checks(), check.Options{})
		temporal.Compute(a, nil)
		picture.Waits(a, nil)
	})
}
