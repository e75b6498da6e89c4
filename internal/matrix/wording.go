package matrix

import (
	"fmt"
	"strings"

	"lockstep/internal/diag"
	"lockstep/internal/matrix/sheet"
)

// wording tells a cell that says what the agreement says, and how the agreement would say it.
func (c *comparison) wording(base *Row, found *FoundRow, column Column) {
	if column == No || column == ID || column == Export || !c.found.Has(column) ||
		same(base.Cells[column], found.Cells[column]) {
		return
	}
	change := c.change(base, found, column)
	place := base.Place
	change.Where = &place
	to := sheet.Clean(change.To)
	switch column {
	case Activity:
		change.Write = []string{"text = " + Quote(to)}
	case Location:
		change.Write = []string{"place = " + Quote(to)}
	case Timing:
		c.newTiming(&change, base)
	case Body:
		c.newParties(&change, "by")
	case Composition:
		c.newComposition(&change, base)
	case Funding:
		change.Write = []string{"note = " + Quote(base.said.with(column, to))}
	case Reference, Article:
		newReference(&change, base, to)
	case Due:
		change.Because = "the due day is computed: change what it is counted from, or record extended"
	default:
		change.Because = "it is told from several attributes: after, provided, while, unless, " +
			"verify, benchmark and note"
	}
	c.Changes = append(c.Changes, change)
}

// newTiming reads when it is to be performed now.
func (c *comparison) newTiming(change *Change, base *Row) {
	said, reason := ReadTiming(change.To, c.base.resolve)
	if reason != "" {
		change.Because = reason + "; the agreement can hold it as a note"
		return
	}
	now := map[string]bool{}
	for _, a := range said {
		now[a.Name] = true
		change.Write = append(change.Write, a.String())
	}
	for _, name := range base.times {
		if !now[name] {
			change.Write = append(change.Write, "no longer: "+name)
		}
	}
}

// resolve finds a thing of the agreement by its id, as Timing tells it.
func (m *Matrix) resolve(text string) (string, bool) {
	text = strings.TrimSpace(text)
	return text, m.things[text]
}

// newParties reads parties by their names or ids.
func (c *comparison) newParties(change *Change, attribute string) {
	ids, unknown := c.base.partiesNamed(change.To)
	if unknown != "" {
		change.Because = fmt.Sprintf("no party is called %q.%s Declare it first", clip(unknown),
			diag.DidYouMean(unknown, c.base.partyNames()))
		return
	}
	switch len(ids) {
	case 0:
		change.Write = []string{"no longer: " + attribute}
	case 1:
		change.Write = []string{attribute + " = " + ids[0]}
	default:
		change.Write = []string{attribute + " = [" + strings.Join(ids, ", ") + "]"}
	}
}

// newComposition reads who makes up a body: a note where one says it, else its members.
func (c *comparison) newComposition(change *Change, base *Row) {
	if base.said[Composition] != "" || base.performers == (Place{}) {
		change.Write = []string{"note = " + Quote(base.said.with(Composition, change.To))}
		return
	}
	place := base.performers
	change.Where = &place
	c.newParties(change, "members")
}

// newReference reads an article, and tells that the instrument is something else.
func newReference(change *Change, base *Row, to string) {
	if base.instrument == "" {
		change.Write = []string{"article = " + Quote(to)}
		return
	}
	article, ok := strings.CutPrefix(to, base.instrument+", ")
	if !ok {
		change.Because = "it is told from two attributes: instrument and article"
		return
	}
	change.Write = []string{"article = " + Quote(article)}
}

// with is the note that says something else of one column.
func (n notes) with(column Column, text string) string {
	said := map[Column]string{column: text}
	for _, c := range noteLabels {
		if c != column && n[c] != "" {
			said[c] = n[c]
		}
	}
	return Note(said)
}

// partiesNamed are the ids of parties that are named, parted by semicolons or line breaks, and
// the first name that is none.
func (m *Matrix) partiesNamed(text string) (ids []string, unknown string) {
	for _, name := range strings.FieldsFunc(text, func(r rune) bool { return r == ';' || r == '\n' }) {
		name = strings.TrimSpace(name)
		if name == "" {
			continue
		}
		id := ""
		for i := range m.parties {
			if name == m.parties[i].id || strings.EqualFold(name, m.parties[i].name) {
				id = m.parties[i].id
				break
			}
		}
		if id == "" {
			return nil, name
		}
		ids = append(ids, id)
	}
	return ids, ""
}

func (m *Matrix) partyNames() []string {
	var all []string
	for i := range m.parties {
		all = append(all, m.parties[i].id, m.parties[i].name)
	}
	return all
}

// Quote writes a text as the language does. Texts that begin expressions in HCL stay texts.
func Quote(text string) string {
	var b strings.Builder
	b.WriteByte('"')
	previous := rune(0)
	for i, r := range text {
		opens := (r == '$' || r == '%') && strings.HasPrefix(text[i+1:], "{")
		switch {
		case r == '\\' || r == '"':
			b.WriteByte('\\')
			b.WriteRune(r)
		case r == '\n':
			b.WriteString(`\n`)
		case r == '\r':
			b.WriteString(`\r`)
		case r == '\t':
			b.WriteString(`\t`)
		case opens && previous == r:
			fmt.Fprintf(&b, `\u%04x`, r)
		case opens:
			b.WriteRune(r)
			b.WriteRune(r)
		default:
			b.WriteRune(r)
		}
		previous = r
	}
	b.WriteByte('"')
	return b.String()
}
