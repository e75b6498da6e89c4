package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"iter"
	"strings"

	"modernc.org/sqlite"

	"lockstep/internal/ledger"
)

var _ ledger.Store = (*Store)(nil)

// Append adds events in one transaction. See [ledger.Store].
func (s *Store) Append(ctx context.Context, events iter.Seq2[*ledger.Event, error]) (
	ledger.Receipt, error,
) {
	tx, err := s.writing.BeginTx(ctx, nil)
	if err != nil {
		return ledger.Receipt{}, s.wrap("writing to", err)
	}
	t := &transaction{tx: tx}
	receipt, err := ledger.AppendTo(ctx, t, s.now, events)
	t.close()
	if err == nil && receipt.Added > 0 {
		if err = tx.Commit(); err == nil {
			return receipt, nil
		}
		receipt = ledger.Receipt{}
	}
	if rollback := tx.Rollback(); rollback != nil && !errors.Is(rollback, sql.ErrTxDone) {
		err = errors.Join(err, rollback)
	}
	return receipt, s.passOn(err)
}

// passOn leaves errors that are not of the database as they are.
func (s *Store) passOn(err error) error {
	var failed *sqlite.Error
	if err == nil || !errors.As(err, &failed) {
		return err
	}
	return s.wrap("writing to", err)
}

// Sealed gives the entries behind a sequence number. See [ledger.Store].
func (s *Store) Sealed(ctx context.Context, after int64) iter.Seq2[ledger.Sealed, error] {
	return func(yield func(ledger.Sealed, error) bool) {
		rows, err := s.reading.QueryContext(ctx,
			"select seq, id, text from entry where seq > ? order by seq", after)
		if err != nil {
			yield(ledger.Sealed{}, s.wrap("reading", err))
			return
		}
		defer rows.Close()
		for rows.Next() {
			var e ledger.Sealed
			var text sql.RawBytes
			if err := rows.Scan(&e.Seq, &e.ID, &text); err != nil {
				yield(ledger.Sealed{}, s.wrap("reading", err))
				return
			}
			e.Text = text
			if !yield(e, nil) {
				return
			}
		}
		if err := rows.Err(); err != nil {
			yield(ledger.Sealed{}, s.wrap("reading", err))
		}
	}
}

// Find gives the entries of these ids. See [ledger.Store].
func (s *Store) Find(ctx context.Context, ids []string) ([]ledger.Sealed, error) {
	var all []ledger.Sealed
	for len(ids) > 0 {
		n := min(len(ids), mostParameters)
		found, err := query(ctx, s.reading, findEntries(n), ids[:n])
		if err != nil {
			return nil, s.wrap("reading", err)
		}
		all, ids = append(all, found...), ids[n:]
	}
	return all, nil
}

// Size is the sequence number of the last entry.
func (s *Store) Size(ctx context.Context) (int64, error) {
	var size int64
	err := s.reading.QueryRowContext(ctx, "select coalesce(max(seq), 0) from entry").Scan(&size)
	return size, s.wrap("reading", err)
}

// ReadTile is the hashes of a tile. See [ledger.Store].
func (s *Store) ReadTile(ctx context.Context, level int, n int64) ([]byte, error) {
	hashes, err := readTile(ctx, s.reading, level, n)
	return hashes, s.wrap("reading", err)
}

// KeepCheckpoint stores a signed checkpoint; one that is there already is passed over.
func (s *Store) KeepCheckpoint(ctx context.Context, size int64, signed []byte) error {
	_, err := s.writing.ExecContext(ctx,
		"insert into checkpoint (size, signed) values (?, ?) on conflict do nothing", size, signed)
	return s.wrap("writing to", err)
}

// Checkpoints are the signed checkpoints, the smallest tree first.
func (s *Store) Checkpoints(ctx context.Context) ([][]byte, error) {
	rows, err := s.reading.QueryContext(ctx, "select signed from checkpoint order by size, signed")
	if err != nil {
		return nil, s.wrap("reading", err)
	}
	defer rows.Close()
	var all [][]byte
	for rows.Next() {
		var signed []byte
		if err := rows.Scan(&signed); err != nil {
			return nil, s.wrap("reading", err)
		}
		all = append(all, signed)
	}
	return all, s.wrap("reading", rows.Err())
}

// mostParameters is how many values are handed to one statement: rows of three, and ids.
const mostParameters = 600

// findEntries asks for the entries of n ids.
func findEntries(n int) string {
	return "select seq, id, text from entry where id in (" + marks(n, "?") + ")"
}

// marks is a list of n marks.
func marks(n int, mark string) string {
	return strings.TrimSuffix(strings.Repeat(mark+",", n), ",")
}

// A querier is a database or a transaction.
type querier interface {
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
}

func query(ctx context.Context, q querier, text string, ids []string) ([]ledger.Sealed, error) {
	args := make([]any, len(ids))
	for i := range ids {
		args[i] = ids[i]
	}
	rows, err := q.QueryContext(ctx, text, args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var found []ledger.Sealed
	for rows.Next() {
		var e ledger.Sealed
		if err := rows.Scan(&e.Seq, &e.ID, &e.Text); err != nil {
			return nil, err
		}
		found = append(found, e)
	}
	return found, rows.Err()
}

func readTile(ctx context.Context, q querier, level int, n int64) ([]byte, error) {
	rows, err := q.QueryContext(ctx, "select hashes from tile where level = ? and n = ?", level, n)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var hashes []byte
	if rows.Next() {
		if err := rows.Scan(&hashes); err != nil {
			return nil, err
		}
	}
	return hashes, rows.Err()
}
