package calendar

import (
	"encoding/json"
	"fmt"
	"math"
	"time"
)

// Day is a number of days since 1970-01-01 in the proleptic Gregorian
// calendar; earlier days are negative.
type Day int32

// None is the absence of a day: not set, not known, never.
const None Day = math.MinInt32

// First and Last are the first and last day that can be written: 0001-01-01
// and 9999-12-31. Every sum is held between them.
const (
	First Day = -719162
	Last  Day = 2932896
)

// MakeDay is the day of a year, month (1 to 12) and day of the month. A month
// or day beyond its range runs over into the next ones, as in time.Date;
// results outside the calendar become First or Last.
func MakeDay(y, m, d int) Day {
	const far = 1 << 28 // beyond every bound, and small enough not to overflow
	return clamp(civil(
		int64(min(max(y, -far), far)), int64(min(max(m, -far), far)), int64(min(max(d, -far), far)),
	))
}

// Date is the year, month and day of the month of d, all zero for None.
func (d Day) Date() (y, m, day int) {
	if d == None {
		return 0, 0, 0
	}
	year, month, day := at(int64(d)).Date()
	return year, int(month), day
}

// digits writes a number that is not negative, with zeros in front.
func digits(to []byte, n int) {
	for i := len(to) - 1; i >= 0; i-- {
		to[i] = byte('0' + n%10)
		n /= 10
	}
}

// String writes d as 2020-07-13, and None as the empty string.
func (d Day) String() string {
	if d == None {
		return ""
	}
	y, m, day := d.Date()
	const longest = 9999
	if y < 0 || y > longest {
		return fmt.Sprintf("%04d-%02d-%02d", y, m, day)
	}
	text := [...]byte{0, 0, 0, 0, '-', 0, 0, '-', 0, 0}
	digits(text[0:4], y)
	digits(text[5:7], m)
	digits(text[8:10], day)
	return string(text[:])
}

// Between is the number of days from a to b, negative when b is earlier. It is
// zero when either is None.
func Between(a, b Day) int {
	if a == None || b == None {
		return 0
	}
	return int(b) - int(a)
}

// MarshalText writes d as String does.
func (d Day) MarshalText() ([]byte, error) {
	return []byte(d.String()), nil
}

// UnmarshalText reads what ParseDay reads, timestamps in UTC; empty text is
// None.
func (d *Day) UnmarshalText(text []byte) error {
	if len(text) == 0 {
		*d = None
		return nil
	}
	day, err := ParseDay(string(text), nil)
	if err != nil {
		return err
	}
	*d = day
	return nil
}

// MarshalJSON writes d as a string, and None as null.
func (d Day) MarshalJSON() ([]byte, error) {
	if d == None {
		return []byte("null"), nil
	}
	return json.Marshal(d.String())
}

// UnmarshalJSON reads a string as UnmarshalText does, and null as None.
func (d *Day) UnmarshalJSON(data []byte) error {
	var text *string
	if err := json.Unmarshal(data, &text); err != nil {
		return fmt.Errorf("a day is a string such as \"2020-07-13\", or null: %w", err)
	}
	if text == nil {
		*d = None
		return nil
	}
	return d.UnmarshalText([]byte(*text))
}

// clamp holds a number of days between First and Last.
func clamp(days int64) Day {
	return Day(min(max(days, int64(First)), int64(Last)))
}

// civil is the number of days from 1970-01-01 to a date, which may lie outside
// the calendar and have a month or day beyond its range.
func civil(y, m, d int64) int64 {
	first := time.Date(int(y), time.Month(m), 1, 0, 0, 0, 0, time.UTC)
	return floorDiv(first.Unix(), secondsPerDay) + d - 1
}

const secondsPerDay = 24 * 60 * 60

// at is the instant at which a number of days since 1970-01-01 begins in UTC.
func at(days int64) time.Time {
	return time.Unix(days*secondsPerDay, 0).UTC()
}

// daysIn is the length of a month in days.
func daysIn(year, month int64) int64 {
	return civil(year, month+1, 1) - civil(year, month, 1)
}

// floorDiv divides, rounding towards minus infinity.
func floorDiv(a, b int64) int64 {
	q := a / b
	if a%b != 0 && (a < 0) != (b < 0) {
		q--
	}
	return q
}
