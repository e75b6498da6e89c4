package web_test

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"lockstep/internal/accounts"
	"lockstep/internal/web"
)

// TestPathsLeadNowhereElse asks for files beside those that are served, in the ways in which paths
// are disguised.
func TestPathsLeadNowhereElse(t *testing.T) {
	_, _, site := shared(t)
	b := browser(t)
	signIn(t, b, site.URL, "steward", password)
	for _, before := range []string{"/static/", "/charts/", "/agreement/", "/levels/", "/api/v1/figures/",
		"/"} {
		for _, path := range []string{"../evidence.jsonl", "..%2fevidence.jsonl", "%2e%2e/evidence.jsonl",
			"..%5cevidence.jsonl", "....//evidence.jsonl", "..%252fevidence.jsonl", "%00", "evidence.jsonl",
			"../../../../etc/passwd", "..%2f..%2f..%2f..%2f..%2fetc%2fpasswd", "%2fetc%2fpasswd",
			"strip.svg/../../evidence.jsonl", "accounts.db", "lockstep.key"} {
			request, err := http.NewRequest(http.MethodGet, site.URL+"/", nil)
			if err != nil {
				t.Fatal(err)
			}
			request.URL.Opaque = before + path
			answer, err := b.Do(request)
			if err != nil {
				t.Fatal(err)
			}
			answer.Body.Close()
			if answer.StatusCode == http.StatusOK || answer.StatusCode >= 500 {
				t.Errorf("%s gives %d", before+path, answer.StatusCode)
			}
		}
	}
}

// TestEveryWriteFromAnotherSiteIsRefused goes through the table of routes.
func TestEveryWriteFromAnotherSiteIsRefused(t *testing.T) {
	_, server, site := shared(t)
	b := browser(t)
	signIn(t, b, site.URL, "steward", password)
	writes := 0
	for _, r := range server.Table() {
		method, path, _ := strings.Cut(r.Pattern, " ")
		if method == http.MethodGet {
			continue
		}
		writes++
		for _, header := range [][2]string{{"Sec-Fetch-Site", "cross-site"},
			{"Sec-Fetch-Site", "same-site"}, {"Origin", "https://example.org"}, {"Origin", "null"}} {
			request, err := http.NewRequest(method, site.URL+path, strings.NewReader(""))
			if err != nil {
				t.Fatal(err)
			}
			request.Header.Set(header[0], header[1])
			answer, err := b.Do(request)
			if err != nil {
				t.Fatal(err)
			}
			answer.Body.Close()
			if answer.StatusCode != http.StatusForbidden {
				t.Errorf("%s, %s: %d", r.Pattern, header, answer.StatusCode)
			}
		}
	}
	if writes < 5 {
		t.Errorf("only %d routes write", writes)
	}
	if ask(t, b, http.MethodGet, site.URL+"/", nil).StatusCode != http.StatusOK {
		t.Error("another site has signed somebody out")
	}
}

// TestLargeRequestsAreRefused sends more than a form can be to every route that takes one.
func TestLargeRequestsAreRefused(t *testing.T) {
	_, d, site := sharedBooks(t)
	b := browser(t)
	signIn(t, b, site.URL, "steward", password)
	for _, path := range []string{"/record", "/notes", "/accounts", "/signin", "/api/v1/events"} {
		form := url.Values{"kind": {"done"}, "subject": {"five-bases"}, "at": {"2020-07-13"},
			"about": {"commitment:five-bases"}, "text": {strings.Repeat("x", 2<<20)},
			"name": {"steward"}, "password": {password}}
		answer := ask(t, b, http.MethodPost, site.URL+path, form)
		if answer.StatusCode < 400 || answer.StatusCode >= 500 {
			t.Errorf("%s: %d", path, answer.StatusCode)
		}
	}
	if n := len(d.Now().Events); n != 0 {
		t.Errorf("%d events were recorded", n)
	}
}

// TestNamesAndAddressesStayText: what people are called and what an address says is never markup.
func TestNamesAndAddressesStayText(t *testing.T) {
	const evil = `"><script>alert(1)</script>`
	kept, _, site := shared(t)
	p := accounts.Person{Name: "evil", Display: evil, Role: accounts.Steward}
	if err := kept.Add(t.Context(), "", p, password); err != nil {
		t.Fatal(err)
	}
	b := browser(t)
	pages := []string{body(t, b, site.URL+"/signin?next=/"+url.QueryEscape(evil))}
	form := url.Values{"name": {evil}, "password": {"wrong"}, "next": {"/" + evil}}
	answer, err := b.PostForm(site.URL+"/signin", form)
	if err != nil {
		t.Fatal(err)
	}
	answer.Body.Close()
	signIn(t, b, site.URL, "evil", password)
	for _, path := range []string{"/", "/accounts", "/notes", "/evidence?q=" + url.QueryEscape(evil),
		"/record?subject=" + url.QueryEscape(evil), "/?asof=" + url.QueryEscape(evil)} {
		pages = append(pages, body(t, b, site.URL+path))
	}
	for i, page := range pages {
		if strings.Contains(page, "<script>") || len(faults(page)) > 0 {
			t.Errorf("page %d: %v", i, faults(page))
		}
	}
}

// TestTheCookieOfASession is sent to this host alone, to no script and over TLS.
func TestTheCookieOfASession(t *testing.T) {
	_, server := servedBy(t, doha)
	server.Share(web.Sharing{Accounts: people(t), Encrypted: true})
	handler := server.Handler()
	request := httptest.NewRequest(http.MethodPost, "/signin", strings.NewReader(url.Values{
		"name": {"reader"}, "password": {password}}.Encode()))
	request.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	answer := httptest.NewRecorder()
	handler.ServeHTTP(answer, request)
	cookies := answer.Result().Cookies()
	if len(cookies) != 1 {
		t.Fatalf("the cookies are %v", cookies)
	}
	c := cookies[0]
	if c.Name != "__Host-lockstep" || !c.Secure || !c.HttpOnly || c.Path != "/" || c.Domain != "" ||
		c.SameSite != http.SameSiteLaxMode || len(c.Value) < 40 {
		t.Errorf("%+v", c)
	}
	if got := answer.Header().Get("Strict-Transport-Security"); got == "" {
		t.Error("a browser may come back without encryption")
	}
}
