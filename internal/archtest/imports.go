package archtest

import (
	"slices"
	"strings"
)

// Imports says where the packages and what they import part ways with the plan's tables.
func Imports(p *Plan, m *Module) []Complaint {
	w := &walk{plan: p, module: m, used: map[permission]bool{}}
	for _, pkg := range m.Packages {
		w.visit(pkg)
	}
	w.leftOver()
	w.modules()
	return sorted(w.complaints)
}

// A permission is one name in the cells of one room's row.
type permission struct {
	room, name string
	test       bool
}

// A walk goes through the module and remembers which permissions were needed.
type walk struct {
	plan       *Plan
	module     *Module
	used       map[permission]bool
	complaints []Complaint
}

func (w *walk) say(where, what, todo string) {
	w.complaints = append(w.complaints, Complaint{where, what, todo})
}

func (w *walk) visit(pkg *Package) {
	room := w.plan.Room(pkg.Name)
	if room == nil {
		w.say(pkg.Folder, "the package has no row in "+document,
			"add a row for `"+pkg.Name+"` under "+roomsHeading)
		return
	}
	w.used[permission{room: room.Name}] = true
	for _, file := range pkg.Files {
		for _, imported := range file.imports() {
			w.visitImport(room, pkg, file, imported)
		}
	}
}

func (w *walk) visitImport(room *Room, pkg *Package, file *File, imported string) {
	name, ours := strings.CutPrefix(imported, w.module.Path+"/")
	switch {
	case imported == w.module.Path+"/"+pkg.Folder: // a test from outside
	case ours:
		w.ours(room, file, strings.TrimPrefix(name, "internal/"))
	case strings.Contains(strings.Split(imported, "/")[0], "."):
		w.theirs(room, file, imported)
	}
}

func (w *walk) ours(room *Room, file *File, name string) {
	other := w.plan.Room(name)
	if other == nil {
		return // said where the package itself is visited
	}
	switch {
	case slices.Contains(room.Ours, everything):
	case slices.Contains(room.Ours, other.Name):
		w.used[permission{room.Name, other.Name, false}] = true
	case file.Test && slices.Contains(room.TestOurs, other.Name):
		w.used[permission{room.Name, other.Name, true}] = true
	default:
		w.say(file.Path, room.Name+" may not import "+name, "move the code to the room that may, "+
			"or allow `"+other.Name+"` in "+tableOf(file)+" and say why in the commit")
	}
}

func (w *walk) theirs(room *Room, file *File, imported string) {
	module := moduleOf(imported, w.plan.Modules)
	switch {
	case module == "":
		w.say(file.Path, imported+" is of no module that "+document+" gives a reason for",
			"use what is there, or give it a row under "+modulesHeading)
	case slices.Contains(room.Theirs, module):
		w.used[permission{room.Name, module, false}] = true
	case file.Test && slices.Contains(room.TestTher, module):
		w.used[permission{room.Name, module, true}] = true
	default:
		w.say(file.Path, room.Name+" may not import "+module,
			"go through the room that may, or allow it in "+tableOf(file))
	}
}

// tableOf names the table in which a file's permissions stand.
func tableOf(file *File) string {
	if file.Test {
		return "the table \"" + testsHeading + "\""
	}
	return "its row under " + roomsHeading
}

// moduleOf is the module to which an import path belongs, "" where it is none of the known ones.
func moduleOf(imported string, known map[string]string) string {
	best := ""
	for module := range known {
		if imported == module || strings.HasPrefix(imported, module+"/") {
			if len(module) > len(best) {
				best = module
			}
		}
	}
	return best
}

// leftOver complains of rows without a package and of permissions that nothing uses.
func (w *walk) leftOver() {
	for _, room := range w.plan.Rooms {
		if !w.used[permission{room: room.Name}] {
			w.say(document, room.Name+" has a row and no package",
				"take the row out; make a room when its first code arrives")
			continue
		}
		for _, name := range slices.Concat(room.Ours, room.Theirs) {
			if name != everything && !w.used[permission{room.Name, name, false}] {
				w.say(document, room.Name+" may import "+name+" and does not",
					"take it out of the row")
			}
		}
		for _, name := range slices.Concat(room.TestOurs, room.TestTher) {
			if !w.used[permission{room.Name, name, true}] {
				w.say(document, "tests of "+room.Name+" may import "+name+" and do not",
					"take it out of the row")
			}
		}
	}
}

// modules holds the table of third-party modules against go.mod.
func (w *walk) modules() {
	for _, module := range w.module.Requires {
		if _, known := w.plan.Modules[module]; !known {
			w.say("go.mod", module+" is required and "+document+" gives no reason for it",
				"give it a row under "+modulesHeading+", or go mod tidy")
		}
	}
	for module := range w.plan.Modules {
		if !slices.Contains(w.module.Requires, module) {
			w.say(document, module+" is given a reason and go.mod does not require it directly",
				"take the row out, or go mod tidy")
		}
	}
}
