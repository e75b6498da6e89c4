package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// TestEveryComparisonIsATest: each stands in the tests of its room under both of its names.
func TestEveryComparisonIsATest(t *testing.T) {
	for _, c := range comparisons {
		files, err := filepath.Glob("../../internal/" + c.room + "/*_test.go")
		if err != nil {
			t.Fatal(err)
		}
		var all strings.Builder
		for _, file := range files {
			text, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			all.Write(text)
		}
		for _, want := range []string{"func " + c.test + "(t *testing.T)",
			`Analysis: "` + c.name + `"`} {
			if !strings.Contains(all.String(), want) {
				t.Errorf("%s: no %s in internal/%s", c.name, want, c.room)
			}
		}
	}
}

func TestTablesSayWhatWasCompared(t *testing.T) {
	r := &result{Analysis: "exposure", Compared: 200, TooLarge: 7, Sizes: map[int]int{8: 50, 4: 150},
		Holding: map[string]int{"any": 40}, Outcomes: map[string]int{"parties": 600}}
	told := tables([]*result{r}, options{draws: 200}, time.Unix(0, 0))
	for _, want := range []string{"| exposure | 200 | 7 | 5.0 | 50 |", "| – | 20 |",
		"**exposure**: parties 600"} {
		if !strings.Contains(told, want) {
			t.Errorf("no %q in\n%s", want, told)
		}
	}
}

func TestOnlyWhatIsAskedFor(t *testing.T) {
	if n := len(chosen("blockers")); n != 4 {
		t.Errorf("%d comparisons of blockers", n)
	}
	if err := run([]string{"-only", "nothing"}, nil, nil); err == nil {
		t.Error("a comparison that there is not was made")
	}
}
