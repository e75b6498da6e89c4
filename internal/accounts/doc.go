// Package accounts keeps who may use a shared dashboard and what each of them may do: accounts
// with a role, sessions after a login, tokens for programs, and the notes that each keeps for
// themselves.
//
// Invariants. A password is kept only as an Argon2id digest (RFC 9106), a session or a token only
// as a SHA-256 digest, so that whoever reads the file can sign in as nobody. A sign-in that fails
// says neither whether the account exists nor whether it is locked for now, and takes as long
// either way. Every change to an account is written down with who made it and when, and that
// record is never changed. A note is given to the account that wrote it and to no other, and is
// never changed but by a further version. A delegate acts for one party and for no other.
//
// What it refuses: HTTP, cookies and pages, which are for its callers, and evidence, which is
// the ledger's; nothing here ever touches an event.
package accounts
