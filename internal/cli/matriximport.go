package cli

import (
	"context"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"lockstep/internal/calendar"
	"lockstep/internal/diag"
	"lockstep/internal/ledger"
	"lockstep/internal/matrix"
	"lockstep/internal/matrix/sheet"
)

// matrixFlags say what becomes of a matrix: what is taken of it, and who says so.
type matrixFlags struct {
	take                         string
	source, at, known            string
	assessor, restsOn, sheetName string
	fresh                        bool
}

func (flags *matrixFlags) add(command *cobra.Command) {
	f := command.Flags()
	f.StringVar(&flags.take, "take", "", "of a matrix, record the changes of these rows: ids with "+
		"commas between, or all")
	f.StringVar(&flags.source, "source", "", "the source of what is taken")
	f.StringVar(&flags.assessor, "assessor", "", "who made the assessment that is taken")
	f.StringVar(&flags.at, "at", "", "the day of what is taken, where the matrix gives none")
	f.StringVar(&flags.known, "known", "",
		"when it could be known; without it, when the source was published")
	f.StringVar(&flags.restsOn, "rests-on", "", "what is taken rests on: claimed, reported, "+
		"verified or accepted")
	f.StringVar(&flags.sheetName, "sheet", "", "the sheet of a workbook that holds the matrix")
	f.BoolVar(&flags.fresh, "new", false, "make a first draft of a project in DIR out of a matrix")
}

// A matrixReport is the JSON of importing a matrix.
type matrixReport struct {
	*matrix.Review
	Taken *importReport `json:"taken"` // null: nothing was to be recorded
}

// importMatrix tells what somebody changed in a matrix, and records what is to be taken.
func (c *console) importMatrix(
	ctx context.Context, dir, file string, in io.Reader, flags importFlags,
) error {
	project, err := c.load(dir, flags.json)
	if err != nil {
		return err
	}
	read, err := readMatrix(in, flags.sheetName)
	if err != nil {
		return err
	}
	if len(read.refused) > 0 {
		return c.matrixRefused(project.Agreement.ID, file, read.refused, flags.json)
	}
	base, open, err := c.base(dir, project, read.found, flags)
	if err != nil {
		return err
	}
	review := matrix.Compare(base, read.found)
	if len(review.Refused) > 0 && !flags.json {
		if err := c.tellReview(file, review); err != nil {
			return err
		}
	}
	if len(review.Refused) > 0 && flags.json {
		if err := c.json(matrixReport{Review: review}); err != nil {
			return err
		}
		return &exitError{status: exitInput}
	}
	if len(review.Refused) > 0 {
		return c.matrixRefused(project.Agreement.ID, file, review.Refused, false)
	}
	report := matrixReport{Review: review}
	if flags.take != "" {
		t := taking{open: open, review: review, file: file, sheet: read.found.Sheet, flags: flags}
		if report.Taken, err = c.take(ctx, dir, &t); err != nil {
			return err
		}
	}
	if flags.json {
		return c.json(report)
	}
	return c.showMatrix(dir, file, &report)
}

// A taking is what is to be recorded of a matrix.
type taking struct {
	open        *openProject
	review      *matrix.Review
	file, sheet string
	flags       importFlags
}

// take records what was chosen of a review: all of it or nothing.
func (c *console) take(ctx context.Context, dir string, t *taking) (*importReport, error) {
	if t.review.Matrix == matrix.OfActivities.String() {
		return nil, misuse("what the agreement says is changed in its files, by hand: --take is of a " +
			"completion")
	}
	chosen, err := t.chosen()
	if err != nil {
		return nil, err
	}
	if t.flags.source == "" || t.flags.assessor == "" {
		return nil, misuse("--take says that something happened: add --source and --assessor, so " +
			"that it is known who says so")
	}
	chosen = slices.DeleteFunc(chosen, t.present)
	ids, err := c.nextIDs(ctx, dir, t.open.project, len(chosen), t.flags.json)
	if err != nil {
		return nil, err
	}
	events, refused := t.events(chosen, ids)
	if len(refused) > 0 {
		return nil, c.matrixRefused(t.review.Agreement, t.file, refused, t.flags.json)
	}
	stream := func(visit func(*ledger.Event, []ledger.Refusal) bool) error {
		for i := range events {
			if !visit(&events[i], nil) {
				break
			}
		}
		return nil
	}
	return c.enter(ctx, entry{t.open.project, dir, t.file, stream, t.flags.dryRun}, t.flags.json)
}

