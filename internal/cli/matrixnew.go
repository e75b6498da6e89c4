package cli

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"lockstep/internal/diag"
	"lockstep/internal/matrix/draft"
	"lockstep/internal/matrix/sheet"
)

// A draftReport is the JSON of a first draft.
type draftReport struct {
	Into        string          `json:"into"`
	Commitments int             `json:"commitments"`
	Parties     int             `json:"parties"`
	Left        []sheet.Refusal `json:"left"` // not understood, and kept as text
	DryRun      bool            `json:"dry_run,omitempty"`
}

// importNew makes the first draft of a project out of a matrix, in a folder that is not there or
// empty.
func (c *console) importNew(dir, file string, in io.Reader, flags importFlags) error {
	if flags.matrixFlags != (matrixFlags{fresh: true, sheetName: flags.sheetName}) {
		return misuse("--new makes a draft and records nothing: --take, --source and so on are for " +
			"later")
	}
	if entries, err := os.ReadDir(dir); err == nil && len(entries) > 0 {
		return unreadable(fmt.Errorf("%s is not empty: it holds %s", dir, entries[0].Name()))
	}
	read, err := readMatrix(in, flags.sheetName)
	if err != nil {
		return err
	}
	if len(read.refused) > 0 {
		return c.matrixRefused("", file, read.refused, flags.json)
	}
	absolute, err := filepath.Abs(dir)
	if err != nil {
		return unreadable(err)
	}
	made, refused, wrong := draft.New(read.found, draft.NameOf(filepath.Base(absolute)),
		filepath.Base(file))
	if len(refused) > 0 {
		return c.matrixRefused("", file, refused, flags.json)
	}
	if wrong.Errors() {
		err := diag.Render(c.err, wrong, diag.Options{Width: c.width(), Colour: c.colour()})
		return unreadable(errors.Join(err,
			errors.New("the draft cannot be read back, and nothing was written")))
	}
	report := draftReport{Into: filepath.Join(dir, draft.FileName), Commitments: made.Commitments,
		Parties: made.Parties, Left: append(read.found.Notes, made.Left...), DryRun: flags.dryRun}
	if !flags.dryRun {
		if err := os.MkdirAll(dir, 0o777); err != nil {
			return unreadable(err)
		}
		if err := writeWhole(report.Into, made.Source, 0o666); err != nil {
			return err
		}
	}
	return c.showDraft(dir, &report, flags.json)
}

// showDraft says what was drafted and what was left.
func (c *console) showDraft(dir string, r *draftReport, asJSON bool) error {
	if asJSON {
		if r.Left == nil {
			r.Left = []sheet.Refusal{}
		}
		return c.json(r)
	}
	made := fmt.Sprintf("%s: %s and %s", r.Into, plural(r.Commitments, "commitment", "commitments"),
		plural(r.Parties, "party", "parties"))
	if r.DryRun {
		fmt.Fprintf(c.out, "Nothing was written. It would be %s.\n", made)
	} else {
		fmt.Fprintf(c.out, "Wrote %s.\n", made)
	}
	if len(r.Left) > 0 {
		fmt.Fprintln(c.out, "\nNot understood, and kept as text")
		for _, n := range r.Left {
			fmt.Fprint(c.out, c.wrapped(n.String(), 2))
		}
		fmt.Fprintln(c.out)
	}
	if !r.DryRun {
		fmt.Fprintf(c.out, "Next: lockstep check %s\n", dir)
	}
	return nil
}
