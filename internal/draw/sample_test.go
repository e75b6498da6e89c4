package draw

import (
	"fmt"
	"math/rand/v2"
)

var acts = []string{
	"Withdraw from five bases", "Reduce forces to 8,600", "Permanent ceasefire",
	"Accept the government at the table", "Agree a political plan", "Release 5,000 prisoners",
	"Keep others from using the territory for attacks", "Seek delisting at the Council",
	"Review sanctions", "Hand over the northern airfield", "Open the border crossings",
	"Joint monitoring commission", "Train the border police", "Publish the list of detainees",
	"Collect heavy weapons", "Return of displaced families", "Constitutional review",
	"Interim administration", "Local elections", "Demine the ring road",
}

var notes = []string{
	"United States", "Taliban", "Government of Afghanistan", "NATO, allies",
	"Joint commission", "Taliban, government",
}

// phase is the number of steps of a sample that may go on at the same time.
const phase = 8

// large is a picture as agreements of 60 commitments give it: phases, a few things
// that many wait for, an exchange, two loops and what waits for them.
func large(seed uint64, nodes, edges int) Picture {
	s := &sample{r: rand.New(rand.NewPCG(seed, 60)), seen: map[[2]int]bool{}}
	s.Title = "Waits of a framework of 60 commitments"
	s.Description = "What waits for what, with two loops."
	for i := range nodes {
		s.Nodes = append(s.Nodes, s.node(i))
	}
	s.loop(20, 28, 37, 25)
	s.loop(40, 50)
	for len(s.Edges) < edges {
		s.wait()
	}
	for _, v := range []int{45, 51, 52} {
		s.Nodes[v].Stuck = true
	}
	s.Groups = []Group{{Label: "all at once", Members: []string{"c30", "c31", "c33"}}}
	s.add(30, 31, Edge{Style: Together})
	s.add(31, 33, Edge{Style: Together})
	return s.Picture
}

// sample is a picture in the making.
type sample struct {
	Picture
	r    *rand.Rand
	seen map[[2]int]bool
}

func (s *sample) node(i int) Node {
	n := Node{ID: fmt.Sprintf("c%02d", i), Label: acts[s.r.IntN(len(acts))]}
	n.Note = notes[s.r.IntN(len(notes))]
	switch k := s.r.IntN(20); {
	case k < 4:
		n.Shape = Continuing
	case k == 4:
		n.Shape, n.Label, n.Note = Clock, "Day of approval", ""
	case k == 5:
		n.Shape, n.Label = Decision, "Council decides on presence"
	case k < 8:
		n.Shape, n.Label, n.Note = Condition, "Violence stays reduced", "judge: commission"
	}
	if i%9 == 4 {
		n.Href = "#" + n.ID
	}
	return n
}

func (s *sample) add(from, to int, e Edge) {
	if from == to || s.seen[[2]int{from, to}] {
		return
	}
	s.seen[[2]int{from, to}] = true
	e.From, e.To = s.Nodes[from].ID, s.Nodes[to].ID
	s.Edges = append(s.Edges, e)
}

// loop closes a circle by way of a reading.
func (s *sample) loop(nodes ...int) {
	for i, v := range nodes {
		s.Nodes[v].Loop = true
		e := Edge{Loop: true}
		if i == len(nodes)-1 {
			e.Style, e.Label = Reading, "Kabul’s reading"
		}
		s.add(v, nodes[(i+1)%len(nodes)], e)
	}
}

// wait lets a node wait for one of an earlier phase. The last three wait for nothing.
func (s *sample) wait() {
	nodes := len(s.Nodes)
	from := phase + s.r.IntN(nodes-phase-3)
	first := from - from%phase
	to := first - 1 - s.r.IntN(phase) - phase*int(s.r.ExpFloat64()*.7)
	hubs := []int{0, 3, nodes / 3, nodes / 2}
	if hub := hubs[s.r.IntN(len(hubs))]; s.r.IntN(4) == 0 && hub < first {
		to = hub
	}
	e := Edge{}
	switch k := s.r.IntN(20); {
	case k < 4:
		e.Style = Provided
	case k == 4:
		e.Style, e.Label = Reading, "Taliban line"
	}
	s.add(from, max(0, to), e)
}

// scripts is a picture with every shape and stroke, and words of many scripts.
func scripts() Picture {
	return Picture{
		Title:       "Every shape & stroke <in> \"one\" picture",
		Description: "Words of many scripts.\x00\x1b",
		Nodes: []Node{
			{ID: "ar", Label: "الإفراج عن خمسة آلاف سجين قبل بدء المحادثات",
				Note: "طالبان، الحكومة"},
			{ID: "he", Label: "נסיגה משלב א׳ (בסיס 5)", Note: "United States", Shape: Continuing},
			{ID: "zh", Label: "双方同时停止敌对行动并交换战俘名单", Note: "联合委员会", Shape: Condition},
			{ID: "hi", Label: "युद्धविराम की निगरानी", Note: "संयुक्त आयोग", Shape: Decision},
			{ID: "ru", Label: "Вывод войск из пяти районов", Note: "Стороны", Shape: Exchange},
			{ID: "clock", Label: "Day of approval", Shape: Clock, Href: "/clocks/approval?a=1&b=2"},
			{ID: "issue", Label: "Border & customs <draft>", Shape: Issue,
				Href: "javascript:alert(1)"},
			{ID: "a", Label: "Leave", Loop: true},
			{ID: "b", Label: "Antidisestablishmentarianism-and-incomprehensibilities of " +
				"a clause that nobody shortened before it was put down", Note: "Us", Loop: true},
			{ID: "c", Label: "Ceasefire", Note: "all", Stuck: true},
			{ID: "self", Label: "Waits on itself", Loop: true},
			{ID: "alone"},
		},
		Edges: []Edge{
			{From: "ar", To: "clock"}, {From: "he", To: "ar", Style: Provided},
			{From: "zh", To: "he"}, {From: "hi", To: "he", Style: Reading, Label: "قراءة كابول"},
			{From: "ru", To: "ar"}, {From: "ru", To: "zh", Style: Together},
			{From: "issue", To: "hi"}, {From: "issue", To: "clock", Style: Provided},
			{From: "a", To: "b", Loop: true}, {From: "b", To: "a", Loop: true, Style: Provided},
			{From: "c", To: "a"}, {From: "self", To: "self", Loop: true},
			{From: "nowhere", To: "a"},
		},
		Groups: []Group{{Label: "تبادل متزامن", Members: []string{"zh", "hi", "ru"}}},
	}
}
