package pages_test

import (
	"flag"
	"os"
	"strings"
	"testing"

	"lockstep/internal/chart"
)

var update = flag.Bool("update", false, "write the sheet of charts anew")

func TestTheSheetOfChartsIsThatOfPackageChart(t *testing.T) {
	const file, mark = "static/charts.css", "go test ./internal/pages -update. */\n"
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	own, rules, found := strings.Cut(string(text), mark)
	if !found {
		t.Fatalf("%s has no line that says where the rules of charts begin", file)
	}
	if *update {
		if err := os.WriteFile(file, []byte(own+mark+chart.Style()), 0o644); err != nil {
			t.Fatal(err)
		}
		rules = chart.Style()
	}
	if rules != chart.Style() {
		t.Error("the rules differ; mend with: go test ./internal/pages -update")
	}
}
