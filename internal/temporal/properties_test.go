package temporal

import (
	"testing"

	"pgregory.net/rapid"

	"lockstep/internal/agreement"
	"lockstep/internal/agreement/agreementtest"
	"lockstep/internal/calendar"
)

// dated are agreements with everything that has to do with dates.
func dated(least, most int) agreementtest.Options {
	opt := agreementtest.Everything()
	opt.Least, opt.Most = least, most
	opt.Powers, opt.Levels, opt.Readings = false, false, false
	return opt
}

// suppose draws days on which something is supposed to have happened.
func suppose(t *rapid.T, a *agreement.Agreement) Supposed {
	supposed := Supposed{}
	for range rapid.IntRange(0, 3).Draw(t, "suppositions") {
		day := calendar.Day(rapid.IntRange(18262, 18992).Draw(t, "day"))
		refs := []agreement.Ref{}
		for i := range a.Commitments {
			refs = append(refs, agreement.CommitmentRef(i))
		}
		for i := range a.Clocks {
			refs = append(refs, agreement.ClockRef(i))
		}
		for i := range a.Decisions {
			refs = append(refs, agreement.DecisionRef(i))
		}
		for i := range a.Conditions {
			refs = append(refs, agreement.ConditionRef(i))
		}
		for i := range a.Issues {
			refs = append(refs, agreement.IssueRef(i))
		}
		supposed[rapid.SampledFrom(refs).Draw(t, "supposed")] = day
	}
	return supposed
}

func anyContradiction(rows []Dates) bool {
	for _, row := range rows {
		if row.Contradiction {
			return true
		}
	}
	return false
}

// agree compares the rows with what the twin has found in one direction. Where bounds run away
// in one of the two, they must in the other; then there is nothing to compare.
func agree(t *rapid.T, rows []Dates, slow *twin, of func(Dates) calendar.Day) bool {
	if anyContradiction(rows) || slow.strayed {
		return false
	}
	for c, row := range rows {
		want := slow.dones[c]
		if want == farOff {
			want = calendar.None
		}
		if of(row) != want {
			t.Fatalf("%s: %v, slowly %v", row.ID, of(row), want)
		}
	}
	return true
}

func earliestOf(row Dates) calendar.Day { return row.Earliest }

func latestOf(row Dates) calendar.Day { return row.Latest }

func TestEarliestIsThatOfASlowTwin(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a := agreementtest.Draw(t, dated(1, 6))
		supposed := suppose(t, a)
		slow := newTwin(a, supposed)
		slow.earliest()
		agree(t, Compute(a, supposed), slow, earliestOf)
	})
}

func TestLatestIsThatOfASlowTwin(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a := agreementtest.Draw(t, dated(1, 6))
		supposed := suppose(t, a)
		slow := newTwin(a, supposed)
		if slow.anyCircle() {
			return
		}
		slow.latest()
		agree(t, Compute(a, supposed), slow, latestOf)
	})
}

// drawTangle draws a tangle with months, and with choices half of the time.
func drawTangle(t *rapid.T) *agreement.Agreement {
	g := tangler{
		t: t, months: true, choice: rapid.Bool().Draw(t, "choice"),
		orders: rapid.Bool().Draw(t, "orders"),
	}
	return g.tangle()
}

func TestTanglesAreSolvedAsByASlowTwin(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a := drawTangle(t)
		supposed := suppose(t, a)
		rows := Compute(a, supposed)
		early, late := newTwin(a, supposed), newTwin(a, supposed)
		early.earliest()
		agree(t, rows, early, earliestOf)
		if early.strayed && !anyContradiction(rows) {
			t.Fatal("a contradiction is not found")
		}
		if !late.anyCircle() {
			late.latest()
			agree(t, rows, late, latestOf)
		}
	})
}

func TestEveryContradictionIsOneOfTheSlowTwin(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a := drawTangle(t)
		supposed := suppose(t, a)
		if !anyContradiction(Compute(a, supposed)) {
			return
		}
		early, anchored, late := newTwin(a, supposed), newTwin(a, supposed), newTwin(a, supposed)
		anchored.floor = probeDay
		early.earliest()
		anchored.earliest()
		late.latest()
		if !early.strayed && !anchored.strayed && !late.strayed {
			t.Fatal("there is no contradiction, not even where everything is tied to a day")
		}
	})
}

// anyCircle reports whether something waits for itself.
func (t *twin) anyCircle() bool {
	again := newTwin(t.Agreement, t.supposed)
	again.earliest()
	for c := range again.dones {
		if again.dones[c] == farOff {
			return true
		}
	}
	return false
}
