package web_test

import (
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"lockstep/internal/accounts"
	"lockstep/internal/desk"
	"lockstep/internal/web"
)

// sharedBooks is a dashboard with accounts over a project with a ledger.
func sharedBooks(t *testing.T) (*accounts.Accounts, *desk.Desk, *httptest.Server) {
	t.Helper()
	kept := people(t)
	d, server := servedBy(t, withLedger(t))
	server.Share(web.Sharing{Accounts: kept})
	site := httptest.NewServer(server.Handler())
	t.Cleanup(site.Close)
	return kept, d, site
}

// TestWhatEachMayEnter tries events as each role. The delegate is of the taliban.
func TestWhatEachMayEnter(t *testing.T) {
	_, d, site := sharedBooks(t)
	browsers := map[string]*http.Client{}
	for _, role := range accounts.RoleNames[1:] {
		browsers[role] = browser(t)
		signIn(t, browsers[role], site.URL, role, password)
	}
	for _, test := range []struct {
		role, event string
		taken       bool
	}{
		{"recorder", "kind=done&subject=five-bases&actor=us&rests-on=reported", true},
		{"steward", "kind=done&subject=us-8600&actor=us&rests-on=reported", true},
		{"reader", "kind=done&subject=us-8600&actor=us", false},
		{"delegate", "kind=put-under-silence&subject=nato-leave&actor=taliban", false},
		{"delegate", "kind=silence-broken-by&subject=nato-leave&actor=us", false},
		{"delegate", "kind=done&subject=free-1000&rests-on=verified", false},
		{"delegate", "kind=done&subject=free-1000", true},
		{"delegate", "kind=measured&subject=us-troops&value.best=1", false},
		{"delegate", "kind=retracted&retracts=doha-2020-0001&note=no", false},
		{"delegate", "kind=retracted&retracts=doha-2020-0003&note=too+early", true},
		{"assessor", "kind=violation-found&subject=no-force&assessor=steward", false},
		{"assessor", "kind=measured&subject=us-troops&value.best=1", false},
		{"assessor", "kind=partly&subject=free-1000&value.best=1", true},
		{"assessor", "kind=retracted&retracts=doha-2020-0001&note=no", false},
	} {
		fields, err := url.ParseQuery(test.event)
		if err != nil {
			t.Fatal(err)
		}
		fields.Set("at", "2020-07-13")
		before := len(d.Now().Events)
		answer := ask(t, browsers[test.role], http.MethodPost, site.URL+"/record", fields)
		if got := len(d.Now().Events) > before; got != test.taken ||
			got != (answer.StatusCode == http.StatusSeeOther) {
			t.Errorf("%s, %s: %d, taken %v", test.role, test.event, answer.StatusCode, got)
		}
	}
	for _, e := range d.Now().Events {
		switch {
		case e.Recorder == "":
			t.Errorf("%s does not say who entered it", e.ID)
		case e.Recorder == "delegate" && e.Kind.String() == "done" &&
			(e.Actor != "taliban" || e.RestsOn.String() != "claimed"):
			t.Errorf("a delegate's word: %+v", e)
		case e.Recorder == "assessor" && e.Assessor != "assessor":
			t.Errorf("a rating: %+v", e)
		}
	}
}

// Nobody can sign an event with another name.
func TestTheRecorderIsWhoSignedIn(t *testing.T) {
	_, d, site := sharedBooks(t)
	b := browser(t)
	signIn(t, b, site.URL, "recorder", password)
	fields := leftBases()
	fields.Set("recorder", "steward")
	ask(t, b, http.MethodPost, site.URL+"/record", fields)
	if events := d.Now().Events; len(events) != 1 || events[0].Recorder != "recorder" {
		t.Errorf("%+v", events)
	}
}

func TestProgramsRecord(t *testing.T) {
	kept, d, site := sharedBooks(t)
	tokens := map[string]string{}
	for _, role := range []string{"recorder", "reader", "delegate"} {
		token, err := kept.AddToken(t.Context(), role, "test", time.Hour)
		if err != nil {
			t.Fatal(err)
		}
		tokens[role] = token
	}
	good := `{"kind":"done","subject":"five-bases","at":"2020-07-13","actor":"us",` +
		`"rests-on":"reported"}`
	for _, test := range []struct {
		role, body string
		code       int
		says       string
	}{
		{"recorder", good, 201, `"id": "doha-2020-0001"`},
		{"reader", good, 403, "reader"},
		{"", good, 401, "token"},
		{"delegate", good, 422, "actor"},
		{"recorder", strings.Replace(good, "five", "six", 1), 422, "six-bases"},
		{"recorder", strings.Replace(good, `"kind"`, `"knid"`, 1), 422, "no field knid"},
		{"recorder", strings.Replace(good, `"kind"`, `"recorder":"x","kind"`, 1), 422,
			"no field recorder"},
		{"recorder", "{", 400, "one object"},
		{"recorder", "[" + strings.Repeat(good+",", 20000) + "]", 400, ""},
	} {
		request, err := http.NewRequest(http.MethodPost, site.URL+"/api/v1/events",
			bytes.NewBufferString(test.body))
		if err != nil {
			t.Fatal(err)
		}
		if test.role != "" {
			request.Header.Set("Authorization", "Bearer "+tokens[test.role])
		}
		answer, err := http.DefaultClient.Do(request)
		if err != nil {
			t.Fatal(err)
		}
		text, _ := io.ReadAll(answer.Body)
		answer.Body.Close()
		if answer.StatusCode != test.code || !strings.Contains(string(text), test.says) {
			t.Errorf("%s %.60s: %d %.200s", test.role, test.body, answer.StatusCode, text)
		}
		if answer.StatusCode == 422 && !json.Valid(text) {
			t.Errorf("not JSON: %s", text)
		}
	}
	if n := len(d.Now().Events); n != 1 {
		t.Errorf("%d events were recorded", n)
	}
}
