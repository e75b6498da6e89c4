package calendar

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
)

// unit is a unit of time: how it is written, and how many months, days or
// hours one of it is.
type unit struct {
	short               string
	months, days, hours int64
}

// units are the units of a duration, the largest first.
var units = []unit{
	{short: "y", months: 12},
	{short: "mo", months: 1},
	{short: "w", days: 7},
	{short: "d", days: 1},
	{short: "h", hours: 1},
}

// unitWords leads from words that are refused to the unit they mean.
var unitWords = map[string]string{
	"year": "y", "years": "y", "yr": "y", "yrs": "y",
	"month": "mo", "months": "mo", "mos": "mo", "mth": "mo",
	"week": "w", "weeks": "w", "wk": "w", "wks": "w",
	"day": "d", "days": "d",
	"hour": "h", "hours": "h", "hr": "h", "hrs": "h",
}

var (
	shortPart  = regexp.MustCompile(`^([0-9]+)([a-z]+) *`)
	isoPattern = regexp.MustCompile(
		`^P(?:([0-9]+)Y)?(?:([0-9]+)M)?(?:([0-9]+)W)?(?:([0-9]+)D)?(?:T(?:([0-9]+)H)?)?$`)
	wordPattern = regexp.MustCompile(`^([0-9]+) *(\pL+)$`)
	fraction    = regexp.MustCompile(`[0-9][.,][0-9]`)
)

// ParseDuration reads a duration: numbers with the units y, mo, w, d and h,
// the largest first ("135d", "1y6mo", "1y 6mo"), or ISO 8601 ("P4M",
// "P1DT12H"). It refuses what is empty, negative or fractional, a bare "m"
// (months or minutes), and more than MaxUnits of months, days or hours. The
// error is a sentence that says how to write it.
func ParseDuration(s string) (Duration, error) {
	switch {
	case strings.TrimSpace(s) == "":
		return Duration{}, fmt.Errorf("a duration is missing; write it as 135d, 4mo, 2w or 1y6mo")
	case strings.ContainsAny(s, "-−"):
		return Duration{}, fmt.Errorf("%s is not a duration: it cannot be negative; %s",
			quote(s), "write it as 135d or 4mo")
	case fraction.MatchString(s):
		return Duration{}, fmt.Errorf("%s is not a duration: fractions are not read; %s",
			quote(s), "use a smaller unit, such as 18mo for a year and a half")
	case strings.HasPrefix(s, "P"):
		return parseISO(s)
	}
	return parseShort(s)
}

// parseISO reads a duration of ISO 8601.
func parseISO(s string) (Duration, error) {
	match := isoPattern.FindStringSubmatch(s)
	if match == nil || strings.HasSuffix(s, "P") || strings.HasSuffix(s, "T") {
		return Duration{}, fmt.Errorf(
			"%s is not a duration of ISO 8601 in years, months, weeks, days and hours; %s",
			quote(s), "write it as P4M, P1Y2M10D or PT48H")
	}
	var sum total
	for i, u := range units {
		if match[i+1] != "" {
			sum.add(match[i+1], u)
		}
	}
	return sum.duration(s)
}

// parseShort reads a duration such as "1y 6mo".
func parseShort(s string) (Duration, error) {
	var sum total
	next := 0 // the first unit that may still come
	for rest := s; rest != ""; {
		match := shortPart.FindStringSubmatch(rest)
		if match == nil || strings.HasSuffix(s, " ") {
			return Duration{}, notADuration(s)
		}
		at := unitIndex(match[2])
		if at < 0 {
			return Duration{}, unknownUnit(s, match[1], match[2])
		}
		if at < next {
			return Duration{}, fmt.Errorf(
				"%s is not a duration: write each unit once and the largest first, as in 1y6mo",
				quote(s))
		}
		sum.add(match[1], units[at])
		next, rest = at+1, rest[len(match[0]):]
	}
	return sum.duration(s)
}

// unitIndex is the place of a unit among units, or -1.
func unitIndex(short string) int {
	for i, u := range units {
		if u.short == short {
			return i
		}
	}
	return -1
}

// total is a duration that is being summed up, wide enough not to overflow.
type total struct {
	months, days, hours int64
	tooLarge            bool
}

// add adds a number of units.
func (t *total) add(digits string, u unit) {
	n, err := strconv.ParseInt(digits, 10, 64)
	if err != nil || n > MaxUnits {
		t.tooLarge = true
		return
	}
	t.months += n * u.months
	t.days += n * u.days
	t.hours += n * u.hours
}

// duration is the sum, unless it is too large; s is the text it was read from.
func (t *total) duration(s string) (Duration, error) {
	if t.tooLarge || max(t.months, t.days, t.hours) > MaxUnits {
		return Duration{}, fmt.Errorf(
			"%s is too large: a duration has at most %d months, days or hours", quote(s), MaxUnits)
	}
	return Duration{int32(t.months), int32(t.days), int32(t.hours)}, nil
}

// notADuration is the error for text that is not written as a duration, with
// the right way to write it where that can be told.
func notADuration(s string) error {
	if match := wordPattern.FindStringSubmatch(strings.ToLower(strings.TrimSpace(s))); match != nil {
		return unknownUnit(s, match[1], match[2])
	}
	if digits := strings.Trim(s, "0123456789"); digits == "" {
		return fmt.Errorf("%s has no unit; write it as %[2]sd for days or %[2]smo for months",
			quote(s), clip(s))
	}
	return fmt.Errorf("%s is not a duration; write it as 135d, 4mo, 2w or 1y6mo", quote(s))
}

// unknownUnit is the error for a number with a word that is not a unit, or that
// is a unit but stands apart from its number.
func unknownUnit(s, n, word string) error {
	n = clip(n)
	short, known := unitWords[word]
	switch {
	case known:
		return fmt.Errorf("%s is not a duration; write %s%s", quote(s), n, short)
	case unitIndex(word) >= 0:
		return fmt.Errorf("%s is not a duration; write %s%s", quote(s), n, word)
	case word == "m":
		return fmt.Errorf("%s may mean months or minutes; write %smo for months", quote(s), n)
	}
	return fmt.Errorf("%s is not a duration: there is no unit %s; use y, mo, w, d or h, as in %smo",
		quote(s), quote(word), n)
}
