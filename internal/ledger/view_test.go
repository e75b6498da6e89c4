package ledger

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"lockstep/internal/calendar"
)

// A story is events by id: "a@3k5" happened on day 3 and was known on day 5; "b@4=a" corrects a,
// "c@4!a" retracts it.
func story(words string) []Event {
	var events []Event
	for _, word := range strings.Fields(words) {
		e := Event{Kind: Done, Credibility: unjudged}
		word, e.Retracts, _ = strings.Cut(word, "!")
		word, e.Corrects, _ = strings.Cut(word, "=")
		word, known, late := strings.Cut(word, "k")
		e.ID, word, _ = strings.Cut(word, "@")
		e.At = calendar.Day(word[0] - '0')
		if e.Known = e.At; late {
			e.Known = calendar.Day(known[0] - '0')
		}
		if e.Retracts != "" {
			e.Kind = Retracted
		}
		e.Recorded = Instant(e.Known)*10 + 1
		events = append(events, e)
	}
	return events
}

func ids(events []Event) string {
	var all []string
	for i := range events {
		all = append(all, events[i].ID)
	}
	return strings.Join(all, " ")
}

func TestView(t *testing.T) {
	none := calendar.None
	for _, c := range []struct {
		name, story string
		cut         Cut
		want        string
	}{
		{"sorted", "b@2 c@1 a@2 d@2k1", Everything, "c d a b"},
		{"as of", "a@1 b@2 c@3", Cut{AsOf: 2, KnownAt: none}, "a b"},
		{"known", "a@1k4 b@2 c@3", Cut{AsOf: none, KnownAt: 3}, "b c"},
		{"recorded", "a@1 b@2 c@3", Cut{AsOf: none, KnownAt: none, RecordedBy: 20}, "a"},
		{"correction", "a@1 b@2=a", Everything, "b"},
		{"correction not known yet", "a@1 b@1k5=a", Cut{AsOf: none, KnownAt: 4}, "a"},
		{"retraction", "a@1 r@2!a", Everything, ""},
		{"retraction not known yet", "a@1 r@2!a", Cut{AsOf: none, KnownAt: 1}, "a"},
		{"retraction happened after the as-of day", "a@1 r@9!a", Cut{AsOf: 3, KnownAt: none}, ""},
		{"correction to a later day", "a@1 b@5=a", Cut{AsOf: 3, KnownAt: none}, ""},
		{"correction to an earlier day", "a@5 b@1k6=a", Cut{AsOf: 3, KnownAt: none}, "b"},
		{"chain", "a@1 b@1k2=a c@1k3=b", Everything, "c"},
		{"chain as known half-way", "a@1 b@1k2=a c@1k3=b", Cut{AsOf: none, KnownAt: 2}, "b"},
		{"correction taken back", "a@1 b@1k2=a r@3!b", Everything, "a"},
		{"retraction taken back", "a@1 r@2!a s@3!r", Everything, "a"},
		{"middle of a chain taken back", "a@1 b@1k2=a c@1k3=b r@4!b", Everything, "c"},
		{"end of a chain taken back", "a@1 b@1k2=a c@1k3=b r@4!c", Everything, "b"},
		{"correction of what is outside", "a@1k9 b@1k2=a", Cut{AsOf: none, KnownAt: 5}, "b"},
		{"correction of nothing", "b@1=zzz", Everything, "b"},
		{"two corrections", "a@1 b@1=a c@1=a", Everything, "b c"},
		{"circle", "a@1=b b@1=a c@2=a", Everything, "b c"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := ids(View(story(c.story), c.cut)); got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

// TestNeverRecorded: what no ledger has taken in was not recorded by any moment.
func TestNeverRecorded(t *testing.T) {
	e := Event{ID: "a", Kind: Done}
	cut := Cut{AsOf: calendar.None, KnownAt: calendar.None, RecordedBy: 1}
	if got := View([]Event{e}, cut); len(got) != 0 {
		t.Errorf("got %v", got)
	}
}

// drawStory is events with corrections and retractions among them, some of nothing, some in a
// circle.
func drawStory(t *rapid.T) []Event {
	n := rapid.IntRange(0, 12).Draw(t, "events")
	events := make([]Event, n)
	for i := range events {
		e := &events[i]
		e.ID, e.Kind = string(rune('a'+i)), Done
		e.At = calendar.Day(rapid.IntRange(0, 6).Draw(t, "at"))
		e.Known = e.At + calendar.Day(rapid.IntRange(0, 4).Draw(t, "known"))
		e.Recorded = Instant(rapid.IntRange(1, 9).Draw(t, "recorded"))
		other := string(rune('a' + rapid.IntRange(0, n).Draw(t, "other")))
		switch rapid.IntRange(0, 3).Draw(t, "change") {
		case 0:
			e.Corrects = other
		case 1:
			e.Retracts, e.Kind = other, Retracted
		}
	}
	return events
}

func drawCut(t *rapid.T) Cut {
	cut := Everything
	if rapid.Bool().Draw(t, "cut at") {
		cut.AsOf = calendar.Day(rapid.IntRange(0, 10).Draw(t, "as of"))
	}
	if rapid.Bool().Draw(t, "cut known") {
		cut.KnownAt = calendar.Day(rapid.IntRange(0, 10).Draw(t, "known at"))
	}
	if rapid.Bool().Draw(t, "cut recorded") {
		cut.RecordedBy = Instant(rapid.IntRange(1, 9).Draw(t, "recorded by"))
	}
	return cut
}

func TestOrderChangesNoView(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		events, cut := drawStory(t), drawCut(t)
		shuffled := rapid.Permutation(events).Draw(t, "shuffled")
		if diff := cmp.Diff(View(events, cut), View(shuffled, cut)); diff != "" {
			t.Fatal(diff)
		}
	})
}

// TestWhatIsLearnedLaterChangesNothingEarlier, by either clock.
func TestWhatIsLearnedLaterChangesNothingEarlier(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		events, cut := drawStory(t), drawCut(t)
		earlier := slices.DeleteFunc(slices.Clone(events), func(e Event) bool {
			return cut.KnownAt != calendar.None && e.Known > cut.KnownAt ||
				cut.RecordedBy != 0 && e.Recorded > cut.RecordedBy
		})
		if diff := cmp.Diff(View(earlier, cut), View(events, cut)); diff != "" {
			t.Fatal(diff)
		}
	})
}

