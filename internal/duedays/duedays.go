// Package duedays writes the days on which something falls due as an iCalendar feed (RFC 5545),
// for people who live by their calendars.
//
// Invariants. The id of an entry is made of the agreement and the commitment or decision alone,
// so that a calendar that asks again moves an entry instead of adding one. Days are whole days
// without a zone. A day that hangs on something that has not happened yet is tentative; what was
// done or is void stays, marked as such, until its day leaves the report. The same report gives
// the same bytes: the time stamp is the day of the report.
//
// What it refuses: reminders, which are for whoever reads the calendar, and days that nobody
// set.
package duedays

import (
	"fmt"
	"io"
	"strings"
	"time"

	ics "github.com/arran4/golang-ical"

	"lockstep/internal/calendar"
	"lockstep/internal/status"
)

// Product is how the feed names its maker.
const Product = "-//Lockstep//Due days//EN"

// Write writes the due days of a report and the last days of silences. title is what calendars
// call the feed. Errors are those of w.
func Write(w io.Writer, title string, report *status.Report) error {
	feed := ics.NewCalendarFor("lockstep")
	feed.SetProductId(Product)
	feed.SetMethod(ics.MethodPublish)
	feed.SetXWRCalName(title)
	feed.SetXWRCalDesc("Due days as of " + report.AsOf.String() + knownAt(report))
	f := &writing{feed, report}
	for i := range report.Commitments {
		f.commitment(&report.Commitments[i])
	}
	for i := range report.Decisions {
		f.silence(&report.Decisions[i])
	}
	return feed.SerializeTo(w, ics.WithNewLineWindows)
}

func knownAt(report *status.Report) string {
	if report.KnownAt == calendar.None {
		return ""
	}
	return ", known at " + report.KnownAt.String()
}

// writing is a feed being written.
type writing struct {
	feed   *ics.Calendar
	report *status.Report
}

// entry adds a whole day under an id that stays.
func (f *writing) entry(kind, id string, day calendar.Day) *ics.VEvent {
	e := f.feed.AddEvent(fmt.Sprintf("%s-%s@%s.lockstep", kind, id, f.report.Agreement))
	e.SetDtStampTime(timeOf(f.report.AsOf))
	e.SetAllDayStartAt(timeOf(day))
	e.SetAllDayEndAt(timeOf(day + 1))
	e.SetTimeTransparency(ics.TransparencyTransparent)
	return e
}

func timeOf(day calendar.Day) time.Time {
	y, m, d := day.Date()
	return time.Date(y, time.Month(m), d, 0, 0, 0, 0, time.UTC)
}

func (f *writing) commitment(c *status.Commitment) {
	if c.Due == calendar.None {
		return
	}
	e := f.entry("due", c.ID, c.Due)
	e.SetSummary(summary(c))
	e.SetDescription(strings.Join(description(c), "\n"))
	switch {
	case c.Standing == "void":
		e.SetStatus(ics.ObjectStatusCancelled)
	case c.DueProjected, c.DuePutOff:
		e.SetStatus(ics.ObjectStatusTentative)
	default:
		e.SetStatus(ics.ObjectStatusConfirmed)
	}
}

func summary(c *status.Commitment) string {
	text := "Due: " + c.ID
	if len(c.Performers) > 0 {
		text += " (" + strings.Join(c.Performers, ", ") + ")"
	}
	return text
}

// description says how the commitment stands and what its day hangs on.
func description(c *status.Commitment) []string {
	lines := []string{"Standing: " + c.Standing, "Rests on: " + c.RestsOn}
	if c.Text != "" {
		lines = append([]string{c.Text}, lines...)
	}
	if c.Article != "" {
		lines = append(lines, "Article: "+c.Article)
	}
	if len(c.BlockedBy) > 0 {
		lines = append(lines, "Waits for: "+strings.Join(c.BlockedBy, ", "))
	}
	if c.DueProjected {
		lines = append(lines, "The day hangs on something that has not happened yet.")
	}
	if c.DuePutOff {
		lines = append(lines, "It was put off, and nobody said to which day.")
	}
	return lines
}

// silence adds the last day on which a silence can be broken.
func (f *writing) silence(d *status.Decision) {
	if d.Ends == calendar.None {
		return
	}
	e := f.entry("silence", d.ID, d.Ends)
	e.SetSummary("Silence ends: " + d.ID)
	e.SetDescription("Standing: " + d.Standing)
	if d.Standing == "under silence" {
		e.SetStatus(ics.ObjectStatusConfirmed)
	} else {
		e.SetStatus(ics.ObjectStatusCancelled)
	}
}
