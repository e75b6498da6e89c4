package lettering

import "testing"

func TestFigure(t *testing.T) {
	for n, want := range map[float64]string{
		0: "0", 999: "999", 1000: "1,000", -8600: "−8,600", 1234567.25: "1,234,567.25",
		-0.5: "−0.5",
	} {
		if got := Figure(n); got != want {
			t.Errorf("%v is written %q, not %q", n, got, want)
		}
	}
}
