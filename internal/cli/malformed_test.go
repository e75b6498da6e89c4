package cli

import (
	"bytes"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf16"

	"lockstep/internal/books"
)

const (
	goodLine = `{"id":"%s","at":"2020-07-13","kind":"done","subject":"leave"}` + "\n"
	goodHead = "id,at,kind,subject,note\n"
	goodRow  = "%s,2020-07-13,done,leave,fine\n"
)

// good is so many good lines of a form, each with an id of its own.
func good(form string, n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, form, fmt.Sprint("g", i))
	}
	return b.String()
}

// utf16From is a text in UTF-16 with that first byte of the mark.
func utf16From(text string, first byte) string {
	little := first == 0xff
	var b []byte
	for _, unit := range utf16.Encode([]rune("\ufeff" + text)) {
		if little {
			b = append(b, byte(unit), byte(unit>>8))
		} else {
			b = append(b, byte(unit>>8), byte(unit))
		}
	}
	return string(b)
}

// noise is n random bytes, always the same.
func noise(n int) string {
	chance, b := rand.NewChaCha8([32]byte{1}), make([]byte, n)
	_, _ = chance.Read(b) // it never fails
	return string(b)
}

// A malformed file is one of which nothing may be taken in. Told are the places and words that
// must stand in what is said of it.
type malformed struct {
	name, format, text string
	told               []string
}

func malformedJSONL() []malformed {
	of := func(name, text string, told ...string) malformed {
		return malformed{name, "jsonl", text, told}
	}
	return []malformed{
		of("cut off", good(goodLine, 2)+`{"id":"b","at":"2020`, "in:3", "not JSON"),
		of("a comma too many", good(goodLine, 1)+`{"id":"b",}`+"\n"+good(goodLine, 0), "in:2"),
		of("nested without end", good(goodLine, 1)+strings.Repeat("[", 200_000)+"\n", "in:2"),
		of("a line without end", good(goodLine, 1)+`{"id":"b","note":"`+strings.Repeat("n", 2<<20)+
			`"}`+"\n"+`{"id":"c"}`+"\n", "in:2", "longer than", "in:3"),
		of("zero bytes", good(goodLine, 1)+"{\"id\":\"b\x00\"}\n", "in:2"),
		of("another encoding in one line", good(goodLine, 2)+"{\"id\":\"b\",\"note\":\"M\xfcnchen\"}\n",
			"in:3", "not UTF-8"),
		of("UTF-16", utf16From(good(goodLine, 2), 0xff), "in:1", "UTF-16"),
		of("UTF-16, the other way round", utf16From(good(goodLine, 2), 0xfe), "in:1", "UTF-16"),
		of("half a character", good(goodLine, 1)+`{"id":"b","at":"2020-07-13","kind":"done",`+
			`"subject":"leave","note":"\ud83d"}`+"\n", "in:2", "note"),
		of("keys twice", good(goodLine, 1)+`{"id":"b","id":"c","at":"2020-07-13","kind":"done",`+
			`"subject":"leave"}`+"\n", "in:2", "twice"),
		of("numbers that are none", good(goodLine, 1)+`{"id":"b","at":"2020-07-13","kind":"partly",`+
			`"subject":"leave","value":{"best":1e999}}`+"\n", "in:2", "1e999"),
		of("a row of a table", good(goodLine, 2)+"b,2020-07-13,done,leave\n", "in:3", "not JSON"),
		of("a list", "["+strings.TrimSpace(good(goodLine, 1))+"]\n", "in:1"),
		of("noise", noise(5000), "in:1"),
		of("good, bad, good, bad", fmt.Sprintf(goodLine, "a")+"{}\n"+fmt.Sprintf(goodLine, "c")+
			`{"id":"d","at":"2020-13-01","kind":"done","subject":"leave"}`+"\n", "in:2", "in:4", "2020-13-01"),
		of("20,000 bad lines", good(goodLine, 1)+strings.Repeat("{}\n", 20_000), "in:2",
			"too much wrong"),
	}
}

