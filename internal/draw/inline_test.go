package draw_test

import (
	"strings"
	"testing"

	"lockstep/internal/draw"
)

func TestAnInlinePictureBringsNoStyle(t *testing.T) {
	p := draw.Picture{Title: "Waits",
		Nodes: []draw.Node{{ID: "a", Href: "/agreement/a"}, {ID: "b"}, {ID: "c"}},
		Edges: []draw.Edge{{From: "a", To: "b"}, {From: "a", To: "c"}},
	}
	var wide, narrow strings.Builder
	if err := draw.Inline(&wide, p, 880); err != nil {
		t.Fatal(err)
	}
	if err := draw.Inline(&narrow, p, 150); err != nil {
		t.Fatal(err)
	}
	for _, text := range []string{"<style", "style=", "<script"} {
		if strings.Contains(wide.String(), text) {
			t.Errorf("it holds %s", text)
		}
	}
	if !strings.Contains(wide.String(), `href="/agreement/a"`) {
		t.Error("a box has lost its link")
	}
	if wide.String() == narrow.String() {
		t.Error("the width makes no difference")
	}
}
