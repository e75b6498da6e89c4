package sqlite

import (
	"context"
	"database/sql"
	"strings"

	"lockstep/internal/concordance"
	"lockstep/internal/ledger"
)

var _ ledger.Concordance = (*Store)(nil)

// wordTables are made where they are first asked for: they are no part of the ledger's schema, and
// a ledger made by an older program gets them too. The words were cut and folded before, and none
// holds ASCII but small letters and digits, so the tokenizer leaves them as they are.
const wordTables = `
create table if not exists word_reach (
	version integer not null,
	seq     integer not null,
	leaf    blob not null
) strict;
create virtual table if not exists word
	using fts5(words, content = '', columnsize = 0, detail = none, tokenize = 'ascii')`

// FindWords gives the entries in which all words of a term stand. See [ledger.Concordance].
func (s *Store) FindWords(ctx context.Context, term concordance.Term) ([]int64, error) {
	if err := ledger.Reindex(ctx, s, words{s}); err != nil {
		return nil, s.passOn(err)
	}
	rows, err := s.reading.QueryContext(ctx,
		"select rowid from word where word match ? order by rowid", matching(term))
	if isAbsent(err) {
		return nil, nil // nothing was ever put into it
	}
	if err != nil {
		return nil, s.wrap("reading", err)
	}
	defer rows.Close()
	var found []int64
	for rows.Next() {
		var seq int64
		if err := rows.Scan(&seq); err != nil {
			return nil, s.wrap("reading", err)
		}
		found = append(found, seq)
	}
	return found, s.wrap("reading", rows.Err())
}

// matching is a term in the syntax of FTS5: each word a string of its own.
func matching(term concordance.Term) string {
	quoted := make([]string, len(term.Words))
	for i, word := range term.Words {
		quoted[i] = `"` + strings.ReplaceAll(word, `"`, `""`) + `"`
	}
	text := strings.Join(quoted, " AND ")
	if term.Whole {
		return text
	}
	return text + " *"
}

// isAbsent reports whether a table is not there.
func isAbsent(err error) bool {
	return err != nil && strings.Contains(err.Error(), "no such table")
}

// words are the tables of words of a ledger.
type words struct{ *Store }

// Reach is how far the words reach.
func (w words) Reach(ctx context.Context) (ledger.Reach, error) {
	return reachOf(ctx, w.reading)
}

func reachOf(ctx context.Context, q querier) (ledger.Reach, error) {
	var reach ledger.Reach
	rows, err := q.QueryContext(ctx, "select version, seq, leaf from word_reach")
	if isAbsent(err) {
		return reach, nil
	}
	if err != nil {
		return reach, err
	}
	defer rows.Close()
	var leaf []byte
	if rows.Next() {
		if err := rows.Scan(&reach.Version, &reach.Seq, &leaf); err != nil {
			return reach, err
		}
	}
	copy(reach.Leaf[:], leaf)
	return reach, rows.Err()
}

// PutWords adds the words of further entries. See [ledger.WordTable].
func (w words) PutWords(
	ctx context.Context, from, to ledger.Reach, entries []ledger.Worded,
) error {
	tx, err := w.writing.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	if _, err := tx.ExecContext(ctx, wordTables); err != nil {
		return err
	}
	reach, err := reachOf(ctx, tx)
	if err != nil || from != (ledger.Reach{}) && reach != from {
		return err
	}
	if from == (ledger.Reach{}) {
		if _, err := tx.ExecContext(ctx, "insert into word(word) values ('delete-all')"); err != nil {
			return err
		}
	}
	if err := putWords(ctx, tx, entries); err != nil {
		return err
	}
	if _, err := tx.ExecContext(ctx, "delete from word_reach"); err != nil {
		return err
	}
	_, err = tx.ExecContext(ctx, "insert into word_reach (version, seq, leaf) values (?, ?, ?)",
		to.Version, to.Seq, to.Leaf[:])
	if err != nil {
		return err
	}
	return tx.Commit()
}

func putWords(ctx context.Context, tx *sql.Tx, entries []ledger.Worded) error {
	insert, err := tx.PrepareContext(ctx, "insert into word(rowid, words) values (?, ?)")
	if err != nil {
		return err
	}
	defer insert.Close()
	for _, e := range entries {
		if _, err := insert.ExecContext(ctx, e.Seq, strings.Join(e.Words, " ")); err != nil {
			return err
		}
	}
	return nil
}
