package postgres

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"strconv"

	"github.com/jackc/pgx/v5"

	"lockstep/internal/ledger"
)

var _ ledger.Store = (*Store)(nil)

// Append adds events in one transaction. See [ledger.Store]. Where the connection is lost at its
// end, the database is asked what became of it; it fails with [ledger.ErrUnsure] only where that
// does not answer either.
func (s *Store) Append(ctx context.Context, events iter.Seq2[*ledger.Event, error]) (
	ledger.Receipt, error,
) {
	tx, err := s.pool.Begin(ctx)
	if err != nil {
		return ledger.Receipt{}, s.wrap("writing to", err)
	}
	// Does nothing once it is committed. Where it fails, the server rolls back by itself.
	defer func() { _ = tx.Rollback(context.WithoutCancel(ctx)) }()
	if err := s.lock(ctx, tx); err != nil {
		return ledger.Receipt{}, s.wrap("writing to", err)
	}
	receipt, err := ledger.AppendTo(ctx, transaction{tx}, s.now, events)
	if err != nil || receipt.Added == 0 {
		return receipt, s.passOn(err)
	}
	_, err = tx.Exec(ctx, "select pg_notify('lockstep', $1)",
		strconv.FormatInt(receipt.First+int64(receipt.Added)-1, 10))
	if err != nil {
		return ledger.Receipt{}, s.wrap("writing to", err)
	}
	if err := tx.Commit(ctx); err != nil {
		return s.settle(ctx, receipt, err)
	}
	return receipt, nil
}

// passOn leaves errors that are not of the database as they are.
func (s *Store) passOn(err error) error {
	var database failure
	if errors.As(err, &database) {
		return s.wrap("writing to", database.error)
	}
	return err
}

// settle finds out what became of a transaction whose end nobody acknowledged. Whoever holds the
// lock after it sees all of it or nothing.
func (s *Store) settle(ctx context.Context, receipt ledger.Receipt, lost error) (
	ledger.Receipt, error,
) {
	if !isLost(lost) && ctx.Err() == nil {
		return ledger.Receipt{}, s.wrap("writing to", lost)
	}
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), patience)
	defer cancel()
	s.pool.Reset()
	recorded, err := s.isRecorded(ctx, receipt)
	switch {
	case err != nil:
		return ledger.Receipt{}, fmt.Errorf("writing to the ledger in %s: %w (%s)", s.place,
			ledger.ErrUnsure, lastLine(lost))
	case recorded:
		return receipt, nil
	}
	return ledger.Receipt{}, s.wrap("writing to", lost)
}

// isRecorded reports whether the transaction of that receipt is in the ledger. No two share a
// moment.
func (s *Store) isRecorded(ctx context.Context, receipt ledger.Receipt) (found bool, err error) {
	err = pgx.BeginFunc(ctx, s.pool, func(tx pgx.Tx) error {
		if err := s.lock(ctx, tx); err != nil {
			return err
		}
		rows, err := tx.Query(ctx, "select seq, id, text from entry where seq = $1", receipt.First)
		if err != nil {
			return err
		}
		sealed, err := pgx.CollectRows(rows, scan)
		if err != nil || len(sealed) == 0 {
			return err
		}
		entry, err := sealed[0].Open()
		found = entry.Event.Recorded == receipt.Recorded
		return err
	})
	return found, err
}

