package ledger_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"lockstep/internal/ledger"
	"lockstep/internal/ledger/ledgertest"
)

var (
	reader     = ledger.Clearance{}
	ofUs       = ledger.Clearance{Party: "us"}
	commission = ledger.Clearance{Rank: ledger.RankCommission}
)

func TestWhoMaySeeWhat(t *testing.T) {
	for handling, want := range map[ledger.Handling]string{
		"": "reader us commission steward", "all": "reader us commission steward",
		"commission": "commission steward", "commission+us": "us commission steward",
		"commission+taliban": "commission steward", "commission+taliban+us": "us commission steward",
		"stewards": "steward", "comission": "steward", "commission+": "steward", "us": "steward",
		"all+us": "steward",
	} {
		var may []string
		for _, who := range []struct {
			name string
			ledger.Clearance
		}{{"reader", reader}, {"us", ofUs}, {"commission", commission}, {"steward", ledger.Uncut}} {
			if who.MaySee(handling) {
				may = append(may, who.name)
			}
		}
		if got := strings.Join(may, " "); got != want {
			t.Errorf("%q is for %s, want %s", handling, got, want)
		}
	}
}

// TestWhatIsWithheldLeavesNoTrace tells a story as event > what it corrects or !retracts > mark.
func TestWhatIsWithheldLeavesNoTrace(t *testing.T) {
	for _, test := range []struct{ story, seen string }{
		{"a>>", "a>"},
		{"a>>commission", ""},
		{"a>> b>a>", "a> b>a"},
		{"a>>commission b>a>", ""},
		{"a>>commission b>a>all", "b>"},
		{"a>>commission b>!a>", ""},
		{"a>>commission b>!a>all", ""},
		{"a>> b>a>commission", "a>"},
		{"a>> b>a>commission c>b>", "a>"},
		{"a>> b>a>commission c>b>all", "a> c>a"},
		{"a>> b>!a>stewards", "a>"},
		{"a>> b>!a>stewards c>!b>", "a>"},
		{"a>> b>!a>stewards c>!b>all", "a>"},
		{"a>>commission+us b>a> c>b>all", "c>"},
		{"a>b>commission b>a>", ""},
	} {
		events := told(test.story)
		var seen []string
		for _, e := range ledger.WithheldFrom(events, reader).Rest(events) {
			target := e.Corrects
			if e.Retracts != "" {
				target = "!" + e.Retracts
			}
			seen = append(seen, e.ID+">"+target)
		}
		if got := strings.Join(seen, " "); got != test.seen {
			t.Errorf("%s: a reader sees %q, want %q", test.story, got, test.seen)
		}
		if w := ledger.WithheldFrom(events, ledger.Uncut); w.Any() {
			t.Errorf("%s: something is withheld from a steward", test.story)
		}
	}
}

func told(story string) []ledger.Event {
	var events []ledger.Event
	for _, word := range strings.Fields(story) {
		parts := strings.Split(word, ">")
		e := ledger.Event{ID: parts[0], Kind: ledger.Done, Handling: ledger.Handling(parts[2])}
		if target, retracts := strings.CutPrefix(parts[1], "!"); retracts {
			e.Kind, e.Retracts = ledger.Retracted, target
		} else {
			e.Corrects = target
		}
		events = append(events, e)
	}
	return events
}

// TestWhatIsWithheldMakesNoDifference changes what is withheld in every way but its id, its mark
// and what it changes, and leaves some of it out: the rest stays the same.
func TestWhatIsWithheldMakesNoDifference(t *testing.T) {
	marks := []ledger.Handling{"", "", "all", "commission", "commission+us", "stewards"}
	rapid.Check(t, func(t *rapid.T) {
		story := ledgertest.DrawStory(t, 12)
		for i := range story {
			story[i].Handling = rapid.SampledFrom(marks).Draw(t, "mark")
		}
		for _, who := range []ledger.Clearance{reader, ofUs, commission} {
			w := ledger.WithheldFrom(story, who)
			rest, other := w.Rest(story), slices.Clone(story)
			for i := range other {
				if e := &other[i]; w.Has(e.ID) {
					e.At, e.Subject, e.Note = e.At+7, "release", "other"
				}
			}
			if diff := cmp.Diff(rest, ledger.WithheldFrom(other, who).Rest(other)); diff != "" {
				t.Fatalf("%+v: %s", who, diff)
			}
			for i := range rest {
				if e := &rest[i]; w.Has(e.ID) || w.Has(e.Corrects) || w.Has(e.Retracts) {
					t.Fatalf("%+v sees a trace in %+v", who, e)
				}
			}
			again := ledger.WithheldFrom(rest, who)
			if again.Any() && who == commission {
				t.Fatalf("what was let through is withheld: %v", again)
			}
		}
	})
}
