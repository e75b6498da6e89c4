package pages

import (
	"bytes"
	"fmt"
	"html/template"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"lockstep/internal/agreement"
	"lockstep/internal/check"
	"lockstep/internal/desk"
	"lockstep/internal/draw"
	"lockstep/internal/picture"
)

// A waitsBody is what waits for what.
type waitsBody struct {
	Tabs     []tab
	Views    []tab // the whole, or only what goes round
	Boxes    []choice
	Path     string
	Hidden   []pair
	Around   Field
	Wide     template.HTML
	Narrow   template.HTML
	NotDrawn string // why there is no picture
	Alone    []named
	Circles  []circleRow
	Stuck    []named
	Readings []readingLine
	Rows     []waitLine
	MoreRows int
}

// A tab is a link among several of which one is chosen.
type tab struct {
	Name, Note, Href string
	Current          bool
}

// A choice is a box in a form that is ticked or not.
type choice struct {
	Name, Label string
	Ticked      bool
}

// A circleRow is one circular wait with what would free it.
type circleRow struct {
	Summary  string
	Readings string
	Loop     []loopStep
	Drops    [][]dropRow
	Joins    [][]named
	Proven   bool
}

// A loopStep is one wait of a loop.
type loopStep struct {
	Waiter, For named
	From        string // the text, or the reading that adds it
}

// A dropRow is a wait whose dropping would help.
type dropRow struct{ Waiter, For named }

// A readingLine is a reading with everything that it says.
type readingLine struct {
	Name, Of string
	Says     []told
}

// A waitLine is one row of the table of waits.
type waitLine struct {
	Waiter   named
	For      []named
	Kind     string
	From     string
	Standing standing
	Loop     bool
}

// The bounds of a picture: what more there is stands in the table.
const (
	mostBoxes   = 120
	mostWaits   = 400
	aroundSteps = 2
	wideGraph   = 860
	narrowGraph = 330
)

// nameWith is the name by which an address lists the readings; none of them is "none".
const nameWith = "with"

func waitsPage(ask *Ask) (*View, error) {
	chosen := ask.chosenReadings()
	waits := ask.Answers.Waits(chosen)
	body := &waitsBody{Tabs: ask.tabs(chosen), Boxes: ask.boxes(chosen), Path: ask.Path,
		Hidden: ask.hidden(nameWith, "around"), Around: Field{Text: ask.Query.Get("around")},
		Circles: ask.circles(waits), Readings: ask.readingLines()}
	body.Views = ask.views(waits)
	for _, c := range waits.Stuck {
		if !inCircle(waits, c) {
			body.Stuck = append(body.Stuck, ask.thing(waits.Agreement.Commitments[c].ID))
		}
	}
	ask.draw(body, waits)
	body.Rows = ask.waitLines(waits.Picture)
	if more := len(body.Rows) - mostWaits; more > 0 {
		body.Rows, body.MoreRows = body.Rows[:mostWaits], more
	}
	return &View{Finding: ask.waitsFinding(), Body: body, Sub: []string{
		"Found in the text, before any act. The words in the boxes say how each stands on " +
			prose(ask.Answers.Cut.AsOf) + ". An arrow leads from what waits to what it waits for."}}, nil
}

// chosenReadings are the positions of the readings that the address names, all without any.
func (ask *Ask) chosenReadings() []int {
	names := ask.Query[nameWith]
	var chosen []int
	for i := range ask.Answers.Agreement.Readings {
		if len(names) == 0 || slices.Contains(names, ask.Answers.Agreement.Readings[i].ID) {
			chosen = append(chosen, i)
		}
	}
	return chosen
}

// withReadings is the address of this page with these readings.
func (ask *Ask) withReadings(readings []int) string {
	query := url.Values{}
	for name, values := range ask.Query {
		if name != nameWith {
			query[name] = values
		}
	}
	for _, i := range readings {
		query.Add(nameWith, ask.Answers.Agreement.Readings[i].ID)
	}
	if len(readings) == 0 {
		query.Set(nameWith, "none")
	}
	return addressOf(ask.Path, query, nil)
}

// mostTabs is how many readings have a tab of their own.
const mostTabs = 6

// tabs are the text alone, each reading, and all of them, with the number of loops of each.
func (ask *Ask) tabs(chosen []int) []tab {
	n := len(ask.Answers.Agreement.Readings)
	sets := [][]int{nil}
	for i := range min(n, mostTabs) {
		sets = append(sets, []int{i})
	}
	if n > 1 {
		sets = append(sets, upTo(n))
	}
	var tabs []tab
	for _, set := range sets {
		name := "Text alone"
		switch {
		case len(set) == 1:
			name = "with " + ask.Answers.Agreement.Readings[set[0]].ID
		case len(set) > 1:
			name = "with all readings"
		}
		tabs = append(tabs, tab{name, count(len(ask.Answers.Waits(set).Circles), "loop", "loops"),
			ask.withReadings(set), slices.Equal(set, chosen)})
	}
	return tabs
}

