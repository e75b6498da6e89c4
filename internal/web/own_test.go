package web_test

import (
	"encoding/xml"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"lockstep/internal/accounts"
	"lockstep/internal/desk"
	"lockstep/internal/web"
)

// readAll are the addresses of every page and of every route that one can ask for.
func readAll(d *desk.Desk, server *web.Server) []string {
	paths := everyAddress(d.Now().Agreement)
	for _, r := range server.Table() {
		if method, path, _ := strings.Cut(r.Pattern, " "); method == http.MethodGet &&
			!strings.Contains(path, "{") && path != "/changes" {
			paths = append(paths, path)
		}
	}
	for _, e := range d.Now().Events {
		paths = append(paths, "/evidence?event="+url.QueryEscape(e.ID))
	}
	return paths
}

// booksOf is a shared dashboard over a ledger with two events.
func booksOf(t *testing.T) (*desk.Desk, *web.Server, *httptest.Server) {
	t.Helper()
	dir := withLedger(t)
	d, server := servedBy(t, dir)
	server.Share(web.Sharing{Accounts: people(t)})
	site := httptest.NewServer(server.Handler())
	t.Cleanup(site.Close)
	for _, who := range []string{"recorder", "delegate"} {
		b := browser(t)
		signIn(t, b, site.URL, who, password)
		fields := url.Values{"kind": {"done"}, "subject": {"free-1000"}, "at": {"2020-07-13"},
			"actor": {"taliban"}}
		if got := ask(t, b, http.MethodPost, site.URL+"/record", fields).StatusCode; got != 303 {
			t.Fatalf("%s cannot record: %d", who, got)
		}
	}
	return d, server, site
}

// TestPagesOfferOnlyWhatOneMayDo follows every link and looks up where every form goes, on every
// page, as everybody: none leads to what the table of routes refuses them.
func TestPagesOfferOnlyWhatOneMayDo(t *testing.T) {
	d, server, site := booksOf(t)
	needs := http.NewServeMux()
	for _, r := range server.Table() {
		needs.HandleFunc(r.Pattern, func(http.ResponseWriter, *http.Request) {})
	}
	byPattern := map[string]string{}
	for _, r := range server.Table() {
		byPattern[r.Pattern] = r.Needs
	}
	for _, role := range accounts.RoleNames[1:] {
		b := browser(t)
		signIn(t, b, site.URL, role, password)
		as, _ := accounts.ParseRole(role)
		offered := map[string]string{} // what, and on which page first
		for _, path := range readAll(d, server) {
			if page := body(t, b, site.URL+path); strings.HasPrefix(page, "200") &&
				strings.Contains(page, "<!doctype html>") {
				for _, what := range offers(page) {
					offered[what] = path
				}
			}
		}
		for what, page := range offered {
			method, address, _ := strings.Cut(what, " ")
			request := httptest.NewRequest(method, address, nil)
			_, pattern := needs.Handler(request)
			need, known := byPattern[pattern]
			if !known {
				t.Errorf("%s is offered %s on %s, which no route knows", role, what, page)
			} else if need != "" && !(accounts.Person{Role: as}).May(rightOf(t, need)) {
				t.Errorf("%s is offered %s on %s and may not %s", role, what, page, need)
			}
		}
		for what, want := range map[string]bool{"GET /record": role != "reader",
			"POST /notes": true, "GET /accounts": role == "steward",
			"GET /record?corrects=doha-2020-0001": role == "recorder" || role == "steward",
			"GET /record?corrects=doha-2020-0002": role == "recorder" || role == "steward" ||
				role == "delegate"} {
			if _, got := offered[what]; got != want {
				t.Errorf("%s is offered %s: %v, want %v", role, what, got, want)
			}
		}
	}
}

// offers are the links and forms of a page, as method and address.
func offers(page string) []string {
	d := xml.NewDecoder(strings.NewReader(page[strings.Index(page, "<!doctype"):]))
	d.Strict, d.Entity = false, xml.HTMLEntity
	var found []string
	for {
		token, err := d.RawToken()
		if err != nil {
			return found
		}
		e, is := token.(xml.StartElement)
		if !is {
			continue
		}
		at := map[string]string{}
		for _, a := range e.Attr {
			at[a.Name.Local] = a.Value
		}
		switch {
		case e.Name.Local == "form":
			found = append(found, strings.ToUpper(at["method"])+" "+at["action"])
		case e.Name.Local == "a" && strings.HasPrefix(at["href"], "/"):
			found = append(found, "GET "+strings.SplitN(at["href"], "#", 2)[0])
		}
	}
}

