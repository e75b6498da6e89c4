package accounts

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"crypto/subtle"
	"database/sql"
	"encoding/hex"
	"errors"
	"fmt"
	"strings"
	"time"
)

// A Token lets a program in with the rights of an account. Its secret is shown once.
type Token struct {
	ID      string
	Name    string // of the account
	Label   string // what it is for, in its maker's words
	Made    int64  // milliseconds since 1970, UTC
	Expires int64  // milliseconds since 1970, UTC
}

// MostTokenAge is how long a token can count.
const MostTokenAge = 366 * 24 * time.Hour

// tokenPrefix lets scanners for leaked secrets know a token of ours.
const tokenPrefix = "lockstep_"

// AddToken makes a token for an account that counts for a while, and gives its text, which is
// kept nowhere.
func (a *Accounts) AddToken(
	ctx context.Context, name, label string, age time.Duration,
) (string, error) {
	if age <= 0 || age > MostTokenAge {
		return "", fmt.Errorf("a token counts for a while, at most %d days", MostTokenAge/24/time.Hour)
	}
	id, secret := randomHex(8), randomHex(32)
	now := a.now()
	err := a.within(ctx, func(tx *sql.Tx) error {
		if _, err := a.find(ctx, tx, name); err != nil {
			return err
		}
		_, err := tx.ExecContext(ctx, a.statement("insert into token (id, name, label, digest, "+
			"made, expires) values (?1, ?2, ?3, ?4, ?5, ?6)"), id, name, label, hashed(secret),
			now.UnixMilli(), now.Add(age).UnixMilli())
		if err != nil {
			return err
		}
		return a.note(ctx, tx, change{name, name, "token " + id + " made: " + label})
	})
	return tokenPrefix + id + "_" + secret, err
}

func randomHex(size int) string {
	bytes := make([]byte, size)
	rand.Read(bytes)
	return hex.EncodeToString(bytes)
}

func hashed(secret string) string {
	sum := sha256.Sum256([]byte(secret))
	return hex.EncodeToString(sum[:])
}

// ByToken gives the person of a token; the error is ErrSignIn where it counts no longer or
// never did.
func (a *Accounts) ByToken(ctx context.Context, text string) (Person, error) {
	id, secret, whole := strings.Cut(strings.TrimPrefix(text, tokenPrefix), "_")
	if !whole || !strings.HasPrefix(text, tokenPrefix) || len(text) > 200 {
		return Person{}, ErrSignIn
	}
	var name, digest string
	var made, expires int64
	err := a.db.QueryRowContext(ctx, a.statement("select name, digest, made, expires "+
		"from token where id = ?1"), id).Scan(&name, &digest, &made, &expires)
	switch {
	case errors.Is(err, sql.ErrNoRows):
		return Person{}, ErrSignIn
	case err != nil:
		return Person{}, err
	case subtle.ConstantTimeCompare([]byte(digest), []byte(hashed(secret))) != 1,
		a.now().UnixMilli() >= expires:
		return Person{}, ErrSignIn
	}
	return a.Present(ctx, name, time.UnixMilli(made))
}

// RemoveToken ends a token of an account; the error is ErrNotThere where it has none of that id.
func (a *Accounts) RemoveToken(ctx context.Context, by, name, id string) error {
	return a.within(ctx, func(tx *sql.Tx) error {
		done, err := tx.ExecContext(ctx,
			a.statement("delete from token where id = ?1 and name = ?2"), id, name)
		if err != nil {
			return err
		}
		if n, err := done.RowsAffected(); n == 0 || err != nil {
			return errors.Join(err, ErrNotThere)
		}
		return a.note(ctx, tx, change{by, name, "token " + id + " ended"})
	})
}

// Tokens gives the tokens of an account, the oldest first.
func (a *Accounts) Tokens(ctx context.Context, name string) ([]Token, error) {
	rows, err := a.db.QueryContext(ctx, a.statement("select id, name, label, made, expires "+
		"from token where name = ?1 order by made, id"), name)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var all []Token
	for rows.Next() {
		var t Token
		if err := rows.Scan(&t.ID, &t.Name, &t.Label, &t.Made, &t.Expires); err != nil {
			return nil, err
		}
		all = append(all, t)
	}
	return all, rows.Err()
}
