package status_test

import (
	"encoding/json"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"lockstep/internal/agreement"
	"lockstep/internal/agreement/agreementtest"
	"lockstep/internal/calendar"
	"lockstep/internal/ledger"
	"lockstep/internal/status"
	"lockstep/internal/status/course"
	"lockstep/internal/status/statustest"
)

// random is a random agreement with random evidence and a random question.
func random(seed uint64) (*agreement.Agreement, []ledger.Event, status.Question) {
	below := rand.New(rand.NewPCG(seed, 3)).IntN
	opt := agreementtest.Everything()
	opt.Most = 6
	return drawn(agreementtest.Random(seed, opt), below)
}

func drawn(a *agreement.Agreement, below func(int) int) (
	*agreement.Agreement, []ledger.Event, status.Question,
) {
	statustest.Sign(a, below)
	return a, statustest.Events(a, 20, below), drawnQuestion(below)
}

func drawnQuestion(below func(int) int) status.Question {
	q := status.Question{Accept: status.Accept(below(len(status.AcceptNames)))}
	q.Cut = ledger.Cut{AsOf: statustest.Day(below), KnownAt: calendar.None}
	if below(2) == 1 {
		q.Cut.KnownAt = statustest.Day(below)
	}
	if below(4) == 3 {
		q.Cut.RecordedBy = ledger.Instant(below(100))
	}
	return q
}

func seeds(t *testing.T, n uint64) uint64 {
	if testing.Short() {
		return n / 10
	}
	return n
}

