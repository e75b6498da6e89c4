package accounts

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

const good = "correct horse battery"

// desk is a set of accounts in a temporary file and the clock they go by.
type desk struct {
	*Accounts
	clock time.Time
	path  string
	again func() (*Accounts, error) // the same ones, opened once more
}

func open(t *testing.T) *desk {
	t.Helper()
	d := &desk{clock: time.Date(2020, 3, 1, 9, 0, 0, 0, time.UTC),
		path: filepath.Join(t.TempDir(), "accounts.db")}
	address, options := addressFor(t), Options{Now: func() time.Time { return d.clock }}
	d.again = func() (*Accounts, error) {
		if address != "" {
			return OpenPostgres(t.Context(), address, options)
		}
		return OpenFile(t.Context(), d.path, options)
	}
	var err error
	if d.Accounts, err = d.again(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { d.Close() })
	return d
}

// add makes an account for a test that is not about making one.
func (d *desk) add(t *testing.T, name string, role Role, party string) Person {
	t.Helper()
	p := Person{Name: name, Display: strings.ToUpper(name), Role: role, Party: party}
	if err := d.Add(t.Context(), "", p, good); err != nil {
		t.Fatal(err)
	}
	return p
}

func TestSignInGivesThePersonWhoIsThere(t *testing.T) {
	d := open(t)
	want := d.add(t, "asha", Delegate, "kabul")
	got, err := d.SignIn(t.Context(), "asha", good, "192.0.2.1")
	if err != nil || got != want {
		t.Errorf("got %v, %v, want %v", got, err, want)
	}
	for _, wrong := range [][2]string{{"asha", "correct horse"}, {"asha", ""}, {"nobody", good},
		{"", ""}, {"asha", good + strings.Repeat("x", 5000)}, {"asha' or 1=1 --", good}} {
		_, err := d.SignIn(t.Context(), wrong[0], wrong[1], "192.0.2.1")
		if !errors.Is(err, ErrSignIn) {
			t.Errorf("%q: got %v", wrong, err)
		}
	}
}

func TestGuessingIsBoundedAndTheOwnerElsewhereIsNotLockedOut(t *testing.T) {
	d := open(t)
	d.add(t, "asha", Steward, "")
	for range MostFailures {
		if _, err := d.SignIn(t.Context(), "asha", "wrong password", "192.0.2.66"); err == nil {
			t.Fatal("a wrong password let somebody in")
		}
	}
	if _, err := d.SignIn(t.Context(), "asha", good, "192.0.2.66"); !errors.Is(err, ErrSignIn) {
		t.Errorf("after %d failures: %v", MostFailures, err)
	}
	if _, err := d.SignIn(t.Context(), "asha", good, "192.0.2.1"); err != nil {
		t.Errorf("from elsewhere: %v", err)
	}
	d.clock = d.clock.Add(FailuresAge + time.Second)
	if _, err := d.SignIn(t.Context(), "asha", good, "192.0.2.66"); err != nil {
		t.Errorf("after a while: %v", err)
	}
}

