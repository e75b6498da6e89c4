// Package chart draws what an agreement's numbers and days look like: levels as steps, exposure
// along an order, windows and due days against what happened and when it was learned, and the
// strip on which the cut is chosen.
//
// Each chart is a plain value in the field's words. From it come, without a clock and without
// chance: SVG for a page, at the width of a page or of a telephone, drawn by one function, so
// that letters are never shrunk; SVG and PNG as files of their own, with title and citation; and
// the same numbers as a table, for the page and as CSV. Whoever has the picture can have the
// numbers.
//
// Invariants. Every line of words lies inside the picture and none lies on another; what finds no
// place is left out of the picture and stands in the table. Zero is on every axis of numbers.
// Between two figures a level holds its value, and nothing is drawn where nobody said anything.
// Sources that differ stand side by side. Colour carries nothing alone: strokes, shapes and words
// say the same in grey. Inside a page nothing but classes says how it looks (Style is the sheet),
// so that a page may forbid styles in its text.
//
// It refuses to judge and to compute: what is drawn was worked out by others.
package chart

import (
	"strings"

	"lockstep/internal/calendar"
	"lockstep/internal/lettering"
)

// A Chart is something that can be drawn and told as a table: *Levels, *Course, *Timeline or
// *Strip.
type Chart interface {
	// About is what the chart is called and what must be cited with it.
	About() Head
	// Table holds the numbers that are drawn.
	Table() Table
	draw(s *sheet)
}

// A Head is what a chart is called. Title is a few words; Finding is the sentence that says what
// is to be seen, for those who do not see it too.
type Head struct {
	Title, Finding string
	Unit           string // in what its figures are counted, with their basis
	Source         string // who says so
	Citation
}

// Origin says in what the figures of a chart are counted and who says so, "" where neither is told.
func (h Head) Origin() string {
	told := ""
	if h.Unit != "" {
		told = "In " + lettering.Clean(h.Unit) + "."
	}
	if h.Source != "" {
		told = strings.TrimSpace(told + " Source: " + lettering.Clean(h.Source) + ".")
	}
	return told
}

// A Citation is what must be told with a picture that leaves the page it stood on.
type Citation struct {
	Project    string
	AsOf       calendar.Day
	KnownAt    calendar.Day // None: all that is known
	Checkpoint string       // root hash of the ledger, "" where there is none
	Partial    bool         // something was withheld; there is no checkpoint then
}

// withheld is what a chart says that was drawn for somebody who does not see everything.
const withheld = "something is withheld from whom this was drawn for"

// String is the citation as one line of words.
func (c Citation) String() string {
	line := lettering.Clean(c.Project)
	add := func(mark, words string) {
		if line != "" {
			line += mark + " "
		}
		line += words
	}
	if c.AsOf != calendar.None {
		known := "with all that is known"
		if c.KnownAt != calendar.None {
			known = "known at " + Told(c.KnownAt)
		}
		add(".", "As of "+Told(c.AsOf)+", "+known)
	}
	if c.Checkpoint != "" {
		add(".", "Ledger checkpoint "+lettering.Clean(c.Checkpoint))
	}
	if c.Partial {
		add(".", "In part: "+withheld)
	}
	if line == "" {
		return ""
	}
	return line + "."
}

// name is the sentence by which those who do not see the chart know it.
func (h Head) name() string {
	title, finding := lettering.Clean(h.Title), lettering.Clean(h.Finding)
	switch {
	case title == "":
		return finding
	case finding == "":
		return title
	}
	return title + ": " + finding
}

// months are the names of months as they stand in prose.
var months = [...]string{"", "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep",
	"Oct", "Nov", "Dec"}
