package status_test

import (
	"testing"

	"lockstep/internal/status"
	"lockstep/internal/status/course"
)

// TestScalesNeverShowUnknownAsNotDone: what nobody has said has no word on any scale, and no word
// that says that nothing was done is given without evidence.
func TestScalesNeverShowUnknownAsNotDone(t *testing.T) {
	for _, scale := range status.Scales {
		unknown := status.Commitment{Standing: "unknown", RestsOn: "no evidence"}
		if word := scale.Of(&unknown); word != status.Unplaced {
			t.Errorf("on the scale %s, unknown is %q", scale.Name, word)
		}
		silent := status.Commitment{Standing: "overdue", RestsOn: "no evidence"}
		if word := scale.Of(&silent); word == "0" || word == "not met" {
			t.Errorf("on the scale %s, what nobody has said anything of is %q", scale.Name, word)
		}
	}
}

// TestScalesPlaceEveryStandingOnceAtMost: a scale has one word for a standing, and for all but
// unknown and void some word.
func TestScalesPlaceEveryStandingOnceAtMost(t *testing.T) {
	for _, scale := range status.Scales {
		for standing, name := range course.StandingNames {
			places := 0
			for _, w := range scale.Words {
				for _, s := range w.Standings {
					if s == course.Standing(standing) {
						places++
					}
				}
			}
			stated := course.Standing(standing) != course.StandsUnknown &&
				course.Standing(standing) != course.StandsVoid
			if course.Standing(standing) == course.StandsOverdue {
				stated = false
			}
			if want := map[bool]int{true: 1}[stated]; places != want {
				t.Errorf("on the scale %s, %s has %d places, want %d", scale.Name, name, places, want)
			}
		}
	}
}

func TestScales(t *testing.T) {
	r := at(t, "2020-07-20", `e1 2020-07-01 done cut
		e2 2020-04-01 begun paid
		e3 2020-05-01 complied-with guarantee`)
	for _, test := range []struct{ scale, id, want string }{
		{"three-column", "cut", "complete"}, {"0-3", "cut", "3"}, {"met", "cut", "met"},
		{"three-column", "paid", "ongoing"}, {"0-3", "paid", "1-2"}, {"met", "paid", "partly met"},
		{"three-column", "guarantee", "ongoing"}, {"met", "guarantee", "met"},
		{"three-column", "quiet", "pending"}, {"0-3", "quiet", "unknown"}, {"met", "quiet", "not yet"},
	} {
		for _, scale := range status.Scales {
			if got := scale.Tell(r).Commitments[test.id]; scale.Name == test.scale && got != test.want {
				t.Errorf("on the scale %s, %s is %q, want %q", scale.Name, test.id, got, test.want)
			}
		}
	}
}
