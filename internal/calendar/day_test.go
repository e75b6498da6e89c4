package calendar

import (
	"encoding/json"
	"testing"
	"time"

	"pgregory.net/rapid"
)

func TestDayBounds(t *testing.T) {
	if First.String() != "0001-01-01" || Last.String() != "9999-12-31" {
		t.Errorf("the calendar runs from %s to %s", First, Last)
	}
	if Day(0).String() != "1970-01-01" || None.String() != "" {
		t.Errorf("day 0 is %q and None %q", Day(0), None)
	}
	if MakeDay(1<<40, 1, 1) != Last || MakeDay(-1<<40, 1<<40, -1<<40) != First {
		t.Error("MakeDay does not hold years between First and Last")
	}
	if y, m, d := None.Date(); y != 0 || m != 0 || d != 0 {
		t.Errorf("None has the date %d %d %d", y, m, d)
	}
}

func TestBetween(t *testing.T) {
	if got := Between(MakeDay(2020, 2, 29), MakeDay(2020, 7, 13)); got != 135 {
		t.Errorf("Between = %d, want 135", got)
	}
	if got := Between(None, MakeDay(2020, 7, 13)); got != 0 {
		t.Errorf("Between(None, day) = %d, want 0", got)
	}
}

func TestParseDay(t *testing.T) {
	kabul := time.FixedZone("Asia/Kabul", 4*3600+1800)
	tests := []struct {
		in   string
		zone *time.Location
		want string
	}{
		{"2020-07-13", nil, "2020-07-13"},
		{"0001-01-01", nil, "0001-01-01"},
		{"9999-12-31", nil, "9999-12-31"},
		{"2020-02-29", kabul, "2020-02-29"},
		{"2015-02-15T00:00:00+02:00", nil, "2015-02-14"},
		{"2015-02-15T00:00+02:00", nil, "2015-02-14"},
		{"2015-02-15T00:00:00+02:00", kabul, "2015-02-15"},
		{"2015-02-15T22:00Z", kabul, "2015-02-16"},
		{"2015-02-15T22:00:00.25Z", kabul, "2015-02-16"},
		{"2015-02-15T22:00", kabul, "2015-02-15"},
		{"2015-02-15T23:59:59", nil, "2015-02-15"},
		{"0001-01-01T00:00+14:00", nil, "0001-01-01"},
	}
	for _, tt := range tests {
		got, err := ParseDay(tt.in, tt.zone)
		if err != nil || got.String() != tt.want {
			t.Errorf("ParseDay(%q, %v) = %s, %v; want %s", tt.in, tt.zone, got, err, tt.want)
		}
	}
}

func TestParseDayRefuses(t *testing.T) {
	tests := []struct{ in, want string }{
		{"2019-02-30", "2019-02-30 is not a day: February 2019 has 28 days"},
		{"2020-02-30T10:00Z", "2020-02-30 is not a day: February 2020 has 29 days"},
		{"2020-13-01", "2020-13-01 is not a day: there is no month 13"},
		{"2020-01-00", "2020-01-00 is not a day: the first day of a month is 01"},
		{"0000-01-01", "0000-01-01 is outside the calendar: years run from 0001 to 9999"},
		{"13/07/2020", `"13/07/2020" is not a date; write it as 2020-07-13`},
		{"03/04/2020", `"03/04/2020" is not a date; ` +
			`write it as 2020-03-04 or 2020-04-03, whichever is meant`},
		{"13 July 2020", `"13 July 2020" is not a date; write it as 2020-07-13`},
		{"2020-7-3", `"2020-7-3" is not a date; write it as 2020-07-03`},
		{"20200713", `"20200713" is not a date; write it as 2020-07-13`},
		{"soon", `"soon" is not a date; write dates as year-month-day, such as 2020-07-13`},
		{"", `"" is not a date; write dates as year-month-day, such as 2020-07-13`},
		{" 2020-07-13", `" 2020-07-13" is not a date; ` +
			`write dates as year-month-day, such as 2020-07-13`},
		{"2020-07-13T", `"2020-07-13T" has no time of day after the T; ` +
			`write it as 2020-07-13T18:30:00Z`},
		{"2020-07-13T9:30", `"2020-07-13T9:30" has no time of day after the T; ` +
			`write it as 2020-07-13T18:30:00Z`},
		{"2020-07-13T24:30", `"2020-07-13T24:30" is not a time: ` +
			`"24:30" is outside a day of 24 hours`},
	}
	for _, tt := range tests {
		got, err := ParseDay(tt.in, nil)
		if err == nil || err.Error() != tt.want || got != None {
			t.Errorf("ParseDay(%q) = %s and\n\t%v\nwant\n\t%s", tt.in, got, err, tt.want)
		}
	}
}

func TestDayJSON(t *testing.T) {
	type record struct {
		At    Day         `json:"at"`
		Known Day         `json:"known"`
		Due   map[Day]int `json:"due"`
	}
	in := record{At: MakeDay(2020, 7, 13), Known: None, Due: map[Day]int{0: 1}}
	text, err := json.Marshal(in)
	const want = `{"at":"2020-07-13","known":null,"due":{"1970-01-01":1}}`
	if err != nil || string(text) != want {
		t.Fatalf("Marshal = %s, %v; want %s", text, err, want)
	}
	var out record
	if err := json.Unmarshal(text, &out); err != nil || out.At != in.At || out.Known != None ||
		out.Due[0] != 1 {
		t.Errorf("Unmarshal = %+v, %v", out, err)
	}
	for _, bad := range []string{`{"at":7}`, `{"at":"2019-02-30"}`} {
		if err := json.Unmarshal([]byte(bad), &out); err == nil {
			t.Errorf("Unmarshal accepts %s", bad)
		}
	}
}

func TestDayReadsBackWhatItWrites(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := Day(rapid.IntRange(int(First), int(Last)).Draw(t, "day"))
		if got, err := ParseDay(d.String(), nil); err != nil || got != d {
			t.Fatalf("ParseDay(%q) = %d, %v; want %d", d, got, err, d)
		}
		if y, m, day := d.Date(); MakeDay(y, m, day) != d {
			t.Fatalf("MakeDay(%d, %d, %d) is not %d", y, m, day, d)
		}
	})
}

func TestParseDayNeverPanics(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := rapid.OneOf(rapid.String(), rapid.StringMatching(`[0-9T:Z+/ -]{0,30}`)).Draw(t, "s")
		if d, err := ParseDay(s, nil); (err == nil) != (d >= First && d <= Last) {
			t.Fatalf("ParseDay(%q) = %d, %v", s, d, err)
		}
	})
}
