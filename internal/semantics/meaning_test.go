package semantics

import (
	"os"
	"path/filepath"
	"regexp"
	"testing"
)

var (
	named    = regexp.MustCompile("`(Test[A-Za-z]+)`")
	declared = regexp.MustCompile(`(?m)^func (Test[A-Za-z]+)\(`)
)

// TestEveryRuleNamesATestThatExists: the document on the meaning of agreements names, beside
// each rule, the test that proves it.
func TestEveryRuleNamesATestThatExists(t *testing.T) {
	files, err := filepath.Glob("*_test.go")
	if err != nil {
		t.Fatal(err)
	}
	exists := map[string]bool{}
	for _, file := range files {
		for _, match := range declared.FindAllStringSubmatch(content(t, file), -1) {
			exists[match[1]] = true
		}
	}
	names := named.FindAllStringSubmatch(content(t, "../../docs/design/meaning.md"), -1)
	if len(names) < 40 {
		t.Errorf("the document names only %d tests", len(names))
	}
	for _, match := range names {
		if !exists[match[1]] {
			t.Errorf("docs/design/meaning.md names %s, which does not exist", match[1])
		}
	}
}

func content(t *testing.T, file string) string {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}