func malformedCSV() []malformed {
	of := func(name, text string, told ...string) malformed {
		return malformed{name, "csv", goodHead + text, told}
	}
	return []malformed{
		of("a quote without end", good(goodRow, 2)+"b,2020-07-13,done,leave,\"so it", "in:4"),
		of("a quote within a cell", good(goodRow, 1)+"b,2020-07-13,done,leave,so \"it\" is\n", "in:3"),
		of("a row too long", good(goodRow, 1)+"b,2020-07-13,done,leave,fine,more\n", "in:3",
			"more cells"),
		of("another encoding in one row", good(goodRow, 2)+"b,2020-07-13,done,leave,M\xfcnchen\n",
			"in:4", "UTF-8"),
		of("a cell without end", good(goodRow, 1)+"b,2020-07-13,done,leave,"+
			strings.Repeat("n", 2<<20)+"\n", "in:3", "longer than"),
		of("zero bytes", good(goodRow, 1)+"b,2020-07-13,done,leave,\x00\n", "in:3", "note"),
		of("a formula", good(goodRow, 1)+"b,2020-07-13,done,leave,=HYPERLINK(A1)\n", "in:3", "formula"),
		of("days as a spreadsheet has them", good(goodRow, 1)+"b,13/07/2020,done,leave,\n"+
			"c,44025,done,leave,\n", "in:3", "in:4"),
		of("the head twice", good(goodRow, 1)+goodHead, "in:3"),
		of("20,000 bad rows", good(goodRow, 1)+strings.Repeat("b c,2020-07-13,done,leave,\n", 20_000),
			"in:3", "too much wrong"),
		{"no head", "csv", good(goodRow, 3), []string{"in:1", "no such column"}},
		{"UTF-16", "csv", utf16From(goodHead+good(goodRow, 2), 0xff), []string{"UTF-16"}},
		{"noise", "csv", noise(5000), []string{"in:1"}},
	}
}

// TestMalformed: of a file in which anything is wrong, or everything, nothing is taken in, neither
// into plain evidence nor into a ledger, and what is wrong is told with its line.
func TestMalformed(t *testing.T) {
	for _, sealed := range []bool{false, true} {
		dir := t.TempDir()
		text := "agreement \"small\" {\n}\nparty \"us\" {\n}\ncommitment \"leave\" {\n  by = us\n}\n"
		keep(t, filepath.Join(dir, "small.hcl"), text)
		keep(t, filepath.Join(dir, books.PlainFile), fmt.Sprintf(goodLine, "before"))
		if sealed {
			if exit := Main([]string{"ledger", "init", dir},
				Streams{Out: io.Discard, Err: io.Discard}); exit != exitFine {
				t.Fatalf("ledger init ended with %d", exit)
			}
		}
		before := exported(t, dir)
		for _, m := range append(malformedJSONL(), malformedCSV()...) {
			t.Run(fmt.Sprintf("%s, %s, ledger %t", m.format, m.name, sealed), func(t *testing.T) {
				m.refuse(t, dir)
				if after := exported(t, dir); after != before {
					t.Errorf("there is now:\n%s", after)
				}
			})
		}
	}
}

// refuse imports the file, which must be refused.
func (m *malformed) refuse(t *testing.T, dir string) {
	t.Helper()
	file := filepath.Join(t.TempDir(), "in")
	keep(t, file, m.text)
	var told bytes.Buffer
	exit := Main([]string{"import", dir, file, "--format", m.format},
		Streams{Out: io.Discard, Err: &told})
	if exit != exitInput {
		t.Errorf("ended with %d", exit)
	}
	said := strings.Join(strings.Fields(told.String()), " ")
	for _, word := range m.told {
		if !strings.Contains(said, word) {
			t.Errorf("%q is not said, but:\n%.2000s", word, told.String())
		}
	}
}

// exported is the evidence of a project as it goes out.
func exported(t *testing.T, dir string) string {
	t.Helper()
	var out, told bytes.Buffer
	if exit := Main([]string{"export", dir}, Streams{Out: &out, Err: &told}); exit != exitFine {
		t.Fatalf("export ended with %d: %s", exit, &told)
	}
	return out.String()
}

func keep(t *testing.T, path, text string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
}
