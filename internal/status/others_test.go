package status_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"lockstep/internal/status"
)

func TestConditions(t *testing.T) {
	for _, test := range []struct{ evidence, id, want string }{
		{"", "calm", "unknown, no evidence"},
		{"e1 2020-03-01 holds calm", "calm", "holds, reported"},
		{"e1 2020-03-01 holds calm assessor=us", "calm", "unknown, reported"},
		{"e1 2020-03-01 holds calm assessor=un rests-on=verified", "calm", "holds, verified"},
		{"e1 2020-03-01 holds calm\ne2 2020-03-09 lapses calm", "calm", "lapsed, reported"},
		{"e1 2020-03-01 holds assessed assessor=us", "assessed", "unknown, reported"},
		{"e1 2020-03-01 holds assessed assessor=us\ne2 2020-03-04 holds assessed assessor=taliban",
			"assessed", "holds, reported"},
		{"e1 2020-03-01 holds assessed\ne2 2020-03-04 lapses assessed assessor=us", "assessed",
			"lapsed, reported"},
		{"e1 2020-03-01 lapses assessed assessor=us", "assessed", "unknown, reported"},
		{"e1 2020-03-01 holds calm source=agency\ne2 2020-03-01 lapses calm source=auditor", "calm",
			"lapsed, disputed"},
	} {
		r := at(t, "2020-04-01", test.evidence)
		i := slices.IndexFunc(r.Conditions, func(c status.Condition) bool { return c.ID == test.id })
		if got := r.Conditions[i].Standing + ", " + r.Conditions[i].RestsOn; got != test.want {
			t.Errorf("after %q: %s, want %s", test.evidence, got, test.want)
		}
	}
}

func TestDecisions(t *testing.T) {
	for _, test := range []struct{ asOf, evidence, id, want string }{
		{"2020-03-01", "", "leave", "open [silent silent]"},
		{"2020-03-10", "e1 2020-03-01 put-under-silence leave", "leave",
			"under silence until 2020-03-11 [silent silent]"},
		{"2020-03-11", "e1 2020-03-01 put-under-silence leave", "leave",
			"taken on 2020-03-11 by silence [silent silent]"},
		{"2020-03-11", "e1 2020-03-01 put-under-silence leave\n" +
			"e2 2020-03-11 silence-broken-by leave actor=us", "leave", "broken [broke silence silent]"},
		{"2020-03-12", "e1 2020-03-01 put-under-silence leave\n" +
			"e2 2020-03-12 silence-broken-by leave actor=us", "leave",
			"taken on 2020-03-11 by silence [broke silence silent]"},
		{"2020-03-09", "e1 2020-03-01 put-under-silence leave\n" +
			"e2 2020-03-05 reserved-by leave actor=taliban", "leave",
			"under silence until 2020-03-11 [silent reserves]"},
		{"2020-03-09", "e1 2020-03-01 agreed-by pact actor=us", "pact", "open [agrees silent]"},
		{"2020-03-09", "e1 2020-03-01 agreed-by pact actor=us\n" +
			"e2 2020-03-02 agreed-by pact actor=taliban", "pact", "taken on 2020-03-02 [agrees agrees]"},
		{"2020-03-09", "e1 2020-03-01 taken pact", "pact", "taken on 2020-03-01 [silent silent]"},
		{"2020-03-09", "e1 2020-03-01 lapsed pact", "pact", "lapsed [silent silent]"},
		{"2020-03-09", "e1 2020-03-01 taken pact\ne2 2020-03-09 lapsed pact", "pact",
			"lapsed [silent silent]"},
		{"2020-03-08", "e1 2020-03-01 taken pact\ne2 2020-03-09 lapsed pact", "pact",
			"taken on 2020-03-01 [silent silent]"},
		{"2020-03-20", "e1 2020-03-01 taken pact\ne2 2020-03-09 lapsed pact\ne3 2020-03-20 taken pact",
			"pact", "taken on 2020-03-20 [silent silent]"},
		{"2020-03-20", "e1 2020-03-01 put-under-silence leave\ne2 2020-03-15 lapsed leave", "leave",
			"lapsed by silence [silent silent]"},
	} {
		r := at(t, test.asOf, test.evidence)
		i := slices.IndexFunc(r.Decisions, func(d status.Decision) bool { return d.ID == test.id })
		d := r.Decisions[i]
		got := d.Standing
		if d.Standing == "under silence" {
			got += " until " + d.Ends.String()
		}
		if d.Standing == "taken" {
			got += " on " + d.Taken.String()
		}
		if d.BySilence {
			got += " by silence"
		}
		var says []string
		for _, p := range d.Positions {
			says = append(says, p.Says)
		}
		// The parties are taliban and us, in this order; read them as us, taliban.
		slices.Reverse(says)
		if got := got + " " + fmt.Sprint(says); got != test.want {
			t.Errorf("on %s after %q: %s, want %s", test.asOf, test.evidence, got, test.want)
		}
	}
}

