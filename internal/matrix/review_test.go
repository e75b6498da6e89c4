package matrix_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"lockstep/internal/agreement"
	"lockstep/internal/agreement/agreementtest"
	"lockstep/internal/calendar"
	"lockstep/internal/ledger"
	"lockstep/internal/matrix"
	"lockstep/internal/matrix/sheet"
	"lockstep/internal/status"
)

const withdrawal = `agreement "withdrawal" {
  signed = "2020-02-29"
}

party "us" {
}

party "taliban" {
}

clock "signature" {
  at = "2020-02-29"
}

commitment "bases" {
  by      = us
  text    = "Leave five bases"
  article = "I.1"
  due     = signature + "135d"
}

commitment "prisoners" {
  by      = taliban
  text    = "Let prisoners go"
  article = "I.2"
}

commitment "no-threats" {
  by      = taliban
  text    = "No threats"
  kind    = "continuing"
  article = "II.1"
}
`

// reported are the events of the withdrawal: prisoners went free in June.
var reported = []ledger.Event{{ID: "e1", Kind: ledger.Done, Subject: "prisoners",
	At: calendar.MakeDay(2020, 6, 3), Known: calendar.MakeDay(2020, 6, 4), RestsOn: ledger.Reported}}

func asOf(y, m, d int) status.Question {
	return status.Question{Cut: ledger.Cut{AsOf: calendar.MakeDay(y, m, d), KnownAt: calendar.None}}
}

// told is a review in short: each change, refusal and note in a line.
func told(r *matrix.Review) string {
	var lines []string
	for _, c := range r.Changes {
		line := fmt.Sprintf("%s %s: %s → %s", c.ID, c.Column, c.From, c.To)
		if c.Event != nil {
			line += fmt.Sprintf(": %s %s %s", c.Event.Kind, c.Event.At, c.Event.Note)
		}
		if len(c.Write) > 0 {
			line += ": " + strings.Join(c.Write, " ")
		}
		if c.Because != "" {
			line += ": not " + strings.TrimSpace(c.Because[:min(len(c.Because), 30)])
		}
		lines = append(lines, strings.TrimSpace(line))
	}
	for _, refused := range r.Refused {
		lines = append(lines, "refused "+refused.String())
	}
	for _, note := range r.Notes {
		lines = append(lines, "note "+note.String())
	}
	return strings.Join(lines, "\n")
}

// An entering is a text that somebody enters, by id and column.
type entering struct {
	id     string
	column matrix.Column
	to     sheet.Cell
}

