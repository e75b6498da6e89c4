package accounts

import (
	"context"
	"database/sql"
	"errors"
)

// An Identity is how a provider of sign-in names a person: the subject of an issuer (OpenID Connect
// Core 1.0, section 2), which it never gives to anybody else.
type Identity struct{ Issuer, Subject string }

// mostIdentity is how many bytes an identity may have.
const mostIdentity = 2000

// ErrIdentity is the error of an identity that is not whole, or is another account's.
var ErrIdentity = errors.New("an identity is an issuer and a subject, and belongs to one account")

// Link lets whom a provider names so sign in as an account. by is who does it, "" for somebody at
// the machine itself. The error is ErrIdentity where the identity is another account's.
func (a *Accounts) Link(ctx context.Context, by, name string, who Identity) error {
	return a.within(ctx, func(tx *sql.Tx) error { return a.link(ctx, tx, by, name, who) })
}

func (a *Accounts) link(ctx context.Context, tx *sql.Tx, by, name string, who Identity) error {
	if who.Issuer == "" || who.Subject == "" || len(who.Issuer)+len(who.Subject) > mostIdentity {
		return ErrIdentity
	}
	if _, err := a.find(ctx, tx, name); err != nil {
		return err
	}
	owner, err := a.ownerOf(ctx, tx, who)
	switch {
	case err == nil && owner == name:
		return nil
	case err == nil:
		return ErrIdentity
	case !errors.Is(err, sql.ErrNoRows):
		return err
	}
	_, err = tx.ExecContext(ctx, a.statement("insert into identity (issuer, subject, name) "+
		"values (?1, ?2, ?3)"), who.Issuer, who.Subject, name)
	if err != nil {
		return err
	}
	return a.note(ctx, tx, change{by, name, "signs in as " + who.Subject + " of " + who.Issuer})
}

// Unlink ends all of an account's identities and what was signed in with them.
func (a *Accounts) Unlink(ctx context.Context, by, name string) error {
	return a.within(ctx, func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, a.statement("delete from identity where name = ?1"), name)
		if err != nil {
			return err
		}
		return a.alter(ctx, tx, change{by, name, "signs in with a password alone"}, "display = display")
	})
}

func (a *Accounts) ownerOf(ctx context.Context, from asker, who Identity) (name string, err error) {
	row := from.QueryRowContext(ctx, a.statement(
		"select name from identity where issuer = ?1 and subject = ?2"), who.Issuer, who.Subject)
	err = row.Scan(&name)
	return name, err
}

// ByIdentity gives the person whom a provider names so, who must be known to have proved it. The
// error is ErrSignIn where no account is linked with the identity, or it is disabled.
func (a *Accounts) ByIdentity(ctx context.Context, who Identity) (Person, error) {
	name, err := a.ownerOf(ctx, a.db, who)
	if errors.Is(err, sql.ErrNoRows) {
		return Person{}, ErrSignIn
	}
	if err != nil {
		return Person{}, err
	}
	found, err := a.find(ctx, a.db, name)
	switch {
	case err != nil:
		return Person{}, err
	case found.Disabled:
		return Person{}, ErrSignIn
	}
	return found.Person, nil
}

// AddWithoutPassword makes an account that signs in with an identity alone. The errors are those of
// Add and Link.
func (a *Accounts) AddWithoutPassword(
	ctx context.Context, by string, p Person, who Identity,
) error {
	p, err := p.complete()
	if err != nil {
		return err
	}
	return a.within(ctx, func(tx *sql.Tx) error {
		if err := a.add(ctx, tx, by, p, ""); err != nil {
			return err
		}
		return a.link(ctx, tx, by, p.Name, who)
	})
}
