package status_test

import (
	"bufio"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"lockstep/internal/calendar"
	"lockstep/internal/lang"
	"lockstep/internal/ledger"
	"lockstep/internal/status"
)

// framework is the agreement of most tests.
const framework = `
agreement "framework" {
  signed = "2020-02-29"
}
party "us" {
}
party "taliban" {
}
party "un" {
  role = "verifier"
}
party "un-mission" {
  of = un
}
clock "signature" {
  at = "2020-02-29"
}
clock "approval" {
}
condition "calm" {
  judge = un
}
condition "assessed" {
  judge  = [us, taliban]
  judged = "jointly"
}
decision "leave" {
  by      = [us, taliban]
  rule    = "silence"
  silence = "10d"
}
decision "pact" {
  by   = [us, taliban]
  rule = "consensus"
}
level "troops" {
  of    = us
  unit  = "people"
  basis = "in country"
}
commitment "cut" {
  by  = us
  to  = taliban
  due = signature + "135d"
}
commitment "rest" {
  by    = us
  after = [cut]
  due   = done(cut) + "30d"
}
commitment "quiet" {
  by       = taliban
  kind     = "continuing"
  verify   = [un]
  provided = calm
}
commitment "guarantee" {
  by   = taliban
  kind = "continuing"
}
commitment "paid" {
  by    = us
  while = calm
  due   = "2020-06-30"
}
source "agency" {
}
source "auditor" {
}
source "paper" {
  repeats = "agency"
}
`

// at asks about framework and evidence, one event a line written as "id day kind subject" and
// further fields as key=value.
func at(t *testing.T, asOf, evidence string, change ...func(*status.Question)) *status.Report {
	t.Helper()
	return atWith(t, framework, asOf, evidence, change...)
}

func atWith(
	t *testing.T, hcl, asOf, evidence string, change ...func(*status.Question),
) *status.Report {
	t.Helper()
	project := lang.Parse(map[string][]byte{"a.hcl": []byte(hcl)})
	if len(project.Diagnostics) > 0 {
		t.Fatal(project.Diagnostics)
	}
	day, err := calendar.ParseDay(asOf, nil)
	if err != nil {
		t.Fatal(err)
	}
	q := status.Question{Cut: ledger.Cut{AsOf: day, KnownAt: calendar.None}}
	for _, c := range change {
		c(&q)
	}
	return status.NewBook(project.Agreement, events(t, evidence)).At(q)
}

func events(t *testing.T, evidence string) []ledger.Event {
	t.Helper()
	var lines strings.Builder
	for scanner := bufio.NewScanner(strings.NewReader(evidence)); scanner.Scan(); {
		words := strings.Fields(scanner.Text())
		if len(words) == 0 {
			continue
		}
		fmt.Fprintf(&lines, `{"id":%q,"at":%q,"kind":%q,"subject":%q`, words[0], words[1], words[2],
			words[3])
		for _, word := range words[4:] {
			key, value, _ := strings.Cut(word, "=")
			if key == "value" {
				fmt.Fprintf(&lines, `,"value":{"best":%s}`, value)
				continue
			}
			fmt.Fprintf(&lines, `,%q:%q`, key, value)
		}
		lines.WriteString("}\n")
	}
	read, refused, err := ledger.ReadJSONL(strings.NewReader(lines.String()))
	if err != nil || len(refused) > 0 {
		t.Fatal(err, refused)
	}
	return read
}

// of is the commitment of that id.
func of(t *testing.T, r *status.Report, id string) status.Commitment {
	t.Helper()
	i := slices.IndexFunc(r.Commitments, func(c status.Commitment) bool { return c.ID == id })
	if i < 0 {
		t.Fatalf("there is no commitment %s", id)
	}
	return r.Commitments[i]
}

func accepting(a status.Accept) func(*status.Question) {
	return func(q *status.Question) { q.Accept = a }
}

