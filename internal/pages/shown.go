package pages

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"lockstep/internal/agreement"
	"lockstep/internal/calendar"
	"lockstep/internal/lettering"
	"lockstep/internal/status"
)

// A standing is how something stands: a shape and a word.
type standing struct{ Word, Shape string }

// standingOf is the standing of that word.
func standingOf(word string) standing {
	return standing{strings.ToUpper(word[:1]) + word[1:], strings.ReplaceAll(word, " ", "-")}
}

// rests is what something rests on, with the sources that say it.
type rests struct {
	Word    string
	Shape   string // the ladder: none, claimed, reported, verified, accepted, disputed
	Sources []sourceKey
}

func (ask *Ask) restsOn(word string, events []string) rests {
	shape := word
	if word == "no evidence" {
		shape = "none"
	}
	return rests{word, shape, ask.keysOf(events)}
}

// A sourceKey is the short name of a source and where the page lists it.
type sourceKey struct{ Key, Href, Title string }

// A sourceNote is a source in the list at the foot of a page.
type sourceNote struct {
	Key, ID, Publisher string
	Published          calendar.Day
	Reliability        string
	Repeats            string
	Href               string
}

// sourceAt is the position of a source, -1 where there is none of that name.
func (ask *Ask) sourceAt(name string) int {
	i, found := slices.BinarySearchFunc(ask.Answers.Agreement.Sources, name,
		func(s agreement.Source, name string) int { return cmp.Compare(s.ID, name) })
	if !found {
		return -1
	}
	return i
}

// cite is the key of a source, which the foot of the page will list; nil where it has none.
func (ask *Ask) cite(name string) *sourceKey {
	i := ask.sourceAt(name)
	if i < 0 {
		return nil
	}
	ask.cited[name] = true
	key := "S" + strconv.Itoa(i+1)
	return &sourceKey{key, "#" + key, cmp.Or(ask.Answers.Agreement.Sources[i].Publisher, name)}
}

// keysOf are the keys of the sources of some events, each once, up to three: the latest.
func (ask *Ask) keysOf(events []string) []sourceKey {
	var keys []sourceKey
	for _, id := range slices.Backward(events) {
		event := ask.Answers.Event(id)
		if event == nil || len(keys) == 3 {
			continue
		}
		if key := ask.cite(event.Source); key != nil && !slices.Contains(keys, *key) {
			keys = append(keys, *key)
		}
	}
	return keys
}

// sources are those that the page has cited, in the order of their keys.
func (ask *Ask) sources() []sourceNote {
	var notes []sourceNote
	for i := range ask.Answers.Agreement.Sources {
		s := &ask.Answers.Agreement.Sources[i]
		if ask.cited[s.ID] {
			notes = append(notes, sourceNote{"S" + strconv.Itoa(i+1), s.ID, cmp.Or(s.Publisher, s.ID),
				s.Published, s.Reliability, s.Repeats, ""})
		}
	}
	return notes
}

// A named is something with a link to its page.
type named struct{ ID, Name, Href string }

// thing is what an id stands for.
func (ask *Ask) thing(id string) named {
	n := named{ID: id, Name: id}
	ref, found := ask.Answers.Agreement.Lookup(id)
	if !found {
		return n
	}
	switch ref.Kind {
	case agreement.KindCommitment:
		c := &ask.Answers.Agreement.Commitments[ref.Index]
		n.Name, n.Href = cmp.Or(c.Text, id), ask.commitmentLink(id)
	case agreement.KindLevel:
		n.Href = ask.link("/levels/" + id)
	case agreement.KindDecision:
		n.Href = ask.link("/decisions/" + id)
	case agreement.KindParty:
		n.Name = ask.nameOf(ref)
	case agreement.KindCondition:
		n.Name = cmp.Or(ask.Answers.Agreement.Conditions[ref.Index].Text, id)
	}
	return n
}

// nameOf is the name of a party as it can stand in a sentence, whichever way it runs.
func (ask *Ask) nameOf(party agreement.Ref) string {
	return lettering.Isolate(lettering.Clean(ask.Answers.Agreement.NameOf(party)))
}

func (ask *Ask) things(ids []string) []named {
	list := make([]named, len(ids))
	for i, id := range ids {
		list[i] = ask.thing(id)
	}
	return list
}

// commitmentLink is the address of the page of a commitment.
func (ask *Ask) commitmentLink(id string) string { return ask.link("/agreement/" + id) }

// partyNames joins the names of parties as a sentence does.
func (ask *Ask) partyNames(ids []string) string {
	names := make([]string, len(ids))
	for i, id := range ids {
		names[i] = ask.thing(id).Name
	}
	return sentence(names)
}

// whose says who owes a commitment to whom.
func (ask *Ask) whose(c *status.Commitment) string {
	by, to := ask.partyNames(c.Performers), ask.partyNames(c.Receivers)
	if by == "" {
		by = "nobody named"
	}
	if to == "" {
		return by
	}
	return by + " → " + to
}

// clause is where in the text a commitment stands.
func clause(c *status.Commitment) string {
	return cmp.Or(c.Article, c.Instrument, c.ID)
}

// inPart is how much of an act is done, "" where nobody says.
func inPart(c *status.Commitment) string {
	if c.Partly == nil || c.Partly.Value == nil {
		return ""
	}
	return fmt.Sprintf("%s by %s", strings.TrimSpace(c.Partly.Value.Told()+" "+c.Partly.Unit),
		prose(c.Partly.At))
}
