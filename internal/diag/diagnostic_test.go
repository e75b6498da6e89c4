package diag

import (
	"encoding/json"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// place is a range of one character.
func place(file string, line, column int) Range {
	return Range{File: file, Start: Pos{Line: line, Column: column},
		End: Pos{Line: line, Column: column + 1}}
}

func TestSort(t *testing.T) {
	list := List{
		Errorf(place("b", 1, 1), "A", "a"),
		Errorf(place("a", 10, 1), "A", "a"),
		Errorf(place("a", 9, 12), "A", "a"),
		Errorf(place("a", 9, 2), "B", "a"),
		Errorf(place("a", 9, 2), "A", "b"),
		Errorf(place("a", 9, 2), "A", "a"),
		Warningf(place("a", 9, 2), "A", "a"),
		Errorf(Range{}, "Z", "z"),
		Errorf(place("a", 9, 2), "A", "a").With(place("c", 1, 1), "x"),
		Errorf(place("a", 9, 2), "A", "a").In(place("a", 1, 1)),
	}
	want := List{list[7], list[5], list[8], list[9], list[6], list[4], list[3], list[2], list[1],
		list[0]}
	if diff := cmp.Diff(want, append(list, list...).Sort()); diff != "" {
		t.Errorf("Sort (-want +got):\n%s", diff)
	}
	if list[0].Subject.File != "b" {
		t.Error("Sort changes the list it sorts")
	}
}

func TestSortForgetsTheOrderOfCollection(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		list := List(rapid.SliceOf(rapid.Custom(drawDiagnostic)).Draw(t, "list"))
		shuffled := slices.Clone(list)
		seed := rapid.Uint64().Draw(t, "seed")
		rand.New(rand.NewPCG(seed, 1)).Shuffle(len(shuffled), func(i, j int) {
			shuffled[i], shuffled[j] = shuffled[j], shuffled[i]
		})
		if diff := cmp.Diff(list.Sort(), shuffled.Sort()); diff != "" {
			t.Fatalf("another order gives another list:\n%s", diff)
		}
		if diff := cmp.Diff(list.Sort(), append(list, shuffled...).Sort().Sort()); diff != "" {
			t.Fatalf("repeats are kept:\n%s", diff)
		}
	})
}

// drawDiagnostic draws a diagnostic from few values, so that many are alike.
func drawDiagnostic(t *rapid.T) Diagnostic {
	few := rapid.IntRange(1, 2)
	name := rapid.SampledFrom([]string{"", "a"})
	where := func() Range {
		return place(name.Draw(t, "file"), few.Draw(t, "line"), few.Draw(t, "column"))
	}
	d := Errorf(where(), name.Draw(t, "summary"), "%s", name.Draw(t, "detail"))
	d.Severity = rapid.SampledFrom([]Severity{Error, Warning}).Draw(t, "severity")
	if rapid.Bool().Draw(t, "with context") {
		d = d.In(where())
	}
	if rapid.Bool().Draw(t, "with related") {
		d = d.With(where(), name.Draw(t, "text"))
	}
	return d
}

func TestErrors(t *testing.T) {
	warning, failure := Warningf(Range{}, "W", ""), Errorf(Range{}, "E", "")
	for _, tt := range []struct {
		list List
		want bool
	}{{nil, false}, {List{warning}, false}, {List{warning, failure}, true}} {
		if got := tt.list.Errors(); got != tt.want {
			t.Errorf("Errors of %v = %v", tt.list, got)
		}
	}
}

func TestWithLeavesTheOriginalAlone(t *testing.T) {
	base := Errorf(Range{}, "S", "d").With(place("a", 1, 1), "one")
	first, second := base.With(place("b", 1, 1), "two"), base.With(place("c", 1, 1), "three")
	if len(base.Related) != 1 || first.Related[1].Text != "two" ||
		second.Related[1].Text != "three" {
		t.Errorf("%v, %v and %v share their related places", base, first, second)
	}
}

func TestRangeString(t *testing.T) {
	tests := []struct {
		where Range
		want  string
	}{
		{Range{}, ""},
		{Range{File: "a.hcl"}, "a.hcl"},
		{Range{File: "a.jsonl", Start: Pos{Line: 3}}, "a.jsonl:3"},
		{place("a.hcl", 3, 7), "a.hcl:3:7"},
	}
	for _, tt := range tests {
		if got := tt.where.String(); got != tt.want {
			t.Errorf("String = %q, want %q", got, tt.want)
		}
	}
}

func TestReports(t *testing.T) {
	list := List{
		Warningf(place("a.hcl", 3, 7), "No judge", "Nobody judges %q.", "x").
			With(place("b.hcl", 1, 2), "used here"),
		Errorf(Range{}, "No agreement", "There is none."),
	}
	got, err := json.Marshal(list.Reports())
	const want = `[{"severity":"warning","summary":"No judge",` +
		`"detail":"Nobody judges \"x\".","where":{"file":"a.hcl","line":3,"column":7},` +
		`"related":[{"file":"b.hcl","line":1,"column":2,"text":"used here"}]},` +
		`{"severity":"error","summary":"No agreement","detail":"There is none.",` +
		`"where":{"file":"","line":0,"column":0},"related":[]}]`
	if err != nil || string(got) != want {
		t.Errorf("Reports = %s, %v; want %s", got, err, want)
	}
	if none, err := json.Marshal(List(nil).Reports()); err != nil || string(none) != "[]" {
		t.Errorf("Reports of nothing = %s, %v", none, err)
	}
}
