package drive

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"sync"
	"time"
)

// Writers are many who record at the same time, each one event after the other.
type Writers struct {
	Number int
	Each   int                            // events of each
	Event  func(writer, i int) Event      // the i-th of a writer
	Told   func(writer, i int, id string) // what was acknowledged, at once; may be nil
}

// An Event is one as the API takes it: fields by name, its id among them.
type Event map[string]string

// Write records everything, writer i through the server at the address i modulo their number. It
// gives the ids that were acknowledged, by writer, in the order in which they were, also where it
// ends with an error.
func (w Writers) Write(urls ...string) ([][]string, error) {
	acknowledged := make([][]string, w.Number)
	errs := make([]error, w.Number)
	var writing sync.WaitGroup
	for i := range w.Number {
		writing.Go(func() { acknowledged[i], errs[i] = w.one(urls[i%len(urls)], i) })
	}
	writing.Wait()
	return acknowledged, errors.Join(errs...)
}

// one writes what the writer of that number has.
func (w Writers) one(url string, number int) (acknowledged []string, err error) {
	client := &http.Client{Transport: &http.Transport{}, Timeout: 2 * time.Minute}
	defer client.CloseIdleConnections()
	for i := range w.Each {
		event := w.Event(number, i)
		if err := enter(client, url, event); err != nil {
			return acknowledged, err
		}
		acknowledged = append(acknowledged, event["id"])
		if w.Told != nil {
			w.Told(number, i, event["id"])
		}
	}
	return acknowledged, nil
}

// enter records one event.
func enter(client *http.Client, url string, event Event) error {
	body, err := json.Marshal(event)
	if err != nil {
		return err
	}
	answer, err := client.Post(url+"/api/v1/events", "application/json", bytes.NewReader(body))
	if err != nil {
		return err
	}
	defer answer.Body.Close()
	said, err := io.ReadAll(answer.Body)
	if err == nil && answer.StatusCode != http.StatusCreated {
		err = fmt.Errorf("%s is answered with %s: %s", event["id"], answer.Status, said)
	}
	return err
}

// Verify holds exported events, as JSONL, against what was acknowledged and what had been sent: an
// acknowledged event is there once; nothing is there twice; the events of a writer stand in the
// order in which they were sent. Events of which nothing was sent are passed over.
func (w Writers) Verify(exported []byte, acknowledged [][]string) error {
	at, err := positions(exported)
	if err != nil {
		return err
	}
	for writer := range w.Number {
		before, missing := -1, false
		for i := range w.Each {
			id := w.Event(writer, i)["id"]
			where, there := at[id]
			switch {
			case !there && i < len(acknowledged[writer]):
				return fmt.Errorf("%s was acknowledged and is not there", id)
			case !there:
				missing = true
				continue
			case missing:
				return fmt.Errorf("%s is there, and one that its writer sent before is not", id)
			case where <= before:
				return fmt.Errorf("%s stands before what its writer sent earlier", id)
			}
			before = where
		}
	}
	return nil
}

// positions are the lines of events by id.
func positions(exported []byte) (map[string]int, error) {
	at := map[string]int{}
	lines := bufio.NewScanner(bytes.NewReader(exported))
	lines.Buffer(nil, 1<<20)
	for n := 0; lines.Scan(); n++ {
		var event struct{ ID string }
		if err := json.Unmarshal(lines.Bytes(), &event); err != nil {
			return nil, fmt.Errorf("line %d: %w", n+1, err)
		}
		if _, there := at[event.ID]; there {
			return nil, fmt.Errorf("%s is there twice", event.ID)
		}
		at[event.ID] = n
	}
	return at, lines.Err()
}
