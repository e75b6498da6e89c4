package docs

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"lockstep/internal/cli"
	"lockstep/internal/lang"
)

// TestLanguageTables: what language.md says of the attributes of a block is what lockstep reads,
// no attribute more and none less, with its form and its default.
func TestLanguageTables(t *testing.T) {
	document := read(t, "language.md")
	for _, b := range lang.Blocks() {
		text, ok := blockSection(document, b.Kind.String())
		if !ok {
			t.Errorf("language.md: there is no section on the block %q; add a heading "+
				"\"### %s\" with a table of its attributes", b.Kind, title(b.Kind.String()))
			continue
		}
		for _, complaint := range compareTable(rows(text, "Attribute"), b) {
			t.Errorf("language.md, section %q: %s", title(b.Kind.String()), complaint)
		}
	}
}

// compareTable says where the rows of a section and the attributes of its block part ways.
func compareTable(written [][]string, b lang.BlockDoc) []string {
	var complaints []string
	seen := map[string][]string{}
	for _, row := range written {
		name := plain(row[0])
		switch {
		case len(row) != 4:
			complaints = append(complaints, fmt.Sprintf("the row of %q has %d cells; write "+
				"Attribute, Form, Default and Meaning", name, len(row)))
		case seen[name] != nil:
			complaints = append(complaints, fmt.Sprintf("%q has two rows; keep one", name))
		default:
			seen[name] = row
		}
		known := func(a lang.AttributeDoc) bool { return a.Name == name }
		if !slices.ContainsFunc(b.Attributes, known) {
			complaints = append(complaints, fmt.Sprintf("a %s has no attribute %q; take its row "+
				"out or mend its name", b.Kind, name))
		}
	}
	for _, a := range b.Attributes {
		complaints = append(complaints, compareRow(seen[a.Name], a)...)
	}
	return complaints
}

// compareRow says where the row of an attribute, nil for none, and the attribute part ways.
func compareRow(row []string, a lang.AttributeDoc) []string {
	if row == nil {
		return []string{fmt.Sprintf("the attribute %q has no row; add\n| `%s` | %s | %s | %s |",
			a.Name, a.Name, a.Form, a.Default, a.Doc)}
	}
	var complaints []string
	if got := plain(row[1]); got != a.Form {
		complaints = append(complaints, fmt.Sprintf("the form of %q is %s, not %s", a.Name,
			a.Form, got))
	}
	if got := plain(row[2]); got != a.Default {
		complaints = append(complaints, fmt.Sprintf("the default of %q is %q, not %q", a.Name,
			a.Default, got))
	}
	return complaints
}

// TestLanguageComparison: the comparison of tables finds what it is there to find.
func TestLanguageComparison(t *testing.T) {
	b := lang.BlockDoc{Attributes: []lang.AttributeDoc{
		{Name: "by", Form: "party"}, {Name: "kind", Form: `"once"`, Default: "once"},
	}}
	right := "| Attribute | Form | Default | Meaning |\n|---|---|---|---|\n| `by` | party | | Who. |\n"
	kind := "| `kind` | `\"once\"` | once | What. |\n"
	tests := []struct{ table, want string }{
		{right + kind, ""},
		{right, `the attribute "kind" has no row`},
		{right + kind + "| `bye` | text | | ? |\n", `has no attribute "bye"`},
		{right + kind + kind, `"kind" has two rows`},
		{right + "| `kind` | text | once | What. |\n", `the form of "kind" is "once", not text`},
		{right + "| `kind` | `\"once\"` | | What. |\n", `the default of "kind" is "once", not ""`},
		{right + "| `kind` | `\"once\"` | once |\n", `the row of "kind" has 3 cells`},
	}
	for _, tt := range tests {
		got := compareTable(rows(tt.table, "Attribute"), b)
		said := strings.Join(got, "\n")
		if (len(got) == 0) != (tt.want == "") || !strings.Contains(said, tt.want) {
			t.Errorf("of\n%s\ngot %q, want %q", tt.table, said, tt.want)
		}
	}
}

var heading = regexp.MustCompile(`(?m)^###? (.*)$`)

// blockSection is what stands between the heading that names a block and the next one.
func blockSection(document, block string) (string, bool) {
	found := heading.FindAllStringSubmatchIndex(document, -1)
	for i, m := range found {
		if strings.ToLower(document[m[2]:m[3]]) != block {
			continue
		}
		end := len(document)
		if i+1 < len(found) {
			end = found[i+1][0]
		}
		return document[m[1]:end], true
	}
	return "", false
}

// title is a block's name as it stands in its heading.
func title(block string) string { return strings.ToUpper(block[:1]) + block[1:] }

// rows are the cells of every table in text whose first column has that head.
func rows(text, head string) [][]string {
	var found [][]string
	within, first := false, true
	for line := range strings.Lines(text) {
		if !strings.HasPrefix(line, "|") {
			within, first = false, true
			continue
		}
		row := cells(line)
		switch {
		case first:
			within, first = row[0] == head, false
		case within && !strings.HasPrefix(row[0], "---"):
			found = append(found, row)
		}
	}
	return found
}

// cells are the cells of a table's line; \| is a bar inside one.
func cells(line string) []string {
	line = strings.ReplaceAll(strings.TrimSpace(line), `\|`, "\x00")
	row := strings.Split(strings.Trim(line, "|"), "|")
	for i := range row {
		row[i] = strings.TrimSpace(strings.ReplaceAll(row[i], "\x00", "|"))
	}
	return row
}

func plain(cell string) string { return strings.ReplaceAll(cell, "`", "") }

var span = regexp.MustCompile("`([^`]+)`")

