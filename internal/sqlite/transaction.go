package sqlite

import (
	"context"
	"database/sql"

	"lockstep/internal/ledger"
)

// A transaction is the writing of one Append. Its statements are prepared once; a batch of the
// usual size goes in with a few of them, each for many rows.
type transaction struct {
	tx     *sql.Tx
	insert *sql.Stmt // of insertRows entries
}

// insertRows is how many entries one statement inserts.
const insertRows = 64

func (t *transaction) close() {
	if t.insert != nil {
		t.insert.Close()
	}
}

// Last is the last entry.
func (t *transaction) Last(ctx context.Context) (ledger.Sealed, error) {
	last, err := query(ctx, t.tx, "select seq, id, text from entry order by seq desc limit 1", nil)
	if err != nil || len(last) == 0 {
		return ledger.Sealed{}, err
	}
	return last[0], nil
}

// Find gives the entries of these ids.
func (t *transaction) Find(ctx context.Context, ids []string) ([]ledger.Sealed, error) {
	return query(ctx, t.tx, findEntries(len(ids)), ids)
}

// Insert adds entries.
func (t *transaction) Insert(ctx context.Context, entries []ledger.Sealed) error {
	for len(entries) >= insertRows {
		if err := t.insertMany(ctx, entries[:insertRows]); err != nil {
			return err
		}
		entries = entries[insertRows:]
	}
	for _, e := range entries {
		_, err := t.tx.ExecContext(ctx, "insert into entry (seq, id, text) values (?, ?, ?)",
			e.Seq, e.ID, e.Text)
		if err != nil {
			return err
		}
	}
	return nil
}

func (t *transaction) insertMany(ctx context.Context, entries []ledger.Sealed) error {
	if t.insert == nil {
		var err error
		t.insert, err = t.tx.PrepareContext(ctx, "insert into entry (seq, id, text) values "+
			marks(insertRows, "(?, ?, ?)"))
		if err != nil {
			return err
		}
	}
	args := make([]any, 0, 3*insertRows)
	for i := range entries {
		e := &entries[i]
		args = append(args, e.Seq, e.ID, e.Text)
	}
	_, err := t.insert.ExecContext(ctx, args...)
	return err
}

// ReadTile is the hashes of a tile.
func (t *transaction) ReadTile(ctx context.Context, level int, n int64) ([]byte, error) {
	return readTile(ctx, t.tx, level, n)
}

// WriteTile stores a tile in place of a shorter one.
func (t *transaction) WriteTile(ctx context.Context, tile ledger.Tile) error {
	_, err := t.tx.ExecContext(ctx, "insert into tile (level, n, hashes) values (?, ?, ?) "+
		"on conflict (level, n) do update set hashes = excluded.hashes",
		tile.Level, tile.N, tile.Hashes)
	return err
}
