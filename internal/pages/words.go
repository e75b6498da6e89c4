package pages

import (
	"fmt"
	"html/template"
	"strings"

	"lockstep/internal/calendar"
	"lockstep/internal/lettering"
)

// words are what templates can call.
var words = template.FuncMap{
	"day": prose, "iso": calendar.Day.String, "count": count,
	"number": lettering.Figure, "join": sentence, "field": fieldOf,
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
	return lettering.Figure(float64(n)) + " " + many
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
