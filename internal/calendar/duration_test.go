package calendar

import (
	"testing"

	"pgregory.net/rapid"
)

func TestParseDuration(t *testing.T) {
	tests := []struct {
		in    string
		want  Duration
		canon string
	}{
		{"135d", Duration{Days: 135}, "135d"},
		{"4mo", Duration{Months: 4}, "4mo"},
		{"14mo", Duration{Months: 14}, "14mo"},
		{"36mo", Duration{Months: 36}, "3y"},
		{"2w", Duration{Days: 14}, "14d"},
		{"14d", Duration{Days: 14}, "14d"},
		{"14y", Duration{Months: 168}, "14y"},
		{"48h", Duration{Hours: 48}, "48h"},
		{"1y6mo", Duration{Months: 18}, "18mo"},
		{"1y 6mo", Duration{Months: 18}, "18mo"},
		{"1y6mo1w2d3h", Duration{18, 9, 3}, "18mo9d3h"},
		{"0d", Duration{}, "0d"},
		{"100000d", Duration{Days: 100000}, "100000d"},
		{"P4M", Duration{Months: 4}, "4mo"},
		{"P1Y2M10D", Duration{Months: 14, Days: 10}, "14mo10d"},
		{"P2W", Duration{Days: 14}, "14d"},
		{"PT48H", Duration{Hours: 48}, "48h"},
		{"P1DT12H", Duration{Days: 1, Hours: 12}, "1d12h"},
	}
	for _, tt := range tests {
		got, err := ParseDuration(tt.in)
		if err != nil || got != tt.want || got.String() != tt.canon {
			t.Errorf("ParseDuration(%q) = %+v, %v; want %+v, written %s",
				tt.in, got, err, tt.want, tt.canon)
		}
	}
}

func TestParseDurationRefuses(t *testing.T) {
	const iso = " is not a duration of ISO 8601 in years, months, weeks, days and hours; " +
		"write it as P4M, P1Y2M10D or PT48H"
	const large = " is too large: a duration has at most 100000 months, days or hours"
	const order = " is not a duration: write each unit once and the largest first, as in 1y6mo"
	tests := []struct{ in, want string }{
		{"", "a duration is missing; write it as 135d, 4mo, 2w or 1y6mo"},
		{" ", "a duration is missing; write it as 135d, 4mo, 2w or 1y6mo"},
		{"-4d", `"-4d" is not a duration: it cannot be negative; write it as 135d or 4mo`},
		{"1.5y", `"1.5y" is not a duration: fractions are not read; ` +
			`use a smaller unit, such as 18mo for a year and a half`},
		{"P0,5Y", `"P0,5Y" is not a duration: fractions are not read; ` +
			`use a smaller unit, such as 18mo for a year and a half`},
		{"4 moons", `"4 moons" is not a duration: there is no unit "moons"; ` +
			`use y, mo, w, d or h, as in 4mo`},
		{"4m", `"4m" may mean months or minutes; write 4mo for months`},
		{"1y6m", `"1y6m" may mean months or minutes; write 6mo for months`},
		{"4 months", `"4 months" is not a duration; write 4mo`},
		{"4months", `"4months" is not a duration; write 4mo`},
		{"4 mo", `"4 mo" is not a duration; write 4mo`},
		{"4MO", `"4MO" is not a duration; write 4mo`},
		{"135", `"135" has no unit; write it as 135d for days or 135mo for months`},
		{"four", `"four" is not a duration; write it as 135d, 4mo, 2w or 1y6mo`},
		{"4mo ", `"4mo " is not a duration; write 4mo`},
		{"3mo..9mo", `"3mo..9mo" is not a duration; write it as 135d, 4mo, 2w or 1y6mo`},
		{"6mo1y", `"6mo1y"` + order},
		{"1d1d", `"1d1d"` + order},
		{"100001d", `"100001d"` + large},
		{"99999999999999999999d", `"99999999999999999999d"` + large},
		{"100000y", `"100000y"` + large},
		{"P", `"P"` + iso},
		{"PT", `"PT"` + iso},
		{"P1DT", `"P1DT"` + iso},
		{"PT30M", `"PT30M"` + iso},
		{"P4MO", `"P4MO"` + iso},
	}
	for _, tt := range tests {
		got, err := ParseDuration(tt.in)
		if err == nil || err.Error() != tt.want {
			t.Errorf("ParseDuration(%q) = %s and\n\t%v\nwant\n\t%s", tt.in, got, err, tt.want)
		}
	}
}

