// Package books opens the books of a project: the place where its evidence lies and where new
// evidence goes. That is its ledger where it has one, and otherwise the plain file
// evidence.jsonl beside its texts. A ledger lies in the folder (SQLite), or in a database
// (PostgreSQL) that a file in the folder or the environment names.
//
// Invariants. New events are added all or none, and never change what is there; an event that is
// there already is passed over. Only events that were held against the agreement, and whose
// quotes were found in the sources, come in. Where there is a ledger it alone counts. A password
// is never written into a project.
//
// What it refuses: to say what the evidence means, which is for package status, and to tell
// anybody anything, which is for its callers.
package books
