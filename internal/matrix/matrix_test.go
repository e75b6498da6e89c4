package matrix_test

import (
	"bytes"
	"fmt"
	"io"
	"math/rand/v2"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"lockstep/internal/agreement"
	"lockstep/internal/agreement/agreementtest"
	"lockstep/internal/calendar"
	"lockstep/internal/lang"
	"lockstep/internal/ledger"
	"lockstep/internal/matrix"
	"lockstep/internal/matrix/sheet"
	"lockstep/internal/status"
	"lockstep/internal/status/statustest"
)

var forms = []func(io.Writer, *sheet.Sheet) error{sheet.WriteXLSX, sheet.WriteCSV}

// odd are texts that people write and that formats mangle.
var odd = []string{"=SUM(A1)", "-5 troops", "'quoted'", "طالبان و دولت", "two\nlines", "a; b, c\td",
	" blanks ", "x", "2020-07-13", "1.10", "\u202eturned", "_x0041_", "", "⅔", "Funding sources: none"}

// drawn are random matrices of a random agreement with odd texts.
func drawn(t *rapid.T) (*agreement.Agreement, []ledger.Event, status.Question) {
	seed := rapid.Uint64().Draw(t, "seed")
	below := rand.New(rand.NewPCG(seed, 3)).IntN
	opt := agreementtest.Everything()
	opt.Most = 6
	a := agreementtest.Random(seed, opt)
	statustest.Sign(a, below)
	for i := range a.Commitments {
		c := &a.Commitments[i]
		for _, text := range []*string{&c.Text, &c.Article, &c.At, &c.Note, &c.Instrument} {
			*text = odd[below(len(odd))]
		}
	}
	for i := range a.Parties {
		a.Parties[i].Name = odd[below(len(odd))]
	}
	q := status.Question{Cut: ledger.Cut{AsOf: statustest.Day(below), KnownAt: calendar.None}}
	return a, statustest.Events(a, 12, below), q
}

func completion(a *agreement.Agreement, events []ledger.Event, q status.Question) *matrix.Matrix {
	return matrix.Completion(a, status.NewBook(a, events).At(q), events)
}

// back is a matrix that was written, and read again.
func back(t rapid.TB, form int, s *sheet.Sheet) *matrix.Found {
	var out bytes.Buffer
	if err := forms[form](&out, s); err != nil {
		t.Fatal(err)
	}
	tables, refused, err := sheet.Read(&out)
	if err != nil || len(refused) > 0 {
		t.Fatal(err, refused)
	}
	found, refused := matrix.Find(tables)
	if len(refused) > 0 {
		t.Fatal(refused)
	}
	return found
}

// TestWhatComesBackUneditedHasNoChanges: in both forms and both kinds, even where the project has
// moved on since.
func TestWhatComesBackUneditedHasNoChanges(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, events, q := drawn(t)
		later := events
		if len(events) > 0 {
			later = events[:rapid.IntRange(0, len(events)).Draw(t, "kept")]
		}
		form := rapid.IntRange(0, len(forms)-1).Draw(t, "form")
		for _, pair := range [][2]*matrix.Matrix{
			{matrix.Activities(a), matrix.Activities(a)},
			{completion(a, events, q), completion(a, events, q)},
			{completion(a, events, q), completion(a, later, q)},
		} {
			found := back(t, form, pair[0].Sheet())
			r := matrix.Compare(pair[1], found)
			if len(r.Changes)+len(r.Refused) > 0 || r.Rows != len(pair[0].Rows) {
				t.Fatalf("%s: %+v\n%v\n%d rows", pair[0].Kind, r.Changes, r.Refused, r.Rows)
			}
			if found.Agreement != a.ID || found.Cut.AsOf != pair[0].Cut.AsOf {
				t.Fatalf("it is of %q, %s", found.Agreement, found.Cut.AsOf)
			}
			if pair[0] != pair[1] && len(pair[0].Rows) == len(pair[1].Rows) && len(r.Notes) > 0 &&
				slices.Equal(events, later) {
				t.Fatalf("noted: %v", r.Notes)
			}
		}
	})
}

