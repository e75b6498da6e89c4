package cli

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"lockstep/internal/books"
)

// TestServeMakesALedgerOnce makes one for plain evidence, and leaves one that is there alone.
func TestServeMakesALedgerOnce(t *testing.T) {
	dir := t.TempDir()
	for name, text := range map[string]string{
		"a.hcl": "agreement \"small\" {\n}\n\nparty \"us\" {\n}\n\ncommitment \"leave\" {\n  by = us\n}\n",
		books.PlainFile: `{"id":"e1","at":"2020-07-13","kind":"done","subject":"leave",` +
			`"rests-on":"reported"}` + "\n",
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	var out bytes.Buffer
	c := &console{in: strings.NewReader(""), out: &out, err: &out}
	project, err := c.load(dir, false)
	if err != nil {
		t.Fatal(err)
	}
	for _, says := range []string{"Recorded 1 event in lockstep.db", ""} {
		out.Reset()
		if err := c.withLedger(context.Background(), dir, project); err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(out.String(), says) || says == "" && out.Len() > 0 {
			t.Errorf("said %q, want %q", out.String(), says)
		}
	}
	kept, err := books.Open(context.Background(), dir, project.Agreement)
	if err != nil {
		t.Fatal(err)
	}
	defer kept.Close()
	if n, err := kept.Size(context.Background()); n != 1 || err != nil || !kept.Sealed() {
		t.Errorf("%d events, %v, sealed %v", n, err, kept.Sealed())
	}
}
