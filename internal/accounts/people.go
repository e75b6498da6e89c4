package accounts

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// An Account is somebody who may sign in.
type Account struct {
	Person
	Disabled bool
	Made     int64 // milliseconds since 1970, UTC
	since    int64
	digest   string
}

// What can be wrong with a change to an account.
var (
	ErrThere     = errors.New("there is an account of that name")
	ErrNotThere  = errors.New("there is no account of that name")
	ErrLastOne   = errors.New("nobody would be left to manage the accounts")
	ErrNoParty   = errors.New("a delegate acts for a party: name it; nobody else does")
	ErrName      = errors.New("a name has from 1 to 64 of the letters a to z, digits, and . _ @ -")
	ErrForbidden = errors.New("that needs a steward")
)

var nameForm = regexp.MustCompile(`^[a-z0-9][a-z0-9._@-]{0,63}$`)

// check reports what is wrong with a person's name, role and party. Whether there is such a
// party is known to the caller.
func (p Person) check() error {
	switch {
	case !nameForm.MatchString(p.Name):
		return ErrName
	case p.Role == Nobody || int(p.Role) >= len(RoleNames):
		return errors.New("an account has a role")
	case (p.Role == Delegate) != (p.Party != ""):
		return ErrNoParty
	case utf8.RuneCountInString(p.Display) > 200 || strings.ContainsFunc(p.Display, unicode.IsControl):
		return errors.New("the name to show is one line of at most 200 characters")
	}
	return nil
}

// Add makes an account. The error is ErrThere, ErrPassword, ErrName, ErrNoParty, or of the
// database. by is who does it, "" for somebody at the machine itself.
func (a *Accounts) Add(ctx context.Context, by string, p Person, password string) error {
	p, err := p.complete()
	if err != nil {
		return err
	}
	kept, err := digest(password)
	if err != nil {
		return err
	}
	return a.within(ctx, func(tx *sql.Tx) error { return a.add(ctx, tx, by, p, kept) })
}

// complete is a person with a name to show, once nothing is wrong with them.
func (p Person) complete() (Person, error) {
	if p.Display == "" {
		p.Display = p.Name
	}
	return p, p.check()
}

// add makes an account with the digest of a password, "" where it has none.
func (a *Accounts) add(ctx context.Context, tx *sql.Tx, by string, p Person, kept string) error {
	_, err := a.find(ctx, tx, p.Name)
	if err == nil {
		return ErrThere
	}
	if !errors.Is(err, ErrNotThere) {
		return err
	}
	_, err = tx.ExecContext(ctx, a.statement("insert into account (name, display, role, "+
		"party, digest, disabled, made, since) values (?1, ?2, ?3, ?4, ?5, 0, ?6, 0)"), p.Name,
		p.Display, p.Role.String(), p.Party, kept, a.now().UnixMilli())
	if err != nil {
		return err
	}
	return a.note(ctx, tx, change{by, p.Name, "added as " + p.describe()})
}

// describe says what a person is, for the record of changes.
func (p Person) describe() string {
	if p.Role == Delegate {
		return "delegate of " + p.Party
	}
	return p.Role.String()
}

// SetPassword gives an account another password and ends all its sessions.
func (a *Accounts) SetPassword(ctx context.Context, by, name, password string) error {
	kept, err := digest(password)
	if err != nil {
		return err
	}
	return a.change(ctx, change{by, name, "password changed"}, "digest = ?1", kept)
}

// SetRole makes an account something else and ends all its sessions. It fails with ErrLastOne
// where no steward would be left.
func (a *Accounts) SetRole(ctx context.Context, by, name string, role Role, party string) error {
	p := Person{Name: name, Role: role, Party: party}
	if err := p.check(); err != nil {
		return err
	}
	return a.change(ctx, change{by, name, "made " + p.describe()}, "role = ?1, party = ?2",
		role.String(), party)
}

// Disable shuts an account out at once; Enable lets it sign in again. Accounts are never
// removed, since entries are signed with their names.
func (a *Accounts) Disable(ctx context.Context, by, name string) error {
	return a.change(ctx, change{by, name, "disabled"}, "disabled = ?1", 1)
}