func TestWhatFollowsFromAMark(t *testing.T) {
	x, none := sheet.TextCell("x"), sheet.Cell{}
	july := sheet.DayCell(calendar.MakeDay(2020, 7, 13))
	for _, test := range []struct {
		name string
		edit []entering
		want string
	}{
		{"complete", []entering{{"bases", matrix.Pending, none}, {"bases", matrix.Complete, x}},
			"bases Mark: Pending → Complete: done"},
		{"complete on a day", []entering{{"bases", matrix.Pending, none},
			{"bases", matrix.Complete, sheet.TextCell("✓")}, {"bases", matrix.Day, july},
			{"bases", matrix.Remarks, sheet.TextCell("Five of five")}},
			"bases Mark: Pending → Complete: done 2020-07-13 Five of five"},
		{"a remark added to the one that was sent", []entering{{"bases", matrix.Pending, none},
			{"bases", matrix.Complete, x}, {"bases", matrix.Day, july},
			{"bases", matrix.Remarks, sheet.TextCell("Open; no evidence.\r\nTeam B was there.")}},
			"bases Mark: Pending → Complete: done 2020-07-13 Team B was there."},
		{"another day, with a remark", []entering{{"prisoners", matrix.Day, july},
			{"prisoners", matrix.Remarks, sheet.TextCell("The last of them")}},
			"prisoners Day: 2020-06-03 → 2020-07-13: done 2020-07-13 The last of them"},
		{"a remark alone", []entering{{"bases", matrix.Remarks, sheet.TextCell("Ask again")}},
			"bases Remarks: Open; no evidence. → Ask again: not a remark alone is no evidence,"},
		{"a remark taken away", []entering{{"bases", matrix.Remarks, none}},
			"bases Remarks: Open; no evidence. → : not a remark tells what the events"},
		{"complete in a month", []entering{{"bases", matrix.Pending, none},
			{"bases", matrix.Complete, x}, {"bases", matrix.Day, sheet.TextCell("2020-07")}},
			"bases Mark: Pending → Complete: done 2020-07"},
		{"begun", []entering{{"bases", matrix.Pending, none}, {"bases", matrix.Ongoing, x}},
			"bases Mark: Pending → Ongoing: begun"},
		{"kept", []entering{{"no-threats", matrix.Ongoing, x}},
			"no-threats Mark: no mark → Ongoing: complied-with"},
		{"what lasts is never complete", []entering{{"no-threats", matrix.Complete, x}},
			"no-threats Mark: no mark → Complete: not a continuing commitment is nev"},
		{"back", []entering{{"prisoners", matrix.Complete, none}, {"prisoners", matrix.Pending, x}},
			"prisoners Mark: Complete → Pending: not what was reported is not undon"},
		{"away", []entering{{"bases", matrix.Pending, none}},
			"bases Mark: Pending → no mark: not no event says this: it is so w"},
		{"another day", []entering{{"prisoners", matrix.Day, july}},
			"prisoners Day: 2020-06-03 → 2020-07-13: done 2020-07-13"},
		{"a day of nothing", []entering{{"bases", matrix.Day, july}},
			"bases Day:  → 2020-07-13: not the mark says that nothing was"},
		{"two marks", []entering{{"bases", matrix.Complete, x}},
			"refused row 9: the row has more than one mark: Complete, Pending. Keep one"},
		{"a day that may be two", []entering{{"bases", matrix.Day, sheet.TextCell("03/04/2020")}},
			"refused row 9, column I (Day): \"03/04/2020\" is 2020-04-03 or 2020-03-04: write it as the " +
				"one that is meant"},
		{"a number for a day", []entering{{"bases", matrix.Day, sheet.Count(44025)}},
			"refused row 9, column I (Day): \"44025\" is a number: format the cell as a day"},
		{"a formula", []entering{{"bases", matrix.Remarks, sheet.Computed(2, "1+1")}},
			"refused row 9, column G (Remarks): this is a formula: give its result, or an apostrophe in " +
				"front where it is text"},
		{"a total", []entering{{"total Article I", matrix.Complete, sheet.Count(7)}},
			"note row 8, column D (Complete): the total \"7\" was typed and is not read: totals are " +
				"computed, and this one is 1"},
		{"another id", []entering{{"bases", matrix.ID, sheet.TextCell("prisoner")}},
			"refused row 9, column J (Id): no commitment of the matrix is called \"prisoner\". Did you " +
				"mean \"prisoners\"?\nnote no row is of bases. Nothing follows: what no longer holds is " +
				"recorded as waived or terminated, or taken out of the agreement"},
	} {
		t.Run(test.name, func(t *testing.T) {
			m := completion(project(t, withdrawal), reported, asOf(2020, 7, 1))
			s := m.Sheet()
			for _, e := range test.edit {
				edit(s, m, e.id, e.column, e.to)
			}
			if got := told(matrix.Compare(m, back(t, 0, s))); got != test.want {
				t.Errorf("got\n%s\nwant\n%s", got, test.want)
			}
		})
	}
}

// TestMovedOn: a row that was edited is refused where the project says something else by now,
// unless it says what the row is marked as.
func TestMovedOn(t *testing.T) {
	a := project(t, withdrawal)
	sent := completion(a, nil, asOf(2020, 7, 1))
	now := completion(a, reported, asOf(2020, 7, 1))
	s := sent.Sheet()
	edit(s, sent, "prisoners", matrix.Pending, sheet.Cell{})
	edit(s, sent, "prisoners", matrix.Complete, sheet.TextCell("x"))
	want := "note row 10: prisoners has moved on since the export, and stands as it is marked"
	if got := told(matrix.Compare(now, back(t, 1, s))); got != want {
		t.Errorf("got %s", got)
	}
	edit(s, sent, "prisoners", matrix.Complete, sheet.Cell{})
	edit(s, sent, "prisoners", matrix.Ongoing, sheet.TextCell("x"))
	if got := told(matrix.Compare(now, back(t, 1, s))); !strings.HasPrefix(got,
		"refused row 10: the project says something else here") {
		t.Errorf("got %s", got)
	}
	changed := project(t, strings.Replace(withdrawal, "Let prisoners", "Let all prisoners", 1))
	plan := matrix.Activities(a)
	s = plan.Sheet()
	edit(s, plan, "prisoners", matrix.Location, sheet.TextCell("Kabul"))
	if got := told(matrix.Compare(matrix.Activities(changed), back(t, 1, s))); !strings.HasPrefix(got,
		"refused row 8, column K (Export): the project says something else here") {
		t.Errorf("got %s", got)
	}
}

