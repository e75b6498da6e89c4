// Package blockers says who can stop what: for each goal the smallest groups of actors whose
// refusal keeps it from coming about whatever everybody else does, and the smallest groups that
// can bring it about whatever everybody else refuses.
//
// An actor is a party that performs, decides, judges, controls a condition or negotiates an
// issue, whether it signed or not. What refusing means is said by package semantics: an act is
// withheld when any of its performers refuses, a joint step when any member is, a decision when
// too few electors are left under its rule. A goal that cannot come about even when nobody
// refuses has no blockers: nobody needs to stop it.
//
// The answers are exact where the agreement is monotone; elsewhere [Favoured] lists the
// commitments that were read in favour of what could happen: whoever is named does block, and
// others might. Searching takes no more work than a [Question] allows; an answer says when that
// was not enough.
//
// It refuses to judge: that one actor can stop a commitment alone is a fact here and a finding
// in package check.
package blockers
