package examples

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"lockstep/internal/ledger"
)

// readEvidence reads the evidence of an example, none where it has no such file.
func readEvidence(t *testing.T, dir string) (text []byte, events []ledger.Event) {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(dir, "evidence.jsonl"))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		t.Fatal(err)
	}
	events, refused, err := ledger.ReadJSONL(bytes.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range refused {
		t.Errorf("cannot be read: %s", r)
	}
	return text, events
}

// TestEvidence: every event of an example is read and stands the check against its agreement.
func TestEvidence(t *testing.T) {
	found := 0
	eachExample(t, func(t *testing.T, dir string) {
		_, events := readEvidence(t, dir)
		found += len(events)
		a := load(t, dir).Agreement
		texts, err := ledger.ReadSourceTexts(os.DirFS(dir), a)
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range ledger.Check(a, events, texts) {
			t.Errorf("refused: %s", r)
		}
	})
	if found == 0 {
		t.Error("no example has evidence")
	}
}

// TestEvidenceIsTidy: evidence is written as the program itself writes it, and in the order of
// time, so that the history of the files shows what was learned and nothing else. Each event
// says where it was read and what it rests on; a figure says of what.
func TestEvidenceIsTidy(t *testing.T) {
	eachExample(t, func(t *testing.T, dir string) {
		text, events := readEvidence(t, dir)
		var written bytes.Buffer
		if err := ledger.WriteJSONL(&written, slices.Values(events)); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(string(text), written.String()); diff != "" {
			t.Errorf("the program would write (- now, + then):\n%s", diff)
		}
		for i := range events {
			e := &events[i]
			if i > 0 && ledger.Compare(&events[i-1], e) >= 0 {
				t.Errorf("%s stands before %s and comes after it", events[i-1].ID, e.ID)
			}
			if missing := unsaid(e); len(missing) > 0 {
				t.Errorf("%s does not say its %s", e.ID, strings.Join(missing, ", "))
			}
		}
	})
}

// unsaid names what an event of an example should say and does not.
func unsaid(e *ledger.Event) []string {
	var missing []string
	for _, want := range []struct {
		said bool
		what string
	}{
		{e.Source != "" || e.Kind == ledger.Retracted, "source"},
		{e.RestsOn != ledger.RestsOnNothing || e.Kind == ledger.Retracted, "rests-on"},
		{e.Note != "", "note"},
		{e.Value == nil || e.Unit != "", "unit"},
		{!isFigure(e) || e.Basis != "", "basis"},
	} {
		if !want.said {
			missing = append(missing, want.what)
		}
	}
	return missing
}

func isFigure(e *ledger.Event) bool {
	return e.Kind == ledger.Measured || e.Kind == ledger.Announced || e.Kind == ledger.Authorised
}