// TestOneEditIsOneChange: a new text in one cell is told as exactly that.
func TestOneEditIsOneChange(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, events, q := drawn(t)
		m := matrix.Activities(a)
		if rapid.Bool().Draw(t, "completion") {
			m = completion(a, events, q)
		}
		if len(m.Rows) == 0 {
			return
		}
		s := m.Sheet()
		i := rapid.IntRange(0, len(m.Rows)-1).Draw(t, "row")
		columns := map[matrix.Kind][]matrix.Column{
			matrix.OfActivities: {matrix.Activity, matrix.Timing, matrix.Body, matrix.Funding,
				matrix.Composition, matrix.Location, matrix.Procedures, matrix.Reference, matrix.Due},
			matrix.OfCompletion: {matrix.Article, matrix.Activity, matrix.Remarks, matrix.Due},
		}[m.Kind]
		column := rapid.SampledFrom(columns).Draw(t, "column")
		was := edit(s, m, m.Rows[i].ID, column, sheet.TextCell("=entirely new"))
		r := matrix.Compare(m, back(t, rapid.IntRange(0, 1).Draw(t, "form"), s))
		if len(r.Changes) != 1 || len(r.Refused) > 0 || len(r.Notes) > 0 {
			t.Fatalf("%+v\n%v\n%v", r.Changes, r.Refused, r.Notes)
		}
		c := r.Changes[0]
		if c.ID != m.Rows[i].ID || c.From != was || c.To != "=entirely new" ||
			c.Column != column.Heading(m.Kind) {
			t.Fatalf("told as %+v", c)
		}
		if c.Event == nil && len(c.Write) == 0 && c.Because == "" {
			t.Fatalf("nothing follows and nobody says why: %+v", c)
		}
	})
}

// edit puts a cell into a table, and gives what stood there.
func edit(s *sheet.Sheet, m *matrix.Matrix, id string, column matrix.Column, to sheet.Cell) string {
	var headings []string
	for i := range s.Rows {
		row := &s.Rows[i]
		if row.Look == sheet.Head {
			for _, cell := range row.Cells {
				headings = append(headings, cell.Text)
			}
		}
		ids, at := slices.Index(headings, "Id"), slices.Index(headings, column.Heading(m.Kind))
		if row.Look != sheet.Head && ids >= 0 && row.Cell(ids).Text == id {
			was := row.Cells[at].String()
			row.Cells[at] = to
			return was
		}
	}
	panic(fmt.Sprintf("there is no row %s", id))
}

// project reads an agreement as it is written.
func project(t testing.TB, source string) *agreement.Agreement {
	t.Helper()
	p := lang.Parse(map[string][]byte{"agreement.hcl": []byte(source)})
	for _, d := range p.Diagnostics {
		t.Fatalf("%s: %s", d.Summary, d.Detail)
	}
	return p.Agreement
}

// TestTextsCanBeWritten: whatever text is proposed for the agreement, the language reads it back.
func TestTextsCanBeWritten(t *testing.T) {
	pieces := rapid.SliceOf(rapid.OneOf(rapid.String(),
		rapid.SampledFrom([]string{"${", "%{", "$", "%", "\"", "\\", "\n", "\t", "{", "}", "$$", "\r"})))
	rapid.Check(t, func(rt *rapid.T) {
		var text string
		for _, piece := range pieces.Draw(rt, "text") {
			text += piece
		}
		text = sheet.Clean(text)
		source := "agreement \"a\" {\n  title = " + matrix.Quote(text) + "\n}\n"
		p := lang.Parse(map[string][]byte{"agreement.hcl": []byte(source)})
		if p.Diagnostics.Errors() || p.Agreement.Title != text {
			rt.Fatalf("%q became %q\n%s\n%v", text, p.Agreement.Title, source, p.Diagnostics)
		}
	})
}
