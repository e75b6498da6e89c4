package archtest

import (
	"path"
	"slices"
	"strings"
)

// The headings of ARCHITECTURE.md below which the tables stand.
const (
	layersHeading  = "Layers"
	roomsHeading   = "Rooms"
	testsHeading   = "What tests may import besides"
	modulesHeading = "Third-party modules"
	longHeading    = "Long functions"
	changesHeading = "Which room"
)

// everything, in a cell, allows every room.
const everything = "everything"

// A Plan is what ARCHITECTURE.md says.
type Plan struct {
	Layers  []string          // from the top down
	Rooms   []Room            // in the order of the table
	Modules map[string]string // third-party module → why
	Long    map[string]string // function → why it may be long
	Changes []string          // the rooms named by the list of changes
}

// A Room is one row: a package, or all packages that its pattern matches.
type Room struct {
	Name     string // below internal/, or from the root where it does not lie there
	Layer    string
	Holds    string
	Ours     []string // names of rooms
	Theirs   []string // third-party modules
	TestOurs []string // what its tests may import besides
	TestTher []string
}

// ReadPlan reads the tables of ARCHITECTURE.md.
func ReadPlan(document string) (*Plan, []Complaint) {
	p := &Plan{
		Modules: reasons(tableUnder(document, modulesHeading)),
		Long:    reasons(tableUnder(document, longHeading)),
	}
	for _, row := range tableUnder(document, layersHeading) {
		p.Layers = append(p.Layers, cell(row, 0))
	}
	for _, row := range tableUnder(document, roomsHeading) {
		p.Rooms = append(p.Rooms, readRoom(row))
	}
	for _, row := range tableUnder(document, changesHeading) {
		p.Changes = append(p.Changes, quoted(cell(row, 1))...)
	}
	complaints := p.addTests(tableUnder(document, testsHeading))
	return p, append(complaints, p.check()...)
}

func reasons(rows table) map[string]string {
	why := map[string]string{}
	for _, row := range rows {
		for _, name := range quoted(cell(row, 0)) {
			why[name] = cell(row, 1)
		}
	}
	return why
}

func readRoom(row []string) Room {
	r := Room{Name: strings.Trim(cell(row, 0), "`"), Layer: cell(row, 1), Holds: cell(row, 2),
		Ours: quoted(cell(row, 3)), Theirs: quoted(cell(row, 4))}
	if cell(row, 3) == everything {
		r.Ours = []string{everything}
	}
	return r
}

func (p *Plan) addTests(rows table) []Complaint {
	var complaints []Complaint
	for _, row := range rows {
		name := strings.Trim(cell(row, 0), "`")
		room := p.row(name)
		if room == nil {
			complaints = append(complaints, Complaint{document, "tests of " + name + " have a row",
				"give the room a row under " + roomsHeading + ", or take this one out"})
			continue
		}
		room.TestOurs, room.TestTher = quoted(cell(row, 1)), quoted(cell(row, 2))
	}
	return complaints
}

// row is the room of exactly that name, or nil.
func (p *Plan) row(name string) *Room {
	i := slices.IndexFunc(p.Rooms, func(r Room) bool { return r.Name == name })
	if i < 0 {
		return nil
	}
	return &p.Rooms[i]
}

// Room is the room to which the package of that name belongs: the row of its own name before a
// row whose pattern matches it; nil where there is none.
func (p *Plan) Room(name string) *Room {
	if r := p.row(name); r != nil {
		return r
	}
	i := slices.IndexFunc(p.Rooms, func(r Room) bool {
		matched, err := path.Match(r.Name, name)
		return err == nil && matched
	})
	if i < 0 {
		return nil
	}
	return &p.Rooms[i]
}

// rank is the height of a layer, 0 at the top; -1 where it is none.
func (p *Plan) rank(layer string) int { return slices.Index(p.Layers, layer) }

// check holds the document against itself.
func (p *Plan) check() []Complaint {
	var complaints []Complaint
	say := func(what, todo string) { complaints = append(complaints, Complaint{document, what, todo}) }
	if len(p.Layers) == 0 || len(p.Rooms) == 0 {
		say("no layers or no rooms can be read",
			"keep the tables under the headings "+layersHeading+" and "+roomsHeading)
	}
	for i := range p.Rooms {
		complaints = append(complaints, p.checkRoom(&p.Rooms[i])...)
	}
	for module, why := range p.Modules {
		if why == "" {
			say(module+" has no reason", "say in one line why it is used")
		}
	}
	for function, why := range p.Long {
		if why == "" {
			say(function+" has no reason", "say why it is long, or make it shorter")
		}
	}
	for _, name := range p.Changes {
		if path.Ext(name) != ".md" && p.Room(name) == nil {
			say("the list of changes sends people to "+name+", which is no room",
				"name a room of the table")
		}
	}
	return complaints
}

func (p *Plan) checkRoom(r *Room) []Complaint {
	var complaints []Complaint
	say := func(what, todo string) {
		complaints = append(complaints, Complaint{document, r.Name + ": " + what, todo})
	}
	if p.rank(r.Layer) < 0 {
		say("its layer "+r.Layer+" is none of the layers", "name one of the table "+layersHeading)
	}
	if r.Holds == "" {
		say("nothing says what it holds", "write one line")
	}
	for _, name := range slices.Concat(r.Ours, r.TestOurs) {
		other := p.row(name)
		switch {
		case name == everything:
		case other == nil:
			say("it may import "+name+", which has no row", "give it one or take it out")
		case slices.Contains(r.Ours, name) && p.rank(other.Layer) < p.rank(r.Layer):
			say("it may import "+name+", which lies in a layer above", "turn the import round")
		}
	}
	for _, module := range slices.Concat(r.Theirs, r.TestTher) {
		if _, known := p.Modules[module]; !known {
			say("it may import "+module+", for which no reason is given",
				"give it a row under "+modulesHeading)
		}
	}
	return complaints
}
