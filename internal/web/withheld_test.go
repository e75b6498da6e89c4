package web_test

import (
	"context"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"lockstep/internal/agreement"
	"lockstep/internal/ledger"
	"lockstep/internal/pages"
	"lockstep/internal/web"
)

// trace stands in every text of what is withheld.
const trace = "XWITHHELDX"

// marked are events for stewards alone that would change nearly every page: acts, figures,
// positions, conditions, corrections and retractions of what is there.
const marked = `{"id":"XWITHHELDX-1","at":"2020-07-01","kind":"done","subject":"five-bases","actor":"us","rests-on":"verified","note":"XWITHHELDX"}
{"id":"XWITHHELDX-2","at":"2020-07-02","kind":"measured","subject":"us-troops","value":{"low":1,"best":77123,"high":88123},"note":"XWITHHELDX","source":"axios-2021-08-31"}
{"id":"XWITHHELDX-3","at":"2019-07-02","known":"2022-01-01","kind":"violation-found","subject":"full-withdrawal","note":"XWITHHELDX"}
{"id":"XWITHHELDX-4","at":"2020-07-02","kind":"put-under-silence","subject":"nato-leave","note":"XWITHHELDX"}
{"id":"XWITHHELDX-5","at":"2020-07-03","kind":"silence-broken-by","subject":"nato-leave","actor":"germany","speaker":"XWITHHELDX"}
{"id":"XWITHHELDX-6","at":"2020-07-03","kind":"lapses","subject":"joint-assessment","assessor":"XWITHHELDX"}
{"id":"XWITHHELDX-7","at":"2021-08-30","known":"2021-09-30","kind":"measured","subject":"us-troops","value":{"best":650},"corrects":"doha-0125","note":"XWITHHELDX"}
{"id":"XWITHHELDX-8","at":"2021-10-01","kind":"retracted","retracts":"doha-0123","note":"XWITHHELDX"}
{"id":"XWITHHELDX-9","at":"2027-01-01","kind":"amended","locator":"XWITHHELDX"}
{"id":"XWITHHELDX-10","at":"2020-07-01","kind":"retracted","retracts":"XWITHHELDX-1"}
`

// alike are two dashboards in which something is withheld from everybody but stewards: little in
// the one, and much in the other.
func alike(t *testing.T) (little, much *httptest.Server, server *web.Server, paths []string) {
	t.Helper()
	sites := [2]*httptest.Server{}
	for i := range sites {
		dir := t.TempDir()
		if err := os.CopyFS(dir, os.DirFS(doha)); err != nil {
			t.Fatal(err)
		}
		more := `{"id":"x0","at":"2020-01-01","kind":"amended","handling":"stewards"}` + "\n"
		if i == 1 {
			more += strings.ReplaceAll(marked, "}\n", `,"handling":"stewards"}`+"\n")
		}
		file := filepath.Join(dir, "evidence.jsonl")
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, append(text, more...), 0o644); err != nil {
			t.Fatal(err)
		}
		// One time for both, since a folder is told from another by the times of its files.
		for _, name := range []string{"agreement.hcl", "levels.hcl", "parties.hcl", "sources.hcl"} {
			if err := os.Chtimes(filepath.Join(dir, name), today(), today()); err != nil &&
				!os.IsNotExist(err) {
				t.Fatal(err)
			}
		}
		d, s := servedBy(t, dir)
		s.Share(web.Sharing{Accounts: people(t)})
		sites[i], server = httptest.NewServer(s.Handler()), s
		t.Cleanup(sites[i].Close)
		paths = everyAddress(d.Now().Agreement)
	}
	return sites[0], sites[1], server, paths
}

// everyAddress is every page and every chart.
func everyAddress(a *agreement.Agreement) []string {
	var paths []string
	for _, p := range pages.All() {
		paths = append(paths, p.Addresses(a)...)
	}
	charts := []string{"strip", "timeline", "declared", "happened"}
	for i := range a.Levels {
		charts = append(charts, "level."+a.Levels[i].ID)
		paths = append(paths, "/api/v1/figures/"+a.Levels[i].ID)
	}
	for _, name := range charts {
		paths = append(paths, "/charts/"+name+".csv", "/charts/"+name+".svg")
	}
	return append(paths, "/api/v1/status")
}

// TestWhatIsWithheldShowsNowhere asks for everything as everybody: what somebody gets must not
// hang, in a single byte, on what is withheld from them.
func TestWhatIsWithheldShowsNowhere(t *testing.T) {
	little, much, server, paths := alike(t)
	for _, r := range server.Table() {
		if method, path, _ := strings.Cut(r.Pattern, " "); method == http.MethodGet &&
			!strings.Contains(path, "{") && path != "/changes" {
			paths = append(paths, path)
		}
	}
	for i := range paths {
		if i%2 == 0 {
			paths[i] += "?asof=2020-07-20&known=2020-07-31"
		}
	}
	paths = append(paths, "/", "/evidence", "/sources", "/evidence?q="+trace,
		"/evidence?event="+trace+"-1", "/record?corrects="+trace+"-2",
		"/record?retracts="+trace+"-3", "/?recorded-now="+trace+"-1")
	for _, role := range []string{"reader", "recorder", "delegate"} {
		one, other := browser(t), browser(t)
		signIn(t, one, little.URL, role, password)
		signIn(t, other, much.URL, role, password)
		for _, path := range paths {
			got, want := body(t, other, much.URL+path), body(t, one, little.URL+path)
			if got != want {
				t.Errorf("%s at %s hangs on what is withheld: %s", role, path, near(want, got))
			}
		}
	}
}

