package statustest

import (
	"slices"

	"lockstep/internal/agreement"
	"lockstep/internal/calendar"
	"lockstep/internal/status/course"
)

// firstDay is where what is drawn begins; it spreads over the half year after it.
var firstDay = calendar.MakeDay(2020, 1, 1)

const (
	weeksDrawn = 26
	// DaysDrawn is how many days, from 2020-01-01, what is drawn spreads over, and a few more.
	DaysDrawn = 7*weeksDrawn + 20
)

// Day is a drawn day. below(n) is a number from 0 to n-1.
func Day(below func(n int) int) calendar.Day {
	return firstDay + calendar.Day(below(DaysDrawn))
}

// Sign has a drawn agreement signed in the middle of January, or not at all.
func Sign(a *agreement.Agreement, below func(n int) int) {
	a.Signed = calendar.None
	if below(2) == 1 {
		a.Signed = firstDay + 14
	}
}

// Observations draws what was observed, by day.
func Observations(a *agreement.Agreement, below func(n int) int) []course.Observation {
	var observations []course.Observation
	for range below(16) {
		o := course.Observation{
			Day:   firstDay + calendar.Day(7*below(weeksDrawn)),
			What:  course.What(below(int(course.Measures) + 1)),
			Vague: below(10) == 9,
		}
		if below(2) == 1 {
			o.What = course.Begins + course.What(below(2))
		}
		kind := subjectOf(o.What)
		n := a.NumberOf(kind)
		if n == 0 {
			continue
		}
		o.Of = agreement.Ref{Kind: kind, Index: int32(below(n))}
		o.By = agreement.PartyRef(below(len(a.Parties)))
		o.Days, o.Number = int32(below(20)), float64(10*below(10))
		observations = append(observations, o)
	}
	slices.SortStableFunc(observations, func(x, y course.Observation) int {
		return int(x.Day - y.Day)
	})
	return observations
}

// subjectOf is the kind of thing that an observation is about.
func subjectOf(what course.What) agreement.Kind {
	switch {
	case what == course.ClockStarts:
		return agreement.KindClock
	case what <= course.Extends:
		return agreement.KindCommitment
	case what <= course.Lapses:
		return agreement.KindCondition
	case what == course.IsAgreed:
		return agreement.KindIssue
	case what <= course.Drops:
		return agreement.KindDecision
	}
	return agreement.KindLevel
}
