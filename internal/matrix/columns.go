package matrix

import (
	"slices"
	"strings"
)

// A Column is one column of a matrix.
type Column uint8

// The columns of both kinds. Due is computed. Day is when an act was begun or done. Export is a
// sum of what was sent.
const (
	No Column = iota
	Article
	Activity
	Complete
	Pending
	Ongoing
	Remarks
	Timing
	Body
	Funding
	Composition
	Location
	Procedures
	Reference
	Due
	Day
	ID
	Export
	columnCount
)

// A shape is how a column is headed, known and shown.
type shape struct {
	heading string
	others  []string // other headings by which it is known, in lower case
	width   float64
}

var shapes = [columnCount]shape{
	No:      {"No.", []string{"no", "nr", "#", "s/n", "sn", "number", "item", "ser"}, 5},
	Article: {"Article", []string{"art", "provision", "clause", "articles"}, 12},
	Activity: {"Activity", []string{"activities", "task", "tasks", "action", "actions",
		"obligation"}, 46},
	Complete: {"Complete", []string{"completed", "done", "implemented"}, 10},
	Pending:  {"Pending", []string{"not started", "not begun", "not implemented"}, 10},
	Ongoing:  {"Ongoing", []string{"on-going", "on going", "in progress", "underway"}, 10},
	Remarks:  {"Remarks", []string{"remark", "comments", "comment", "observations"}, 52},
	Timing: {"Timing", []string{"timeline", "timelines", "timeframe", "time frame", "deadline",
		"when"}, 24},
	Body: {"Executing body", []string{"executing bodies", "responsible body", "implementing body",
		"responsible", "responsibility", "responsible entity", "by whom"}, 22},
	Funding: {"Funding sources", []string{"funding source", "funding", "source of funding",
		"sources of funding", "source of funds"}, 16},
	Composition: {"Composition", []string{"members", "membership"}, 22},
	Location:    {"Location", []string{"locations", "place", "venue"}, 14},
	Procedures:  {"Procedures", []string{"procedure", "modalities", "modality"}, 36},
	Reference:   {"Reference", []string{"references", "ref", "agreement reference"}, 14},
	Due:         {"Due", []string{"due day", "due date"}, 11},
	Day:         {"Day", []string{"date", "since"}, 11},
	ID:          {"Id", []string{"lockstep id"}, 20},
	Export:      {"Export", nil, 14},
}

// columnsOf are the columns by kind, in their order.
var columnsOf = [...][]Column{
	OfActivities: {Activity, Timing, Body, Funding, Composition, Location, Procedures, Reference,
		Due, ID, Export},
	OfCompletion: {No, Article, Activity, Complete, Pending, Ongoing, Remarks, Due, Day, ID, Export},
}

func (k Kind) columns() []Column { return columnsOf[k] }

// Heading is how the column is headed in a matrix of that kind.
func (c Column) Heading(k Kind) string {
	if c == Activity && k == OfActivities {
		return "Activities"
	}
	return shapes[c].heading
}

// mark is what stands in the column that says how a commitment stands.
const mark = "x"

// marks are the three columns of marks, in their order.
var marks = []Column{Complete, Pending, Ongoing}

// columnNamed is the column that a heading means.
func columnNamed(heading string) (Column, bool) {
	heading = strings.ToLower(strings.Join(strings.Fields(heading), " "))
	heading = strings.Trim(heading, ".:* ")
	if heading == "" {
		return 0, false
	}
	for c := range columnCount {
		if heading == strings.Trim(strings.ToLower(shapes[c].heading), ".") ||
			slices.Contains(shapes[c].others, heading) {
			return c, true
		}
	}
	return 0, false
}
