package calendar

import (
	"fmt"
	"strings"
)

// MaxUnits is the most months, days or hours that a duration may have.
const MaxUnits = 100000

// Duration is a length of time as an agreement states it: calendar months,
// then days, then hours, none of them negative. Months are not turned into
// days, since their length depends on where they are counted from; a year is
// twelve months and a week seven days.
type Duration struct {
	Months, Days, Hours int32
}

// String writes a duration so that ParseDuration reads it back unchanged:
// whole years as "3y", other months as "14mo", days as "135d", hours as "48h",
// the parts joined in that order, and nothing at all as "0d".
func (d Duration) String() string {
	var b strings.Builder
	switch {
	case d.Months == 0:
	case d.Months%12 == 0:
		fmt.Fprintf(&b, "%dy", d.Months/12)
	default:
		fmt.Fprintf(&b, "%dmo", d.Months)
	}
	if d.Days != 0 || d == (Duration{}) {
		fmt.Fprintf(&b, "%dd", d.Days)
	}
	if d.Hours != 0 {
		fmt.Fprintf(&b, "%dh", d.Hours)
	}
	return b.String()
}

// MarshalText writes d as String does.
func (d Duration) MarshalText() ([]byte, error) {
	return []byte(d.String()), nil
}

// UnmarshalText reads what ParseDuration reads.
func (d *Duration) UnmarshalText(text []byte) error {
	parsed, err := ParseDuration(string(text))
	if err != nil {
		return err
	}
	*d = parsed
	return nil
}

// Span is a range of durations, from Low to High, both included: what takes
// between three and nine months. Low equal to High is a known duration.
type Span struct {
	Low, High Duration
}

// ParseSpan reads a range "3mo..9mo" or a single duration, which is both ends
// of its range. It refuses a range whose end is below its start, wherever in
// the calendar the two are counted from.
func ParseSpan(s string) (Span, error) {
	first, second, isRange := strings.Cut(s, "..")
	low, err := ParseDuration(strings.TrimSpace(first))
	if err != nil {
		return Span{}, err
	}
	if !isRange {
		return Span{Low: low, High: low}, nil
	}
	high, err := ParseDuration(strings.TrimSpace(second))
	if err != nil {
		return Span{}, err
	}
	if high.certainlyBelow(low) {
		return Span{}, fmt.Errorf("%s ends before it starts; write it as %s..%s",
			quote(s), high, low)
	}
	return Span{Low: low, High: high}, nil
}

// Exact reports whether the span is a single duration.
func (s Span) Exact() bool {
	return s.Low == s.High
}

// String writes the span so that ParseSpan reads it back unchanged.
func (s Span) String() string {
	if s.Exact() {
		return s.Low.String()
	}
	return s.Low.String() + ".." + s.High.String()
}

// MarshalText writes s as String does.
func (s Span) MarshalText() ([]byte, error) {
	return []byte(s.String()), nil
}

// UnmarshalText reads what ParseSpan reads.
func (s *Span) UnmarshalText(text []byte) error {
	parsed, err := ParseSpan(string(text))
	if err != nil {
		return err
	}
	*s = parsed
	return nil
}

// certainlyBelow reports whether d ends before other from whatever day both
// are counted. What differs is some months, which have a shortest and a
// longest length in days, and some hours.
func (d Duration) certainlyBelow(other Duration) bool {
	months := int64(other.Months) - int64(d.Months)
	hours := other.hours() - d.hours()
	if months >= 0 {
		shortest, _ := monthsInDays(months)
		return hours+24*shortest > 0
	}
	_, longest := monthsInDays(-months)
	return hours > 24*longest
}

// hours is the part of d that does not depend on the calendar, in hours.
func (d Duration) hours() int64 {
	return 24*int64(d.Days) + int64(d.Hours)
}

// monthsInDays is the smallest and the greatest number of days in a run of
// months. The calendar repeats after 400 years, so it is enough to look at the
// months of such a cycle; counting from a day other than the first, with
// clipping at the month's end, never goes beyond these two.
func monthsInDays(months int64) (shortest, longest int64) {
	if months == 0 {
		return 0, 0
	}
	const cycle = 400 * 12
	for start := int64(1); start <= cycle; start++ {
		days := civil(2000, start+months, 1) - civil(2000, start, 1)
		if start == 1 || days < shortest {
			shortest = days
		}
		longest = max(longest, days)
	}
	return shortest, longest
}
