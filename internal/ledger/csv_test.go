package ledger_test

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"lockstep/internal/ledger"
	"lockstep/internal/ledger/ledgertest"
)

func TestCSVRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		want := rapid.SliceOfN(rapid.Custom(ledgertest.Draw), 0, 4).Draw(t, "events")
		for i := range want {
			want[i].Subject = strings.TrimSpace(want[i].Subject)
			want[i].Actor = strings.TrimSpace(want[i].Actor)
			want[i].Unit = strings.TrimSpace(want[i].Unit)
			want[i].Source = strings.TrimSpace(want[i].Source)
			mark := rapid.SampledFrom([]string{"", "=", "'=", "+", "-", "@", "\t", "'", "''-"})
			want[i].Note = mark.Draw(t, "mark") + want[i].Note
		}
		var out bytes.Buffer
		if err := ledger.WriteCSV(&out, slices.Values(want)); err != nil {
			t.Fatal(err)
		}
		written := out.String()
		got, refused, err := ledger.ReadCSV(&out)
		for i := range got {
			got[i].Line = 0
		}
		if diff := cmp.Diff(want, got); len(want) > 0 && diff != "" || err != nil || len(refused) > 0 {
			t.Fatalf("%s\nrefused %v, error %v:\n%s", written, refused, err, diff)
		}
	})
}

// TestNoCellComputes: no cell of an export begins as a formula does, but for numbers.
func TestNoCellComputes(t *testing.T) {
	for _, text := range []string{"=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "'=1", "-x"} {
		e := ledger.Event{ID: text, Kind: ledger.Done, Note: text, Subject: text,
			Value: &ledger.Value{Low: -5, Best: -5, High: 0}}
		var out strings.Builder
		if err := ledger.WriteCSV(&out, slices.Values([]ledger.Event{e})); err != nil {
			t.Fatal(err)
		}
		_, row, _ := strings.Cut(out.String(), "\n")
		if got := strings.Count(row, "'"+text); got != 3 {
			t.Errorf("%q: %d of 3 cells are safe: %s", text, got, row)
		}
		if !strings.Contains(row, ",-5,0,") {
			t.Errorf("a number became text: %s", row)
		}
	}
}

func TestReadCSV(t *testing.T) {
	const rows = "id;at;kind;value.best;note\r\n a ;2020-07;measured;-5;\"x; \"\"y\"\"\nz\"\r\n;;;;\r\nb;2020;done;;'=1\r\n"
	for name, text := range map[string]string{
		"semicolons": rows, "mark": "\ufeff" + rows, "tabs": strings.ReplaceAll(rows, ";", "\t"),
	} {
		events, refused, err := ledger.ReadCSV(strings.NewReader(text))
		if err != nil || len(refused) > 0 || len(events) != 2 {
			t.Fatalf("%s: %v %v %v", name, events, refused, err)
		}
		if e := events[0]; e.ID != "a" || e.Value.Best != -5 || e.Precision != ledger.ByMonth ||
			!strings.HasSuffix(e.Note, "\"y\"\nz") || e.Line != 2 {
			t.Errorf("%s: %+v", name, e)
		}
		if e := events[1]; e.Note != "=1" || e.Line != 5 {
			t.Errorf("%s: %+v", name, e)
		}
	}
}

func TestCSVRefusals(t *testing.T) {
	const head = "id,at,kind,note\n"
	for text, want := range map[string][]string{
		"":                      {"line 1: the table is empty"},
		"PK\x03\x04abc":         {"line 1: this is a workbook"},
		"\xff\xfei\x00d\x00":    {"line 1: the text is in UTF-16"},
		"id,at,kind,n\xf6te\n":  {"line 1: the text is not UTF-8"},
		"id,at,knd\na,b,c\n":    {`line 1: knd: the format has no such column. Did you mean "kind"?`},
		"id,at,at\n":            {"line 1: at: the column stands there twice"},
		"id,at\n":               {"line 1: kind: the table lacks this column"},
		"id,at,kind,recorded\n": {"line 1: recorded: the format has no such column"},
		head + "a,2020,done,n\xf6te\nb,2020,doe,\n": {"line 2: a: note: it is not plain text",
			`line 3: b: kind: there is no "doe" here`},
		head + "a,13/07/2020,done\n":              {`line 2: a: at: "13/07/2020" is not a date`},
		head + "a,2020,done,=cmd|' /C calc'!A0\n": {"line 2: a: note: it begins with =, as a formula does"},
		head + "a,2020,done,x,y\n":                {"line 2: the row has more cells than the head has columns: 5, not 4"},
		head + "a,2020,done,x\"y\nb,20,done\n":    {"line 2: the row cannot be read: bare \" in non-quoted-field", "line 3: b: at: "},
		head + "a,2020,done,\"x\nb,2020,done\n":   {"line 2: the row cannot be read: extraneous or missing \" in quoted-field"},
		head + strings.Repeat("a,b,c,d,e\n", 10_010): slices.Concat(
			slices.Repeat([]string{"the row has more cells"}, 10_000), []string{"too much wrong"}),
	} {
		events, refused, err := ledger.ReadCSV(strings.NewReader(text))
		if err != nil || len(refused) != len(want) || len(events) > 0 {
			t.Errorf("%.60q: %d events, refused %d, error %v", text, len(events), len(refused), err)
			continue
		}
		for i, r := range refused {
			if !strings.Contains(r.String(), want[i]) {
				t.Errorf("%.60q:\ngot  %s\nwant %s", text, r, want[i])
			}
		}
	}
}

