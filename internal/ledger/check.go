package ledger

import (
	"io"
	"slices"
	"strings"
	"time"

	"lockstep/internal/agreement"
	"lockstep/internal/diag"
)

// Check holds events against the agreement and against each other and says what is to be
// refused: names that the agreement does not have (with the nearest that it has), kinds that do
// not go with their subject, units that are not the level's, ids that are not unique,
// corrections and retractions of nothing, of another subject or in a circle, and quotes that do
// not stand once, letter for letter, in the stored text of their source. What is wrong with an
// event in itself is said again. The refusals are sorted by line and event; the order of the
// events makes no difference but to which of two equal ids is refused, the later line.
func Check(a *agreement.Agreement, events []Event, sources SourceTexts) []Refusal {
	c := NewChecker(a, sources).checker
	c.byID = make(map[string]*Event, len(events))
	for i := range events {
		e := &events[i]
		if first, taken := c.byID[e.ID]; e.ID != "" && (!taken || comesBefore(e, first)) {
			c.byID[e.ID] = e
		}
	}
	for i := range events {
		c.check(&events[i])
		c.target(&events[i])
	}
	c.repeated(events)
	c.circles()
	SortRefusals(c.refused)
	return c.refused
}

// A Checker holds events one by one against the agreement, as Check does, without holding them
// against each other, which a Store does when they are appended.
type Checker struct{ checker checker }

// NewChecker makes a Checker.
func NewChecker(a *agreement.Agreement, sources SourceTexts) *Checker {
	c := checker{agreement: a, zone: a.Location(), texts: sources,
		refs: map[string]agreement.Ref{}}
	for i := range a.Sources {
		c.sources = append(c.sources, a.Sources[i].ID)
	}
	return &Checker{c}
}

// Check says what is to be refused of an event alone, besides what was refused of it when it was
// read.
func (c *Checker) Check(e *Event, before []Refusal) []Refusal {
	c.checker.refused = nil
	c.checker.check(e)
	return besides(c.checker.refused, before)
}

// besides leaves out what is said of fields that were refused already, and of the subject where
// the kind was, with which the subject would have to go.
func besides(faults, before []Refusal) []Refusal {
	if len(before) == 0 {
		return faults
	}
	kind := slices.ContainsFunc(before, func(r Refusal) bool {
		return r.Field == fieldNames[fieldKind]
	})
	return slices.DeleteFunc(withoutFields(faults, before), func(r Refusal) bool {
		return kind && r.Field == fieldNames[fieldSubject]
	})
}

// ReadChecked reads a file of evidence and holds it against the agreement and against itself, as
// Check does. Lines that were refused are held against the agreement too, as far as they could
// be read, so that everything that is wrong is told at once.
func ReadChecked(r io.Reader, stream Stream, a *agreement.Agreement, sources SourceTexts) (
	events []Event, refused []Refusal, err error,
) {
	faults := map[int][]Refusal{} // by line
	err = stream(r, func(e *Event, wrong []Refusal) bool {
		if len(wrong) > 0 {
			faults[wrong[0].Line] = wrong
			refused = append(refused, wrong...)
		}
		if e != nil {
			events = append(events, *e)
		}
		return true
	})
	for line, wrong := range byLine(Check(a, events, sources)) {
		refused = append(refused, besides(wrong, faults[line])...)
	}
	SortRefusals(refused)
	return events, refused, err
}

// byLine puts refusals together that are of one line.
func byLine(refused []Refusal) map[int][]Refusal {
	lines := map[int][]Refusal{}
	for _, r := range refused {
		lines[r.Line] = append(lines[r.Line], r)
	}
	return lines
}

// A checker holds what the checks of one run share.
type checker struct {
	agreement *agreement.Agreement
	zone      *time.Location // of the agreement
	texts     SourceTexts
	sources   []string          // names of source blocks, sorted as in the agreement
	byID      map[string]*Event // the first event of each id, of those held against each other
	refs      map[string]agreement.Ref
	refused   []Refusal
}

// comesBefore orders events of one id, so that which is refused does not depend on their order.
func comesBefore(x, y *Event) bool {
	if x.Line != y.Line {
		return x.Line < y.Line
	}
	return string(AppendJSON(nil, x)) < string(AppendJSON(nil, y))
}

func (c *checker) refuse(e *Event, at field, reason string, args ...any) {
	c.refused = append(c.refused, refuse(e, fieldNames[at], reason, args...))
}

func (c *checker) check(e *Event) {
	c.refused = append(c.refused, faults(e)...)
	c.subject(e)
	c.actor(e)
	c.handling(e)
	if e.Time != "" {
		if reason := badTime(e, c.zone); reason != "" {
			c.refuse(e, fieldAt, "%s", reason)
		}
	}
	if _, known := slices.BinarySearch(c.sources, e.Source); e.Source != "" && !known {
		c.refuse(e, fieldSource, "no source is called %s.%s", quoted(e.Source),
			diag.DidYouMean(e.Source, c.sources))
	} else if e.Quote != nil && e.Source != "" {
		if reason := c.texts.verify(e); reason != "" {
			c.refuse(e, fieldExact, "%s", reason)
		}
	}
}

