// Package postgres keeps a ledger in a schema of a PostgreSQL database, for commissions that
// share one ledger between several servers.
//
// It has the tables of package sqlite (entry, tile, checkpoint) and the same triggers against
// slips with other tools; the stores share no code, only the exam of package ledgertest.
//
// Invariants. One transaction writes at a time, across processes too: it holds an advisory lock
// of the schema until it ends, so sequence numbers have no gaps and recording never goes back.
// What Append acknowledged is on the server's disk, whatever the server's own default is
// (synchronous_commit is asked for by every connection). Who listens on the channel "lockstep"
// hears the number of the last entry after every transaction that added one.
//
// It refuses a schema that was made by a newer version, and says so.
package postgres
