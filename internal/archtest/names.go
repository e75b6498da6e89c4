package archtest

import (
	"fmt"
	"go/ast"
	"go/token"
	"slices"
	"strings"
)

// sayNothing are names that say nothing of what a package holds.
var sayNothing = []string{
	"util", "utils", "helper", "helpers", "common", "types", "core", "misc", "shared", "manager",
	"data", "process", "base", "lib",
}

// Documentation says where packages and exported names go without a word to the reader.
func Documentation(m *Module) []Complaint {
	var complaints []Complaint
	for _, pkg := range m.Packages {
		for _, word := range strings.Split(pkg.Name, "/") {
			if slices.Contains(sayNothing, word) {
				complaints = append(complaints, Complaint{pkg.Folder, "the name " + word +
					" says nothing", "name the package after what it holds"})
			}
		}
		if !hasDoc(pkg) {
			complaints = append(complaints, Complaint{pkg.Folder, "it has no package doc",
				"say to a newcomer what it holds, what it keeps and what it refuses"})
		}
	}
	return sorted(append(complaints, undocumented(m)...))
}

// hasDoc reports whether a file of the package has a package doc; a test has one for it only
// where there is nothing but tests.
func hasDoc(pkg *Package) bool {
	files := pkg.code()
	if len(files) == 0 {
		files = pkg.Files
	}
	return slices.ContainsFunc(files, func(f *File) bool {
		return f.Syntax.Doc != nil && strings.TrimSpace(f.Syntax.Doc.Text()) != ""
	})
}

// documentedShare is the least share of exported names, in percent, that must have a comment.
const documentedShare = 95

// undocumented lists the exported names without a comment if there are too many of them.
func undocumented(m *Module) []Complaint {
	var without []Complaint
	all := 0
	for _, pkg := range m.Packages {
		for _, f := range pkg.code() {
			each(f.Syntax, func(name *ast.Ident, documented bool) {
				all++
				if !documented {
					without = append(without, Complaint{fmt.Sprintf("%s:%d", f.Path,
						f.line(name.Pos())), name.Name + " has no doc comment that begins with its name",
						"write one; fewer than " + fmt.Sprint(documentedShare) + " % have one"})
				}
			})
		}
	}
	if 100*len(without) <= (100-documentedShare)*all {
		return nil
	}
	return without
}

// each calls visit for every exported name that a file declares at its top level.
func each(file *ast.File, visit func(name *ast.Ident, documented bool)) {
	for _, declaration := range file.Decls {
		switch d := declaration.(type) {
		case *ast.FuncDecl:
			if d.Name.IsExported() && exportedReceiver(d) {
				visit(d.Name, speaksOf(d.Doc, d.Name.Name))
			}
		case *ast.GenDecl:
			for _, spec := range d.Specs {
				eachInSpec(d, spec, visit)
			}
		}
	}
}

func eachInSpec(d *ast.GenDecl, spec ast.Spec, visit func(*ast.Ident, bool)) {
	switch s := spec.(type) {
	case *ast.TypeSpec:
		if s.Name.IsExported() {
			doc := s.Doc
			if doc == nil {
				doc = d.Doc
			}
			visit(s.Name, speaksOf(doc, s.Name.Name))
		}
	case *ast.ValueSpec:
		for _, name := range s.Names {
			if name.IsExported() {
				grouped := d.Lparen != token.NoPos && d.Doc != nil
				visit(name, grouped || s.Comment != nil || speaksOf(s.Doc, name.Name) ||
					speaksOf(d.Doc, name.Name))
			}
		}
	}
}

func exportedReceiver(d *ast.FuncDecl) bool {
	if d.Recv == nil {
		return true
	}
	receiver := d.Recv.List[0].Type
	for {
		switch t := receiver.(type) {
		case *ast.StarExpr:
			receiver = t.X
		case *ast.IndexExpr:
			receiver = t.X
		case *ast.Ident:
			return t.IsExported()
		default:
			return true
		}
	}
}

// speaksOf reports whether the comment begins with the name, an article before it allowed.
func speaksOf(doc *ast.CommentGroup, name string) bool {
	if doc == nil {
		return false
	}
	words := strings.Fields(doc.Text())
	if len(words) > 1 && slices.Contains([]string{"A", "An", "The"}, words[0]) {
		words = words[1:]
	}
	return len(words) > 0 && strings.TrimSuffix(strings.TrimRight(words[0], ",:;."), "'s") == name
}
