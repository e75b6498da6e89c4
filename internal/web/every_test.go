package web_test

import (
	"context"
	"encoding/xml"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"lockstep/internal/calendar"
	"lockstep/internal/desk"
	"lockstep/internal/lang"
	"lockstep/internal/ledger"
	"lockstep/internal/pages"
	"lockstep/internal/web"
)

// today is the day on which all of this happens.
func today() time.Time { return time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC) }

// served is the dashboard of a project folder.
func served(t *testing.T, dir string) (*desk.Desk, http.Handler) {
	t.Helper()
	d, server := servedBy(t, dir)
	return d, server.Handler()
}

// servedBy is the server of a project folder.
func servedBy(t *testing.T, dir string) (*desk.Desk, *web.Server) {
	t.Helper()
	project, err := lang.Load(dir)
	if err != nil || project.Diagnostics.Errors() {
		t.Fatal(err, project.Diagnostics)
	}
	d, err := desk.Open(context.Background(), dir, project)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { d.Close() })
	server, err := web.New(d, today, slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	return d, server
}

// siteOf serves a handler on this machine. Streams that a browser has open end with the test.
func siteOf(t *testing.T, handler http.Handler) *httptest.Server {
	t.Helper()
	site := httptest.NewServer(handler)
	t.Cleanup(func() {
		site.CloseClientConnections()
		site.Close()
	})
	return site
}

// get asks for an address.
func get(handler http.Handler, address string) *httptest.ResponseRecorder {
	answer := httptest.NewRecorder()
	handler.ServeHTTP(answer, localRequest(http.MethodGet, address))
	return answer
}

// localRequest is a request of a browser on this machine.
func localRequest(method, address string) *http.Request {
	r := httptest.NewRequest(method, address, nil)
	r.Host = "127.0.0.1:8080"
	return r
}

// cutAt is everything up to a day.
func cutAt(y, m, d int) ledger.Cut {
	cut := ledger.Everything
	cut.AsOf = calendar.MakeDay(y, m, d)
	return cut
}

// examples are the folders of all examples.
func examples(t *testing.T) []string {
	t.Helper()
	found, err := filepath.Glob("../../examples/*/agreement.hcl")
	if err != nil || len(found) == 0 {
		t.Fatal("no examples", err)
	}
	for i := range found {
		found[i] = filepath.Dir(found[i])
	}
	return found
}

// TestEveryPageOfEveryExample asks for each page at the end of the evidence, before there was
// any, and in between.
func TestEveryPageOfEveryExample(t *testing.T) {
	for _, dir := range examples(t) {
		t.Run(filepath.Base(dir), func(t *testing.T) {
			d, handler := served(t, dir)
			middle := max(d.Now().LastEvent(), calendar.MakeDay(1999, 1, 1)) - 300
			cuts := []string{"", "?asof=1990-01-01&known=1990-01-01",
				fmt.Sprintf("?asof=%s&known=%s", middle, middle+14)}
			for _, p := range pages.All() {
				for _, path := range p.Addresses(d.Now().Agreement) {
					for _, cut := range cuts {
						answer := get(handler, path+cut)
						if answer.Code != http.StatusOK {
							t.Fatalf("%s: %d", path+cut, answer.Code)
						}
						for _, wrong := range faults(answer.Body.String()) {
							t.Errorf("%s: %s", path+cut, wrong)
						}
					}
				}
			}
		})
	}
}

// void are the elements that have no end.
var void = []string{"meta", "link", "input", "br", "hr", "img", "wbr", "col"}

