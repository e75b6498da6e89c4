package lang

import (
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"lockstep/internal/agreement"
	"lockstep/internal/diag"
)

// A Project is a folder as it was read. The agreement is partial where the diagnostics hold
// errors, but every reference in it is good; Sources are the files that diagnostics quote.
type Project struct {
	Agreement   *agreement.Agreement
	Diagnostics diag.List
	Sources     diag.Sources
}

// largestFile is the size, in bytes, beyond which a file is refused.
const largestFile = 256 << 20

// Load reads the files *.hcl and *.hcl.json of a folder, not those of folders inside it nor
// hidden ones. It fails where the folder or a file cannot be read, or where there is no such
// file; what is wrong inside the files is in the project's diagnostics.
func Load(dir string) (*Project, error) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil, fmt.Errorf("cannot read the project folder: %w", err)
	}
	files := map[string][]byte{}
	for _, entry := range entries {
		if !isSource(entry.Name()) || entry.IsDir() {
			continue
		}
		source, err := readSource(filepath.Join(dir, entry.Name()))
		if err != nil {
			return nil, fmt.Errorf("cannot read the project folder: %w", err)
		}
		files[entry.Name()] = source
	}
	if len(files) == 0 {
		return nil, fmt.Errorf("%s holds no agreement: there is no *.hcl or *.hcl.json file in it; "+
			"`lockstep init` writes a first one", dir)
	}
	return Parse(files), nil
}

// isSource reports whether a file of that name belongs to the agreement. Editors keep their
// copies under names that start with a dot.
func isSource(name string) bool {
	return !strings.HasPrefix(name, ".") &&
		(strings.HasSuffix(name, ".hcl") || isJSON(name))
}

func isJSON(name string) bool { return strings.HasSuffix(name, ".hcl.json") }

// readSource is the content of a file, cut where it is already too large to be looked at. What is
// not a file (a pipe, a device) is refused: reading it might never end.
func readSource(path string) ([]byte, error) {
	if info, err := os.Stat(path); err == nil && !info.Mode().IsRegular() {
		return nil, fmt.Errorf("%s is not a file", path)
	}
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	return io.ReadAll(io.LimitReader(file, largestFile+1))
}

// Parse reads the files of a project from memory; each key is a file's name, and those that end
// in .hcl.json are read as JSON. The agreement is never nil.
func Parse(files map[string][]byte) *Project {
	l := newLoader(files)
	l.readBlocks()
	l.index()
	l.decode()
	l.look()
	return &Project{
		Agreement:   l.agreement,
		Diagnostics: l.names.settle(l.problems),
		Sources:     diag.Sources(files),
	}
}

// fileNames are the names of files, sorted.
func fileNames(files map[string][]byte) []string { return slices.Sorted(maps.Keys(files)) }
