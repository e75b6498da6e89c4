package temporal

import (
	"lockstep/internal/agreement"
	"lockstep/internal/calendar"
)

// Supposed says on which day something is taken to have happened: a commitment is done (a
// continuing one in force), a clock starts, a decision is taken, a condition holds, an issue is
// agreed. Other references and calendar.None are ignored.
type Supposed map[agreement.Ref]calendar.Day

func (s Supposed) day(ref agreement.Ref) (calendar.Day, bool) {
	day, ok := s[ref]
	return day, ok && day != calendar.None
}

// Dates are the days of one commitment. A day that is not known is calendar.None.
type Dates struct {
	ID string
	// Earliest is the first day on which it can be done, a continuing one be in force, by all
	// that it waits for. None where nothing bounds it, and where it can never happen.
	Earliest calendar.Day
	// Due is its deadline, counted from the due days of what it is counted from.
	Due calendar.Day
	// Latest is the last day on which it can be done so that its own deadline and every one
	// that hangs on it can still be met.
	Latest calendar.Day
	// Slack is the number of days from Earliest to Latest, negative where they leave no day;
	// nil where one of them is not known.
	Slack *int
	// Assuming lists the ids of the clocks, decisions, conditions and issues without a known
	// day on which one of the days above depends, sorted. It is shared; do not change it.
	Assuming []string
	// AssumingCut is true where Assuming leaves ids out because there are too many: more than
	// 256 of them in an agreement of 20,000 commitments or more, more than 5 million divided by
	// the number of commitments in a smaller one.
	AssumingCut bool
	// Contradiction is true where its bounds and those of others push each other round without
	// end; Earliest and Latest are then None.
	Contradiction bool
}

// Compute gives the dates of every commitment of a, sorted by id, with the supposed days taken
// as true. A supposed commitment counts as done on that day in everything that hangs on it;
// what it waited for no longer matters, while its own due and latest day stay what the
// deadlines say, so that its slack is how many days early it is, or late.
//
// Bounds are propagated as in a simple temporal network (Dechter, Meiri and Pearl 1991) over
// monotone functions of the day, by a queue as in the algorithm of Bellman and Ford; the days
// of waits with a choice by the generalisation of Dijkstra's algorithm to AND/OR graphs (Knuth,
// "A generalization of Dijkstra's algorithm", Information Processing Letters 6, 1977).
func Compute(a *agreement.Agreement, supposed Supposed) []Dates {
	sets := newIDSets(a, supposed)
	resolved := resolve(a, supposed, sets)
	built := build(resolved)
	parts := componentsOf(built.net)
	early := newPass(built.net, parts, earliestDays)
	early.run()
	late := newPass(built.net, parts, latestDays)
	late.never = early.never
	late.run()

	rows := make([]Dates, len(a.Commitments))
	slacks := make([]int, len(rows))
	earlyIDs, lateIDs := early.assumptions(sets), late.assumptions(sets)
	for c := range rows {
		at := built.done[c]
		row := &rows[c]
		row.ID = a.Commitments[c].ID
		due, dueIDs := resolved.due(int32(c))
		row.Due = due
		row.Earliest, row.Latest = early.day(at), late.day(at)
		row.Contradiction = built.net.loops[at] || built.net.loops[built.start[c]]
		row.setSlack(&slacks[c])
		set := dueIDs
		if !row.Contradiction {
			set = sets.union(set, sets.union(earlyIDs[at], lateIDs[at]))
		}
		row.Assuming, row.AssumingCut = sets.list(set), sets.cut[set]
	}
	return rows
}

// setSlack works out the slack; a contradiction has no days.
func (d *Dates) setSlack(slack *int) {
	if d.Contradiction {
		d.Earliest, d.Latest = calendar.None, calendar.None
	}
	if d.Earliest != calendar.None && d.Latest != calendar.None {
		*slack = calendar.Between(d.Earliest, d.Latest)
		d.Slack = slack
	}
}

// Planned are, by commitment, the earliest day, else the due day, else none: when it is to happen
// by what the text says.
func Planned(dates []Dates) []calendar.Day {
	days := make([]calendar.Day, len(dates))
	for i, d := range dates {
		if days[i] = d.Earliest; d.Earliest == calendar.None {
			days[i] = d.Due
		}
	}
	return days
}
