package lang

import (
	"fmt"
	"math"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	"lockstep/internal/agreement"
	"lockstep/internal/diag"
)

// seeds are the sources of testdata, by name.
func seeds(tb testing.TB) map[string][]byte {
	tb.Helper()
	all := map[string][]byte{}
	paths, _ := filepath.Glob("testdata/*/*")
	for _, path := range paths {
		source, err := os.ReadFile(path)
		if err != nil {
			continue // a folder
		}
		switch filepath.Ext(path) {
		case ".hcl":
			all[path] = source
		case ".txtar":
			for _, f := range txtar.Parse(source).Files {
				if !strings.HasSuffix(f.Name, ".want") {
					all[path+"/"+f.Name] = f.Data
				}
			}
		}
	}
	return all
}

// unsound is what is wrong with an agreement that must hold for any input whatever: references
// that lead nowhere, slices out of order, figures that are none.
func unsound(a *agreement.Agreement) error {
	v := reflect.ValueOf(a).Elem()
	for i := range v.NumField() {
		f := v.Field(i)
		if f.Kind() != reflect.Slice || f.Type().Elem().Kind() != reflect.Struct {
			continue
		}
		for j := 1; j < f.Len(); j++ {
			if f.Index(j-1).FieldByName("ID").String() >= f.Index(j).FieldByName("ID").String() {
				return fmt.Errorf("%s is out of order", v.Type().Field(i).Name)
			}
		}
	}
	return unsoundValue(a, v)
}

func unsoundValue(a *agreement.Agreement, v reflect.Value) error {
	switch v.Kind() {
	case reflect.Pointer:
		if !v.IsNil() {
			return unsoundValue(a, v.Elem())
		}
	case reflect.Slice:
		for i := range v.Len() {
			if err := unsoundValue(a, v.Index(i)); err != nil {
				return err
			}
		}
	case reflect.Float64:
		if !(math.Abs(v.Float()) <= largest) {
			return fmt.Errorf("the figure %v", v.Float())
		}
	case reflect.Struct:
		if r, ok := v.Interface().(agreement.Ref); ok {
			return unsoundRef(a, r)
		}
		for i := range v.NumField() {
			if err := unsoundValue(a, v.Field(i)); err != nil {
				return err
			}
		}
	}
	return nil
}

func unsoundRef(a *agreement.Agreement, r agreement.Ref) (err error) {
	defer func() {
		if recover() != nil {
			err = fmt.Errorf("%s %d does not exist", r.Kind, r.Index)
		}
	}()
	if id := a.IDOf(r); !r.IsZero() {
		if back, ok := a.Lookup(id); !ok || back != r {
			return fmt.Errorf("%q leads to %v, not to %v", id, back, r)
		}
	}
	return nil
}

func FuzzParse(f *testing.F) {
	for name, source := range seeds(f) {
		f.Add(string(source), isJSON(name))
	}
	f.Fuzz(func(t *testing.T, source string, json bool) {
		name := "a.hcl"
		if json {
			name = "a.hcl.json"
		}
		p := Parse(map[string][]byte{name: []byte(source), "stock.hcl": []byte(meaningStock)})
		if err := unsound(p.Agreement); err != nil {
			t.Error(err)
		}
		p.Agreement.Under([]int{})
		agreement.NewWaits(p.Agreement)
		for i := range p.Agreement.Parties {
			p.Agreement.Principals(agreement.PartyRef(i))
		}
		if !slices.Equal(summaries(p), summaries(&Project{Diagnostics: p.Diagnostics.Sort()})) {
			t.Error("the diagnostics are out of order")
		}
		_ = render(t, p)
	})
}

func summaries(p *Project) []string {
	var all []string
	for _, d := range p.Diagnostics {
		all = append(all, fmt.Sprint(d.Subject, d.Summary, d.Detail))
	}
	return all
}

func FuzzFormat(f *testing.F) {
	for name, source := range seeds(f) {
		f.Add(string(source), isJSON(name))
	}
	f.Fuzz(func(t *testing.T, source string, json bool) {
		name := "a.hcl"
		if json {
			name = "a.hcl.json"
		}
		if err := unfaithful(name, source); err != nil {
			t.Error(err)
		}
	})
}

// unfaithful is what is wrong with how a source is formatted.
func unfaithful(name, source string) error {
	once, problems := Format(name, []byte(source))
	if len(problems) > 0 {
		if string(once) != source {
			return fmt.Errorf("changed though it cannot be parsed: %q", once)
		}
		return nil
	}
	twice, problems := Format(name, once)
	if len(problems) > 0 || string(twice) != string(once) {
		return fmt.Errorf("once %q, twice %q (%v)", once, twice, problems)
	}
	stock := []byte(meaningStock)
	before := Parse(map[string][]byte{name: []byte(source), "stock.hcl": stock})
	after := Parse(map[string][]byte{name: once, "stock.hcl": stock})
	if len(before.Diagnostics) > 0 {
		return nil
	}
	if diff := cmp.Diff(before.Agreement, after.Agreement, placeless); diff != "" {
		return fmt.Errorf("another agreement:\n%s\n%s", diff, once)
	}
	return nil
}

