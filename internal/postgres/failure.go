package postgres

import (
	"errors"
	"fmt"
	"io"
	"net"
	"strings"

	"github.com/jackc/pgx/v5/pgconn"

	"lockstep/internal/ledger"
)

// The SQLSTATE codes that mean something to us; see appendix A of PostgreSQL's manual.
const (
	codeDuplicateSchema = "42P06"
	codeUndefinedTable  = "42P01"
	codeDiskFull        = "53100"
	classNotLetIn       = "28" // invalid authorization specification
	classConnection     = "08" // connection exception
	classIntervention   = "57" // operator intervention: the server is stopped or starts
)

// A failure is an error of the database, apart from one of whoever hands in the events.
type failure struct{ error }

func (f failure) Unwrap() error { return f.error }

// failed marks an error of the database.
func failed(err error) error {
	if err == nil {
		return nil
	}
	return failure{err}
}

// codeOf is the SQLSTATE of what the server said, "" where it did not say anything.
func codeOf(err error) string {
	var said *pgconn.PgError
	if errors.As(err, &said) {
		return said.Code
	}
	return ""
}

// isLost reports whether an error is that of a connection rather than of a question: the server
// cannot be reached, went away, or is stopped.
func isLost(err error) bool {
	if code := codeOf(err); code != "" {
		return strings.HasPrefix(code, classConnection) || strings.HasPrefix(code, classIntervention)
	}
	var network net.Error
	return errors.Is(err, pgconn.ErrConnClosed) || errors.Is(err, io.EOF) ||
		errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, io.ErrClosedPipe) ||
		errors.As(err, &network)
}

// wrap says which ledger an error is of, and what it means.
func (s *Store) wrap(doing string, err error) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("%s the ledger in %s: %w", doing, s.place, s.meaning(err))
}

// meaning is an error as somebody can act on it.
func (s *Store) meaning(err error) error {
	var connecting *pgconn.ConnectError
	code := codeOf(err)
	switch {
	case code == codeDiskFull:
		return ledger.ErrFull
	case strings.HasPrefix(code, classNotLetIn):
		return fmt.Errorf("the database does not let %s in; the password is taken from the address "+
			"in LOCKSTEP_LEDGER, from PGPASSWORD or from ~/.pgpass: %s", s.user, lastLine(err))
	case errors.As(err, &connecting):
		return fmt.Errorf("%w: %s", ledger.ErrUnreachable, lastLine(err))
	case isLost(err):
		s.pool.Reset() // the other connections are no better
		return fmt.Errorf("%w: %s", ledger.ErrLost, lastLine(err))
	}
	return err
}

// lastLine is the last that was tried, in one line: a name has several addresses, and each is
// tried with encryption and without.
func lastLine(err error) string {
	lines := strings.Split(err.Error(), "\n")
	return strings.TrimSpace(lines[len(lines)-1])
}
