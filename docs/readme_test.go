package docs

import (
	"bytes"
	"io/fs"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"lockstep/internal/cli"
)

// commands are the names that `lockstep --help` lists, but for help itself.
func commands(t *testing.T) []string {
	t.Helper()
	var out bytes.Buffer
	streams := cli.Streams{In: strings.NewReader(""), Out: &out, Err: &out}
	if status := cli.Main([]string{"--help"}, streams); status != 0 {
		t.Fatalf("lockstep --help: exit status %d", status)
	}
	_, list, _ := strings.Cut(out.String(), "Available Commands:\n")
	list, _, _ = strings.Cut(list, "\n\n")
	var names []string
	for line := range strings.Lines(list) {
		if name := strings.Fields(line)[0]; name != "help" {
			names = append(names, name)
		}
	}
	return names
}

// TestReadmeHasEveryCommand: the table of the README names each command, and none that there is
// not.
func TestReadmeHasEveryCommand(t *testing.T) {
	var named strings.Builder
	for _, row := range rows(read(t, "../README.md"), "Command") {
		named.WriteString(" " + strings.NewReplacer("`", " ", ",", " ").Replace(row[0]) + " ")
	}
	known := commands(t)
	if len(known) < 10 {
		t.Fatalf("only %q are listed by --help", known)
	}
	for _, name := range known {
		if !strings.Contains(named.String(), " "+name+" ") {
			t.Errorf("README.md: the table of commands lacks %s", name)
		}
	}
	for _, part := range strings.Split(named.String(), " lockstep ")[1:] {
		name := strings.Fields(part)[0]
		if !slices.Contains(known, name) {
			t.Errorf("README.md: there is no command %q", name)
		}
	}
}

// TestReadmeCountsTheExamples: it says how many there are.
func TestReadmeCountsTheExamples(t *testing.T) {
	folders, err := filepath.Glob("../examples/*/agreement.hcl")
	if err != nil {
		t.Fatal(err)
	}
	words := []string{"no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine",
		"ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen"}
	if want := "The " + words[len(folders)] + " [examples]"; !strings.Contains(
		read(t, "../README.md"), want) {
		t.Errorf("README.md does not say %q", want)
	}
}

// TestGoldensAreListed: CONTRIBUTING.md says how each package's golden files are rewritten.
func TestGoldensAreListed(t *testing.T) {
	recipes, found := read(t, "../CONTRIBUTING.md"), 0
	err := filepath.WalkDir("..", func(path string, _ fs.DirEntry, err error) error {
		if err != nil || !strings.HasSuffix(path, "_test.go") ||
			!strings.Contains(read(t, path), "= flag.Bool(\"update\"") {
			return err
		}
		found++
		folder := filepath.ToSlash(filepath.Dir(strings.TrimPrefix(path, "../")))
		if !strings.Contains(recipes, "go test ./"+folder+" -update ") {
			t.Errorf("CONTRIBUTING.md does not say go test ./%s -update", folder)
		}
		return nil
	})
	if err != nil || found < 5 {
		t.Fatalf("%d packages with golden files: %v", found, err)
	}
}
