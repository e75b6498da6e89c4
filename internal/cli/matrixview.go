package cli

import (
	"fmt"
	"strings"

	"github.com/jedib0t/go-pretty/v6/text"

	"lockstep/internal/calendar"
	"lockstep/internal/matrix"
	"lockstep/internal/matrix/sheet"
)

// showMatrix says what somebody changed in a matrix and what became of it.
func (c *console) showMatrix(dir, file string, r *matrixReport) error {
	if err := c.tellReview(file, r.Review); err != nil {
		return err
	}
	offered := 0
	for i := range r.Changes {
		if r.Changes[i].Event != nil {
			offered++
		}
	}
	fmt.Fprintln(c.out)
	switch {
	case r.Taken != nil:
		c.showImport(r.Taken)
	case offered > 0:
		fmt.Fprint(c.out, c.wrapped(fmt.Sprintf("Nothing was recorded. %s can be: lockstep import %s "+
			"%s --take all (or ids) --source NAME --assessor WHO", changesOf(offered), dir, file), 0))
	case len(r.Changes) > 0 && r.Matrix == matrix.OfActivities.String():
		fmt.Fprintln(c.out, "Nothing was written: what the agreement says is changed in its files, by "+
			"hand.")
	default:
		fmt.Fprintln(c.out, "Nothing was recorded.")
	}
	return nil
}

func changesOf(n int) string { return plural(n, "change", "changes") }

// tellReview tells a review: what is changed, row by row, and what else should be known.
func (c *console) tellReview(file string, r *matrix.Review) error {
	head := fmt.Sprintf("%s: the %s of %s", file, r.Matrix, r.Agreement)
	if r.AsOf != calendar.None {
		head += " as of " + r.AsOf.String()
	}
	if r.KnownAt != calendar.None {
		head += ", known at " + r.KnownAt.String()
	}
	fmt.Fprint(c.out, c.wrapped(head, 0))
	fmt.Fprintf(c.out, "%s, %s\n", plural(r.Rows, "row", "rows"), changesOf(len(r.Changes)))
	id, place := "", ""
	for i := range r.Changes {
		change := &r.Changes[i]
		if change.ID != id {
			id, place = change.ID, ""
			fmt.Fprintf(c.out, "\n%s (row %d)\n", c.paint(id, text.Bold), change.Row)
		}
		if change.Where != nil && change.Where.String() != place {
			place = change.Where.String()
			fmt.Fprintf(c.out, "  %s\n", place)
		}
		c.tellChange(change)
	}
	c.tellNotes(r.Notes)
	return nil
}

// tellChange tells one change: from what to what, and what follows.
func (c *console) tellChange(change *matrix.Change) {
	say := func(words string) { fmt.Fprint(c.out, c.wrapped(words, 6)) }
	from, to := shown(change.From), shown(change.To)
	if change.Column == "Mark" {
		from, to = change.From, change.To
	}
	fmt.Fprint(c.out, c.wrapped(fmt.Sprintf("%s: %s → %s", change.Column, from, to), 2))
	if change.Event != nil {
		words := "would be recorded as " + change.Event.Kind
		if change.Event.At != "" {
			words += " on " + change.Event.At
		}
		if change.Event.Note != "" {
			words += ", with the note " + shown(change.Event.Note)
		}
		say(words)
	}
	for _, line := range change.Write {
		say(line)
	}
	if change.Because != "" {
		say(change.Because)
	}
}

// shown is a text in one line, in quotes unless it is one word.
func shown(said string) string {
	if said == "" {
		return "nothing"
	}
	if !strings.ContainsAny(said, " \n\t") {
		return said
	}
	return "“" + strings.Join(strings.Fields(said), " ") + "”"
}

// tellNotes tells what has no effect and should be known.
func (c *console) tellNotes(notes []sheet.Refusal) {
	if len(notes) == 0 {
		return
	}
	fmt.Fprintln(c.out, "\nTo know")
	for _, n := range notes {
		fmt.Fprint(c.out, c.wrapped(n.String(), 2))
	}
}