// Sealed gives the entries behind a sequence number. See [ledger.Store].
func (s *Store) Sealed(ctx context.Context, after int64) iter.Seq2[ledger.Sealed, error] {
	return func(yield func(ledger.Sealed, error) bool) {
		rows, err := s.pool.Query(ctx,
			"select seq, id, text from entry where seq > $1 order by seq", after)
		if err != nil {
			yield(ledger.Sealed{}, s.wrap("reading", err))
			return
		}
		defer rows.Close()
		for rows.Next() {
			e, err := scan(rows)
			if err != nil {
				yield(ledger.Sealed{}, s.wrap("reading", err))
				return
			}
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
	found, err := find(ctx, s.pool, ids)
	return found, s.wrap("reading", err)
}

// Size is the sequence number of the last entry.
func (s *Store) Size(ctx context.Context) (int64, error) {
	var size int64
	err := s.pool.QueryRow(ctx, "select coalesce(max(seq), 0) from entry").Scan(&size)
	return size, s.wrap("reading", err)
}

// ReadTile is the hashes of a tile. See [ledger.Store].
func (s *Store) ReadTile(ctx context.Context, level int, n int64) ([]byte, error) {
	hashes, err := readTile(ctx, s.pool, level, n)
	return hashes, s.wrap("reading", err)
}

// KeepCheckpoint stores a signed checkpoint; one that is there already is passed over.
func (s *Store) KeepCheckpoint(ctx context.Context, size int64, signed []byte) error {
	_, err := s.pool.Exec(ctx, "insert into checkpoint (size, signed) values ($1, $2) "+
		"on conflict do nothing", size, signed)
	return s.wrap("writing to", err)
}

// Checkpoints are the signed checkpoints, the smallest tree first.
func (s *Store) Checkpoints(ctx context.Context) ([][]byte, error) {
	rows, err := s.pool.Query(ctx, "select signed from checkpoint order by size, signed")
	if err != nil {
		return nil, s.wrap("reading", err)
	}
	all, err := pgx.CollectRows(rows, pgx.RowTo[[]byte])
	return all, s.wrap("reading", err)
}

// A querier is a pool of connections or a transaction.
type querier interface {
	Query(ctx context.Context, sql string, args ...any) (pgx.Rows, error)
}

func scan(row pgx.CollectableRow) (ledger.Sealed, error) {
	var e ledger.Sealed
	err := row.Scan(&e.Seq, &e.ID, &e.Text)
	return e, err
}

func find(ctx context.Context, q querier, ids []string) ([]ledger.Sealed, error) {
	rows, err := q.Query(ctx, "select seq, id, text from entry where id = any($1)", ids)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, scan)
}

func readTile(ctx context.Context, q querier, level int, n int64) ([]byte, error) {
	rows, err := q.Query(ctx, "select hashes from tile where level = $1 and n = $2", level, n)
	if err != nil {
		return nil, err
	}
	hashes, err := pgx.CollectOneRow(rows, pgx.RowTo[[]byte])
	if errors.Is(err, pgx.ErrNoRows) {
		return nil, nil
	}
	return hashes, err
}

// A transaction is the writing of one Append. Its errors are marked as those of the database.
type transaction struct{ tx pgx.Tx }

// Last is the last entry.
func (t transaction) Last(ctx context.Context) (ledger.Sealed, error) {
	rows, err := t.tx.Query(ctx, "select seq, id, text from entry order by seq desc limit 1")
	if err != nil {
		return ledger.Sealed{}, failed(err)
	}
	last, err := pgx.CollectOneRow(rows, scan)
	if errors.Is(err, pgx.ErrNoRows) {
		return ledger.Sealed{}, nil
	}
	return last, failed(err)
}

// Find gives the entries of these ids.
func (t transaction) Find(ctx context.Context, ids []string) ([]ledger.Sealed, error) {
	found, err := find(ctx, t.tx, ids)
	return found, failed(err)
}

// Insert adds entries by PostgreSQL's copy protocol.
func (t transaction) Insert(ctx context.Context, entries []ledger.Sealed) error {
	_, err := t.tx.CopyFrom(ctx, pgx.Identifier{"entry"}, []string{"seq", "id", "text"},
		pgx.CopyFromSlice(len(entries), func(i int) ([]any, error) {
			return []any{entries[i].Seq, entries[i].ID, entries[i].Text}, nil
		}))
	return failed(err)
}

// ReadTile is the hashes of a tile.
func (t transaction) ReadTile(ctx context.Context, level int, n int64) ([]byte, error) {
	hashes, err := readTile(ctx, t.tx, level, n)
	return hashes, failed(err)
}

// WriteTile stores a tile in place of a shorter one.
func (t transaction) WriteTile(ctx context.Context, tile ledger.Tile) error {
	_, err := t.tx.Exec(ctx, "insert into tile (level, n, hashes) values ($1, $2, $3) "+
		"on conflict (level, n) do update set hashes = excluded.hashes",
		tile.Level, tile.N, tile.Hashes)
	return failed(err)
}
