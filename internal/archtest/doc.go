// Package archtest holds the house to its plan: it reads the tables of ARCHITECTURE.md and every
// Go file of the module and says where the two part ways.
//
// It asks that every package has a row among the rooms and every row a package; that a package
// imports only what its row allows, rooms and third-party modules alike, and nothing from a
// layer above its own; that no permission is left over; that every module of go.mod has its
// reason written down. It also asks what every reader of the code relies on: a package doc, doc
// comments on exported names, names that say something, files, functions and lines of a length
// that can be read, and a glossary that knows every finding.
//
// Invariant: the plan is read from ARCHITECTURE.md alone. Nothing is allowed by this package
// that the document does not say, so the document is never out of date.
//
// It refuses to run other programs. It parses the files itself, because a test that asks the go
// command would be answered from the test cache after the files have changed.
package archtest
