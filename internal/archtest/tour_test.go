package archtest

import (
	"os"
	"slices"
	"strings"
	"testing"

	"lockstep/internal/check"
	"lockstep/internal/check/all"
	"lockstep/internal/lang"
)

// TestTour: the agreement that ARCHITECTURE.md follows from file to finding has the finding that
// it tells of.
func TestTour(t *testing.T) {
	text, err := os.ReadFile("../../" + document)
	if err != nil {
		t.Fatal(err)
	}
	_, rest, _ := strings.Cut(string(text), "```hcl\n")
	written, _, _ := strings.Cut(rest, "```")
	project := lang.Parse(map[string][]byte{"framework.hcl": []byte(written)})
	if len(project.Diagnostics) > 0 {
		t.Fatalf("the agreement is not right: %v", project.Diagnostics)
	}
	circular := []*check.Check{all.Named("circular-wait")}
	findings := check.Run(project.Agreement, circular, check.Options{})
	want := []string{"afghan-plan", "full-withdrawal", "meet-kabul"}
	if len(findings) != 1 || !slices.Equal(findings[0].Subjects, want) ||
		!slices.Equal(findings[0].Readings, []string{"taliban-line"}) {
		t.Errorf("got %+v, want one circular wait of %v in taliban-line", findings, want)
	}
}