func TestFormatIsFaithful(t *testing.T) {
	for name, source := range seeds(t) {
		if err := unfaithful(filepath.Base(name), string(source)); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestFormat(t *testing.T) {
	for _, c := range []struct{ name, source, want string }{
		{"a.hcl", "", ""},
		{"a.hcl", "\n\n# about\n\nparty \"us\" {}\n\n\n", "# about\n\nparty \"us\" {}\n"},
		{"a.hcl",
			"party  \"us\"{\r\n# said\r\nname=\"x\"  # so\r\n    kind  =  \"state\"\r\n}",
			"party \"us\" {\n  # said\n  name = \"x\" # so\n  kind = \"state\"\n}\n"},
		{"a.hcl",
			"task \"x\" {\n  text=<<EOT\n   as  is\n EOT\n}",
			"task \"x\" {\n  text = <<EOT\n   as  is\n EOT\n}\n"},
		{"a.hcl.json",
			`{"b":{"x":{}},"a":[1,{"c":"\u00e9"}]}`,
			"{\n  \"b\": {\n    \"x\": {}\n  },\n  \"a\": [\n    1,\n    {\n" +
				"      \"c\": \"\\u00e9\"\n    }\n  ]\n}\n"},
	} {
		got, problems := Format(c.name, []byte(c.source))
		if string(got) != c.want || len(problems) > 0 {
			t.Errorf("%q is laid out as %q, want %q (%v)", c.source, got, c.want, problems)
		}
	}
	for _, bad := range []string{"party \"us\" {", "party \"us\" {\n  x = [\n}\n", "x = \"\xff\""} {
		if got, problems := Format("a.hcl", []byte(bad)); string(got) != bad || len(problems) == 0 {
			t.Errorf("%q cannot be parsed, but is laid out as %q", bad, got)
		}
	}
}

// TestDeepest holds that what would make the parser call itself without end is told before it
// gets there, and that nothing repeated ends the program.
func TestDeepest(t *testing.T) {
	for _, nest := range []string{"[", "(", "{", "!", "! ", "-", "[(", "f(", "{a=", "a?b:", "a[*].",
		"(!\n", "(\n!"} {
		deep := parseRepeated(nest, deepest+1)
		if !slices.ContainsFunc(deep.Diagnostics, func(d diag.Diagnostic) bool {
			return d.Summary == nestedTooDeep().summary && d.Subject.File == "a.hcl"
		}) {
			t.Errorf("%d times %q is not too deep:\n%s", deepest+1, nest, render(t, deep))
		}
	}
	for _, inText := range []string{strings.Repeat("%{if a}", deepest+1),
		"${" + strings.Repeat("[", deepest+1), "\\${" + strings.Repeat("!", deepest+1)} {
		for _, value := range []string{`"` + inText + `"`, "<<A\n" + inText + "\nA"} {
			source := "party \"x\" {\n  name = " + value + "\n}" + meaningStock
			p := Parse(map[string][]byte{"a.hcl": []byte(source)})
			if len(p.Diagnostics) != 1 || p.Diagnostics[0].Summary != nestedTooDeep().summary {
				t.Errorf("%s: %s", value, render(t, p))
			}
		}
	}
	harmless := "party \"x\" {\n  name = \"" + strings.Repeat("$${[[", deepest+1) + "\"\n}"
	p := Parse(map[string][]byte{"a.hcl": []byte(harmless + meaningStock)})
	if len(p.Diagnostics) > 0 {
		t.Errorf("a text with many signs: %s", render(t, p))
	}
	for _, again := range []string{"[", "(", "!", "-", "{a=", "a?b:", "a == ", "a == b != ",
		"a && b || ", "a + ", "a.b.", "[\"", "!\n", "\n", "#\n", "<<A\n", "a(\n!", "0", "\"\\", "/*",
		"é", "}", "party \"a\" {\n"} {
		if p := parseRepeated(again, 5000); !p.Diagnostics.Errors() {
			t.Errorf("nothing is wrong with 5000 times %q", again)
		}
	}
}

// parseRepeated reads something repeated wherever it may stand.
func parseRepeated(s string, count int) *Project {
	body := strings.Repeat(s, count)
	return Parse(map[string][]byte{
		"a.hcl":      []byte("commitment \"x\" {\n  after = " + body + "\n}\n"),
		"b.hcl":      []byte(body),
		"c.hcl.json": fmt.Appendf(nil, `{"commitment": {"y": {"after": %s}}}`, quoteJSON(body)),
		"d.hcl.json": []byte(strings.ReplaceAll(body, "(", "[")),
	})
}
