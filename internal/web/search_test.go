package web_test

import (
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"lockstep/internal/ledger"
)

// TestSearchingFindsNothingThatIsWithheld: the kept words of a ledger are those of everything, and
// everybody finds only what is for them.
func TestSearchingFindsNothingThatIsWithheld(t *testing.T) {
	_, d, site := sharedBooks(t)
	for _, handling := range []string{"stewards", "commission", "all"} {
		_, err := d.Record(t.Context(), ledger.Uncut, map[string]string{"kind": "done",
			"subject": "five-bases", "at": "2020-07-13", "note": "Bagrām handed over",
			"handling": handling}, "")
		if err != nil {
			t.Fatal(err)
		}
	}
	for role, want := range map[string]string{"steward": "3 of 3", "recorder": "2 of 2",
		"reader": "1 of 1"} {
		b := browser(t)
		signIn(t, b, site.URL, role, password)
		answer, err := b.Get(site.URL + "/evidence?asof=2020-08-01&q=bagram")
		if err != nil {
			t.Fatal(err)
		}
		page, _ := io.ReadAll(answer.Body)
		answer.Body.Close()
		if !strings.Contains(string(page), "<h1>"+want+" events found") &&
			!strings.Contains(string(page), "<h1>"+want+" event found") {
			t.Errorf("%s does not find %s: %s", role, want, page)
		}
	}
}

// TestWhatIsTypedIsNoSyntax asks for what could be one, in every kind of books.
func TestWhatIsTypedIsNoSyntax(t *testing.T) {
	_, plain := served(t, doha)
	_, sealed := kept(t)
	for _, typed := range []string{`"`, `*`, `a*`, `NEAR(a b)`, `a AND`, `'; drop table entry; --`, `a:b`,
		`<script>alert(1)</script>`, "\x00", "\xff", `\`, `%`, strings.Repeat(`"a`, 4000), `^`, `-a`, `!a&|`} {
		for kind, handler := range map[string]http.Handler{"plain": plain, "ledger": sealed} {
			answer := get(handler, "/evidence?"+url.Values{"q": {typed}}.Encode())
			if answer.Code != http.StatusOK {
				t.Errorf("%s, %.20q: %d", kind, typed, answer.Code)
			}
			for _, wrong := range faults(answer.Body.String()) {
				t.Errorf("%s, %.20q: %s", kind, typed, wrong)
			}
		}
	}
}
