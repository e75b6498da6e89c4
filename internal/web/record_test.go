package web_test

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"lockstep/internal/books"
	"lockstep/internal/desk"
	"lockstep/internal/ledger"
	"lockstep/internal/sqlite"
)

// kept is the dashboard of a project with a ledger.
func kept(t *testing.T) (*desk.Desk, http.Handler) {
	t.Helper()
	d, server := servedBy(t, withLedger(t))
	return d, server.Handler()
}

// withLedger is the folder of a project with an empty ledger.
func withLedger(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	for _, name := range []string{"agreement.hcl", "levels.hcl", "parties.hcl", "sources.hcl"} {
		text, err := os.ReadFile(filepath.Join(doha, name))
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, name), text, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	store, err := sqlite.Create(context.Background(), filepath.Join(dir, books.LedgerFile),
		"lockstep/doha-2020", sqlite.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if err := store.Close(); err != nil {
		t.Fatal(err)
	}
	return dir
}

// send posts a form.
func send(handler http.Handler, path string, fields url.Values, header ...string) *http.Response {
	request := httptest.NewRequest(http.MethodPost, path, strings.NewReader(fields.Encode()))
	request.Host = "127.0.0.1"
	request.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	for i := 0; i+1 < len(header); i += 2 {
		request.Header.Set(header[i], header[i+1])
	}
	answer := httptest.NewRecorder()
	handler.ServeHTTP(answer, request)
	return answer.Result()
}

// leftBases is an event as the form sends it.
func leftBases() url.Values {
	return url.Values{"proposed": {"doha-2020-0001"}, "kind": {"done"}, "subject": {"five-bases"},
		"actor": {"us"}, "at": {"2020-07-13"}, "source": {"sigar-2020-07"}, "rests-on": {"reported"}}
}

func TestRecordingShowsOnThePageAtOnce(t *testing.T) {
	d, handler := kept(t)
	if page := get(handler, "/record?subject=five-bases").Body.String(); !strings.Contains(page,
		`<form class="record" method="post"`) || !strings.Contains(page, `value="five-bases"`) {
		t.Error("the form is not there, or not about what was asked")
	}
	answer := send(handler, "/record", leftBases())
	where := answer.Header.Get("Location")
	if answer.StatusCode != http.StatusSeeOther || !strings.HasPrefix(where,
		"/agreement/five-bases") {
		t.Fatalf("got %d, %s", answer.StatusCode, where)
	}
	page := get(handler, where).Body.String()
	for _, want := range []string{"doha-2020-0001 is recorded", "done", "/record?corrects=",
		"/record?retracts="} {
		if !strings.Contains(page, want) {
			t.Errorf("the page does not show %s", want)
		}
	}
	send(handler, "/record", leftBases())
	if n := len(d.Now().Events); n != 1 {
		t.Errorf("a form that was sent twice recorded %d events", n)
	}
	other := leftBases()
	other.Set("note", "by another hand, who had the same form open")
	send(handler, "/record", other)
	if n := len(d.Now().Events); n != 2 || d.Now().Events[1].ID != "doha-2020-0002" {
		t.Errorf("the second of two has become %d events", n)
	}
}

func TestWhatIsRefusedComesBackInTheForm(t *testing.T) {
	d, handler := kept(t)
	wrong := leftBases()
	wrong.Set("subject", "six-bases")
	wrong.Set("note", "<b>as typed</b>")
	request := httptest.NewRequest(http.MethodPost, "/record", strings.NewReader(wrong.Encode()))
	request.Host = "127.0.0.1"
	request.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	answer := httptest.NewRecorder()
	handler.ServeHTTP(answer, request)
	page := answer.Body.String()
	if answer.Code != http.StatusUnprocessableEntity {
		t.Errorf("got %d", answer.Code)
	}
	for _, want := range []string{`value="six-bases"`, `aria-invalid="true"`,
		"&lt;b&gt;as typed&lt;/b&gt;", "six-bases"} {
		if !strings.Contains(page, want) {
			t.Errorf("the form does not hold %s", want)
		}
	}
	for _, fault := range faults(page) {
		t.Error(fault)
	}
	if len(d.Now().Events) != 0 {
		t.Error("something was recorded")
	}
}

func TestCorrectingAndTakingBack(t *testing.T) {
	d, handler := kept(t)
	send(handler, "/record", leftBases())
	form := get(handler, "/record?corrects=doha-2020-0001").Body.String()
	for _, want := range []string{`name="corrects" value="doha-2020-0001"`, `value="2020-07-13"`,
		"As it was recorded"} {
		if !strings.Contains(form, want) {
			t.Errorf("the form of a correction lacks %s", want)
		}
	}
	back := url.Values{"kind": {"retracted"}, "retracts": {"doha-2020-0001"},
		"subject": {"five-bases"}, "at": {"2020-07-13"}, "known": {"2020-08-01"},
		"note": {"read wrongly"}}
	if got := send(handler, "/record", back).StatusCode; got != http.StatusSeeOther {
		t.Fatalf("taking back gives %d", got)
	}
	for _, c := range d.Now().Answers(cutAt(2020, 8, 2)).Report().Commitments {
		if c.ID == "five-bases" && c.Standing == "done" {
			t.Error("what was taken back still counts")
		}
	}
}

func TestOnlyALedgerIsWrittenTo(t *testing.T) {
	_, handler := served(t, doha)
	page := get(handler, "/record").Body.String()
	if strings.Contains(page, `class="record"`) || !strings.Contains(page, "lockstep ledger init") {
		t.Error("a project without a ledger does not say what it lacks")
	}
	if got := send(handler, "/record", leftBases()).StatusCode; got != http.StatusConflict {
		t.Errorf("recording in it gives %d", got)
	}
}

func TestAnotherSiteCannotRecord(t *testing.T) {
	d, handler := kept(t)
	answer := send(handler, "/record", leftBases(), "Sec-Fetch-Site", "cross-site")
	if answer.StatusCode != http.StatusForbidden || len(d.Now().Events) != 0 {
		t.Errorf("a form of another site gives %d", answer.StatusCode)
	}
}

// TestOthersSeeWhatIsRecorded listens as a browser does while somebody else records.
func TestOthersSeeWhatIsRecorded(t *testing.T) {
	d, handler := kept(t)
	site := siteOf(t, handler)
	ctx, cancel := context.WithTimeout(context.Background(), 30*time.Second)
	defer cancel()
	request, _ := http.NewRequestWithContext(ctx, http.MethodGet, site.URL+"/changes?after=1", nil)
	answer, err := http.DefaultClient.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	lines := bufio.NewScanner(answer.Body)
	if !lines.Scan() {
		t.Fatal("the stream does not begin")
	}
	if _, err := d.Record(ctx, ledger.Uncut, map[string]string{"kind": "done", "subject": "five-bases",
		"at": "2020-07-13"}, ""); err != nil {
		t.Fatal(err)
	}
	for lines.Scan() {
		if lines.Text() == "data: 2" {
			return
		}
	}
	t.Error("those who listen were not told:", lines.Err())
}

// TestCheckingFirst asks what is wrong with an event before it is recorded.
func TestCheckingFirst(t *testing.T) {
	d, handler := kept(t)
	for text, want := range map[string]struct {
		code int
		says string
	}{"five-bases": {http.StatusOK, "Nothing is wrong with it"},
		"six-bases": {http.StatusUnprocessableEntity, `aria-invalid="true"`}} {
		fields := leftBases()
		fields.Set("try", "yes")
		fields.Set("subject", text)
		answer := send(handler, "/record", fields)
		page, _ := io.ReadAll(answer.Body)
		if answer.StatusCode != want.code || !strings.Contains(string(page), want.says) ||
			!strings.Contains(string(page), `value="`+text+`"`) {
			t.Errorf("%s: %d, not %q with what was typed", text, answer.StatusCode, want.says)
		}
		for _, fault := range faults(string(page)) {
			t.Error(fault)
		}
	}
	if len(d.Now().Events) != 0 {
		t.Error("something was recorded")
	}
}

// TestTheWholeOfAChange: the page of any event of several that change one another tells them all,
// as far as they were known.
func TestTheWholeOfAChange(t *testing.T) {
	_, handler := kept(t)
	for i, change := range []url.Values{{}, {"corrects": {"doha-2020-0001"}},
		{"corrects": {"doha-2020-0002"}}, {"kind": {"retracted"}, "retracts": {"doha-2020-0003"}}} {
		fields := leftBases()
		fields.Set("proposed", fmt.Sprintf("doha-2020-%04d", i+1))
		fields.Set("known", fmt.Sprintf("2020-08-%02d", i+1))
		for name, text := range change {
			fields[name] = text
		}
		if got := send(handler, "/record", fields).StatusCode; got != http.StatusSeeOther {
			t.Fatalf("event %d gives %d", i+1, got)
		}
	}
	for id := 1; id <= 4; id++ {
		for known, want := range map[string]int{"2020-08-04": 4, "2020-08-03": 3} {
			if id > want {
				continue
			}
			page := get(handler, fmt.Sprintf("/evidence?event=doha-2020-%04d&asof=2020-09-01&known=%s",
				id, known)).Body.String()
			_, list, _ := strings.Cut(page, `<ol class="list changes">`)
			list, _, _ = strings.Cut(list, "</ol>")
			if got := strings.Count(list, "<li"); got != want {
				t.Errorf("event %d, known %s: %d steps, want %d: %s", id, known, got, want, list)
			}
			if !strings.Contains(list, fmt.Sprintf("<b>doha-2020-%04d</b>", id)) {
				t.Errorf("event %d is not marked", id)
			}
			for _, fault := range faults(page) {
				t.Error(fault)
			}
		}
	}
}
