package postgres

import (
	"context"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
)

// silence is how long nothing may be heard before the server is asked whether it is still there.
const silence = 20 * time.Second

// Listen calls heard once it listens, since something may have been added before, and then each
// time that anybody has added to a ledger of the database. It ends with an error when the
// connection is lost, or nil when the context ends.
func (s *Store) Listen(ctx context.Context, heard func()) error {
	conn, err := pgx.ConnectConfig(ctx, s.pool.Config().ConnConfig)
	if err != nil {
		return s.unheard(ctx, err)
	}
	defer conn.Close(context.WithoutCancel(ctx))
	if _, err := conn.Exec(ctx, "listen lockstep"); err != nil {
		return s.unheard(ctx, err)
	}
	for heard(); ; heard() {
		if err := next(ctx, conn); err != nil {
			return s.unheard(ctx, err)
		}
	}
}

// next waits for a notification. A server that is gone without a word is found out by asking.
func next(ctx context.Context, conn *pgx.Conn) error {
	for {
		bounded, cancel := context.WithTimeout(ctx, silence)
		_, err := conn.WaitForNotification(bounded)
		cancel()
		if err == nil || ctx.Err() != nil || !pgconn.Timeout(err) {
			return err
		}
		bounded, cancel = context.WithTimeout(ctx, patience)
		err = conn.Ping(bounded)
		cancel()
		if err != nil {
			return err
		}
	}
}

// unheard is the error of a connection on which nothing is heard any more.
func (s *Store) unheard(ctx context.Context, err error) error {
	if ctx.Err() != nil {
		return nil
	}
	return s.wrap("listening to", err)
}
