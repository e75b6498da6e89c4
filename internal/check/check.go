package check

import (
	"lockstep/internal/agreement"
	"lockstep/internal/possible"
	"lockstep/internal/semantics"
	"lockstep/internal/story"
	"lockstep/internal/waitfor"
)

// A Severity says how bad a finding is.
type Severity uint8

// The severities, the worst first.
const (
	Error Severity = iota
	Warning
	Info
)

var severityNames = [...]string{"error", "warning", "info"}

// String is the severity in lower case.
func (s Severity) String() string { return severityNames[s] }

// MarshalText writes the severity as its name.
func (s Severity) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// A Check looks for one kind of trouble.
type Check struct {
	Name     string // one word in four places: folder, finding, --only, docs
	Title    string // the trouble in a few words, as a heading
	Severity string // its severities in words, for the docs
	When     string // exactly when it is reported, one sentence
	Why      string // why it matters and what people do about it
	Example  string // an agreement in which its findings are marked with want comments

	// Waits is true where readings can change what it finds.
	Waits bool

	// Gathers is true where a finding gathers subjects as readings are added: one that has no
	// subject beyond those of a finding with fewer readings says nothing new and is left out.
	Gathers bool

	Run func(*Pass) []Finding
}

// A Finding is one trouble that a check found. Its fields are the JSON of the check command.
type Finding struct {
	Check    string     `json:"check"`
	Severity Severity   `json:"severity"`
	Subjects []string   `json:"subjects"` // sorted
	Readings []string   `json:"readings"` // the smallest set needed, empty for the text alone
	Loop     []string   `json:"loop"`
	Remedies []Remedy   `json:"remedies"`
	Joins    [][]string `json:"joins"`
	Assuming []string   `json:"assuming"`
	Summary  string     `json:"summary"`
	Detail   string     `json:"detail"`
	Story    []string   `json:"story,omitempty"` // step by step, how it comes about
	Where    []Location `json:"where"`

	Moves []semantics.Move `json:"-"` // the story, as the interpreter can replay it
}

// Tell gives the finding the story of these moves in a.
func (f *Finding) Tell(a *agreement.Agreement, moves []semantics.Move) {
	f.Moves, f.Story = moves, story.Tell(a, moves)
}

// A Remedy is a set of waits whose dropping would mend the finding.
type Remedy struct {
	Drop [][2]string `json:"drop"` // [waiter, waited-for], sorted
}

// A Location is a place in a file of the project.
type Location struct {
	File   string `json:"file"`
	Line   int    `json:"line"`
	Column int    `json:"column"`
}

// A Pass is one look at an agreement under one set of readings. What several checks need is
// computed once, when it is first asked for.
type Pass struct {
	Agreement *agreement.Agreement // with the readings applied

	net      *possible.Net
	fixpoint *possible.Fixpoint
	graph    *waitfor.Graph
	circles  []waitfor.Circle
	searched bool
}

// NewPass looks at a under the readings at these positions.
func NewPass(a *agreement.Agreement, readings []int) *Pass {
	return &Pass{Agreement: a.Under(readings)}
}

// Net is the agreement as a network.
func (p *Pass) Net() *possible.Net {
	if p.net == nil {
		p.net = possible.Compile(p.Agreement)
	}
	return p.net
}

// Fixpoint is what can happen when everybody cooperates.
func (p *Pass) Fixpoint() *possible.Fixpoint {
	if p.fixpoint == nil {
		p.fixpoint = p.Net().Fixpoint()
	}
	return p.fixpoint
}

// Graph is the wait graph of what cannot happen.
func (p *Pass) Graph() *waitfor.Graph {
	if p.graph == nil {
		p.graph = waitfor.From(p.Agreement, p.Net(), p.Fixpoint())
	}
	return p.graph
}

// Circles are the circular waits.
func (p *Pass) Circles() []waitfor.Circle {
	if !p.searched {
		p.circles, p.searched = p.Graph().Circles(), true
	}
	return p.circles
}

// Where turns places into locations, leaving out those of which nothing is known.
func (p *Pass) Where(places ...agreement.Place) []Location {
	locations := []Location{}
	for _, place := range places {
		if !place.IsZero() {
			locations = append(locations, Location{
				p.Agreement.Files[place.File], int(place.Line), int(place.Column),
			})
		}
	}
	return locations
}
