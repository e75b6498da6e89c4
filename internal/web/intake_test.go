package web_test

import (
	"archive/zip"
	"bytes"
	"io"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"lockstep/internal/accounts"
	"lockstep/internal/desk"
	"lockstep/internal/ledger"
	"lockstep/internal/matrix"
	"lockstep/internal/matrix/sheet"
)

// sendFile sends a file in the form for it.
func sendFile(t *testing.T, handler http.Handler, name, content string) *httptest.ResponseRecorder {
	t.Helper()
	body, kind := formOf(t, name, content)
	request := httptest.NewRequest(http.MethodPost, "/import", body)
	request.Host = "127.0.0.1"
	request.Header.Set("Content-Type", kind)
	answer := httptest.NewRecorder()
	handler.ServeHTTP(answer, request)
	return answer
}

func formOf(t *testing.T, name, content string) (io.Reader, string) {
	t.Helper()
	var body bytes.Buffer
	form := multipart.NewWriter(&body)
	part, err := form.CreateFormFile("file", name)
	if err == nil {
		_, err = io.WriteString(part, content)
	}
	if err != nil || form.Close() != nil {
		t.Fatal(err)
	}
	return &body, form.FormDataContentType()
}

// token is that of a file that was sent.
func token(t *testing.T, answer *httptest.ResponseRecorder) string {
	t.Helper()
	to, err := url.Parse(answer.Header().Get("Location"))
	if err != nil || answer.Code != http.StatusSeeOther || to.Query().Get("token") == "" {
		t.Fatalf("got %d, %s: %.300s", answer.Code, to, answer.Body)
	}
	return to.Query().Get("token")
}

// someEvents are a good one, one of nothing, a good one that corrects the first, and no JSON.
const someEvents = `{"id":"e1","at":"2020-07-13","kind":"done","subject":"five-bases","actor":"us",` +
	`"source":"sigar-2020-07","rests-on":"reported"}
{"id":"e2","at":"2020-07-13","kind":"done","subject":"six-bases"}
{"id":"e3","at":"2020-07-14","kind":"done","subject":"five-bases","corrects":"e1"}
nonsense
`

func TestAFileIsLookedAtBeforeAnythingIsRecorded(t *testing.T) {
	d, handler := kept(t)
	key := token(t, sendFile(t, handler, `C:\reports\july.jsonl`, someEvents))
	answer := get(handler, "/import?token="+key)
	page := answer.Body.String()
	for _, want := range []string{"2 new, 0 already there, 2 lines refused", "Take e1", "Take e3",
		"six-bases", "It is not JSON", "july.jsonl"} {
		if !strings.Contains(page, want) {
			t.Errorf("the list lacks %q", want)
		}
	}
	if strings.Contains(page, "reports") || answer.Header().Get("Cache-Control") != "no-store" {
		t.Error("where the file lay is told, or the list may be kept")
	}
	for _, wrong := range faults(page) {
		t.Error(wrong)
	}
	if len(d.Now().Events) != 0 {
		t.Fatal("something was recorded before anybody said so")
	}
	// The correction alone corrects nothing, and comes back with what was ticked.
	got := send(handler, "/import/take", url.Values{"token": {key}, "take": {"e3"}})
	text, _ := io.ReadAll(got.Body)
	if got.StatusCode != http.StatusUnprocessableEntity || len(d.Now().Events) != 0 ||
		!strings.Contains(string(text), `value="e3" aria-label="Take e3" checked`) ||
		strings.Contains(string(text), `value="e1" aria-label="Take e1" checked`) {
		t.Errorf("a correction of nothing gives %d: %s", got.StatusCode, text)
	}
	got = send(handler, "/import/take", url.Values{"token": {key}, "take": {"e1", "e3", "e2"}})
	if got.StatusCode != http.StatusSeeOther || len(d.Now().Events) != 2 {
		t.Fatalf("got %d, %d events", got.StatusCode, len(d.Now().Events))
	}
	events := d.Now().Events
	if events[0].Recorded != events[1].Recorded {
		t.Error("they were not recorded at once")
	}
	page = get(handler, got.Header.Get("Location")).Body.String()
	if !strings.Contains(page, "2 events recorded") || !strings.Contains(page, "/evidence?event=e3") {
		t.Errorf("it is not told what was recorded: %s", page)
	}
	key = token(t, sendFile(t, handler, "july.jsonl", someEvents))
	page = get(handler, "/import?token="+key).Body.String()
	if !strings.Contains(page, "0 new, 2 already there, 2 lines refused") {
		t.Error("the same file once more is not passed over")
	}
}

