package pages

import (
	"slices"

	"lockstep/internal/ledger"
)

// Offered is what somebody may use and enter, as the table of routes and their role say. Pages lead
// to nothing else. Nil offers nothing.
type Offered struct {
	Routes map[string]bool // by method and path, such as "GET /record"
	Kinds  []string        // of events that they may enter; nil: all
}

// may reports whether who asks may use a route.
func (ask *Ask) may(route string) bool { return ask.Offered != nil && ask.Offered.Routes[route] }

// enters reports whether who asks may enter events of a kind.
func (ask *Ask) enters(kind string) bool {
	return ask.Offered == nil || ask.Offered.Kinds == nil || slices.Contains(ask.Offered.Kinds, kind)
}

// records reports whether who asks can add to the ledger, if only some kinds of events.
func (ask *Ask) records() bool { return ask.Answers.Sealed && ask.may("GET /record") }

// changes reports whether who asks may correct an event and take it back: everything, or what they
// entered themselves.
func (ask *Ask) changes(e *ledger.Event) bool {
	return ask.MayRecord || ask.records() && ask.Account != "" && e.Recorder == ask.Account
}

// ownLinks lead to what is for who asks and not for everybody.
func (ask *Ask) ownLinks() []navLink {
	var links []navLink
	for _, p := range []*Page{Notes, Accounts} {
		if ask.may("GET " + p.Path) {
			links = append(links, navLink{p.Name, p.Path, p == ask.page})
		}
	}
	return links
}
