package web_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"lockstep/internal/ledger"
)

const dohaCut = "?asof=2020-07-20&known=2020-07-31"

// until waits until an expression holds in the page.
func (b *tab) until(what, expression string) {
	b.t.Helper()
	if _, err := chromedp.Run(b, chromedp.Poll[bool](expression)); err != nil {
		shown, _ := chromedp.Run(b, chromedp.Evaluate[string](
			`location.href + "\n" + (document.querySelector("main") || document.body).innerText`))
		b.t.Fatalf("%s: %v; there is %.3000s", what, err, shown)
	}
}

// TestTheCutByKeyboard moves through the days without a pointer.
func TestTheCutByKeyboard(t *testing.T) {
	_, handler := served(t, doha)
	site := siteOf(t, handler)
	b := openTab(t, site.URL)
	b.see("/"+dohaCut, screens[0])
	b.do(chromedp.Focus(chromedp.CSS("#asof")), chromedp.KeyEvent(kb.ArrowUp))
	b.until("a day later, and the field still has the keyboard",
		`location.search.includes("asof=2020-07-21") &&
		document.querySelector("h1 + p").textContent.includes("21 Jul 2020") &&
		document.activeElement.id === "asof"`)
	b.do(chromedp.SetValue(chromedp.CSS("#asof"), "2020-03-01"), chromedp.KeyEvent(kb.Enter))
	b.until("the day that was typed", `location.search.includes("asof=2020-03-01") &&
		document.querySelector("h1 + p").textContent.includes(" 1 Mar 2020")`)
	b.do(chromedp.Focus(chromedp.CSS(`a[rel="next"]`)), chromedp.KeyEvent(kb.Enter))
	b.until("the next entry", `!location.search.includes("asof=2020-03-01")`)
	b.do(chromedp.Focus(chromedp.CSS("#scrub")), chromedp.KeyEvent(kb.End))
	b.until("the last day of the strip", `document.activeElement.id === "scrub" &&
		document.querySelector("#asof").value > "2021-04-29" &&
		location.search.includes("asof=" + document.querySelector("#asof").value)`)
	b.do(chromedp.NavigateBack(), chromedp.NavigateBack())
	b.until("back again", `document.querySelector("#asof").value === "2020-03-01"`)
}

// TestTheCutByPointer drags the day along the strip: the page follows while it is held, and the
// address once it is let go.
func TestTheCutByPointer(t *testing.T) {
	_, handler := served(t, doha)
	b := openTab(t, siteOf(t, handler).URL)
	for _, on := range []screen{screens[0], screens[3]} {
		b.see("/levels"+dohaCut, on)
		place, err := chromedp.Run(b, chromedp.Evaluate[[]float64](`(() => {
			const slider = document.querySelector("#scrub"), box = slider.getBoundingClientRect();
			const at = day => box.left + 12 + (box.width - 24) *
				(Date.parse(day) / 864e5 - slider.min) / (slider.max - slider.min);
			return [at("2020-07-20"), at("2020-03-10"), box.top + box.height / 2];
		})()`))
		if err != nil {
			t.Fatal(err)
		}
		from, to, high := place[0], place[1], place[2]
		left := chromedp.ButtonLeft
		b.do(chromedp.MouseEvent(input.DispatchMouseEventTypeMousePressed, from, high, left),
			chromedp.MouseEvent(input.DispatchMouseEventTypeMouseMoved, (from+to)/2, high, left),
			chromedp.MouseEvent(input.DispatchMouseEventTypeMouseMoved, to, high, left))
		const near = `/^2020-03-(0[6-9]|1[0-4])$/.test(document.querySelector("#asof").value)`
		b.until("the page follows", near+` && location.search.includes("asof=2020-07-20") &&
			document.querySelector("h1 + p").textContent.includes("Mar 2020")`)
		b.do(chromedp.MouseEvent(input.DispatchMouseEventTypeMouseReleased, to, high, left))
		b.until("the address follows", near+` && location.search.includes("asof=2020-03-")`)
	}
}

// TestEverythingByKeyboard goes from stop to stop with the tabulator: whatever can be acted on is
// reached, in the order in which it stands.
func TestEverythingByKeyboard(t *testing.T) {
	_, handler := kept(t)
	b := openTab(t, siteOf(t, handler).URL)
	for _, path := range []string{"/decisions/nato-leave", "/waits", "/record"} {
		b.see(path+dohaCut, screens[0])
		stops, err := chromedp.Run(b, chromedp.Evaluate[int](`
			window.stops = [...document.querySelectorAll("a[href], button, input, select, textarea, " +
				"summary, [tabindex]")].filter(e => e.checkVisibility() && e.type !== "hidden"), stops.length`))
		if err != nil || stops < 15 {
			t.Fatalf("%s: %d stops, %v", path, stops, err)
		}
		for i := range stops {
			b.do(chromedp.KeyEvent(kb.Tab))
			ok, err := chromedp.Run(b, chromedp.Evaluate[bool](fmt.Sprintf(
				`document.activeElement === stops[%d]`, i)))
			if err != nil || !ok {
				at, _ := chromedp.Run(b, chromedp.Evaluate[string](fmt.Sprintf(
					`document.activeElement.outerHTML + " in place of " + stops[%d].outerHTML`, i)))
				t.Fatalf("%s: stop %d of %d is %s, %v", path, i, stops, at, err)
			}
		}
	}
}