func TestWhatOthersHaveSentIsTheirs(t *testing.T) {
	_, d, site := sharedBooks(t)
	keys := map[string]string{}
	for _, role := range []string{"recorder", "steward", "reader", "assessor", "delegate"} {
		b := browser(t)
		signIn(t, b, site.URL, role, password)
		body, kind := formOf(t, "e.jsonl", strings.ReplaceAll(someEvents, `"rests-on"`,
			`"recorder":"somebody","rests-on"`))
		answer, err := b.Post(site.URL+"/import", kind, body)
		if err != nil {
			t.Fatal(err)
		}
		answer.Body.Close()
		as, _ := accounts.ParseRole(role)
		if may := (accounts.Person{Role: as}).May(accounts.ToRecord); may !=
			(answer.StatusCode == http.StatusSeeOther) {
			t.Errorf("%s sends a file: %d", role, answer.StatusCode)
		}
		keys[role] = strings.TrimPrefix(answer.Header.Get("Location"), "/import?token=")
	}
	b := browser(t)
	signIn(t, b, site.URL, "recorder", password)
	if got := ask(t, b, http.MethodGet, site.URL+"/import?token="+keys["steward"], nil); got.StatusCode !=
		http.StatusNotFound {
		t.Errorf("the file of another gives %d", got.StatusCode)
	}
	form := url.Values{"token": {keys["steward"]}, "take": {"e1"}}
	if got := ask(t, b, http.MethodPost, site.URL+"/import/take", form); got.StatusCode !=
		http.StatusNotFound || len(d.Now().Events) > 0 {
		t.Errorf("taking from the file of another gives %d", got.StatusCode)
	}
	form.Set("token", keys["recorder"])
	ask(t, b, http.MethodPost, site.URL+"/import/take", form)
	if events := d.Now().Events; len(events) != 1 || events[0].Recorder != "recorder" {
		t.Errorf("recorded %+v", events)
	}
}

// TestAFileShowsNothingThatIsWithheld: a recorder sends what a steward has recorded for stewards.
func TestAFileShowsNothingThatIsWithheld(t *testing.T) {
	_, d, site := sharedBooks(t)
	const secret = `{"id":"x1","at":"2020-07-13","kind":"done","subject":"five-bases",` +
		`"handling":"stewards"}` + "\n"
	file := secret + strings.ReplaceAll(strings.ReplaceAll(secret, `"stewards"}`,
		`"commission","corrects":"x1"}`), `"id":"x1"`, `"id":"x2"`) +
		strings.ReplaceAll(secret, `"id":"x1"`, `"id":"x3"`)
	for _, step := range []struct{ role, file, finds string }{
		{"steward", secret, "1 new, 0 already there, 0 lines refused"},
		{"steward", secret, "0 new, 1 already there, 0 lines refused"},
		{"recorder", file, "0 new, 0 already there, 3 lines refused"},
		{"steward", file, "2 new, 1 already there, 0 lines refused"},
	} {
		b := browser(t)
		signIn(t, b, site.URL, step.role, password)
		body, kind := formOf(t, "e.jsonl", step.file)
		answer, err := b.Post(site.URL+"/import", kind, body)
		if err != nil {
			t.Fatal(err)
		}
		answer.Body.Close()
		where := answer.Header.Get("Location")
		if answer, err = b.Get(site.URL + where); err != nil {
			t.Fatal(err)
		}
		text, _ := io.ReadAll(answer.Body)
		answer.Body.Close()
		if !strings.Contains(string(text), "<h1>"+step.finds) {
			t.Errorf("%s finds something else than %s: %s", step.role, step.finds, text)
		}
		if len(d.For(ledger.Uncut).Events) == 0 {
			ask(t, b, http.MethodPost, site.URL+"/import/take", url.Values{
				"token": {strings.TrimPrefix(where, "/import?token=")}, "take": {"x1"}})
		}
	}
	if n := len(d.For(ledger.Uncut).Events); n != 1 {
		t.Errorf("%d events were recorded", n)
	}
}

