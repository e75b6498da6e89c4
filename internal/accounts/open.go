package accounts

import (
	"cmp"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"os"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/stdlib"
	_ "modernc.org/sqlite" // the driver "sqlite"
)

// Accounts are the people who may use one project's dashboard. All methods may be called from
// many goroutines, and several programs may have the same accounts open.
type Accounts struct {
	db       *sql.DB
	numbered bool // parameters are $1, $2 and not ?1, ?2
	now      func() time.Time
}

// Options say how accounts are opened. The zero value will do.
type Options struct {
	// Now is the clock by which sessions end and failures are forgotten; nil is the system's.
	Now func() time.Time
}

// OpenFile opens the accounts in an SQLite file, which only its owner can read, and makes it
// where it is not there.
func OpenFile(ctx context.Context, path string, opt Options) (*Accounts, error) {
	file, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return nil, fmt.Errorf("opening the accounts: %w", err)
	}
	if err := file.Close(); err != nil {
		return nil, fmt.Errorf("opening the accounts: %w", err)
	}
	query := url.Values{"_txlock": {"immediate"}, "_pragma": {"busy_timeout(30000)",
		"journal_mode(WAL)", "synchronous(FULL)"}}
	address := (&url.URL{Scheme: "file", Opaque: (&url.URL{Path: path}).EscapedPath(),
		RawQuery: query.Encode()}).String()
	db, err := sql.Open("sqlite", address)
	if err != nil {
		return nil, fmt.Errorf("opening the accounts: %w", err)
	}
	db.SetMaxOpenConns(1)
	return begin(ctx, &Accounts{db: db, now: opt.Now})
}

// patience is how long a server may take to let us in, where the address does not say it.
const patience = 10 * time.Second

// schemaSuffix makes of the schema that an address names, or of "lockstep", that of its accounts.
const schemaSuffix = "_accounts"

// OpenPostgres opens the accounts in a PostgreSQL database, and makes them where there are none.
// They lie in a schema beside that of the ledger which search_path names in the address.
func OpenPostgres(ctx context.Context, address string, opt Options) (*Accounts, error) {
	config, err := pgx.ParseConfig(address)
	if err != nil {
		return nil, fmt.Errorf("opening the accounts: %w", err)
	}
	schema := cmp.Or(config.RuntimeParams["search_path"], "lockstep") + schemaSuffix
	config.RuntimeParams["search_path"] = pgx.Identifier{schema}.Sanitize()
	config.RuntimeParams["synchronous_commit"] = "on"
	config.RuntimeParams["application_name"] = "lockstep"
	config.ConnectTimeout = cmp.Or(config.ConnectTimeout, patience)
	db := stdlib.OpenDB(*config)
	db.SetMaxOpenConns(8)
	if err := makeSchema(ctx, db, schema); err != nil {
		return nil, fmt.Errorf("opening the accounts: %w", errors.Join(meaning(err), db.Close()))
	}
	return begin(ctx, &Accounts{db: db, numbered: true, now: opt.Now})
}

// meaning is an error of opening as somebody can act on it.
func meaning(err error) error {
	var connecting *pgconn.ConnectError
	if errors.As(err, &connecting) {
		return fmt.Errorf("the database cannot be reached, and nobody can sign in before it can: %w", err)
	}
	return err
}

// makeSchema makes the tables unless they are there; two programs may try at once.
func makeSchema(ctx context.Context, db *sql.DB, schema string) error {
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	if _, err := tx.ExecContext(ctx, lockWriting); err != nil {
		return err
	}
	if err := haveSchema(ctx, tx, schema); err != nil {
		return err
	}
	const there = "select exists (select from information_schema.tables " +
		"where table_schema = $1 and table_name = 'version')"
	var made bool
	if err := tx.QueryRowContext(ctx, there, schema).Scan(&made); err != nil || made {
		return errors.Join(err, tx.Commit())
	}
	if err := install(ctx, tx, 0); err != nil {
		return err
	}
	return tx.Commit()
}

// haveSchema makes the schema unless there is one, which an administrator may have made, since in
// many databases nobody else may.
func haveSchema(ctx context.Context, tx *sql.Tx, schema string) error {
	const query = "select exists (select from pg_namespace where nspname = $1)"
	var there bool
	if err := tx.QueryRowContext(ctx, query, schema).Scan(&there); err != nil || there {
		return err
	}
	_, err := tx.ExecContext(ctx, "create schema "+pgx.Identifier{schema}.Sanitize())
	return err
}

// begin brings the schema up to date and closes the database where that fails.
func begin(ctx context.Context, a *Accounts) (*Accounts, error) {
	if a.now == nil {
		a.now = time.Now
	}
	if err := a.migrate(ctx); err != nil {
		return nil, fmt.Errorf("opening the accounts: %w", errors.Join(err, a.db.Close()))
	}
	return a, nil
}

// migrate installs the steps that are lacking and refuses what a newer program wrote.
func (a *Accounts) migrate(ctx context.Context) error {
	return a.within(ctx, func(tx *sql.Tx) error {
		there := a.numbered
		if !there {
			const query = "select count(*) > 0 from sqlite_master where name = 'version'"
			if err := tx.QueryRowContext(ctx, query).Scan(&there); err != nil {
				return err
			}
		}
		version := 0
		if there {
			row := tx.QueryRowContext(ctx, "select version from version")
			if err := row.Scan(&version); err != nil {
				return err
			}
		}
		if version > schemaVersion {
			return fmt.Errorf("they were written by a newer lockstep (version %d of the schema, "+
				"this program knows %d)", version, schemaVersion)
		}
		return install(ctx, tx, version)
	})
}

// install runs the migrations from a version on.
func install(ctx context.Context, tx *sql.Tx, version int) error {
	if version == schemaVersion {
		return nil
	}
	for ; version < schemaVersion; version++ {
		if _, err := tx.ExecContext(ctx, migrations[version]); err != nil {
			return fmt.Errorf("migrating from version %d: %w", version, err)
		}
	}
	_, err := tx.ExecContext(ctx, fmt.Sprintf("delete from version; insert into version "+
		"(version) values (%d)", version))
	return err
}

// Close ends all connections.
func (a *Accounts) Close() error { return a.db.Close() }

// lockWriting makes a transaction in PostgreSQL the only one that writes to accounts until it
// ends. In SQLite every transaction is.
const lockWriting = "select pg_advisory_xact_lock(hashtextextended('lockstep accounts', 0))"

// within runs work in a transaction that alone writes, rolled back where work fails.
func (a *Accounts) within(ctx context.Context, work func(*sql.Tx) error) error {
	tx, err := a.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	if a.numbered {
		if _, err := tx.ExecContext(ctx, lockWriting); err != nil {
			return err
		}
	}
	if err := work(tx); err != nil {
		return err
	}
	return tx.Commit()
}

// statement writes the parameters ?1, ?2 as this database has them.
func (a *Accounts) statement(text string) string {
	if a.numbered {
		return strings.ReplaceAll(text, "?", "$")
	}
	return text
}
