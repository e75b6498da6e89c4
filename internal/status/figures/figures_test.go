package figures

import (
	"fmt"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"lockstep/internal/agreement"
	"lockstep/internal/calendar"
	"lockstep/internal/ledger"
)

var troops = agreement.Level{ID: "troops", Unit: "people", Basis: "in country"}

// sources: wire and paper repeat agency; two repeat each other.
var sources = &agreement.Agreement{Sources: []agreement.Source{
	{ID: "agency"}, {ID: "auditor"}, {ID: "hen", Repeats: "egg"}, {ID: "egg", Repeats: "hen"},
	{ID: "paper", Repeats: "wire"}, {ID: "wire", Repeats: "agency"},
}}

// figure is an event about troops; at is a day, a month or a year.
func figure(id, at, source string, low, high float64) *ledger.Event {
	e := &ledger.Event{ID: id, Kind: ledger.Measured, Subject: "troops", Source: source,
		Value: &ledger.Value{Low: low, Best: low, High: high}}
	e.Precision = [...]ledger.Precision{4: ledger.ByYear, 7: ledger.ByMonth, 10: ledger.ByDay}[len(at)]
	e.At, _ = calendar.ParseDay(at+"-01-01"[:10-len(at)], nil)
	e.Known = e.At
	return e
}

func of(events ...*ledger.Event) *Sheet {
	slices.SortFunc(events, ledger.Compare)
	return NewSheet(&troops, NewLineage(sources), events)
}

func conflictsOf(s *Sheet) []string { return told(s.Conflicts(s.All())) }

// told are the conflicts as sets of ids.
func told(conflicts []Conflict) []string {
	sets := []string{}
	for _, c := range conflicts {
		var ids []string
		for _, f := range c.Figures {
			ids = append(ids, f.Event.ID)
		}
		sets = append(sets, fmt.Sprint(c.Kind, " ", c.From, "..", c.Until, " ", ids))
	}
	return sets
}