// TestHowCommitmentsStand: as of a day, after that evidence, the commitment stands so and rests
// on that.
func TestHowCommitmentsStand(t *testing.T) {
	for _, test := range []struct{ name, asOf, evidence, id, want string }{
		{"nothing is said of an act", "2020-03-01", "", "cut", "open, no evidence"},
		{"on its due day it is not late", "2020-07-13", "", "cut", "open, no evidence"},
		{"the day after it is overdue, not breached", "2020-07-14", "", "cut", "overdue, no evidence"},
		{"what waits while its day passes stays waiting", "2020-09-01",
			"e1 2020-04-01 extended cut value=100", "rest", "waiting, no evidence"},
		{"nothing is said of what continues", "2020-03-01", "", "guarantee", "unknown, no evidence"},
		{"before the signature nothing is in force", "2020-02-28", "", "guarantee",
			"waiting, no evidence"},
		{"what continues waits like others", "2020-03-01", "", "quiet", "waiting, no evidence"},
		{"and is in force without anybody's act", "2020-03-02",
			"e1 2020-03-01 holds calm", "quiet", "unknown, no evidence"},
		{"kept once somebody says so", "2020-04-01",
			"e1 2020-03-05 complied-with guarantee source=agency", "guarantee", "kept, reported"},
		{"not by the performer's own word", "2020-04-01",
			"e1 2020-03-05 complied-with guarantee actor=taliban rests-on=claimed", "guarantee",
			"unknown, claimed"},
		{"an allegation is a doubt", "2020-04-01",
			"e1 2020-03-05 violation-alleged guarantee actor=us", "guarantee", "in doubt, reported"},
		{"a finding is a breach", "2020-04-01", `e1 2020-03-05 violation-alleged guarantee
			e2 2020-03-09 violation-found guarantee rests-on=verified`, "guarantee",
			"breached, verified"},
		{"a new allegation does not undo a finding", "2020-04-01",
			`e1 2020-03-05 violation-found guarantee
			e2 2020-03-09 violation-alleged guarantee`, "guarantee", "breached, reported"},
		{"a violation that was looked for and not found", "2020-04-01",
			`e1 2020-03-05 violation-alleged guarantee
			e2 2020-03-09 violation-not-found guarantee`, "guarantee", "kept, reported"},
		{"only the named judge finds", "2020-04-01", `e0 2020-03-01 holds calm
			e1 2020-03-05 violation-found quiet assessor=us`, "quiet", "in doubt, reported"},
		{"or an organ of it", "2020-04-01", `e0 2020-03-01 holds calm
			e1 2020-03-05 violation-found quiet assessor=un-mission`, "quiet", "breached, reported"},
		{"a claim makes nothing done", "2020-07-20",
			"e1 2020-07-13 done cut actor=us rests-on=claimed", "cut", "overdue, claimed"},
		{"nor begun", "2020-03-20",
			"e1 2020-03-13 begun cut actor=us rests-on=claimed", "cut", "open, claimed"},
		{"begun by report, done by claim", "2020-07-01", `e1 2020-03-13 begun cut
			e2 2020-06-30 done cut rests-on=claimed`, "cut", "underway, claimed"},
		{"a report makes it done", "2020-07-20", `e1 2020-07-13 done cut rests-on=claimed
			e2 2020-07-13 done cut source=auditor`, "cut", "done, reported"},
		{"the best attested counts", "2020-07-20", `e1 2020-07-13 done cut source=agency
			e2 2020-07-13 done cut source=auditor rests-on=verified`, "cut", "done, verified"},
		{"done in part is underway", "2020-05-01", "e1 2020-04-01 partly cut value=4000", "cut",
			"underway, reported"},
		{"what is done out of order is done", "2020-05-01", "e1 2020-04-01 done rest", "rest",
			"done, reported"},
		{"terminated is void", "2020-05-01", "e1 2020-04-01 terminated cut", "cut", "void, reported"},
		{"but not by the performer's own word", "2020-05-01",
			"e1 2020-04-01 waived cut rests-on=claimed", "cut", "open, no evidence"},
		{"who suspends has suspended", "2020-05-01", "e1 2020-04-01 suspended cut rests-on=claimed",
			"cut", "suspended, claimed"},
		{"while it is false it is suspended", "2020-06-01", `e1 2020-04-01 begun paid
			e2 2020-05-01 lapses calm assessor=un`, "paid", "suspended, reported"},
	} {
		t.Run(test.name, func(t *testing.T) {
			c := of(t, at(t, test.asOf, test.evidence), test.id)
			if got := c.Standing + ", " + c.RestsOn; got != test.want {
				t.Errorf("%s is %s, want %s", test.id, got, test.want)
			}
		})
	}
}

