package ledger

import (
	"regexp"
	"strings"
	"time"

	"lockstep/internal/calendar"
)

// The layouts of a day with its time of day: in the zone of the agreement, and with the offset
// that its zone has then, as RFC 3339 writes it.
const (
	localLayout = "2006-01-02T15:04"
	zonedLayout = "2006-01-02T15:04Z07:00"
)

// Moment is when e happened, where its time of day is told. The time is that of the zone unless it
// says its own offset; ok is false where only the day is known.
func (e *Event) Moment(zone *time.Location) (moment time.Time, ok bool) {
	if e.Time == "" {
		return time.Time{}, false
	}
	text := e.At.String() + "T" + e.Time
	moment, err := time.ParseInLocation(localLayout, text, zone)
	if err != nil {
		moment, err = time.Parse(zonedLayout, text)
	}
	return moment.In(zone), err == nil
}

// clockOf is what stands behind the T of a date-time, its seconds left out where they are none.
var clockOf = regexp.MustCompile(`^([01]\d|2[0-3])(:[0-5]\d)(?::00(?:\.0+)?)?(Z|[+-]\d{2}:\d{2})?$`)

// timeOfDay takes the time of day from what was written as a day, and gives the day. What is no
// time to the minute is refused.
func (r *reading) timeOfDay(written string) string {
	day, clock, timed := strings.Cut(written, "T")
	if !timed || len(day) != len("2020-07-13") {
		return written
	}
	parts := clockOf.FindStringSubmatch(clock)
	if parts == nil {
		r.refuse(fieldAt, "%s is not a day with a time to the minute, such as 2020-07-13T18:30 in "+
			"the agreement's zone or 2020-07-13T18:30+02:00", quoted(written))
		return day
	}
	r.event.Time = parts[1] + parts[2] + parts[3]
	return day
}

// badTime says why a time of day cannot be that of its day in the zone of the agreement, "" where
// it can.
func badTime(e *Event, zone *time.Location) string {
	moment, ok := e.Moment(zone)
	if e.Time == "" || e.At == calendar.None {
		return ""
	}
	written := e.At.String() + "T" + e.Time
	if !ok {
		return quoted(written) + " is not a time of day"
	}
	right := moment.Format(zonedLayout)
	local, err := time.ParseInLocation(localLayout, written, zone)
	switch {
	case err != nil && moment.Format(time.DateOnly) != e.At.String():
		return "at " + written + " it was another day in " + zone.String() + ": write " + right
	case err != nil:
		return ""
	case local.Format(localLayout) != written:
		return "there was no such time in " + zone.String() + ": the clocks were put forward"
	}
	if first, second := bothTimes(local); !first.Equal(second) {
		return "there were two such times in " + zone.String() + ": write " +
			first.Format(zonedLayout) + " or " + second.Format(zonedLayout)
	}
	return ""
}

// bothTimes are the first and the last moment at which clocks show what they show at that moment:
// two in the hour that comes again when clocks are put back.
func bothTimes(moment time.Time) (first, second time.Time) {
	first, second = moment, moment
	if before := moment.Add(-time.Hour); before.Format(localLayout) == moment.Format(localLayout) {
		first = before
	}
	if after := moment.Add(time.Hour); after.Format(localLayout) == moment.Format(localLayout) {
		second = after
	}
	return first, second
}
