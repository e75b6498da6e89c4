package web

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"time"

	"github.com/alexedwards/scs/v2"

	"lockstep/internal/accounts"
	"lockstep/internal/calendar"
	"lockstep/internal/desk"
	"lockstep/internal/pages"
)

// A Server serves the dashboard of one project.
type Server struct {
	desk     *desk.Desk
	log      *slog.Logger
	now      func() time.Time
	assets   *assets
	draining chan struct{} // closed when the server is about to end

	answers  []Answer // what programs can ask for
	measured *measured
	kept     *keeper
	offers   map[accounts.Role]*pages.Offered
	patience patience
	sharing  *Sharing // nil: it is for this machine alone
	sessions *scs.SessionManager
	files    files // that were sent and not yet decided on
}

// New makes the server of an open project. The clock says which day is today; nothing else of an
// answer hangs on it.
func New(d *desk.Desk, now func() time.Time, log *slog.Logger) (*Server, error) {
	files, err := readAssets()
	if err != nil {
		return nil, fmt.Errorf("reading the style sheet: %w", err)
	}
	return &Server{desk: d, log: log, now: now, assets: files, draining: make(chan struct{}),
		measured: newMeasured(d), kept: newKeeper(mostKept), patience: usual}, nil
}

// today is the day in the zone of the agreement.
func (s *Server) today(e *desk.Edition) calendar.Day {
	y, m, d := s.now().In(e.Agreement.Location()).Date()
	return calendar.MakeDay(y, int(m), d)
}

// ErrNotLoopback is the error of an address that others can reach, where nobody is asked who
// they are.
var ErrNotLoopback = errors.New("anybody who reaches this address could read and record: share " +
	"the dashboard among accounts, with --shared, or listen on 127.0.0.1")

// Listen opens an address. Unless the dashboard is shared among accounts it must be one of this
// machine.
func Listen(ctx context.Context, address string, shared bool) (net.Listener, error) {
	host, _, err := net.SplitHostPort(address)
	if err != nil {
		return nil, err
	}
	if !shared && !isLoopback(host) {
		return nil, ErrNotLoopback
	}
	var config net.ListenConfig
	return config.Listen(ctx, "tcp", address)
}

// isLoopback reports whether a host is this machine and reached by nobody else.
func isLoopback(host string) bool {
	ip := net.ParseIP(host)
	return host == "localhost" || ip != nil && ip.IsLoopback()
}
