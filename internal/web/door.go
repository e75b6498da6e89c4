package web

import (
	"context"
	"errors"
	"log/slog"
	"net"
	"net/http"
	"sync"
	"sync/atomic"
	"time"

	"lockstep/internal/desk"
	"lockstep/internal/ledger"
	"lockstep/internal/pages"
)

// A Door is what browsers and the tools of operators reach. While the project behind it is still
// being read it says that the program runs and is not ready; once it is open, a Server answers.
type Door struct {
	log      *slog.Logger
	patience patience
	behind   atomic.Pointer[behind]
}

// What is behind a door.
type behind struct {
	server  *Server
	handler http.Handler
}

// NewDoor makes a door that is closed.
func NewDoor(log *slog.Logger) *Door { return &Door{log: log, patience: usual} }

// Open lets a server answer from now on.
func (d *Door) Open(s *Server) { d.behind.Store(&behind{s, s.Handler()}) }

// ServeHTTP answers a request.
func (d *Door) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if b := d.behind.Load(); b != nil {
		b.handler.ServeHTTP(w, r)
		return
	}
	withHeaders(http.HandlerFunc(closed)).ServeHTTP(w, r)
}

// closed answers while the project is being read.
func closed(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	w.Header().Set("Cache-Control", "no-store")
	if r.URL.Path == "/healthz" {
		w.Write([]byte("ok\n"))
		return
	}
	w.Header().Set("Retry-After", "1")
	w.WriteHeader(http.StatusServiceUnavailable)
	w.Write([]byte("The project is being read. Try again in a moment.\n"))
}

// Serve answers what comes in until the context ends, and then lets the requests that are under
// way come to their end.
func (d *Door) Serve(ctx context.Context, listener net.Listener) error {
	server := &http.Server{
		Handler:           d,
		ReadHeaderTimeout: d.patience.head,
		ReadTimeout:       d.patience.whole,
		WriteTimeout:      writeTimeout,
		IdleTimeout:       idleTimeout,
		MaxHeaderBytes:    mostHeader,
		ErrorLog:          slog.NewLogLogger(d.log.Handler(), slog.LevelWarn),
	}
	ended := make(chan error, 1)
	go func() { ended <- server.Serve(listener) }()
	select {
	case err := <-ended:
		return err
	case <-ctx.Done():
	}
	if b := d.behind.Load(); b != nil {
		close(b.server.draining)
	}
	bounded, cancel := context.WithTimeout(context.WithoutCancel(ctx), drainTime)
	defer cancel()
	err := server.Shutdown(bounded)
	if served := <-ended; !errors.Is(served, http.ErrServerClosed) {
		err = errors.Join(err, served)
	}
	return err
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
	d := NewDoor(s.log)
	d.patience = s.patience
	d.Open(s)
	return d.Serve(ctx, listener)
}

// Warm works out what the first page needs, on all processors at once. Without it the first who
// asks waits for all of it.
func (s *Server) Warm() {
	e := s.desk.For(ledger.Uncut)
	cut, _ := pages.ReadCut(e, nil, s.today(e))
	x := e.Answers(cut)
	var all sync.WaitGroup
	for _, work := range []func(*desk.Answers){
		func(x *desk.Answers) { x.Findings() },
		func(x *desk.Answers) { x.Exposure() },
		func(x *desk.Answers) { x.Report() },
		func(x *desk.Answers) { x.Counting() },
	} {
		all.Go(func() { work(x) })
	}
	all.Wait()
}
