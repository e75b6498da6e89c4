package cli

import (
	"context"
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"lockstep/internal/books"
	"lockstep/internal/diag"
	"lockstep/internal/intake"
	"lockstep/internal/ledger"
	"lockstep/internal/matrix"
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

// saying is what the flags add to a matrix.
func (flags *matrixFlags) saying() intake.Saying {
	return intake.Saying{Source: flags.source, Assessor: flags.assessor, At: flags.at,
		Known: flags.known, RestsOn: flags.restsOn}
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
		t := taking{open: open, flags: flags, Taking: intake.Taking{Agreement: project.Agreement,
			Review: review, File: file, Sheet: read.found.Sheet, Saying: flags.saying()}}
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
	intake.Taking
	open  *openProject
	flags importFlags
}

// take records what was chosen of a review: all of it or nothing.
func (c *console) take(ctx context.Context, dir string, t *taking) (*importReport, error) {
	if t.Review.Matrix == matrix.OfActivities.String() {
		return nil, misuse("what the agreement says is changed in its files, by hand: --take is of a " +
			"completion")
	}
	chosen, err := t.chosen()
	if err != nil {
		return nil, err
	}
	if t.Source == "" || t.Assessor == "" {
		return nil, misuse("--take says that something happened: add --source and --assessor, so " +
			"that it is known who says so")
	}
	chosen = slices.DeleteFunc(chosen, func(change matrix.Change) bool {
		return t.Present(&change, t.open.events)
	})
	ids := make([]string, len(chosen)) // the books give others
	for i := range chosen {
		ids[i] = chosen[i].ID
	}
	events, refused := t.Events(chosen, ids)
	if len(refused) > 0 {
		return nil, c.matrixRefused(t.Review.Agreement, t.File, refused, t.flags.json)
	}
	fresh := make([]*ledger.Event, len(events))
	for i := range events {
		fresh[i] = &events[i]
	}
	return c.enter(ctx, entry{project: t.open.project, dir: dir, from: t.File,
		dryRun: t.flags.dryRun,
		add: func(kept books.Books, in books.Incoming) (ledger.Receipt, error) {
			return books.AddNumbered(ctx, kept, in, fresh)
		}}, t.flags.json)
}

// chosen are the changes that --take names and from which an event follows.
func (t *taking) chosen() ([]matrix.Change, error) {
	offered := intake.Offered(t.Review)
	if t.flags.take == "all" {
		return offered, nil
	}
	ids := make([]string, len(offered))
	for i := range offered {
		ids[i] = offered[i].ID
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