func TestConflicts(t *testing.T) {
	withBasis := func(e *ledger.Event, basis string) *ledger.Event { e.Basis = basis; return e }
	planned := func(e *ledger.Event) *ledger.Event { e.Kind = ledger.Announced; return e }
	for _, test := range []struct {
		name   string
		events []*ledger.Event
		want   []string
	}{
		{"other days are no conflict", []*ledger.Event{
			figure("jan", "2019-01-28", "agency", 14000, 14000),
			figure("sep", "2019-09-02", "agency", 8600, 8600),
		}, []string{}},
		{"the same day, ranges apart", []*ledger.Event{
			figure("a", "2021-04-14", "agency", 2500, 2500),
			figure("b", "2021-04-14", "auditor", 2500, 3500),
			figure("c", "2021-04-14", "auditor", 3500, 3500),
		}, []string{"measured 2021-04-14..2021-04-14 [a c]"}},
		{"ranges that touch agree", []*ledger.Event{
			figure("a", "2021-04-14", "agency", 2500, 3000),
			figure("b", "2021-04-14", "auditor", 3000, 3500),
		}, []string{}},
		{"another basis is another matter", []*ledger.Event{
			figure("a", "2021-04-14", "agency", 8600, 8600),
			withBasis(figure("b", "2021-04-14", "auditor", 14000, 14000), "with contractors"),
		}, []string{}},
		{"the basis of the level is meant where none is stated", []*ledger.Event{
			figure("a", "2021-04-14", "agency", 8600, 8600),
			withBasis(figure("b", "2021-04-14", "auditor", 14000, 14000), "in country"),
		}, []string{"measured 2021-04-14..2021-04-14 [a b]"}},
		{"a plan does not contradict a count", []*ledger.Event{
			figure("a", "2021-01-15", "agency", 8600, 8600),
			planned(figure("b", "2021-01-15", "auditor", 2500, 2500)),
		}, []string{}},
		{"two plans contradict each other", []*ledger.Event{
			planned(figure("a", "2021-01-15", "agency", 4500, 4500)),
			planned(figure("b", "2021-01-15", "auditor", 2500, 2500)),
		}, []string{"announced 2021-01-15..2021-01-15 [a b]"}},
		{"a month contains its days", []*ledger.Event{
			figure("m", "2020-11", "agency", 4000, 5000),
			figure("in", "2020-11-30", "auditor", 4500, 4500),
			figure("out", "2020-11-20", "auditor", 6000, 6000),
			figure("later", "2020-12-01", "auditor", 6000, 6000),
		}, []string{"measured 2020-11-01..2020-11-30 [m out]"}},
		{"a year contains its months and its last day", []*ledger.Event{
			figure("y", "2020", "agency", 10, 10),
			figure("m", "2020-03", "agency", 20, 20),
			figure("d", "2020-12-31", "agency", 30, 30),
			figure("n", "2021-01-01", "agency", 40, 40),
		}, []string{"measured 2020-01-01..2020-12-31 [y m d]"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			if diff := cmp.Diff(test.want, conflictsOf(of(test.events...))); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// pairwise is the slow and obvious way to find conflicts: every pair, joined where they share a
// figure.
func pairwise(sheet *Sheet) []string {
	figures := sheet.All()
	set := make([]int, len(figures))
	for i := range set {
		set[i] = i
	}
	for i := range figures {
		for j := range i {
			f, g := figures[i], figures[j]
			if f.matter != g.matter || !f.meets(g) || f.agrees(g) {
				continue
			}
			from, to := set[i], set[j]
			for k := range set {
				if set[k] == from {
					set[k] = to
				}
			}
		}
	}
	sets := []string{}
	for s := range figures {
		var ids []string
		for i := range figures {
			if set[i] == s {
				ids = append(ids, figures[i].Event.ID)
			}
		}
		if len(ids) > 1 {
			sets = append(sets, fmt.Sprint(ids))
		}
	}
	slices.Sort(sets)
	return sets
}

// TestConflictsAreThoseOfAllPairs holds the sweep against comparing every figure with every other.
func TestConflictsAreThoseOfAllPairs(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var events []*ledger.Event
		for i := range rapid.IntRange(0, 12).Draw(t, "figures") {
			at := rapid.SampledFrom([]string{"2020", "2021", "2020-01", "2020-02", "2021-01",
				"2020-01-01", "2020-01-02", "2020-02-01", "2020-02-29", "2021-01-01"}).Draw(t, "at")
			low := float64(rapid.IntRange(0, 5).Draw(t, "low"))
			e := figure(fmt.Sprintf("e%02d", i), at, "agency", low,
				low+float64(rapid.IntRange(0, 2).Draw(t, "wide")))
			e.Basis = rapid.SampledFrom([]string{"", "", "other"}).Draw(t, "basis")
			e.Known += calendar.Day(rapid.IntRange(0, 2).Draw(t, "known"))
			events = append(events, e)
		}
		sheet := of(events...)
		got := []string{}
		for _, c := range sheet.Conflicts(sheet.All()) {
			var ids []string
			for _, f := range c.Figures {
				ids = append(ids, f.Event.ID)
			}
			got = append(got, fmt.Sprint(ids))
		}
		slices.Sort(got)
		if diff := cmp.Diff(pairwise(sheet), got); diff != "" {
			t.Error(diff)
		}
	})
}

func TestARootCountsOnceHoweverOftenItIsRepeated(t *testing.T) {
	sheet := of(
		figure("a", "2020-07-13", "agency", 8600, 8600),
		figure("b", "2020-07-13", "paper", 8600, 8600),
		figure("c", "2020-07-13", "hen", 9999, 9999),
		figure("d", "2020-07", "auditor", 8000, 9000),
		figure("e", "2020-07-13", "wire", 8500, 8700),
		figure("f", "2020-07-12", "egg", 8600, 8600),
	)
	roots := sheet.Latest(sheet.All())[0].Roots
	if diff := cmp.Diff([]string{"agency", "auditor"}, roots); diff != "" {
		t.Error(diff)
	}
	if got := NewLineage(sources).Root("hen"); got != "egg" {
		t.Errorf("two sources that repeat each other have the root %s", got)
	}
	if got := NewLineage(sources).Root("unheard-of"); got != "unheard-of" {
		t.Errorf("an undeclared source has the root %s", got)
	}
}

func TestLatestHasARowForEachMatter(t *testing.T) {
	other := figure("o", "2020-09-01", "agency", 14000, 14000)
	other.Basis = "with contractors"
	plan := figure("p", "2020-11-17", "agency", 2500, 2500)
	plan.Kind = ledger.Announced
	sheet := of(
		figure("a", "2020-07-13", "agency", 8600, 8600),
		figure("b", "2020-09-25", "paper", 8600, 9000),
		figure("c", "2020-09-25", "auditor", 8400, 8500),
		figure("d", "2020-09", "auditor", 8000, 9000),
		other, plan,
	)
	rows := sheet.Latest(sheet.All())
	var got []string
	for _, row := range rows {
		var beside []string
		for _, f := range row.Beside {
			beside = append(beside, f.Event.ID)
		}
		got = append(got, fmt.Sprint(row.Kind, " ", row.Basis, ": ", row.Figure.Event.ID, " ", beside,
			" ", row.Roots, " ", row.Contested))
	}
	want := []string{
		"measured in country: c [b c] [auditor] true",
		"measured with contractors: o [o] [agency] false",
		"announced in country: p [p] [agency] false",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestSeriesStandByMatterThenByRoot(t *testing.T) {
	plan := figure("p", "2020-01-01", "wire", 5, 5)
	plan.Kind = ledger.Announced
	var got []string
	sheet := of(
		figure("a", "2020-01-01", "wire", 1, 1), figure("b", "2020-02-01", "agency", 2, 2),
		figure("c", "2020-03-01", "wire", 3, 3), figure("d", "2020-01-01", "auditor", 4, 4), plan,
	)
	for _, s := range sheet.Series(sheet.All()) {
		var ids []string
		for _, f := range s.Figures {
			ids = append(ids, f.Event.ID)
		}
		got = append(got, fmt.Sprint(s.Kind, " ", s.Source, " of ", s.Root, " ", ids))
	}
	want := []string{"measured agency of agency [b]", "measured wire of agency [a c]",
		"measured auditor of auditor [d]", "announced wire of agency [p]"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}
