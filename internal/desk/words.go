package desk

import (
	"context"
	"time"

	"lockstep/internal/agreement"
	"lockstep/internal/concordance"
	"lockstep/internal/ledger"
)

// A fit is how well words stand in an event.
type fit uint8

const (
	absent fit = iota
	begun      // some only in words that begin so
	whole
)

// A looking is a look for words.
type looking []*lookingFor

// in says how well all of the words stand in an event: as well as the worst of them.
func (l looking) in(e *ledger.Event) fit {
	worst := whole
	for _, term := range l {
		if worst = min(worst, term.in(e)); worst == absent {
			break
		}
	}
	return worst
}

// A lookingFor is a look for one term: in the words of events and in those of what they name.
type lookingFor struct {
	term         concordance.Term
	named        map[name]fit    // what is called so
	begun, whole map[string]bool // the ids of events that have the words, if perhaps not in a row
	short        map[string]fit  // of texts that come again
}

func (x *Answers) looking(typed string) looking {
	var all looking
	for _, term := range concordance.Read(typed) {
		l := &lookingFor{term: term, named: map[name]fit{}, begun: x.holding(term)}
		if l.whole = l.begun; !term.Whole && len(term.Words) == 1 && len(l.begun) > 0 {
			l.whole = x.holding(term.Exactly())
		}
		for _, n := range x.names() {
			if how := fitOf(term, n.words); how != absent {
				l.named[n.name] = how
			}
		}
		all = append(all, l)
	}
	return all
}

func (l *lookingFor) in(e *ledger.Event) fit {
	best := max(l.named[name{ofThing, e.Subject}], l.named[name{ofThing, e.Actor}],
		l.named[name{ofThing, e.Assessor}], l.named[name{ofSource, e.Source}])
	if best == whole || !l.begun[e.ID] {
		return best
	}
	if len(l.term.Words) > 1 {
		return max(best, l.inTexts(e))
	}
	if l.whole[e.ID] {
		return whole
	}
	return begun
}

// longest is how long a text may be that is expected to come again.
const longest = 64

// inTexts says how well several words stand in a row in an event.
func (l *lookingFor) inTexts(e *ledger.Event) fit {
	best := absent
	for _, text := range e.Texts() {
		how, known := l.short[text]
		if !known {
			how = fitOf(l.term, concordance.Words(text))
			if l.short == nil {
				l.short = map[string]fit{}
			}
			if len(text) <= longest {
				l.short[text] = how
			}
		}
		if best = max(best, how); best == whole {
			break
		}
	}
	return best
}

// fitOf says how well a term stands among words.
func fitOf(term concordance.Term, words []concordance.Word) fit {
	switch {
	case term.Exactly().In(words):
		return whole
	case !term.Whole && term.In(words):
		return begun
	}
	return absent
}

// A name is the id of something that the agreement calls something else, too.
type name struct {
	of nameKind
	id string
}

type nameKind uint8

const (
	ofThing nameKind = iota
	ofSource
)

// A namedBy is the words of one text by which something is known.
type namedBy struct {
	name
	words []concordance.Word
}

// namesOf are the texts by which events' subjects, parties and sources are known besides their
// ids: wordings, articles, names, publishers.
func namesOf(a *agreement.Agreement) []namedBy {
	var all []namedBy
	add := func(of nameKind, id string, texts ...string) {
		for _, text := range texts {
			if words := concordance.Words(text); len(words) > 0 {
				all = append(all, namedBy{name{of, id}, words})
			}
		}
	}
	for i := range a.Commitments {
		c := &a.Commitments[i]
		add(ofThing, c.ID, c.Text, c.Article)
	}
	for i := range a.Conditions {
		add(ofThing, a.Conditions[i].ID, a.Conditions[i].Text)
	}
	for i := range a.Parties {
		add(ofThing, a.Parties[i].ID, a.Parties[i].Name)
	}
	for i := range a.Sources {
		add(ofSource, a.Sources[i].ID, a.Sources[i].Publisher)
	}
	return all
}

// lookTime is how long a database is waited for that keeps the words.
const lookTime = 3 * time.Second

// prepare has the concordance of the ledger, if there is one, reach as far as the ledger, so that
// nobody who searches has to wait for it. That it cannot be is told by nobody: searches do without.
func (e *Edition) prepare(ctx context.Context) {
	if e.concordance != nil {
		_, _ = e.concordance.FindWords(ctx, concordance.Term{Words: []string{"prepare"}, Whole: true})
	}
}

// holding gives the ids of the events in whose texts the words of a term stand: from the
// concordance of the ledger or, where there is none or it cannot be asked, from an index of this
// edition.
func (e *Edition) holding(term concordance.Term) map[string]bool {
	all := e
	if e.whole != nil {
		all = e.whole
	}
	ids := map[string]bool{}
	if all.concordance != nil {
		ctx, cancel := context.WithTimeout(context.Background(), lookTime)
		defer cancel()
		if found, err := all.concordance.FindWords(ctx, term); err == nil {
			for _, seq := range found {
				if seq <= int64(len(all.recorded)) {
					ids[all.recorded[seq-1].ID] = true
				}
			}
			return ids
		}
	}
	for _, i := range e.index().Find(term) {
		ids[e.Events[i].ID] = true
	}
	return ids
}

// indexOf is the index of the words of an edition's events.
func indexOf(e *Edition) *concordance.Index {
	return concordance.NewIndex(len(e.Events), func(i int) []string {
		return concordance.Lexemes(e.Events[i].Texts()...)
	})
}