func TestWhatCountsIsAskedFor(t *testing.T) {
	for _, test := range []struct {
		accept   status.Accept
		evidence string
		want     string
		claimed  bool
	}{
		{status.AcceptClaimed, "e1 2020-07-01 done cut rests-on=claimed", "done, claimed", true},
		{status.AcceptReported, "e1 2020-07-01 done cut rests-on=claimed", "open, claimed", true},
		{status.AcceptVerified, "e1 2020-07-01 done cut rests-on=reported", "open, reported", false},
		{status.AcceptVerified, "e1 2020-07-01 done cut rests-on=verified", "done, verified", false},
		{status.AcceptVerified, "e1 2020-07-01 done cut rests-on=accepted", "done, accepted", false},
		{status.AcceptReported, "e1 2020-07-01 done cut", "done, reported", false},
	} {
		c := of(t, at(t, "2020-07-02", test.evidence, accepting(test.accept)), "cut")
		if got := c.Standing + ", " + c.RestsOn; got != test.want || c.Claimed != test.claimed {
			t.Errorf("accepting what is %s: %s: %s, claimed %t", test.accept, test.evidence, got,
				c.Claimed)
		}
		if shown := len(c.Claims) == 1; shown != (c.Standing == "open") {
			t.Errorf("accepting what is %s: %s: claims %v", test.accept, test.evidence, c.Claims)
		}
	}
}

func TestDueDays(t *testing.T) {
	for _, test := range []struct{ name, asOf, evidence, id, want string }{
		{"counted from a clock", "2020-03-14", "", "cut", "2020-07-13 in 121"},
		{"counted from a due day, as long as it is not done", "2020-03-14", "", "rest",
			"2020-08-12 in 151 projected"},
		{"and from the day on which it was", "2020-05-14", "e1 2020-05-04 done cut", "rest",
			"2020-06-03 in 20"},
		{"extended by days", "2020-07-20", "e1 2020-06-01 extended cut value=20 unit=days", "cut",
			"2020-08-02 in 13"},
		{"extended by months", "2020-07-20", "e1 2020-06-01 extended cut value=2 unit=months", "cut",
			"2020-09-13 in 55"},
		{"put off, nobody says to when", "2020-07-20", "e1 2020-06-01 extended cut", "cut",
			"none put off"},
		{"not by the performer alone", "2020-07-20",
			"e1 2020-06-01 extended cut value=20 rests-on=claimed", "cut", "2020-07-13 in -7 overdue"},
		{"moved by the time suspended", "2020-07-20", `e1 2020-06-01 suspended cut
			e2 2020-06-11 resumed cut`, "cut", "2020-07-23 in 3"},
		{"and still suspended", "2020-07-20", "e1 2020-06-01 suspended cut", "cut",
			"2020-08-31 in 42"},
		{"done in time", "2020-07-20", "e1 2020-07-01 done cut", "cut", "2020-07-13 late -12"},
		{"done late", "2020-07-20", "e1 2020-07-15 done cut", "cut", "2020-07-13 late 2"},
	} {
		t.Run(test.name, func(t *testing.T) {
			c := of(t, at(t, test.asOf, test.evidence), test.id)
			got := "none"
			if c.Due != calendar.None {
				got = c.Due.String()
			}
			if c.DueInDays != nil {
				got += fmt.Sprintf(" in %d", *c.DueInDays)
			}
			if c.LateDays != nil {
				got += fmt.Sprintf(" late %d", *c.LateDays)
			}
			for _, mark := range []struct {
				is   bool
				word string
			}{{c.DueProjected, " projected"}, {c.DuePutOff, " put off"}, {c.Overdue, " overdue"}} {
				if mark.is {
					got += mark.word
				}
			}
			if got != test.want {
				t.Errorf("due %s, want %s", got, test.want)
			}
		})
	}
}

func TestMarks(t *testing.T) {
	r := at(t, "2020-08-20", `e1 2020-04-01 begun rest
		e2 2020-04 done paid`)
	if c := of(t, r, "rest"); !c.OutOfOrder {
		t.Error("rest began before cut was done and is not marked")
	}
	if c := of(t, r, "paid"); c.OutOfOrder {
		t.Error("paid was done in a month of which no day is known: nobody can say out of which order")
	}
	r = at(t, "2020-08-20", "e1 2020-05-01 done cut\ne0 2020-05-01 begun rest")
	if c := of(t, r, "rest"); c.OutOfOrder {
		t.Error("on one day what comes first is taken first, whatever the ids say")
	}
	late := atWith(t, strings.Replace(framework, "due   = done(cut) + \"30d\"",
		"due   = \"2020-06-01\"", 1), "2020-06-02", "")
	if c := of(t, late, "rest"); c.Standing != "waiting" || !c.PastDue || c.Overdue {
		t.Errorf("rest is %s, past due %t, overdue %t", c.Standing, c.PastDue, c.Overdue)
	}
}

