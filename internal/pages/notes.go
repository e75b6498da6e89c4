package pages

import (
	"cmp"
	"net/url"
	"slices"
	"strings"
	"time"

	"lockstep/internal/agreement"
	"lockstep/internal/ledger"
)

// A Note is what who asks wrote down for themselves about something. No page shows it to anybody
// else.
type Note struct {
	ID      string
	About   string // as [About] names it
	Text    string // "" where it was taken away
	At      time.Time
	Earlier []NoteVersion // the latest first
}

// A NoteVersion is a note as it was before.
type NoteVersion struct {
	Text string
	At   time.Time
}

// OwnNotes are the notes that are shown with a page.
type OwnNotes struct{ Notes []Note }

// Notes is the page with all notes of who asks.
var Notes = newPage("My notes", "/notes", "notes.html", notesPage)

// aboutPages are the pages about one thing of which one can take notes, by path, and what it is.
var aboutPages = map[string]agreement.Kind{"/agreement/{id}": agreement.KindCommitment,
	"/decisions/{id}": agreement.KindDecision}

// aboutEvent stands before the id of an event.
const aboutEvent = "event:"

// About names what a page is about in the notes about it, "" where one takes none of it.
func About(p *Page, ask *Ask) string {
	if kind, one := aboutPages[p.Path]; one {
		return kind.String() + ":" + ask.ID
	}
	if id := ask.Query.Get("event"); p.Path == "/evidence" && id != "" {
		return aboutEvent + id
	}
	return ""
}

// AddressOf is the page of what notes are about, as far as who asks may see it; "" where there is
// no such thing for them.
func (ask *Ask) AddressOf(about string) string {
	kind, id, _ := strings.Cut(about, ":")
	if kind+":" == aboutEvent {
		if !slices.ContainsFunc(ask.Answers.Events, func(e ledger.Event) bool { return e.ID == id }) {
			return ""
		}
		return "/evidence?" + url.Values{"event": {id}}.Encode()
	}
	for path, of := range aboutPages {
		ref, found := ask.Answers.Agreement.Lookup(id)
		if of.String() == kind && found && ref.Kind == of {
			return strings.Replace(path, "{id}", url.PathEscape(id), 1)
		}
	}
	return ""
}

// A noteForm is where who asks writes notes about what a page shows, and those that are there.
type noteForm struct {
	About string // "" where one cannot take notes here
	Rows  []noteRow
	Long  int // characters at most
}

type noteRow struct {
	Note
	Thing   named
	Day     string
	Old     []oldNote
	Removed bool
}

type oldNote struct{ Text, Day string }

// MostNote is how many characters a note may have.
const MostNote = 20_000

// noteForm is that of the page, nil where there is none.
func (ask *Ask) noteForm() *noteForm {
	about := About(ask.page, ask)
	if about == "" || !ask.may("POST "+Notes.Path) || ask.AddressOf(about) == "" {
		return nil
	}
	form := &noteForm{About: about, Long: MostNote}
	if ask.Notes != nil {
		form.Rows = ask.noteRows(ask.Notes.Notes)
	}
	return form
}

// moment is a moment as people read it, in the zone of the agreement.
func (ask *Ask) moment(at time.Time) string {
	return at.In(ask.Answers.Agreement.Location()).Format("2 Jan 2006, 15:04")
}

func (ask *Ask) noteRows(notes []Note) []noteRow {
	var rows []noteRow
	for _, n := range notes {
		row := noteRow{Note: n, Day: ask.moment(n.At), Removed: n.Text == ""}
		_, id, _ := strings.Cut(n.About, ":")
		row.Thing = named{ID: id, Name: id, Href: ask.AddressOf(n.About)}
		if !strings.HasPrefix(n.About, aboutEvent) {
			row.Thing.Name = cmp.Or(ask.thing(id).Name, id)
		}
		for _, old := range n.Earlier {
			row.Old = append(row.Old, oldNote{cmp.Or(old.Text, "(taken away)"), ask.moment(old.At)})
		}
		rows = append(rows, row)
	}
	return rows
}

// A notesBody is every note of who asks.
type notesBody struct {
	Rows []noteRow
	Long int
}

func notesPage(ask *Ask) (*View, error) {
	body := &notesBody{Long: MostNote}
	if ask.Notes != nil {
		body.Rows = ask.noteRows(ask.Notes.Notes)
	}
	return &View{Finding: count(len(body.Rows), "note", "notes") + " of yours", Sub: []string{
		"Nobody else is shown these, stewards included. They are no evidence, count nowhere and are in " +
			"no export. What you wrote before stays below each."}, Body: body, Plain: true}, nil
}
