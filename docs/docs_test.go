// Package docs holds no code: its tests run what the documents say.
package docs

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"lockstep/internal/check/all"
	"lockstep/internal/cli"
	"lockstep/internal/diag"
	"lockstep/internal/lang"
)

var update = flag.Bool("update", false, "rewrite the generated documents and the printed output")

// A block is a fenced code block of a document.
type block struct {
	section string // the ## heading it stands under
	info    string // what stands behind the opening fence
	text    string
	start   int // offset of the text in the document
}

var fence = regexp.MustCompile("(?ms)^```([^\n]*)\n(.*?)^```$")

func blocks(document string) []block {
	var found []block
	for _, m := range fence.FindAllStringSubmatchIndex(document, -1) {
		section := ""
		for _, line := range strings.Split(document[:m[0]], "\n") {
			if strings.HasPrefix(line, "## ") {
				section = strings.TrimPrefix(line, "## ")
			}
		}
		found = append(found, block{section, document[m[2]:m[3]], document[m[4]:m[5]], m[4]})
	}
	return found
}

// TestConsoleBlocks runs every `$ lockstep …` or `$ go run ./cmd/lockstep …` of the documents in
// the project's root and compares what is printed.
func TestConsoleBlocks(t *testing.T) {
	t.Chdir("..")
	documents, err := filepath.Glob("docs/*.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range append(documents, "README.md") {
		document := read(t, file)
		updated := document
		for _, b := range blocks(document) {
			if b.info != "console" {
				continue
			}
			if got := rerun(t, b.text); got != b.text {
				if !*update {
					t.Errorf("%s: run `go test ./docs -update` after reading this:\n%s", file,
						cmp.Diff(b.text, got))
				}
				updated = strings.Replace(updated, b.text, got, 1)
			}
		}
		if updated != document {
			write(t, file, updated)
		}
	}
}

// rerun is the block as it would be printed now. Commands other than lockstep stay as they are.
func rerun(t *testing.T, text string) string {
	var out strings.Builder
	running := false
	for line := range strings.Lines(text) {
		command, isCommand := strings.CutPrefix(line, "$ ")
		switch {
		case isCommand:
			out.WriteString(line)
			command = strings.Replace(strings.TrimSpace(command), "go run ./cmd/lockstep", "lockstep", 1)
			args, ours := strings.CutPrefix(command, "lockstep ")
			if running = ours; ours {
				out.WriteString(printed(t, args))
			}
		case !running:
			out.WriteString(line)
		}
	}
	return out.String()
}

// printed runs a command line; a pipe into head keeps the first lines.
func printed(t *testing.T, line string) string {
	line, head, piped := strings.Cut(line, " | head -")
	var out bytes.Buffer
	status := cli.Main(strings.Fields(line), cli.Streams{In: strings.NewReader(""), Out: &out, Err: &out})
	if status > 2 {
		t.Errorf("lockstep %s: exit status %d: %s", line, status, out.String())
	}
	if !piped {
		return out.String()
	}
	var most int
	if _, err := fmt.Sscan(head, &most); err != nil {
		t.Fatalf("head -%s: %v", head, err)
	}
	lines := strings.SplitAfter(out.String(), "\n")
	return strings.Join(lines[:min(most, len(lines))], "")
}

// TestLanguageBlocks parses every hcl block of language.md. The blocks of one section make one
// project. A block marked `hcl wrong` must be refused, and the text block behind it shows how.
func TestLanguageBlocks(t *testing.T) {
	document := read(t, "language.md")
	updated := document
	sections := map[string]string{}
	all := blocks(document)
	for i, b := range all {
		switch b.info {
		case "hcl":
			sections[b.section] += b.text + "\n"
		case "hcl wrong":
			want := all[i+1]
			got := refused(t, sections[b.section], b.text)
			if got == want.text {
				continue
			}
			if !*update {
				t.Errorf("run `go test ./docs -update` after reading this:\n%s", cmp.Diff(want.text, got))
			}
			updated = strings.Replace(updated, b.text+"```\n\n```text\n"+want.text,
				b.text+"```\n\n```text\n"+got, 1)
		case "text", "console", "json", "":
		default:
			t.Errorf("a block of an unknown kind: %q", b.info)
		}
	}
	if updated != document {
		write(t, "language.md", updated)
	}
	for section, text := range sections {
		project := lang.Parse(map[string][]byte{"agreement.hcl": []byte(complete(text))})
		if project.Diagnostics.Errors() {
			t.Errorf("section %q:\n%s", section, rendered(t, project))
		}
	}
}

// complete adds the agreement block that every project needs.
func complete(text string) string {
	if strings.Contains(text, "agreement \"") {
		return text
	}
	return text + "agreement \"example\" {\n}\n"
}

// refused is how the wrong block is refused, the right ones of its section standing beside it.
func refused(t *testing.T, right, wrong string) string {
	project := lang.Parse(map[string][]byte{
		"agreement.hcl": []byte(wrong), "rest.hcl": []byte(complete(right)),
	})
	if !project.Diagnostics.Errors() {
		t.Errorf("not refused:\n%s", wrong)
	}
	return rendered(t, project)
}

func rendered(t *testing.T, project *lang.Project) string {
	var out strings.Builder
	err := diag.Render(&out, project.Diagnostics, diag.Options{Sources: project.Sources, Width: 78})
	if err != nil {
		t.Fatal(err)
	}
	return out.String()
}

// TestFindingsAreTheChecks compares findings.md with what the checks say of themselves.
func TestFindingsAreTheChecks(t *testing.T) {
	var out strings.Builder
	out.WriteString("# Findings\n\nWhat `lockstep check` can find. This page is made from the checks " +
		"themselves;\n`go test ./docs -update` writes it anew. A finding's name is the same in the " +
		"output,\nin `--only`, in `lockstep explain` and in its folder below `internal/check`.\n\n" +
		"| Finding | Severity | Exactly when |\n|---|---|---|\n")
	for _, c := range all.Checks() {
		fmt.Fprintf(&out, "| [`%s`](#%s) | %s | %s |\n", c.Name, c.Name, c.Severity, c.When)
	}
	for _, c := range all.Checks() {
		fmt.Fprintf(&out, "\n## %s\n\n**%s.** %s\n\n%s\n\n```hcl\n%s```\n", c.Name, c.Title, c.When,
			c.Why, c.Example)
	}
	if *update {
		write(t, "findings.md", out.String())
		return
	}
	if diff := cmp.Diff(read(t, "findings.md"), out.String()); diff != "" {
		t.Errorf("findings.md is stale; run `go test ./docs -update`:\n%s", diff)
	}
}

// TestLinksLeadSomewhere: every relative link of the documents leads to a file that is there.
func TestLinksLeadSomewhere(t *testing.T) {
	t.Chdir("..")
	link := regexp.MustCompile(`\]\(([^)#:]+)(#[^)]*)?\)`)
	for _, pattern := range []string{"*.md", "docs/*.md", "docs/design/*.md"} {
		files, err := filepath.Glob(pattern)
		if err != nil {
			t.Fatal(err)
		}
		for _, file := range files {
			for _, m := range link.FindAllStringSubmatch(read(t, file), -1) {
				if _, err := os.Stat(filepath.Join(filepath.Dir(file), m[1])); err != nil {
					t.Errorf("%s links to %s, which is not there", file, m[1])
				}
			}
		}
	}
}

func read(t *testing.T, file string) string {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func write(t *testing.T, file, text string) {
	t.Helper()
	if err := os.WriteFile(file, []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
}
