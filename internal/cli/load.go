package cli

import (
	"lockstep/internal/diag"
	"lockstep/internal/lang"
)

// A refusal is the JSON of an input that could not be read.
type refusal struct {
	Agreement   string        `json:"agreement"`
	Diagnostics []diag.Report `json:"diagnostics"`
	sources     diag.Sources
}

// load reads a project folder. What its author wrote wrongly is told, all of it at once, and
// ends the command; warnings are told and it goes on.
func (c *console) load(dir string, asJSON bool) (*lang.Project, error) {
	if asJSON {
		return c.loadAs(dir, func(r refusal) error { return c.json(r) })
	}
	return c.loadAs(dir, nil)
}

// loadAs is load with another way to write, for a program that reads it, that the input could not
// be read; nil: it is told to people.
func (c *console) loadAs(dir string, refuse func(refusal) error) (*lang.Project, error) {
	project, err := lang.Load(dir)
	if err != nil {
		return nil, c.refuse(unreadable(err), refuse, unread(err))
	}
	wrong := project.Diagnostics.Errors()
	if wrong && refuse != nil {
		r := refusal{project.Agreement.ID, project.Diagnostics.Reports(), project.Sources}
		return nil, c.refuse(&exitError{status: exitInput}, refuse, r)
	}
	if err := c.tell(project); err != nil {
		return nil, err
	}
	if wrong {
		return nil, &exitError{status: exitInput}
	}
	return project, nil
}

// refuse writes the refusal, if it is to be written, and ends with the error.
func (c *console) refuse(end error, write func(refusal) error, r refusal) error {
	if write != nil {
		if err := write(r); err != nil {
			return err
		}
	}
	return end
}

// unread is the refusal of a folder that could not be read at all.
func unread(err error) refusal {
	return refusal{Diagnostics: diag.List{
		diag.Errorf(diag.Range{}, "Unreadable input", "%v", err)}.Reports()}
}

// tell renders the diagnostics with their source.
func (c *console) tell(project *lang.Project) error {
	return diag.Render(c.err, project.Diagnostics, diag.Options{
		Sources: project.Sources, Width: c.width(), Colour: c.colour(),
	})
}
