package postgres

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/pgxpool"

	"lockstep/internal/ledger"
)

// A Store is a ledger in a schema of a PostgreSQL database. It implements [ledger.Store].
type Store struct {
	pool   *pgxpool.Pool
	schema string
	origin string
	now    func() ledger.Instant
}

// Options say how a ledger is opened. The zero value will do.
type Options struct {
	// Schema holds the ledger's tables; "lockstep" where it is empty.
	Schema string
	// Now is asked once for each transaction; nil is the system's clock.
	Now func() ledger.Instant
}

// Create makes a new ledger of that origin, the name under which its checkpoints are signed, in
// the database of that address (a URL or a key=value string, as libpq takes it). It fails with
// fs.ErrExist where the schema is there.
func Create(ctx context.Context, address, origin string, opt Options) (*Store, error) {
	s, err := connect(ctx, address, opt)
	if err != nil {
		return nil, err
	}
	if err := s.create(ctx, origin); err != nil {
		s.pool.Close()
		return nil, s.wrap("making", err)
	}
	s.origin = origin
	return s, nil
}

// Open opens a ledger that is there.
func Open(ctx context.Context, address string, opt Options) (*Store, error) {
	s, err := connect(ctx, address, opt)
	if err != nil {
		return nil, err
	}
	if err := s.identify(ctx); err != nil {
		s.pool.Close()
		return nil, s.wrap("opening", err)
	}
	return s, nil
}

// connect prepares connections that see the ledger's schema alone and wait for the disk.
func connect(ctx context.Context, address string, opt Options) (*Store, error) {
	s := &Store{schema: opt.Schema, now: opt.Now}
	if s.schema == "" {
		s.schema = "lockstep"
	}
	if s.now == nil {
		s.now = func() ledger.Instant { return ledger.InstantOf(time.Now()) }
	}
	config, err := pgxpool.ParseConfig(address)
	if err != nil {
		return nil, s.wrap("opening", err)
	}
	config.ConnConfig.RuntimeParams["search_path"] = pgx.Identifier{s.schema}.Sanitize()
	config.ConnConfig.RuntimeParams["synchronous_commit"] = "on"
	config.ConnConfig.RuntimeParams["application_name"] = "lockstep"
	if s.pool, err = pgxpool.NewWithConfig(ctx, config); err != nil {
		return nil, s.wrap("opening", err)
	}
	return s, nil
}

// create makes the schema and its tables in one transaction.
func (s *Store) create(ctx context.Context, origin string) error {
	return pgx.BeginFunc(ctx, s.pool, func(tx pgx.Tx) error {
		if err := s.lock(ctx, tx); err != nil {
			return err
		}
		_, err := tx.Exec(ctx, "create schema "+pgx.Identifier{s.schema}.Sanitize())
		if isCode(err, codeDuplicateSchema) {
			return fs.ErrExist
		}
		if err != nil {
			return err
		}
		for version, migration := range migrations {
			if _, err := tx.Exec(ctx, migration); err != nil {
				return fmt.Errorf("migrating from version %d: %w", version, err)
			}
		}
		_, err = tx.Exec(ctx, "insert into ledger (origin, version) values ($1, $2)", origin,
			schemaVersion)
		return err
	})
}

// identify learns the ledger's name and refuses a schema that is not ours or too new.
func (s *Store) identify(ctx context.Context) error {
	var version int
	err := s.pool.QueryRow(ctx, "select origin, version from ledger").Scan(&s.origin, &version)
	switch {
	case isCode(err, codeUndefinedTable):
		return fmt.Errorf("the schema %s holds no ledger of lockstep", s.schema)
	case err != nil:
		return err
	case version > schemaVersion:
		return fmt.Errorf("the ledger was written by a newer lockstep (version %d of its schema, "+
			"this program knows %d)", version, schemaVersion)
	}
	return nil
}

// lock makes the transaction the only one that writes to this ledger until it ends.
func (s *Store) lock(ctx context.Context, tx pgx.Tx) error {
	_, err := tx.Exec(ctx, "select pg_advisory_xact_lock(hashtextextended($1, 0))",
		"lockstep ledger "+s.schema)
	return err
}

// Origin is the name of the log.
func (s *Store) Origin() string { return s.origin }

// Close ends all connections.
func (s *Store) Close() error {
	s.pool.Close()
	return nil
}

// The SQLSTATE codes that mean something to us; see appendix A of PostgreSQL's manual.
const (
	codeDuplicateSchema = "42P06"
	codeUndefinedTable  = "42P01"
	codeDiskFull        = "53100"
)

func isCode(err error, code string) bool {
	var failed *pgconn.PgError
	return errors.As(err, &failed) && failed.Code == code
}

// wrap says which ledger an error is of, and what it means.
func (s *Store) wrap(doing string, err error) error {
	switch {
	case err == nil:
		return nil
	case isCode(err, codeDiskFull):
		err = ledger.ErrFull
	}
	return fmt.Errorf("%s the ledger in PostgreSQL (schema %s): %w", doing, s.schema, err)
}
