package archtest

import (
	"fmt"
	"go/ast"
	"strings"
	"unicode/utf8"
)

// The lengths beyond which code is hard to read.
const (
	longestFile     = 500 // lines
	longestFunction = 60  // lines, from func to the closing brace
	longestLine     = 100 // characters
)

// Size says which files, functions and lines are too long. Of tests only the files are measured.
func Size(p *Plan, m *Module) []Complaint {
	var complaints []Complaint
	met := map[string]bool{}
	for _, pkg := range m.Packages {
		for _, f := range pkg.Files {
			complaints = append(complaints, fileSize(f)...)
			if !f.Test {
				complaints = append(complaints, functionSizes(p, pkg, f, met)...)
			}
		}
	}
	for name := range p.Long {
		if !met[name] {
			complaints = append(complaints, Complaint{document, name +
				" is listed as long and is not", "take it out of the table " + longHeading})
		}
	}
	return sorted(complaints)
}

func fileSize(f *File) []Complaint {
	var complaints []Complaint
	if len(f.Lines) > longestFile {
		complaints = append(complaints, Complaint{f.Path, fmt.Sprintf("it has %d lines, more than %d",
			len(f.Lines), longestFile), "split it by what its parts are about"})
	}
	for i, line := range f.Lines {
		if n := utf8.RuneCount(line); n > longestLine && !f.Test {
			complaints = append(complaints, Complaint{fmt.Sprintf("%s:%d", f.Path, i+1),
				fmt.Sprintf("the line has %d characters, more than %d", n, longestLine), "break it"})
		}
	}
	return complaints
}

func functionSizes(p *Plan, pkg *Package, f *File, met map[string]bool) []Complaint {
	var complaints []Complaint
	for _, declaration := range f.Syntax.Decls {
		d, ok := declaration.(*ast.FuncDecl)
		if !ok || d.Body == nil {
			continue
		}
		lines := f.line(d.End()) - f.line(d.Pos()) + 1
		if lines <= longestFunction || isFlat(d.Body) {
			continue
		}
		name := pkg.Name + "." + functionName(d)
		met[name] = true
		if _, excused := p.Long[name]; !excused {
			complaints = append(complaints, Complaint{f.Path, fmt.Sprintf(
				"%s has %d lines, more than %d", name, lines, longestFunction),
				"take steps out of it, or say under " + longHeading + " why it must be so long"})
		}
	}
	return complaints
}

// functionName is Name, or Type.Name for a method.
func functionName(d *ast.FuncDecl) string {
	if d.Recv == nil {
		return d.Name.Name
	}
	receiver := d.Recv.List[0].Type
	if star, ok := receiver.(*ast.StarExpr); ok {
		receiver = star.X
	}
	if generic, ok := receiver.(*ast.IndexExpr); ok {
		receiver = generic.X
	}
	return strings.TrimPrefix(fmt.Sprint(receiver), "*") + "." + d.Name.Name
}

// isFlat reports whether a body is one table or one switch, without loops or functions inside:
// long to look at, quick to read. A return may follow.
func isFlat(body *ast.BlockStmt) bool {
	if len(body.List) == 0 || len(body.List) > 2 || hasDepth(body) {
		return false
	}
	if len(body.List) == 2 {
		if _, ok := body.List[1].(*ast.ReturnStmt); !ok {
			return false
		}
	}
	switch s := body.List[0].(type) {
	case *ast.SwitchStmt, *ast.TypeSwitchStmt:
		return true
	case *ast.ReturnStmt:
		return len(s.Results) == 1 && isTable(s.Results[0])
	case *ast.AssignStmt:
		return len(s.Rhs) == 1 && isTable(s.Rhs[0])
	}
	return false
}

// hasDepth reports whether a body holds a loop or a function of its own.
func hasDepth(body *ast.BlockStmt) bool {
	deep := false
	ast.Inspect(body, func(n ast.Node) bool {
		switch n.(type) {
		case *ast.ForStmt, *ast.RangeStmt, *ast.FuncLit:
			deep = true
		}
		return !deep
	})
	return deep
}

func isTable(e ast.Expr) bool {
	if address, ok := e.(*ast.UnaryExpr); ok {
		e = address.X
	}
	_, ok := e.(*ast.CompositeLit)
	return ok
}
