// Package examples holds no code of its own: it tests the agreements in the folders beside it.
//
// Each folder is one project, as people would keep it: *.hcl files, evidence.jsonl with what
// happened and who says so, questions.json with what was asked about the agreement and what the
// commands must answer, and expected.txt with the output of `lockstep check`. These things are
// kept true of every folder that is here, without any list of them: its expected output
// (TestExpected; rewritten with -update), its answers (TestQuestions), its evidence, none of
// which may be refused (TestEvidence, TestEvidenceIsTidy), and its standard layout
// (TestFormatted).
//
// What it refuses: a question without an expectation, an id that the agreement does not have,
// and a field that nobody knows. Each of them would be a test that cannot fail.
package examples

import (
	"bytes"
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"lockstep/internal/cli"
	"lockstep/internal/diag"
	"lockstep/internal/lang"
)

var update = flag.Bool("update", false, "rewrite expected.txt from what the command says now")

// eachExample runs the test on every example, in a subtest named as its folder.
func eachExample(t *testing.T, run func(t *testing.T, dir string)) {
	entries, err := os.ReadDir(".")
	if err != nil {
		t.Fatal(err)
	}
	found := 0
	for _, e := range entries {
		if !e.IsDir() || strings.HasPrefix(e.Name(), ".") || e.Name() == "testdata" {
			continue
		}
		found++
		t.Run(e.Name(), func(t *testing.T) { run(t, e.Name()) })
	}
	if found == 0 {
		t.Fatal("there is no example")
	}
}

// lockstep runs one command in process.
func lockstep(args ...string) (out, told string, status int) {
	var stdout, stderr bytes.Buffer
	status = cli.Main(args, cli.Streams{In: strings.NewReader(""), Out: &stdout, Err: &stderr})
	return stdout.String(), stderr.String(), status
}

// load reads an example, which must be without any diagnostic, warnings included.
func load(t *testing.T, dir string) *lang.Project {
	t.Helper()
	project, err := lang.Load(dir)
	if err != nil {
		t.Fatal(err)
	}
	if len(project.Diagnostics) > 0 {
		var told strings.Builder
		_ = diag.Render(&told, project.Diagnostics, diag.Options{Sources: project.Sources})
		t.Fatalf("the example has diagnostics:\n%s", told.String())
	}
	return project
}

// TestExpected: `lockstep check` writes what expected.txt holds, letter for letter; its last
// line is the exit status.
func TestExpected(t *testing.T) {
	eachExample(t, func(t *testing.T, dir string) {
		out, told, status := lockstep("check", dir)
		if status > 1 || told != "" {
			t.Fatalf("check %s ended with %d and said:\n%s", dir, status, told)
		}
		got := out + fmt.Sprintf("exit status %d\n", status)
		file := filepath.Join(dir, "expected.txt")
		if *update {
			if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
				t.Fatal(err)
			}
			return
		}
		want, err := os.ReadFile(file)
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			t.Fatal(err)
		}
		if diff := cmp.Diff(string(want), got); diff != "" {
			t.Errorf("the output has changed (- expected, + now); if it should, run\n"+
				"    go test ./examples -run 'TestExpected/%s' -update\n%s", dir, diff)
		}
	})
}

// TestFormatted: `lockstep fmt` would change nothing.
func TestFormatted(t *testing.T) {
	eachExample(t, func(t *testing.T, dir string) {
		if out, told, status := lockstep("fmt", "--check", dir); status != 0 {
			t.Errorf("not in the standard layout; run `go run ./cmd/lockstep fmt examples/%s`\n%s%s",
				dir, out, told)
		}
	})
}
