// Package lang turns the files of a project folder into one agreement.Agreement, and formats
// them. It is the only package that knows HCL.
//
// A file travels through four hands. The scanner (scan.go, for JSON json_cut.go) cuts it into its
// top-level blocks without understanding them, so that every id is known before any body is read
// and no more than a few blocks are ever held as syntax. The reader turns the body of one block
// into nodes, a small private tree of lists, objects, calls, names, texts and numbers that is
// the same for HCL (native.go) and HCL's JSON form (json.go); what is written plainly it reads
// by itself (plain.go), since HCL's parser takes long. The decoder (decoder.go and the
// tables of attributes in table_*.go) turns nodes into domain values, resolving every name. The
// last look (look_*.go) asks what can only be asked once all blocks are there: loops of
// membership, "done" of something that is never done.
//
// Invariants kept: whatever the order of files and of blocks, the agreement is the same but for
// its places, since every slice is sorted by id; every Ref points into its slice; every
// diagnostic of a run is reported, in the order of the files, and one mistake is reported once.
// Text is kept as it was written, letter for letter, in any script.
//
// What it refuses: judgement. That an agreement waits for itself, or names nobody who performs,
// is legal here and is for package check to find. Only what has no meaning is a diagnostic.
package lang
