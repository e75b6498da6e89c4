// Package check is the frame in which the checks of an agreement run.
//
// A [Check] is a value: a name that teaches, a severity, a text that explains it, and a function
// from a [Pass] to findings. Each lives in a folder of its own below this one, named as the
// finding is; package check/all lists them. The frame decides which readings are looked at and
// names with each finding the smallest set of readings that produces it.
//
// A finding is about the agreement; what its author wrote wrongly is a diag.Diagnostic and comes
// before. The frame refuses to hide anything: filters choose checks, never findings.
package check
