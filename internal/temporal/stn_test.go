package temporal

import (
	"fmt"
	"math"
	"testing"

	"pgregory.net/rapid"

	"lockstep/internal/agreement"
	"lockstep/internal/calendar"
)

// A matrix is a simple temporal network as a textbook has it: between every two moments the
// least number of days from the one to the other. Moment 2i is the start of commitment i, 2i+1
// its being done.
type matrix struct {
	least     [][]int // from, to; apart where nothing is said
	low, high []int   // by moment, in days from the first one drawn
}

const apart = math.MinInt32

func newMatrix(moments int) *matrix {
	m := &matrix{}
	for range moments {
		row := make([]int, moments)
		for i := range row {
			row[i] = apart
		}
		m.least = append(m.least, row)
		m.low, m.high = append(m.low, apart), append(m.high, -apart)
	}
	return m
}

func (m *matrix) atLeast(from, to, days int) {
	m.least[from][to] = max(m.least[from][to], days)
}

// close is the algorithm of Floyd and Warshall, without the moments left out.
func (m *matrix) close(out []bool) [][]int {
	n := len(m.least)
	least := make([][]int, n)
	for i := range least {
		least[i] = append([]int(nil), m.least[i]...)
	}
	for k := range n {
		for i := range n {
			for j := range n {
				if !out[i] && !out[j] && !out[k] && least[i][k] != apart && least[k][j] != apart {
					sum := min(least[i][k]+least[k][j], 1_000_000) // a loop without end
					least[i][j] = max(least[i][j], sum)
				}
			}
		}
	}
	return least
}

// loops are the moments from which and to which a loop leads that gains days.
func (m *matrix) loops() []bool {
	out := make([]bool, len(m.least))
	least := m.close(out)
	for u := range least {
		for v := range least {
			if least[u][u] > 0 && least[u][v] != apart && least[v][u] != apart {
				out[v] = true
			}
		}
		out[u] = out[u] || least[u][u] > 0
	}
	return out
}

// bounds are the first and last day of each moment that no loop pushes.
func (m *matrix) bounds(out []bool) (first, last []int) {
	least := m.close(out)
	first, last = append([]int(nil), m.low...), append([]int(nil), m.high...)
	for u := range least {
		for v := range least {
			if least[u][v] == apart || out[u] || out[v] {
				continue
			}
			if m.low[u] != apart {
				first[v] = max(first[v], m.low[u]+least[u][v])
			}
			if m.high[v] != -apart {
				last[u] = min(last[u], m.high[v]-least[u][v])
			}
		}
	}
	return first, last
}

const dayZero calendar.Day = 18262 // 2020-01-01

// drawMatrix draws an agreement without choices or months, waits only on what stands before,
// and the same as a matrix.
func drawMatrix(t *rapid.T) (*agreement.Agreement, *matrix) {
	below := func(n int, what string) int { return rapid.IntRange(0, n-1).Draw(t, what) }
	n := 1 + below(6, "commitments")
	a, m := &agreement.Agreement{ID: "matrix"}, newMatrix(2*n)
	moment := func(n int) (int, agreement.Time) {
		i := below(n, "of")
		if below(2, "start") == 0 {
			return 2 * i, agreement.When(agreement.VerbStarted, agreement.CommitmentRef(i))
		}
		return 2*i + 1, agreement.When(agreement.VerbHappened, agreement.CommitmentRef(i))
	}
	days := func(n int) calendar.Span {
		d := calendar.Duration{Days: int32(n)}
		return calendar.Span{Low: d, High: d}
	}
	for i := range n {
		c := agreement.Commitment{ID: fmt.Sprintf("c%d", i)}
		takes := below(9, "takes")
		span := days(takes)
		c.Takes = &span
		m.atLeast(2*i, 2*i+1, takes)
		if i > 0 && below(3, "wait") > 0 {
			from, event := moment(i)
			offset := below(9, "offset")
			at := agreement.Plus(event, days(offset))
			c.NotBefore = &at
			m.atLeast(from, 2*i, offset)
		}
		if below(3, "day") == 0 {
			from := below(60, "from")
			at := agreement.OnDay(dayZero + calendar.Day(from))
			c.Starts = &at
			m.low[2*i] = from
		}
		for end, deadline := range []**agreement.Time{&c.StartBy, &c.Due} {
			switch below(4, "deadline") {
			case 0:
				by := below(90, "by")
				at := agreement.OnDay(dayZero + calendar.Day(by))
				*deadline = &at
				m.high[2*i+end] = by
			case 1:
				from, event := moment(n)
				offset := below(15, "offset")
				at := agreement.Plus(event, days(offset))
				*deadline = &at
				m.atLeast(2*i+end, from, -offset)
			}
		}
		a.Commitments = append(a.Commitments, c)
	}
	return a, m
}

func TestSimpleNetworksAreSolvedAsByAMatrix(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, m := drawMatrix(t)
		out := m.loops()
		first, last := m.bounds(out)
		for i, row := range Compute(a, nil) {
			if loop := out[2*i] || out[2*i+1]; row.Contradiction != loop {
				t.Fatalf("%s: contradiction %v, by the matrix %v", row.ID, row.Contradiction, loop)
			}
			earliest, latest := calendar.None, calendar.None
			if at := 2*i + 1; !row.Contradiction {
				if first[at] != apart {
					earliest = dayZero + calendar.Day(first[at])
				}
				if last[at] != -apart {
					latest = dayZero + calendar.Day(last[at])
				}
			}
			if row.Earliest != earliest || row.Latest != latest {
				t.Fatalf("%s: %v to %v, by the matrix %v to %v",
					row.ID, row.Earliest, row.Latest, earliest, latest)
			}
		}
	})
}