// Enable lets a disabled account sign in again.
func (a *Accounts) Enable(ctx context.Context, by, name string) error {
	return a.change(ctx, change{by, name, "enabled"}, "disabled = ?1", 0)
}

// change sets columns of an account, ends what was signed in before, and keeps a steward.
func (a *Accounts) change(ctx context.Context, c change, set string, values ...any) error {
	return a.within(ctx, func(tx *sql.Tx) error { return a.alter(ctx, tx, c, set, values...) })
}

func (a *Accounts) alter(
	ctx context.Context, tx *sql.Tx, c change, set string, values ...any,
) error {
	if _, err := a.find(ctx, tx, c.about); err != nil {
		return err
	}
	n := len(values)
	text := fmt.Sprintf("update account set %s, since = ?%d where name = ?%d", set, n+1, n+2)
	_, err := tx.ExecContext(ctx, a.statement(text), append(values, a.now().UnixMilli(), c.about)...)
	if err != nil {
		return err
	}
	var stewards int
	row := tx.QueryRowContext(ctx,
		"select count(*) from account where role = 'steward' and disabled = 0")
	if err := row.Scan(&stewards); err != nil {
		return err
	}
	if stewards == 0 {
		return ErrLastOne
	}
	return a.note(ctx, tx, c)
}

// asker is what a query is put to: the database or a transaction.
type asker interface {
	QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
}

const columns = "select name, display, role, party, digest, disabled, made, since from account"

// find gives the account of a name, ErrNotThere where there is none.
func (a *Accounts) find(ctx context.Context, from asker, name string) (Account, error) {
	row := from.QueryRowContext(ctx, a.statement(columns+" where name = ?1"), name)
	found, err := scan(row)
	if errors.Is(err, sql.ErrNoRows) {
		return Account{}, ErrNotThere
	}
	return found, err
}

func scan(row interface{ Scan(...any) error }) (Account, error) {
	var found Account
	var role string
	var disabled int
	err := row.Scan(&found.Name, &found.Display, &role, &found.Party, &found.digest, &disabled,
		&found.Made, &found.since)
	if err != nil {
		return Account{}, err
	}
	found.Disabled = disabled != 0
	found.Role, err = ParseRole(role)
	return found, err
}

// List gives every account, sorted by name.
func (a *Accounts) List(ctx context.Context) ([]Account, error) {
	rows, err := a.db.QueryContext(ctx, columns+" order by name")
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var all []Account
	for rows.Next() {
		one, err := scan(rows)
		if err != nil {
			return nil, err
		}
		all = append(all, one)
	}
	return all, rows.Err()
}

// Any reports whether there is an account at all.
func (a *Accounts) Any(ctx context.Context) (there bool, err error) {
	err = a.db.QueryRowContext(ctx, "select count(*) > 0 from account").Scan(&there)
	return there, err
}

// change is one line of the record of who changed what.
type change struct{ by, about, what string }

// note adds a line to the record of changes.
func (a *Accounts) note(ctx context.Context, tx *sql.Tx, c change) error {
	_, err := tx.ExecContext(ctx, a.statement(
		"insert into change (at, by_, about, what) values (?1, ?2, ?3, ?4)"),
		a.now().UnixMilli(), c.by, c.about, c.what)
	return err
}

// A Change is one change that was made to an account.
type Change struct {
	At    int64  // milliseconds since 1970, UTC
	By    string // the account that made it, "" for somebody at the machine itself
	About string // the account changed
	What  string
}

// Changes gives every change to an account, the oldest first.
func (a *Accounts) Changes(ctx context.Context) ([]Change, error) {
	rows, err := a.db.QueryContext(ctx,
		"select at, by_, about, what from change order by at, about, what")
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var all []Change
	for rows.Next() {
		var c Change
		if err := rows.Scan(&c.At, &c.By, &c.About, &c.What); err != nil {
			return nil, err
		}
		all = append(all, c)
	}
	return all, rows.Err()
}
