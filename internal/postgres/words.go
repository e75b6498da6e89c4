package postgres

import (
	"context"
	"errors"
	"strings"

	"github.com/jackc/pgx/v5"

	"lockstep/internal/concordance"
	"lockstep/internal/ledger"
)

var _ ledger.Concordance = (*Store)(nil)

// wordTables are made where they are first asked for: they are no part of the ledger's schema, and
// a ledger made by an older program gets them too. The words were cut and folded before, so no
// configuration of text search has a say in them.
const wordTables = `
create table if not exists word_reach (
	version integer not null,
	seq     bigint not null,
	leaf    bytea not null
);
create table if not exists word (
	seq   bigint primary key,
	words tsvector not null
);
create index if not exists word_in on word using gin (words)`

// FindWords gives the entries in which all words of a term stand. See [ledger.Concordance].
func (s *Store) FindWords(ctx context.Context, term concordance.Term) ([]int64, error) {
	if err := ledger.Reindex(ctx, s, words{s}); err != nil {
		return nil, s.passOn(err)
	}
	rows, err := s.pool.Query(ctx,
		"select seq from word where words @@ $1::tsquery order by seq", matching(term))
	if err == nil {
		var found []int64
		if found, err = pgx.CollectRows(rows, pgx.RowTo[int64]); err == nil {
			return found, nil
		}
	}
	if codeOf(err) == codeUndefinedTable {
		return nil, nil // nothing was ever put into it
	}
	return nil, s.wrap("reading", err)
}

// matching is a term in the syntax of tsquery: each word a string of its own.
func matching(term concordance.Term) string {
	quoted := make([]string, len(term.Words))
	for i, word := range term.Words {
		quoted[i] = "'" + strings.NewReplacer("'", "''", `\`, `\\`).Replace(word) + "'"
	}
	text := strings.Join(quoted, " & ")
	if term.Whole {
		return text
	}
	return text + ":*"
}

// words are the tables of words of a ledger.
type words struct{ *Store }

// Reach is how far the words reach.
func (w words) Reach(ctx context.Context) (ledger.Reach, error) {
	reach, err := reachOf(ctx, w.pool)
	return reach, failed(err)
}

func reachOf(ctx context.Context, q querier) (ledger.Reach, error) {
	var reach ledger.Reach
	var leaf []byte
	rows, err := q.Query(ctx, "select version, seq, leaf from word_reach")
	if err == nil {
		_, err = pgx.CollectOneRow(rows, func(row pgx.CollectableRow) (struct{}, error) {
			return struct{}{}, row.Scan(&reach.Version, &reach.Seq, &leaf)
		})
	}
	copy(reach.Leaf[:], leaf)
	if errors.Is(err, pgx.ErrNoRows) || codeOf(err) == codeUndefinedTable {
		return ledger.Reach{}, nil
	}
	return reach, err
}

// PutWords adds the words of further entries. See [ledger.WordTable].
func (w words) PutWords(
	ctx context.Context, from, to ledger.Reach, entries []ledger.Worded,
) error {
	return failed(pgx.BeginFunc(ctx, w.pool, func(tx pgx.Tx) error {
		// Nobody who records has to wait for this one.
		_, err := tx.Exec(ctx, "select pg_advisory_xact_lock(hashtextextended($1, 0))",
			"lockstep words "+w.schema)
		if err == nil {
			_, err = tx.Exec(ctx, wordTables)
		}
		if err != nil {
			return err
		}
		reach, err := reachOf(ctx, tx)
		if err != nil || from != (ledger.Reach{}) && reach != from {
			return err
		}
		if from == (ledger.Reach{}) {
			if _, err := tx.Exec(ctx, "delete from word"); err != nil {
				return err
			}
		}
		return putWords(ctx, tx, to, entries)
	}))
}

func putWords(ctx context.Context, tx pgx.Tx, to ledger.Reach, entries []ledger.Worded) error {
	more := &pgx.Batch{}
	for _, e := range entries {
		more.Queue("insert into word (seq, words) values ($1, array_to_tsvector($2))", e.Seq, e.Words)
	}
	more.Queue("delete from word_reach")
	more.Queue("insert into word_reach (version, seq, leaf) values ($1, $2, $3)", to.Version, to.Seq,
		to.Leaf[:])
	return tx.SendBatch(ctx, more).Close()
}
