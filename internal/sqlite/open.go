package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"time"

	"modernc.org/sqlite"

	"lockstep/internal/ledger"
)

// A Store is a ledger in an SQLite file. It implements [ledger.Store].
type Store struct {
	path    string
	origin  string
	now     func() ledger.Instant
	writing *sql.DB // one connection
	reading *sql.DB // several, which cannot write
}

// Options say how a ledger is opened. The zero value will do.
type Options struct {
	// Now is asked once for each transaction; nil is the system's clock.
	Now func() ledger.Instant
	// MostPages bounds the size of the file, in pages of 4096 bytes; 0 is no bound but the disk.
	MostPages int

	immutable bool // nobody can write to the file
}

// Create makes a new ledger of that origin, the name under which its checkpoints are signed. It
// fails with fs.ErrExist where there is a file that is not empty.
func Create(ctx context.Context, path, origin string, opt Options) (*Store, error) {
	file, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o666)
	if err != nil {
		return nil, fmt.Errorf("making a ledger: %w", err)
	}
	info, err := file.Stat()
	if closing := file.Close(); err == nil {
		err = closing
	}
	if err == nil && info.Size() > 0 {
		err = &fs.PathError{Op: "create", Path: path, Err: fs.ErrExist}
	}
	if err != nil {
		return nil, fmt.Errorf("making a ledger: %w", err)
	}
	s, err := connect(path, opt)
	if err != nil {
		return nil, err
	}
	if err := s.migrate(ctx, origin); err != nil {
		return nil, errors.Join(s.wrap("making", err), s.Close())
	}
	return s.begin(ctx)
}

// Open opens a ledger that is there. One on a disk that cannot be written to can be read.
func Open(ctx context.Context, path string, opt Options) (*Store, error) {
	if _, err := os.Stat(path); err != nil {
		return nil, fmt.Errorf("opening the ledger: %w", err)
	}
	s, err := open(ctx, path, opt)
	if (isCode(err, codeCannotOpen) || isCode(err, codeReadOnly)) && isSettled(path) {
		opt.immutable = true
		return open(ctx, path, opt)
	}
	return s, err
}

func open(ctx context.Context, path string, opt Options) (*Store, error) {
	s, err := connect(path, opt)
	if err != nil {
		return nil, err
	}
	return s.begin(ctx)
}

// isSettled reports whether all of a ledger is in its one file, so that it can be read without
// the files beside it.
func isSettled(path string) bool {
	info, err := os.Stat(path + "-wal")
	return errors.Is(err, fs.ErrNotExist) || err == nil && info.Size() == 0
}

// begin checks what the file is and learns its name. It closes the store where it fails.
func (s *Store) begin(ctx context.Context) (*Store, error) {
	err := s.identify(ctx)
	if err == nil {
		err = s.reading.QueryRowContext(ctx, "select origin from ledger").Scan(&s.origin)
	}
	if err != nil {
		return nil, errors.Join(s.wrap("opening", err), s.Close())
	}
	return s, nil
}

// identify refuses files that are not ours or too new, and migrates those that are older.
func (s *Store) identify(ctx context.Context) error {
	var id, version int
	err := s.reading.QueryRowContext(ctx, "select application_id, user_version "+
		"from pragma_application_id, pragma_user_version").Scan(&id, &version)
	switch {
	case isCode(err, codeNotADatabase) || err == nil && id != applicationID:
		return errors.New("the file is not a ledger of lockstep")
	case err != nil:
		return err
	case version > schemaVersion:
		return fmt.Errorf("the ledger was written by a newer lockstep (version %d of its schema, "+
			"this program knows %d)", version, schemaVersion)
	case version < schemaVersion:
		return s.migrate(ctx, "")
	}
	return nil
}

