package status

import (
	"slices"
	"time"

	"lockstep/internal/calendar"
	"lockstep/internal/ledger"
	"lockstep/internal/status/course"
)

// A voicing is an entry about a decision and what it says has happened.
type voicing struct {
	entry *entry
	what  course.Observation
}

// byTheHour takes hours into account in what is said of decisions: on one day, what tells its
// hour stands in that order; a silence that is counted in hours from an hour ends at one; and a
// break after that is none. slots are the positions of what is said of decisions.
func (s *sitting) byTheHour(
	observations []course.Observation, slots []int, entries []*entry,
) []course.Observation {
	said := make([]voicing, len(slots))
	for i, slot := range slots {
		said[i] = voicing{entries[i], observations[slot]}
	}
	inOrderOfHours(said, func(v voicing) (calendar.Day, time.Time, bool) {
		moment, ok := v.entry.more.Moment(s.zone)
		return v.entry.at, moment, ok
	})
	ends, late := map[int32]time.Time{}, map[int]bool{}
	for i := range said {
		v := &said[i]
		decision := v.what.Of.Index
		switch moment, timed := v.entry.more.Moment(s.zone); v.what.What {
		case course.IsPut:
			delete(ends, decision)
			if end, exact := s.runsOut(decision, v.entry); exact {
				ends[decision] = end
				v.what.Timed, v.what.Until = true, dayOf(end)
			}
		case course.Breaks:
			end, exact := ends[decision]
			late[slots[i]] = timed && exact && !moment.Before(end)
		}
		observations[slots[i]] = v.what
	}
	kept := observations[:0]
	for i := range observations {
		if !late[i] {
			kept = append(kept, observations[i])
		}
	}
	return kept
}

// inOrderOfHours sorts, within each day, what tells its hour by that, in the places that it
// holds; what does not stays where it is.
func inOrderOfHours[T any](all []T, when func(T) (calendar.Day, time.Time, bool)) {
	type timed struct {
		moment time.Time
		what   T
	}
	for from := 0; from < len(all); {
		day, _, _ := when(all[from])
		var slots []int
		var hours []timed
		to := from
		for ; to < len(all); to++ {
			on, moment, known := when(all[to])
			if on != day {
				break
			}
			if known {
				slots, hours = append(slots, to), append(hours, timed{moment, all[to]})
			}
		}
		slices.SortStableFunc(hours, func(x, y timed) int { return x.moment.Compare(y.moment) })
		for i, slot := range slots {
			all[slot] = hours[i].what
		}
		from = to
	}
}

// runsOut is the moment at which a silence runs out that was put by that entry. It is exact where
// the entry tells its hour and the text counts the length in hours: those pass one by one,
// whatever clocks are put forward or back in between. A length in days or months ends with the end
// of its last day, as does one in hours of which nobody knows when it began (Regulation (EEC,
// Euratom) No 1182/71, Article 3, has periods so).
func (s *sitting) runsOut(decision int32, put *entry) (end time.Time, exact bool) {
	length := s.Agreement.Decisions[decision].Silence
	began, timed := put.more.Moment(s.zone)
	if length == nil || length.Hours == 0 || !timed {
		return time.Time{}, false
	}
	days := calendar.Duration{Months: length.Months, Days: length.Days}
	y, m, d := s.Agreement.Count.Add(put.at, days).Date()
	from := time.Date(y, time.Month(m), d, began.Hour(), began.Minute(), 0, 0, s.zone)
	if days == (calendar.Duration{}) {
		from = began
	}
	return from.Add(time.Duration(length.Hours) * time.Hour), true
}

// dayOf is the day of a moment in its zone.
func dayOf(moment time.Time) calendar.Day {
	y, m, d := moment.Date()
	return calendar.MakeDay(y, int(m), d)
}

// lastPut is the entry by which a decision was put under silence last, nil where none is.
func lastPut(events []*entry) *entry {
	for _, e := range slices.Backward(events) {
		if e.kind == ledger.PutUnderSilence {
			return e
		}
	}
	return nil
}

// hours are the moments at which a decision was put and at which its silence runs out, as far as
// they are known to the minute.
func (s *sitting) hours(decision int32, events []*entry) (put, ends string) {
	last := lastPut(events)
	if last == nil {
		return "", ""
	}
	end, exact := s.runsOut(decision, last)
	if exact {
		ends = end.Format(time.RFC3339)
	}
	return s.moment(last), ends
}

// moment is when an entry happened, "" where only the day is known.
func (s *sitting) moment(e *entry) string {
	moment, timed := e.more.Moment(s.zone)
	if !timed {
		return ""
	}
	return moment.Format(time.RFC3339)
}
