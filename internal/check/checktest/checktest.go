// Package checktest runs a check on its own example, in which the expected findings stand as
// comments: a line on which a finding is first placed ends with
//
//	# want "part of its summary" "part of another one's"
//
// A missing finding fails, and so does one that no comment wants. It also compares what a check
// finds in a random agreement with what its twin over the reference interpreter wants.
package checktest

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"lockstep/internal/check"
	"lockstep/internal/diag"
	"lockstep/internal/lang"
)

var (
	wantComment = regexp.MustCompile(`#\s*want\s+(".*)$`)
	quoted      = regexp.MustCompile(`"([^"]*)"`)
)

// Run checks the check's example against its comments.
func Run(t *testing.T, c *check.Check) {
	t.Helper()
	project := lang.Parse(map[string][]byte{"example.hcl": []byte(c.Example)})
	if project.Diagnostics.Errors() {
		var told strings.Builder
		_ = diag.Render(&told, project.Diagnostics, diag.Options{Sources: project.Sources})
		t.Fatalf("the example does not parse:\n%s", told.String())
	}
	wanted := wants(c.Example)
	for _, f := range check.Run(project.Agreement, []*check.Check{c}, check.Options{}) {
		line := 0
		if len(f.Where) > 0 {
			line = f.Where[0].Line
		}
		i := slices.IndexFunc(wanted[line], func(w string) bool {
			return strings.Contains(f.Summary, w)
		})
		if i < 0 {
			t.Errorf("line %d: a finding that no comment wants: %s (%v)", line, f.Summary, f.Subjects)
			continue
		}
		wanted[line] = slices.Delete(wanted[line], i, i+1)
	}
	for line, left := range wanted {
		for _, w := range left {
			t.Errorf("line %d: missing finding %q", line, w)
		}
	}
}

// wants are the expectations of each line.
func wants(example string) map[int][]string {
	wanted := map[int][]string{}
	for i, line := range strings.Split(example, "\n") {
		if m := wantComment.FindStringSubmatch(line); m != nil {
			for _, w := range quoted.FindAllStringSubmatch(m[1], -1) {
				wanted[i+1] = append(wanted[i+1], w[1])
			}
		}
	}
	return wanted
}