// TestNotesAreForTheirOwnerAlone writes notes as one person, changes one of them and takes it away,
// and asks for everything as everybody else.
func TestNotesAreForTheirOwnerAlone(t *testing.T) {
	const secret = "XNOTEX"
	d, server, site := booksOf(t)
	owner := browser(t)
	signIn(t, owner, site.URL, "assessor", password)
	for about, back := range map[string]string{"commitment:five-bases": "/agreement/five-bases",
		"event:doha-2020-0001": "/evidence?event=doha-2020-0001"} {
		answer := ask(t, owner, http.MethodPost, site.URL+"/notes", url.Values{"about": {about},
			"text": {secret + " <script>alert(1)</script>"}})
		if answer.StatusCode != 303 || answer.Header.Get("Location") != back {
			t.Errorf("%s: %d, %s", about, answer.StatusCode, answer.Header.Get("Location"))
		}
		page := body(t, owner, site.URL+back)
		if !strings.Contains(page, secret+" &lt;script&gt;") || len(faults(page)) > 0 {
			t.Errorf("%s does not show the note as text", back)
		}
	}
	for _, about := range []string{"event:none", "commitment:none", "level:us-troops", "", "x"} {
		if got := ask(t, owner, http.MethodPost, site.URL+"/notes", url.Values{"about": {about},
			"text": {secret}}).StatusCode; got != http.StatusNotFound {
			t.Errorf("a note about %q gives %d", about, got)
		}
	}
	mine := body(t, owner, site.URL+"/notes")
	_, rest, _ := strings.Cut(mine, `name="note" value="`)
	id, _, _ := strings.Cut(rest, `"`)
	for _, text := range []string{secret + "-2", ""} {
		ask(t, owner, http.MethodPost, site.URL+"/notes", url.Values{"note": {id}, "text": {text}})
	}
	if mine = body(t, owner, site.URL+"/notes"); strings.Count(mine, secret) != 3 ||
		!strings.Contains(mine, "2 earlier versions") || !strings.Contains(mine, "taken away") {
		t.Errorf("the history is lost: %s", mine)
	}
	for _, role := range append([]string{"nobody"}, accounts.RoleNames[1:]...) {
		b := browser(t)
		if role == "assessor" {
			continue
		}
		if role != "nobody" {
			signIn(t, b, site.URL, role, password)
		}
		for _, path := range readAll(d, server) {
			for range 2 { // once drawn, once kept
				if strings.Contains(body(t, b, site.URL+path), secret) {
					t.Errorf("%s is shown a note of the assessor at %s", role, path)
				}
			}
		}
		for _, text := range []string{"mine now", ""} {
			got := ask(t, b, http.MethodPost, site.URL+"/notes", url.Values{"note": {id}, "text": {text}})
			if got.StatusCode != http.StatusNotFound && role != "nobody" {
				t.Errorf("%s changes it: %d", role, got.StatusCode)
			}
		}
	}
	files, _ := filepath.Glob(filepath.Join(d.Dir(), "*"))
	for _, file := range files {
		if text, err := os.ReadFile(file); err == nil && strings.Contains(string(text), secret) {
			t.Errorf("the note stands in %s", file)
		}
	}
}

// TestAStewardSeesWhoChangedWhichAccount and nobody else does.
func TestAStewardSeesWhoChangedWhichAccount(t *testing.T) {
	kept, _, site := shared(t)
	steward, reader := browser(t), browser(t)
	signIn(t, steward, site.URL, "steward", password)
	signIn(t, reader, site.URL, "reader", password)
	post := func(b *http.Client, form string) int {
		t.Helper()
		fields, err := url.ParseQuery(form)
		if err != nil {
			t.Fatal(err)
		}
		return ask(t, b, http.MethodPost, site.URL+"/accounts", fields).StatusCode
	}
	for form, want := range map[string]int{"name=steward&do=disable": 422, "name=x&do=disable": 422,
		"name=reader&do=role&role=king": 422, "name=reader&do=role&role=delegate": 422,
		"name=reader&do=role&role=delegate&party=mars": 422, "name=reader": 422,
		"name=recorder&do=role&role=assessor": 303, "name=assessor&do=disable": 303} {
		if got := post(steward, form); got != want {
			t.Errorf("%s: %d, want %d", form, got, want)
		}
		if got := post(reader, form); got != 403 {
			t.Errorf("a reader does %s: %d", form, got)
		}
	}
	page := body(t, steward, site.URL+"/accounts")
	for _, want := range []string{"made assessor", "disabled", `data-l="By">steward<`,
		"somebody at the machine", "4 people can sign in; 1 account is shut"} {
		if !strings.Contains(page, want) {
			t.Errorf("the page lacks %q", want)
		}
	}
	if len(faults(page)) > 0 {
		t.Error(faults(page))
	}
	if changes, err := kept.Changes(t.Context()); err != nil || changes[len(changes)-1].By != "steward" {
		t.Errorf("%v %v", changes, err)
	}
}