// TestReadingWithoutAScript sends the form of the cut as a browser without scripts does.
func TestReadingWithoutAScript(t *testing.T) {
	_, handler := served(t, doha)
	site := siteOf(t, handler)
	b := openTab(t, site.URL)
	_, err := chromedp.Call(b, emulation.SetScriptExecutionDisabled,
		emulation.SetScriptExecutionDisabledParams{Value: true})
	if err != nil {
		t.Fatal(err)
	}
	b.see("/agreement"+dohaCut, screens[1])
	b.do(chromedp.SetValue(chromedp.CSS("#asof"), "2020-03-01"),
		chromedp.Focus(chromedp.CSS("#asof")))
	if _, err := chromedp.RunResponse(b, chromedp.KeyEvent(kb.Enter)); err != nil {
		t.Fatal(err)
	}
	where, err := chromedp.Run(b, chromedp.Location())
	if err != nil || !strings.Contains(where, "asof=2020-03-01") {
		t.Errorf("the form led to %s, %v", where, err)
	}
}

// TestABrowserShowsWhatOthersRecord has a page open while somebody else records.
func TestABrowserShowsWhatOthersRecord(t *testing.T) {
	d, handler := kept(t)
	site := siteOf(t, handler)
	b := openTab(t, site.URL)
	b.see("/agreement/five-bases?asof=2020-07-20", screens[0])
	b.until("the page", `document.querySelector("#h-evidence") !== null`)
	if _, err := d.Record(b, ledger.Uncut, map[string]string{"kind": "done", "subject": "five-bases",
		"at": "2020-07-13", "rests-on": "reported"}, ""); err != nil {
		t.Fatal(err)
	}
	b.until("what was recorded", `document.querySelector("h1").textContent.includes("done")`)
}

// TestTheFormOfAnEventInABrowser fills it in and sends it, on a telephone.
func TestTheFormOfAnEventInABrowser(t *testing.T) {
	_, handler := kept(t)
	site := siteOf(t, handler)
	b := openTab(t, site.URL)
	b.see("/record?subject=five-bases", screens[3])
	b.fits("the form")
	b.do(chromedp.SetValue(chromedp.CSS("[name=kind]"), "done"),
		chromedp.SetValue(chromedp.CSS("[name=at]"), "2020-07-13"),
		chromedp.SetValue(chromedp.CSS("[name=rests-on]"), "reported"))
	_, err := chromedp.RunResponse(b, chromedp.Click(chromedp.CSS("form.record button")))
	if err != nil {
		t.Fatal(err)
	}
	b.until("the commitment", `location.pathname === "/agreement/five-bases" &&
		document.querySelector(".notice").textContent.includes("is recorded")`)
	b.fits("the commitment")
}

// TestCorrectingInABrowser records something wrong, is told so beside the field, corrects it, and
// takes it back, without a script and on a telephone.
func TestCorrectingInABrowser(t *testing.T) {
	d, handler := kept(t)
	site := siteOf(t, handler)
	b := openTab(t, site.URL)
	b.expect = "422" // a browser says so of a form that comes back
	_, err := chromedp.Call(b, emulation.SetScriptExecutionDisabled,
		emulation.SetScriptExecutionDisabledParams{Value: true})
	if err != nil {
		t.Fatal(err)
	}
	field := func(name string) chromedp.CSS { return chromedp.CSS(`[name="` + name + `"]`) }
	b.see("/record?subject=us-troops", screens[3])
	b.do(chromedp.SetValue(field("kind"), "measured"), chromedp.SetValue(field("at"), "2020-07"),
		chromedp.SetValue(field("value.best"), "8600"), chromedp.SetValue(field("value.low"), "9000"),
		chromedp.SetValue(field("unit"), "people"), chromedp.SetValue(field("note"), "as typed"))
	b.press("form.record button")
	b.fits("what was refused")
	page := b.html()
	for _, want := range []string{"low, best and high are not in this order", `value="9000"`, "as typed",
		`aria-invalid="true"`, `value="measured" selected`} {
		if !strings.Contains(strings.ToLower(page), strings.ToLower(want)) {
			t.Errorf("the form that comes back lacks %q", want)
		}
	}
	b.do(chromedp.SetValue(field("value.low"), "8000"))
	b.press("form.record button")
	events := d.Now().Events
	if len(events) != 1 || events[0].Value.Low != 8000 || events[0].Precision != ledger.ByMonth {
		t.Fatalf("recorded %+v", events)
	}
	b.see("/evidence?event="+events[0].ID+"&asof=2020-08-01", screens[3])
	b.press(`a[href*="corrects="]`)
	b.fits("the form of a correction")
	b.do(chromedp.SetValue(field("value.best"), "8500"), chromedp.SetValue(field("note"), "read again"))
	b.press("form.record button")
	events = d.Now().Events
	if len(events) != 2 || events[1].Corrects != events[0].ID || events[1].Value.Best != 8500 ||
		events[1].Value.Low != 8000 || events[1].Precision != ledger.ByMonth {
		t.Fatalf("corrected %+v", events)
	}
	b.see("/evidence?event="+events[1].ID+"&asof=2020-08-01", screens[3])
	b.press(`a[href*="retracts="]`)
	b.do(chromedp.SetValue(field("note"), "of another country"))
	b.press("form.record button")
	if events = d.Now().Events; len(events) != 3 || events[2].Retracts != events[1].ID {
		t.Fatalf("taken back %+v", events)
	}
	b.see("/evidence?event="+events[1].ID+"&asof=2020-08-01", screens[3])
	if page := b.html(); !strings.Contains(page, "It does not count any more") ||
		strings.Contains(page, "corrects=") {
		t.Error("what was taken back is not shown as such")
	}
}

// html is the page that is open.
func (b *tab) html() string {
	b.t.Helper()
	page, err := chromedp.Run(b, chromedp.OuterHTML(chromedp.CSS("html")))
	if err != nil {
		b.t.Fatal(err)
	}
	return page
}
