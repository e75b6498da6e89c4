package accounts

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestNotesKeepTheirHistoryAndTheirOwner(t *testing.T) {
	d := open(t)
	d.add(t, "asha", Steward, "")
	d.add(t, "omid", Assessor, "")
	ctx := t.Context()
	first, err := d.AddNote(ctx, "omid", "commitment:five-bases", "ask the embassy")
	if err != nil {
		t.Fatal(err)
	}
	start := d.clock.UnixMilli()
	d.clock = d.clock.Add(1)
	for _, text := range []string{"asked", ""} {
		d.clock = d.clock.Add(1e9)
		if err := d.ChangeNote(ctx, "omid", first, text); err != nil {
			t.Fatal(err)
		}
	}
	second, err := d.AddNote(ctx, "omid", "event:e1", "whose word is it?")
	if err != nil {
		t.Fatal(err)
	}
	got, err := d.Notes(ctx, "omid", "commitment:five-bases")
	want := []Note{{first, "commitment:five-bases", []NoteVersion{{start, "ask the embassy"},
		{start + 1000, "asked"}, {start + 2000, ""}}}}
	if diff := cmp.Diff(want, got); diff != "" || err != nil {
		t.Error(diff, err)
	}
	if all, err := d.Notes(ctx, "omid", ""); len(all) != 2 || err != nil {
		t.Errorf("%v, %v", all, err)
	}
	for _, who := range []string{"asha", "nobody", ""} {
		if seen, err := d.Notes(ctx, who, ""); len(seen) != 0 || err != nil {
			t.Errorf("%q is given %v, %v", who, seen, err)
		}
		if err := d.ChangeNote(ctx, who, second, "mine now"); !errors.Is(err, ErrNotThere) {
			t.Errorf("%q changes it: %v", who, err)
		}
	}
	for _, text := range []string{"", "  \n", strings.Repeat("x", MostNote+1)} {
		if _, err := d.AddNote(ctx, "omid", "event:e1", text); !errors.Is(err, ErrNote) {
			t.Errorf("%.10q: %v", text, err)
		}
	}
}

func TestAnIdentityIsOneAccounts(t *testing.T) {
	d := open(t)
	d.add(t, "asha", Steward, "")
	ctx := t.Context()
	who := Identity{"https://id.example.org", "4711"}
	if _, err := d.ByIdentity(ctx, who); !errors.Is(err, ErrSignIn) {
		t.Errorf("somebody unknown: %v", err)
	}
	omid := Person{Name: "omid", Display: "omid", Role: Reader}
	if err := d.AddWithoutPassword(ctx, "asha", omid, who); err != nil {
		t.Fatal(err)
	}
	if got, err := d.ByIdentity(ctx, who); got != omid || err != nil {
		t.Errorf("%v, %v", got, err)
	}
	for _, other := range []Identity{{"https://evil.example.org", "4711"}, {who.Issuer, "4712"}, {}} {
		if _, err := d.ByIdentity(ctx, other); !errors.Is(err, ErrSignIn) {
			t.Errorf("%v: %v", other, err)
		}
	}
	if _, err := d.SignIn(ctx, "omid", "", "192.0.2.1"); !errors.Is(err, ErrSignIn) {
		t.Errorf("without a password: %v", err)
	}
	for _, taken := range []Identity{who, {"", "x"}, {"x", ""}} {
		if err := d.Link(ctx, "asha", "asha", taken); !errors.Is(err, ErrIdentity) {
			t.Errorf("%v: %v", taken, err)
		}
	}
	third := Person{Name: "third", Role: Reader}
	if err := d.AddWithoutPassword(ctx, "asha", third, who); !errors.Is(err, ErrIdentity) {
		t.Errorf("a second account of one identity: %v", err)
	}
	if all, err := d.List(ctx); len(all) != 2 || err != nil {
		t.Errorf("half an account stayed: %v, %v", all, err)
	}
	if err := d.Disable(ctx, "asha", "omid"); err != nil {
		t.Fatal(err)
	}
	if _, err := d.ByIdentity(ctx, who); !errors.Is(err, ErrSignIn) {
		t.Errorf("disabled: %v", err)
	}
	if err := d.Enable(ctx, "asha", "omid"); err != nil {
		t.Fatal(err)
	}
	if err := d.Unlink(ctx, "asha", "omid"); err != nil {
		t.Fatal(err)
	}
	if _, err := d.ByIdentity(ctx, who); !errors.Is(err, ErrSignIn) {
		t.Errorf("after it was ended: %v", err)
	}
}
