package pages

import (
	"bytes"
	"embed"
	"fmt"
	"html/template"
	"io"
	"net/url"
	"strings"
	"sync"
	"time"

	"lockstep/internal/agreement"
	"lockstep/internal/calendar"
	"lockstep/internal/desk"
	"lockstep/internal/ledger"
)

// A Page is one page of the dashboard.
type Page struct {
	Name  string // in the navigation, "" where it does not stand there
	Path  string // as a route: "/waits", "/agreement/{id}"
	Under string // the path of the page that the navigation marks
	file  string // its template, in templates/
	view  func(*Ask) (*View, error)
	ids   func(*agreement.Agreement) []string // of the things that each have one; nil: it is one

	made func() *template.Template
}

// A View is what a page shows below the cut.
type View struct {
	Finding string   // the title: what was found
	Sub     []string // of what, as of when
	Body    any      // what the template of the page draws
	Plain   bool     // it is not about the days of the cut
}

// All lists the pages in the order of the navigation.
func All() []*Page { return all }

var all = []*Page{
	newPage("Overview", "/", "overview.html", overview),
	newPage("Agreement", "/agreement", "agreement.html", agreementPage),
	eachOf(commitmentIDs, "/agreement", "commitment.html", commitmentPage),
	newPage("Waits", "/waits", "waits.html", waitsPage),
	newPage("Levels", "/levels", "levels.html", levelsPage),
	eachOf(levelIDs, "/levels", "levels.html", levelPage),
	newPage("Exposure", "/exposure", "exposure.html", exposurePage),
	newPage("Decisions", "/decisions", "decisions.html", decisionsPage),
	eachOf(decisionIDs, "/decisions", "decision.html", decisionPage),
	newPage("Timeline", "/timeline", "timeline.html", timelinePage),
	newPage("Evidence", "/evidence", "evidence.html", evidencePage),
	newPage("Sources", "/sources", "sources.html", sourcesPage),
}

// eachOf is a page for each of some things, under another page.
func eachOf(
	ids func(*agreement.Agreement) []string, under, file string, view func(*Ask) (*View, error),
) *Page {
	p := newPage("", under+"/{id}", file, view)
	p.Under, p.ids = under, ids
	return p
}

func newPage(name, path, file string, view func(*Ask) (*View, error)) *Page {
	p := &Page{Name: name, Path: path, file: file, view: view}
	p.made = sync.OnceValue(func() *template.Template {
		t := template.Must(template.New("").Funcs(words).ParseFS(templates, "templates/layout.html",
			"templates/parts.html", "templates/silence.html", "templates/"+file))
		return t.Lookup("layout.html")
	})
	return p
}

// Addresses are the paths at which the page stands for an agreement: one, or one for each thing.
func (p *Page) Addresses(a *agreement.Agreement) []string {
	if p.ids == nil {
		return []string{p.Path}
	}
	var paths []string
	for _, id := range p.ids(a) {
		paths = append(paths, strings.Replace(p.Path, "{id}", url.PathEscape(id), 1))
	}
	return paths
}

//go:embed templates
var templates embed.FS

// An Ask is what a page is asked with.
type Ask struct {
	Answers *desk.Answers
	Form    Form       // the cut as the address says it
	Path    string     // as it was asked for
	ID      string     // of the thing that the page is about, where it is about one
	Query   url.Values // of the address
	Today   calendar.Day
	Now     time.Time         // the moment of asking
	Assets  map[string]string // the addresses of the style sheet and the script, by name
	Who     string            // who looks at it, "" where nobody is asked
	// Clearance is what who asks may see; the answers hold nothing else.
	Clearance ledger.Clearance
	Offered   *Offered     // what they may use and enter; the same for all of one role
	Account   string       // the name of their account, "" where nobody is asked
	Notes     *OwnNotes    // theirs, about what the page shows; nil where there are none
	Accounts  *AccountList // for stewards, on the page of that name; else nil
	// MayRecord is true where there is a ledger and who asks may add to it.
	MayRecord bool
	// ActsFor is the id of the party for which who asks may speak in decisions; "" where they act for
	// none, or there is no ledger.
	ActsFor string
	Draft   *Draft  // what was typed into a form and refused; nil otherwise
	Intake  *Intake // how far somebody is with a file; nil on other pages

	page  *Page
	cited map[string]bool
}

// A Key is all that a page hangs on: what two asks of the same key are shown is the same, to the
// byte. Whoever adds to an Ask what a page may show adds it here.
type Key struct {
	answers   *desk.Answers // of one edition, one cut, and who may see what
	page      *Page
	path      string
	query     string
	id        string
	today     calendar.Day
	who       string
	mayRecord bool
	clearance ledger.Clearance
	offered   *Offered
	account   string
	actsFor   string
	minute    time.Time // while a silence runs, of which pages say how much is left
}

// Key is that of a page for somebody who asks. There is none, and the page cannot be kept for the
// next one, where a form comes back with what was typed into it, or where something is shown that
// somebody may change at any time: notes, accounts.
func (p *Page) Key(ask *Ask) (key Key, may bool) {
	changing := ask.Draft != nil || ask.Intake != nil || ask.Notes != nil ||
		ask.Accounts != nil
	key = Key{answers: ask.Answers, page: p, path: ask.Path, query: ask.Query.Encode(), id: ask.ID,
		today: ask.Today, who: ask.Who, mayRecord: ask.MayRecord, clearance: ask.Clearance,
		offered: ask.Offered, account: ask.Account, actsFor: ask.ActsFor}
	if !ask.Now.IsZero() && ask.running() {
		key.minute = ask.Now.Truncate(time.Minute)
	}
	return key, !changing
}

// NotFoundError is the error of a page about something that the agreement does not have.
type NotFoundError struct{ Kind, ID string }

// Error says what is not there.
func (e *NotFoundError) Error() string { return fmt.Sprintf("there is no %s %q", e.Kind, e.ID) }

// Write draws the page. The error is a *NotFoundError where it is about something that is not
// there.
func (p *Page) Write(w io.Writer, ask *Ask) error {
	ask.page, ask.cited = p, map[string]bool{}
	view, err := p.view(ask)
	if err != nil {
		return err
	}
	var page bytes.Buffer
	if err := p.made().Execute(&page, ask.frame(view)); err != nil {
		return fmt.Errorf("drawing %s: %w", p.Path, err)
	}
	_, err = page.WriteTo(w)
	return err
}

// link is the address of a path under the same cut.
func (ask *Ask) link(path string, more ...string) string {
	query := url.Values{}
	for _, name := range cutNames {
		if text := ask.Query.Get(name); text != "" {
			query.Set(name, text)
		}
	}
	return addressOf(path, query, more)
}

// addressOf is a path with a query and further pairs of names and values; an empty value takes
// the name away.
func addressOf(path string, query url.Values, more []string) string {
	path, fragment, _ := cutFragment(path)
	for i := 0; i+1 < len(more); i += 2 {
		if query.Set(more[i], more[i+1]); more[i+1] == "" {
			query.Del(more[i])
		}
	}
	if len(query) > 0 {
		path += "?" + query.Encode()
	}
	return path + fragment
}