func TestGuessingFromManyPlacesIsBounded(t *testing.T) {
	d := open(t)
	d.add(t, "asha", Steward, "")
	for i := range mostOfName {
		from := "192.0.2." + string(rune('A'+i))
		if err := d.failed(t.Context(), "asha", from); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := d.SignIn(t.Context(), "asha", good, "198.51.100.7"); !errors.Is(err, ErrSignIn) {
		t.Errorf("got %v", err)
	}
}

func TestRefusals(t *testing.T) {
	d := open(t)
	d.add(t, "asha", Steward, "")
	for name, test := range map[string]struct {
		person   Person
		password string
		want     error
	}{
		"taken name":       {Person{Name: "asha", Role: Reader}, good, ErrThere},
		"no name":          {Person{Role: Reader}, good, ErrName},
		"markup":           {Person{Name: "<b>", Role: Reader}, good, ErrName},
		"upper case":       {Person{Name: "Asha", Role: Reader}, good, ErrName},
		"short":            {Person{Name: "b", Role: Reader}, "hunter2", ErrPassword},
		"long":             {Person{Name: "b", Role: Reader}, strings.Repeat("x", 257), ErrPassword},
		"delegate of none": {Person{Name: "b", Role: Delegate}, good, ErrNoParty},
		"reader of one":    {Person{Name: "b", Role: Reader, Party: "us"}, good, ErrNoParty},
	} {
		if err := d.Add(t.Context(), "asha", test.person, test.password); !errors.Is(err, test.want) {
			t.Errorf("%s: got %v, want %v", name, err, test.want)
		}
	}
	if err := d.Add(t.Context(), "asha", Person{Name: "b"}, good); err == nil {
		t.Error("an account without a role was made")
	}
	if all, err := d.List(t.Context()); err != nil || len(all) != 1 {
		t.Errorf("%d accounts, %v", len(all), err)
	}
}

func TestTheLastStewardStays(t *testing.T) {
	d := open(t)
	d.add(t, "asha", Steward, "")
	d.add(t, "omid", Reader, "")
	if err := d.Disable(t.Context(), "asha", "asha"); !errors.Is(err, ErrLastOne) {
		t.Errorf("disabling: %v", err)
	}
	if err := d.SetRole(t.Context(), "asha", "asha", Reader, ""); !errors.Is(err, ErrLastOne) {
		t.Errorf("another role: %v", err)
	}
	if err := d.SetRole(t.Context(), "asha", "omid", Steward, ""); err != nil {
		t.Error(err)
	}
	if err := d.Disable(t.Context(), "omid", "asha"); err != nil {
		t.Error(err)
	}
	if err := d.Disable(t.Context(), "omid", "nobody"); !errors.Is(err, ErrNotThere) {
		t.Errorf("of nobody: %v", err)
	}
}

func TestAChangeEndsWhatWasSignedInBefore(t *testing.T) {
	for name, change := range map[string]func(context.Context, *desk) error{
		"password": func(ctx context.Context, d *desk) error {
			return d.SetPassword(ctx, "asha", "omid", "another fine password")
		},
		"role": func(ctx context.Context, d *desk) error {
			return d.SetRole(ctx, "asha", "omid", Recorder, "")
		},
		"disabled": func(ctx context.Context, d *desk) error { return d.Disable(ctx, "asha", "omid") },
	} {
		t.Run(name, func(t *testing.T) {
			d := open(t)
			d.add(t, "asha", Steward, "")
			d.add(t, "omid", Reader, "")
			began := d.clock
			token, err := d.AddToken(t.Context(), "omid", "mirror", time.Hour)
			if err != nil {
				t.Fatal(err)
			}
			if _, err := d.ByToken(t.Context(), token); err != nil {
				t.Fatal(err)
			}
			if err := change(t.Context(), d); err != nil {
				t.Fatal(err)
			}
			if _, err := d.Present(t.Context(), "omid", began); !errors.Is(err, ErrSignIn) {
				t.Errorf("the session counts still: %v", err)
			}
			if _, err := d.ByToken(t.Context(), token); !errors.Is(err, ErrSignIn) {
				t.Errorf("the token counts still: %v", err)
			}
			if _, err := d.Present(t.Context(), "asha", began); err != nil {
				t.Errorf("somebody else's session ended: %v", err)
			}
		})
	}
}

func TestTokens(t *testing.T) {
	d := open(t)
	d.add(t, "omid", Reader, "")
	token, err := d.AddToken(t.Context(), "omid", "calendar", time.Hour)
	if err != nil {
		t.Fatal(err)
	}
	kept, err := d.Tokens(t.Context(), "omid")
	if err != nil || len(kept) != 1 || kept[0].Label != "calendar" {
		t.Fatalf("%v, %v", kept, err)
	}
	for _, wrong := range []string{"", "lockstep_", token + "0", token[:len(token)-1], kept[0].ID,
		"lockstep_" + kept[0].ID + "_", strings.Repeat("x", 10000)} {
		if _, err := d.ByToken(t.Context(), wrong); !errors.Is(err, ErrSignIn) {
			t.Errorf("%.40q: %v", wrong, err)
		}
	}
	if err := d.RemoveToken(t.Context(), "x", "asha", kept[0].ID); !errors.Is(err, ErrNotThere) {
		t.Errorf("of another account: %v", err)
	}
	d.clock = d.clock.Add(time.Hour)
	if _, err := d.ByToken(t.Context(), token); !errors.Is(err, ErrSignIn) {
		t.Errorf("after its time: %v", err)
	}
	if err := d.RemoveToken(t.Context(), "omid", "omid", kept[0].ID); err != nil {
		t.Error(err)
	}
	for _, age := range []time.Duration{0, -time.Hour, MostTokenAge + 1} {
		if _, err := d.AddToken(t.Context(), "omid", "", age); err == nil {
			t.Errorf("a token of %v was made", age)
		}
	}
}

func TestTheFileHoldsNoSecret(t *testing.T) {
	d := open(t)
	d.add(t, "omid", Reader, "")
	token, err := d.AddToken(t.Context(), "omid", "x", time.Hour)
	if err != nil {
		t.Fatal(err)
	}
	if err := d.Close(); err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile(d.path)
	if err != nil {
		t.Fatal(err)
	}
	for _, secret := range []string{good, token, token[len(token)-64:]} {
		if strings.Contains(string(text), secret) {
			t.Errorf("%s stands in the file", secret)
		}
	}
	if info, err := os.Stat(d.path); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("%v, %v", info.Mode(), err)
	}
}

