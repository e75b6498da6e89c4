// Package draft makes the first draft of a project out of an implementation matrix that has none:
// parties from the executing bodies, a commitment from every activity, ids from what it says.
//
// Invariants. The draft can be read by the language and is laid out as `lockstep fmt` does it.
// Every text of a row that names an activity is in it, letter for letter. What was not understood
// is kept as text, in a note, with a comment that names the row, and is told beside the draft; so
// is every row that names no activity.
//
// What it refuses: precision that the matrix does not have. A timing becomes a day or an offset
// only where it says one plainly; marks are not evidence, since nobody says who made them and when;
// several bodies in one cell are taken apart only where it is certain that they are several.
package draft
