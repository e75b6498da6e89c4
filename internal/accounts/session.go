package accounts

import (
	"context"
	"database/sql"
	"encoding/base64"
	"errors"
	"time"
)

// Sessions keep what belongs to each signed-in browser. They are a store of package scs, which
// is told to hand over digests instead of the tokens that browsers hold.
type Sessions struct{ of *Accounts }

// Sessions gives the store of sessions.
func (a *Accounts) Sessions() Sessions { return Sessions{a} }

// Find gives the data of a session that has not ended.
func (s Sessions) Find(token string) ([]byte, bool, error) {
	return s.FindCtx(context.Background(), token)
}

// FindCtx gives the data of a session that has not ended.
func (s Sessions) FindCtx(ctx context.Context, token string) ([]byte, bool, error) {
	var data string
	var expires int64
	err := s.of.db.QueryRowContext(ctx, s.of.statement(
		"select data, expires from session where token = ?1"), token).Scan(&data, &expires)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, false, nil
	}
	if err != nil || s.of.now().UnixMilli() >= expires {
		return nil, false, err
	}
	decoded, err := base64.StdEncoding.DecodeString(data)
	return decoded, err == nil, err
}

// Commit keeps the data of a session until it ends, and forgets those that have.
func (s Sessions) Commit(token string, data []byte, expires time.Time) error {
	return s.CommitCtx(context.Background(), token, data, expires)
}

// CommitCtx keeps the data of a session until it ends, and forgets those that have.
func (s Sessions) CommitCtx(
	ctx context.Context, token string, data []byte, expires time.Time,
) error {
	_, err := s.of.db.ExecContext(ctx, s.of.statement("insert into session (token, data, expires) "+
		"values (?1, ?2, ?3) on conflict (token) do update set data = excluded.data, "+
		"expires = excluded.expires"), token, base64.StdEncoding.EncodeToString(data),
		expires.UnixMilli())
	if err != nil {
		return err
	}
	_, err = s.of.db.ExecContext(ctx, s.of.statement("delete from session where expires <= ?1"),
		s.of.now().UnixMilli())
	return err
}

// Delete ends a session.
func (s Sessions) Delete(token string) error { return s.DeleteCtx(context.Background(), token) }

// DeleteCtx ends a session.
func (s Sessions) DeleteCtx(ctx context.Context, token string) error {
	_, err := s.of.db.ExecContext(ctx, s.of.statement("delete from session where token = ?1"), token)
	return err
}