func TestRatingsStandSideBySide(t *testing.T) {
	r := at(t, "2020-06-01", `e1 2020-04-01 partly cut assessor=un value=40 unit=percent
		e2 2020-05-01 partly cut assessor=un value=60 unit=percent
		e3 2020-04-15 done cut assessor=us rests-on=claimed`)
	var got []string
	for _, rating := range of(t, r, "cut").Ratings {
		value := "–"
		if rating.Value != nil {
			value = fmt.Sprint(rating.Value.Best, " ", rating.Unit)
		}
		got = append(got, fmt.Sprint(rating.Assessor, " ", rating.Says, " ", value, " ", rating.Event))
	}
	if diff := cmp.Diff([]string{"un partly 60 percent e2", "us done – e3"}, got); diff != "" {
		t.Error(diff)
	}
}

func TestLevels(t *testing.T) {
	r := at(t, "2020-12-31", `e1 2020-07-13 measured troops value=8600 source=agency
		e2 2020-07-13 measured troops value=8600 source=paper
		e3 2020-07-13 measured troops value=9100 source=auditor
		e4 2020-11-17 announced troops value=2500 source=agency
		e5 2020-09-01 measured troops value=14000 basis=with-contractors`)
	var got []string
	for _, l := range r.Levels {
		got = append(got, fmt.Sprint(l.Basis, ": ", l.Value.Best, " ", l.Kind, " ", l.Events, " ",
			l.CorroboratedBy, " ", l.Contested, " announced ", l.Announced != nil))
	}
	want := []string{
		"in country: 9100 measured [e1 e2 e3] [auditor] true announced true",
		"with-contractors: 14000 measured [e5] [] false announced false",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if len(r.Conflicts) != 1 || fmt.Sprint(r.Conflicts[0].Events) != "[e1 e2 e3]" {
		t.Errorf("conflicts: %+v", r.Conflicts)
	}
	empty := at(t, "2020-03-01", "")
	if l := empty.Levels[0]; l.Value != nil || l.Kind != "" || l.RestsOn != "no evidence" {
		t.Errorf("a level without a figure: %+v", l)
	}
}

const branched = `
agreement "a" {
}
party "north" {
}
condition "calm" {
}
commitment "then" {
  by = north
}
commitment "else" {
  by = north
}
branch "way" {
  if   = calm
  then = [then]
  else = [else]
}
`

// TestBranches: until it is decided neither side exists; then one does and the other is void.
func TestBranches(t *testing.T) {
	shown := func(evidence string) string {
		r := atWith(t, branched, "2020-05-01", evidence)
		told := r.Branches[0].Standing
		for _, c := range r.Commitments {
			told += ", " + c.ID + " " + c.Standing
		}
		return told
	}
	for _, test := range []struct{ evidence, want string }{
		{"", "undecided"},
		{"e1 2020-04-01 holds calm", "then, else void, then open"},
		{"e1 2020-04-01 lapses calm", "else, else open, then void"},
		{"e1 2020-04-01 done then", "undecided, then done"},
	} {
		if got := shown(test.evidence); got != test.want {
			t.Errorf("after %q: %s, want %s", test.evidence, got, test.want)
		}
	}
}

// TestClocks: a clock starts by what the text says or by an event, which beats the text.
func TestClocks(t *testing.T) {
	for _, test := range []struct{ asOf, evidence, want string }{
		{"2020-02-28", "", "approval – no evidence, signature – no evidence"},
		{"2020-02-29", "", "approval – no evidence, signature 2020-02-29 the text"},
		{"2020-05-01", "e1 2020-04-01 starts approval\ne2 2020-04-09 starts approval rests-on=verified",
			"approval 2020-04-01 verified, signature 2020-02-29 the text"},
		{"2020-05-01", "e1 2020-03-01 starts signature",
			"approval – no evidence, signature 2020-03-01 reported"},
	} {
		var told []string
		for _, c := range at(t, test.asOf, test.evidence).Clocks {
			day := "–"
			if c.Started {
				day = c.Day.String()
			}
			told = append(told, c.ID+" "+day+" "+c.RestsOn)
		}
		if got := strings.Join(told, ", "); got != test.want {
			t.Errorf("on %s after %q: %s, want %s", test.asOf, test.evidence, got, test.want)
		}
	}
}

func TestTotals(t *testing.T) {
	r := at(t, "2020-07-20", "e1 2020-07-01 done cut")
	want := map[string]int{"done": 1, "open": 1, "overdue": 1, "unknown": 1, "waiting": 1}
	if diff := cmp.Diff(want, r.Totals.All); diff != "" {
		t.Error(diff)
	}
	var parties []string
	for _, total := range r.Totals.ByParty {
		parties = append(parties, fmt.Sprint(total.Name, " ", total.Count))
	}
	if diff := cmp.Diff([]string{"taliban 2", "us 3"}, parties); diff != "" {
		t.Error(diff)
	}
}

// TestNumberedNames: numbers in articles are ordered by size.
func TestNumberedNames(t *testing.T) {
	names := []string{"I.A.10", "II.1", "I.A.2", "12", "9", "I.A", "Preamble 3", "Preamble 10"}
	slices.SortFunc(names, status.CompareNumbered)
	want := []string{"9", "12", "I.A", "I.A.2", "I.A.10", "II.1", "Preamble 3", "Preamble 10"}
	if diff := cmp.Diff(want, names); diff != "" {
		t.Error(diff)
	}
}
