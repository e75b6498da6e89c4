// Package figures puts the figures of a level side by side: who said how many, on what basis, of
// which day, and which of them contradict one another.
//
// A [Sheet] has all figures of a level, made ready to be compared: unit and basis are those of
// the level where an event states none, a source is traced to the root that it repeats, and the
// time is the day, month or year that an event speaks of. What was measured, announced and
// authorised is never mixed. [Sheet.Conflicts] finds the figures that cannot all be right,
// [Sheet.Latest] the last one of each basis with the root sources that agree, [Sheet.Series] what
// every source says.
//
// Two figures conflict only where level, kind, unit and basis are the same, where the times that
// they speak of overlap, and where their ranges do not. 8,600 in February and 14,000 in January
// are no conflict, nor are 8,600 with and 14,000 without contractors.
//
// What it refuses: to average, and to choose. Where sources differ they are shown side by side.
package figures