// TestLanguageForms: every guard and every time in the tables of language.md is one, beside the
// blocks of its section.
func TestLanguageForms(t *testing.T) {
	document := read(t, "language.md")
	for _, table := range []struct{ section, head, attribute string }{
		{"Guards", "A bare id", "after"}, {"Guards", "Guard", "after"},
		{"Times and durations", "Time", "due"}, {"Times and durations", "Due", "due"},
	} {
		text, _, _ := strings.Cut(after(t, document, "\n## "+table.section+"\n"), "\n## ")
		forms := 0
		for _, row := range rows(text, table.head) {
			for _, m := range span.FindAllStringSubmatch(row[0], -1) {
				forms++
				accept(t, ofSection(document, table.section), table.attribute, m[1])
			}
		}
		if forms == 0 {
			t.Errorf("language.md: the table %q of %q is gone", table.head, table.section)
		}
	}
}

func after(t *testing.T, document, mark string) string {
	t.Helper()
	_, rest, ok := strings.Cut(document, mark)
	if !ok {
		t.Fatalf("language.md: there is no heading %q", strings.TrimSpace(mark))
	}
	return rest
}

// ofSection is what the hcl blocks of a section say, as one file.
func ofSection(document, section string) string {
	var text strings.Builder
	for _, b := range blocks(document) {
		if b.section == section && b.info == "hcl" {
			text.WriteString(b.text + "\n")
		}
	}
	return text.String()
}

// accept asks that an expression can stand in an attribute of a commitment.
func accept(t *testing.T, right, attribute, expression string) {
	t.Helper()
	probe := fmt.Sprintf("commitment \"the-probe\" {\n  %s = %s\n}\n", attribute, expression)
	project := lang.Parse(map[string][]byte{"agreement.hcl": []byte(complete(right) + probe)})
	if len(project.Diagnostics) > 0 {
		t.Errorf("language.md, %s:\n%s", expression, rendered(t, project))
	}
}

// TestLanguageDays: the worked days of language.md are those that `lockstep dates` counts.
func TestLanguageDays(t *testing.T) {
	table := rows(read(t, "language.md"), "Due")
	for column, count := range []string{"after", "inclusive"} {
		due := dueDays(t, count, table)
		for i, row := range table {
			if got := due[fmt.Sprintf("row-%d", i)]; got != row[column+1] {
				t.Errorf("language.md: with count = %q, %s is %s, not %s", count, row[0], got,
					row[column+1])
			}
		}
	}
}

// dueDays are the due days of commitments row-0, row-1 and so on, one for each row.
func dueDays(t *testing.T, count string, table [][]string) map[string]string {
	var text strings.Builder
	fmt.Fprintf(&text, "agreement \"days\" {\n  count = %q\n}\n", count)
	for i, row := range table {
		fmt.Fprintf(&text, "commitment \"row-%d\" {\n  due = %s\n}\n", i, plain(row[0]))
	}
	dir := t.TempDir()
	write(t, filepath.Join(dir, "agreement.hcl"), text.String())
	var out bytes.Buffer
	streams := cli.Streams{In: strings.NewReader(""), Out: &out, Err: os.Stderr}
	if status := cli.Main([]string{"dates", "--json", dir}, streams); status != 0 {
		t.Fatalf("lockstep dates: exit status %d", status)
	}
	var printed struct{ Dates []struct{ ID, Due string } }
	if err := json.Unmarshal(out.Bytes(), &printed); err != nil {
		t.Fatal(err)
	}
	days := map[string]string{}
	for _, d := range printed.Dates {
		days[d.ID] = d.Due
	}
	return days
}

// TestLanguageJSON: what the json blocks say is what the hcl blocks of their section say.
func TestLanguageJSON(t *testing.T) {
	document := read(t, "language.md")
	twins := 0
	for _, b := range blocks(document) {
		if b.info != "json" {
			continue
		}
		twins++
		hcl := ofSection(document, b.section)
		want := lang.Parse(map[string][]byte{"agreement.hcl": []byte(hcl)})
		got := lang.Parse(map[string][]byte{"agreement.hcl.json": []byte(b.text)})
		if len(got.Diagnostics) > 0 {
			t.Errorf("language.md, section %q:\n%s", b.section, rendered(t, got))
		}
		if diff := cmp.Diff(want.Agreement, got.Agreement, cmp.FilterPath(isPlace,
			cmp.Ignore())); diff != "" {
			t.Errorf("language.md, section %q: hcl (-) and json (+) differ:\n%s", b.section, diff)
		}
	}
	if twins == 0 {
		t.Error("language.md has no json block")
	}
}

// isPlace reports whether a path ends in where something was written.
func isPlace(p cmp.Path) bool {
	field, ok := p.Last().(cmp.StructField)
	return ok && (field.Name() == "Where" || field.Name() == "Files")
}

// TestLanguageLayout: the hcl blocks are laid out as `lockstep fmt` lays them out, and every kind
// of block is shown in one.
func TestLanguageLayout(t *testing.T) {
	var shown strings.Builder
	for _, b := range blocks(read(t, "language.md")) {
		if b.info != "hcl" {
			continue
		}
		shown.WriteString("\n" + b.text)
		laidOut, problems := lang.Format("agreement.hcl", []byte(b.text))
		if diff := cmp.Diff(b.text, string(laidOut)); diff != "" || len(problems) > 0 {
			t.Errorf("language.md, section %q: lay the block out as lockstep fmt does:\n%s",
				b.section, diff)
		}
	}
	for _, b := range lang.Blocks() {
		if !strings.Contains(shown.String(), "\n"+b.Kind.String()+` "`) {
			t.Errorf("language.md shows no %s; add one to an hcl block", b.Kind)
		}
	}
}
