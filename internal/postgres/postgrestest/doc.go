// Package postgrestest starts a PostgreSQL server for tests: a cluster of its own in a temporary
// folder, on a free port of the loopback interface, which is gone when the tests are over.
//
// Invariant: it touches no server that was there before, and leaves no process behind. It refuses
// to be quiet where there is no server to start: a test that needs one then fails and says what
// to install, rather than passing without having looked. Only tests and measurements import it.
package postgrestest
