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

// clearances are one of each.
var clearances = []ledger.Clearance{{}, {Party: "us"}, {Party: "them"},
	{Rank: ledger.RankCommission}, ledger.Uncut}

// TestWhatPeopleSeeGrowsAsItIs records events of every handling, with corrections of what some do
// not see. What everybody sees of each edition is what they would see of a desk opened anew, and
// stays what it was.
func TestWhatPeopleSeeGrowsAsItIs(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, "small.hcl", text)
	ctx := context.Background()
	store, err := sqlite.Create(ctx, filepath.Join(dir, "lockstep.db"), "lockstep/small",
		sqlite.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close()
	d := openIn(t, dir)
	showed := map[*desk.Edition]string{}
	for i, more := range []map[string]string{{}, {"handling": "commission"}, {},
		{"handling": "commission+us"}, {"corrects": "small-0002"}, {"handling": "stewards"},
		{"corrects": "small-0004", "handling": "all"}, {"corrects": "small-0001", "handling": "stewards"},
		{"kind": "retracted", "retracts": "small-0003"}, {}, {"corrects": "small-0008", "handling": "all"},
	} {
		fields := map[string]string{"kind": "done", "subject": "leave", "at": "2020-07-13",
			"note": fmt.Sprint(i)}
		for name, text := range more {
			fields[name] = text
		}
		id := fmt.Sprintf("small-%04d", i+1)
		if done, err := d.Record(ctx, ledger.Uncut, fields, id); err != nil || done.ID != id {
			t.Fatal(i, done, err)
		}
		fresh := openIn(t, dir)
		for _, c := range clearances {
			if i%2 == 0 && c.Party == "them" {
				continue // who looks only now and then
			}
			now := d.For(c)
			if got, want := shows(now), shows(fresh.For(c)); got != want ||
				now.Partial != fresh.For(c).Partial {
				t.Errorf("after %d, %+v sees\n%s, and of a desk opened anew\n%s", i, c, got, want)
			}
			showed[now] = shows(now)
		}
	}
	for e, before := range showed {
		if now := shows(e); now != before {
			t.Errorf("an edition showed %s and shows %s now", before, now)
		}
	}
}
