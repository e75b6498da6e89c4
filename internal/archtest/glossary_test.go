package archtest

import (
	"os"
	"slices"
	"strings"
	"testing"

	"lockstep/internal/agreement"
)

// words are those that the language, the analyses and the reports share.
var words = []string{
	"performer", "article", "after", "provided", "while", "drawdown", "handover", "coverage",
	"mandate", "bracket", "ceiling", "exposure", "blocker", "violation", "baseline",
	"verification", "monitoring", "benchmark", "standing", "rests on", "known-at",
	"as-of", "recorded-by", "entry", "checkpoint", "proof", "claimed", "verified", "conflict",
	"corroboration", "root source", "series", "scale", "past due", "out of order", "peak", "course",
	"waiting", "open", "underway", "overdue", "suspended", "void", "kept", "in doubt",
	"silence", "finding", "remedy", "joint step", "unknown",
}

// TestGlossary: every block and every shared word is explained, and each is easy to find.
func TestGlossary(t *testing.T) {
	text, err := os.ReadFile("../../" + glossary)
	if err != nil {
		t.Fatal(err)
	}
	terms := Terms(string(text))
	for _, kind := range agreement.Kinds() {
		if !slices.Contains(terms, kind.String()) {
			t.Errorf("%s does not explain the block %q", glossary, kind)
		}
	}
	for _, word := range words {
		if !slices.Contains(terms, word) {
			t.Errorf("%s does not explain %q", glossary, word)
		}
	}
	for line, before := range inOrder(string(text)) {
		t.Errorf("%s: %q comes before %q in the alphabet", glossary, line, before)
	}
}

// inOrder gives the items that stand after one that comes later in the alphabet.
func inOrder(text string) map[string]string {
	wrong := map[string]string{}
	last := ""
	for line := range strings.Lines(text) {
		if rest, item := strings.CutPrefix(line, "- **"); item {
			head, _, _ := strings.Cut(rest, "**")
			if key := strings.ToLower(head); last > key {
				wrong[key] = last
			} else {
				last = key
			}
		}
	}
	return wrong
}

func TestTerms(t *testing.T) {
	got := Terms("# G\n\n- **a, b**: two\n  **not this**\n- no\n- **c-d**: one\n")
	if want := []string{"a", "b", "c-d"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	if wrong := inOrder("- **b**: x\n- **a**: y\n- **c**: z\n"); len(wrong) != 1 || wrong["a"] != "b" {
		t.Errorf("got %v", wrong)
	}
}
