package diag

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/agext/levenshtein"
	"pgregory.net/rapid"
)

func TestNearest(t *testing.T) {
	known := []string{"us", "taliban", "kabul", "NATO", "full-withdrawal", "leave-five-bases",
		"no-safe-haven", "us-troops", "uk-troops", "ceasefire", "provided", "at-table", ""}
	tests := []struct{ name, want string }{
		{"talibn", "taliban"},
		{"tailban", "taliban"},
		{"Taliban", "taliban"},
		{"nato", "NATO"},
		{"withdrawal-full", "full-withdrawal"},
		{"five-bases-leave", "leave-five-bases"},
		{"five_bases_leave", "leave-five-bases"},
		{"at_table", "at-table"},
		{"ux-troops", "uk-troops"}, // as near as us-troops, and before it
		{"cease-fire", "ceasefire"},
		{"u", "us"},
		{"xy", ""},
		{"x", ""},
		{"xs", "us"},
		{"withdrawal", ""},
		{"tehran", ""},
		{"taliban", ""}, // itself
		{"", ""},
		{"---", ""},
		{strings.Repeat("x", 100000), ""},
	}
	for _, tt := range tests {
		got, ok := Nearest(tt.name, known)
		if got != tt.want || ok != (tt.want != "") {
			t.Errorf("Nearest(%.20q) = %q, %v; want %q", tt.name, got, ok, tt.want)
		}
	}
}

func TestDidYouMean(t *testing.T) {
	if got := DidYouMean("talibn", []string{"taliban"}); got != ` Did you mean "taliban"?` {
		t.Errorf("DidYouMean = %q", got)
	}
	if got := DidYouMean("talibn", nil); got != "" {
		t.Errorf("DidYouMean with nothing known = %q", got)
	}
}

func TestNearestForgetsTheOrderOfNames(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		id := rapid.StringMatching(`[abA]{1,4}(-[ab]{1,3})?`)
		known, name := rapid.SliceOf(id).Draw(t, "known"), id.Draw(t, "name")
		before := slices.Clone(known)
		want, ok := Nearest(name, known)
		if !slices.Equal(known, before) {
			t.Fatal("Nearest changes the names that it is given")
		}
		seed := rapid.Uint64().Draw(t, "seed")
		rand.New(rand.NewPCG(seed, 1)).Shuffle(len(known), func(i, j int) {
			known[i], known[j] = known[j], known[i]
		})
		if got, ok2 := Nearest(name, known); got != want || ok2 != ok {
			t.Fatalf("Nearest = %q, and %q in another order", want, got)
		}
		if ok && (want == name || !slices.Contains(known, want)) {
			t.Fatalf("Nearest(%q) = %q", name, want)
		}
	})
}

// No known name is nearer than the one proposed, unless that one is the same
// but for its case or the order of its words; and none is near when none is
// proposed.
func TestNearestIsNearest(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		id := rapid.StringMatching(`[ab]{1,9}`)
		known, name := rapid.SliceOf(id).Draw(t, "known"), id.Draw(t, "name")
		cutoff := max(1, len(name)/3)
		smallest := cutoff + 1
		for _, k := range known {
			if d := levenshtein.Distance(name, k, nil); k != name && d < max(len(name), len(k)) {
				smallest = min(smallest, d)
			}
		}
		got, ok := Nearest(name, known)
		if ok != (smallest <= cutoff) || ok && levenshtein.Distance(name, got, nil) != smallest {
			t.Fatalf("Nearest(%q) = %q, %v; the smallest distance is %d", name, got, ok, smallest)
		}
	})
}
