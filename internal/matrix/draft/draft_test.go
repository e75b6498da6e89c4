package draft

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"lockstep/internal/lang"
	"lockstep/internal/matrix"
	"lockstep/internal/matrix/sheet"
)

// found is the matrix in a table of texts.
func found(t rapid.TB, rows ...[]string) *matrix.Found {
	s := sheet.Sheet{}
	for i, row := range rows {
		r := sheet.Row{Number: i + 1}
		for _, text := range row {
			r.Cells = append(r.Cells, sheet.TextCell(text))
		}
		s.Rows = append(s.Rows, r)
	}
	f, refused := matrix.Find([]sheet.Sheet{s})
	if len(refused) > 0 {
		t.Fatal(refused)
	}
	return f
}

var heads = [][]string{
	{"Activities", "Timing", "Executing body", "Funding sources", "Composition", "Location",
		"Procedures", "Reference", "No."},
	{"No.", "Article", "Activity", "Complete", "Pending", "Ongoing", "Remarks"},
}

// TestWhateverStandsInAMatrixCanBeRead: the draft has no diagnostics, its layout is standard, and
// the texts of activities are in it letter for letter.
func TestWhateverStandsInAMatrixCanBeRead(t *testing.T) {
	hard := rapid.SampledFrom([]string{"", "x", "\"", "${a}", "%{if}", "#", "//", "/*", "*/", "}\n",
		"within 3 days of signature", "30 days after No. 1", "No. 2", "2020-03-01", "by 03/04/2020",
		"until d-day", "A; B", "A and B", "A", "true", "all", "1", "تسليم السلاح", "\u2028", "\\", "$${",
		"signature", "Timing: never", "from signature"})
	cell := rapid.Custom(func(t *rapid.T) string {
		parts := rapid.SliceOfN(rapid.OneOf(hard, rapid.StringN(0, 10, 40)), 0, 3).Draw(t, "parts")
		return sheet.Clean(strings.Join(parts, ""))
	})
	rapid.Check(t, func(t *rapid.T) {
		head := heads[rapid.IntRange(0, 1).Draw(t, "kind")]
		rows := [][]string{head}
		for n := rapid.IntRange(1, 5).Draw(t, "rows"); len(rows) <= n; {
			row := make([]string, len(head))
			for i := range row {
				row[i] = cell.Draw(t, "cell")
			}
			rows = append(rows, row)
		}
		f := found(t, rows...)
		d, refused, wrong := New(f, NameOf(cell.Draw(t, "name")), cell.Draw(t, "from"))
		if d == nil {
			if len(refused) == 0 || slices.ContainsFunc(rows[1:], func(row []string) bool {
				said := strings.TrimSpace(row[slices.Index(head, activityOf(head))])
				return said != "" && !isTotal(said)
			}) {
				t.Fatal("no draft: ", refused)
			}
			return
		}
		if len(wrong) > 0 {
			t.Fatalf("%v\n%s", wrong, d.Source)
		}
		project := lang.Parse(map[string][]byte{FileName: d.Source})
		if len(project.Agreement.Commitments) != d.Commitments {
			t.Fatalf("%d commitments, not %d", len(project.Agreement.Commitments), d.Commitments)
		}
		for i := range d.Commitments {
			text := project.Agreement.Commitments[i].Text
			if !slices.ContainsFunc(rows[1:], func(row []string) bool {
				return strings.TrimSpace(row[slices.Index(head, activityOf(head))]) == text
			}) {
				t.Fatalf("%q stands in no row", text)
			}
		}
		again, _ := lang.Format(FileName, d.Source)
		if string(again) != string(d.Source) {
			t.Fatal("the layout is not standard")
		}
	})
}

func activityOf(head []string) string {
	if slices.Contains(head, "Activities") {
		return "Activities"
	}
	return "Activity"
}