func TestBlockedBy(t *testing.T) {
	for _, test := range []struct{ asOf, evidence, id, want string }{
		{"2020-03-01", "", "rest", "[cut] []"},
		{"2020-03-01", "", "quiet", "[calm] [calm]"},
		{"2020-03-03", "e1 2020-03-02 lapses calm", "quiet", "[calm] []"},
		{"2020-03-01", "", "cut", "[] []"},
		{"2020-06-01", "e1 2020-04-01 begun paid\ne2 2020-05-01 lapses calm", "paid", "[calm] []"},
	} {
		c := of(t, at(t, test.asOf, test.evidence), test.id)
		if got := fmt.Sprint(c.BlockedBy, " ", c.Unsaid); got != test.want {
			t.Errorf("%s on %s after %q is blocked by %s, want %s", test.id, test.asOf, test.evidence,
				got, test.want)
		}
	}
	if c := of(t, at(t, "2020-02-01", ""), "guarantee"); c.WaitsUntil.String() != "2020-02-29" {
		t.Errorf("before the signature it waits until %s", c.WaitsUntil)
	}
}

// TestDisputes: tellers who say what cannot both be so of the same time are both shown.
func TestDisputes(t *testing.T) {
	for _, test := range []struct{ name, evidence, id, want string }{
		{"done, and denied since", `e1 2020-05-01 done cut source=agency
			e2 2020-05-03 violation-alleged cut source=auditor`, "cut", "done, disputed [e1 e2]"},
		{"done, says one; in part, says another", `e1 2020-05-01 done cut rests-on=claimed actor=us
			e2 2020-05-20 partly cut source=auditor`, "cut", "underway, disputed [e1 e2]"},
		{"what was said before is no denial", `e1 2020-05-03 done cut source=agency
			e2 2020-05-01 partly cut source=auditor`, "cut", "done, reported []"},
		{"nor what the same teller said", `e1 2020-05-01 done cut source=agency
			e2 2020-05-03 partly cut source=agency`, "cut", "done, reported []"},
		{"nor what a source repeats", `e1 2020-05-01 done cut source=agency
			e2 2020-05-03 partly cut source=paper`, "cut", "done, reported []"},
		{"a teller's last word counts", `e1 2020-05-01 done cut source=agency
			e2 2020-05-03 partly cut source=auditor
			e3 2020-05-09 done cut source=auditor`, "cut", "done, reported []"},
		{"kept and violated on one day", `e1 2020-05-01 complied-with guarantee source=agency
			e2 2020-05-01 violation-alleged guarantee source=auditor`, "guarantee",
			"in doubt, disputed [e1 e2]"},
		{"kept in a month, violated within it", `e1 2020-05 complied-with guarantee source=agency
			e2 2020-05-20 violation-alleged guarantee source=auditor`, "guarantee",
			"in doubt, disputed [e1 e2]"},
		{"kept then, violated later", `e1 2020-05-01 complied-with guarantee source=agency
			e2 2020-05-02 violation-alleged guarantee source=auditor`, "guarantee",
			"in doubt, reported []"},
		{"settled by what was said later", `e1 2020-05-01 complied-with guarantee source=agency
			e2 2020-05-01 violation-alleged guarantee source=auditor
			e3 2020-06-01 complied-with guarantee source=auditor`, "guarantee", "kept, reported []"},
		{"settled by the named judge", `e0 2020-03-01 holds calm
			e1 2020-05-01 violation-alleged quiet source=agency
			e2 2020-05-01 violation-not-found quiet assessor=un`, "quiet", "kept, reported []"},
	} {
		t.Run(test.name, func(t *testing.T) {
			r := at(t, "2020-07-01", test.evidence)
			c := of(t, r, test.id)
			if got := fmt.Sprint(c.Standing, ", ", c.RestsOn, " ", c.DisputedBy); got != test.want {
				t.Errorf("%s, want %s", got, test.want)
			}
			if disputed := len(r.Disputes) > 0; disputed != (c.RestsOn == "disputed") {
				t.Errorf("disputes: %v", r.Disputes)
			}
		})
	}
}

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
