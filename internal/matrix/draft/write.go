package draft

import (
	"fmt"
	"strings"

	"lockstep/internal/matrix"
	"lockstep/internal/matrix/sheet"
)

// write writes the file of the draft, not laid out yet.
func (d *drafting) write(id string) string {
	var b strings.Builder
	fmt.Fprintf(&b, "# First draft, made from %s: %s of activities.\n#\n", oneLine(d.from),
		counted(len(d.acts), "row"))
	b.WriteString("# Look at: who is a signatory and who must act without having signed (role), " +
		"what waits\n# for what (after, provided), who judges and verifies. Comments name the rows " +
		"that were\n# not understood.\n\n")
	fmt.Fprintf(&b, "agreement %s {\ntitle = %s\n}\n", matrix.Quote(id), matrix.Quote(d.title(id)))
	for _, name := range d.parties {
		party := d.bodies[strings.ToLower(name)]
		fmt.Fprintf(&b, "\nparty %s {\n", matrix.Quote(party))
		if name != party {
			fmt.Fprintf(&b, "name = %s\n", matrix.Quote(name))
		}
		b.WriteString("}\n")
	}
	for _, clock := range d.clocks {
		fmt.Fprintf(&b, "\n# The matrix counts from it and does not say which day it is.\n"+
			"clock %s {\n}\n", matrix.Quote(clock))
	}
	for i := range d.acts {
		d.writeAct(&b, &d.acts[i])
	}
	return b.String()
}

// writeAct writes one commitment.
func (d *drafting) writeAct(b *strings.Builder, a *act) {
	b.WriteByte('\n')
	for _, comment := range a.said {
		b.WriteString("# " + comment + "\n")
	}
	fmt.Fprintf(b, "commitment %s {\n", matrix.Quote(a.id))
	switch len(a.by) {
	case 0:
	case 1:
		fmt.Fprintf(b, "by = %s\n", a.by[0])
	default:
		fmt.Fprintf(b, "by = [%s]\n", strings.Join(a.by, ", "))
	}
	say := func(attribute, text string) {
		if text = strings.TrimSpace(sheet.Clean(text)); text != "" {
			fmt.Fprintf(b, "%s = %s\n", attribute, matrix.Quote(text))
		}
	}
	cells := &a.row.Cells
	say("text", cells[matrix.Activity].String())
	article := cells[matrix.Article].String()
	if reference := cells[matrix.Reference].String(); article == "" {
		article = reference
	} else if reference != "" && reference != article {
		article += "; " + reference
	}
	say("article", article)
	for _, t := range a.timing {
		b.WriteString(t.String() + "\n")
	}
	say("place", cells[matrix.Location].String())
	say("note", d.note(a))
	b.WriteString("}\n")
}

// note is what the language has no attribute for.
func (d *drafting) note(a *act) string {
	said := map[matrix.Column]string{matrix.Timing: a.vague}
	for _, c := range []matrix.Column{matrix.Funding, matrix.Composition, matrix.Procedures,
		matrix.Remarks} {
		said[c] = sheet.Clean(a.row.Cells[c].String())
	}
	said[matrix.Remarks] = strings.TrimSpace(d.oddMarks(a) + said[matrix.Remarks])
	return matrix.Note(said)
}

// oddMarks are what stands in the columns of marks and is none.
func (d *drafting) oddMarks(a *act) string {
	if d.found.Kind != matrix.OfCompletion {
		return ""
	}
	if _, _, refused := d.found.Marking(a.row); len(refused) == 0 {
		return ""
	}
	text := ""
	for _, c := range []matrix.Column{matrix.Complete, matrix.Pending, matrix.Ongoing} {
		if said := a.row.Cells[c].String(); strings.TrimSpace(said) != "" {
			text += c.Heading(d.found.Kind) + ": " + sheet.Clean(said) + "\n"
		}
	}
	return text
}

func counted(n int, thing string) string {
	if n == 1 {
		return "1 " + thing
	}
	return fmt.Sprintf("%d %ss", n, thing)
}
