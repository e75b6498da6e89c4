package desk_test

import (
	"context"
	"testing"

	"lockstep/internal/calendar"
	"lockstep/internal/desk"
	"lockstep/internal/lang"
	"lockstep/internal/ledger"
)

func TestFind(t *testing.T) {
	const dir = "../../examples/doha-2020"
	project, err := lang.Load(dir)
	if err != nil {
		t.Fatal(err)
	}
	d, err := desk.Open(context.Background(), dir, project)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { d.Close() })
	cut := ledger.Everything
	cut.AsOf = calendar.MakeDay(2020, 7, 20)
	x := d.Now().Answers(cut)
	none := desk.Search{From: calendar.None, Until: calendar.None}
	if got := len(x.Find(none)); got != len(x.Counting()) {
		t.Errorf("a search for nothing finds %d of %d", got, len(x.Counting()))
	}
	for i := range x.Counting() {
		e := &x.Counting()[i]
		s := none
		s.Words, s.Subject, s.Kind, s.Source = e.ID, e.Subject, e.Kind.String(), e.Source
		s.From, s.Until, s.RestsOn = e.At, e.At, e.RestsOn.String()
		if found := x.Find(s); len(found) != 1 || found[0] != e {
			t.Fatalf("%s is not found by what it says of itself", e.ID)
		}
		s.Words += " nobody-says-this"
		if found := x.Find(s); len(found) != 0 {
			t.Fatalf("%s is found by words that it does not have", e.ID)
		}
	}
	later := none
	later.From = cut.AsOf + 1
	if found := x.Find(later); len(found) != 0 {
		t.Errorf("%d events behind the cut are found", len(found))
	}
	found := x.Find(none)
	for i := 1; i < len(found); i++ {
		if found[i].At > found[i-1].At {
			t.Fatal("the latest does not come first")
		}
	}
}