func upTo(n int) []int {
	all := make([]int, n)
	for i := range all {
		all[i] = i
	}
	return all
}

// boxes are the readings to tick, where a tab for each would not reach every set of them.
func (ask *Ask) boxes(chosen []int) []choice {
	if len(ask.Answers.Agreement.Readings) < 3 {
		return nil
	}
	var all []choice
	for i := range ask.Answers.Agreement.Readings {
		reading := &ask.Answers.Agreement.Readings[i]
		all = append(all, choice{reading.ID, reading.ID, slices.Contains(chosen, i)})
	}
	return all
}

// views are the whole picture and, where something goes round, only that.
func (ask *Ask) views(w *desk.Waits) []tab {
	if len(w.Stuck) == 0 {
		return nil
	}
	only := ask.Query.Get("only") == "loops"
	return []tab{{"every wait", "", ask.here("only", ""), !only},
		{"only what cannot start", strconv.Itoa(len(w.Stuck)), ask.here("only", "loops"), only}}
}

func inCircle(w *desk.Waits, c int32) bool {
	for i := range w.Circles {
		if slices.Contains(w.Circles[i].Subjects, c) {
			return true
		}
	}
	return false
}

// waitsFinding says whether the text waits for itself.
func (ask *Ask) waitsFinding() string {
	var alone, read []*check.Finding
	findings := ask.Answers.Findings()
	for i := range findings {
		if f := &findings[i]; f.Check == "circular-wait" && len(f.Readings) == 0 {
			alone = append(alone, f)
		} else if f.Check == "circular-wait" {
			read = append(read, f)
		}
	}
	switch {
	case len(alone) > 0:
		told := "The text waits for itself: " + sentence(alone[0].Subjects)
		if n := len(alone) - 1; n > 0 {
			told += fmt.Sprintf(", and %s", count(n, "more loop", "more loops"))
		}
		return told
	case len(read) > 0:
		f := read[0]
		told := "The text alone has no circular wait; with the reading " + sentence(f.Readings) + ", "
		if len(f.Readings) > 1 {
			told = strings.Replace(told, "reading", "readings", 1)
		}
		told += sentence(f.Subjects)
		if len(f.Subjects) == 1 {
			return told + " waits for itself"
		}
		return told + " wait for each other"
	case len(ask.Answers.Agreement.Readings) > 0:
		return "Nothing waits for itself, neither in the text nor with any reading"
	}
	return "Nothing in the text waits for itself"
}

// circles are the circular waits of a text under some readings.
func (ask *Ask) circles(w *desk.Waits) []circleRow {
	var rows []circleRow
	for i := range w.Circles {
		c := &w.Circles[i]
		row := circleRow{Proven: c.Proven}
		row.Summary = fmt.Sprintf("%d commitments wait for one another.", len(c.Subjects))
		if len(c.Subjects) == 1 {
			row.Summary = "It waits for itself."
		}
		for _, wait := range c.Loop {
			row.Loop = append(row.Loop, loopStep{ask.thing(w.Agreement.Commitments[wait.Waiter].ID),
				ask.thing(w.Agreement.IDOf(wait.Name)), ask.addedBy(wait.Reading)})
		}
		for _, cut := range c.Cuts {
			var drops []dropRow
			for _, drop := range cut {
				drops = append(drops, dropRow{ask.thing(w.Agreement.Commitments[drop.Waiter].ID),
					ask.thing(w.Agreement.IDOf(drop.Name))})
			}
			row.Drops = append(row.Drops, drops)
		}
		if len(c.Join) > 0 {
			row.Joins = append(row.Joins, ask.commitments(w.Agreement, c.Join))
		}
		rows = append(rows, row)
	}
	return rows
}

func (ask *Ask) commitments(a *agreement.Agreement, positions []int32) []named {
	list := make([]named, len(positions))
	for i, c := range positions {
		list[i] = ask.thing(a.Commitments[c].ID)
	}
	return list
}

// addedBy says where a wait comes from.
func (ask *Ask) addedBy(reading int16) string {
	if reading == 0 {
		return "text"
	}
	return "reading " + ask.Answers.Agreement.Readings[reading-1].ID
}

