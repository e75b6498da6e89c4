package pages

import (
	"fmt"
	"html/template"
	"strconv"
	"strings"

	"lockstep/internal/calendar"
	"lockstep/internal/status"
)

// words are what templates can call.
var words = template.FuncMap{
	"day": prose, "iso": calendar.Day.String, "count": count, "figure": figure,
	"number": grouped, "join": sentence, "field": fieldOf,
	"choosing": func(name, label string, choices []option) chooser {
		return chooser{name, label, choices}
	},
	"known":  func(d calendar.Day) bool { return d != calendar.None },
	"spaced": func(shape string) string { return strings.ReplaceAll(shape, "-", " ") },
}

// A dayField is an input for a day.
type dayField struct {
	Field
	Name, Label, Empty string
}

func fieldOf(name, label, empty string, f Field) dayField {
	return dayField{f, name, label, empty}
}

var months = []string{"", "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct",
	"Nov", "Dec"}

// prose is a day as people write it: 20 Jul 2020.
func prose(d calendar.Day) string {
	if d == calendar.None {
		return "no date"
	}
	y, m, day := d.Date()
	return fmt.Sprintf("%d %s %d", day, months[m], y)
}

// count is a number and what it counts.
func count(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return grouped(float64(n)) + " " + many
}

// sentence joins words as a sentence does.
func sentence(words []string) string {
	switch n := len(words); n {
	case 0:
		return ""
	case 1:
		return words[0]
	default:
		return strings.Join(words[:n-1], ", ") + " and " + words[n-1]
	}
}

// figure is a value with its range, if it has one.
func figure(v *status.Value) string {
	told := grouped(v.Best)
	if v.Low != v.High {
		told += " (" + grouped(v.Low) + "–" + grouped(v.High) + ")"
	}
	return told
}

// grouped is a number with a comma between its thousands and a true minus sign.
func grouped(n float64) string {
	written := strconv.FormatFloat(n, 'f', -1, 64)
	whole, fraction, _ := strings.Cut(strings.TrimPrefix(written, "-"), ".")
	for i := len(whole) - 3; i > 0; i -= 3 {
		whole = whole[:i] + "," + whole[i:]
	}
	if fraction != "" {
		whole += "." + fraction
	}
	if n < 0 {
		whole = "−" + whole
	}
	return whole
}
