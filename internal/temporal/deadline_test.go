package temporal

import (
	"testing"

	"lockstep/internal/agreement"
	"lockstep/internal/calendar"
)

func TestFixedDeadline(t *testing.T) {
	d := draftOf([]string{"base", "loop", "open", "then"}, nil, nil, []string{"act"})
	d.clock("base").At = date("2020-01-31")
	d.clock("then").At = plus(d.when("base"), "1mo..2mo")
	loop := d.when("loop")
	d.clock("loop").At = &loop
	cases := []struct {
		name string
		time *agreement.Time
		want string
	}{
		{"nothing", nil, ""},
		{"a date", date("2020-05-01"), "2020-05-01"},
		{"a clock of a clock", plus(d.when("then"), "10d"), "2020-04-10"},
		{"a clock not started", plus(d.when("open"), "10d"), ""},
		{"a clock that is itself", &loop, ""},
		{"a commitment", plus(d.when("act"), "10d"), ""},
		{"the first", earliest(d.when("act"), *date("2020-05-01"), d.when("then")), "2020-03-31"},
		{"the last", latest(*date("2020-05-01"), d.when("then")), "2020-05-01"},
		{"the last of unknown", latest(*date("2020-05-01"), d.when("act")), ""},
		{"before", before(*date("2020-05-01")), "2020-04-30"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			got, fixed := FixedDeadline(d.Agreement, c.time)
			if got.String() != c.want || fixed != (c.want != "") {
				t.Errorf("got %s, %v; want %s", got, fixed, c.want)
			}
			if c.want == "" {
				if Reached(d.Agreement, c.time, calendar.Last) {
					t.Error("reached on the last day of all")
				}
				return
			}
			if !Reached(d.Agreement, c.time, got) || Reached(d.Agreement, c.time, got-1) {
				t.Error("not reached on that day, or before it")
			}
		})
	}
}
