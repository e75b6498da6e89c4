package web_test

import (
	"context"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"lockstep/internal/web"
)

// TestADoorOpens asks at a door before and after there is a server behind it.
func TestADoorOpens(t *testing.T) {
	door := web.NewDoor(slog.New(slog.DiscardHandler))
	asked := func(path string) *httptest.ResponseRecorder {
		w := httptest.NewRecorder()
		door.ServeHTTP(w, localRequest(http.MethodGet, path))
		return w
	}
	for path, want := range map[string]int{"/healthz": 200, "/readyz": 503, "/": 503,
		"/api/v1/status": 503} {
		got := asked(path)
		if got.Code != want || got.Header().Get("Content-Security-Policy") == "" {
			t.Errorf("%s while the project is read: %d, %v", path, got.Code, got.Header())
		}
	}
	_, server := servedBy(t, doha)
	server.Warm()
	door.Open(server)
	for _, path := range []string{"/healthz", "/readyz", "/", "/agreement"} {
		if got := asked(path).Code; got != http.StatusOK {
			t.Errorf("%s when it is read: %d", path, got)
		}
	}
}

// TestAClosedDoorEnds ends a door behind which nothing has been opened yet.
func TestAClosedDoorEnds(t *testing.T) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() { ended <- web.NewDoor(slog.New(slog.DiscardHandler)).Serve(ctx, listener) }()
	answer, err := http.Get("http://" + listener.Addr().String() + "/readyz")
	if err != nil {
		t.Fatal(err)
	}
	if answer.Body.Close(); answer.StatusCode != http.StatusServiceUnavailable {
		t.Errorf("it says %d", answer.StatusCode)
	}
	cancel()
	select {
	case err := <-ended:
		if err != nil {
			t.Error(err)
		}
	case <-time.After(20 * time.Second):
		t.Error("it does not end")
	}
}
