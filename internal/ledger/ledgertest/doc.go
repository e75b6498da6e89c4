// Package ledgertest is the one exam that every store of a ledger must pass, and the random
// events of which it asks.
//
// A store's own test is one call of [Exam] with a [Place], which says how ledgers of that kind
// are made, opened, and tampered with. What the exam asks is what [ledger.Store] promises:
// nothing lost, nothing twice, nothing half; a log that shows every later change; and views that
// do not change once they could have been printed.
package ledgertest
