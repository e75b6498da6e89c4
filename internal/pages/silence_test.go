package pages

import (
	"bytes"
	"context"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"lockstep/internal/calendar"
	"lockstep/internal/desk"
	"lockstep/internal/lang"
)

// alliance decides by silence, in hours and in days, in a zone whose clocks are put forward on
// 29 March 2026.
const alliance = `agreement "mission" {
  zone = "Europe/Brussels"
}
party "us" {
}
party "france" {
}
party "president" {
  of = us
}
party "nato" {
  members = [us, france]
}
party "observer" {
}
decision "by-hours" {
  by      = nato
  rule    = "silence"
  silence = "72h"
}
decision "by-days" {
  by      = nato
  rule    = "silence"
  silence = "3d"
}
`

const (
	putHours = `{"id":"e1","at":"2026-03-27T17:00","kind":"put-under-silence","subject":"by-hours"}`
	putDays  = `{"id":"e2","at":"2026-03-27","kind":"put-under-silence","subject":"by-days"}`
	agreed   = `{"id":"e3","at":"2026-03-28T09:30","kind":"agreed-by","subject":"by-hours",` +
		`"actor":"france"}`
)

// deskOf is a desk on a project of that text and evidence.
func deskOf(t *testing.T, text string, evidence ...string) *desk.Desk {
	t.Helper()
	dir := t.TempDir()
	for name, content := range map[string]string{"a.hcl": text,
		"evidence.jsonl": strings.Join(evidence, "\n")} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	project, err := lang.Load(dir)
	if err != nil || project.Diagnostics.Errors() {
		t.Fatal(err, project.Diagnostics)
	}
	d, err := desk.Open(context.Background(), dir, project)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { d.Close() })
	return d
}

// askAt asks at a moment, with the cut of a query.
func askAt(t *testing.T, d *desk.Desk, moment, query string) *Ask {
	t.Helper()
	now, err := time.Parse(time.RFC3339, moment)
	if err != nil {
		t.Fatal(err)
	}
	values, err := url.ParseQuery(query)
	if err != nil {
		t.Fatal(err)
	}
	y, m, day := now.In(d.Now().Agreement.Location()).Date()
	today := calendar.MakeDay(y, int(m), day)
	cut, form := ReadCut(d.Now(), values, today)
	return &Ask{Answers: d.Now().Answers(cut), Form: form, Query: values, Today: today, Now: now}
}

// shown is the text of a page, without its elements.
func shown(t *testing.T, path string, ask *Ask) string {
	t.Helper()
	ask.Path = path
	pattern := path
	if id, is := strings.CutPrefix(path, "/decisions/"); is {
		ask.ID, pattern = id, "/decisions/{id}"
	}
	for _, p := range all {
		if p.Path != pattern {
			continue
		}
		var page bytes.Buffer
		if err := p.Write(&page, ask); err != nil {
			t.Fatal(err)
		}
		var text strings.Builder
		within := false
		for _, c := range page.String() {
			switch {
			case c == '<':
				within = true
			case c == '>':
				within = false
			case !within:
				text.WriteRune(c)
			}
		}
		return strings.Join(strings.Fields(text.String()), " ")
	}
	t.Fatalf("there is no page %s", path)
	return ""
}

// TestTheCountdown: what is left of a silence is right without a script, at any moment, across
// clocks that are put forward, and by the end of the day where nobody knows the hour.
func TestTheCountdown(t *testing.T) {
	d := deskOf(t, alliance, putHours, putDays, agreed)
	for _, test := range []struct{ moment, query, want string }{
		{"2026-03-28T08:00:00Z", "", "2 d 8 h 0 min left at 09:00. Silence ends Mon 30 Mar 2026, 18:00 in " +
			"Europe/Brussels (Mon 30 Mar 2026, 16:00 UTC)."},
		{"2026-03-28T08:00:00Z", "", "2 d 14 h 0 min left at 09:00. Silence lasts until the end of " +
			"Mon 30 Mar 2026 in Europe/Brussels (Mon 30 Mar 2026, 22:00 UTC)."},
		// On the last day a silence runs until its minute, although a status is of the whole day.
		{"2026-03-30T15:59:00Z", "", "by-hours and by-days under silence"},
		{"2026-03-30T15:59:00Z", "", "0 h 1 min left at 17:59."},
		{"2026-03-30T16:00:00Z", "", "1 of 2 decisions taken; by-days under silence"},
		{"2026-03-30T21:59:00Z", "", "0 h 1 min left at 23:59."},
		{"2026-03-30T22:00:00Z", "", "2 of 2 decisions taken"},
		// Under a cut that is not now the count is from the end of the day looked at.
		{"2026-06-01T12:00:00Z", "asof=2026-03-28", "1 d 17 h 0 min left at the end of 28 Mar 2026."},
		{"2026-06-01T12:00:00Z", "asof=2026-03-28", "2 days left at the end of 28 Mar 2026."},
		{"2026-06-01T12:00:00Z", "asof=2026-03-30", "2 of 2 decisions taken"},
		{"2026-03-28T08:00:00Z", "", "Agrees28 Mar 2026, 09:30"},
	} {
		// The ids are in their order on the page, whichever it is.
		got := strings.ReplaceAll(shown(t, "/decisions", askAt(t, d, test.moment, test.query)),
			"by-days and by-hours", "by-hours and by-days")
		if !strings.Contains(got, test.want) {
			t.Errorf("at %s, %q: the page lacks %q:\n%s", test.moment, test.query, test.want, got)
		}
	}
	page := shown(t, "/", askAt(t, d, "2026-03-30T15:59:00Z", ""))
	if want := "Under silence: by-hours, until Mon 30 Mar 2026, 18:00, 0 h 1 min left"; !strings.Contains(
		page, want) {
		t.Errorf("the overview lacks %q:\n%s", want, page)
	}
}