func TestParseSpan(t *testing.T) {
	tests := []struct {
		in, canon string
		exact     bool
	}{
		{"3mo..9mo", "3mo..9mo", false},
		{"3mo .. 9mo", "3mo..9mo", false},
		{"3y..5y", "3y..5y", false},
		{"2w", "14d", true},
		{"36mo..3y", "3y", true},
		{"1mo..28d", "1mo..28d", false},
		{"31d..1mo", "31d..1mo", false},
		{"1y..365d", "1y..365d", false},
		{"25h..2d", "25h..2d", false},
		{"P3M..P9M", "3mo..9mo", false},
	}
	for _, tt := range tests {
		got, err := ParseSpan(tt.in)
		if err != nil || got.String() != tt.canon || got.Exact() != tt.exact {
			t.Errorf("ParseSpan(%q) = %s, %v; want %s", tt.in, got, err, tt.canon)
		}
	}
}

func TestParseSpanRefuses(t *testing.T) {
	tests := []struct{ in, want string }{
		{"9mo..3mo", `"9mo..3mo" ends before it starts; write it as 3mo..9mo`},
		{"1mo..27d", `"1mo..27d" ends before it starts; write it as 27d..1mo`},
		{"32d..1mo", `"32d..1mo" ends before it starts; write it as 1mo..32d`},
		{"1mo1d..1mo", `"1mo1d..1mo" ends before it starts; write it as 1mo..1mo1d`},
		{"25h..1d", `"25h..1d" ends before it starts; write it as 1d..25h`},
		{"1y..364d", `"1y..364d" ends before it starts; write it as 364d..1y`},
		{"3..9mo", `"3" has no unit; write it as 3d for days or 3mo for months`},
		{"3mo..", "a duration is missing; write it as 135d, 4mo, 2w or 1y6mo"},
	}
	for _, tt := range tests {
		got, err := ParseSpan(tt.in)
		if err == nil || err.Error() != tt.want {
			t.Errorf("ParseSpan(%q) = %s and\n\t%v\nwant\n\t%s", tt.in, got, err, tt.want)
		}
	}
}

func TestDurationReadsBackWhatItWrites(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := drawDuration().Draw(t, "duration")
		if got, err := ParseDuration(d.String()); err != nil || got != d {
			t.Fatalf("ParseDuration(%q) = %+v, %v; want %+v", d, got, err, d)
		}
	})
}

// A span is refused exactly when its end comes first from every day: the slow
// twin counts both ends from each day of a cycle of the calendar.
func TestSpanIsRefusedOnlyWhenCertain(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		low := Duration{Months: rapid.Int32Range(0, 14).Draw(t, "low months"),
			Days: rapid.Int32Range(0, 70).Draw(t, "low days")}
		high := Duration{Months: rapid.Int32Range(0, 14).Draw(t, "high months"),
			Days: rapid.Int32Range(0, 70).Draw(t, "high days")}
		certain := true
		for u := MakeDay(2000, 1, 1); certain && u < MakeDay(2008, 1, 1); u++ {
			certain = CountAfter.Add(u, high) < CountAfter.Add(u, low)
		}
		span := low.String() + ".." + high.String()
		got, err := ParseSpan(span)
		if (err != nil) != certain {
			t.Fatalf("ParseSpan(%q) = %s, %v; certainly below: %v", span, got, err, certain)
		}
		if again, err2 := ParseSpan(got.String()); err == nil && (err2 != nil || again != got) {
			t.Fatalf("ParseSpan(%q) = %s, %v", got, again, err2)
		}
	})
}

func TestTextOfDurations(t *testing.T) {
	var d Duration
	if err := d.UnmarshalText([]byte("1y6mo")); err != nil || d.Months != 18 {
		t.Errorf("UnmarshalText = %s, %v", d, err)
	}
	if err := d.UnmarshalText([]byte("4 moons")); err == nil || d.Months != 18 {
		t.Errorf("UnmarshalText of nonsense gives %s, %v", d, err)
	}
	var s Span
	if err := s.UnmarshalText([]byte("3mo..9mo")); err != nil || s.High.Months != 9 {
		t.Errorf("UnmarshalText = %s, %v", s, err)
	}
	if err := s.UnmarshalText([]byte("9mo..3mo")); err == nil {
		t.Errorf("UnmarshalText of a reversed span gives %s", s)
	}
	if text, err := s.MarshalText(); err != nil || string(text) != "3mo..9mo" {
		t.Errorf("MarshalText = %s, %v", text, err)
	}
}

func TestParseDurationNeverPanics(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := rapid.OneOf(rapid.String(), rapid.StringMatching(`[0-9ymowdhPTMD. -]{0,12}`)).
			Draw(t, "s")
		if d, err := ParseDuration(s); err == nil && min(d.Months, d.Days, d.Hours) < 0 {
			t.Fatalf("ParseDuration(%q) = %+v", s, d)
		}
	})
}