// bomb is a workbook that unpacks to more than any table has.
func bomb(t *testing.T) string {
	t.Helper()
	var out bytes.Buffer
	archive := zip.NewWriter(&out)
	part, err := archive.Create("xl/workbook.xml")
	if err != nil {
		t.Fatal(err)
	}
	nothing := bytes.Repeat([]byte(" "), 1<<20)
	for range sheet.MaxUnpacked>>20 + 1 {
		if _, err := part.Write(nothing); err != nil {
			t.Fatal(err)
		}
	}
	if err := archive.Close(); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

func TestFilesThatCannotBeTaken(t *testing.T) {
	d, handler := kept(t)
	for name, test := range map[string]struct{ content, says string }{
		"bomb.xlsx":   {bomb(t), "unpacks to more than"},
		"old.xls":     {"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "format of before 2007"},
		"utf16.csv":   {"\xff\xfei\x00d\x00", "UTF-16"},
		"mixed.csv":   {"id,at,kind\ne1,2020-01-01,done\xff\n", `done\xff`},
		"mixed.jsonl": {"{\"id\":\"\xc3\xa9\xff\"}\n", "UTF-8"},
		"letter.pdf":  {"%PDF-1.7", "no format"},
		"blank.jsonl": {"\n\n", "Nothing in this file"},
		"head.csv":    {"id,when\n", "no such column"},
		"any.txt":     {"<script>alert(1)</script>", "no format"},
	} {
		key := token(t, sendFile(t, handler, name, test.content))
		answer := get(handler, "/import?token="+key)
		page := answer.Body.String()
		if answer.Code != http.StatusOK || !strings.Contains(page, test.says) {
			t.Errorf("%s: %d, not %q: %s", name, answer.Code, test.says, page[strings.Index(page, "<main"):])
		}
		for _, wrong := range faults(page) {
			t.Errorf("%s: %s", name, wrong)
		}
		got := send(handler, "/import/take", url.Values{"token": {key}, "take": {"e1"}, "rest": {"yes"}})
		if got.StatusCode != http.StatusUnprocessableEntity {
			t.Errorf("%s: taking of it gives %d", name, got.StatusCode)
		}
	}
	if got := sendFile(t, handler, "big.jsonl", strings.Repeat("x", sheet.MaxBytes+1)).Code; got !=
		http.StatusRequestEntityTooLarge {
		t.Errorf("a file that is too large gives %d", got)
	}
	if got := sendFile(t, handler, "huge.jsonl", strings.Repeat("x", sheet.MaxBytes+1<<20)).Code; got !=
		http.StatusRequestEntityTooLarge {
		t.Errorf("a request that is too large gives %d", got)
	}
	if got := sendFile(t, handler, "none.jsonl", "").Code; got != http.StatusUnprocessableEntity {
		t.Errorf("no file gives %d", got)
	}
	if got := send(handler, "/import", url.Values{"file": {"x"}}).StatusCode; got !=
		http.StatusUnprocessableEntity {
		t.Errorf("another form gives %d", got)
	}
	if len(d.Now().Events) != 0 {
		t.Error("something was recorded")
	}
}

// completed is the completion of a project in which somebody has marked one row, as a workbook.
func completed(t *testing.T, x *desk.Answers, id string) string {
	t.Helper()
	table := matrix.Completion(x.Agreement, x.Report(), nil).Sheet()
	marked := -1
	for i := range table.Rows {
		for k, cell := range table.Rows[i].Cells {
			if cell.String() == "Complete" {
				marked = k
			}
			if cell.String() == id && marked >= 0 {
				for m := range 3 {
					table.Rows[i].Cells[marked+m] = sheet.Cell{}
				}
				table.Rows[i].Cells[marked] = sheet.TextCell("X")
			}
		}
	}
	var out bytes.Buffer
	if err := sheet.WriteXLSX(&out, table); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

func TestAMatrixIsComparedAndTakenFrom(t *testing.T) {
	d, handler := kept(t)
	book := completed(t, d.Now().Answers(cutAt(2020, 7, 20)), "five-bases")
	key := token(t, sendFile(t, handler, "matrix.xlsx", book))
	page := get(handler, "/import?token="+key).Body.String()
	for _, want := range []string{"1 change in the completion of 20 Jul 2020",
		`value="five-bases/Mark"`, "would be recorded as done", `name="assessor"`} {
		if !strings.Contains(page, want) {
			t.Fatalf("the review lacks %q: %s", want, page[strings.Index(page, "<main"):])
		}
	}
	form := url.Values{"token": {key}, "take": {"five-bases/Mark"}, "rest": {"yes"}}
	for _, step := range []struct{ field, text, wants string }{
		{"", "", "It must be known who says"}, {"assessor", "Joint commission", "It must be known"},
		{"source", "nobody", "on which day"}, {"at", "soon", "soon"},
		{"at", "2020-07-13", "No source is called"},
	} {
		form.Set(step.field, step.text)
		answer := send(handler, "/import/take", form)
		text, _ := io.ReadAll(answer.Body)
		if answer.StatusCode != http.StatusUnprocessableEntity ||
			!strings.Contains(string(text), step.wants) {
			t.Errorf("with %s = %q: %d, not %q", step.field, step.text, answer.StatusCode, step.wants)
		}
		for _, wrong := range faults(string(text)) {
			t.Error(wrong)
		}
	}
	form.Set("source", "sigar-2020-07")
	if got := send(handler, "/import/take", form).StatusCode; got != http.StatusSeeOther {
		t.Fatalf("taking gives %d", got)
	}
	events := d.Now().Events
	if len(events) != 1 || events[0].Subject != "five-bases" || events[0].Kind != ledger.Done ||
		!strings.HasPrefix(events[0].Locator, "matrix.xlsx, sheet ") {
		t.Errorf("recorded %+v", events)
	}
}

// TestAFileInABrowser sends a file from a telephone, unticks what is not to be taken, and takes the
// rest.
func TestAFileInABrowser(t *testing.T) {
	d, handler := kept(t)
	site := siteOf(t, handler)
	file := filepath.Join(t.TempDir(), "july.jsonl")
	if err := os.WriteFile(file, []byte(someEvents), 0o644); err != nil {
		t.Fatal(err)
	}
	b := openTab(t, site.URL)
	b.see("/import", screens[3])
	b.audit("the form of a file")
	b.do(chromedp.SetUploadFiles(chromedp.CSS("#file"), []string{file}))
	b.press("form.record button")
	b.until("the review", `document.querySelectorAll("[name=take]:checked").length === 2`)
	b.audit("the review")
	b.do(chromedp.Click(chromedp.CSS(`[value="e3"]`)))
	b.press("form.review button")
	b.until("what was recorded", `document.querySelector("h1").textContent === "1 event recorded"`)
	b.audit("what was recorded")
	if events := d.Now().Events; len(events) != 1 || events[0].ID != "e1" {
		t.Errorf("recorded %+v", events)
	}
}

// press clicks and waits for the page that follows.
func (b *tab) press(selector string) {
	b.t.Helper()
	if _, err := chromedp.RunResponse(b, chromedp.Click(chromedp.CSS(selector))); err != nil {
		b.t.Fatal(selector, err)
	}
}

// audit has axe-core look at the page that is open, and asks whether it fits the screen.
func (b *tab) audit(at string) {
	b.t.Helper()
	rules, err := axe()
	if err != nil {
		b.t.Fatal(err)
	}
	b.do(chromedp.Evaluate[chromedp.Void](rules))
	found, err := chromedp.Run(b, chromedp.Evaluate[[]string](verdict, chromedp.EvalAwaitPromise))
	if err != nil {
		b.t.Fatal(at, err)
	}
	for _, wrong := range found {
		b.t.Errorf("%s: %s", at, wrong)
	}
	b.fits(at)
}
