package diag

import (
	"cmp"
	"fmt"
	"slices"
)

// Severity says whether a diagnostic stops the work.
type Severity uint8

const (
	// Error means that the text has no meaning as it stands.
	Error Severity = iota
	// Warning means that the text has a meaning, though hardly the one wanted.
	Warning
)

// String is "error" or "warning".
func (s Severity) String() string {
	if s == Warning {
		return "warning"
	}
	return "error"
}

// Pos is a position in a file. Line and Column count from 1, columns in
// grapheme clusters (characters as a reader sees them, as HCL counts them);
// Byte is the offset from the start of the file, from 0.
type Pos struct {
	Line, Column, Byte int
}

// Range is a stretch of a file: Start belongs to it, End is the position just
// after it. A Range without columns is a whole line, without lines a whole file,
// without a file no place at all.
type Range struct {
	File       string
	Start, End Pos
}

// String is "file:line:column" of the start, shorter where a part is missing.
func (r Range) String() string {
	switch {
	case r.Start.Line == 0:
		return r.File
	case r.Start.Column == 0:
		return fmt.Sprintf("%s:%d", r.File, r.Start.Line)
	}
	return fmt.Sprintf("%s:%d:%d", r.File, r.Start.Line, r.Start.Column)
}

// Related is another place that a reader needs, and what is there.
type Related struct {
	Where Range
	Text  string
}

// Diagnostic is one thing that the author did wrong. Summary names the kind of
// problem ("Unknown name"); Detail is a sentence or more that names this one
// and says what to do. Subject is what is underlined; Context, if any, is what
// it stands in, whose first line is shown above.
type Diagnostic struct {
	Severity        Severity
	Summary, Detail string
	Subject         Range
	Context         *Range
	Related         []Related
}

// Errorf is a diagnostic of severity Error; detail is formatted as by
// fmt.Sprintf.
func Errorf(subject Range, summary, detail string, args ...any) Diagnostic {
	return Diagnostic{Severity: Error, Subject: subject, Summary: summary,
		Detail: fmt.Sprintf(detail, args...)}
}

// Warningf is a diagnostic of severity Warning; detail is formatted as by
// fmt.Sprintf.
func Warningf(subject Range, summary, detail string, args ...any) Diagnostic {
	return Diagnostic{Severity: Warning, Subject: subject, Summary: summary,
		Detail: fmt.Sprintf(detail, args...)}
}

// With is the diagnostic with one more related place.
func (d Diagnostic) With(where Range, text string) Diagnostic {
	d.Related = append(slices.Clip(d.Related), Related{Where: where, Text: text})
	return d
}

// In is the diagnostic with a context.
func (d Diagnostic) In(context Range) Diagnostic {
	d.Context = &context
	return d
}

// List is the diagnostics of a run.
type List []Diagnostic

// Errors reports whether any diagnostic is of severity Error.
func (l List) Errors() bool {
	return slices.ContainsFunc(l, func(d Diagnostic) bool { return d.Severity == Error })
}

// Sort is the list by file, line, column, summary and detail, with what is
// reported twice in every respect kept once. The list itself is not changed.
func (l List) Sort() List {
	sorted := slices.Clone(l)
	slices.SortStableFunc(sorted, compare)
	return slices.CompactFunc(sorted, func(a, b Diagnostic) bool { return compare(a, b) == 0 })
}

// compare orders diagnostics totally, so that only equal ones compare as equal.
func compare(a, b Diagnostic) int {
	return cmp.Or(
		cmp.Compare(a.Subject.File, b.Subject.File),
		comparePos(a.Subject.Start, b.Subject.Start),
		cmp.Compare(a.Summary, b.Summary),
		cmp.Compare(a.Detail, b.Detail),
		cmp.Compare(a.Severity, b.Severity),
		compareRange(a.Subject, b.Subject),
		compareContext(a.Context, b.Context),
		slices.CompareFunc(a.Related, b.Related, compareRelated),
	)
}

func compareRelated(a, b Related) int {
	return cmp.Or(compareRange(a.Where, b.Where), cmp.Compare(a.Text, b.Text))
}

// compareContext puts a missing context first.
func compareContext(a, b *Range) int {
	switch {
	case a == b:
		return 0
	case a == nil:
		return -1
	case b == nil:
		return 1
	}
	return compareRange(*a, *b)
}

func compareRange(a, b Range) int {
	return cmp.Or(cmp.Compare(a.File, b.File), comparePos(a.Start, b.Start),
		comparePos(a.End, b.End))
}

func comparePos(a, b Pos) int {
	return cmp.Or(cmp.Compare(a.Line, b.Line), cmp.Compare(a.Column, b.Column),
		cmp.Compare(a.Byte, b.Byte))
}
