package pages

import (
	"fmt"
	"html/template"
	"io"
	"sync"
)

// A SignIn is the page that asks who somebody is. It shows nothing of the agreement but its
// title.
type SignIn struct {
	Title  string // of the agreement
	Next   string // the path to go on to
	Name   string // as it was typed
	Failed string // why it was not taken, "" where nothing was tried
	Assets map[string]string
	// Provider is the name of whom people can sign in by instead of a password, and ByProvider where
	// that begins; "" where there is nobody.
	Provider, ByProvider string
}

var signInTemplate = sync.OnceValue(func() *template.Template {
	return template.Must(template.ParseFS(templates, "templates/signin.html"))
})

// Write draws the page.
func (s SignIn) Write(w io.Writer) error {
	if err := signInTemplate().Execute(w, s); err != nil {
		return fmt.Errorf("drawing the sign-in: %w", err)
	}
	return nil
}
