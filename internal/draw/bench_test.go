package draw

import (
	"io"
	"testing"
)

func BenchmarkSVG(b *testing.B) {
	p := large(1, 60, 115)
	for b.Loop() {
		if err := SVG(io.Discard, p); err != nil {
			b.Fatal(err)
		}
	}
}
