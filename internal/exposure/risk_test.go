package exposure

import (
	"slices"
	"testing"

	"lockstep/internal/calendar"
)

func TestAtRisk(t *testing.T) {
	const none = calendar.None
	for _, test := range []struct {
		name   string
		course []float64
		days   []calendar.Day
		want   []Risk
	}{
		{"never", []float64{0, -1}, []calendar.Day{3, 5}, nil},
		{"from one day to another", []float64{1, 2, 0}, []calendar.Day{3, 5, 9},
			[]Risk{{3, 9, 2}}},
		{"made good on the same day", []float64{1, 0}, []calendar.Day{3, 3}, nil},
		{"to the end", []float64{0, 1, 1}, []calendar.Day{3, 4, 9}, []Risk{{4, none, 1}}},
		{"twice", []float64{1, 0, 2, 0}, []calendar.Day{1, 2, 4, 8},
			[]Risk{{1, 2, 1}, {4, 8, 2}}},
		{"no day is with the next", []float64{1, 1, 0}, []calendar.Day{none, 4, 6},
			[]Risk{{4, 6, 1}}},
		{"a day too early is that before", []float64{0, 1, 0}, []calendar.Day{5, 3, 8},
			[]Risk{{5, 8, 1}}},
		{"what comes after all days", []float64{0, 1}, []calendar.Day{5, none}, nil},
		{"no days at all", []float64{1, 2}, []calendar.Day{none, none}, nil},
	} {
		order := make([]int32, len(test.course))
		for i := range order {
			order[i] = int32(i)
		}
		if got := AtRisk(test.course, order, test.days); !slices.Equal(got, test.want) {
			t.Errorf("%s: %v, want %v", test.name, got, test.want)
		}
	}
}
