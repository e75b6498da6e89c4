package web

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"net"
	"strings"
	"testing"
	"time"

	"lockstep/internal/desk"
	"lockstep/internal/lang"
)

// TestSlowAndEndlessRequestsEnd sends half of a head, half of a body, and a head without end: the
// server hangs up on each, and answers others meanwhile.
func TestSlowAndEndlessRequestsEnd(t *testing.T) {
	const doha = "../../examples/doha-2020"
	project, err := lang.Load(doha)
	if err != nil {
		t.Fatal(err)
	}
	d, err := desk.Open(t.Context(), doha, project)
	if err != nil {
		t.Fatal(err)
	}
	defer d.Close()
	s, err := New(d, time.Now, slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	s.patience = patience{head: 200 * time.Millisecond, whole: 400 * time.Millisecond}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() { ended <- s.Serve(ctx, listener) }()
	for name, text := range map[string]string{
		"half a head": "GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Half: ",
		"nothing":     "",
		"half a body": "POST /record HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 1000\r\n" +
			"Content-Type: application/x-www-form-urlencoded\r\n\r\nkind=do",
		"a head without end": "GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Long: " +
			strings.Repeat("x", 2*mostHeader),
	} {
		answer, err := until(listener.Addr().String(), text)
		if err != nil {
			t.Errorf("%s: the server does not hang up: %v", name, err)
		}
		if strings.HasPrefix(answer, "HTTP/1.1 2") || strings.HasPrefix(answer, "HTTP/1.1 5") {
			t.Errorf("%s: it answers %.40q", name, answer)
		}
		good, err := until(listener.Addr().String(),
			"GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n")
		if err != nil || !strings.HasPrefix(good, "HTTP/1.1 200") {
			t.Errorf("%s: others are answered %.40q, %v", name, good, err)
		}
	}
	cancel()
	if err := <-ended; err != nil {
		t.Error(err)
	}
}

// until sends a text and reads until the other side hangs up.
func until(address, text string) (string, error) {
	connection, err := net.Dial("tcp", address)
	if err != nil {
		return "", err
	}
	defer connection.Close()
	if err := connection.SetDeadline(time.Now().Add(time.Minute)); err != nil {
		return "", err
	}
	if _, err := fmt.Fprint(connection, text); err != nil {
		return "", nil // it has hung up before all was sent
	}
	answer, err := io.ReadAll(connection)
	if refused, is := err.(net.Error); is && refused.Timeout() {
		return "", err
	}
	return string(answer), nil // a reset is an end, too
}
