package temporal

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"lockstep/internal/agreement"
	"lockstep/internal/calendar"
)

// A draft is an agreement in the making: tests name things before they are sorted.
type draft struct {
	*agreement.Agreement
}

// on starts a draft with these things, sorted by id as a loader would.
func on(a agreement.Agreement) draft {
	slices.SortFunc(a.Clocks, func(x, y agreement.Clock) int { return compare(x.ID, y.ID) })
	slices.SortFunc(a.Commitments,
		func(x, y agreement.Commitment) int { return compare(x.ID, y.ID) })
	slices.SortFunc(a.Decisions, func(x, y agreement.Decision) int { return compare(x.ID, y.ID) })
	return draft{&a}
}

func compare(x, y string) int {
	switch {
	case x < y:
		return -1
	case x > y:
		return 1
	}
	return 0
}

// draftOf makes clocks, conditions and decisions of those names, and the commitments.
func draftOf(clocks, decisions, conditions, commitments []string) draft {
	var a agreement.Agreement
	for _, id := range clocks {
		a.Clocks = append(a.Clocks, agreement.Clock{ID: id})
	}
	for _, id := range decisions {
		a.Decisions = append(a.Decisions, agreement.Decision{ID: id})
	}
	for _, id := range conditions {
		a.Conditions = append(a.Conditions, agreement.Condition{ID: id})
	}
	for _, id := range commitments {
		a.Commitments = append(a.Commitments, agreement.Commitment{ID: id, Weight: 1, Lost: 1})
	}
	return on(a)
}

// of is the reference of that name.
func (d draft) of(id string) agreement.Ref {
	ref, ok := d.Lookup(id)
	if !ok {
		panic("no " + id)
	}
	return ref
}

func (d draft) clock(id string) *agreement.Clock { return &d.Clocks[d.of(id).Index] }

func (d draft) commitment(id string) *agreement.Commitment {
	return &d.Commitments[d.of(id).Index]
}

// when is the bare id as a time, started its start.
func (d draft) when(id string) agreement.Time {
	return agreement.When(agreement.VerbHappened, d.of(id))
}

func (d draft) started(id string) agreement.Time {
	return agreement.When(agreement.VerbStarted, d.of(id))
}

func (d draft) happened(id string) agreement.Guard { return agreement.Happened(d.of(id)) }

func day(s string) calendar.Day {
	if s == "" {
		return calendar.None
	}
	d, err := calendar.ParseDay(s, nil)
	if err != nil {
		panic(err)
	}
	return d
}

func date(s string) *agreement.Time {
	t := agreement.OnDay(day(s))
	return &t
}

func duration(s string) calendar.Span {
	parsed, err := calendar.ParseSpan(s)
	if err != nil {
		panic(err)
	}
	return parsed
}

func plus(t agreement.Time, length string) *agreement.Time {
	sum := agreement.Plus(t, duration(length))
	return &sum
}

func before(t agreement.Time) *agreement.Time {
	return &agreement.Time{Op: agreement.TimeBefore, Args: []agreement.Time{t}}
}

func earliest(ts ...agreement.Time) *agreement.Time {
	return &agreement.Time{Op: agreement.TimeEarliest, Args: ts}
}

func latest(ts ...agreement.Time) *agreement.Time {
	return &agreement.Time{Op: agreement.TimeLatest, Args: ts}
}

// A want is what one row is expected to be.
type want struct {
	earliest, due, latest string
	slack                 any // an int, or nil
	assuming              []string
	contradiction         bool
}

// check compares the rows of the ids named with what is wanted.
func check(t *testing.T, d draft, supposed Supposed, wanted map[string]want) {
	t.Helper()
	for _, row := range Compute(d.Agreement, supposed) {
		expected, ok := wanted[row.ID]
		if !ok {
			continue
		}
		got := want{
			earliest: row.Earliest.String(), due: row.Due.String(), latest: row.Latest.String(),
			assuming: row.Assuming, contradiction: row.Contradiction,
		}
		if row.Slack != nil {
			got.slack = *row.Slack
		}
		if diff := cmp.Diff(expected, got, cmp.AllowUnexported(want{})); diff != "" {
			t.Errorf("%s (-want +got):\n%s", row.ID, diff)
		}
	}
}