func body(t *testing.T, b *http.Client, address string) string {
	t.Helper()
	answer, err := b.Get(address)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	text, err := io.ReadAll(answer.Body)
	if err != nil {
		t.Fatal(err)
	}
	return answer.Status + " " + answer.Header.Get("Lockstep-Partial") + "\n" + string(text)
}

// near is where two texts part.
func near(x, y string) string {
	i := 0
	for i < min(len(x), len(y)) && x[i] == y[i] {
		i++
	}
	around := func(s string) string { return s[max(0, min(i, len(s))-60):min(i+60, len(s))] }
	return around(x) + "\n|\n" + around(y)
}

// TestWithheldThingsAreTold: a reader is told that the picture is not whole, a steward sees all.
func TestWithheldThingsAreTold(t *testing.T) {
	_, much, _, _ := alike(t)
	for role, partial := range map[string]bool{"reader": true, "delegate": true, "recorder": true,
		"assessor": true, "steward": false} {
		b := browser(t)
		signIn(t, b, much.URL, role, password)
		for path, says := range map[string]string{"/": "not the whole picture",
			"/charts/timeline.csv": "something is withheld", "/calendar.ics": "something is"} {
			got := body(t, b, much.URL+path)
			if strings.Contains(got, says) != partial || strings.Contains(got, "200 OK true") != partial {
				t.Errorf("%s, %s: want %v: %.300s", role, path, partial, got)
			}
		}
		if found := strings.Contains(body(t, b, much.URL+"/evidence?event="+trace+"-1"),
			"for stewards"); found == partial {
			t.Errorf("%s sees the event: %v", role, found)
		}
	}
}

// TestWhatOneDoesNotSeeOneCannotChange tries, and is told the same as of what is not there.
func TestWhatOneDoesNotSeeOneCannotChange(t *testing.T) {
	_, d, site := sharedBooks(t)
	for _, handling := range []string{"stewards", "commission", "commission+taliban", ""} {
		fields := map[string]string{"kind": "done", "subject": "free-1000", "actor": "taliban",
			"at": "2020-07-13", "handling": handling}
		if _, err := d.Record(context.Background(), ledger.Uncut, fields, ""); err != nil {
			t.Fatal(err)
		}
	}
	for _, test := range []struct{ role, event, says string }{
		{"recorder", "kind=retracted&retracts=doha-2020-0001", "there is no event"},
		{"recorder", "kind=retracted&retracts=doha-2020-9999", "there is no event"},
		{"recorder", "kind=done&subject=free-1000&corrects=doha-2020-0001", "there is no event"},
		{"recorder", "kind=done&subject=free-1000&handling=stewards", "not see it yourself"},
		{"delegate", "kind=done&subject=free-1000&handling=commission", "not see it yourself"},
		{"delegate", "kind=done&subject=free-1000&handling=commission%2Bus", "not see it yourself"},
		{"delegate", "kind=done&subject=free-1000&handling=commission%2Btaliban", ""},
		{"recorder", "kind=retracted&retracts=doha-2020-0002&note=no", ""},
	} {
		b := browser(t)
		signIn(t, b, site.URL, test.role, password)
		answer, err := b.Post(site.URL+"/record", "application/x-www-form-urlencoded",
			strings.NewReader(test.event+"&at=2020-07-13"))
		if err != nil {
			t.Fatal(err)
		}
		text, _ := io.ReadAll(answer.Body)
		answer.Body.Close()
		if (answer.StatusCode == http.StatusSeeOther) != (test.says == "") ||
			!strings.Contains(string(text), test.says) {
			t.Errorf("%s, %s: %d", test.role, test.event, answer.StatusCode)
		}
	}
}

// TestNobodyIsToldOfWhatIsWithheld: an entry that is not for readers makes no new edition for
// them, and the number of the next entry does not count it.
func TestNobodyIsToldOfWhatIsWithheld(t *testing.T) {
	_, d, _ := sharedBooks(t)
	record := func(handling string) {
		t.Helper()
		fields := map[string]string{"kind": "done", "subject": "free-1000", "at": "2020-07-13",
			"handling": handling}
		if _, err := d.Record(context.Background(), ledger.Uncut, fields, ""); err != nil {
			t.Fatal(err)
		}
	}
	record("commission")
	before := d.Now()
	record("stewards")
	if d.Now().Revision != before.Revision || d.Now().NextID() != before.NextID() {
		t.Error("a reader can tell that something was recorded")
	}
	if !d.Now().Partial || d.Now().For(ledger.Uncut).Partial || len(d.Now().Events) != 0 {
		t.Error("what is withheld is not")
	}
	if seen := d.Now().For(ledger.Clearance{Rank: ledger.RankCommission}); len(seen.Events) != 1 ||
		len(seen.For(ledger.Clearance{}).Events) != 0 {
		t.Error("the commission sees what is not for it, or leads a reader there")
	}
	record("")
	if d.Now().Revision == before.Revision || len(d.Now().Events) != 1 {
		t.Error("a reader is not told of what is for all")
	}
}
