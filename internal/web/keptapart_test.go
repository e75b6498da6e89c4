package web_test

import (
	"io"
	"strings"
	"testing"
)

// TestNobodyIsShownAnothersPage lets everybody ask for the same pages, one after the other and
// again: each sees their own name, and how to record only where they may.
func TestNobodyIsShownAnothersPage(t *testing.T) {
	_, _, site := shared(t)
	names := []string{"reader", "steward", "delegate", "recorder"}
	for _, name := range append(names, names...) {
		b := browser(t)
		signIn(t, b, site.URL, name, password)
		for _, path := range []string{"/", "/agreement"} {
			answer, err := b.Get(site.URL + path)
			if err != nil {
				t.Fatal(err)
			}
			page, err := io.ReadAll(answer.Body)
			answer.Body.Close()
			if err != nil {
				t.Fatal(err)
			}
			for _, other := range names {
				shown := strings.Contains(string(page), "<span>"+other)
				if shown != (other == name) {
					t.Errorf("%s, shown to %s: the name %s is there: %v", path, name, other, shown)
				}
			}
		}
	}
}
