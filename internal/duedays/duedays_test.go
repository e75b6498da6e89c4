package duedays_test

import (
	"bytes"
	"strings"
	"testing"

	ics "github.com/arran4/golang-ical"

	"lockstep/internal/calendar"
	"lockstep/internal/duedays"
	"lockstep/internal/status"
)

func report() *status.Report {
	return &status.Report{
		Agreement: "doha-2020",
		AsOf:      calendar.MakeDay(2020, 3, 1),
		KnownAt:   calendar.None,
		Commitments: []status.Commitment{
			{ID: "free-5000", Standing: "open", RestsOn: "no evidence", Performers: []string{"us"},
				Text: "Release, by 10 March; 5,000 prisoners", Due: calendar.MakeDay(2020, 3, 10)},
			{ID: "un-sanctions", Standing: "waiting", Due: calendar.MakeDay(2020, 5, 29),
				DueProjected: true, BlockedBy: []string{"intra-afghan-talks"}},
			{ID: "ceasefire", Standing: "waiting", Due: calendar.None},
			{ID: "dropped", Standing: "void", Due: calendar.MakeDay(2020, 6, 1)},
		},
		Decisions: []status.Decision{
			{ID: "nato-leave", Standing: "under silence", Ends: calendar.MakeDay(2020, 3, 5)},
			{ID: "open-one", Standing: "open", Ends: calendar.None},
		},
	}
}

func write(t *testing.T, r *status.Report) string {
	t.Helper()
	var b bytes.Buffer
	if err := duedays.Write(&b, "Doha, 2020", r); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestTheFeedIsReadAsItWasMeant(t *testing.T) {
	feed, err := ics.ParseCalendar(strings.NewReader(write(t, report())))
	if err != nil {
		t.Fatal(err)
	}
	got := map[string]string{}
	for _, e := range feed.Events() {
		day, err := e.GetAllDayStartAt()
		if err != nil {
			t.Fatal(err)
		}
		status := e.GetProperty(ics.ComponentPropertyStatus).Value
		got[e.Id()] = day.Format("2006-01-02") + " " + status
	}
	want := map[string]string{
		"due-free-5000@doha-2020.lockstep":      "2020-03-10 CONFIRMED",
		"due-un-sanctions@doha-2020.lockstep":   "2020-05-29 TENTATIVE",
		"due-dropped@doha-2020.lockstep":        "2020-06-01 CANCELLED",
		"silence-nato-leave@doha-2020.lockstep": "2020-03-05 CONFIRMED",
	}
	if len(got) != len(want) {
		t.Errorf("got %v", got)
	}
	for id, text := range want {
		if got[id] != text {
			t.Errorf("%s: got %q, want %q", id, got[id], text)
		}
	}
}

func TestTheFeedKeepsTheForm(t *testing.T) {
	text := write(t, report())
	if text != write(t, report()) {
		t.Error("the same report gave other bytes")
	}
	for _, line := range strings.Split(strings.TrimSuffix(text, "\r\n"), "\r\n") {
		if len(line) > 75 {
			t.Errorf("a line of %d octets: %s", len(line), line)
		}
		if strings.ContainsAny(line, "\r\n") {
			t.Errorf("a line does not end as it should: %q", line)
		}
	}
	if !strings.Contains(text, `Release\, by 10 March\; 5\,000 prisoners\nStanding`) {
		t.Error("commas, semicolons and line ends are not escaped:\n" + text)
	}
}

// Text of an agreement must not be able to begin a line of the feed's own.
func TestTextCannotAddEntries(t *testing.T) {
	r := report()
	r.Commitments[0].Text = "x\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nUID:forged"
	feed, err := ics.ParseCalendar(strings.NewReader(write(t, r)))
	if err != nil {
		t.Fatal(err)
	}
	if n := len(feed.Events()); n != 4 {
		t.Errorf("%d entries, want 4", n)
	}
}

func TestAnEntryMovesAndDoesNotDouble(t *testing.T) {
	r := report()
	r.Commitments[0].Due = calendar.MakeDay(2020, 4, 10)
	moved := write(t, r)
	if strings.Count(moved, "due-free-5000@") != 1 || !strings.Contains(moved, "20200410") {
		t.Error(moved)
	}
}
