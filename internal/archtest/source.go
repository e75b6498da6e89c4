package archtest

import (
	"bytes"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path"
	"slices"
	"strings"
)

// A Module is the Go code of one module as it stands in the files.
type Module struct {
	Path     string     // as go.mod says it
	Requires []string   // the modules it requires directly
	Packages []*Package // sorted by folder
}

// A Package is one folder with Go files.
type Package struct {
	Name   string // of its room: the folder, without internal/
	Folder string
	Files  []*File // sorted by path
}

// A File is one Go file.
type File struct {
	Path   string
	Test   bool
	Syntax *ast.File
	Set    *token.FileSet
	Lines  [][]byte
}

// ReadModule parses every Go file of the module at the root of fsys. Folders that the go command
// passes over (testdata, names that begin with a dot or an underscore) and modules of their own
// are left out.
func ReadModule(fsys fs.FS) (*Module, error) {
	goMod, err := fs.ReadFile(fsys, "go.mod")
	if err != nil {
		return nil, fmt.Errorf("reading the module: %w", err)
	}
	m := &Module{}
	m.readGoMod(string(goMod))
	err = fs.WalkDir(fsys, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || !entry.IsDir() {
			return err
		}
		if name != "." && passedOver(fsys, name) {
			return fs.SkipDir
		}
		return m.addFolder(fsys, name)
	})
	if err != nil {
		return nil, fmt.Errorf("reading the module: %w", err)
	}
	return m, nil
}

// readGoMod takes the module path and the direct requirements out of go.mod.
func (m *Module) readGoMod(text string) {
	block := ""
	for line := range strings.Lines(text) {
		code, comment, _ := strings.Cut(line, "//")
		words := strings.Fields(code)
		if len(words) == 2 && words[1] == "(" {
			block = words[0]
			continue
		}
		if len(words) == 1 && words[0] == ")" {
			block = ""
			continue
		}
		if block != "" {
			words = append([]string{block}, words...)
		}
		m.readDirective(words, strings.TrimSpace(comment) == "indirect")
	}
}

func (m *Module) readDirective(words []string, indirect bool) {
	switch {
	case len(words) == 2 && words[0] == "module":
		m.Path = words[1]
	case len(words) == 3 && words[0] == "require" && !indirect:
		m.Requires = append(m.Requires, words[1])
	}
}

func passedOver(fsys fs.FS, folder string) bool {
	base := path.Base(folder)
	if base == "testdata" || base == "vendor" || base[0] == '.' || base[0] == '_' {
		return true
	}
	_, err := fs.Stat(fsys, path.Join(folder, "go.mod"))
	return err == nil
}

func (m *Module) addFolder(fsys fs.FS, folder string) error {
	names, err := fs.Glob(fsys, path.Join(folder, "*.go"))
	if err != nil || len(names) == 0 {
		return err
	}
	p := &Package{Name: strings.TrimPrefix(folder, "internal/"), Folder: folder}
	for _, name := range names {
		file, err := readFile(fsys, name)
		if err != nil {
			return err
		}
		p.Files = append(p.Files, file)
	}
	slices.SortFunc(p.Files, func(x, y *File) int { return strings.Compare(x.Path, y.Path) })
	m.Packages = append(m.Packages, p)
	return nil
}

func readFile(fsys fs.FS, name string) (*File, error) {
	text, err := fs.ReadFile(fsys, name)
	if err != nil {
		return nil, err
	}
	f := &File{Path: name, Test: strings.HasSuffix(name, "_test.go"), Set: token.NewFileSet()}
	f.Lines = bytes.Split(bytes.TrimSuffix(text, []byte("\n")), []byte("\n"))
	mode := parser.ParseComments | parser.SkipObjectResolution
	f.Syntax, err = parser.ParseFile(f.Set, name, text, mode)
	return f, err
}

// imports are the paths that the file imports.
func (f *File) imports() []string {
	var paths []string
	for _, spec := range f.Syntax.Imports {
		paths = append(paths, strings.Trim(spec.Path.Value, "\"`"))
	}
	return paths
}

// line is the line on which a position stands.
func (f *File) line(p token.Pos) int { return f.Set.Position(p).Line }

// code are the files of the package that are not tests.
func (p *Package) code() []*File {
	var files []*File
	for _, f := range p.Files {
		if !f.Test {
			files = append(files, f)
		}
	}
	return files
}