// TestPagesHangOnTheMinuteOfASilence: a page that says how much is left is not shown to somebody
// who asks a minute later; any other is.
func TestPagesHangOnTheMinuteOfASilence(t *testing.T) {
	d := deskOf(t, alliance, putHours)
	key := func(moment, query string) Key {
		key, _ := all[0].Key(askAt(t, d, moment, query))
		return key
	}
	if key("2026-03-28T08:00:10Z", "") != key("2026-03-28T08:00:50Z", "") {
		t.Error("within a minute the page is drawn twice")
	}
	if key("2026-03-28T08:00:10Z", "") == key("2026-03-28T08:01:10Z", "") {
		t.Error("a minute later the page is the same")
	}
	if key("2026-03-28T08:00:10Z", "asof=2026-03-27") != key("2026-03-28T08:01:10Z", "asof=2026-03-27") {
		t.Error("a page of the past changes by the minute")
	}
}

// TestWhoIsOfferedToSpeak: a delegate is offered to speak for their own party, where it has a
// voice, while it can be heard; nobody else is.
func TestWhoIsOfferedToSpeak(t *testing.T) {
	d := deskOf(t, alliance, putHours, agreed)
	for _, test := range []struct{ actsFor, moment, query, want, without string }{
		{"france", "2026-03-28T10:00:00Z", "", "On record: agrees.", "You speak for"},
		{"france", "2026-03-28T10:00:00Z", "", "Break it for france", ""},
		{"president", "2026-03-28T10:00:00Z", "", "You speak for us in this decision. It is silent so " +
			"far.", ""},
		{"observer", "2026-03-28T10:00:00Z", "", "Your party, observer It has no voice in this decision.",
			"Break"},
		{"", "2026-03-28T10:00:00Z", "", "Under silence", "Break"},
		{"france", "2026-03-28T10:00:00Z", "asof=2026-03-27", "Under silence", "Break"},
		{"france", "2026-03-30T16:00:00Z", "", "taken", "Break"},
	} {
		ask := askAt(t, d, test.moment, test.query)
		ask.ActsFor = test.actsFor
		page := shown(t, "/decisions/by-hours", ask)
		if !strings.Contains(page, test.want) || test.without != "" &&
			strings.Contains(page, test.without) {
			t.Errorf("%q at %s, %q: want %q without %q:\n%s", test.actsFor, test.moment, test.query,
				test.want, test.without, page)
		}
	}
}

// TestNamesKeepTheirPlace: names that run from right to left do not turn round what stands between
// them and beside them.
func TestNamesKeepTheirPlace(t *testing.T) {
	d := deskOf(t, `agreement "names" {
}
party "north" {
  name = "الشمال"
}
party "south" {
  name = "דרום"
}
commitment "leave" {
  by = north
  to = south
}
`)
	page := shown(t, "/", askAt(t, d, "2026-03-28T08:00:00Z", ""))
	if want := "\u2068الشمال\u2069 → \u2068דרום\u2069"; !strings.Contains(page, want) {
		t.Errorf("the page lacks %q:\n%s", want, page)
	}
	page = shown(t, "/exposure", askAt(t, d, "2026-03-28T08:00:00Z", ""))
	if want := "\u2068الشمال\u2069 +1"; !strings.Contains(page, want) {
		t.Errorf("the page lacks %q:\n%s", want, page)
	}
}
