package desk_test

import (
	"context"
	"fmt"
	"testing"
	"time"

	"lockstep/internal/books"
	"lockstep/internal/desk"
	"lockstep/internal/lang"
	"lockstep/internal/ledger"
	"lockstep/internal/postgres"
	"lockstep/internal/postgres/postgrestest"
)

// TestWhatOthersRecordIsHeard watches so rarely that only what the database tells can make another
// edition, also after the server was gone.
func TestWhatOthersRecordIsHeard(t *testing.T) {
	server, err := postgrestest.Start()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := server.Stop(); err != nil {
			t.Error(err)
		}
	})
	t.Setenv(books.AddressVariable, server.URL())
	dir := t.TempDir()
	write(t, dir, "small.hcl", text)
	other := ledgerIn(t, dir, server.URL())
	d := openIn(t, dir)
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	go d.Watch(ctx, time.Hour)
	for i := range 3 {
		before := d.Now()
		add(t, other, i)
		holds(t, d, before, i+1)
	}
	if err := server.Restart(); err != nil {
		t.Fatal(err)
	}
	before := d.Now()
	add(t, other, 3)
	holds(t, d, before, 4)
}

// ledgerIn makes the ledger of the small text.
func ledgerIn(t *testing.T, dir, url string) ledger.Store {
	t.Helper()
	project, err := lang.Load(dir)
	if err != nil {
		t.Fatal(err)
	}
	to, err := postgres.ParseAddress(url)
	if err != nil {
		t.Fatal(err)
	}
	store, err := postgres.Create(t.Context(), to, books.OriginOf(project.Agreement),
		postgres.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { store.Close() })
	return store
}

// add appends an event as another program does. After the server was gone the first connections
// are found to be lost.
func add(t *testing.T, store ledger.Store, i int) {
	t.Helper()
	event, refused := ledger.EventOf(map[string]string{"id": fmt.Sprint("e", i),
		"at": "2020-07-13", "kind": "begun", "subject": "leave", "rests-on": "reported"})
	if len(refused) > 0 {
		t.Fatal(refused)
	}
	var err error
	for range 5 {
		if _, err = store.Append(t.Context(), ledger.Each([]ledger.Event{event})); err == nil {
			return
		}
	}
	t.Fatal(err)
}

// holds waits until the newest edition holds so many events.
func holds(t *testing.T, d *desk.Desk, e *desk.Edition, events int) {
	t.Helper()
	late := time.After(30 * time.Second)
	for len(e.Events) < events {
		select {
		case <-e.Superseded():
			e = d.Now()
		case <-late:
			t.Fatalf("%d of %d events are there, and nothing more is heard", len(e.Events), events)
		}
	}
}
