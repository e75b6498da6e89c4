package archtest

import (
	"fmt"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strings"
)

// glossary is where every word is explained.
const glossary = "docs/glossary.md"

// checksBelow is the folder below which each folder with a check.go is named as its finding is.
const checksBelow = "check/"

// Pages says which links of the documentation lead nowhere, and which findings the glossary does
// not explain.
func Pages(fsys fs.FS, m *Module) ([]Complaint, error) {
	var complaints []Complaint
	err := fs.WalkDir(fsys, ".", func(name string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case entry.IsDir() && name != "." && passedOver(fsys, name):
			return fs.SkipDir
		case entry.IsDir() || path.Ext(name) != ".md":
			return nil
		}
		text, err := fs.ReadFile(fsys, name)
		complaints = append(complaints, deadLinks(fsys, name, string(text))...)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("reading the pages: %w", err)
	}
	unexplained, err := unexplained(fsys, m)
	return append(complaints, unexplained...), err
}

var (
	fenced = regexp.MustCompile("(?ms)^```.*?^```")
	link   = regexp.MustCompile(`\]\(([^()#\s]+)(#[^()\s]*)?\)`)
)

// deadLinks lists the links of a page that lead to no file; those to other sites are left alone.
func deadLinks(fsys fs.FS, page, text string) []Complaint {
	var complaints []Complaint
	for _, found := range link.FindAllStringSubmatch(fenced.ReplaceAllString(text, ""), -1) {
		target := found[1]
		if strings.Contains(target, ":") {
			continue
		}
		if _, err := fs.Stat(fsys, path.Join(path.Dir(page), target)); err != nil {
			complaints = append(complaints, Complaint{page, "its link to " + target +
				" leads nowhere", "mend the link or write the page"})
		}
	}
	return complaints
}

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

// unexplained lists the findings that the glossary does not know.
func unexplained(fsys fs.FS, m *Module) ([]Complaint, error) {
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
