package lang

import (
	"bytes"
	"fmt"
	"runtime"
	"testing"
)

// largeSource is an agreement of n commitments of four attributes each.
func largeSource(n int) []byte {
	var b bytes.Buffer
	b.WriteString("agreement \"large\" {\n}\n")
	for i := range 50 {
		fmt.Fprintf(&b, "\nparty \"p%d\" {\n}\n", i)
	}
	for i := range n {
		fmt.Fprintf(&b, "\ncommitment \"c-%06d\" {\n  by    = p%d\n  to    = [p%d]\n"+
			"  text  = \"Withdraw from site number %d, as agreed in the annex on sites, and "+
			"hand it over\"\n  after = [started(c-%06d), c-%06d]\n}\n",
			i, i%50, (i+1)%50, i, i/2, i/3)
	}
	return b.Bytes()
}

func BenchmarkParse(b *testing.B) {
	source := largeSource(100_000)
	b.SetBytes(int64(len(source)))
	b.ReportAllocs()
	for b.Loop() {
		p := Parse(map[string][]byte{"large.hcl": source})
		if len(p.Diagnostics) > 0 {
			b.Fatal(p.Diagnostics[0])
		}
	}
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	b.ReportMetric(float64(m.Sys), "bytes-from-system")
	b.ReportMetric(100_000*float64(b.N)/b.Elapsed().Seconds(), "commitments/s")
}
