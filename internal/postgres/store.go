package postgres

import (
	"context"
	"errors"
	"iter"

	"github.com/jackc/pgx/v5"

	"lockstep/internal/ledger"
)

var _ ledger.Store = (*Store)(nil)

// errNothing rolls back a transaction that has nothing to commit.
var errNothing = errors.New("nothing was added")

// Append adds events in one transaction. See [ledger.Store].
func (s *Store) Append(ctx context.Context, events iter.Seq2[*ledger.Event, error]) (
	ledger.Receipt, error,
) {
	var receipt ledger.Receipt
	err := pgx.BeginFunc(ctx, s.pool, func(tx pgx.Tx) error {
		if err := s.lock(ctx, tx); err != nil {
			return err
		}
		var err error
		receipt, err = ledger.AppendTo(ctx, transaction{tx}, s.now, events)
		if err != nil {
			return err
		}
		if receipt.Added == 0 {
			return errNothing
		}
		_, err = tx.Exec(ctx, "select pg_notify('lockstep', max(seq)::text) from entry")
		return err
	})
	var refused *ledger.RefusedError
	switch {
	case err == nil || errors.Is(err, errNothing):
		return receipt, nil
	case errors.Is(err, ledger.ErrDryRun):
		return receipt, ledger.ErrDryRun // what would have been recorded
	case errors.As(err, &refused):
		return ledger.Receipt{}, refused
	}
	return ledger.Receipt{}, s.wrap("writing to", err)
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

// A transaction is the writing of one Append.
type transaction struct{ tx pgx.Tx }

// Last is the last entry.
func (t transaction) Last(ctx context.Context) (ledger.Sealed, error) {
	rows, err := t.tx.Query(ctx, "select seq, id, text from entry order by seq desc limit 1")
	if err != nil {
		return ledger.Sealed{}, err
	}
	last, err := pgx.CollectOneRow(rows, scan)
	if errors.Is(err, pgx.ErrNoRows) {
		return ledger.Sealed{}, nil
	}
	return last, err
}

// Find gives the entries of these ids.
func (t transaction) Find(ctx context.Context, ids []string) ([]ledger.Sealed, error) {
	return find(ctx, t.tx, ids)
}

// Insert adds entries by PostgreSQL's copy protocol.
func (t transaction) Insert(ctx context.Context, entries []ledger.Sealed) error {
	_, err := t.tx.CopyFrom(ctx, pgx.Identifier{"entry"}, []string{"seq", "id", "text"},
		pgx.CopyFromSlice(len(entries), func(i int) ([]any, error) {
			return []any{entries[i].Seq, entries[i].ID, entries[i].Text}, nil
		}))
	return err
}

// ReadTile is the hashes of a tile.
func (t transaction) ReadTile(ctx context.Context, level int, n int64) ([]byte, error) {
	return readTile(ctx, t.tx, level, n)
}

// WriteTile stores a tile in place of a shorter one.
func (t transaction) WriteTile(ctx context.Context, tile ledger.Tile) error {
	_, err := t.tx.Exec(ctx, "insert into tile (level, n, hashes) values ($1, $2, $3) "+
		"on conflict (level, n) do update set hashes = excluded.hashes",
		tile.Level, tile.N, tile.Hashes)
	return err
}
