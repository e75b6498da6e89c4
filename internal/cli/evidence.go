package cli

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"lockstep/internal/diag"
	"lockstep/internal/lang"
	"lockstep/internal/ledger"
)

// evidenceFile is the plain evidence of a project, beside its *.hcl files.
const evidenceFile = "evidence.jsonl"

// evidence reads the plain evidence of a project and holds it against the agreement. What is
// refused is told, all of it at once, and ends the command. A project without the file has no
// evidence.
func (c *console) evidence(dir string, p *lang.Project, asJSON bool) ([]ledger.Event, error) {
	file, err := os.Open(filepath.Join(dir, evidenceFile))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, unreadable(err)
	}
	defer file.Close()
	events, refused, err := ledger.ReadJSONL(file)
	if err != nil {
		return nil, unreadable(fmt.Errorf("%s: %w", file.Name(), err))
	}
	texts, err := ledger.ReadSourceTexts(os.DirFS(dir), p.Agreement)
	if err != nil {
		return nil, unreadable(err)
	}
	refused = append(refused, ledger.Check(p.Agreement, events, texts)...)
	return events, c.refuse(p, evidenceFile, refused, asJSON)
}

// refuse tells what was refused of a file and ends the command, if anything was.
func (c *console) refuse(
	p *lang.Project, file string, refused []ledger.Refusal, asJSON bool,
) error {
	if len(refused) == 0 {
		return nil
	}
	found := diagnostics(file, refused)
	var err error
	if asJSON {
		err = c.json(refusal{p.Agreement.ID, found.Reports()})
	} else {
		err = diag.Render(c.err, found, diag.Options{Width: c.width(), Colour: c.colour()})
	}
	if err != nil {
		return err
	}
	return &exitError{status: exitInput}
}

// diagnostics are refusals as every other fault of a project is told.
func diagnostics(file string, refused []ledger.Refusal) diag.List {
	ledger.SortRefusals(refused)
	list := make(diag.List, len(refused))
	for i, r := range refused {
		place := diag.Range{File: file, Start: diag.Pos{Line: r.Line}, End: diag.Pos{Line: r.Line}}
		r.Line = 0
		summary := "Event refused"
		if r.Event == "" {
			summary = "Line refused"
		}
		list[i] = diag.Errorf(place, summary, "%s", r)
	}
	return list
}
