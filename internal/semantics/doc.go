// Package semantics is the reference interpreter: it says what an agreement means, on states
// that are written out in full. Every fast analysis is held against it on small agreements.
//
// A [World] is an agreement, with its readings already applied. A [State] is what is the case:
// what every commitment, decision, condition and clock has come to. [World.Moves] are the
// steps that may happen next under a [Cooperation], [World.Apply] is the state after one, and
// [World.Holds] says whether a guard is true, false or unknown. [World.Observe] takes in what
// was reported to have happened, allowed or not. [World.Standing] gives the word for how a
// commitment stands. [World.Reachable], [World.CanHappen] and [World.Replay] explore.
//
// Invariants: a State is a value, never changed once it is made; two states are the same
// exactly when their keys are; every function is pure and gives its answers in a fixed order.
//
// A state may leave dates out of account (its Today is calendar.None). Then every day has come
// and only the order of events counts. Otherwise time passes by moves of one day.
//
// What it refuses: speed, and judgement of the agreement. It visits states one by one, so it is
// for small agreements. What is wrong with an agreement is for package check.
//
// The same is told to a drafter in docs/design/meaning.md.
package semantics
