// Package sqlite keeps a ledger in one SQLite file, the embedded default: nothing to install and
// nothing to run.
//
// Three tables: entry (sequence number, id, text), tile (the hashes of the Merkle log, kept
// apart from the entries so that a change of either shows) and checkpoint. Triggers refuse every
// update and deletion, so that a slip with another tool does not alter the books; whoever means
// to can take the triggers out, and then the log shows it.
//
// Invariants. What Append acknowledged is on the disk: the file is in write-ahead mode with
// synchronous=FULL, so it survives the program being killed and the machine losing power. What it
// did not acknowledge is not there, or is there whole. One transaction writes at a time, across
// processes too; readers never wait.
//
// It refuses a file that is no ledger or was made by a newer version, and says so.
package sqlite