// endless is a table that never ends.
type endless struct{ began bool }

func (e *endless) Read(p []byte) (int, error) {
	if !e.began {
		e.began = true
		return copy(p, "id,at,kind\n"), nil
	}
	for i := range p {
		p[i] = ' '
	}
	p[len(p)-1] = '\n'
	return len(p), nil
}

func TestEndlessCSV(t *testing.T) {
	_, refused, err := ledger.ReadCSV(&endless{})
	if err != nil || len(refused) != 1 || !strings.Contains(refused[0].Reason, "larger than 256") {
		t.Errorf("refused %v, error %v", refused, err)
	}
}

type brokenWriter struct{}

func (brokenWriter) Write([]byte) (int, error) { return 0, errors.New("no paper") }

func TestWritingFails(t *testing.T) {
	events := slices.Values(ledgertest.Made(2000))
	for name, err := range map[string]error{
		"csv": ledger.WriteCSV(brokenWriter{}, events), "jsonl": ledger.WriteJSONL(brokenWriter{}, events),
	} {
		if err == nil || !strings.Contains(err.Error(), "no paper") {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// TestTemplateRoundTrip: what is known already stands in the template and is read back.
func TestTemplateRoundTrip(t *testing.T) {
	text := rapid.StringMatching(`([a-zé:#=]( |\n)?){0,4}[a-z]`)
	rapid.Check(t, func(t *rapid.T) {
		known := map[string]string{}
		for _, f := range ledger.Fields() {
			if rapid.Bool().Draw(t, f.Name) {
				known[f.Name] = text.Draw(t, "text")
			}
		}
		var out strings.Builder
		if err := ledger.WriteTemplate(&out, known); err != nil {
			t.Fatal(err)
		}
		filled, refused := ledger.ReadTemplate(strings.ReplaceAll(out.String(), "\n", "\r\n"))
		for name, value := range filled {
			if value == "" {
				delete(filled, name)
			}
		}
		if diff := cmp.Diff(known, filled); diff != "" || len(refused) > 0 {
			t.Fatalf("%v\n%s", refused, diff)
		}
	})
}

func TestTemplateRefusals(t *testing.T) {
	_, refused := ledger.ReadTemplate("id: a\nknd: done\n\nat 2020\nid: b\n  goes on")
	want := `[line 2: "knd" is no field. Did you mean "kind"? ` +
		`line 4: "at 2020" is no field and its text: a colon stands between them ` +
		`line 5: id stands there twice]`
	if got := fmt.Sprint(refused); got != want {
		t.Errorf("got %s", got)
	}
}

func TestEventOf(t *testing.T) {
	e, refused := ledger.EventOf(map[string]string{"id": "a", "at": "2020-07", "kind": "measured",
		"subject": "us-troops", "value.best": "8600"})
	if len(refused) > 0 || e.Value.High != 8600 || e.Precision != ledger.ByMonth {
		t.Errorf("%+v %v", e, refused)
	}
	if _, refused = ledger.EventOf(map[string]string{"kind": "done"}); len(refused) != 2 {
		t.Errorf("refused %v", refused)
	}
}

// FuzzReadCSV: no input makes reading panic, and what is taken is written and read back.
func FuzzReadCSV(f *testing.F) {
	f.Add([]byte("id,at,kind,note\na,2020,done,'=1\n"))
	f.Add([]byte("\xef\xbb\xbfid;at;kind;\"note\"\r\na;2020-07;done;\"x\n\"\"y\"\r\n;;;\r\n"))
	f.Fuzz(func(t *testing.T, text []byte) {
		events, _, err := ledger.ReadCSV(bytes.NewReader(text))
		if err != nil {
			t.Fatal(err)
		}
		for i := range events {
			events[i].Note = strings.ReplaceAll(events[i].Note, "\r\n", "\n")
			events[i].Line = 2
			var out bytes.Buffer
			if err := ledger.WriteCSV(&out, slices.Values(events[i:i+1])); err != nil {
				t.Fatal(err)
			}
			again, refused, err := ledger.ReadCSV(&out)
			if err != nil || len(refused) > 0 || cmp.Diff(events[i:i+1], again) != "" {
				t.Fatalf("%+v read back as %+v, %v, %v", events[i], again, refused, err)
			}
		}
	})
}