func TestChangesAreWrittenDown(t *testing.T) {
	d := open(t)
	d.add(t, "asha", Steward, "")
	d.clock = d.clock.Add(time.Second)
	p := Person{Name: "omid", Role: Delegate, Party: "kabul"}
	if err := d.Add(t.Context(), "asha", p, good); err != nil {
		t.Fatal(err)
	}
	d.clock = d.clock.Add(time.Second)
	if err := d.Disable(t.Context(), "asha", "omid"); err != nil {
		t.Fatal(err)
	}
	got, err := d.Changes(t.Context())
	start := d.clock.UnixMilli() - 2000
	want := []Change{{start, "", "asha", "added as steward"},
		{start + 1000, "asha", "omid", "added as delegate of kabul"},
		{start + 2000, "asha", "omid", "disabled"}}
	if diff := cmp.Diff(want, got); diff != "" || err != nil {
		t.Error(diff, err)
	}
}

func TestSessionsEnd(t *testing.T) {
	d := open(t)
	s := d.Sessions()
	if err := s.Commit("t", []byte{0, 255, 1}, d.clock.Add(time.Minute)); err != nil {
		t.Fatal(err)
	}
	if data, there, err := s.Find("t"); string(data) != "\x00\xff\x01" || !there || err != nil {
		t.Errorf("%v %v %v", data, there, err)
	}
	d.clock = d.clock.Add(time.Minute)
	if _, there, err := s.Find("t"); there || err != nil {
		t.Errorf("%v %v", there, err)
	}
	if err := s.Delete("t"); err != nil {
		t.Error(err)
	}
}

func TestManyAtOnce(t *testing.T) {
	d := open(t)
	other, err := d.again()
	if err != nil {
		t.Fatal(err)
	}
	defer other.Close()
	var all sync.WaitGroup
	made := make(chan error, 8)
	for i := range 8 {
		who := []*Accounts{d.Accounts, other}[i%2]
		all.Go(func() { made <- who.Add(t.Context(), "", Person{Name: "asha", Role: Steward}, good) })
	}
	all.Wait()
	close(made)
	ok := 0
	for err := range made {
		if err == nil {
			ok++
		} else if !errors.Is(err, ErrThere) {
			t.Error(err)
		}
	}
	if ok != 1 {
		t.Errorf("%d accounts of one name were made", ok)
	}
}

func TestRights(t *testing.T) {
	delegate := Person{Name: "d", Role: Delegate, Party: "kabul"}
	if !delegate.MayActFor("kabul") || delegate.MayActFor("us") || delegate.MayActFor("") {
		t.Error("a delegate acts for one party and no other")
	}
	for _, role := range []Role{Nobody, Reader, Recorder, Assessor, Steward} {
		if (Person{Role: role, Party: "kabul"}).MayActFor("kabul") {
			t.Errorf("a %s acts for a party", role)
		}
	}
	for role, want := range map[Role]string{Nobody: "", Reader: "rn", Recorder: "rwnec", Assessor: "ranec",
		Delegate: "rnde", Steward: "rwanmecs"} {
		got := ""
		for right, letter := range "rwandmecs" {
			if (Person{Role: role}).May(Right(right)) {
				got += string(letter)
			}
		}
		if got != want {
			t.Errorf("%s may %q, want %q", role, got, want)
		}
	}
}
