package cli

import (
	"cmp"
	"fmt"
	"strings"

	"github.com/jedib0t/go-pretty/v6/text"

	"lockstep/internal/calendar"
	"lockstep/internal/status"
)

// others are conditions, decisions, clocks, branches, levels, and what is in conflict.
func (v *statusView) others(r *status.Report) {
	v.list("Conditions", len(r.Conditions), func(i int) string {
		c := &r.Conditions[i]
		return join(c.ID+": "+c.Standing, since(c.Since), restsOn(c.RestsOn),
			disputed(c.DisputedBy))
	})
	v.list("Decisions", len(r.Decisions), func(i int) string { return decided(r, i) })
	v.list("Clocks", len(r.Clocks), func(i int) string {
		c := &r.Clocks[i]
		if !c.Started {
			return c.ID + ": not started"
		}
		return join(c.ID+": started "+c.Day.String(), restsOn(c.RestsOn))
	})
	v.list("Branches", len(r.Branches), func(i int) string {
		b := &r.Branches[i]
		told := b.ID + ": " + b.Standing
		if b.Standing == "undecided" {
			told += ", so neither " + parties(b.Then) + " nor " + parties(b.Else) + " exists yet"
		}
		return told
	})
	v.list("Levels", len(r.Levels), func(i int) string { return levelLine(r.Levels, i) })
	v.list("Figures in conflict", len(r.Conflicts), func(i int) string {
		return conflictLine(&r.Conflicts[i])
	})
	v.list("Changes of the text that were reported", len(r.Amendments), func(i int) string {
		return join(r.Amendments[i].Event+" of "+r.Amendments[i].At.String(), r.Amendments[i].Note)
	})
	v.unverifiable(r)
}

// list writes the things of one sort, if there are any.
func (v *statusView) list(title string, n int, line func(i int) string) {
	if n == 0 {
		return
	}
	fmt.Fprintf(v.out, "\n%s\n", v.paint(title, text.Bold))
	for i := range n {
		fmt.Fprint(v.out, v.wrapped(line(i), 2))
	}
}

// join puts commas between the parts that say anything.
func join(parts ...string) string {
	var told []string
	for _, part := range parts {
		if part != "" {
			told = append(told, part)
		}
	}
	return strings.Join(told, ", ")
}

func since(day calendar.Day) string {
	if day == calendar.None {
		return ""
	}
	return "since " + day.String()
}

func restsOn(rests string) string {
	if rests == "no evidence" {
		return rests
	}
	return "rests on " + rests
}

func disputed(events []string) string {
	if len(events) == 0 {
		return ""
	}
	return "disputed: " + strings.Join(events, ", ")
}

func decided(r *status.Report, i int) string {
	d := &r.Decisions[i]
	told := d.ID + ": " + d.Standing
	switch {
	case d.Standing == "under silence" && d.Ends != calendar.None:
		told += fmt.Sprintf(", until %s, %s left",
			cmp.Or(d.EndsAt, "the end of "+d.Ends.String()),
			some(calendar.Between(r.AsOf, d.Ends), "day"))
	case d.BySilence:
		told += " " + d.Taken.String() + ", nobody broke the silence"
	case d.Standing == "taken":
		told += " " + d.Taken.String()
	}
	var positions []string
	for _, p := range d.Positions {
		if p.At != calendar.None {
			positions = append(positions, p.Party+" "+p.Says)
		}
	}
	return join(told, strings.Join(positions, ", "), restsOn(d.RestsOn))
}

// levelLine is the latest figure of a level; the basis is said where there are several.
func levelLine(levels []status.Level, i int) string {
	l := &levels[i]
	if l.Value == nil {
		return l.ID + ": no figure"
	}
	told := l.ID + ": " + strings.TrimSpace(l.Value.Told()+" "+l.Unit)
	if l.Kind != "measured" {
		told += " " + l.Kind
	}
	told += " of " + spoken(l.At, l.Precision)
	several, contested, basis := "", "", ""
	if len(l.CorroboratedBy) > 1 {
		several = some(len(l.CorroboratedBy), "independent source")
	}
	if l.Contested {
		contested = "contested"
	}
	if i > 0 && levels[i-1].ID == l.ID || i+1 < len(levels) && levels[i+1].ID == l.ID {
		basis = l.Basis
	}
	return join(told, l.Source, several, contested, basis)
}

func conflictLine(c *status.Conflict) string {
	var figures []string
	for _, f := range c.Figures {
		figures = append(figures, f.Value.Told()+" ("+cmp.Or(f.Source, f.Event)+")")
	}
	when := c.From.String()
	if c.Until != c.From {
		when += " to " + c.Until.String()
	}
	return join(c.Subject+" "+c.Kind+" of "+when+": "+strings.Join(figures, " against "), c.Basis)
}

// unverifiable says how much nobody can verify.
func (v *statusView) unverifiable(r *status.Report) {
	n := 0
	for i := range r.Commitments {
		if r.Commitments[i].Unverifiable != "" {
			n++
		}
	}
	if n > 0 {
		fmt.Fprintf(v.out, "\n%s", v.wrapped(fmt.Sprintf(
			"%d of %s name nobody who verifies them.", n, some(len(r.Commitments), "commitment")), 0))
	}
}

// since lists what is different from an earlier report.
func (v *statusView) since(s *status.Since) {
	title := "Changed since " + s.AsOf.String()
	if s.KnownAt != calendar.None && s.KnownAt != s.AsOf {
		title += " as known at " + s.KnownAt.String()
	}
	if len(s.Changes) == 0 {
		fmt.Fprintf(v.out, "\n%s\n  nothing\n", v.paint(title, text.Bold))
		return
	}
	v.list(title, len(s.Changes), func(i int) string { return changed(&s.Changes[i]) })
}

// changed says how something stood and how it stands.
func changed(c *status.Change) string {
	told := c.ID + ": "
	switch {
	case c.From == nil:
		told += "came into being, " + stood(c.To, c.Kind)
	case c.To == nil:
		told += "is no longer, was " + stood(c.From, c.Kind)
	case c.From.Standing == c.To.Standing && c.From.Value == nil && c.To.Value == nil &&
		c.From.Due == c.To.Due:
		told += c.To.Standing + ", rested on " + c.From.RestsOn + ", now on " + c.To.RestsOn
	default:
		told += stood(c.From, c.Kind) + " → " + stood(c.To, c.Kind)
		if c.From.Due != c.To.Due {
			told += ", " + moved(c)
		}
	}
	if len(c.Events) > 0 {
		told += " (" + strings.Join(c.Events, ", ") + ")"
	}
	return told
}

// moved says how a due day, or the end of a silence, has moved.
func moved(c *status.Change) string {
	word := "due"
	if c.Kind == "decision" {
		word = "ends"
	}
	if c.From.Due == calendar.None {
		return word + " " + c.To.Due.String()
	}
	return word + " " + c.From.Due.String() + " → " + strings.TrimSpace(dayOr(c.To.Due))
}

// stood is how something stands in a word: a level with its figure.
func stood(s *status.Stand, kind string) string {
	switch {
	case kind != "level":
		return s.Standing
	case s.Value == nil:
		return "no figure"
	}
	return s.Value.Told()
}

// spoken is a day as far as it is known: 2020-07-13, 2020-07 or 2020.
func spoken(day calendar.Day, precision string) string {
	written := day.String()
	switch precision {
	case "month":
		return written[:min(7, len(written))]
	case "year":
		return written[:min(4, len(written))]
	}
	return written
}
