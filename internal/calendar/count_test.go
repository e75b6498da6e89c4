package calendar

import (
	"testing"

	"pgregory.net/rapid"
)

// day reads a date that a test writes down.
func day(t *testing.T, s string) Day {
	t.Helper()
	d, err := ParseDay(s, nil)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// duration reads a duration that a test writes down.
func duration(t *testing.T, s string) Duration {
	t.Helper()
	d, err := ParseDuration(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func TestAdd(t *testing.T) {
	tests := []struct{ from, span, after, inclusive string }{
		{"2020-02-29", "135d", "2020-07-13", "2020-07-12"},
		{"2020-02-29", "14mo", "2021-04-29", "2021-04-29"},
		{"2019-01-31", "1mo", "2019-02-28", "2019-02-28"},
		{"2020-01-31", "1mo", "2020-02-29", "2020-02-29"},
		{"2020-02-29", "1y", "2021-02-28", "2021-02-28"},
		{"2019-01-31", "1mo1d", "2019-03-01", "2019-02-28"},
		{"2020-03-01", "0d", "2020-03-01", "2020-03-01"},
		{"2020-03-01", "1d", "2020-03-02", "2020-03-01"},
		{"2020-03-01", "2w", "2020-03-15", "2020-03-14"},
		{"2020-03-01", "48h", "2020-03-03", "2020-03-02"},
		{"2020-03-01", "49h", "2020-03-04", "2020-03-03"},
		{"2020-03-01", "1h", "2020-03-02", "2020-03-01"},
		{"2020-03-01", "1d25h", "2020-03-04", "2020-03-03"},
		{"9999-12-01", "1mo", "9999-12-31", "9999-12-31"},
		{"9999-12-01", "8000y", "9999-12-31", "9999-12-31"},
	}
	for _, tt := range tests {
		d, span := day(t, tt.from), duration(t, tt.span)
		if got := CountAfter.Add(d, span).String(); got != tt.after {
			t.Errorf("after: %s + %s = %s, want %s", tt.from, tt.span, got, tt.after)
		}
		if got := CountInclusive.Add(d, span).String(); got != tt.inclusive {
			t.Errorf("inclusive: %s + %s = %s, want %s", tt.from, tt.span, got, tt.inclusive)
		}
	}
}

func TestLatestAndEarliest(t *testing.T) {
	tests := []struct{ day, span, latest, earliest string }{
		{"2019-02-28", "1mo", "2019-01-31", "2019-01-28"},
		{"2019-03-30", "1mo", "2019-02-28", "2019-03-01"},
		{"2019-03-01", "1mo1d", "2019-01-31", "2019-01-28"},
		{"2020-07-13", "135d", "2020-02-29", "2020-02-29"},
		{"0001-01-10", "1mo", "0001-01-01", "0001-01-01"},
		{"9999-12-31", "1mo", "9999-12-31", "9999-12-01"},
	}
	for _, tt := range tests {
		d, span := day(t, tt.day), duration(t, tt.span)
		if got := CountAfter.Latest(d, span).String(); got != tt.latest {
			t.Errorf("latest u with u + %s <= %s: %s, want %s", tt.span, tt.day, got, tt.latest)
		}
		if got := CountAfter.Earliest(d, span).String(); got != tt.earliest {
			t.Errorf("earliest u with u + %s >= %s: %s, want %s",
				tt.span, tt.day, got, tt.earliest)
		}
	}
}

func TestNoneStaysNone(t *testing.T) {
	for _, c := range []Count{CountAfter, CountInclusive} {
		span := Duration{Months: 1, Days: 2}
		if got := c.Add(None, span); got != None {
			t.Errorf("Add(None) = %v", got)
		}
		if got := c.Latest(None, span); got != None {
			t.Errorf("Latest(None) = %v", got)
		}
		if got := c.Earliest(None, span); got != None {
			t.Errorf("Earliest(None) = %v", got)
		}
	}
}

func TestParseCount(t *testing.T) {
	for _, c := range []Count{CountAfter, CountInclusive} {
		if got, err := ParseCount(c.String()); err != nil || got != c {
			t.Errorf("ParseCount(%q) = %v, %v", c, got, err)
		}
	}
	if _, err := ParseCount("including"); err == nil {
		t.Error("ParseCount accepts a third way to count")
	}
}

// drawDay draws a day of any year, most often of a few years around a leap day
// or of the ends of the calendar, where the arithmetic has its corners.
func drawDay() *rapid.Generator[Day] {
	return rapid.OneOf(
		rapid.Custom(func(t *rapid.T) Day {
			return MakeDay(2020, 1, 1) + Day(rapid.IntRange(-800, 800).Draw(t, "near 2020"))
		}),
		rapid.Custom(func(t *rapid.T) Day {
			return MakeDay(1900, 3, 1) + Day(rapid.IntRange(-800, 800).Draw(t, "near 1900"))
		}),
		rapid.Custom(func(t *rapid.T) Day {
			return Day(rapid.IntRange(int(First), int(Last)).Draw(t, "any"))
		}),
		rapid.Custom(func(t *rapid.T) Day {
			return First + Day(rapid.IntRange(0, 500).Draw(t, "first"))
		}),
		rapid.Custom(func(t *rapid.T) Day {
			return Last - Day(rapid.IntRange(0, 500).Draw(t, "last"))
		}),
	)
}

// drawDuration draws a duration, mostly a short one.
func drawDuration() *rapid.Generator[Duration] {
	return rapid.Custom(func(t *rapid.T) Duration {
		part := func(name string, small int32) int32 {
			return rapid.OneOf(
				rapid.Just(int32(0)), rapid.Int32Range(0, small), rapid.Int32Range(0, MaxUnits),
			).Draw(t, name)
		}
		return Duration{part("months", 30), part("days", 70), part("hours", 80)}
	})
}

func drawCount() *rapid.Generator[Count] {
	return rapid.SampledFrom([]Count{CountAfter, CountInclusive})
}

func TestAddIsMonotone(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c, span := drawCount().Draw(t, "count"), drawDuration().Draw(t, "span")
		u := drawDay().Draw(t, "u")
		later := min(u+Day(rapid.IntRange(0, 40).Draw(t, "step")), Last)
		if c.Add(u, span) > c.Add(later, span) {
			t.Fatalf("%s + %s = %s is after %s + %s = %s", u, span, c.Add(u, span),
				later, span, c.Add(later, span))
		}
	})
}

func TestAddIsMonotoneDayByDay(t *testing.T) {
	for _, c := range []Count{CountAfter, CountInclusive} {
		for months := range int32(26) {
			span := Duration{Months: months, Days: months % 3}
			last := None
			for u := MakeDay(1999, 1, 1); u < MakeDay(2005, 1, 1); u++ {
				sum := c.Add(u, span)
				if sum < last {
					t.Fatalf("%s: %s + %s = %s, the day before gave %s", c, u, span, sum, last)
				}
				last = sum
			}
		}
	}
}

func TestAddStaysInTheCalendar(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := drawCount().Draw(t, "count")
		span := Duration{rapid.Int32().Draw(t, "m"), rapid.Int32().Draw(t, "d"),
			rapid.Int32().Draw(t, "h")}
		u := Day(rapid.Int32().Draw(t, "u"))
		for _, got := range []Day{c.Add(u, span), c.Latest(u, span), c.Earliest(u, span)} {
			if got != None && (got < First || got > Last) || (got == None) != (u == None) {
				t.Fatalf("%d and %+v give %d", u, span, got)
			}
		}
	})
}

