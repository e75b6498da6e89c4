package pages

import (
	"strings"

	"lockstep/internal/agreement"
	"lockstep/internal/concordance"
	"lockstep/internal/ledger"
)

// A marked is a text in which words were looked for: parts that were found, and those between.
type marked []markedPart

// A markedPart is a part of a text.
type markedPart struct {
	Text  string
	Found bool
}

// markedIn marks what was found in a text.
func markedIn(text string, terms []concordance.Term) marked {
	var parts marked
	at := 0
	for _, s := range concordance.Spans(text, terms) {
		if s.From > at {
			parts = append(parts, markedPart{text[at:s.From], false})
		}
		parts = append(parts, markedPart{text[s.From:s.To], true})
		at = s.To
	}
	if at < len(text) {
		parts = append(parts, markedPart{text[at:], false})
	}
	return parts
}

// hit reports whether anything was found in a text.
func (m marked) hit() bool {
	for _, part := range m {
		if part.Found {
			return true
		}
	}
	return false
}

// A markedRow is the texts of an event in a list, with what was found in them.
type markedRow struct {
	Subject, What, Figure, Note, Quote, ID, Who marked
	Else                                        []markedElse
}

// A markedElse is a text in which something was found and that the list does not show otherwise.
type markedElse struct {
	Label string
	Text  marked
}

// markedRow marks what was found in the texts of an event.
func (ask *Ask) markedRow(e *ledger.Event, row *foundRow, terms []concordance.Term) markedRow {
	in := func(text string) marked { return markedIn(text, terms) }
	m := markedRow{Subject: in(row.Subject.Name), What: in(row.What), Figure: in(row.Figure),
		Note: in(e.Note), ID: in(e.ID), Who: in(row.Who)}
	if e.Quote != nil {
		m.Quote = in(e.Quote.Exact)
	}
	if len(terms) == 0 {
		return m
	}
	shown, label := []string{row.Subject.Name, row.Who}, ""
	for _, other := range []pair{{"about", e.Subject}, {"article", ask.articleOf(e.Subject)},
		{"source", ask.publisher(e.Source)}, {"source", e.Source}, {"basis", e.Basis},
		{"speaker", e.Speaker}, {"by", ask.partyName(e.Actor)}, {"by", e.Actor},
		{"assessed by", ask.partyName(e.Assessor)}, {"where", e.Locator}} {
		text := in(other.Value)
		if !text.hit() || other.Name == label ||
			strings.Contains(strings.Join(shown, "\n"), other.Value) {
			continue
		}
		shown, label = append(shown, other.Value), other.Name
		m.Else = append(m.Else, markedElse{other.Name, text})
	}
	return m
}

// articleOf is the article of a commitment, "" of anything else.
func (ask *Ask) articleOf(id string) string {
	a := ask.Answers.Agreement
	if ref, _ := a.Lookup(id); ref.Kind == agreement.KindCommitment {
		return a.Commitments[ref.Index].Article
	}
	return ""
}
