package chart

import (
	"math"
	"strconv"
	"strings"

	"lockstep/internal/calendar"
)

// Told writes a day as prose does, 13 Jul 2020; "no date" for None.
func Told(d calendar.Day) string {
	if d == calendar.None {
		return "no date"
	}
	y, m, day := d.Date()
	return strconv.Itoa(day) + " " + months[m] + " " + strconv.Itoa(y)
}

// ToldSpan writes the days from one to another: a day, a month or a year where they are just
// that, and otherwise both ends.
func ToldSpan(from, until calendar.Day) string {
	if until == calendar.None || until <= from {
		return Told(from)
	}
	y, m, d := from.Date()
	switch {
	case d == 1 && until == calendar.MakeDay(y, m+1, 1)-1:
		return months[m] + " " + strconv.Itoa(y)
	case m == 1 && d == 1 && until == calendar.MakeDay(y+1, 1, 1)-1:
		return strconv.Itoa(y)
	}
	return Told(from) + "–" + Told(until)
}

// Number writes a figure with commas between thousands and at most six decimals.
func Number(x float64) string {
	if math.IsNaN(x) || math.IsInf(x, 0) {
		return "?"
	}
	s := trimZeros(strconv.FormatFloat(math.Abs(x), 'f', 6, 64))
	whole, rest, _ := strings.Cut(s, ".")
	var b strings.Builder
	if x < 0 && s != "0" {
		b.WriteString("−")
	}
	for i, r := range whole {
		if i > 0 && (len(whole)-i)%3 == 0 {
			b.WriteByte(',')
		}
		b.WriteRune(r)
	}
	if rest != "" {
		b.WriteString("." + rest)
	}
	return b.String()
}

// plainNumber writes a figure as tables for machines have it.
func plainNumber(x float64) string {
	if math.IsNaN(x) || math.IsInf(x, 0) {
		return ""
	}
	s := trimZeros(strconv.FormatFloat(x, 'f', 6, 64))
	if s == "-0" {
		return "0"
	}
	return s
}

func trimZeros(s string) string {
	if strings.Contains(s, ".") {
		s = strings.TrimRight(strings.TrimRight(s, "0"), ".")
	}
	return s
}

// signed writes a change with its sign.
func signed(x float64) string {
	if x > 0 {
		return "+" + Number(x)
	}
	return Number(x)
}

// counted writes a number of things, with the right ending.
func counted(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return Number(float64(n)) + " " + many
}