// faults are what is wrong with a page: elements that do not close in order, names that stand
// twice, what a browser would run or load although the policy forbids it.
func faults(page string) []string {
	var wrong []string
	say := func(format string, args ...any) { wrong = append(wrong, fmt.Sprintf(format, args...)) }
	d := xml.NewDecoder(strings.NewReader(page))
	d.Strict, d.Entity = false, xml.HTMLEntity
	var open []string
	ids := map[string]bool{}
	for {
		token, err := d.RawToken()
		if err == io.EOF {
			break
		}
		if err != nil {
			say("%v", err)
			break
		}
		switch e := token.(type) {
		case xml.StartElement:
			if name := e.Name.Local; !slices.Contains(void, name) {
				open = append(open, name)
			}
			for _, a := range e.Attr {
				if complaint := forbidden(e.Name.Local, a, ids); complaint != "" {
					say("<%s %s=%q>: %s", e.Name.Local, a.Name.Local, a.Value, complaint)
				}
			}
		case xml.EndElement:
			if slices.Contains(void, e.Name.Local) {
				continue
			}
			if len(open) == 0 || open[len(open)-1] != e.Name.Local {
				say("</%s> closes %v", e.Name.Local, open[max(0, len(open)-3):])
				return wrong
			}
			open = open[:len(open)-1]
		}
	}
	if len(open) > 0 {
		say("not closed: %v", open)
	}
	return wrong
}

// forbidden says why an attribute must not stand in a page.
func forbidden(element string, a xml.Attr, ids map[string]bool) string {
	name := a.Name.Local
	switch {
	case name == "style":
		return "a style in the page"
	case strings.HasPrefix(name, "on"):
		return "a script in the page"
	case name == "id" && ids[a.Value]:
		return "a name that stands twice"
	case name == "id":
		ids[a.Value] = true
	case (name == "href" || name == "src" || name == "action") &&
		!strings.HasPrefix(a.Value, "/") && !strings.HasPrefix(a.Value, "#"):
		return "an address elsewhere"
	case strings.Contains(a.Value, "ZgotmplZ"):
		return "a value that was not safe"
	}
	return ""
}

func TestFaultsAreFound(t *testing.T) {
	for page, want := range map[string]string{
		`<p>a</p>`:                             "",
		`<p>a`:                                 "not closed",
		`<p><b>a</p></b>`:                      "closes",
		`<p style="color:red">a</p>`:           "a style",
		`<p onclick="x()">a</p>`:               "a script",
		`<p id="a">a</p><p id="a">b</p>`:       "twice",
		`<a href="https://example.org/">a</a>`: "elsewhere",
	} {
		found := strings.Join(faults(page), "; ")
		if want == "" && found != "" || !strings.Contains(found, want) {
			t.Errorf("%s: found %q, want %q", page, found, want)
		}
	}
}

// TestStoredTextStaysText writes a script into every text of a project.
func TestStoredTextStaysText(t *testing.T) {
	const evil = `<script>alert(1)</script><img src=x onerror=alert(1)>`
	dir := t.TempDir()
	project := fmt.Sprintf(`agreement "a" {
  title = %[1]q
}
party "us" {
  name = %[1]q
}
condition "c" {
  text = %[1]q
}
level "l" {
  of    = us
  unit  = %[1]q
  basis = %[1]q
}
commitment "x" {
  by       = us
  text     = %[1]q
  article  = %[1]q
  note     = %[1]q
  source   = "s"
  provided = c
  due      = "2020-01-10"
  changes  = { l = 5 }
}
decision "d" {
  by = us
}
reading "r" {
  of    = us
  after = { x = [x] }
}
source "s" {
  publisher = %[1]q
}
`, evil)
	evidence := fmt.Sprintf(`{"id":"e1","at":"2020-01-02","kind":"partly","subject":"x",`+
		`"value":{"best":2},"unit":%[1]q,"source":"s","speaker":%[1]q,"note":%[1]q}
{"id":"e2","at":"2020-01-03","kind":"measured","subject":"l","value":{"best":2},"unit":%[1]q,`+
		`"basis":%[1]q,"source":"s","assessor":%[1]q}
{"id":"e3","at":"2020-01-03","kind":"put-under-silence","subject":"d","note":%[1]q}
`, evil)
	for name, text := range map[string]string{"a.hcl": project, "evidence.jsonl": evidence} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	d, handler := served(t, dir)
	for _, p := range pages.All() {
		for _, path := range p.Addresses(d.Now().Agreement) {
			page := get(handler, path+"?asof=2020-02-01&since=%3Cscript%3E").Body.String()
			if strings.Contains(page, "<script>") || strings.Contains(page, "<img") {
				t.Errorf("%s: stored text has become part of the page", path)
			}
			for _, wrong := range faults(page) {
				t.Errorf("%s: %s", path, wrong)
			}
		}
	}
}