// lookup finds what is called id; what was found before is remembered.
func (c *checker) lookup(id string) (agreement.Ref, bool) {
	if ref, known := c.refs[id]; known {
		return ref, !ref.IsZero()
	}
	ref, found := c.agreement.Lookup(id)
	c.refs[id] = ref
	return ref, found
}

// subject checks that the event is about something, and about the right kind of thing.
func (c *checker) subject(e *Event) {
	kind := e.Kind.Of()
	switch {
	case kind == agreement.KindNone: // a retraction; its subject is that of its target
		return
	case kind == agreement.KindAgreement:
		if e.Subject != "" && e.Subject != c.agreement.ID {
			c.refuse(e, fieldSubject, "what is amended is the agreement itself, %s: leave the "+
				"subject out, and name the article in the note", c.agreement.ID)
		}
		return
	case e.Subject == "":
		c.refuse(e, fieldSubject, "%s is said of %s: it needs the id of one", e.Kind,
			withArticle(kind))
		return
	}
	ref, found := c.lookup(e.Subject)
	switch {
	case !found:
		c.refuse(e, fieldSubject, "no %s is called %s.%s", kind, quoted(e.Subject),
			diag.DidYouMean(e.Subject, c.ids(kind)))
	case ref.Kind != kind:
		c.refuse(e, fieldSubject, "%s is %s, and %s is said of %s%s", e.Subject,
			withArticle(ref.Kind), e.Kind, withArticle(kind), kindsFor(ref.Kind))
	case kind == agreement.KindLevel:
		c.unit(e, &c.agreement.Levels[ref.Index])
	}
}

func withArticle(kind agreement.Kind) string {
	if strings.ContainsRune("aeiou", rune(kind.String()[0])) {
		return "an " + kind.String()
	}
	return "a " + kind.String()
}

// kindsFor says which kinds of event go with a kind of thing.
func kindsFor(kind agreement.Kind) string {
	var words []string
	for k := range KindNames {
		if Kind(k).Of() == kind {
			words = append(words, KindNames[k])
		}
	}
	if len(words) == 0 {
		return ""
	}
	return "; of " + withArticle(kind) + " one says " + listed(words)
}

// ids are the ids of all things of a kind.
func (c *checker) ids(kind agreement.Kind) []string {
	a := c.agreement
	count := map[agreement.Kind]int{
		agreement.KindParty: len(a.Parties), agreement.KindClock: len(a.Clocks),
		agreement.KindCommitment: len(a.Commitments), agreement.KindCondition: len(a.Conditions),
		agreement.KindDecision: len(a.Decisions), agreement.KindLevel: len(a.Levels),
		agreement.KindIssue: len(a.Issues),
	}[kind]
	ids := make([]string, count)
	for i := range ids {
		ids[i] = a.IDOf(agreement.Ref{Kind: kind, Index: int32(i)})
	}
	return ids
}

func (c *checker) unit(e *Event, level *agreement.Level) {
	if e.Unit != "" && level.Unit != "" && e.Unit != level.Unit {
		c.refuse(e, fieldUnit, "%s is counted in %s, not in %s", level.ID, quoted(level.Unit),
			quoted(e.Unit))
	}
}

// actor checks that whoever acted is a party, and is there where the kind means nothing without.
func (c *checker) actor(e *Event) {
	if e.Actor == "" {
		switch e.Kind {
		case AgreedBy, SilenceBrokenBy, ReservedBy:
			c.refuse(e, fieldActor, "%s needs the party by which it was done", e.Kind)
		}
		return
	}
	ref, found := c.lookup(e.Actor)
	switch {
	case !found:
		c.refuse(e, fieldActor, "no party is called %s.%s", quoted(e.Actor),
			diag.DidYouMean(e.Actor, c.ids(agreement.KindParty)))
	case ref.Kind != agreement.KindParty:
		c.refuse(e, fieldActor, "%s is %s, and only a party acts", e.Actor, withArticle(ref.Kind))
	}
}

// handling checks that an event is marked for parties that there are.
func (c *checker) handling(e *Event) {
	for _, id := range e.Handling.Parties() {
		ref, found := c.lookup(id)
		switch {
		case !found:
			c.refuse(e, fieldHandling, "no party is called %s.%s", quoted(id),
				diag.DidYouMean(id, c.ids(agreement.KindParty)))
		case ref.Kind != agreement.KindParty:
			c.refuse(e, fieldHandling, "%s is %s, and only a party has delegates", id,
				withArticle(ref.Kind))
		}
	}
}

// repeated refuses every event whose id another one has that comes before it.
func (c *checker) repeated(events []Event) {
	for i := range events {
		e := &events[i]
		if first := c.byID[e.ID]; first != e && e.ID != "" {
			where := "another event"
			if first.Line > 0 {
				where = "the event of line " + plainNumber(float64(first.Line))
			}
			c.refuse(e, fieldID, "%s has this id already; every event needs its own", where)
		}
	}
}
