package matrix

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"

	"lockstep/internal/agreement"
	"lockstep/internal/calendar"
	"lockstep/internal/matrix/sheet"
	"lockstep/internal/status"
)

// A Kind says which matrix it is.
type Kind uint8

// The kinds of matrix.
const (
	OfActivities Kind = iota
	OfCompletion
)

// KindNames are the words for the kinds, by Kind.
var KindNames = []string{"activities", "completion"}

// String is the word for the kind.
func (k Kind) String() string { return KindNames[k] }

// A Matrix is an agreement, or how it stands, told row by row.
type Matrix struct {
	Kind      Kind
	Agreement string // id
	Title     string
	// Cut is that of a completion: what it was asked for. It is zero for activities.
	Cut  Cut
	Rows []Row // by instrument, article and id

	parties []party
	things  map[string]bool // by id: what days can be counted from
}

// A party is how a party is called.
type party struct{ id, name string }

// A Cut says of which day a completion is, and what was known.
type Cut struct {
	AsOf, KnownAt calendar.Day // calendar.None: everything
	RecordedBy    string       // an instant, "" for everything
}

// A Row is what a matrix says of one commitment.
type Row struct {
	ID      string
	Section string // the article under which it stands
	Place   Place  // where the agreement says it
	Cells   Cells

	continuing bool
	events     []string // of a completion: all about it
	instrument string
	said       notes    // what the note says
	times      []string // the attributes that say when
	performers Place    // the body whose members the composition names
}

// A Place is where something stands in a file of the project.
type Place struct {
	File string `json:"file"`
	Line int    `json:"line"`
}

// String is the place as editors read it.
func (p Place) String() string { return fmt.Sprintf("%s:%d", p.File, p.Line) }

// Cells are what stands in the columns of a row.
type Cells [columnCount]sheet.Cell

// export is a short sum of what a row says, by which a row that comes back is known to be as it
// was sent. It is no protection against anybody.
func export(kind Kind, id string, cells *Cells) string {
	sum := sha256.New()
	sum.Write([]byte(id))
	for _, c := range kind.columns() {
		if c != No && c != ID && c != Export {
			sum.Write([]byte{0})
			sum.Write([]byte(cells[c].String()))
		}
	}
	return "x" + hex.EncodeToString(sum.Sum(nil)[:6])
}

// placeOf is a place as people read it.
func placeOf(a *agreement.Agreement, p agreement.Place) Place {
	if p.IsZero() {
		return Place{}
	}
	return Place{a.Files[p.File], int(p.Line)}
}

// finish sorts the rows, numbers them and seals each.
func (m *Matrix) finish(a *agreement.Agreement) *Matrix {
	m.Agreement, m.Title = a.ID, cmp.Or(a.Title, a.ID)
	m.know(a)
	index := map[string]*agreement.Commitment{}
	for i := range a.Commitments {
		index[a.Commitments[i].ID] = &a.Commitments[i]
	}
	slices.SortStableFunc(m.Rows, func(x, y Row) int {
		c, d := index[x.ID], index[y.ID]
		return cmp.Or(status.CompareNumbered(c.Instrument, d.Instrument),
			compareNamed(status.Chapter(c.Article), status.Chapter(d.Article)),
			compareNamed(c.Article, d.Article), cmp.Compare(x.ID, y.ID))
	})
	for i := range m.Rows {
		row := &m.Rows[i]
		c := index[row.ID]
		row.Section = section(c.Instrument, status.Chapter(c.Article))
		row.Place = placeOf(a, c.Where)
		row.continuing = c.IsContinuing()
		row.instrument = sheet.Clean(c.Instrument)
		row.said = labelled(c.Note)
		row.Cells[No] = sheet.Count(i + 1)
		row.Cells[ID] = sheet.TextCell(row.ID)
		row.Cells[Export] = sheet.TextCell(export(m.Kind, row.ID, &row.Cells))
	}
	return m
}

// know keeps what names in a matrix that comes back may mean.
func (m *Matrix) know(a *agreement.Agreement) {
	m.things = map[string]bool{}
	for i := range a.Parties {
		m.parties = append(m.parties, party{a.Parties[i].ID, sheet.Clean(a.Parties[i].Name)})
	}
	for i := range a.Clocks {
		m.things[a.Clocks[i].ID] = true
	}
	for i := range a.Decisions {
		id := a.Decisions[i].ID
		m.things[id], m.things["taken("+id+")"] = true, true
	}
	for i := range a.Commitments {
		c := &a.Commitments[i]
		m.things["started("+c.ID+")"] = true
		if !c.IsContinuing() {
			m.things[c.ID], m.things["done("+c.ID+")"] = true, true
		}
	}
}

// compareNamed orders names by the numbers in them, what has none last.
func compareNamed(x, y string) int {
	if (x == "") != (y == "") {
		return strings.Compare(y, x)
	}
	return status.CompareNumbered(x, y)
}

// section is the heading of an article.
func section(instrument, chapter string) string {
	instrument, chapter = inOneLine(instrument), inOneLine(chapter)
	title := chapter
	switch {
	case chapter == "" && instrument == "":
		return "No article"
	case chapter == "":
		return instrument
	case strings.Trim(chapter, "IVXLC0123456789") == "":
		title = "Article " + chapter
	}
	if instrument != "" {
		title = instrument + ", " + title
	}
	return title
}

func inOneLine(text string) string { return strings.Join(strings.Fields(sheet.Clean(text)), " ") }

// text is a cell with a text that it can hold.
func text(s string) sheet.Cell { return sheet.TextCell(sheet.Clean(s)) }
