package ledger_test

import (
	"bytes"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"lockstep/internal/ledger"
	"lockstep/internal/ledger/ledgertest"
)

func TestJSONRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		want := ledgertest.Draw(t)
		line := ledger.AppendJSON(nil, &want)
		events, refused, err := ledger.ReadJSONL(bytes.NewReader(line))
		if err != nil || len(refused) > 0 || len(events) != 1 {
			t.Fatalf("%s: %v %v", line, refused, err)
		}
		want.Line = 1
		if diff := cmp.Diff(want, events[0]); diff != "" {
			t.Fatalf("%s: %s", line, diff)
		}
		if again := ledger.AppendJSON(nil, &events[0]); !bytes.Equal(again, line) {
			t.Fatalf("written again: %s, not %s", again, line)
		}
	})
}
