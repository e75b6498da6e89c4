package books

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"slices"

	"lockstep/internal/ledger"
)

// A Review says what would become of the events of a file, one by one, if all that can be taken
// were taken. Nothing is recorded by it.
type Review struct {
	New     []ledger.Event   // can be added, in the order of the file
	Present []ledger.Event   // there already with the same content, whoever entered it
	Refused []ledger.Refusal // by line
}

// Review holds the events of a file, each with the line on which it stands, against the
// agreement, their sources, the books and each other. The error is that of reading the file or
// the books.
func (in *Incoming) Review(ctx context.Context, b Books) (*Review, error) {
	given, r, err := in.good()
	if err != nil {
		return nil, err
	}
	if r.New, err = r.absent(ctx, b, given); err != nil {
		return nil, err
	}
	for {
		refused, err := r.tried(ctx, b)
		if err != nil || len(refused) == 0 {
			ledger.SortRefusals(r.Refused)
			return r, err
		}
		if before := len(r.New); r.leave(refused) == before {
			return nil, &ledger.RefusedError{Refused: refused} // of nothing in the file
		}
	}
}

// good are the events of the file with which nothing is wrong by themselves; what is wrong with
// the others is refused.
func (in *Incoming) good() ([]ledger.Event, *Review, error) {
	texts, err := ledger.ReadSourceTexts(os.DirFS(in.Dir), in.Agreement)
	if err != nil {
		return nil, nil, err
	}
	r, checker := &Review{}, ledger.NewChecker(in.Agreement, texts)
	var given []ledger.Event
	err = in.Read(func(event *ledger.Event, faults []ledger.Refusal) bool {
		if event != nil {
			faults = append(faults, checker.Check(event, faults)...)
		}
		if r.Refused = append(r.Refused, faults...); len(faults) == 0 && event != nil {
			given = append(given, *event)
		}
		return true
	})
	return given, r, err
}

// absent are the events that the books do not hold with the same content; the others are present.
func (r *Review) absent(ctx context.Context, b Books, given []ledger.Event) (
	[]ledger.Event, error,
) {
	ids := make([]string, len(given))
	for i := range given {
		ids[i] = given[i].ID
	}
	there, err := b.Events(ctx, ids)
	if err != nil {
		return nil, err
	}
	return slices.DeleteFunc(given, func(e ledger.Event) bool {
		kept, found := there[e.ID]
		if found = found && sameButRecorder(kept, e); found {
			r.Present = append(r.Present, e)
		}
		return found
	}), nil
}

// sameButRecorder reports whether two events say the same, whoever entered them.
func sameButRecorder(x, y ledger.Event) bool {
	x.Recorder, y.Recorder = "", ""
	return bytes.Equal(ledger.AppendJSON(nil, &x), ledger.AppendJSON(nil, &y))
}

// tried is what the books refuse of the new events.
func (r *Review) tried(ctx context.Context, b Books) ([]ledger.Refusal, error) {
	if len(r.New) == 0 {
		return nil, nil
	}
	_, err := b.Add(ctx, func(yield func(*ledger.Event, error) bool) {
		for e, err := range ledger.Each(r.New) {
			if !yield(e, err) {
				return
			}
		}
		yield(nil, ledger.ErrDryRun)
	})
	var refused *ledger.RefusedError
	switch {
	case errors.As(err, &refused):
		return refused.Refused, nil
	case errors.Is(err, ledger.ErrDryRun):
		return nil, nil
	}
	return nil, err
}

// leave takes out the new events that were refused, and those that change one of them. It returns
// how many are left.
func (r *Review) leave(refused []ledger.Refusal) int {
	r.Refused = append(r.Refused, refused...)
	left, lost := map[int32]bool{}, map[string]bool{}
	for _, f := range refused {
		left[int32(f.Line)], lost[f.Event] = true, true
	}
	r.New = slices.DeleteFunc(r.New, func(e ledger.Event) bool { return left[e.Line] })
	for len(lost) > 0 {
		for i := range r.New {
			delete(lost, r.New[i].ID) // another line of that id is good
		}
		lost = r.leaveChanging(lost)
	}
	return len(r.New)
}

// leaveChanging takes out the new events that change one of these, and returns their ids.
func (r *Review) leaveChanging(lost map[string]bool) map[string]bool {
	more := map[string]bool{}
	r.New = slices.DeleteFunc(r.New, func(e ledger.Event) bool {
		field, target := "corrects", e.Corrects
		if e.Retracts != "" {
			field, target = "retracts", e.Retracts
		}
		if target == "" || !lost[target] {
			return false
		}
		more[e.ID] = true
		r.Refused = append(r.Refused, ledger.Refusal{Line: int(e.Line), Event: e.ID, Field: field,
			Reason: fmt.Sprintf("%s is refused itself", target)})
		return true
	})
	return more
}
