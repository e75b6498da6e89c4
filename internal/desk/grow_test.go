package desk_test

import (
	"context"
	"fmt"
	"path/filepath"
	"testing"

	"lockstep/internal/desk"
	"lockstep/internal/ledger"
	"lockstep/internal/sqlite"
)

// TestEveryEditionKeepsItsOwn adds event after event, and edits the text in between so that one of
// them is no longer known: each edition goes on showing what it showed when it was the newest.
func TestEveryEditionKeepsItsOwn(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, "small.hcl", text)
	ctx := context.Background()
	store, err := sqlite.Create(ctx, filepath.Join(dir, "lockstep.db"), "small", sqlite.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close()
	d := openIn(t, dir)
	var editions []*desk.Edition
	var showed []string
	for i := range 12 {
		if i == 6 {
			write(t, dir, "small.hcl", text+"\nparty \"other\" {\n}\n")
			d.Refresh(ctx)
		}
		add(t, store, i)
		d.Refresh(ctx)
		editions, showed = append(editions, d.Now()), append(showed, shows(d.Now()))
		if want := i + 1; len(d.Now().Events) != want {
			t.Fatalf("%d events after %d were recorded", len(d.Now().Events), want)
		}
	}
	for i, e := range editions {
		if now := shows(e); now != showed[i] {
			t.Errorf("edition %d showed %s and shows %s now", i, showed[i], now)
		}
	}
	again := openIn(t, dir)
	if shows(again.Now()) != showed[len(showed)-1] {
		t.Errorf("opened anew it shows %s, and %s before", shows(again.Now()), showed[len(showed)-1])
	}
}

// shows are the ids and the checkpoint that an edition shows.
func shows(e *desk.Edition) string {
	told := e.Checkpoint
	for i := range e.Events {
		told += " " + string(ledger.AppendJSON(nil, &e.Events[i]))
	}
	return fmt.Sprint(told, len(e.LeftOut))
}
