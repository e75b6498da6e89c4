package pages

import (
	"maps"
	"net/url"
	"strings"
	"time"

	"lockstep/internal/calendar"
	"lockstep/internal/desk"
	"lockstep/internal/ledger"
)

// The names by which an address carries the cut.
const (
	nameAsOf     = "asof"
	nameKnown    = "known"
	nameRecorded = "recorded"
)

// nameNow is by which an address carries what was recorded just now. No link takes it along.
const nameNow = "recorded-now"

var cutNames = []string{nameAsOf, nameKnown, nameRecorded}

// A Form is the cut as somebody typed it, with what is wrong.
type Form struct {
	AsOf, Known, Recorded Field
}

// A Field is one input of a form.
type Field struct {
	Text  string
	Wrong string // what is wrong and what would be right, "" where nothing is
}

// Wrong reports whether a field could not be read.
func (f *Form) Wrong() bool {
	return f.AsOf.Wrong != "" || f.Known.Wrong != "" || f.Recorded.Wrong != ""
}

// liveDays is how long after its last event a project still counts as going on.
const liveDays = 120

// ReadCut reads the cut that an address asks for. Without a day it is today where the project is
// going on, and otherwise that of the last event. What cannot be read counts as not given and is
// told in the form.
func ReadCut(e *desk.Edition, query url.Values, today calendar.Day) (ledger.Cut, Form) {
	cut, form := ledger.Everything, Form{}
	zone := e.Agreement.Location()
	form.AsOf.Text = strings.TrimSpace(query.Get(nameAsOf))
	form.Known.Text = strings.TrimSpace(query.Get(nameKnown))
	form.Recorded.Text = strings.TrimSpace(query.Get(nameRecorded))
	cut.AsOf = form.AsOf.day(zone)
	cut.KnownAt = form.Known.day(zone)
	if text := form.Recorded.Text; text != "" {
		var err error
		if cut.RecordedBy, err = ledger.ParseInstant(text); err != nil {
			form.Recorded.Wrong = "Write a day such as 2020-07-31, or a moment with its zone."
		} else if !e.Sealed {
			cut.RecordedBy = 0
			form.Recorded.Wrong = "Only a ledger knows when something was recorded."
		}
	}
	if cut.AsOf == calendar.None {
		cut.AsOf = defaultDay(e, today)
	}
	if form.AsOf.Text == "" {
		form.AsOf.Text = cut.AsOf.String()
	}
	return cut, form
}

// day reads the day of a field, calendar.None where it has none.
func (f *Field) day(zone *time.Location) calendar.Day {
	if f.Text == "" {
		return calendar.None
	}
	day, err := calendar.ParseDay(f.Text, zone)
	if err != nil {
		f.Wrong = "Write a day such as 2020-07-13."
		return calendar.None
	}
	return day
}

// defaultDay is the day that a page shows where none is asked for.
func defaultDay(e *desk.Edition, today calendar.Day) calendar.Day {
	last := e.LastEvent()
	if last == calendar.None || last <= today && calendar.Between(last, today) <= liveDays {
		return today
	}
	return last
}

// cutFragment parts an address from its fragment, which keeps its sign.
func cutFragment(path string) (before, fragment string, found bool) {
	if i := strings.IndexByte(path, '#'); i >= 0 {
		return path[:i], path[i:], true
	}
	return path, "", false
}

// A Step is a link to a neighbouring entry.
type Step struct{ Href, Text string }

// steps are links to the entry before the cut and the one after it.
func (ask *Ask) steps() (before, after *Step) {
	cut := ask.Answers.Cut
	beside := once(ask, "besides", ask.besides)
	last, next := beside[0], beside[1]
	if last != nil {
		before = &Step{ask.here(nameAsOf, last.At.String()), "entry of " + prose(last.At)}
	}
	if next != nil {
		after = &Step{ask.here(nameAsOf, next.At.String()), "entry of " + prose(next.At)}
		if cut.KnownAt != calendar.None && next.Known > cut.KnownAt {
			after.Href = ask.here(nameAsOf, next.At.String(), nameKnown, next.Known.String())
			after.Text += ", learned " + prose(next.Known)
		}
	}
	return before, after
}

// besides are the last entry before the cut that was known by then and the next one after it,
// nil where there is none.
func (ask *Ask) besides() (beside [2]*ledger.Event) {
	cut := ask.Answers.Cut
	last, next := &beside[0], &beside[1]
	for i := range ask.Answers.Events {
		e := &ask.Answers.Events[i]
		known := cut.KnownAt == calendar.None || e.Known <= cut.KnownAt
		switch {
		case e.At < cut.AsOf && known && (*last == nil || e.At > (*last).At):
			*last = e
		case e.At > cut.AsOf && (*next == nil || e.At < (*next).At ||
			e.At == (*next).At && e.Known < (*next).Known):
			*next = e
		}
	}
	return beside
}

// here is the address of this page with some names changed.
func (ask *Ask) here(more ...string) string {
	query := maps.Clone(ask.Query)
	query.Del(nameNow)
	return addressOf(ask.Path, query, more)
}
