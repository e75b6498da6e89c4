package lang

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"
)

var update = flag.Bool("update", false, "write what is found as what is wanted")

// TestDiagnostics holds the wording of every diagnostic against testdata/diagnostics: of each
// archive every file is read together with stock.hcl, and the file of the same name that ends in
// .want is what people see. Run with -update to write them anew, and read the difference.
func TestDiagnostics(t *testing.T) {
	stock, err := os.ReadFile("testdata/diagnostics/stock.hcl")
	if err != nil {
		t.Fatal(err)
	}
	archives, err := filepath.Glob("testdata/diagnostics/*.txtar")
	if err != nil || len(archives) == 0 {
		t.Fatalf("no archives: %v", err)
	}
	for _, path := range archives {
		t.Run(filepath.Base(path), func(t *testing.T) { checkArchive(t, path, stock) })
	}
}

func checkArchive(t *testing.T, path string, stock []byte) {
	archive, err := txtar.ParseFile(path)
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]string{}
	var inputs []txtar.File
	for _, f := range archive.Files {
		if base, ok := strings.CutSuffix(f.Name, ".want"); ok {
			want[base] = string(f.Data)
		} else {
			inputs = append(inputs, f)
		}
	}
	archive.Files = nil
	for _, f := range inputs {
		p := Parse(map[string][]byte{f.Name: f.Data, "stock.hcl": stock})
		got := render(t, p)
		if len(p.Diagnostics) == 0 {
			t.Errorf("%s: no diagnostic", f.Name)
		}
		if got != want[f.Name] && !*update {
			t.Errorf("%s: got\n%s\nwant\n%s", f.Name, got, want[f.Name])
		}
		archive.Files = append(archive.Files, f,
			txtar.File{Name: f.Name + ".want", Data: []byte(got)})
	}
	if *update {
		if err := os.WriteFile(path, txtar.Format(archive), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}
