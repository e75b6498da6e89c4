// Package drive uses the dashboard as a crowd does: it starts `lockstep serve` as a process of its
// own, reads its pages with many readers, records through it with many writers, and ends it,
// gently or not.
//
// A [Program] is how lockstep is run; a [Server] is one that serves. [Readers] ask for pages and
// measure how long the first byte takes. [Writers] record events over HTTP, through one server or
// several, and [Writers.Verify] holds what is in the ledger against what was acknowledged: nothing
// lost, nothing doubled, everybody's own order kept. The package knows Lockstep from outside: its
// commands, its pages, its JSON.
//
// Invariants. What is read or written follows from a seed; only times differ. No process outlives
// its [Server.Terminate] or [Server.Kill].
//
// It refuses to judge whether something is fast enough, which is for whoever asks.
package drive
