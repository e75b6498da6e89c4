package status_test

import (
	"slices"
	"strings"
	"testing"

	"lockstep/internal/status"
)

// alliance decides under silence, counted in hours and in days; who speaks for whom is of several
// kinds.
const alliance = `
agreement "mission" {
  zone = "Europe/Brussels"
}
party "us" {
}
party "france" {
}
party "italy" {
}
party "president" {
  of = us
}
party "group" {
  members = [france, italy]
}
party "nato" {
  members = [us, group]
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
decision "together" {
  by   = nato
  rule = "consensus"
}
`

// told is how a decision stands, with its moments, and each position that is not silence.
func told(r *status.Report, id string) string {
	i := slices.IndexFunc(r.Decisions, func(d status.Decision) bool { return d.ID == id })
	d := &r.Decisions[i]
	words := []string{d.Standing}
	if d.Standing == "taken" {
		words = append(words, d.Taken.String())
	}
	for _, moment := range []string{d.PutAt, d.EndsAt} {
		if moment != "" {
			words = append(words, moment)
		}
	}
	for _, p := range d.Positions {
		if p.Says != "silent" {
			word := p.Party + " " + p.Says
			if p.Late {
				word += " late"
			}
			words = append(words, word)
		}
	}
	return strings.Join(words, ", ")
}

func TestSilenceByTheHour(t *testing.T) {
	const put = "e1 2026-03-27T17:00 put-under-silence by-hours\n"
	const ends = "2026-03-27T17:00:00+01:00, 2026-03-30T18:00:00+02:00" // clocks go forward on 29 March
	for _, test := range []struct{ asOf, evidence, id, want string }{
		{"2026-03-29", put, "by-hours", "under silence, " + ends},
		{"2026-03-30", put, "by-hours", "taken, 2026-03-30, " + ends},
		{"2026-03-30", put + "e2 2026-03-30T17:59 silence-broken-by by-hours actor=italy", "by-hours",
			"broken, " + ends + ", italy broke silence"},
		{"2026-03-30", put + "e2 2026-03-30T15:59Z silence-broken-by by-hours actor=italy", "by-hours",
			"broken, " + ends + ", italy broke silence"},
		{"2026-03-30", put + "e2 2026-03-30T18:00 silence-broken-by by-hours actor=italy", "by-hours",
			"taken, 2026-03-30, " + ends + ", italy broke silence late"},
		// Whose hour nobody knows was in time, on the last day too.
		{"2026-03-30", put + "e2 2026-03-30 silence-broken-by by-hours actor=italy", "by-hours",
			"broken, " + ends + ", italy broke silence"},
		// Clocks that are put back: 72 hours are 72 hours.
		{"2026-10-26", "e1 2026-10-23T09:00 put-under-silence by-hours", "by-hours",
			"taken, 2026-10-26, 2026-10-23T09:00:00+02:00, 2026-10-26T08:00:00+01:00"},
		{"2026-06-04", "e1 2026-06-01 put-under-silence by-hours\n" +
			"e2 2026-06-04T23:59 silence-broken-by by-hours actor=us", "by-hours",
			"broken, us broke silence"},
		// Days end with their last day, whatever the hour at which it was put.
		{"2026-06-04", "e1 2026-06-01T09:00 put-under-silence by-days\n" +
			"e2 2026-06-04T23:59 silence-broken-by by-days actor=us", "by-days",
			"broken, 2026-06-01T09:00:00+02:00, us broke silence"},
		{"2026-06-05", "e1 2026-06-01T09:00 put-under-silence by-days\n" +
			"e2 2026-06-05T00:01 silence-broken-by by-days actor=us", "by-days",
			"taken, 2026-06-04, 2026-06-01T09:00:00+02:00, us broke silence late"},
		// Within a day what tells its hour stands in that order, whatever it is called.
		{"2026-06-01", "e2 2026-06-01T09:00 put-under-silence by-hours\n" +
			"e1 2026-06-01T10:00 silence-broken-by by-hours actor=us", "by-hours",
			"broken, 2026-06-01T09:00:00+02:00, 2026-06-04T09:00:00+02:00, us broke silence"},
		// Put again, everybody is silent again.
		{"2026-06-02", "e1 2026-06-01T09:00 put-under-silence by-hours\n" +
			"e2 2026-06-01T10:00 silence-broken-by by-hours actor=us\n" +
			"e3 2026-06-02T09:00 put-under-silence by-hours", "by-hours",
			"under silence, 2026-06-02T09:00:00+02:00, 2026-06-05T09:00:00+02:00"},
	} {
		if got := told(atWith(t, alliance, test.asOf, test.evidence), test.id); got != test.want {
			t.Errorf("%s after\n%s\ngot  %s\nwant %s", test.asOf, test.evidence, got, test.want)
		}
	}
}

func TestWhoBreaksSilence(t *testing.T) {
	const put = "e1 2026-06-01 put-under-silence by-days\n"
	for evidence, want := range map[string]string{
		"e2 2026-06-02 silence-broken-by by-days actor=italy":     "broken, italy broke silence",
		"e2 2026-06-02 silence-broken-by by-days actor=president": "broken, us broke silence",
		"e2 2026-06-02 silence-broken-by by-days actor=group": "broken, france broke silence, " +
			"italy broke silence",
		"e2 2026-06-02 silence-broken-by by-days actor=observer": "under silence",
		"e2 2026-06-02 reserved-by by-days actor=president":      "under silence, us reserves",
	} {
		if got := told(atWith(t, alliance, "2026-06-03", put+evidence), "by-days"); got != want {
			t.Errorf("after %s: %s, want %s", evidence, got, want)
		}
	}
	all := "e1 2026-06-01 agreed-by together actor=president\ne2 2026-06-01 agreed-by together actor=group"
	want := "taken, 2026-06-01, france agrees, italy agrees, us agrees"
	if got := told(atWith(t, alliance, "2026-06-01", all), "together"); got != want {
		t.Errorf("after %s: %s, want %s", all, got, want)
	}
}
