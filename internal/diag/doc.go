// Package diag holds what the author of an agreement did wrong, as a list that
// travels beside the results: a Diagnostic has a severity, a summary that names
// the kind of problem, a detail that names this one and says what to do, and
// the place in the source with further places that belong to it.
//
// A diagnostic is never an error of Go. What the program could not do, such as
// reading a file, is an error; what the author can mend is a Diagnostic, and
// work goes on so that all of them are reported together.
//
// Invariants: List.Sort gives the same order for the same set, in whatever
// order it was collected. Rendered text is safe for a terminal: control
// characters and direction overrides of the source are shown as "�" and never
// passed on, and the underline stands under the right columns for wide,
// combining and right-to-left text.
//
// The package refuses to decide anything: it knows no exit status, no file
// system and no language. The sources to quote are handed to Render.
package diag
