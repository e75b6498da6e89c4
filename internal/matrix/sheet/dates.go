package sheet

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"lockstep/internal/calendar"
)

// A dateFormat says whether a number format shows a day.
type dateFormat uint8

const (
	noDate dateFormat = iota
	aDate
	monthOnly // a month and a year, as in "mmm yy"
)

// builtInDate is what the number formats do that every workbook knows (ECMA-376, part 1,
// 18.8.30), those for East Asian languages among them.
func builtInDate(id int) dateFormat {
	switch {
	case id == 17, id == 55:
		return monthOnly
	case id >= 14 && id <= 16, id == 22, id >= 27 && id <= 31, id == 36, id >= 50 && id <= 54,
		id >= 57 && id <= 58:
		return aDate
	}
	return noDate
}

// notShown is what a number format holds besides its letters: texts, colours, conditions.
var notShown = regexp.MustCompile(`"[^"]*"|\[[^\]]*\]|\\.|_.|\*.`)

// customDate is what a number format of the workbook's own shows.
func customDate(format string) dateFormat {
	letters := strings.ToLower(notShown.ReplaceAllString(format, ""))
	letters, _, _ = strings.Cut(letters, ";")
	letters = strings.ReplaceAll(letters, "general", "")
	hasDay := strings.Contains(letters, "d")
	hasYear := strings.ContainsAny(letters, "ye") && !strings.ContainsAny(letters, "0#?")
	switch {
	case hasDay:
		return aDate
	case hasYear:
		return monthOnly
	}
	return noDate
}

// layouts are the ways in which people write a day with the month as a word.
var layouts = []string{
	"2 January 2006", "2 Jan 2006", "2 Jan. 2006", "2. January 2006", "2-Jan-2006", "02-January-2006",
	"January 2, 2006", "Jan 2, 2006", "Jan. 2, 2006", "January 2 2006", "Monday, 2 January 2006",
	"Monday, January 2, 2006", "2006/1/2", "2006.1.2", "2006-1-2",
}

var (
	inFigures = regexp.MustCompile(`^(\d{1,2})[./-](\d{1,2})[./-](\d{4})$`)
	ordinal   = regexp.MustCompile(`^(\d{1,2})(?:st|nd|rd|th)( of)? `)
	isoMonth  = regexp.MustCompile(`^\d{4}(-\d{2})?$`)
)

// ReadDay reads a day that somebody wrote, where it can be read in one way only: 2020-07-13,
// 13 July 2020, 13/07/2020. 03/04/2020 may be in March or in April and is refused, and so are
// years of two figures. The error says how to write it.
func ReadDay(text string) (calendar.Day, error) {
	text = strings.Join(strings.Fields(text), " ")
	day, err := calendar.ParseDay(text, nil)
	if err == nil || strings.Contains(text, "T") {
		return day, err
	}
	if figures := inFigures.FindStringSubmatch(text); figures != nil {
		return fromFigures(text, figures)
	}
	spoken := ordinal.ReplaceAllString(text, "$1 ")
	for _, layout := range layouts {
		if t, wrong := time.Parse(layout, spoken); wrong == nil && t.Year() >= 1 {
			return dayOf(t), nil
		}
	}
	return calendar.None, err
}

// fromFigures reads a day whose order shows in its size.
func fromFigures(text string, parts []string) (calendar.Day, error) {
	first, _ := strconv.Atoi(parts[1])
	second, _ := strconv.Atoi(parts[2])
	year, _ := strconv.Atoi(parts[3])
	var meant []string
	for _, order := range [][2]int{{second, first}, {first, second}} {
		day, err := calendar.ParseDay(fmt.Sprintf("%04d-%02d-%02d", year, order[0], order[1]), nil)
		if err == nil {
			meant = append(meant, day.String())
		}
	}
	switch meant = slices.Compact(meant); len(meant) {
	case 0:
		return calendar.None, fmt.Errorf("%q is not a day of any month", text)
	case 1:
		return calendar.ParseDay(meant[0], nil)
	}
	return calendar.None, fmt.Errorf("%q is %s or %s: write it as the one that is meant", text,
		meant[0], meant[1])
}

// ReadDate is ReadDay for what may be known less exactly: 2020-07 and 2020 are left as they are.
func ReadDate(text string) (string, error) {
	trimmed := strings.TrimSpace(text)
	if isoMonth.MatchString(trimmed) {
		return trimmed, nil
	}
	day, err := ReadDay(trimmed)
	return day.String(), err
}

// dayOf is the day that an instant of a workbook falls on.
func dayOf(t time.Time) calendar.Day {
	y, m, d := t.Date()
	return calendar.MakeDay(y, int(m), d)
}
