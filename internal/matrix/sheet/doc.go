// Package sheet reads and writes tables as people keep them in spreadsheets: workbooks (XLSX) and
// CSV. It knows what a cell is and nothing of agreements; what the columns mean is for package
// matrix. It is the only room that knows excelize.
//
// Invariants. What is written is read back as it was: texts in any script, days as days, numbers
// as numbers. No text that is written can be taken for a formula: in a workbook it is a cell of
// type text, in CSV an apostrophe stands in front, which reading takes away. The same table gives
// the same bytes.
//
// What it refuses. A file is somebody else's, so everything about it is bounded (see the limits)
// before it is looked at: its bytes, what they unpack to, rows, columns, cells. Macros, passwords,
// the binary format of before 2007 and declarations of document types are refused outright. A cell
// that cannot be read in one way only is refused with its row and column: a formula, an error
// value, a number in the form of a day that is none, text that is in no one encoding. It never
// stops at the first fault of this kind, and never guesses.
package sheet
