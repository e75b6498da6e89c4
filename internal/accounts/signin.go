package accounts

import (
	"context"
	"database/sql"
	"errors"
	"sync"
	"time"
)

// The bounds on guessing: failures within FailuresAge of one account from one place, of one
// account from anywhere (NIST SP 800-63B allows 100), and from one place of any account. Beyond
// them further attempts fail until the failures have aged. That one account can be guessed at
// less often from one place than from all keeps a stranger from locking its owner out. Failures
// are kept in the database, so that the bounds hold across programs and restarts.
const (
	MostFailures = 10
	FailuresAge  = 15 * time.Minute

	mostOfName     = 100
	mostFromPlace  = 100
	mostAtOnce     = 4 // digests computed at a time, of 19 MiB each
	unknownAccount = "unknown-account-for-timing"
)

// ErrSignIn is all that is said of a sign-in that failed.
var ErrSignIn = errors.New("the name or the password is wrong, or there were too many attempts; " +
	"after too many, wait a quarter of an hour")

// hashing bounds how much memory sign-ins take together.
var hashing = make(chan struct{}, mostAtOnce)

// decoy is a digest to compare with where there is no account, so that it takes as long.
var decoy = sync.OnceValues(func() (string, error) { return digest(unknownAccount) })

// SignIn checks a name and a password given from an address (of the network, as text). The error
// is ErrSignIn, whatever was wrong, or of the database.
func (a *Accounts) SignIn(ctx context.Context, name, password, from string) (Person, error) {
	locked, err := a.isLocked(ctx, name, from)
	if err != nil {
		return Person{}, err
	}
	found, err := a.find(ctx, a.db, name)
	if err != nil && !errors.Is(err, ErrNotThere) {
		return Person{}, err
	}
	kept := found.digest
	if kept == "" {
		if kept, err = decoy(); err != nil {
			return Person{}, err
		}
	}
	hashing <- struct{}{}
	right, err := matches(password, kept)
	<-hashing
	if err != nil {
		return Person{}, err
	}
	if !right || locked || found.Disabled || found.digest == "" {
		return Person{}, errors.Join(ErrSignIn, a.failed(ctx, name, from))
	}
	return found.Person, nil
}

// bounds are how many failures there may be about each of what an attempt is about.
func bounds(name, from string) map[string]int {
	name = hashed(name) // of any length and with anything in it
	return map[string]int{
		"both " + name + " " + from: MostFailures,
		"name " + name:              mostOfName,
		"from " + from:              mostFromPlace,
	}
}

// isLocked reports whether there were too many failures of late.
func (a *Accounts) isLocked(ctx context.Context, name, from string) (bool, error) {
	after := a.now().Add(-FailuresAge).UnixMilli()
	locked := false
	for about, most := range bounds(name, from) {
		var n int
		err := a.db.QueryRowContext(ctx, a.statement(
			"select count(*) from failure where about = ?1 and at > ?2"), about, after).Scan(&n)
		if err != nil {
			return false, err
		}
		locked = locked || n >= most
	}
	return locked, nil
}

// failed keeps a failure, and forgets those that have aged.
func (a *Accounts) failed(ctx context.Context, name, from string) error {
	now := a.now()
	return a.within(ctx, func(tx *sql.Tx) error {
		for about := range bounds(name, from) {
			_, err := tx.ExecContext(ctx, a.statement(
				"insert into failure (about, at) values (?1, ?2)"), about, now.UnixMilli())
			if err != nil {
				return err
			}
		}
		_, err := tx.ExecContext(ctx, a.statement("delete from failure where at <= ?1"),
			now.Add(-FailuresAge).UnixMilli())
		return err
	})
}

// Present gives the person of a session that began at a moment: as the account is now, and
// ErrSignIn where it was disabled or changed since.
func (a *Accounts) Present(ctx context.Context, name string, began time.Time) (Person, error) {
	found, err := a.find(ctx, a.db, name)
	switch {
	case errors.Is(err, ErrNotThere):
		return Person{}, ErrSignIn
	case err != nil:
		return Person{}, err
	case found.Disabled || began.UnixMilli() <= found.since:
		return Person{}, ErrSignIn
	}
	return found.Person, nil
}
