package web_test

import (
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/url"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"lockstep/internal/accounts"
	"lockstep/internal/web"
)

const password = "correct horse battery"

// people has one account of each role, named as the role is.
func people(t *testing.T) *accounts.Accounts {
	t.Helper()
	kept, err := accounts.OpenFile(t.Context(), filepath.Join(t.TempDir(), "accounts.db"),
		accounts.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { kept.Close() })
	for _, role := range []accounts.Role{accounts.Reader, accounts.Recorder, accounts.Assessor,
		accounts.Delegate, accounts.Steward} {
		p := accounts.Person{Name: role.String(), Role: role}
		if role == accounts.Delegate {
			p.Party = "taliban"
		}
		if err := kept.Add(t.Context(), "", p, password); err != nil {
			t.Fatal(err)
		}
	}
	return kept
}

// shared is a dashboard with accounts, on the network.
func shared(t *testing.T) (*accounts.Accounts, *web.Server, *httptest.Server) {
	t.Helper()
	kept := people(t)
	_, server := servedBy(t, doha)
	server.Share(web.Sharing{Accounts: kept})
	site := httptest.NewServer(server.Handler())
	t.Cleanup(site.Close)
	return kept, server, site
}

// browser keeps cookies and follows no redirect.
func browser(t *testing.T) *http.Client {
	t.Helper()
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	return &http.Client{Jar: jar, CheckRedirect: func(*http.Request, []*http.Request) error {
		return http.ErrUseLastResponse
	}}
}