func TestLatestIsExact(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c, span := drawCount().Draw(t, "count"), drawDuration().Draw(t, "span")
		d := drawDay().Draw(t, "d")
		u := c.Latest(d, span)
		if u != First && c.Add(u, span) > d {
			t.Fatalf("%s + %s = %s is after %s", u, span, c.Add(u, span), d)
		}
		if u != Last && c.Add(u+1, span) <= d {
			t.Fatalf("Latest(%s, %s) = %s, and the next day ends by then too", d, span, u)
		}
	})
}

func TestEarliestIsExact(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c, span := drawCount().Draw(t, "count"), drawDuration().Draw(t, "span")
		d := drawDay().Draw(t, "d")
		u := c.Earliest(d, span)
		if u != Last && c.Add(u, span) < d {
			t.Fatalf("%s + %s = %s is before %s", u, span, c.Add(u, span), d)
		}
		if u != First && c.Add(u-1, span) >= d {
			t.Fatalf("Earliest(%s, %s) = %s, and the day before ends no sooner", d, span, u)
		}
	})
}

func TestDaysCommuteWithShifts(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := drawCount().Draw(t, "count")
		span := Duration{Days: rapid.Int32Range(0, 400).Draw(t, "days"),
			Hours: rapid.Int32Range(0, 400).Draw(t, "hours")}
		u := MakeDay(2020, 1, 1) + Day(rapid.IntRange(-9000, 9000).Draw(t, "u"))
		shift := Day(rapid.IntRange(-9000, 9000).Draw(t, "shift"))
		if got, want := c.Add(u+shift, span), c.Add(u, span)+shift; got != want {
			t.Fatalf("(%s + %d days) + %s = %s, want %s", u, shift, span, got, want)
		}
	})
}
