package sqlite

import (
	"context"
	"database/sql"

	"lockstep/internal/ledger"
)

// A transaction is the writing of one Append. Its statements are prepared once; a batch of the
// usual size goes in with a few of them, each for many rows.
type transaction struct {
	tx       *sql.Tx
	prepared map[string]*sql.Stmt // by their text
}

// insertRows is how many entries one statement inserts.
const insertRows = 64

func (t *transaction) close() {
	for _, s := range t.prepared {
		s.Close()
	}
}

// statement is a prepared statement of that text.
func (t *transaction) statement(ctx context.Context, text string) (*sql.Stmt, error) {
	if s, there := t.prepared[text]; there {
		return s, nil
	}
	s, err := t.tx.PrepareContext(ctx, text)
	if err != nil {
		return nil, err
	}
	if t.prepared == nil {
		t.prepared = map[string]*sql.Stmt{}
	}
	t.prepared[text] = s
	return s, nil
}

// exec executes a prepared statement.
func (t *transaction) exec(ctx context.Context, text string, args ...any) error {
	s, err := t.statement(ctx, text)
	if err != nil {
		return err
	}
	_, err = s.ExecContext(ctx, args...)
	return err
}

// QueryContext runs a query as a prepared statement.
func (t *transaction) QueryContext(ctx context.Context, text string, args ...any) (
	*sql.Rows, error,
) {
	s, err := t.statement(ctx, text)
	if err != nil {
		return nil, err
	}
	return s.QueryContext(ctx, args...)
}

// Last is the last entry.
func (t *transaction) Last(ctx context.Context) (ledger.Sealed, error) {
	last, err := query(ctx, t, "select seq, id, text from entry order by seq desc limit 1", nil)
	if err != nil || len(last) == 0 {
		return ledger.Sealed{}, err
	}
	return last[0], nil
}

// Find gives the entries of these ids.
func (t *transaction) Find(ctx context.Context, ids []string) ([]ledger.Sealed, error) {
	return query(ctx, t, findEntries(len(ids)), ids)
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
		if err := t.exec(ctx, insertEntries+"(?, ?, ?)", e.Seq, e.ID, e.Text); err != nil {
			return err
		}
	}
	return nil
}

const insertEntries = "insert into entry (seq, id, text) values "

// insertManyEntries inserts insertRows entries.
var insertManyEntries = insertEntries + marks(insertRows, "(?, ?, ?)")

func (t *transaction) insertMany(ctx context.Context, entries []ledger.Sealed) error {
	args := make([]any, 0, 3*insertRows)
	for i := range entries {
		e := &entries[i]
		args = append(args, e.Seq, e.ID, e.Text)
	}
	return t.exec(ctx, insertManyEntries, args...)
}

// ReadTile is the hashes of a tile.
func (t *transaction) ReadTile(ctx context.Context, level int, n int64) ([]byte, error) {
	return readTile(ctx, t, level, n)
}

// WriteTile stores a tile in place of a shorter one.
func (t *transaction) WriteTile(ctx context.Context, tile ledger.Tile) error {
	return t.exec(ctx, "insert into tile (level, n, hashes) values (?, ?, ?) "+
		"on conflict (level, n) do update set hashes = excluded.hashes",
		tile.Level, tile.N, tile.Hashes)
}
