package postgres

import (
	"errors"
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
)

// An Address says where a ledger lies and who asks. Its text shows no password.
type Address struct {
	public   string
	password string
}

var errAddress = errors.New("the address of a ledger in PostgreSQL is a URL such as " +
	"postgres://user@host:5432/database?search_path=schema")

// ParseAddress reads a URL as libpq takes it (section 34.1.1 of PostgreSQL's manual). Of its
// parameters search_path names the ledger's schema; without it that is "lockstep". Without a
// password there, it is taken from PGPASSWORD or the file of passwords, as every program of
// PostgreSQL does. An error never shows the text, which may hold a password.
func ParseAddress(text string) (Address, error) {
	u, err := url.Parse(strings.TrimSpace(text))
	if err != nil || !slices.Contains([]string{"postgres", "postgresql"}, u.Scheme) {
		return Address{}, errAddress
	}
	var a Address
	if u.RawQuery, err = a.withoutPassword(u.RawQuery); err != nil {
		return Address{}, err
	}
	if u.User != nil {
		if password, stated := u.User.Password(); stated {
			a.password = password
		}
		u.User = url.User(u.User.Username())
	}
	a.public = u.String()
	return a, nil
}

// withoutPassword takes the password out of the parameters of an address and leaves the others as
// they are written.
func (a *Address) withoutPassword(query string) (string, error) {
	var rest []string
	for _, param := range strings.Split(query, "&") {
		name, value, _ := strings.Cut(param, "=")
		switch name {
		case "sslpassword":
			return "", errors.New("sslpassword has no place in the address of a ledger: use a key " +
				"without a passphrase")
		case "password":
			password, err := url.PathUnescape(value)
			if err != nil {
				return "", errAddress
			}
			a.password = password
		default:
			rest = append(rest, param)
		}
	}
	return strings.Join(rest, "&"), nil
}

// String is the address without its password.
func (a Address) String() string { return a.public }

// Secret is the address with the password that it came with, for a connection of one's own to the
// same database. It is never shown.
func (a Address) Secret() string {
	if a.password == "" {
		return a.public
	}
	u, err := url.Parse(a.public)
	if err != nil {
		return a.public // cannot be: it was read before
	}
	u.User = url.UserPassword(u.User.Username(), a.password)
	return u.String()
}

// HasPassword reports whether the address came with a password.
func (a Address) HasPassword() bool { return a.password != "" }

// patience is how long a server may take to let us in, where the address does not say it.
const patience = 10 * time.Second

// config is how connections to the ledger are made: they see its schema alone and wait for the
// server's disk.
func (a Address) config(schema string) (*pgxpool.Config, string, error) {
	config, err := pgxpool.ParseConfig(a.public) // which holds nothing that an error may not show
	if err != nil {
		return nil, "", err
	}
	if a.password != "" {
		config.ConnConfig.Password = a.password
	}
	if config.ConnConfig.ConnectTimeout == 0 {
		config.ConnConfig.ConnectTimeout = patience
	}
	params := config.ConnConfig.RuntimeParams
	if schema == "" {
		schema = params["search_path"]
	}
	if schema == "" {
		schema = "lockstep"
	}
	params["search_path"] = pgx.Identifier{schema}.Sanitize()
	params["synchronous_commit"] = "on"
	params["application_name"] = "lockstep"
	return config, schema, nil
}
