package desk

import (
	"slices"
	"sync"

	"lockstep/internal/calendar"
	"lockstep/internal/ledger"
	"lockstep/internal/status"
)

// Answers are what can be asked of one edition under one cut. They do not change.
type Answers struct {
	*Edition
	Cut ledger.Cut // whose AsOf is a day

	report   func() *status.Report
	counting func() []ledger.Event
	byID     func() map[string]*ledger.Event

	keeping sync.Mutex
	kept    map[string]func() any
}

// mostCuts is how many cuts an edition keeps the answers of; the oldest give way.
const mostCuts = 200

// Answers gives the answers for a cut, the same ones to everybody who asks.
func (e *Edition) Answers(cut ledger.Cut) *Answers {
	e.mu.Lock()
	defer e.mu.Unlock()
	if given := e.given[cut]; given != nil {
		return given
	}
	if len(e.order) == mostCuts {
		delete(e.given, e.order[0])
		e.order = slices.Delete(e.order, 0, 1)
	}
	given := newAnswers(e, cut)
	e.given[cut] = given
	e.order = append(e.order, cut)
	return given
}

func newAnswers(e *Edition, cut ledger.Cut) *Answers {
	x := &Answers{Edition: e, Cut: cut}
	x.report = sync.OnceValue(func() *status.Report {
		return e.book().At(status.Question{Cut: cut})
	})
	x.counting = sync.OnceValue(func() []ledger.Event { return ledger.View(e.Events, cut) })
	x.byID = sync.OnceValue(func() map[string]*ledger.Event {
		found := map[string]*ledger.Event{}
		view := x.Counting()
		for i := range view {
			found[view[i].ID] = &view[i]
		}
		return found
	})
	return x
}

// Kept is what work gives, under a name of its own: worked out once, however many ask at the same
// time, and kept as long as the answers. It must hang on the answers alone, and nobody may change
// it.
func (x *Answers) Kept(name string, work func() any) any {
	x.keeping.Lock()
	given := x.kept[name]
	if given == nil {
		if x.kept == nil {
			x.kept = map[string]func() any{}
		}
		given = sync.OnceValue(work)
		x.kept[name] = given
	}
	x.keeping.Unlock()
	return given()
}

// Report is how everything stands.
func (x *Answers) Report() *status.Report { return x.report() }

// ReportAccepting is how everything stands where acts are done on other evidence than usual.
func (x *Answers) ReportAccepting(accept status.Accept) *status.Report {
	return x.book().At(status.Question{Cut: x.Cut, Accept: accept})
}

// Counting are the events that count, by time, known day and id.
func (x *Answers) Counting() []ledger.Event { return x.counting() }

// Event is the event of that id if it counts, else nil.
func (x *Answers) Event(id string) *ledger.Event { return x.byID()[id] }

// Figures is what is said of the level at that position in the agreement.
func (x *Answers) Figures(level int32) *status.Figures { return x.book().Figures(level, x.Cut) }

// Earlier are the answers for an earlier day, as it was known then.
func (x *Answers) Earlier(day calendar.Day) *Answers {
	cut := x.Cut
	cut.AsOf = day
	if cut.KnownAt == calendar.None || day < cut.KnownAt {
		cut.KnownAt = day
	}
	return x.Answers(cut)
}

// Since is what is different from how it stood on an earlier day, as it was known then.
func (x *Answers) Since(day calendar.Day) *status.Since {
	return status.Changes(x.Earlier(day).Report(), x.Report())
}