// TestViewIsASlowReading holds View against its definition, written as it is said, on stories
// without circles.
func TestViewIsASlowReading(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		events, cut := drawStory(t), drawCut(t)
		for i := range events {
			if events[i].target() >= events[i].ID { // only earlier ones: no circle
				events[i].Corrects, events[i].Retracts, events[i].Kind = "", "", Done
			}
		}
		want := []Event{}
		for _, e := range events {
			if cut.happened(&e) && cut.learned(&e) && e.Kind != Retracted && counts(events, cut, e.ID) {
				want = append(want, e)
			}
		}
		slices.SortFunc(want, func(x, y Event) int { return Compare(&x, &y) })
		if diff := cmp.Diff(want, View(events, cut)); diff != "" {
			t.Fatal(diff)
		}
	})
}

// counts: nothing has replaced it or taken it back.
func counts(events []Event, cut Cut, id string) bool {
	return !hasReplacement(events, cut, id) && !isTakenBack(events, cut, id)
}

func hasReplacement(events []Event, cut Cut, id string) bool {
	return slices.ContainsFunc(events, func(e Event) bool {
		return e.Corrects == id && cut.learned(&e) &&
			(!isTakenBack(events, cut, e.ID) || hasReplacement(events, cut, e.ID))
	})
}

func isTakenBack(events []Event, cut Cut, id string) bool {
	return slices.ContainsFunc(events, func(e Event) bool {
		return e.Retracts == id && cut.learned(&e) && counts(events, cut, e.ID)
	})
}