// chosen are the changes that --take names and from which an event follows.
func (t *taking) chosen() ([]matrix.Change, error) {
	var offered []matrix.Change
	var ids []string
	for _, change := range t.review.Changes {
		if change.Event != nil {
			offered = append(offered, change)
			ids = append(ids, change.ID)
		}
	}
	if t.flags.take == "all" {
		return offered, nil
	}
	var chosen []matrix.Change
	for name := range strings.SplitSeq(t.flags.take, ",") {
		i := slices.Index(ids, strings.TrimSpace(name))
		if i < 0 {
			return nil, misuse("--take: nothing can be recorded of %q.%s", name,
				diag.DidYouMean(name, ids))
		}
		chosen = append(chosen, offered[i])
	}
	return chosen, nil
}

// day is when a change happened.
func (t *taking) day(change *matrix.Change) string {
	if change.Event.At != "" {
		return change.Event.At
	}
	return t.flags.at
}

// present reports whether the evidence says the same already, from the same source.
func (t *taking) present(change matrix.Change) bool {
	return slices.ContainsFunc(t.open.events, func(e ledger.Event) bool {
		return e.Subject == change.ID && e.Kind.String() == change.Event.Kind &&
			e.Source == t.flags.source && strings.HasPrefix(e.At.String(), t.day(&change)) &&
			t.day(&change) != ""
	})
}

// events are the changes as evidence. What cannot be recorded is refused, by row.
func (t *taking) events(chosen []matrix.Change, ids []string) (
	events []ledger.Event, refused []sheet.Refusal,
) {
	for i := range chosen {
		change := &chosen[i]
		if t.day(change) == "" {
			refused = append(refused, sheet.Refusal{Row: change.Row, Column: "Day", Reason: change.ID +
				": it is not said on which day: enter it, or add --at"})
			continue
		}
		event, faults := ledger.EventOf(t.fields(change, ids[i]))
		for _, f := range faults {
			refused = append(refused, sheet.Refusal{Row: change.Row, Column: f.Field,
				Reason: change.ID + ": " + f.Reason})
		}
		event.Line = int32(change.Row)
		events = append(events, event)
	}
	return events, refused
}

// fields are those of the event that a change says.
func (t *taking) fields(change *matrix.Change, id string) map[string]string {
	locator := fmt.Sprintf("%s, row %d", filepath.Base(t.file), change.Row)
	if t.sheet != "" {
		locator = fmt.Sprintf("%s, sheet %s, row %d", filepath.Base(t.file), t.sheet, change.Row)
	}
	return map[string]string{
		"id": id, "kind": change.Event.Kind, "subject": change.ID, "at": t.day(change),
		"known": t.known(change), "source": t.flags.source, "assessor": t.flags.assessor,
		"rests-on": t.flags.restsOn, "note": change.Event.Note, "locator": locator,
	}
}

// known is when a change could be known: what was said, else when the source was published,
// unless that was before it happened.
func (t *taking) known(change *matrix.Change) string {
	if t.flags.known != "" {
		return t.flags.known
	}
	for i := range t.open.agreement.Sources {
		s := &t.open.agreement.Sources[i]
		if s.ID == t.flags.source && s.Published != calendar.None &&
			s.Published.String() >= t.day(change) {
			return s.Published.String()
		}
	}
	return ""
}
