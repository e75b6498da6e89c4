package ledger

import (
	"strings"
	"testing"
)

// TestTimesOfDay: an event may tell its hour, in the zone of the agreement or with an offset, and
// keeps it as it was written. What cannot be, or could be two moments, is refused with what would
// be right.
func TestTimesOfDay(t *testing.T) {
	for _, test := range []struct{ at, zone, moment, refused string }{
		{at: "2026-03-02T17:30", zone: "Europe/Berlin", moment: "2026-03-02T17:30:00+01:00"},
		{at: "2026-03-02T17:30:00", zone: "Europe/Berlin", moment: "2026-03-02T17:30:00+01:00"},
		{at: "2026-03-02T16:30Z", zone: "Europe/Berlin", moment: "2026-03-02T17:30:00+01:00"},
		{at: "2026-03-02T17:30+04:30", zone: "Asia/Kabul", moment: "2026-03-02T17:30:00+04:30"},
		{at: "2026-03-02T22:30Z", zone: "Asia/Kabul", refused: "it was another day in Asia/Kabul: " +
			"write 2026-03-03T03:00+04:30"},
		{at: "2026-03-29T02:30", zone: "Europe/Berlin", refused: "the clocks were put forward"},
		{at: "2026-10-25T02:30", zone: "Europe/Berlin", refused: "there were two such times in " +
			"Europe/Berlin: write 2026-10-25T02:30+02:00 or 2026-10-25T02:30+01:00"},
		{at: "2026-10-25T02:30+01:00", zone: "Europe/Berlin", moment: "2026-10-25T02:30:00+01:00"},
		{at: "2026-03-02T24:00", refused: "is not a day with a time to the minute"},
		{at: "2026-03-02T17:30:12", refused: "is not a day with a time to the minute"},
		{at: "2026-03-02T17", refused: "is not a day with a time to the minute"},
		{at: "2026-03-02T17:30+99:00", refused: "is not a time of day"},
		{at: "2026-02-30T17:30", refused: "2026-02-30 is not a day"},
		{at: "2026-03T17:30", refused: "is not a day such as"},
	} {
		e, refused := EventOf(map[string]string{"id": "e1", "at": test.at, "kind": "done",
			"subject": "five-bases"})
		a := withdrawal()
		a.Zone = test.zone
		refused = append(refused, NewChecker(a, nil).Check(&e, refused)...)
		told := ""
		for _, r := range refused {
			told += r.String() + "\n"
		}
		if test.refused != "" || told != "" {
			if test.refused == "" || !strings.Contains(told, test.refused) {
				t.Errorf("%s: refused as %q, want %q", test.at, told, test.refused)
			}
			continue
		}
		moment, ok := e.Moment(a.Location())
		if got := moment.Format("2006-01-02T15:04:05Z07:00"); !ok || got != test.moment {
			t.Errorf("%s: got %s, want %s", test.at, got, test.moment)
		}
	}
}

// TestAnHourAndAMonth: what happened in some month did not happen at an hour.
func TestAnHourAndAMonth(t *testing.T) {
	_, refused := EventOf(map[string]string{"id": "e1", "at": "2026-03-02T17:30",
		"precision": "month", "kind": "done", "subject": "five-bases"})
	if len(refused) != 1 || !strings.Contains(refused[0].String(), "precision says month") {
		t.Errorf("refused as %v", refused)
	}
}
