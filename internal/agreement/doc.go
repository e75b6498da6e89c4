// Package agreement is the domain: one agreement as its drafters mean it, with every name
// resolved. It knows nothing of files, of HCL or of evidence.
//
// Things that can be named in an expression (party, clock, commitment, condition, decision,
// exchange, level, task, issue) are reached by a [Ref], which is a kind and a position in that
// kind's slice. Guards and times are small trees ([Guard], [Time]) over such references.
//
// Invariant kept by whoever builds an Agreement (package lang, package agreementtest): each
// slice is sorted by id, every Ref points into its slice, and party membership has no cycle.
// Sorting is what makes every later result independent of the order in which the drafters
// wrote things down.
//
// What it refuses: judgement. Which guard holds is for package semantics, what can happen for
// package possible, what is wrong for package check.
package agreement
