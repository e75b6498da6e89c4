package web_test

import (
	"testing"

	"github.com/chromedp/chromedp"
)

// TestOwnPagesInABrowser signs in as a steward, keeps a note and looks at the pages that are for
// the person alone: nothing that axe-core finds, nothing to scroll sideways.
func TestOwnPagesInABrowser(t *testing.T) {
	rules, err := axe()
	if err != nil {
		t.Fatal(err)
	}
	_, _, site := booksOf(t)
	b := openTab(t, site.URL)
	b.see("/signin?next=/agreement/five-bases", screens[0])
	b.do(chromedp.SetValue(chromedp.CSS("#name"), "steward"),
		chromedp.SetValue(chromedp.CSS("#password"), password))
	for _, step := range []string{"main button", ".mine button"} {
		if step == ".mine button" {
			b.do(chromedp.SetValue(chromedp.CSS("#note-new"), "A note that nobody else is shown"))
		}
		if _, err := chromedp.RunResponse(b, chromedp.Click(chromedp.CSS(step))); err != nil {
			t.Fatal(err)
		}
	}
	for _, path := range []string{"/agreement/five-bases", "/notes", "/accounts"} {
		for _, on := range screens {
			b.see(path, on)
			b.do(chromedp.Evaluate[chromedp.Void](rules))
			found, err := chromedp.Run(b, chromedp.Evaluate[[]string](verdict,
				chromedp.EvalAwaitPromise))
			if err != nil {
				t.Fatal(err)
			}
			for _, wrong := range found {
				t.Errorf("%s at %d: %s", path, on.width, wrong)
			}
			b.fits(path)
		}
	}
}