func TestWordingOfTheAgreement(t *testing.T) {
	for _, test := range []struct {
		column   matrix.Column
		to, want string
	}{
		{matrix.Activity, `Leave "all" ${bases}`,
			`bases Activities: Leave five bases → Leave "all" ${bases}: text = "Leave \"all\" $${bases}"`},
		{matrix.Timing, "2020-08-01",
			`bases Timing: within 135 days of signature → 2020-08-01: due = "2020-08-01"`},
		{matrix.Timing, "",
			`bases Timing: within 135 days of signature → : no longer: due`},
		{matrix.Timing, "not before 1 May 2020",
			`bases Timing: within 135 days of signature → not before 1 May 2020: not-before = "2020-05-01"` +
				` no longer: due`},
		{matrix.Timing, "30 days after done(prisoners)", `bases Timing: within 135 days of signature → ` +
			`30 days after done(prisoners): due = done(prisoners) + "30d"`},
		{matrix.Timing, "soon",
			`bases Timing: within 135 days of signature → soon: not "soon" is neither a day nor a`},
		{matrix.Body, "Taliban; us", `bases Executing body: us → Taliban; us: by = [taliban, us]`},
		{matrix.Body, "Talban", `bases Executing body: us → Talban: not no party is called "Talban". D`},
		{matrix.Composition, "Two of each", `bases Composition:  → Two of each: ` +
			`note = "Composition: Two of each"`},
		{matrix.Reference, "I.7", `bases Reference: I.1 → I.7: article = "I.7"`},
		{matrix.Due, "2021-01-01", `bases Due: 2020-07-13 → 2021-01-01: not the due day is computed: ` +
			`chang`},
	} {
		m := matrix.Activities(project(t, withdrawal))
		s := m.Sheet()
		edit(s, m, "bases", test.column, sheet.TextCell(test.to))
		r := matrix.Compare(m, back(t, 1, s))
		if got := told(r); got != test.want {
			t.Errorf("got\n%s\nwant\n%s", got, test.want)
		}
		if where := r.Changes[0].Where; where == nil || where.String() != "agreement.hcl:15" {
			t.Errorf("said to stand at %v", where)
		}
	}
}

// TestTimingsAreReadAsTheyAreWritten: when a commitment is due, as an export says it, is read as
// the same attribute of the language.
func TestTimingsAreReadAsTheyAreWritten(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a := agreementtest.Draw(t, agreementtest.Everything())
		for _, row := range matrix.Activities(a).Rows {
			ref, _ := a.Lookup(row.ID)
			c := &a.Commitments[ref.Index]
			if !plainly(c) {
				continue
			}
			said := row.Cells[matrix.Timing].String()
			read, reason := matrix.ReadTiming(said, func(text string) (string, bool) {
				_, known := a.Lookup(strings.TrimSuffix(strings.TrimPrefix(text, "started("), ")"))
				return text, known || strings.Contains(text, "(")
			})
			if reason != "" || len(read) != 1 || read[0].Name != "due" {
				t.Fatalf("%q was read as %v: %s", said, read, reason)
			}
			if want := written(a, c.Due); read[0].Value != want {
				t.Fatalf("%q became %s, not %s", said, read[0].Value, want)
			}
		}
	})
}

// plainly reports whether a commitment says no more of its time than a due day or an offset.
func plainly(c *agreement.Commitment) bool {
	if c.Due == nil || c.Starts != nil || c.NotBefore != nil || c.StartBy != nil || c.Until != nil {
		return false
	}
	t := c.Due
	if t.Op == agreement.TimePlus {
		t = &t.Args[0]
		return t.Op == agreement.TimeEvent && c.Due.Span.Exact()
	}
	return t.Op == agreement.TimeDay
}

// written is a plain time as the language writes it, told apart from the code under test.
func written(a *agreement.Agreement, t *agreement.Time) string {
	if t.Op == agreement.TimeDay {
		return fmt.Sprintf("%q", t.Day)
	}
	anchor := a.IDOf(t.Args[0].Of)
	if verb := t.Args[0].Verb; verb != agreement.VerbHappened && verb != agreement.VerbDone {
		anchor = fmt.Sprintf("%s(%s)", verb, anchor)
	}
	return fmt.Sprintf("%s + %q", anchor, t.Span)
}

// FuzzCompare: whatever somebody sends as a matrix, it is compared or refused.
func FuzzCompare(f *testing.F) {
	a := project(f, withdrawal)
	m := completion(a, reported, asOf(2020, 7, 1))
	for _, s := range []*sheet.Sheet{m.Sheet(), matrix.Activities(a).Sheet()} {
		var out bytes.Buffer
		if err := sheet.WriteCSV(&out, s); err != nil {
			f.Fatal(err)
		}
		f.Add(out.Bytes())
	}
	f.Fuzz(func(t *testing.T, source []byte) {
		tables, refused, err := sheet.Read(bytes.NewReader(source))
		if err != nil || len(refused) > 0 {
			return
		}
		found, refused := matrix.Find(tables)
		if found == nil {
			if len(refused) == 0 {
				t.Fatal("neither found nor refused")
			}
			return
		}
		base := m
		if found.Kind == matrix.OfActivities {
			base = matrix.Activities(a)
		}
		r := matrix.Compare(base, found)
		for _, c := range r.Changes {
			if c.Event == nil && len(c.Write) == 0 && c.Because == "" {
				t.Fatalf("nothing follows and nobody says why: %+v", c)
			}
		}
	})
}
