// Package statustest is the second opinion on how things stand: a fold over the reference
// interpreter, slow and obvious, and random evidence to hold the fast rooms against it.
//
// [Fold] observes one thing after the other with package semantics and lets every day pass by a
// move of its own. [Events] draws evidence about an agreement: claims and reports, learned early
// and late, corrected and taken back, by several tellers who do not agree. [AnswersStay] asks of
// any kind of books that answers which could be given once stay as they were.
//
// Invariant: what is drawn is accepted by [lockstep/internal/ledger.Check] but for its sources.
// What it refuses: speed. Only tests import it.
package statustest
