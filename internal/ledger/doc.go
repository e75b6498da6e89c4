// Package ledger holds the evidence: events, each saying what happened or how many there were,
// as one source tells it.
//
// Three times are kept apart. At is when something happened, Known when it could be known,
// Recorded when it was entered. A [Cut] asks for the evidence as it stood under bounds on the
// three, and [View] answers with the events that count there: mistakes are mended by further
// events that correct or retract, and a mistake that was found later still counted earlier.
//
// Invariants. An Event is never changed. What is known after a day changes no view known at that
// day; what is recorded later changes no view recorded by an earlier moment; the order in which
// events are given never matters. What is written by [AppendJSON] is read back as it was.
//
// The form in which evidence is stored (JSON, one event a line, and CSV) is a type of its own,
// so that the Go type can change and files that people keep do not. Reading refuses what cannot
// be read in one way only, and tells every refusal with its line; it never stops at the first.
// A quote is refused unless it stands in the stored text of its source, letter for letter and
// once.
//
// A ledger proper is a [Store]: append-only, each entry a leaf of a Merkle log. The log is that
// of the Go checksum database (golang.org/x/mod/sumdb/tlog, after RFC 6962), so checkpoints and
// proofs can be verified by others without the ledger.
//
// What it refuses: judgement. Whether a commitment is done is for package status.
package ledger