func ask(t *testing.T, b *http.Client, method, address string, form url.Values) *http.Response {
	t.Helper()
	request, err := http.NewRequest(method, address, strings.NewReader(form.Encode()))
	if err != nil {
		t.Fatal(err)
	}
	if method == http.MethodPost {
		request.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	answer, err := b.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	answer.Body.Close()
	return answer
}

func signIn(t *testing.T, b *http.Client, site, name, word string) *http.Response {
	t.Helper()
	return ask(t, b, http.MethodPost, site+"/signin", url.Values{"name": {name},
		"password": {word}, "next": {"/?asof=2020-07-20"}})
}

// TestEveryRouteAsksForWhatItNeeds goes through the table from which the router is built, as
// everybody there is.
func TestEveryRouteAsksForWhatItNeeds(t *testing.T) {
	_, server, site := shared(t)
	for _, role := range accounts.RoleNames {
		b := browser(t)
		if role != "nobody" && signIn(t, b, site.URL, role, password).StatusCode != 303 {
			t.Fatalf("%s cannot sign in", role)
		}
		for _, r := range server.Table() {
			if r.Pattern == "POST /signin" || r.Pattern == "POST /signout" {
				continue // told apart in tests of their own
			}
			method, path, _ := strings.Cut(r.Pattern, " ")
			path = strings.NewReplacer("{$}", "", "{id}", "five-bases", "{file}", "x",
				"{level}", "us-troops").Replace(path)
			got := ask(t, b, method, site.URL+path, nil).StatusCode
			as, _ := accounts.ParseRole(role)
			may := r.Needs == "" || (accounts.Person{Role: as}).May(rightOf(t, r.Needs))
			shut := got == http.StatusForbidden || got == http.StatusUnauthorized ||
				got == http.StatusSeeOther && r.Needs != "" && role == "nobody"
			if may == shut {
				t.Errorf("%s asks for %s: %d", role, r.Pattern, got)
			}
		}
	}
}

func rightOf(t *testing.T, word string) accounts.Right {
	t.Helper()
	for i, name := range accounts.RightNames {
		if name == word {
			return accounts.Right(i)
		}
	}
	t.Fatalf("there is no right to %q", word)
	return 0
}

func TestSigningInAndOut(t *testing.T) {
	_, _, site := shared(t)
	b := browser(t)
	answer := ask(t, b, http.MethodGet, site.URL+"/?asof=2020-07-20", nil)
	if to := answer.Header.Get("Location"); answer.StatusCode != 303 ||
		to != "/signin?next=%2F%3Fasof%3D2020-07-20" {
		t.Errorf("who has not signed in gets %d, %s", answer.StatusCode, to)
	}
	if got := signIn(t, b, site.URL, "reader", "wrong password").StatusCode; got != 401 {
		t.Errorf("a wrong password gives %d", got)
	}
	answer = signIn(t, b, site.URL, " Reader ", password)
	if to := answer.Header.Get("Location"); answer.StatusCode != 303 || to != "/?asof=2020-07-20" {
		t.Errorf("signing in gives %d, %s", answer.StatusCode, to)
	}
	answer = ask(t, b, http.MethodGet, site.URL+"/", nil)
	if answer.StatusCode != 200 || answer.Header.Get("Cache-Control") != "private, no-cache" {
		t.Errorf("got %d, %s", answer.StatusCode, answer.Header.Get("Cache-Control"))
	}
	if got := ask(t, b, http.MethodPost, site.URL+"/signout", nil).StatusCode; got != 303 {
		t.Errorf("signing out gives %d", got)
	}
	if got := ask(t, b, http.MethodGet, site.URL+"/", nil).StatusCode; got != 303 {
		t.Errorf("after signing out the page gives %d", got)
	}
}

// A session that somebody planted before must be worth nothing after a sign-in.
func TestTheSessionChangesWithTheSignIn(t *testing.T) {
	_, _, site := shared(t)
	b, place := browser(t), mustParse(t, site.URL)
	planted := &http.Cookie{Name: "lockstep", Value: strings.Repeat("A", 43), Path: "/"}
	b.Jar.SetCookies(place, []*http.Cookie{planted})
	signIn(t, b, site.URL, "reader", password)
	cookies := b.Jar.Cookies(place)
	if len(cookies) != 1 || cookies[0].Value == planted.Value {
		t.Fatalf("the cookies are %v", cookies)
	}
	thief := browser(t)
	thief.Jar.SetCookies(place, []*http.Cookie{planted})
	if got := ask(t, thief, http.MethodGet, site.URL+"/", nil).StatusCode; got != 303 {
		t.Errorf("the planted session gives %d", got)
	}
	old := cookies[0]
	ask(t, b, http.MethodPost, site.URL+"/signout", nil)
	thief.Jar.SetCookies(place, []*http.Cookie{{Name: old.Name, Value: old.Value, Path: "/"}})
	if got := ask(t, thief, http.MethodGet, site.URL+"/", nil).StatusCode; got != 303 {
		t.Errorf("a session that was ended gives %d", got)
	}
}

func mustParse(t *testing.T, address string) *url.URL {
	t.Helper()
	u, err := url.Parse(address)
	if err != nil {
		t.Fatal(err)
	}
	return u
}

func TestGuessingEnds(t *testing.T) {
	_, _, site := shared(t)
	b := browser(t)
	for range accounts.MostFailures {
		signIn(t, b, site.URL, "reader", "wrong password")
	}
	if got := signIn(t, b, site.URL, "reader", password).StatusCode; got != 401 {
		t.Errorf("after %d failures: %d", accounts.MostFailures, got)
	}
}

func TestAShutOutReaderIsOutAtOnce(t *testing.T) {
	kept, _, site := shared(t)
	b := browser(t)
	signIn(t, b, site.URL, "reader", password)
	if err := kept.Disable(t.Context(), "steward", "reader"); err != nil {
		t.Fatal(err)
	}
	if got := ask(t, b, http.MethodGet, site.URL+"/", nil).StatusCode; got != 303 {
		t.Errorf("got %d", got)
	}
}

func TestATokenLetsAProgramIn(t *testing.T) {
	kept, _, site := shared(t)
	token, err := kept.AddToken(t.Context(), "reader", "test", time.Hour)
	if err != nil {
		t.Fatal(err)
	}
	for text, want := range map[string]int{token: 200, token + "x": 303, "": 303} {
		request, err := http.NewRequest(http.MethodGet, site.URL+"/", nil)
		if err != nil {
			t.Fatal(err)
		}
		for _, way := range []string{"bearer", "basic"} {
			if request.SetBasicAuth("calendar", text); way == "bearer" {
				request.Header.Set("Authorization", "Bearer "+text)
			}
			answer, err := browser(t).Do(request)
			if err != nil {
				t.Fatal(err)
			}
			answer.Body.Close()
			if answer.StatusCode != want {
				t.Errorf("%s: a token of %d letters gives %d", way, len(text), answer.StatusCode)
			}
		}
	}
}

func TestWritesFromOtherSitesAreRefused(t *testing.T) {
	_, _, site := shared(t)
	request, err := http.NewRequest(http.MethodPost, site.URL+"/signout", nil)
	if err != nil {
		t.Fatal(err)
	}
	request.Header.Set("Origin", "https://example.org")
	request.Header.Set("Sec-Fetch-Site", "cross-site")
	answer, err := browser(t).Do(request)
	if err != nil {
		t.Fatal(err)
	}
	answer.Body.Close()
	if answer.StatusCode != http.StatusForbidden {
		t.Errorf("got %d", answer.StatusCode)
	}
}

func TestSigningInLeadsNowhereElse(t *testing.T) {
	_, _, site := shared(t)
	for _, next := range []string{"https://example.org/", "//example.org/", "/\\example.org",
		"javascript:alert(1)", "", "/a\nb"} {
		answer := ask(t, browser(t), http.MethodPost, site.URL+"/signin", url.Values{
			"name": {"reader"}, "password": {password}, "next": {next}})
		if to := answer.Header.Get("Location"); to != "/" {
			t.Errorf("%q leads to %q", next, to)
		}
	}
}

// A page elsewhere can make its own name lead to this machine; the name stays in the request.
func TestAlonePagesElsewhereCannotAsk(t *testing.T) {
	_, handler := served(t, doha)
	for host, want := range map[string]int{"127.0.0.1:8080": 200, "localhost:1": 200, "[::1]:8080": 200,
		"example.org": 421, "example.org:8080": 421, "127.0.0.1.example.org": 421, "": 421} {
		request := localRequest(http.MethodGet, "/")
		request.Host = host
		answer := httptest.NewRecorder()
		handler.ServeHTTP(answer, request)
		if answer.Code != want {
			t.Errorf("%q gives %d, want %d", host, answer.Code, want)
		}
	}
}
