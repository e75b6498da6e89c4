package drive

import (
	"bufio"
	"fmt"
	"net/http"
	"strconv"
	"strings"
)

// A Stream is what a page that is open hears from its server.
type Stream struct {
	Editions <-chan uint64 // the number of each further edition of the project
	Ended    <-chan error  // how the stream ended, nil where the server ended it
}

// Follow opens the stream of a server until the server ends.
func (s *Server) Follow() (*Stream, error) {
	answer, err := http.Get(s.URL + "/changes")
	if err != nil {
		return nil, err
	}
	if answer.StatusCode != http.StatusOK {
		answer.Body.Close()
		return nil, fmt.Errorf("the stream of changes is answered with %s", answer.Status)
	}
	editions, ended := make(chan uint64, 1000), make(chan error, 1)
	go func() {
		defer answer.Body.Close()
		defer close(editions)
		lines := bufio.NewScanner(answer.Body)
		for lines.Scan() {
			number, is := strings.CutPrefix(lines.Text(), "data: ")
			if edition, err := strconv.ParseUint(number, 10, 64); is && err == nil {
				select {
				case editions <- edition:
				default: // nobody reads them
				}
			}
		}
		ended <- lines.Err()
	}()
	return &Stream{editions, ended}, nil
}
