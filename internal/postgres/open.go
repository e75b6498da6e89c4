package postgres

import (
	"context"
	"fmt"
	"io/fs"
	"net"
	"strconv"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"lockstep/internal/ledger"
)

// A Store is a ledger in a schema of a PostgreSQL database. It implements [ledger.Store].
type Store struct {
	pool   *pgxpool.Pool
	schema string
	place  string // of messages: which server, database and schema
	user   string
	origin string
	now    func() ledger.Instant
}

// Options say how a ledger is opened. The zero value will do.
type Options struct {
	// Schema holds the ledger's tables; where it is empty, the one that the address names.
	Schema string
	// Now is asked once for each transaction; nil is the system's clock.
	Now func() ledger.Instant
}

// Create makes a new ledger of that origin, the name under which its checkpoints are signed, in
// the database of that address. An empty schema that is there already is taken, since in many
// databases only their administrators may make one. It fails with fs.ErrExist where the schema
// holds anything.
func Create(ctx context.Context, address Address, origin string, opt Options) (*Store, error) {
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
func Open(ctx context.Context, address Address, opt Options) (*Store, error) {
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

// connect prepares connections, of which none is made yet.
func connect(ctx context.Context, address Address, opt Options) (*Store, error) {
	s := &Store{now: opt.Now, place: "PostgreSQL"}
	if s.now == nil {
		s.now = func() ledger.Instant { return ledger.InstantOf(time.Now()) }
	}
	config, schema, err := address.config(opt.Schema)
	if err != nil {
		// Its cause may be a file that is not there, and that is not this error's meaning.
		return nil, fmt.Errorf("opening the ledger in PostgreSQL: %s", err)
	}
	c := config.ConnConfig
	s.schema, s.user = schema, c.User
	s.place = fmt.Sprintf("PostgreSQL (%s, schema %s)",
		net.JoinHostPort(c.Host, strconv.Itoa(int(c.Port)))+"/"+c.Database, schema)
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
		if err := s.makeSchema(ctx, tx); err != nil {
			return err
		}
		for version, migration := range migrations {
			if _, err := tx.Exec(ctx, migration); err != nil {
				return fmt.Errorf("migrating from version %d: %w", version, err)
			}
		}
		_, err := tx.Exec(ctx, "insert into ledger (origin, version) values ($1, $2)", origin,
			schemaVersion)
		return err
	})
}

// makeSchema makes the schema, unless there is an empty one.
func (s *Store) makeSchema(ctx context.Context, tx pgx.Tx) error {
	var there bool
	var holds int
	err := tx.QueryRow(ctx, "select exists (select from pg_namespace where nspname = $1), "+
		"(select count(*) from pg_class where relnamespace = "+
		"(select oid from pg_namespace where nspname = $1))", s.schema).Scan(&there, &holds)
	switch {
	case err != nil:
		return err
	case holds > 0:
		return fs.ErrExist
	case there:
		return nil
	}
	_, err = tx.Exec(ctx, "create schema "+pgx.Identifier{s.schema}.Sanitize())
	if codeOf(err) == codeDuplicateSchema {
		return fs.ErrExist
	}
	return err
}

// identify learns the ledger's name and refuses a schema that is not ours or too new.
func (s *Store) identify(ctx context.Context) error {
	var version int
	err := s.pool.QueryRow(ctx, "select origin, version from ledger").Scan(&s.origin, &version)
	switch {
	case codeOf(err) == codeUndefinedTable:
		return fmt.Errorf("the schema %s holds no ledger of lockstep", s.schema)
	case err != nil:
		return err
	case version > schemaVersion:
		return fmt.Errorf("it was written by a newer lockstep (version %d of its schema, this "+
			"program knows %d)", version, schemaVersion)
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

// Place says which server, database and schema it is in, as messages name it.
func (s *Store) Place() string { return s.place }

// Close ends all connections.
func (s *Store) Close() error {
	s.pool.Close()
	return nil
}
