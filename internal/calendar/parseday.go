package calendar

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
)

// datePattern is a date of ISO 8601 in its extended form; clockPattern what
// may follow it: a time of day as in RFC 3339, seconds and offset optional.
var (
	datePattern  = regexp.MustCompile(`^(\d{4})-(\d{2})-(\d{2})(?:T(.*))?$`)
	clockPattern = regexp.MustCompile(
		`^\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})?$`)
)

// ParseDay reads a day written as 2020-07-13, years 0001 to 9999, real days
// only. It also reads a timestamp (RFC 3339, seconds optional) and gives the
// day on which that instant falls in zone; a nil zone is UTC. A timestamp
// without an offset is local time in zone. The error is a sentence that says
// what is wrong and how to write it.
func ParseDay(s string, zone *time.Location) (Day, error) {
	parts := datePattern.FindStringSubmatch(s)
	if parts == nil {
		return None, notADate(s)
	}
	day, err := realDay(s, parts)
	if err != nil || !strings.Contains(s, "T") {
		return day, err
	}
	instant, local, err := parseTimestamp(s, parts[4])
	if err != nil {
		return None, err
	}
	if local || zone == nil {
		zone = time.UTC
	}
	y, m, d := instant.In(zone).Date()
	return MakeDay(y, int(m), d), nil
}

// realDay is the day of the matched year, month and day if there is one.
func realDay(s string, parts []string) (Day, error) {
	y, m, d := number(parts[1]), number(parts[2]), number(parts[3])
	written := s[:len("2006-01-02")]
	switch {
	case y < 1:
		return None, fmt.Errorf("%s is outside the calendar: years run from 0001 to 9999", written)
	case m < 1 || m > 12:
		return None, fmt.Errorf("%s is not a day: there is no month %d", written, m)
	case d < 1:
		return None, fmt.Errorf("%s is not a day: the first day of a month is 01", written)
	}
	if length := daysIn(int64(y), int64(m)); int64(d) > length {
		return None, fmt.Errorf("%s is not a day: %s %d has %d days",
			written, time.Month(m), y, length)
	}
	return MakeDay(y, m, d), nil
}

// number is the value of a short run of digits.
func number(digits string) int {
	n, _ := strconv.Atoi(digits) // the patterns admit digits only
	return n
}

// parseTimestamp is the instant of the timestamp s, whose time of day is clock
// and whose date is known to be real. Without an offset it is local: its date
// stands as written, and the instant takes it for UTC.
func parseTimestamp(s, clock string) (instant time.Time, local bool, err error) {
	match := clockPattern.FindStringSubmatch(clock)
	if match == nil {
		return time.Time{}, false, fmt.Errorf(
			"%s has no time of day after the T; write it as 2020-07-13T18:30:00Z", quote(s))
	}
	layout := "2006-01-02T15:04"
	if match[1] != "" {
		layout += ":05"
	}
	if match[3] != "" {
		layout += "Z07:00"
	}
	instant, err = time.Parse(layout, s)
	if err != nil {
		return time.Time{}, false, fmt.Errorf(
			"%s is not a time: %q is outside a day of 24 hours", quote(s), clock)
	}
	return instant, match[3] == "", nil
}

// otherLayouts are the ways of writing a date that ParseDay refuses but can
// put right in its error.
var otherLayouts = []string{
	"2006-1-2", "2006/1/2", "2006.1.2", "20060102",
	"2/1/2006", "1/2/2006", "2.1.2006", "2-1-2006",
	"2 January 2006", "2 Jan 2006", "January 2, 2006", "Jan 2, 2006", "January 2 2006",
}

// notADate is the error for text that is not written as a date, with the right
// way to write it where that can be told.
func notADate(s string) error {
	var meant []string
	for _, layout := range otherLayouts {
		if t, err := time.Parse(layout, s); err == nil && t.Year() >= 1 {
			meant = append(meant, t.Format(time.DateOnly))
		}
	}
	slices.Sort(meant)
	meant = slices.Compact(meant)
	switch len(meant) {
	case 0:
		return fmt.Errorf("%s is not a date; write dates as year-month-day, such as 2020-07-13",
			quote(s))
	case 1:
		return fmt.Errorf("%s is not a date; write it as %s", quote(s), meant[0])
	}
	return fmt.Errorf("%s is not a date; write it as %s, whichever is meant",
		quote(s), strings.Join(meant, " or "))
}

// quote puts text into quotation marks, cut where it is long.
func quote(s string) string {
	return strconv.Quote(clip(s))
}

// clip cuts long text, marking the cut.
func clip(s string) string {
	const most = 40
	if runes := []rune(s); len(runes) > most {
		return string(runes[:most]) + "…"
	}
	return s
}
