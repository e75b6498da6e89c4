package cli

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"lockstep/internal/diag"
	"lockstep/internal/intake"
	"lockstep/internal/lang"
	"lockstep/internal/ledger"
	"lockstep/internal/matrix"
	"lockstep/internal/matrix/sheet"
	"lockstep/internal/status"
)

// matrixFormats are the formats in which matrices are written.
var matrixFormats = []string{intake.XLSX, intake.CSV}

// exportMatrix writes an implementation matrix of a project.
func (c *console) exportMatrix(dir string, flags exportFlags) error {
	if !slices.Contains(matrix.KindNames, flags.matrix) {
		return misuse("--matrix is one of %s, not %q", strings.Join(matrix.KindNames, ", "),
			flags.matrix)
	}
	format, err := matrixFormat(flags)
	if err != nil {
		return err
	}
	m, err := c.matrixOf(dir, flags)
	if err != nil {
		return err
	}
	write := map[string]func(io.Writer, *sheet.Sheet) error{
		intake.XLSX: sheet.WriteXLSX, intake.CSV: sheet.WriteCSV,
	}[format]
	var out bytes.Buffer
	if err := write(&out, m.Sheet()); err != nil {
		return unreadable(err)
	}
	if flags.out == "" {
		_, err := c.out.Write(out.Bytes())
		return err
	}
	if err := writeWhole(flags.out, out.Bytes(), 0o666); err != nil {
		return err
	}
	fmt.Fprintf(c.out, "Wrote the %s of %s to %s.\n", m.Kind,
		plural(len(m.Rows), "commitment", "commitments"), flags.out)
	return nil
}

func matrixFormat(flags exportFlags) (string, error) {
	format := flags.format
	if format == "" {
		format = strings.ToLower(strings.TrimPrefix(filepath.Ext(flags.out), "."))
	}
	if format == "" {
		format = intake.CSV
	}
	if !slices.Contains(matrixFormats, format) {
		return "", misuse("there is no format %q of a matrix.%s It is one of %s (--format)", format,
			diag.DidYouMean(format, matrixFormats), strings.Join(matrixFormats, ", "))
	}
	return format, nil
}

// matrixOf makes the matrix that flags ask for.
func (c *console) matrixOf(dir string, flags exportFlags) (*matrix.Matrix, error) {
	if flags.matrix == matrix.OfActivities.String() {
		if flags.cutFlags != (cutFlags{}) {
			return nil, misuse("the activities are those of the text: --as-of, --known-at and " +
				"--recorded-by are of a completion")
		}
		project, err := c.load(dir, false)
		if err != nil {
			return nil, err
		}
		return matrix.Activities(project.Agreement), nil
	}
	open, err := c.readWhole(dir)
	if err != nil {
		return nil, err
	}
	defer open.close()
	cut, err := open.cut(flags.cutFlags)
	if err != nil {
		return nil, err
	}
	return open.completion(cut), nil
}

// completion is the matrix of how everything stands under a cut.
func (d *openProject) completion(cut ledger.Cut) *matrix.Matrix {
	report := d.book.At(status.Question{Cut: cut})
	return matrix.Completion(d.agreement, report, d.events)
}

// A matrixFile is a table that somebody sent, with what is wrong with it.
type matrixFile struct {
	found   *matrix.Found
	refused []sheet.Refusal
}

// readMatrix reads a matrix from a file.
func readMatrix(in io.Reader, sheetName string) (*matrixFile, error) {
	found, refused, err := intake.ReadMatrix(in, sheetName)
	var absent *intake.SheetError
	if errors.As(err, &absent) {
		return nil, misuse("--sheet: %w", err)
	}
	if err != nil {
		return nil, unreadable(err)
	}
	return &matrixFile{found, refused}, nil
}

// base is the matrix of a project with which one that came back is compared: of the same kind
// and, for a completion, of the same cut.
func (c *console) base(
	dir string, p *lang.Project, found *matrix.Found, flags importFlags,
) (*matrix.Matrix, *openProject, error) {
	d := &openProject{project: p, agreement: p.Agreement}
	err := d.gather(evidence{console: c, dir: dir, asJSON: flags.json}, true)
	if err != nil {
		return nil, nil, err
	}
	defer d.close()
	if found.Kind == matrix.OfActivities {
		return matrix.Activities(p.Agreement), d, nil
	}
	cut := ledger.Cut{AsOf: found.Cut.AsOf, KnownAt: found.Cut.KnownAt}
	if cut.RecordedBy, err = d.recordedBy(found.Cut.RecordedBy); err != nil {
		return nil, nil, err
	}
	if cut, err = d.dated(cut); err != nil {
		return nil, nil, misuse("the matrix does not say of which day it is, and there is no evidence " +
			"from which a day could be taken: enter it above the headings, in a row with \"As of:\"")
	}
	return d.completion(cut), d, nil
}

// matrixRefused tells what was refused of a matrix, and ends the command.
func (c *console) matrixRefused(id, file string, refused []sheet.Refusal, asJSON bool) error {
	list := make(diag.List, len(refused))
	for i, r := range refused {
		place := diag.Range{File: file, Start: diag.Pos{Line: r.Row}, End: diag.Pos{Line: r.Row}}
		summary := "Row refused"
		if r.Row == 0 {
			summary = "Table refused"
		}
		r.Row = 0
		list[i] = diag.Errorf(place, summary, "%s", r)
	}
	var err error
	if asJSON {
		err = c.json(refusal{Agreement: id, Diagnostics: list.Reports()})
	} else {
		err = diag.Render(c.err, list, diag.Options{Width: c.width(), Colour: c.colour()})
	}
	if err != nil {
		return err
	}
	return &exitError{status: exitInput}
}

// openInput opens a file, or standard input for a dash.
func (c *console) openInput(file string) (io.ReadCloser, error) {
	if file == "-" {
		return io.NopCloser(c.in), nil
	}
	opened, err := os.Open(file)
	if err != nil {
		return nil, unreadable(err)
	}
	return opened, nil
}