func TestTimingsOfMatrices(t *testing.T) {
	for _, test := range []struct{ timing, want string }{
		{"2031-03-02", `due = "2031-03-02"`},
		{"By 2 March 2031.", `due = "2031-03-02"`},
		{"no later than March 2, 2031", `due = "2031-03-02"`},
		{"13/03/2031", `due = "2031-03-13"`},
		{"from 2031-03-02; by 2032-03-02", `due = "2032-03-02" starts = "2031-03-02"`},
		{"until 2032-03-02", ""}, // does it continue
		{"Within 14 days of the signing of this Agreement", `due = signature + "14d"`},
		{"within 2 weeks from signature", `due = signature + "2w"`},
		{"6 months after entry into force", `due = entry-into-force + "6mo"`},
		{"D-Day + 5d", `due = d-day + "5d"`},
		{"within 30 days of D-Day", `due = d-day + "30d"`},
		{"within 30 days of Open the road", `due = open-road + "30d"`},
		{"within 30 days of no. 2", `due = open-road + "30d"`},
		{"within 30 days of No. 1", ""}, // itself
		{"within 30 days of the election", ""},
		{"within 30 days", ""},
		{"within 30 working days of signature", ""},
		{"within 30-60 days of signature", ""},
		{"30 days before signature", ""},
		{"03/04/2031", ""},
		{"March 2031", ""},
		{"as soon as possible", ""},
		{"2031-03-02 to 2031-04-02", ""},
		{"immediately; within 3 days of signature", ""},
		{"by 2031-03-02; by 2031-04-02", ""},
		{"", "none"},
	} {
		f := found(t, []string{"No.", "Activities", "Timing", "Executing body"},
			[]string{"1", "Mend the bridge", test.timing, "Army"}, []string{"2", "Open the road", "", ""})
		d, refused, wrong := New(f, "a", "a.csv")
		if len(refused)+len(wrong) > 0 {
			t.Fatal(refused, wrong)
		}
		_, block, _ := strings.Cut(string(d.Source), `"mend-bridge" {`)
		block, _, _ = strings.Cut(block, "}")
		var said []string
		for line := range strings.Lines(block) {
			name, value, _ := strings.Cut(strings.TrimSpace(line), "=")
			if name = strings.TrimSpace(name); name == "due" || name == "starts" || name == "until" {
				said = append(said, name+" = "+strings.TrimSpace(value))
			}
		}
		slices.Sort(said)
		got := strings.Join(said, " ")
		kept := strings.Contains(block, fmt.Sprintf("note = \"Timing: %s\"", test.timing))
		switch test.want {
		case "":
			if got != "" || !kept || len(d.Left) != 1 {
				t.Errorf("%q was taken for %s", test.timing, got)
			}
		case "none":
			if got != "" || len(d.Left) != 0 {
				t.Errorf("%q was taken for %s", test.timing, got)
			}
		default:
			if got != test.want || len(d.Left) != 0 {
				t.Errorf("%q was read as %q, left %v", test.timing, got, d.Left)
			}
		}
	}
}

func TestBodies(t *testing.T) {
	rows := [][]string{{"Activities", "Timing", "Executing body"}}
	for _, body := range []string{"Army", "Police; Army", "Army and Police", "- Army\n- Police",
		"Ministry of Justice and Prisons", "army", "1) Army; 2) Observers, Police"} {
		rows = append(rows, []string{"Act " + body, "", body})
	}
	d, _, wrong := New(found(t, rows...), "a", "a.csv")
	if len(wrong) > 0 {
		t.Fatal(wrong)
	}
	a := lang.Parse(map[string][]byte{FileName: d.Source}).Agreement
	var got []string
	for i := range a.Commitments {
		got = append(got, strings.Join(a.IDs(a.Commitments[i].By), "+"))
	}
	want := []string{"army", "army", "army+observers-police", "army+police", "army+police",
		"army+police", "ministry-justice-prisons"}
	for i := range got {
		parts := strings.Split(got[i], "+")
		slices.Sort(parts)
		got[i] = strings.Join(parts, "+")
	}
	slices.Sort(got)
	if !slices.Equal(got, want) {
		t.Errorf("got %q", got)
	}
}

func TestSlugs(t *testing.T) {
	for text, want := range map[string]string{
		"Establish the Joint Monitoring Committee": "establish-joint-monitoring-committee",
		"Comité d'État":                            "comite-detat",
		"8,600 troops":                             "act-8-600-troops",
		"Łódź & Straße":                            "lodz-strasse",
		"all":                                      "all-it",
		"the of":                                   "the-of",
		"تسليم":                                    "",
		"طالبان Taliban":                           "taliban",
		strings.Repeat("x", 90):                    strings.Repeat("x", mostLetters),
		"Withdraw all foreign forces from the land": "withdraw-foreign-forces-land",
	} {
		if got := slug(text); got != want {
			t.Errorf("%q: %q, not %q", text, got, want)
		}
	}
	given := ids{}
	if a, b, c := given.fresh("Act", ""), given.fresh("Act", ""), given.fresh("؟", "row-3"); a != "act" ||
		b != "act-2" || c != "row-3" {
		t.Error(a, b, c)
	}
}
