package status_test

import (
	"bufio"
	"fmt"
	"slices"
	"strings"
	"testing"

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

// TestPartly: of how much was done the latest word that counts is told; one that does not count is
// told only where none does, and marked.
func TestPartly(t *testing.T) {
	const evidence = `e1 2020-04-01 partly cut value=2000 rests-on=verified
		e2 2020-05-01 partly cut value=3000 rests-on=reported
		e3 2020-06-01 partly cut value=4000 rests-on=claimed`
	for _, test := range []struct {
		accept         status.Accept
		evidence, want string
	}{
		{status.AcceptClaimed, evidence, "underway e3 4000 claimed true"},
		{status.AcceptReported, evidence, "underway e2 3000 reported true"},
		{status.AcceptVerified, evidence, "underway e1 2000 verified true"},
		{status.AcceptVerified, "e2 2020-05-01 partly cut value=3000", "open e2 3000 reported false"},
		{status.AcceptReported, "e3 2020-06-01 partly cut value=4000 rests-on=claimed",
			"open e3 4000 claimed false"},
	} {
		c := of(t, at(t, "2020-07-01", test.evidence, accepting(test.accept)), "cut")
		got := fmt.Sprint(c.Standing, " ", c.Partly.Event, " ", c.Partly.Value.Best, " ",
			c.Partly.RestsOn, " ", c.Partly.Counts)
		if got != test.want {
			t.Errorf("accepting what is %s: %s, want %s", test.accept, got, test.want)
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
