package web

import (
	"compress/gzip"
	"fmt"
	"net/http"
	"runtime/debug"
	"strings"
	"sync"

	"lockstep/internal/pages"
)

// policy is what a page may load and run: what comes from here, and nothing written into it.
const policy = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; " +
	"form-action 'self'; connect-src 'self'; frame-ancestors 'none'; base-uri 'none'"

// guarded is a handler with what holds for every request around it.
func (s *Server) guarded(next http.Handler) http.Handler {
	origins := http.NewCrossOriginProtection()
	return s.caught(withHeaders(origins.Handler(bounded(compressed(next)))))
}

// withHeaders sets what every answer says to a browser.
func withHeaders(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("Content-Security-Policy", policy)
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Referrer-Policy", "same-origin")
		h.Set("Cross-Origin-Opener-Policy", "same-origin")
		h.Set("Cross-Origin-Resource-Policy", "same-origin")
		h.Set("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()")
		next.ServeHTTP(w, r)
	})
}

// bounded lets no request send more than it may.
func bounded(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		most := int64(mostBody)
		if r.Method == http.MethodPost && r.URL.Path == pages.Import.Path {
			most = mostSent
		}
		r.Body = http.MaxBytesReader(w, r.Body, most)
		next.ServeHTTP(w, r)
	})
}

// caught turns a fault of ours into an answer, and keeps what led to it in the log.
func (s *Server) caught(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		defer func() {
			fault := recover()
			if fault == nil {
				return
			}
			if fault == http.ErrAbortHandler {
				panic(fault) // the server's own way to break off
			}
			s.log.Error("a request failed", "path", r.URL.Path, "fault", fmt.Sprint(fault),
				"stack", string(debug.Stack()))
			http.Error(w, "Something went wrong here. It has been written down.",
				http.StatusInternalServerError)
		}()
		next.ServeHTTP(w, r)
	})
}

// compressed writes answers smaller where the browser can read that.
func compressed(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Add("Vary", "Accept-Encoding")
		if !readsGzip(r) {
			next.ServeHTTP(w, r)
			return
		}
		z := &zipped{ResponseWriter: w}
		defer z.close()
		next.ServeHTTP(z, r)
	})
}

// readsGzip reports whether whoever asks can read what is compressed.
func readsGzip(r *http.Request) bool {
	return strings.Contains(r.Header.Get("Accept-Encoding"), "gzip")
}

var zippers = sync.Pool{New: func() any { return gzip.NewWriter(nil) }}

// A zipped answer is compressed from its first byte, if it is text.
type zipped struct {
	http.ResponseWriter
	gzip  *gzip.Writer
	begun bool
}

// WriteHeader decides, by the kind of the answer, whether it is compressed.
func (z *zipped) WriteHeader(code int) {
	if !z.begun {
		z.begun = true
		kind := z.Header().Get("Content-Type")
		text := strings.HasPrefix(kind, "text/") || strings.HasPrefix(kind, "image/svg") ||
			strings.HasPrefix(kind, "application/json")
		done := z.Header().Get("Content-Encoding") != "" || code == http.StatusNotModified
		if text && !done && !strings.HasPrefix(kind, "text/event-stream") {
			z.Header().Set("Content-Encoding", "gzip")
			z.Header().Del("Content-Length")
			z.gzip = zippers.Get().(*gzip.Writer)
			z.gzip.Reset(z.ResponseWriter)
		}
	}
	z.ResponseWriter.WriteHeader(code)
}

func (z *zipped) Write(text []byte) (int, error) {
	if !z.begun {
		z.WriteHeader(http.StatusOK)
	}
	if z.gzip != nil {
		return z.gzip.Write(text)
	}
	return z.ResponseWriter.Write(text)
}

// Unwrap lets a handler reach the connection.
func (z *zipped) Unwrap() http.ResponseWriter { return z.ResponseWriter }

func (z *zipped) close() {
	if z.gzip != nil {
		z.gzip.Close()
		zippers.Put(z.gzip)
	}
}