// migrate brings the schema up to date in one transaction. An origin is written where the
// ledger is new.
func (s *Store) migrate(ctx context.Context, origin string) error {
	tx, err := s.writing.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	var version int
	if err := tx.QueryRowContext(ctx, "pragma user_version").Scan(&version); err != nil {
		return err
	}
	if origin != "" && version > 0 {
		return fs.ErrExist // another program was faster
	}
	for ; version < schemaVersion; version++ {
		if _, err := tx.ExecContext(ctx, migrations[version]); err != nil {
			return fmt.Errorf("migrating from version %d: %w", version, err)
		}
	}
	if origin != "" {
		_, err := tx.ExecContext(ctx, "insert into ledger (origin) values (?)", origin)
		if err != nil {
			return err
		}
	}
	mark := fmt.Sprintf("pragma application_id = %d; pragma user_version = %d", applicationID, version)
	if _, err := tx.ExecContext(ctx, mark); err != nil {
		return err
	}
	return tx.Commit()
}

// busyTimeout is how long a writer waits for another one, in milliseconds: longer than the import
// of a large file takes.
const busyTimeout = "busy_timeout(120000)"

// mostReaders is how many connections read at a time.
const mostReaders = 4

// connect opens the file twice: with one connection that writes and several that only read.
func connect(path string, opt Options) (*Store, error) {
	s := &Store{path: path, now: opt.Now}
	if s.now == nil {
		s.now = func() ledger.Instant { return ledger.InstantOf(time.Now()) }
	}
	writing := url.Values{"_txlock": {"immediate"}}
	pragmas := []string{busyTimeout, "journal_mode(WAL)", "synchronous(FULL)",
		"cache_size(-65536)", "foreign_keys(1)"}
	if opt.MostPages > 0 {
		pragmas = append(pragmas, fmt.Sprintf("max_page_count(%d)", opt.MostPages))
	}
	writing["_pragma"] = pragmas
	reading := url.Values{"_pragma": {busyTimeout, "query_only(1)"}}
	if opt.immutable {
		reading.Set("immutable", "1")
	}
	var err error
	if s.writing, err = sql.Open("sqlite", address(path, writing)); err != nil {
		return nil, s.wrap("opening", err)
	}
	s.writing.SetMaxOpenConns(1)
	if s.reading, err = sql.Open("sqlite", address(path, reading)); err != nil {
		return nil, errors.Join(s.wrap("opening", err), s.writing.Close())
	}
	s.reading.SetMaxOpenConns(mostReaders)
	s.reading.SetMaxIdleConns(mostReaders)
	return s, nil
}

// address is a file as SQLite is told of it; characters that mean something in a URI are escaped.
func address(path string, query url.Values) string {
	return (&url.URL{Scheme: "file", Opaque: (&url.URL{Path: path}).EscapedPath(),
		RawQuery: query.Encode()}).String()
}

// Origin is the name of the log.
func (s *Store) Origin() string { return s.origin }

// Close ends all connections and takes the write-ahead file into the ledger.
func (s *Store) Close() error {
	return s.wrap("closing", errors.Join(s.reading.Close(), s.writing.Close()))
}

// The result codes of SQLite that mean something to us; see https://sqlite.org/rescode.html.
const (
	codeBusy         = 5
	codeReadOnly     = 8
	codeFull         = 13
	codeCannotOpen   = 14
	codeNotADatabase = 26
)

// isCode reports whether an error is of that primary result code.
func isCode(err error, code int) bool {
	var failed *sqlite.Error
	return errors.As(err, &failed) && failed.Code()&0xff == code
}

// wrap says which ledger an error is of, and what it means.
func (s *Store) wrap(doing string, err error) error {
	switch {
	case err == nil:
		return nil
	case isCode(err, codeFull):
		return fmt.Errorf("%s the ledger %s: %w", doing, s.path, ledger.ErrFull)
	case isCode(err, codeBusy):
		return fmt.Errorf("%s the ledger %s: others kept writing to it for too long: %w", doing,
			s.path, err)
	case errors.Is(err, fs.ErrNotExist):
		return err
	}
	return fmt.Errorf("%s the ledger %s: %w", doing, s.path, err)
}
