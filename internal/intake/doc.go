// Package intake reads files that somebody sends in, before anything of them is recorded: it tells
// a file of events from an implementation matrix, and turns what is chosen of a matrix into
// events. The command and the dashboard both take files in through it.
//
// Invariants. What a file is, is told from what stands in it where that is certain, and from its
// name otherwise. Of a matrix only what was chosen becomes an event, with its row as the place in
// the source; a day, a source or an assessor that nobody has named is never made up.
//
// What it refuses: to record. Events go into the books through package books.
package intake
