package exposure

import "lockstep/internal/calendar"

// A Risk is a stretch of days at whose end a party has given more than it has received.
type Risk struct {
	From  calendar.Day
	Until calendar.Day // the first day on which it has not; None where no such day is known
	Most  float64      // the largest exposure at the end of one of these days
}

// AtRisk cuts a course into the stretches in which it is above zero, by the days of its order
// (calendar.None: unknown). A step without a day counts as taken with the next step that has
// one, and a day before that of an earlier step as that step's; what comes after the last day
// known is left out, since nobody has said when.
func AtRisk(course []float64, order []int32, days []calendar.Day) []Risk {
	var risks []Risk
	open := false
	ends, last := endsOfDays(order, days), calendar.None
	for k, i := range ends {
		day := max(days[order[i]], last)
		if last = day; k+1 < len(ends) && days[order[ends[k+1]]] <= day {
			continue // the same day goes on
		}
		switch above := course[i] > slip; {
		case above && !open:
			risks = append(risks, Risk{day, calendar.None, course[i]})
		case above:
			risks[len(risks)-1].Most = max(risks[len(risks)-1].Most, course[i])
		case open:
			risks[len(risks)-1].Until = day
		}
		open = course[i] > slip
	}
	return risks
}

// endsOfDays are the positions in an order whose step has a day.
func endsOfDays(order []int32, days []calendar.Day) []int {
	var ends []int
	for i, c := range order {
		if days[c] != calendar.None {
			ends = append(ends, i)
		}
	}
	return ends
}

// LastDay is the latest day of an order, None where none is known.
func LastDay(order []int32, days []calendar.Day) calendar.Day {
	last := calendar.None
	for _, c := range order {
		last = max(last, days[c])
	}
	return last
}
