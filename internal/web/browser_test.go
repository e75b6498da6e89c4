package web_test

import (
	"context"
	"fmt"
	"net/url"
	"os"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"

	"lockstep/internal/pages"
)

// A screen is what somebody looks at pages on.
type screen struct {
	width, height int64
	scheme        string
}

var screens = []screen{{1280, 900, "light"}, {360, 740, "dark"}, {1280, 900, "dark"},
	{320, 640, "light"}}

// chromium is one browser for all tests of the package, started by the first that needs it.
var chromium = sync.OnceValues(func() (context.Context, error) {
	options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.NoSandbox,
		chromedp.Flag("disable-quic", true), chromedp.Flag("disable-background-networking", true),
		chromedp.Flag("disable-component-update", true), chromedp.Flag("disable-sync", true))
	allocator, _ := chromedp.NewExecAllocator(context.Background(), options...)
	ctx, _ := chromedp.NewContext(allocator)
	return ctx, chromedp.Do(ctx)
})

func TestMain(m *testing.M) {
	status := m.Run()
	if ctx, err := chromium(); err == nil {
		_ = chromedp.Cancel(ctx)
	}
	os.Exit(status)
}

// A tab is one page open in a browser, and what went wrong while it was.
type tab struct {
	context.Context
	t    *testing.T
	site string

	mu     sync.Mutex
	wrong  []string
	expect string // a complaint of the browser that is meant to be there
}

// open opens a tab in a profile of its own.
func openTab(t *testing.T, site string) *tab {
	t.Helper()
	browser, err := chromium()
	if err != nil {
		t.Fatal("Chromium does not start; ./test installs it where it is lacking: ", err)
	}
	ctx, cancel := chromedp.NewContext(browser, chromedp.WithNewBrowserContext())
	t.Cleanup(cancel)
	bounded, end := context.WithTimeout(ctx, 6*time.Minute)
	t.Cleanup(end)
	tab := &tab{Context: bounded, t: t, site: site}
	if err := chromedp.Do(ctx); err != nil {
		t.Fatal(err)
	}
	if err := chromedp.Listen(ctx, tab.heard); err != nil {
		t.Fatal(err)
	}
	messages := chromedp.Console(ctx)
	go func() {
		for m, err := range messages {
			if err != nil {
				return
			}
			if m.IsException() || m.Type == "error" || m.Type == "warning" {
				tab.complain("console: " + m.String())
			}
		}
	}()
	t.Cleanup(tab.settle)
	return tab
}

// heard notes every request to another host.
func (b *tab) heard(event any) {
	if sent, ok := event.(*network.EventRequestWillBeSent); ok {
		to, err := url.Parse(sent.Request.URL)
		if err != nil || to.Scheme != "data" && !strings.HasPrefix(b.site, to.Scheme+"://"+to.Host) {
			b.complain("asked " + sent.Request.URL)
		}
	}
}

func (b *tab) complain(what string) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.wrong = append(b.wrong, what)
}

// settle fails the test for what went wrong.
func (b *tab) settle() {
	b.mu.Lock()
	defer b.mu.Unlock()
	for _, wrong := range b.wrong {
		if b.expect == "" || !strings.Contains(wrong, b.expect) {
			b.t.Error(wrong)
		}
	}
}

// do runs steps, and ends the test where one fails.
func (b *tab) do(steps ...chromedp.Action[chromedp.Void]) {
	b.t.Helper()
	if err := chromedp.Do(b, steps...); err != nil {
		b.t.Fatal(err)
	}
}

// look makes the screen another one.
func (b *tab) look(on screen) {
	b.t.Helper()
	scheme := emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{
		{Name: "prefers-color-scheme", Value: on.scheme}}}
	b.do(chromedp.EmulateViewport(on.width, on.height),
		chromedp.Func(func(ctx context.Context, _ *chromedp.Target) error {
			_, err := chromedp.Call(ctx, emulation.SetEmulatedMedia, scheme)
			return err
		}))
}

// see opens a path on a screen.
func (b *tab) see(path string, on screen) {
	b.t.Helper()
	b.look(on)
	b.do(chromedp.Navigate(b.site + path))
}

// axe are the rules of axe-core for WCAG 2.2 AA, as a script.
var axe = sync.OnceValues(func() (string, error) {
	text, err := os.ReadFile("../../tools/axe/node_modules/axe-core/axe.min.js")
	if err != nil {
		return "", fmt.Errorf("axe-core is lacking; ./test installs it: %w", err)
	}
	return string(text), nil
})

// verdict asks axe-core for everything that is wrong with the page.
const verdict = `axe.run(document, {runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa",
	"best-practice"]}).then(found => found.violations.map(v => v.id + ": " + v.help + " (" +
	v.nodes.length + "): " + v.nodes.slice(0, 3).map(n => n.target.join(" ") + " " +
	n.failureSummary).join(" | ")))`

// TestPagesInABrowser looks at every page of some projects on every screen: nothing in the console,
// nothing asked of another host, nothing to scroll sideways, nothing that axe-core finds. One of
// the projects has nothing but long names, and names that run from right to left.
func TestPagesInABrowser(t *testing.T) {
	rules, err := axe()
	if err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		dir   string
		rules []screen // on which axe-core looks too
	}{
		{doha, screens[:2]},
		{"testdata/names", screens[3:]},
	} {
		d, handler := served(t, test.dir)
		b := openTab(t, siteOf(t, handler).URL)
		for _, p := range append(pages.All(), pages.Record) {
			for i, address := range p.Addresses(d.Now().Agreement) {
				if i > 0 {
					break
				}
				b.see(address, test.rules[0])
				b.do(chromedp.Evaluate[chromedp.Void](rules))
				for _, on := range test.rules {
					b.keeps(address, on)
				}
				for _, width := range widths {
					b.look(screen{width, 800, "light"})
					b.fits(fmt.Sprintf("%s %s at %d", test.dir, address, width))
				}
			}
		}
	}
}

// widths are those of windows from a small telephone to a wall.
var widths = []int64{320, 768, 1280, 3840}

// keeps reports what axe-core finds wrong with the page on a screen.
func (b *tab) keeps(address string, on screen) {
	b.t.Helper()
	b.look(on)
	found, err := chromedp.Run(b, chromedp.Evaluate[[]string](verdict, chromedp.EvalAwaitPromise))
	if err != nil {
		b.t.Fatal(address, err)
	}
	for _, wrong := range found {
		b.t.Errorf("%s at %d, %s: %s", address, on.width, on.scheme, wrong)
	}
}

// fits reports what a reader would have to scroll sideways for.
func (b *tab) fits(at string) {
	b.t.Helper()
	over, err := chromedp.Run(b, chromedp.Evaluate[int](
		`document.documentElement.scrollWidth - document.documentElement.clientWidth`))
	if err != nil {
		b.t.Fatal(err)
	}
	if over > 0 {
		widest, _ := chromedp.Run(b, chromedp.Evaluate[string](`[...document.querySelectorAll("main *")]
			.filter(e => e.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
			.map(e => e.tagName + "." + e.getAttribute("class")).slice(0, 4).join(" ")`))
		b.t.Errorf("%s: %d px wider than the window: %s", at, over, widest)
	}
}
