// Package cli holds the commands of lockstep, one file each, and is the only place where the
// other packages are wired together.
//
// A command computes a value and hands it to a view, which writes it for people or, with --json,
// as JSON; the text is drawn from the same structure as the JSON. Exit status: 0 nothing of
// severity error, 1 findings of severity error, 2 the input could not be read, 3 misuse.
package cli
