package books

import (
	"iter"
	"os"

	"lockstep/internal/agreement"
	"lockstep/internal/ledger"
)

// A Reading hands over events, or refusals, one by one, until there are no more or visit does
// not want them.
type Reading func(visit func(*ledger.Event, []ledger.Refusal) bool) error

// Incoming is new evidence on its way into the books.
type Incoming struct {
	Dir       string // the project folder, in which the texts of sources lie
	Agreement *agreement.Agreement
	Read      Reading
	DryRun    bool // look at everything and add nothing
}

// Events gives the events until one is refused. The rest is read for what else is wrong, and
// the sequence ends with a *ledger.RefusedError that holds all of it.
func (in *Incoming) Events() (iter.Seq2[*ledger.Event, error], error) {
	texts, err := ledger.ReadSourceTexts(os.DirFS(in.Dir), in.Agreement)
	if err != nil {
		return nil, err
	}
	checker := ledger.NewChecker(in.Agreement, texts)
	return func(yield func(*ledger.Event, error) bool) {
		var refused []ledger.Refusal
		wanted := true
		err := in.Read(func(event *ledger.Event, faults []ledger.Refusal) bool {
			if event != nil {
				faults = append(faults, checker.Check(event, faults)...)
			}
			if refused = append(refused, faults...); len(refused) == 0 {
				wanted = yield(event, nil)
			}
			return wanted
		})
		switch {
		case !wanted:
		case err != nil:
			yield(nil, err)
		case len(refused) > 0:
			yield(nil, &ledger.RefusedError{Refused: refused})
		case in.DryRun:
			yield(nil, ledger.ErrDryRun)
		}
	}, nil
}

// Each reads events that are there.
func Each(events []*ledger.Event) Reading {
	return func(visit func(*ledger.Event, []ledger.Refusal) bool) error {
		for _, event := range events {
			if !visit(event, nil) {
				break
			}
		}
		return nil
	}
}

// One reads a single event.
func One(event *ledger.Event) Reading { return Each([]*ledger.Event{event}) }