// readingLines are the readings with what they say.
func (ask *Ask) readingLines() []readingLine {
	a := ask.Answers.Agreement
	var lines []readingLine
	for i := range a.Readings {
		r := &a.Readings[i]
		line := readingLine{Name: r.ID, Of: ask.partyNames(a.IDs(r.Of))}
		say := func(c agreement.Ref, verb string, what told) {
			head := told{{named: ask.thing(a.IDOf(c))}, {Text: verb}}
			line.Says = append(line.Says, append(head, what...))
		}
		for _, wait := range r.After {
			say(wait.Commitment, " waits for ", ask.tellGuard(&wait.Guard))
		}
		for _, denied := range r.Drops {
			say(denied.Commitment, " does not wait for ", ask.tellRefs(denied.For))
		}
		for _, held := range r.Due {
			say(held.Commitment, " is due ", ask.tellTime(&held.Due))
		}
		lines = append(lines, line)
	}
	return lines
}

// draw puts the picture into the body, or says why there is none.
func (ask *Ask) draw(body *waitsBody, w *desk.Waits) {
	p := ask.labelled(w.Picture)
	if ask.Query.Get("only") == "loops" {
		p = onlyStuck(p)
	}
	if around := body.Around.Text; around != "" {
		known := slices.ContainsFunc(p.Nodes, func(n draw.Node) bool { return n.ID == around })
		if known {
			p = picture.Around(p, around, aroundSteps)
		} else {
			body.Around.Wrong = "Nothing in the picture has this id."
		}
	}
	p, body.Alone = ask.withoutAlone(p)
	switch {
	case len(p.Nodes) > mostBoxes:
		body.NotDrawn = fmt.Sprintf("%d boxes are more than anyone can read in one picture. Name one "+
			"above to see what lies around it, or show only what cannot start.", len(p.Nodes))
	case len(p.Nodes) == 0:
		body.NotDrawn = "Nothing waits for anything."
	default:
		body.Wide, body.Narrow = drawn(p, wideGraph), drawn(p, narrowGraph)
	}
}

func drawn(p draw.Picture, wide float64) template.HTML {
	var out bytes.Buffer
	if err := draw.Inline(&out, p, wide); err != nil {
		return ""
	}
	return template.HTML(out.String()) // package draw escapes every word
}

// labelled gives the boxes the words that people know them by, and links.
func (ask *Ask) labelled(p draw.Picture) draw.Picture {
	p.Nodes = slices.Clone(p.Nodes)
	for i := range p.Nodes {
		n := &p.Nodes[i]
		of := ask.thing(n.ID)
		n.Label, n.Href, n.Note = of.Name, of.Href, ask.standingOfThing(n.ID)
		if of.Name != n.ID {
			n.Note = strings.TrimSuffix(n.ID+" · "+n.Note, " · ")
		}
	}
	return p
}

// onlyStuck keeps what can never start, and the waits among that.
func onlyStuck(p draw.Picture) draw.Picture {
	kept := map[string]bool{}
	p.Nodes = slices.DeleteFunc(p.Nodes, func(n draw.Node) bool {
		kept[n.ID] = n.Loop || n.Stuck
		return !kept[n.ID]
	})
	p.Edges = slices.DeleteFunc(slices.Clone(p.Edges),
		func(e draw.Edge) bool { return !kept[e.From] || !kept[e.To] })
	return p
}

// withoutAlone takes out what waits for nothing and is waited for by nothing.
func (ask *Ask) withoutAlone(p draw.Picture) (draw.Picture, []named) {
	tied := map[string]bool{}
	for _, e := range p.Edges {
		tied[e.From], tied[e.To] = true, true
	}
	for _, g := range p.Groups {
		for _, id := range g.Members {
			tied[id] = true
		}
	}
	var alone []named
	p.Nodes = slices.DeleteFunc(p.Nodes, func(n draw.Node) bool {
		if !tied[n.ID] {
			alone = append(alone, ask.thing(n.ID))
		}
		return !tied[n.ID]
	})
	return p, alone
}

// styleWords are the kinds of waits, by the stroke of their lines.
var styleWords = map[draw.EdgeStyle]string{draw.After: "after", draw.Provided: "provided",
	draw.Together: "together with", draw.Reading: "after"}

// waitLines are the waits of a picture, those of one waiter and one kind together.
func (ask *Ask) waitLines(p draw.Picture) []waitLine {
	var lines []waitLine
	at := map[[3]string]int{}
	for _, e := range p.Edges {
		kind, from := styleWords[e.Style], "text"
		if e.Style == draw.Reading {
			from = "reading " + e.Label
		} else if e.Label != "" {
			kind += ", " + e.Label
		}
		key := [3]string{e.From, kind, from}
		i, known := at[key]
		if !known {
			i = len(lines)
			at[key] = i
			lines = append(lines, waitLine{Waiter: ask.thing(e.From), Kind: kind, From: from})
			if word := ask.standingOfThing(e.From); word != "" {
				lines[i].Standing = standingOf(word)
			}
		}
		lines[i].For = append(lines[i].For, ask.thing(e.To))
		lines[i].Loop = lines[i].Loop || e.Loop
	}
	return lines
}
