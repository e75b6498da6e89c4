package web_test

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"

	"lockstep/internal/accounts"
	"lockstep/internal/books"
	"lockstep/internal/desk"
	"lockstep/internal/ledger"
	"lockstep/internal/sqlite"
	"lockstep/internal/web"
)

// mission decides under silence, in a zone that is not that of who looks.
const mission = `agreement "mission" {
  zone = "Asia/Kabul"
}
party "us" {
}
party "italy" {
}
party "rome" {
  of = italy
}
party "observer" {
}
party "nato" {
  members = [us, italy]
}
decision "leave" {
  by      = nato
  rule    = "silence"
  silence = "72h"
}
decision "stay" {
  by      = nato
  rule    = "silence"
  silence = "72h"
}
`

// council is a shared dashboard of that mission: two delegates, of the organ of a member and of
// somebody who has no voice, and a recorder. Both decisions are under silence.
func council(t *testing.T) (*desk.Desk, *httptest.Server) {
	t.Helper()
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "a.hcl"), []byte(mission), 0o644); err != nil {
		t.Fatal(err)
	}
	store, err := sqlite.Create(t.Context(), filepath.Join(dir, books.LedgerFile), "lockstep/mission",
		sqlite.Options{})
	if err != nil {
		t.Fatal(err)
	}
	store.Close()
	kept, err := accounts.OpenFile(t.Context(), filepath.Join(dir, "accounts.db"), accounts.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { kept.Close() })
	for _, p := range []accounts.Person{{Name: "recorder", Role: accounts.Recorder},
		{Name: "rome", Role: accounts.Delegate, Party: "rome"},
		{Name: "observer", Role: accounts.Delegate, Party: "observer"}} {
		if err := kept.Add(t.Context(), "", p, password); err != nil {
			t.Fatal(err)
		}
	}
	d, server := servedBy(t, dir)
	server.Share(web.Sharing{Accounts: kept})
	for _, id := range []string{"leave", "stay"} {
		put := map[string]string{"kind": "put-under-silence", "subject": id, "at": "2026-02-28T09:00"}
		if _, err := d.Record(t.Context(), ledger.Uncut, put, ""); err != nil {
			t.Fatal(err)
		}
	}
	return d, siteOf(t, server.Handler())
}

// stands is how a decision stands on a day.
func stands(d *desk.Desk, id string) string {
	for _, decision := range d.Now().Answers(cutAt(2026, 3, 1)).Report().Decisions {
		if decision.ID == id {
			return decision.Standing
		}
	}
	return ""
}

// TestADelegateSpeaksForTheirOwnParty: only they, only now, and only where it has a voice.
func TestADelegateSpeaksForTheirOwnParty(t *testing.T) {
	d, site := council(t)
	for _, test := range []struct {
		who, fields string
		taken       bool
	}{
		{"observer", "kind=silence-broken-by&subject=leave", false},
		{"observer", "kind=silence-broken-by&subject=leave&actor=italy", false},
		{"rome", "kind=silence-broken-by&subject=leave&actor=us", false},
		{"rome", "kind=silence-broken-by&subject=leave&at=2026-02-28", false}, // before its time
		{"rome", "kind=put-under-silence&subject=leave", false},
		{"rome", "kind=reserved-by&subject=leave&at=2026-03-01", true},
		{"rome", "kind=agreed-by&subject=leave&corrects=mission-0003&at=2026-02-28", false},
		{"rome", "kind=silence-broken-by&subject=leave", true},
	} {
		fields, err := url.ParseQuery(test.fields)
		if err != nil {
			t.Fatal(err)
		}
		b := browser(t)
		signIn(t, b, site.URL, test.who, password)
		before := len(d.Now().Events)
		answer := ask(t, b, http.MethodPost, site.URL+"/record", fields)
		if got := len(d.Now().Events) > before; got != test.taken {
			t.Errorf("%s, %s: %d, taken %v", test.who, test.fields, answer.StatusCode, got)
		}
	}
	if got := stands(d, "leave"); got != "broken" {
		t.Errorf("it stands as %s", got)
	}
	last := d.Now().Events[len(d.Now().Events)-1]
	if last.At.String() != "2026-03-01" || last.Time != "16:30+04:30" || last.Recorder != "rome" {
		t.Errorf("recorded as %+v", last)
	}
}

// enter signs somebody in with a browser.
func (b *tab) enter(name string) {
	b.t.Helper()
	b.see("/signin", screens[0])
	b.do(chromedp.SetValue(chromedp.CSS("[name=name]"), name),
		chromedp.SetValue(chromedp.CSS("[name=password]"), password))
	if _, err := chromedp.RunResponse(b, chromedp.Click(chromedp.CSS("main button"))); err != nil {
		b.t.Fatal(err)
	}
}

// TestADelegateBreaksTheSilence in one browser, by keyboard, while the recorder has the page open
// in another one, who sees it without doing anything.
func TestADelegateBreaksTheSilence(t *testing.T) {
	d, site := council(t)
	recorder, delegate := openTab(t, site.URL), openTab(t, site.URL)
	zone := emulation.SetTimezoneOverrideParams{TimezoneID: "America/New_York"}
	if _, err := chromedp.Call(recorder, emulation.SetTimezoneOverride, zone); err != nil {
		t.Fatal(err)
	}
	recorder.enter("recorder")
	recorder.see("/decisions/leave", screens[0])
	recorder.until("the countdown, in both zones", `
		/^1 d 16 h (29|30) min$/.test(document.querySelector(".left b").textContent) &&
		document.querySelector(".left").textContent.includes("Tue 3 Mar 2026, 09:00 in Asia/Kabul") &&
		document.querySelector(".local").textContent.includes("2 Mar 2026, 23:30 where you are")`)
	recorder.until("nothing to say for a party", `!document.querySelector("form.say")`)

	delegate.enter("observer")
	delegate.see("/decisions/leave", screens[3])
	delegate.until("a party without a voice", `!document.querySelector("form.say") &&
		document.querySelector(".offer").textContent.includes("It has no voice")`)
	_, err := chromedp.RunResponse(delegate, chromedp.Click(chromedp.CSS("form.who button")))
	if err != nil {
		t.Fatal(err)
	}

	delegate.enter("rome")
	delegate.see("/decisions/leave", screens[3])
	delegate.fits("what a delegate may say")
	delegate.until("for whom they speak",
		`document.querySelector(".offer").textContent.includes("You speak for italy")`)
	delegate.do(chromedp.Focus(chromedp.CSS("form.say summary")), chromedp.KeyEvent("\r"),
		chromedp.Focus(chromedp.CSS("button[value=silence-broken-by]")))
	if _, err := chromedp.RunResponse(delegate, chromedp.KeyEvent("\r")); err != nil {
		t.Fatal(err)
	}
	const broken = `document.querySelector("h1").textContent.includes("broken; 1 broke silence")`
	delegate.until("it is broken", broken+` && location.pathname === "/decisions/leave"`)
	recorder.until("the recorder sees it", broken)
	if got := stands(d, "leave"); got != "broken" {
		t.Errorf("it stands as %s", got)
	}
	if events := d.Now().Events; !strings.HasPrefix(events[len(events)-1].Time, "16:30") {
		t.Errorf("recorded as %+v", events[len(events)-1])
	}
}
