// Package calendar holds what an agreement says about time: a day, a duration
// such as "4mo" or "135d", a range of durations, and the two ways in which
// parties count days from an anchor.
//
// A Day is a whole day of the proleptic Gregorian calendar, without clock or
// zone; a zone is used once, when a timestamp is read. Two invariants hold
// everywhere. Adding a duration never turns the order of two days round
// (Count.Add is monotone), so bounds can be carried backwards through a sum
// with Count.Latest and Count.Earliest. And every day that a function returns
// lies between First and Last or is None: sums saturate, they never overflow.
//
// The package refuses what cannot be read in one way only: a day that does not
// exist, "13/07/2020", a bare "m" that may be months or minutes, fractions,
// negative durations. Its errors are sentences for the author of an agreement.
// It never asks what day it is today.
package calendar
