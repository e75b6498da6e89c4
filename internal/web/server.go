package web

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
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

// The bounds on a connection.
const (
	writeTimeout = 60 * time.Second
	idleTimeout  = 2 * time.Minute
	mostHeader   = 64 << 10
	mostBody     = 1 << 20
	drainTime    = 10 * time.Second
)

// patience is how long a server waits for a request: for its head, and for all of it.
type patience struct{ head, whole time.Duration }

// usual is the patience of every server but those of tests.
var usual = patience{10 * time.Second, 30 * time.Second}

// Serve answers what comes in until the context ends, and then lets the requests that are under
// way come to their end.
func (s *Server) Serve(ctx context.Context, listener net.Listener) error {
	server := &http.Server{
		Handler:           s.Handler(),
		ReadHeaderTimeout: s.patience.head,
		ReadTimeout:       s.patience.whole,
		WriteTimeout:      writeTimeout,
		IdleTimeout:       idleTimeout,
		MaxHeaderBytes:    mostHeader,
		ErrorLog:          slog.NewLogLogger(s.log.Handler(), slog.LevelWarn),
	}
	ended := make(chan error, 1)
	go func() { ended <- server.Serve(listener) }()
	select {
	case err := <-ended:
		return err
	case <-ctx.Done():
	}
	close(s.draining)
	bounded, cancel := context.WithTimeout(context.WithoutCancel(ctx), drainTime)
	defer cancel()
	err := server.Shutdown(bounded)
	if served := <-ended; !errors.Is(served, http.ErrServerClosed) {
		err = errors.Join(err, served)
	}
	return err
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
