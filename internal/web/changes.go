package web

import (
	"fmt"
	"net/http"
	"strconv"
	"time"
)

// aliveEvery is how often a stream says that it is still there, so that proxies keep it open.
const aliveEvery = 20 * time.Second

// longestStream is how long one stream lasts; a browser opens the next one by itself.
const longestStream = 30 * time.Minute

// changes is a stream of server-sent events (WHATWG HTML, section 9.2): one whenever there is
// another edition of the project than the reader has, with its revision. What is recorded and is
// not for the reader makes none. It ends where the reader's account no longer counts as it did.
func (s *Server) changes(w http.ResponseWriter, r *http.Request) {
	h := w.Header()
	h.Set("Content-Type", "text/event-stream")
	h.Set("Cache-Control", "no-store")
	h.Set("X-Accel-Buffering", "no")
	control := http.NewResponseController(w)
	seen, _ := strconv.ParseUint(r.URL.Query().Get("after"), 10, 64)
	end := time.NewTimer(longestStream)
	defer end.Stop()
	alive := time.NewTicker(aliveEvery)
	defer alive.Stop()
	told := ": here\n\n"
	for {
		edition := s.edition(r)
		if edition.Revision != seen {
			seen = edition.Revision
			told += fmt.Sprintf("event: edition\ndata: %d\n\n", seen)
		}
		if told != "" {
			control.SetWriteDeadline(time.Now().Add(writeTimeout))
			if _, err := fmt.Fprint(w, told); err != nil || control.Flush() != nil {
				return
			}
		}
		told = ""
		select {
		case <-edition.Superseded():
		case <-alive.C:
			if told = ": here\n\n"; !s.counts(r) {
				return
			}
		case <-r.Context().Done():
			return
		case <-s.draining:
			return
		case <-end.C:
			return
		}
	}
}
