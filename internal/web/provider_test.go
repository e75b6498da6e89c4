package web_test

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"lockstep/internal/accounts"
	"lockstep/internal/oidc"
	"lockstep/internal/oidc/oidctest"
	"lockstep/internal/web"
)

// byProvider is a shared dashboard whose people can sign in by a provider. The account reader is
// linked with the subject 4711.
func byProvider(t *testing.T) (*oidctest.Provider, *accounts.Accounts, *httptest.Server) {
	t.Helper()
	there, kept := oidctest.Start(t, today), people(t)
	_, server := servedBy(t, doha)
	site := httptest.NewUnstartedServer(nil)
	provider, err := oidc.New(oidc.Config{Issuer: there.URL, Client: there.Client,
		Secret: there.Secret, Now: today,
		Redirect: "http://" + site.Listener.Addr().String() + web.BackPath})
	if err != nil {
		t.Fatal(err)
	}
	server.Share(web.Sharing{Accounts: kept, Provider: provider, ProviderName: "The Mission"})
	site.Config.Handler = server.Handler()
	site.Start()
	t.Cleanup(site.Close)
	who := accounts.Identity{Issuer: there.URL, Subject: "4711"}
	if err := kept.Link(t.Context(), "steward", "reader", who); err != nil {
		t.Fatal(err)
	}
	return there, kept, site
}

// sent is where somebody is sent who begins to sign in by the provider.
func sent(t *testing.T, b *http.Client, site, next string) string {
	t.Helper()
	answer := ask(t, b, http.MethodGet, site+"/signin/provider?next="+url.QueryEscape(next), nil)
	if answer.StatusCode != http.StatusSeeOther {
		t.Fatalf("one is not sent to the provider: %d", answer.StatusCode)
	}
	return answer.Header.Get("Location")
}

// isIn reports whether somebody has signed in.
func isIn(t *testing.T, b *http.Client, site string) bool {
	t.Helper()
	return ask(t, b, http.MethodGet, site+"/", nil).StatusCode == http.StatusOK
}

func TestSigningInByAProvider(t *testing.T) {
	there, kept, site := byProvider(t)
	b := browser(t)
	if page := body(t, b, site.URL+"/signin"); !strings.Contains(page, "Sign in by The Mission") ||
		len(faults(page)) > 0 {
		t.Error("the page does not offer it", faults(page))
	}
	back := there.SignIn(sent(t, b, site.URL, "/waits?asof=2020-07-20"), "4711")
	before := b.Jar.Cookies(mustParse(t, site.URL))
	answer := ask(t, b, http.MethodGet, site.URL+web.BackPath+"?"+back.Encode(), nil)
	if answer.StatusCode != 303 || answer.Header.Get("Location") != "/waits?asof=2020-07-20" {
		t.Fatalf("%d, %s", answer.StatusCode, answer.Header.Get("Location"))
	}
	if !isIn(t, b, site.URL) {
		t.Error("who came back is not in")
	}
	thief := browser(t) // with the session as it was before
	thief.Jar.SetCookies(mustParse(t, site.URL), before)
	if isIn(t, thief, site.URL) {
		t.Error("the session is the one from before the sign-in")
	}
	if err := kept.Unlink(t.Context(), "steward", "reader"); err != nil {
		t.Fatal(err)
	}
	if isIn(t, b, site.URL) {
		t.Error("who is linked no longer is still in")
	}
}

// TestTheProviderLetsNobodyInBySurprise: somebody whom it knows and nobody here, an answer that was
// used, one of another browser, one to no question, and people who were shut out.
func TestTheProviderLetsNobodyInBySurprise(t *testing.T) {
	there, kept, site := byProvider(t)
	stranger := browser(t)
	back := there.SignIn(sent(t, stranger, site.URL, "/"), "a stranger <b>")
	page := body(t, stranger, site.URL+web.BackPath+"?"+back.Encode())
	if !strings.HasPrefix(page, "403") || !strings.Contains(page, "a stranger &lt;b&gt;") ||
		isIn(t, stranger, site.URL) {
		t.Errorf("a stranger: %.300s", page)
	}

	one, other := browser(t), browser(t)
	back = there.SignIn(sent(t, one, site.URL, "/"), "4711")
	sent(t, other, site.URL, "/")
	for name, b := range map[string]*http.Client{"another browser": other,
		"a browser that asked for nothing": browser(t)} {
		got := ask(t, b, http.MethodGet, site.URL+web.BackPath+"?"+back.Encode(), nil).StatusCode
		if got != http.StatusUnauthorized || isIn(t, b, site.URL) {
			t.Errorf("%s comes in with an answer that is not its own: %d", name, got)
		}
	}
	if got := ask(t, one, http.MethodGet, site.URL+web.BackPath+"?"+back.Encode(),
		nil).StatusCode; got != http.StatusSeeOther {
		t.Errorf("the one that asked does not: %d", got)
	}
	ask(t, one, http.MethodPost, site.URL+"/signout", nil)
	if got := ask(t, one, http.MethodGet, site.URL+web.BackPath+"?"+back.Encode(),
		nil).StatusCode; got != http.StatusUnauthorized || isIn(t, one, site.URL) {
		t.Errorf("an answer counts twice: %d", got)
	}

	there.Spoil = func(claims map[string]any) { claims["nonce"] = "planted" }
	back = there.SignIn(sent(t, one, site.URL, "/"), "4711")
	if got := ask(t, one, http.MethodGet, site.URL+web.BackPath+"?"+back.Encode(),
		nil).StatusCode; got != http.StatusUnauthorized {
		t.Errorf("another nonce: %d", got)
	}
	there.Spoil = nil
	if err := kept.Disable(t.Context(), "steward", "reader"); err != nil {
		t.Fatal(err)
	}
	back = there.SignIn(sent(t, one, site.URL, "/"), "4711")
	if got := ask(t, one, http.MethodGet, site.URL+web.BackPath+"?"+back.Encode(),
		nil).StatusCode; got != http.StatusForbidden || isIn(t, one, site.URL) {
		t.Errorf("somebody shut out: %d", got)
	}
	for _, next := range []string{"https://example.org/", "//example.org"} {
		if err := kept.Enable(t.Context(), "steward", "reader"); err != nil {
			t.Fatal(err)
		}
		back = there.SignIn(sent(t, one, site.URL, next), "4711")
		answer := ask(t, one, http.MethodGet, site.URL+web.BackPath+"?"+back.Encode(), nil)
		if to := answer.Header.Get("Location"); to != "/" {
			t.Errorf("%s leads to %q", next, to)
		}
	}
}
