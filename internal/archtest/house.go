package archtest

import (
	"fmt"
	"io/fs"
)

// House holds the module at the root of fsys to its ARCHITECTURE.md and returns every complaint,
// in the order of places. The error is for what could not be read or parsed.
func House(fsys fs.FS) ([]Complaint, error) {
	text, err := fs.ReadFile(fsys, document)
	if err != nil {
		return nil, fmt.Errorf("reading the plan: %w", err)
	}
	module, err := ReadModule(fsys)
	if err != nil {
		return nil, err
	}
	plan, complaints := ReadPlan(string(text))
	complaints = append(complaints, Imports(plan, module)...)
	complaints = append(complaints, Documentation(module)...)
	complaints = append(complaints, Size(plan, module)...)
	unexplained, err := Glossary(fsys, module)
	if err != nil {
		return nil, err
	}
	return sorted(append(complaints, unexplained...)), nil
}
