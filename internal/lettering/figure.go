package lettering

import (
	"strconv"
	"strings"
)

// Figure is a number with a comma between its thousands and a true minus sign, in full.
func Figure(n float64) string {
	written := strconv.FormatFloat(n, 'f', -1, 64)
	whole, fraction, _ := strings.Cut(strings.TrimPrefix(written, "-"), ".")
	for i := len(whole) - 3; i > 0; i -= 3 {
		whole = whole[:i] + "," + whole[i:]
	}
	if fraction != "" {
		whole += "." + fraction
	}
	if n < 0 {
		whole = "−" + whole
	}
	return whole
}
