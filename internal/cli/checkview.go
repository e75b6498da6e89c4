package cli

import (
	"fmt"
	"slices"
	"strings"

	"github.com/jedib0t/go-pretty/v6/text"

	"lockstep/internal/agreement"
	"lockstep/internal/check"
	"lockstep/internal/check/all"
)

// A checkView writes findings for people: errors in full, long lists of lesser ones by kind.
type checkView struct {
	*console
	long     bool
	exactly  bool  // whether readings were asked for, or the text alone
	readings []int // which
	of       *agreement.Agreement
}

// The numbers beyond which a list is told by kind.
const (
	mostWarnings = 8  // of one check, told in full
	mostLines    = 30 // of one check, told in a line each
	mostIDs      = 60 // of one check, told by id
)

func (v checkView) show(a *agreement.Agreement, r checkReport) {
	v.of = a
	v.heading(a)
	for findings := r.Findings; len(findings) > 0; {
		n := sameKind(findings)
		v.group(findings[:n])
		findings = findings[n:]
	}
	v.closing(r.Findings)
}

// sameKind is how many findings at the front share severity and check.
func sameKind(findings []check.Finding) int {
	n := 1
	for n < len(findings) && findings[n].Check == findings[0].Check &&
		findings[n].Severity == findings[0].Severity {
		n++
	}
	return n
}

func (v checkView) heading(a *agreement.Agreement) {
	title := a.Title
	if title == "" {
		title = a.ID
	}
	fmt.Fprint(v.out, v.paint(v.wrapped(title, 0), text.Bold))
	facts := []string{
		check.Count(len(a.Commitments), "commitment"),
		plural(len(a.Parties), "party", "parties"),
	}
	if told := v.readingsTold(a); told != "" {
		facts = append(facts, told)
	}
	fmt.Fprint(v.out, v.wrapped(strings.Join(facts, ", "), 0))
	if told := clocksTold(a); told != "" {
		fmt.Fprint(v.out, v.wrapped(told, 0))
	}
	fmt.Fprintln(v.out)
}

// readingsTold says which readings were looked at, of those that there are.
func (v checkView) readingsTold(a *agreement.Agreement) string {
	names, all := a.ReadingNames(), len(a.Readings)
	switch {
	case all == 0:
		return ""
	case v.exactly && len(v.readings) == 0:
		return "the text alone"
	case v.exactly && len(v.readings) < all:
		some := make([]string, len(v.readings))
		for i, r := range v.readings {
			some[i] = names[r]
		}
		return fmt.Sprintf("%d of %s (%s)", len(some), check.Count(all, "reading"),
			strings.Join(some, ", "))
	}
	return fmt.Sprintf("%s (%s)", check.Count(all, "reading"), strings.Join(names, ", "))
}

func plural(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}

// group tells the findings of one check and severity.
func (v checkView) group(findings []check.Finding) {
	switch severity := findings[0].Severity; {
	case v.long || severity == check.Error:
		v.each(findings, v.full)
	case severity == check.Warning && len(findings) <= mostWarnings:
		v.each(findings, v.full)
	case severity == check.Warning || slices.ContainsFunc(findings, ofSeveral):
		v.counted(findings)
		v.each(findings[:min(len(findings), mostLines)], v.line)
		v.more(len(findings)-mostLines, findings[0].Check)
		fmt.Fprintln(v.out)
	default:
		v.counted(findings)
		v.ids(findings)
	}
}

// ofSeveral reports whether a finding is about more than one thing.
func ofSeveral(f check.Finding) bool { return len(f.Subjects) > 1 }

func (v checkView) each(findings []check.Finding, tell func(*check.Finding)) {
	for i := range findings {
		tell(&findings[i])
	}
}

// label is the severity and the check's name, coloured by how bad it is.
func (v checkView) label(f *check.Finding) string {
	colour := map[check.Severity]text.Color{
		check.Error: text.FgRed, check.Warning: text.FgYellow, check.Info: text.FgHiBlack,
	}[f.Severity]
	return v.paint(fmt.Sprintf("%-8s", f.Severity), colour, text.Bold) +
		v.paint(f.Check, text.Bold)
}

const indent = 8

// full tells one finding with its loop, remedies and places.
func (v checkView) full(f *check.Finding) {
	fmt.Fprintln(v.out, v.label(f))
	fmt.Fprint(v.out, v.wrapped(f.Summary+readings(f)+".", indent))
	fmt.Fprint(v.out, v.wrapped(f.Detail, indent))
	if len(f.Loop) > 0 {
		v.item("loop", shortened(f.Loop))
	}
	v.story(f.Story)
	v.remedies(f)
	for _, join := range f.Joins {
		v.item("join", v.joined(join))
	}
	if len(f.Assuming) > 0 {
		v.item("given", strings.Join(f.Assuming, ", "))
	}
	v.places(f)
	fmt.Fprintln(v.out)
}

// joined says how a circle would dissolve that could start in one step.
func (v checkView) joined(ids []string) string {
	if v.startTogether(ids) {
		return "or write the waits of " + check.List(ids) + " on each other as started(…): they " +
			"start together already, in a simultaneous exchange"
	}
	return "or let " + check.List(ids) + " start together: in one simultaneous exchange, with " +
		"their waits on each other written as started(…)"
}

