package temporal

import (
	"fmt"

	"pgregory.net/rapid"

	"lockstep/internal/agreement"
	"lockstep/internal/calendar"
)

// A tangler draws agreements in which almost everything is bound to something else, so that
// loops of waits and deadlines are common.
type tangler struct {
	t      *rapid.T
	a      *agreement.Agreement
	months bool // some durations are months
	choice bool // some guards and times are a choice
	orders bool // waits only go to commitments before
	clock  bool // a clock's time is being drawn: it is on a day, not on the one before it
}

func (g *tangler) below(n int, what string) int { return rapid.IntRange(0, n-1).Draw(g.t, what) }

func (g *tangler) one(in int, what string) bool { return g.below(in, what) == 0 }

// tangle draws one.
func (g *tangler) tangle() *agreement.Agreement {
	g.a = &agreement.Agreement{ID: "tangle", Zone: "UTC"}
	g.a.Count = calendar.Count(g.below(2, "count"))
	n := 1 + g.below(5, "commitments")
	for i := range n {
		g.a.Commitments = append(g.a.Commitments,
			agreement.Commitment{ID: fmt.Sprintf("c%d", i), Weight: 1, Lost: 1})
	}
	for i := range g.below(3, "clocks") {
		g.a.Clocks = append(g.a.Clocks, agreement.Clock{ID: fmt.Sprintf("k%d", i)})
	}
	for i := range g.below(3, "decisions") {
		g.a.Decisions = append(g.a.Decisions, agreement.Decision{ID: fmt.Sprintf("d%d", i)})
	}
	for i := range g.a.Clocks {
		if !g.one(4, "no time") {
			g.clock = true
			at := g.time(n, i, 1)
			g.a.Clocks[i].At = &at
			g.clock = false
		}
	}
	for i := range n {
		g.bind(i, n)
	}
	if n > 2 && g.one(3, "joint") {
		sides := [][]agreement.Ref{{agreement.CommitmentRef(0)}, {agreement.CommitmentRef(n - 1)}}
		g.a.Exchanges = []agreement.Exchange{{ID: "x", Sides: sides}}
	}
	return g.a
}

// bind binds commitment i of n.
func (g *tangler) bind(i, n int) {
	c := &g.a.Commitments[i]
	if g.one(4, "continuing") {
		c.Kind = agreement.Continuing
	}
	before := n
	if g.orders {
		before = i
	}
	if g.one(2, "after") {
		c.After = g.guard(before, 2)
	}
	for _, at := range []**agreement.Time{&c.Starts, &c.NotBefore} {
		if g.one(3, "from") {
			t := g.time(before, len(g.a.Clocks), 2)
			*at = &t
		}
	}
	for _, at := range []**agreement.Time{&c.StartBy, &c.Due} {
		if g.one(2, "until") {
			t := g.time(n, len(g.a.Clocks), 2)
			*at = &t
		}
	}
	if g.one(2, "takes") {
		span := g.span()
		c.Takes = &span
	}
}

func (g *tangler) guard(commitments, depth int) agreement.Guard {
	if depth == 0 || g.one(2, "atom") {
		if commitments == 0 || g.one(4, "when") {
			return agreement.Reached(g.time(commitments, len(g.a.Clocks), depth))
		}
		of := agreement.CommitmentRef(g.below(commitments, "of"))
		return rapid.SampledFrom([]agreement.Guard{
			agreement.Happened(of), agreement.Started(of), agreement.Done(of),
		}).Draw(g.t, "atom")
	}
	parts := make([]agreement.Guard, 2+g.below(2, "parts"))
	for i := range parts {
		parts[i] = g.guard(commitments, depth-1)
	}
	if g.choice && !g.one(3, "all") {
		return agreement.AtLeast(1+g.below(len(parts), "need"), parts...)
	}
	return agreement.All(parts...)
}

func (g *tangler) time(commitments, clocks, depth int) agreement.Time {
	if depth == 0 {
		return g.plainTime(commitments, clocks)
	}
	switch g.below(6, "time") {
	case 0:
		return g.plainTime(commitments, clocks)
	case 1:
		if g.clock {
			break
		}
		return agreement.Time{Op: agreement.TimeBefore,
			Args: []agreement.Time{g.time(commitments, clocks, depth-1)}}
	case 2:
		if !g.choice {
			break
		}
		op := agreement.TimeEarliest
		if g.one(2, "latest") {
			op = agreement.TimeLatest
		}
		return agreement.Time{Op: op, Args: []agreement.Time{
			g.time(commitments, clocks, depth-1), g.time(commitments, clocks, depth-1)}}
	}
	return agreement.Plus(g.time(commitments, clocks, depth-1), g.span())
}

func (g *tangler) plainTime(commitments, clocks int) agreement.Time {
	if commitments == 0 || g.one(3, "a day") {
		return agreement.OnDay(18262 + calendar.Day(g.below(120, "day")))
	}
	of := agreement.CommitmentRef(g.below(commitments, "of"))
	events := []agreement.Time{
		agreement.When(agreement.VerbHappened, of), agreement.When(agreement.VerbStarted, of),
	}
	for k := range clocks {
		events = append(events, agreement.When(agreement.VerbHappened, agreement.ClockRef(k)))
	}
	for d := range g.a.Decisions {
		events = append(events, agreement.When(agreement.VerbTaken, agreement.DecisionRef(d)))
	}
	return rapid.SampledFrom(events).Draw(g.t, "event")
}

func (g *tangler) span() calendar.Span {
	low := calendar.Duration{Days: int32(g.below(20, "days"))}
	if g.months && g.one(2, "months") {
		low = calendar.Duration{Months: int32(g.below(3, "months"))}
	}
	high := low
	if g.one(4, "range") {
		high.Days += 5
	}
	return calendar.Span{Low: low, High: high}
}