// asJSON is the answer as it is printed.
func asJSON(t testing.TB, r *status.Report) string {
	t.Helper()
	text, err := json.MarshalIndent(r, "", " ")
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// slowObservation is what an event says has happened, told plainly: a second opinion on what
// counts. No drawn condition is judged jointly.
func slowObservation(
	a *agreement.Agreement, e ledger.Event, accept status.Accept,
) (o course.Observation, ok bool) {
	rests := e.RestsOn
	if rests == ledger.RestsOnNothing {
		rests = ledger.Reported
	}
	attested := rests >= ledger.Reported || accept == status.AcceptClaimed
	act := attested && (accept != status.AcceptVerified || rests >= ledger.Verified)
	of, _ := a.Lookup(e.Subject)
	o = course.Observation{Day: e.At, Of: of, Vague: e.Precision != ledger.ByDay}
	o.By, _ = a.Lookup(e.Actor)
	byJudge := func(named []agreement.Ref) bool {
		if e.Assessor == "" || len(named) == 0 {
			return true
		}
		who, _ := a.Lookup(e.Assessor)
		return slices.ContainsFunc(a.Principals(who), func(p agreement.Ref) bool {
			return slices.Contains(named, p)
		})
	}
	switch e.Kind {
	case ledger.Starts:
		o.What, ok = course.ClockStarts, attested
	case ledger.Begun, ledger.Partly:
		o.What, ok = course.Begins, act
	case ledger.Done:
		o.What, ok = course.Ends, act
	case ledger.CompliedWith:
		o.What, ok = course.Complies, act
	case ledger.ViolationAlleged:
		o.What, ok = course.IsAlleged, true
	case ledger.ViolationFound:
		o.What, ok = course.IsAlleged, true
		if attested && byJudge(a.Commitments[of.Index].Verify) {
			o.What = course.IsFound
		}
	case ledger.ViolationNotFound:
		o.What, ok = course.Complies, attested && byJudge(a.Commitments[of.Index].Verify)
	case ledger.Suspended:
		o.What, ok = course.Suspends, true
	case ledger.Resumed:
		o.What, ok = course.Resumes, true
	case ledger.Waived, ledger.Terminated:
		o.What, ok = course.Terminates, attested
	case ledger.Extended:
		o.What, ok = course.Extends, attested
		if e.Value != nil {
			o.Days = int32(e.Value.Best)
		}
	case ledger.HoldsTrue:
		o.What, ok = course.Holds, attested && byJudge(a.Conditions[of.Index].Judges)
	case ledger.Lapses:
		o.What, ok = course.Lapses, attested && byJudge(a.Conditions[of.Index].Judges)
	case ledger.PutUnderSilence:
		o.What, ok = course.IsPut, true
	case ledger.AgreedBy:
		o.What, ok = course.Agrees, true
	case ledger.SilenceBrokenBy:
		o.What, ok = course.Breaks, true
	case ledger.Taken:
		o.What, ok = course.IsTaken, attested
	case ledger.Lapsed:
		o.What, ok = course.Drops, attested
	case ledger.Measured:
		o.What, ok, o.Number = course.Measures, attested, e.Value.Best
	case ledger.Agreed:
		o.What, ok = course.IsAgreed, attested
	}
	return o, ok
}

// TestStatusIsTheSlowFold: standings, due days and stages are those of the reference interpreter
// that observes what counts in the ledger's view, event by event.
func TestStatusIsTheSlowFold(t *testing.T) {
	for seed := range seeds(t, 4000) {
		a, events, q := random(seed)
		var observations []course.Observation
		for _, e := range ledger.View(events, q.Cut) {
			if o, ok := slowObservation(a, e, q.Accept); ok {
				observations = append(observations, o)
			}
		}
		slow := statustest.Fold(a, observations, q.Cut.AsOf)
		r := status.NewBook(a, events).At(q)
		got := map[string]string{}
		for _, c := range r.Commitments {
			due := c.Due
			if c.DueProjected {
				due = calendar.None
			}
			got[c.ID] = c.Standing + " due " + due.String()
		}
		for c := range a.Commitments {
			id := a.Commitments[c].ID
			want := slow.Word(int32(c)) + " due " + slow.Due(int32(c)).String()
			_, shown := got[id]
			if shown && got[id] != want {
				t.Fatalf("seed %d, %s: want %s, got %s", seed, id, want, got[id])
			}
			if !shown && (slow.World.Exists(slow.State, int32(c)) || slow.Word(int32(c)) == "void") {
				t.Fatalf("seed %d: %s exists and is not shown", seed, id)
			}
		}
		for i, d := range r.Decisions {
			if taken := slow.State.Decisions[i].Taken; d.Taken != taken {
				t.Fatalf("seed %d, %s: want taken %s, got %s", seed, d.ID, taken, d.Taken)
			}
		}
	}
}

// TestWhatIsLearnedLaterChangesNothing: an answer known at a day, recorded by a moment, stays as
// it is, byte for byte, whatever is learned or recorded later.
func TestWhatIsLearnedLaterChangesNothing(t *testing.T) {
	for seed := range seeds(t, 2000) {
		a, events, q := random(seed)
		if q.Cut.KnownAt == calendar.None && q.Cut.RecordedBy == 0 {
			continue
		}
		earlier := slices.DeleteFunc(slices.Clone(events), func(e ledger.Event) bool {
			return q.Cut.KnownAt != calendar.None && e.Known > q.Cut.KnownAt ||
				q.Cut.RecordedBy != 0 && e.Recorded > q.Cut.RecordedBy
		})
		then := asJSON(t, status.NewBook(a, earlier).At(q))
		now := asJSON(t, status.NewBook(a, events).At(q))
		if then != now {
			t.Fatalf("seed %d: %s", seed, cmp.Diff(then, now))
		}
	}
}

// TestAnswersStay: whatever is recorded later, what was known and what was recorded by then stays.
// The same is asked of every kind of store, where that is tested.
func TestAnswersStay(t *testing.T) {
	statustest.AnswersStay(t, seeds(t, 1000), func(testing.TB) statustest.Books {
		return &statustest.InMemory{}
	})
}

// TestTheOrderOfEventsMeansNothing: evidence may come in any order.
func TestTheOrderOfEventsMeansNothing(t *testing.T) {
	for seed := range seeds(t, 2000) {
		a, events, q := random(seed)
		want := asJSON(t, status.NewBook(a, events).At(q))
		shuffled := slices.Clone(events)
		rand.New(rand.NewPCG(seed, 4)).Shuffle(len(shuffled), func(i, j int) {
			shuffled[i], shuffled[j] = shuffled[j], shuffled[i]
		})
		if got := asJSON(t, status.NewBook(a, shuffled).At(q)); got != want {
			t.Fatalf("seed %d: %s", seed, cmp.Diff(want, got))
		}
	}
}

// TestOneBookAnswersManyQuestions: a book keeps nothing from one question to the next.
func TestOneBookAnswersManyQuestions(t *testing.T) {
	for seed := range seeds(t, 300) {
		a, events, q := random(seed)
		book := status.NewBook(a, events)
		below := rand.New(rand.NewPCG(seed, 5)).IntN
		for range 4 {
			book.At(drawnQuestion(below))
		}
		want := asJSON(t, status.NewBook(a, events).At(q))
		if got := asJSON(t, book.At(q)); got != want {
			t.Fatalf("seed %d: %s", seed, cmp.Diff(want, got))
		}
	}
}

// TestAnswersAddUp: totals count every commitment once, what is listed is about it, and what
// rests on a dispute says whose words contradict one another.
func TestAnswersAddUp(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		below := func(n int) int { return rapid.IntRange(0, n-1).Draw(t, "choice") }
		opt := agreementtest.Everything()
		opt.Most = 4
		a, events, q := drawn(agreementtest.Draw(t, opt), below)
		r := status.NewBook(a, events).At(q)
		total := 0
		for _, n := range r.Totals.All {
			total += n
		}
		if total != len(r.Commitments) {
			t.Errorf("the totals count %d of %d", total, len(r.Commitments))
		}
		about := map[string]string{}
		for _, e := range events {
			about[e.ID] = e.Subject
		}
		for _, c := range r.Commitments {
			for _, id := range c.Events {
				if about[id] != c.ID {
					t.Errorf("%s is listed under %s", id, c.ID)
				}
			}
			if (c.RestsOn == "disputed") != (len(c.DisputedBy) > 1) {
				t.Errorf("%s rests on %s, disputed by %v", c.ID, c.RestsOn, c.DisputedBy)
			}
			if c.Overdue && c.Due >= q.Cut.AsOf {
				t.Errorf("%s is overdue before its day", c.ID)
			}
			if c.Standing == "waiting" && len(c.BlockedBy) == 0 && c.WaitsUntil == calendar.None &&
				c.ClosedOn == calendar.None {
				t.Errorf("%s waits for nothing", c.ID)
			}
		}
	})
}
