package docs

import (
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// TestBenchmarksAreThere: where bench/README.md says how to measure a room, the room has such a
// benchmark, and it reports commitments/s.
func TestBenchmarksAreThere(t *testing.T) {
	named := regexp.MustCompile(`go test \./(\S+) -run '\^\$' -bench (\S+)`).
		FindAllStringSubmatch(read(t, "../bench/README.md"), -1)
	if len(named) < 4 {
		t.Fatalf("bench/README.md names only %d", len(named))
	}
	for _, m := range named {
		files, err := filepath.Glob(filepath.Join("..", m[1], "*_test.go"))
		if err != nil {
			t.Fatal(err)
		}
		var text strings.Builder
		for _, file := range files {
			text.WriteString(read(t, file))
		}
		for name := range strings.SplitSeq(strings.Trim(m[2], "'"), "|") {
			if !regexp.MustCompile(`func Benchmark\w*` + name).MatchString(text.String()) {
				t.Errorf("%s has no benchmark %s", m[1], name)
			}
		}
		if !strings.Contains(text.String(), "ReportRate(") &&
			!strings.Contains(text.String(), `"commitments/s"`) {
			t.Errorf("no benchmark of %s reports commitments/s", m[1])
		}
	}
}