// startTogether reports whether the commitments start in one joint step as it is.
func (v checkView) startTogether(ids []string) bool {
	return slices.ContainsFunc(v.of.JointGroups(), func(group []int32) bool {
		return !slices.ContainsFunc(ids, func(id string) bool {
			ref, known := v.of.Lookup(id)
			return !known || !slices.Contains(group, ref.Index)
		})
	})
}

// readings says under which readings a finding arises.
func readings(f *check.Finding) string {
	switch len(f.Readings) {
	case 0:
		return ""
	case 1:
		return ", in the reading " + f.Readings[0]
	}
	return ", in the readings " + check.List(f.Readings) + " together"
}

// shortened is the loop as a chain of arrows, its middle left out where it is long.
func shortened(loop []string) string {
	const most = 14
	if len(loop) <= most {
		return strings.Join(loop, " → ")
	}
	return fmt.Sprintf("%s → … %d more … → %s", strings.Join(loop[:most-2], " → "),
		len(loop)-most, strings.Join(loop[len(loop)-2:], " → "))
}

// story tells how it comes about, its middle left out where it is long.
func (v checkView) story(steps []string) {
	const most, end = 16, 3
	for i, step := range steps {
		left := len(steps) - most
		switch {
		case left > 1 && i == most-end:
			v.item("", fmt.Sprintf("… and %d more steps …", left))
			continue
		case left > 1 && i > most-end && i < len(steps)-end:
			continue
		}
		name := ""
		if i == 0 {
			name = "story"
		}
		v.item(name, fmt.Sprintf("%d. %s", i+1, step))
	}
}

// remedies tells the waits to drop, one alternative a line.
func (v checkView) remedies(f *check.Finding) {
	const most = 6
	for i, r := range f.Remedies {
		name := "or"
		if i == 0 {
			name = "drop"
		}
		if i == most && len(f.Remedies) > most+1 {
			v.item("or", fmt.Sprintf("one of %d more (--json lists them)", len(f.Remedies)-i))
			return
		}
		var waits []string
		for _, w := range r.Drop {
			waits = append(waits, "the wait of "+w[0]+" for "+w[1])
		}
		v.item(name, check.List(waits))
	}
}

// item writes a named line below a finding.
func (v checkView) item(name, told string) {
	lines := strings.SplitAfter(v.wrapped(told, indent+7), "\n")
	first := fmt.Sprintf("%*s%-7s%s", indent, "", name, strings.TrimLeft(lines[0], " "))
	fmt.Fprint(v.out, first+strings.Join(lines[1:], ""))
}

// places names where the finding stands in the files.
func (v checkView) places(f *check.Finding) {
	var places []string
	told := map[string]bool{}
	for _, w := range f.Where {
		place := fmt.Sprintf("%s:%d", w.File, w.Line)
		if !told[place] {
			places = append(places, place)
		}
		told[place] = true
	}
	if len(places) > 0 {
		v.item("at", check.List(places))
	}
}

// counted is the head of a list told by kind.
func (v checkView) counted(findings []check.Finding) {
	title := all.Named(findings[0].Check).Title
	if n := len(findings); n > 1 {
		title += fmt.Sprintf(" (%d of them)", n)
	}
	fmt.Fprintf(v.out, "%s\n%s", v.label(&findings[0]), v.wrapped(title+":", indent))
}

func (v checkView) line(f *check.Finding) {
	place := ""
	if len(f.Where) > 0 {
		place = fmt.Sprintf("  %s:%d", f.Where[0].File, f.Where[0].Line)
	}
	fmt.Fprint(v.out, v.wrapped(f.Summary+readings(f)+place, indent))
}

func (v checkView) more(n int, name string) {
	if n > 0 {
		fmt.Fprintf(v.out, "%*sand %d more (--all --only %s)\n", indent, "", n, name)
	}
}

// ids tells a list of small findings by their first subject.
func (v checkView) ids(findings []check.Finding) {
	var ids []string
	for i := range findings[:min(len(findings), mostIDs)] {
		ids = append(ids, findings[i].Subjects[0]+readingMark(&findings[i]))
	}
	fmt.Fprint(v.out, v.wrapped(strings.Join(ids, ", "), indent))
	v.more(len(findings)-mostIDs, findings[0].Check)
	fmt.Fprintln(v.out)
}

func readingMark(f *check.Finding) string {
	if len(f.Readings) == 0 {
		return ""
	}
	return " (" + strings.Join(f.Readings, " + ") + ")"
}

// closing counts the findings by severity.
func (v checkView) closing(findings []check.Finding) {
	var n [3]int
	for i := range findings {
		n[findings[i].Severity]++
	}
	if len(findings) == 0 {
		fmt.Fprintln(v.out, "No findings.")
		return
	}
	fmt.Fprintf(v.out, "%s, %s, %d info. lockstep explain NAME says more of a finding.\n",
		check.Count(n[check.Error], "error"), check.Count(n[check.Warning], "warning"),
		n[check.Info])
}
