package pages

import (
	"cmp"
	"fmt"
	"slices"

	"lockstep/internal/calendar"
	"lockstep/internal/lettering"
)

// A frame is what every page has around its own.
type frame struct {
	*View
	Page     string // its name, for the title of the window
	Title    string // of the agreement
	Signed   calendar.Day
	AsOf     calendar.Day
	KnownAt  calendar.Day
	Nav      []navLink
	Form     Form
	Path     string
	Hidden   []pair // of the address, that the form of the cut must keep
	Sealed   bool
	Before   *Step
	After    *Step
	Strip    strip
	Basis    basis
	Sources  []sourceNote
	Notices  []string
	Assets   map[string]string
	Revision uint64
	Print    string // the address of the style sheet of printed sheets
	Minute   string // of the server's clock, while a silence runs
	Record   string // where to record something; "" for who may not
	Who      string
	Own      []navLink // to what is for who asks alone
	Notes    *noteForm // nil where one takes none here
}

type navLink struct {
	Name, Href string
	Current    bool
}

type pair struct{ Name, Value string }

func (ask *Ask) frame(v *View) *frame {
	x := ask.Answers
	f := &frame{
		View: v, Page: ask.page.Name, Title: lettering.Isolate(lettering.Clean(
			cmp.Or(x.Agreement.Title, x.Agreement.ID))),
		Signed: x.Agreement.Signed, AsOf: x.Cut.AsOf, KnownAt: x.Cut.KnownAt, Form: ask.Form,
		Path: ask.Path, Sealed: x.Sealed, Basis: ask.basis(), Assets: ask.Assets,
		Revision: x.Revision, Sources: ask.sources(), Notices: ask.notices(), Who: ask.Who,
	}
	f.Before, f.After = ask.steps()
	f.Own, f.Notes, f.Print = ask.ownLinks(), ask.noteForm(), ask.link("/print.css")
	if ask.running() {
		f.Minute = ask.Now.UTC().Format("2006-01-02T15:04Z")
	}
	if ask.records() {
		f.Record = "/record"
	}
	f.Strip = ask.strip()
	for _, p := range all {
		if p.Name != "" {
			current := p == ask.page || p.Path == ask.page.Under
			f.Nav = append(f.Nav, navLink{p.Name, ask.link(p.Path), current})
		}
	}
	for name, values := range ask.Query {
		if !slices.Contains(cutNames, name) && name != nameNow && len(values) > 0 {
			f.Hidden = append(f.Hidden, pair{name, values[0]})
		}
	}
	slices.SortFunc(f.Hidden, func(x, y pair) int { return cmp.Compare(x.Name, y.Name) })
	return f
}

// notices are what a reader must know before anything else.
func (ask *Ask) notices() []string {
	var told []string
	if id := ask.Query.Get(nameNow); id != "" && ask.Answers.Event(id) != nil {
		told = append(told, id+" is recorded.")
	} else if id != "" {
		told = append(told, id+" is recorded. It happened, or was learned, after the days that this "+
			"page is for.")
	}
	if ask.Answers.Partial {
		told = append(told, "Something is withheld from you. What you see here is worked out without "+
			"it, and is not the whole picture.")
	}
	if why := ask.Answers.Lags; why != "" {
		told = append(told, "The project folder has changed and cannot be read: "+why+". This page "+
			"shows what was read last.")
	}
	if n := len(ask.Answers.LeftOut); n > 0 {
		told = append(told, fmt.Sprintf("%s left out, which the text no longer knows: %s",
			count(n, "recorded event", "recorded events"), ask.Answers.LeftOut[0]))
	}
	return told
}

// A basis is what a page rests on.
type basis struct {
	Entries, Events, Figures int
	Sources, Independent     int
	Latest                   calendar.Day
	Verified, Commitments    int
	Unnamed                  int // commitments for which nobody is named to verify them
}

func (ask *Ask) basis() basis { return once(ask, "basis", ask.workOutBasis) }

func (ask *Ask) workOutBasis() basis {
	r := ask.Answers.Report()
	b := basis{Events: r.Evidence.Events, Figures: r.Evidence.Figures,
		Entries: r.Evidence.Events + r.Evidence.Figures, Sources: r.Evidence.Sources,
		Independent: ask.independent(), Latest: r.Evidence.Latest, Commitments: len(r.Commitments)}
	for i := range r.Commitments {
		switch c := &r.Commitments[i]; {
		case c.RestsOn == "verified" || c.RestsOn == "accepted":
			b.Verified++
		case c.Unverifiable != "":
			b.Unnamed++
		}
	}
	return b
}

// independent counts the sources of the events that count, those that repeat another one as one
// with it.
func (ask *Ask) independent() int {
	return once(ask, "independent", func() int {
		names, roots := map[string]bool{}, map[string]bool{}
		for i := range ask.Answers.Counting() {
			names[ask.Answers.Counting()[i].Source] = true
		}
		delete(names, "")
		for name := range names {
			roots[ask.root(name)] = true
		}
		return len(roots)
	})
}

// root is the source that a source repeats in the end.
func (ask *Ask) root(name string) string {
	for range ask.Answers.Agreement.Sources {
		i := ask.sourceAt(name)
		if i < 0 || ask.Answers.Agreement.Sources[i].Repeats == "" {
			break
		}
		name = ask.Answers.Agreement.Sources[i].Repeats
	}
	return name
}
