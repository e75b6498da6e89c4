package desk

import (
	"os"
	"sync"

	"lockstep/internal/agreement"
	"lockstep/internal/blockers"
	"lockstep/internal/calendar"
	"lockstep/internal/check"
	"lockstep/internal/check/all"
	"lockstep/internal/concordance"
	"lockstep/internal/exposure"
	"lockstep/internal/lang"
	"lockstep/internal/ledger"
	"lockstep/internal/possible"
	"lockstep/internal/status"
	"lockstep/internal/temporal"
)

// An Edition is one state of a project. It does not change: its slices must not be written to.
type Edition struct {
	// Revision changes with what the edition shows. It counts up from 1 while a desk is open, but
	// for those from whom something is withheld.
	Revision uint64
	// Turn counts up from 1 while a desk is open, with every state of the project and alike for
	// everybody. It is never shown, since it moves with what is withheld.
	Turn       uint64
	Project    *lang.Project
	Agreement  *agreement.Agreement // the text alone, no reading applied
	Events     []ledger.Event       // all evidence that the agreement knows
	LeftOut    []ledger.Refusal     // recorded events that it does not know, and why
	Sealed     bool                 // the evidence lies in a ledger, to which pages may add
	Checkpoint string               // root hash of the ledger's log, "" where there is none
	Lags       string               // why the folder could not be read since, "" where it could
	Partial    bool                 // something is withheld from those for whom this is

	*text
	book       func() *status.Book
	index      func() *concordance.Index // of the words of Events
	last       func() calendar.Day
	texts      func() ledger.SourceTexts
	superseded chan struct{}
	marks      marks
	dir        string
	views      views
	whole      *Edition       // of which this is what somebody may see; nil: it is whole
	recorded   []ledger.Event // all of a ledger, in its order
	// concordance is that of the ledger; nil without one.
	concordance ledger.Concordance

	withheld ledger.Withheld // of recorded, from those for whom this is

	mu    sync.Mutex
	given map[ledger.Cut]*Answers
	order []ledger.Cut // of given, the oldest first
}

// The text is what hangs on the agreement alone.
type text struct {
	findings func() []check.Finding
	exposed  func() *Exposure
	dates    func() []temporal.Dates
	waits    memo
	stoppers func() []blockers.Answer
	names    func() []namedBy
}

func newEdition(revision uint64, p *lang.Project, m marks) *Edition {
	a := p.Agreement
	e := &Edition{Revision: revision, Turn: revision, Project: p, Agreement: a, marks: m,
		text:       newText(a),
		superseded: make(chan struct{}), given: map[ledger.Cut]*Answers{}}
	e.book = sync.OnceValue(func() *status.Book { return status.NewBook(a, e.Events) })
	e.index = sync.OnceValue(func() *concordance.Index { return indexOf(e) })
	e.last = sync.OnceValue(e.workOutLast)
	e.texts = sync.OnceValue(func() ledger.SourceTexts { return readTexts(e.dir, a) })
	return e
}

// readTexts are the stored texts of the sources, as far as they can be read.
func readTexts(dir string, a *agreement.Agreement) ledger.SourceTexts {
	texts, err := ledger.ReadSourceTexts(os.DirFS(dir), a)
	if err != nil {
		return ledger.SourceTexts{}
	}
	return texts
}

// SourceText is the stored text of a source; that there is none is the reason in it.
func (e *Edition) SourceText(name string) ledger.SourceText {
	text, stored := e.texts()[name]
	if !stored {
		text.Missing = "no file is named for it"
	}
	return text
}

func newText(a *agreement.Agreement) *text {
	dates := sync.OnceValue(func() []temporal.Dates { return temporal.Compute(a, nil) })
	return &text{
		findings: sync.OnceValue(func() []check.Finding {
			return check.Run(a, all.Checks(), check.Options{})
		}),
		dates:   dates,
		names:   sync.OnceValue(func() []namedBy { return namesOf(a) }),
		exposed: sync.OnceValue(func() *Exposure { return exposureOf(a, dates()) }),
		stoppers: sync.OnceValue(func() []blockers.Answer {
			return blockers.Ask(a, possible.Compile(a), blockers.Question{
				Goals: blockers.Goals(a), Size: largestGroup, Work: blockersWork,
			})
		}),
	}
}

// Pages look for blockers in groups up to this size, and no longer than this much work allows:
// about a second.
const (
	largestGroup = 2
	blockersWork = 50_000_000
)

// lagging is an edition with the text and evidence of e that says why there is nothing newer.
func (e *Edition) lagging(m marks, why error) *Edition {
	next := newEdition(e.Revision+1, e.Project, m)
	next.text, next.Events, next.LeftOut = e.text, e.Events, e.LeftOut
	next.Sealed, next.recorded, next.Lags = e.Sealed, e.recorded, why.Error()
	next.Checkpoint, next.texts, next.concordance = e.Checkpoint, e.texts, e.concordance
	return next
}

// Superseded is closed when a newer edition takes the place of this one.
func (e *Edition) Superseded() <-chan struct{} { return e.superseded }

// Findings are those of the text, with each reading and with all.
func (e *Edition) Findings() []check.Finding { return e.findings() }

// Dates are the days of every commitment, by position, by what the text alone says.
func (e *Edition) Dates() []temporal.Dates { return e.dates() }

// Blockers are, for each goal, who can stop it by the text, alone or with one other.
func (e *Edition) Blockers() []blockers.Answer { return e.stoppers() }

// Exposure is how exposed each party can come to stand by the text.
func (e *Edition) Exposure() *Exposure { return e.exposed() }

// LastEvent is the day of the latest event or, without any, of the signature; calendar.None
// where there is neither.
func (e *Edition) LastEvent() calendar.Day { return e.last() }

func (e *Edition) workOutLast() calendar.Day {
	last := e.Agreement.Signed
	for i := range e.Events {
		last = max(last, e.Events[i].At)
	}
	return last
}

// An Exposure is how exposed the parties can come to stand, and along which order.
type Exposure struct {
	Parties []exposure.Exposure // by party
	Days    []calendar.Day      // by commitment: its earliest day, else its due day, else none
	Order   []int32             // the once-commitments as they are declared
}

func exposureOf(a *agreement.Agreement, dates []temporal.Dates) *Exposure {
	x := &Exposure{Parties: exposure.Compute(a, exposure.Options{}), Days: temporal.Planned(dates)}
	x.Order = exposure.Order(a, x.Days)
	return x
}
