package calendar

import "fmt"

// Count is how the parties count days from an anchor. Instruments differ: most
// leave the day of the event out (as does article 3 of Regulation 1182/71 of the
// European Communities), some say that the day of signature is day one.
type Count uint8

const (
	// CountAfter counts from the day after the anchor: the anchor is day 0.
	CountAfter Count = iota
	// CountInclusive counts the anchor as day 1. Days and weeks end a day
	// earlier than under CountAfter; months do not.
	CountInclusive
)

// ParseCount reads "after" or "inclusive".
func ParseCount(s string) (Count, error) {
	switch s {
	case "after":
		return CountAfter, nil
	case "inclusive":
		return CountInclusive, nil
	}
	return CountAfter, fmt.Errorf(
		"%s is not a way to count days; write \"after\" (the day of the anchor is day 0) "+
			"or \"inclusive\" (it is day 1)", quote(s))
}

// String is "after" or "inclusive".
func (c Count) String() string {
	if c == CountInclusive {
		return "inclusive"
	}
	return "after"
}

// Add is the day on which span, counted from d, ends. Months come first and
// are clipped to the month's end (31 January and one month is the last day of
// February), then days; hours are rounded up to whole days. The sum is held
// between First and Last. None stays None. Add never decreases as d grows.
func (c Count) Add(d Day, span Duration) Day {
	if d == None {
		return None
	}
	return clamp(addMonths(int64(clamp(int64(d))), int64(span.Months)) + c.days(span))
}

// Latest is the latest day u for which c.Add(u, span) is not after d. When
// there is none in the calendar it is First. None stays None.
func (c Count) Latest(d Day, span Duration) Day {
	if d == None {
		return None
	}
	if d >= Last { // every sum is held there
		return Last
	}
	end := int64(clamp(int64(d))) - c.days(span)
	year, month, day := split(end)
	from := month - int64(span.Months)
	length := daysIn(year, from)
	if day >= daysIn(year, month) || day > length {
		day = length // every later day of that month is clipped to the same end
	}
	return clamp(civil(year, from, day))
}

// Earliest is the earliest day u for which c.Add(u, span) is not before d.
// When there is none in the calendar it is Last. None stays None.
func (c Count) Earliest(d Day, span Duration) Day {
	if d == None {
		return None
	}
	if d <= First { // every sum is held there
		return First
	}
	end := int64(clamp(int64(d))) - c.days(span)
	year, month, day := split(end)
	from := month - int64(span.Months)
	if day > daysIn(year, from) { // that month is too short to reach the day
		from, day = from+1, 1
	}
	return clamp(civil(year, from, day))
}

// days is the part of span that is counted in days.
func (c Count) days(span Duration) int64 {
	days := int64(span.Days) - floorDiv(-int64(span.Hours), 24)
	if c == CountInclusive && days > 0 {
		days--
	}
	return days
}

// addMonths moves a day by whole months, clipped to the month's end.
func addMonths(days, months int64) int64 {
	if months == 0 {
		return days
	}
	year, month, day := split(days)
	return civil(year, month+months, min(day, daysIn(year, month+months)))
}

// split is the year, month and day of the month of a number of days.
func split(days int64) (year, month, day int64) {
	y, m, d := at(days).Date()
	return int64(y), int64(m), int64(d)
}
