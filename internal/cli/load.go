package cli

import (
	"lockstep/internal/diag"
	"lockstep/internal/lang"
)

// A refusal is the JSON of an input that could not be read.
type refusal struct {
	Agreement   string        `json:"agreement"`
	Diagnostics []diag.Report `json:"diagnostics"`
}

// load reads a project folder. What its author wrote wrongly is told, all of it at once, and
// ends the command; warnings are told and it goes on.
func (c *console) load(dir string, asJSON bool) (*lang.Project, error) {
	project, err := lang.Load(dir)
	if err != nil {
		return nil, unreadable(err)
	}
	wrong := project.Diagnostics.Errors()
	if wrong && asJSON {
		if err := c.json(refusal{project.Agreement.ID, project.Diagnostics.Reports()}); err != nil {
			return nil, err
		}
		return nil, &exitError{status: exitInput}
	}
	if err := c.tell(project); err != nil {
		return nil, err
	}
	if wrong {
		return nil, &exitError{status: exitInput}
	}
	return project, nil
}

// tell renders the diagnostics with their source.
func (c *console) tell(project *lang.Project) error {
	return diag.Render(c.err, project.Diagnostics, diag.Options{
		Sources: project.Sources, Width: c.width(), Colour: c.colour(),
	})
}
