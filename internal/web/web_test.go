package web_test

import (
	"context"
	"errors"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"lockstep/internal/web"
)

const doha = "../../examples/doha-2020"

func TestEveryAnswerCarriesThePolicy(t *testing.T) {
	_, handler := served(t, doha)
	for _, address := range []string{"/", "/nothing", "/healthz", "/static/none.css"} {
		policy := get(handler, address).Header().Get("Content-Security-Policy")
		for _, part := range []string{"default-src 'none'", "script-src 'self'", "style-src 'self'",
			"frame-ancestors 'none'", "form-action 'self'", "base-uri 'none'"} {
			if !strings.Contains(policy, part) {
				t.Errorf("%s: the policy %q lacks %s", address, policy, part)
			}
		}
	}
}

func TestAddressesThatCannotBeRead(t *testing.T) {
	_, handler := served(t, doha)
	answer := get(handler, "/?asof=yesterday&known=2020-07-31")
	if answer.Code != http.StatusBadRequest {
		t.Errorf("got %d", answer.Code)
	}
	for _, want := range []string{`value="yesterday"`, `aria-invalid="true"`, "such as 2020-07-13"} {
		if !strings.Contains(answer.Body.String(), want) {
			t.Errorf("the page does not say %s", want)
		}
	}
	if got := get(handler, "/nothing/at/all").Code; got != http.StatusNotFound {
		t.Errorf("an unknown path gives %d", got)
	}
}

func TestAssetsAreKeptForGood(t *testing.T) {
	_, handler := served(t, doha)
	page := get(handler, "/").Body.String()
	_, rest, found := strings.Cut(page, `rel="stylesheet" href="`)
	address, _, closed := strings.Cut(rest, `"`)
	if !found || !closed {
		t.Fatal("the page names no style sheet")
	}
	answer := get(handler, address)
	if answer.Code != http.StatusOK || !strings.Contains(answer.Body.String(), "--paper") {
		t.Errorf("%s: %d", address, answer.Code)
	}
	if got := answer.Header().Get("Cache-Control"); !strings.Contains(got, "immutable") {
		t.Errorf("it may be kept %q", got)
	}
}

func TestAnswersAreCompressedForThoseWhoRead(t *testing.T) {
	_, handler := served(t, doha)
	request := localRequest(http.MethodGet, "/")
	request.Header.Set("Accept-Encoding", "gzip")
	answer := httptest.NewRecorder()
	handler.ServeHTTP(answer, request)
	plain := get(handler, "/").Body.Len()
	if answer.Header().Get("Content-Encoding") != "gzip" || answer.Body.Len() > plain/2 {
		t.Errorf("%d bytes of %d as %q", answer.Body.Len(), plain,
			answer.Header().Get("Content-Encoding"))
	}
}

func TestOnlyThisMachineIsServedWithoutAccounts(t *testing.T) {
	for _, address := range []string{"0.0.0.0:0", ":0", "192.0.2.1:0", "[::]:0", "example.org:0"} {
		if _, err := web.Listen(context.Background(), address, false); !errors.Is(err, web.ErrNotLoopback) {
			t.Errorf("%s: %v", address, err)
		}
	}
	listener, err := web.Listen(context.Background(), "127.0.0.1:0", false)
	if err != nil {
		t.Fatal(err)
	}
	listener.Close()
}

func TestServingEndsWhenItIsTold(t *testing.T) {
	_, server := servedBy(t, doha)
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	go func() { ended <- server.Serve(ctx, listener) }()
	answer, err := http.Get("http://" + listener.Addr().String() + "/readyz")
	if err != nil || answer.StatusCode != http.StatusOK {
		t.Fatal(answer, err)
	}
	answer.Body.Close()
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
