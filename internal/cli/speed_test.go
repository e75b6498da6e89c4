package cli

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"lockstep/internal/ledger"
	"lockstep/internal/ledger/ledgertest"
)

// sizes are the numbers of events at which one sees how a command grows.
var sizes = []int{10_000, 100_000, 1_000_000}

// mission writes a project into a folder: 600 commitments, 40 levels and 400 sources, of which
// the events of ledgertest tell.
func mission(b *testing.B) string {
	var hcl strings.Builder
	block := func(kind, name, body string) {
		fmt.Fprintf(&hcl, "%s %q {\n%s}\n", kind, name, body)
	}
	block("agreement", "mission", "  signed = \"2019-01-01\"\n")
	for i := range 7 {
		block("party", fmt.Sprintf("party-%d", i), "")
	}
	for i := range 600 {
		block("commitment", fmt.Sprintf("commitment-%03d", i),
			fmt.Sprintf("  by  = party-%d\n  due = \"2020-%02d-%02d\"\n", i%7, 1+i%12, 1+i%28))
	}
	for i := range 40 {
		block("level", fmt.Sprintf("level-%02d", i), "  unit = \"people\"\n  of   = party-0\n")
	}
	for i := range 400 {
		block("source", fmt.Sprintf("report-%04d", i), "")
	}
	dir := b.TempDir()
	write(b, filepath.Join(dir, "mission.hcl"), []byte(hcl.String()))
	return dir
}

func write(b *testing.B, path string, text []byte) {
	b.Helper()
	if err := os.WriteFile(path, text, 0o666); err != nil {
		b.Fatal(err)
	}
}

// reports writes n events into a file.
func reports(b *testing.B, dir string, n int) string {
	var text bytes.Buffer
	if err := ledger.WriteJSONL(&text, slices.Values(ledgertest.Made(n))); err != nil {
		b.Fatal(err)
	}
	path := filepath.Join(dir, "reports.jsonl")
	write(b, path, text.Bytes())
	return path
}

// ends runs a command, which must end well.
func ends(b *testing.B, args ...string) {
	b.Helper()
	var told bytes.Buffer
	if exit := Main(args, Streams{Out: io.Discard, Err: &told}); exit != exitFine {
		b.Fatalf("lockstep %s ended with %d and said:\n%s", strings.Join(args, " "), exit, &told)
	}
}

// BenchmarkImport is `lockstep import` of a file into a new ledger in SQLite, from the reading of
// the project to the last sync.
func BenchmarkImport(b *testing.B) {
	for _, n := range sizes {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			dir := mission(b)
			file := reports(b, b.TempDir(), n)
			for b.Loop() {
				b.StopTimer()
				old, err := filepath.Glob(filepath.Join(dir, "lockstep.*"))
				for _, path := range old {
					err = os.Remove(path)
				}
				if err != nil {
					b.Fatal(err)
				}
				ends(b, "ledger", "init", dir)
				b.StartTimer()
				ends(b, "import", dir, file)
			}
			b.ReportMetric(float64(n)*float64(b.N)/b.Elapsed().Seconds(), "events/s")
		})
	}
}

// BenchmarkStatus is `lockstep status` of a ledger of that size, from the reading of the project
// to the last line.
func BenchmarkStatus(b *testing.B) {
	for _, n := range sizes {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			dir := mission(b)
			ends(b, "ledger", "init", dir)
			ends(b, "import", dir, reports(b, b.TempDir(), n))
			for b.Loop() {
				ends(b, "status", dir, "--as-of", "2020-06-01", "--json")
			}
		})
	}
}
