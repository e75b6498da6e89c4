// Package desk keeps a project open: its text, its evidence, and the answers that pages ask for.
//
// A Desk holds the newest Edition, which is one state of the project and never changes. When the
// text is edited or something is recorded, by whomever, a further edition takes its place, and
// those who wait for that are told. An Edition gives Answers for a cut: which day is asked about,
// and which evidence counts. Every answer is worked out when it is first asked for, once, however
// many ask at the same time, and kept as long as its edition.
//
// Invariants. What is asked of one edition fits together: it never mixes two states of the
// project. What somebody may not see is in no answer that they get, nor does any answer of theirs
// hang on it: [Desk.For] gives an edition without it, and there is no other way to one that holds
// it. An edition that could not be read never replaces one that could; it is only said that
// the pages lag behind, and why.
//
// What it refuses: to judge, which is for the analyses it asks, and to show anything, which is
// for package pages.
package desk
