package temporal

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"lockstep/internal/agreement"
	"lockstep/internal/agreement/agreementtest"
	"lockstep/internal/calendar"
)

// A rewriting changes the times and references of an agreement, leaf by leaf.
type rewriting struct {
	day  func(calendar.Day) calendar.Day
	refs func(agreement.Ref) agreement.Ref
}

func (r rewriting) time(t *agreement.Time) *agreement.Time {
	if t == nil {
		return nil
	}
	changed := *t
	changed.Day, changed.Of = r.day(t.Day), r.refs(t.Of)
	changed.Args = slices.Clone(t.Args)
	for i := range t.Args {
		changed.Args[i] = *r.time(&t.Args[i])
	}
	return &changed
}

func (r rewriting) guard(g agreement.Guard) agreement.Guard {
	g.Of, g.At = r.refs(g.Of), r.time(g.At)
	g.Args = slices.Clone(g.Args)
	for i := range g.Args {
		g.Args[i] = r.guard(g.Args[i])
	}
	return g
}

// agreement is a with every day and reference changed that dates depend on.
func (r rewriting) agreement(a *agreement.Agreement) *agreement.Agreement {
	changed := *a
	changed.Clocks = slices.Clone(a.Clocks)
	for i := range a.Clocks {
		changed.Clocks[i].At = r.time(a.Clocks[i].At)
	}
	changed.Commitments = slices.Clone(a.Commitments)
	for i := range changed.Commitments {
		c := &changed.Commitments[i]
		c.After, c.Provided = r.guard(c.After), r.guard(c.Provided)
		for _, at := range []**agreement.Time{&c.Starts, &c.NotBefore, &c.StartBy, &c.Due} {
			*at = r.time(*at)
		}
	}
	changed.Exchanges = slices.Clone(a.Exchanges)
	for i := range changed.Exchanges {
		sides := slices.Clone(changed.Exchanges[i].Sides)
		for s := range sides {
			sides[s] = r.list(sides[s])
		}
		changed.Exchanges[i].Sides = sides
	}
	changed.Branches = slices.Clone(a.Branches)
	for i := range changed.Branches {
		b := &changed.Branches[i]
		b.If, b.Then, b.Else = r.guard(b.If), r.list(b.Then), r.list(b.Else)
	}
	return &changed
}

func (r rewriting) list(refs []agreement.Ref) []agreement.Ref {
	changed := slices.Clone(refs)
	for i := range changed {
		changed[i] = r.refs(changed[i])
	}
	return changed
}

func sameRef(r agreement.Ref) agreement.Ref { return r }

func sameDay(d calendar.Day) calendar.Day { return d }

func TestAllDatesLaterMakesEveryDayLater(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		g := tangler{t: t, choice: rapid.Bool().Draw(t, "choice")}
		a := g.tangle()
		supposed := suppose(t, a)
		days := calendar.Day(rapid.IntRange(-5000, 5000).Draw(t, "later"))
		later := func(d calendar.Day) calendar.Day {
			if d == calendar.None {
				return d
			}
			return d + days
		}
		rows := Compute(a, supposed)
		for ref := range supposed {
			supposed[ref] += days
		}
		moved := Compute(rewriting{day: later, refs: sameRef}.agreement(a), supposed)
		for i := range rows {
			rows[i].Earliest, rows[i].Due = later(rows[i].Earliest), later(rows[i].Due)
			rows[i].Latest = later(rows[i].Latest)
		}
		if diff := cmp.Diff(rows, moved); diff != "" {
			t.Fatalf("%d days later (-moved afterwards +moved before):\n%s", days, diff)
		}
	})
}

// reversed is a with its commitments and clocks in the opposite order, under names that sort
// that way.
func reversed(a *agreement.Agreement) (*agreement.Agreement, func(agreement.Ref) agreement.Ref) {
	turn := func(r agreement.Ref) agreement.Ref {
		switch r.Kind {
		case agreement.KindCommitment:
			r.Index = int32(len(a.Commitments)) - 1 - r.Index
		case agreement.KindClock:
			r.Index = int32(len(a.Clocks)) - 1 - r.Index
		}
		return r
	}
	turned := rewriting{day: sameDay, refs: turn}.agreement(a)
	slices.Reverse(turned.Commitments)
	slices.Reverse(turned.Clocks)
	for i := range turned.Commitments {
		turned.Commitments[i].ID = a.Commitments[i].ID
	}
	for i := range turned.Clocks {
		turned.Clocks[i].ID = a.Clocks[i].ID
	}
	return turned, turn
}

func TestOrderOfDeclarationDoesNotMatter(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a := drawTangle(t)
		if rapid.Bool().Draw(t, "drawn elsewhere") {
			a = agreementtest.Draw(t, dated(1, 8))
		}
		supposed := suppose(t, a)
		turned, turn := reversed(a)
		turnedSupposed := Supposed{}
		for ref, day := range supposed {
			turnedSupposed[turn(ref)] = day
		}
		rows, back := Compute(a, supposed), Compute(turned, turnedSupposed)
		slices.Reverse(back)
		clocks := map[string]string{}
		for i := range a.Clocks {
			clocks[a.Clocks[i].ID] = a.Clocks[len(a.Clocks)-1-i].ID
		}
		for i := range back {
			back[i].ID = rows[i].ID
			back[i].Assuming = renamed(back[i].Assuming, clocks)
		}
		if diff := cmp.Diff(rows, back); diff != "" {
			t.Fatalf("the other way round (-as drawn +reversed):\n%s", diff)
		}
	})
}

func renamed(ids []string, names map[string]string) []string {
	changed := slices.Clone(ids)
	for i, id := range changed {
		if name, ok := names[id]; ok {
			changed[i] = name
		}
	}
	slices.SortFunc(changed, strings.Compare)
	return changed
}

func TestLargeRandomAgreementsComeToAnEnd(t *testing.T) {
	opt := agreementtest.Everything()
	opt.Least, opt.Most = 200, 400
	for seed := range uint64(20) {
		a := agreementtest.Random(seed, opt)
		rows := Compute(a, nil)
		if len(rows) != len(a.Commitments) {
			t.Fatalf("seed %d: %d rows for %d commitments", seed, len(rows), len(a.Commitments))
		}
	}
}
