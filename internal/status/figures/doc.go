// Package figures puts the figures of a level side by side: who said how many, on what basis, of
// which day, and which of them contradict one another.
//
// A [Figure] is an event about a level, made ready to be compared: its unit and basis are those
// of the level where it states none, its source is traced to the root that it repeats, and its
// day is the day, month or year that it speaks of. What was measured, announced and authorised
// is never mixed. [Conflicts] finds the figures that cannot all be right, [Corroboration] counts
// the root sources that agree, [Latest] is the last figure of each basis.
//
// Two figures conflict only where level, kind, unit and basis are the same, where the times that
// they speak of overlap, and where their ranges do not. 8,600 in February and 14,000 in January
// are no conflict, nor are 8,600 with and 14,000 without contractors.
//
// What it refuses: to average, and to choose. Where sources differ they are shown side by side.
package figures
