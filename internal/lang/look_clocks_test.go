package lang

import (
	"fmt"
	"strings"
	"testing"
)

// clocksThrough are n clocks, each counted from the one before as the format says.
func clocksThrough(n int, format string) string {
	var b strings.Builder
	b.WriteString("clock \"k0\" { at = \"2031-05-01\" }\n")
	for i := range n {
		at := strings.ReplaceAll(format, "K", fmt.Sprintf("k%d", i))
		fmt.Fprintf(&b, "clock \"k%d\" { at = %s }\n", i+1, at)
	}
	return b.String()
}

// TestClocksCountedFromClocks: what a clock hangs on is looked through wherever it is asked about,
// so that a clock through which too much is seen is refused; without that a file of forty lines
// would be read for ever.
func TestClocksCountedFromClocks(t *testing.T) {
	wide := "latest(k0" + strings.Repeat(", k0", mostEvents-1) + ")"
	for _, c := range []struct {
		name, source string
		refused      int
	}{
		{"a chain", clocksThrough(deepest-1, `K + "1d"`), 0},
		{"too long a chain", clocksThrough(deepest, `K + "1d"`), 1},
		{"doubled nine times", clocksThrough(9, `latest(K + "1d", K + "2d")`), 0},
		{"doubled forty times", clocksThrough(40, `latest(K + "1d", K + "2d")`), 4},
		{"the first of two, forty times", clocksThrough(40, `earliest(K + "1d", K + "2d")`), 4},
		{"many at once", clocksThrough(1, wide), 0},
		{"one more", clocksThrough(1, strings.Replace(wide, "k0", "k0, k0", 1)), 1},
		{"an exchange", clocksThrough(40, `latest(done(swap), K)`), 0},
	} {
		p := Parse(map[string][]byte{"stock.hcl": []byte(meaningStock), "a.hcl": []byte(c.source)})
		for _, d := range p.Diagnostics {
			if d.Summary != clockTooDeep(true).summary {
				t.Errorf("%s: %v", c.name, d)
			}
		}
		if len(p.Diagnostics) != c.refused {
			t.Errorf("%s: %d clocks are refused, want %d", c.name, len(p.Diagnostics), c.refused)
		}
	}
}
