package matrix

import (
	"strings"

	"lockstep/internal/agreement"
	"lockstep/internal/calendar"
	"lockstep/internal/matrix/sheet"
	"lockstep/internal/temporal"
)

// Activities is what an agreement says, commitment by commitment.
func Activities(a *agreement.Agreement) *Matrix {
	m := &Matrix{Kind: OfActivities, Cut: Cut{AsOf: calendar.None, KnownAt: calendar.None}}
	due := map[string]calendar.Day{}
	for _, d := range temporal.Compute(a, nil) {
		due[d.ID] = d.Due
	}
	for i := range a.Commitments {
		c := &a.Commitments[i]
		row := Row{ID: c.ID, performers: placeOf(a, performersAt(a, c)), times: timesOf(c)}
		noted := labelled(c.Note)
		row.Cells[Activity] = text(activity(c.Text, c.ID))
		row.Cells[Timing] = timing(a, c)
		row.Cells[Body] = text(names(a, c.By))
		row.Cells[Funding] = text(noted[Funding])
		row.Cells[Composition] = text(composition(a, c, noted[Composition]))
		row.Cells[Location] = text(c.At)
		row.Cells[Procedures] = text(procedures(a, c, noted))
		row.Cells[Reference] = text(reference(c.Instrument, c.Article))
		row.Cells[Due] = sheet.DayCell(due[c.ID])
		m.Rows = append(m.Rows, row)
	}
	return m.finish(a)
}

// timesOf are the attributes that say when a commitment is performed.
func timesOf(c *agreement.Commitment) []string {
	var said []string
	for _, t := range []struct {
		name string
		at   *agreement.Time
	}{
		{"starts", c.Starts}, {"not-before", c.NotBefore}, {"start-by", c.StartBy}, {"due", c.Due},
		{"until", c.Until},
	} {
		if t.at != nil {
			said = append(said, t.name)
		}
	}
	return said
}

// names are parties as people say them. A name that holds what parts two is told by its id.
func names(a *agreement.Agreement, parties []agreement.Ref) string {
	all := make([]string, len(parties))
	for i, p := range parties {
		if all[i] = a.NameOf(p); strings.ContainsAny(all[i], ";\n") {
			all[i] = a.IDOf(p)
		}
	}
	return strings.Join(all, "; ")
}

// performersAt is where the body is declared whose members the composition names.
func performersAt(a *agreement.Agreement, c *agreement.Commitment) agreement.Place {
	for _, p := range c.By {
		if len(a.Parties[p.Index].Members) > 0 {
			return a.Parties[p.Index].Where
		}
	}
	return agreement.Place{}
}

// composition is who makes up the bodies that perform: what the note says, else their members.
func composition(a *agreement.Agreement, c *agreement.Commitment, noted string) string {
	if noted != "" {
		return noted
	}
	var lines []string
	for _, p := range c.By {
		members := a.Parties[p.Index].Members
		if len(members) == 0 {
			continue
		}
		line := names(a, members)
		if len(c.By) > 1 {
			line = a.NameOf(p) + ": " + line
		}
		lines = append(lines, line)
	}
	return strings.Join(lines, "\n")
}

// procedures are how it is to be done: what it waits for, who checks it and what the note says.
func procedures(a *agreement.Agreement, c *agreement.Commitment, noted notes) string {
	var lines []string
	say := func(words, what string) {
		if what != "" {
			lines = append(lines, words+what)
		}
	}
	src := source{a: a}
	say("After: ", src.guard(&c.After))
	say("Provided: ", src.guard(&c.Provided))
	say("While: ", src.guard(&c.While))
	say("Unless: ", src.guard(&c.Unless))
	say("Verified by: ", names(a, c.Verify))
	say("Benchmark: ", c.Benchmark)
	say("", noted[Procedures])
	return strings.Join(lines, "\n")
}

// notes are what a note says of the columns for which the language has no attribute.
type notes map[Column]string

// noteLabels are the columns that a note can speak of, in the order in which it does. What stands
// before any label is of the procedures.
var noteLabels = []Column{Timing, Funding, Composition, Procedures, Remarks}

// labelled takes a note apart: a line that begins with "Funding sources: " begins what is said of
// that column.
func labelled(note string) notes {
	said := notes{}
	at := Procedures
	for line := range strings.Lines(note) {
		line = strings.TrimSuffix(line, "\n")
		if c, rest, ok := labelOf(line); ok {
			at, line = c, rest
		}
		if said[at] != "" {
			said[at] += "\n"
		}
		said[at] += line
	}
	return said
}

func labelOf(line string) (Column, string, bool) {
	for _, c := range noteLabels {
		if rest, ok := strings.CutPrefix(line, shapes[c].heading+": "); ok {
			return c, rest, true
		}
	}
	return 0, line, false
}

// Note joins what columns say into a note, from which an export gets it back.
func Note(said map[Column]string) string {
	var lines []string
	for _, c := range noteLabels {
		if text := strings.TrimSpace(said[c]); text != "" {
			lines = append(lines, shapes[c].heading+": "+text)
		}
	}
	return strings.Join(lines, "\n")
}
