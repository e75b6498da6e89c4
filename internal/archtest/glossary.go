package archtest

import (
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
)

// glossary is where every word is explained.
const glossary = "docs/glossary.md"

// checksBelow is the folder below which each folder with a check.go is named as its finding is.
const checksBelow = "check/"

// Terms are the words that a glossary explains, in its order: what stands in bold at the start
// of an item, several with commas between.
func Terms(text string) []string {
	var terms []string
	for line := range strings.Lines(text) {
		rest, item := strings.CutPrefix(line, "- **")
		head, _, bold := strings.Cut(rest, "**")
		if item && bold {
			terms = append(terms, strings.Split(head, ", ")...)
		}
	}
	return terms
}

// Glossary lists the findings that the glossary does not explain.
func Glossary(fsys fs.FS, m *Module) ([]Complaint, error) {
	text, err := fs.ReadFile(fsys, glossary)
	if err != nil {
		return nil, fmt.Errorf("reading the glossary: %w", err)
	}
	terms := Terms(string(text))
	var complaints []Complaint
	for _, pkg := range m.Packages {
		finding, below := strings.CutPrefix(pkg.Name, checksBelow)
		isCheck := slices.ContainsFunc(pkg.Files, func(f *File) bool {
			return path.Base(f.Path) == "check.go"
		})
		if below && isCheck && !slices.Contains(terms, finding) {
			complaints = append(complaints, Complaint{glossary, "it does not explain " + finding,
				"add a line for it, in its place in the alphabet"})
		}
	}
	return complaints, nil
}
