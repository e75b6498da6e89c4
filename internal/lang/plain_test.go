package lang

import (
	"fmt"
	"reflect"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"pgregory.net/rapid"

	"lockstep/internal/diag"
)

// comparePlain holds what the plain reader makes of every item of a source against what HCL's
// parser makes of it, and counts the items that were plain.
func comparePlain(source string) (plain int, err error) {
	file := &sourceFile{name: "a.hcl", source: []byte(source)}
	items := scan(file.source)
	for i := range items {
		var r plainReader
		got := r.block(file, &items[i])
		if got == nil {
			continue
		}
		plain++
		var n notes
		want := parseBlock(&n, file, &items[i])
		if len(n.problems) > 0 {
			return plain, fmt.Errorf("read as plain, but HCL says %s: %s",
				n.problems[0].Subject, n.problems[0].Detail)
		}
		if err := compareBodies(got, want); err != nil {
			return plain, err
		}
	}
	return plain, nil
}

// comparePlainAlone holds what the plain reader makes of an expression against what HCL's parser
// makes of it, as in a text of a JSON file.
func comparePlainAlone(source string) error {
	start := diag.Pos{Line: 3, Column: 7, Byte: 40}
	var r plainReader
	got := r.alone("a.hcl.json", []byte(source), start)
	if got == nil || parseable([]byte(source)) != noSlip {
		return nil
	}
	e, problems := hclsyntax.ParseExpression([]byte(source), "a.hcl.json",
		hcl.Pos{Line: start.Line, Column: start.Column, Byte: start.Byte})
	if problems.HasErrors() {
		return fmt.Errorf("%q is read as plain, but HCL says %v", source, problems)
	}
	c := native{notes: &notes{}, file: "a.hcl.json", source: []byte(source), base: start.Byte}
	want := c.node(e, 0)
	if !reflect.DeepEqual(tidy(got), tidy(want)) {
		return fmt.Errorf("%q: got %s, want %s", source, tell(got), tell(want))
	}
	return nil
}

func compareBodies(got, want *body) error {
	if got.damaged != want.damaged || len(got.fields) != len(want.fields) {
		return fmt.Errorf("got %d attributes, want %d", len(got.fields), len(want.fields))
	}
	for i, f := range want.fields {
		g := got.fields[i]
		if g.name != f.name || g.where != f.where {
			return fmt.Errorf("got %s at %s, want %s at %s", g.name, g.where, f.name, f.where)
		}
		if !reflect.DeepEqual(tidy(g.value), tidy(f.value)) {
			return fmt.Errorf("%s: got %+v, want %+v", f.name, tell(g.value), tell(f.value))
		}
	}
	return nil
}

// tidy makes no difference between no list and an empty one.
func tidy(n *node) *node {
	if len(n.items) == 0 {
		n.items = nil
	}
	for _, part := range append(n.items, n.keys...) {
		tidy(part)
	}
	return n
}

func tell(n *node) string {
	s := fmt.Sprintf("%s %q %v %d:%d(%d)-%d:%d(%d)", n.form, n.text, n.number,
		n.where.Start.Line, n.where.Start.Column, n.where.Start.Byte,
		n.where.End.Line, n.where.End.Column, n.where.End.Byte)
	for _, part := range append(n.keys, n.items...) {
		s += " [" + tell(part) + "]"
	}
	return s
}

// drawExpression draws an expression, most of them in the plain part of HCL.
func drawExpression(t *rapid.T, depth int) string {
	leaf := []string{"<<EOT\n\n  é text $\nEOT", "<<-EOT\n    one\n\n   \u00a0two\n  EOT\n", "<<E\nE\n",
		"<<E\nx${a}\nE\n", "<<E\n\tE E\nEE\n \tE \n", "a", "us-troops", "14000", "0.5", "07", `"2020-07-13"`, `"x  y"`, "true",
		"null", "[]", "{}", `"é"`, `"a\"b"`, "1e3", "f()", "a.b", "-5", "2020-07-13", "all", "for"}
	if depth == 0 || rapid.IntRange(0, 2).Draw(t, "leaf") == 0 {
		return rapid.SampledFrom(leaf).Draw(t, "leaf")
	}
	inner := func() string { return drawExpression(t, depth-1) }
	blank := rapid.SampledFrom([]string{"", " ", "\n", " # c\n ", "\t", "\r\n"}).Draw(t, "blank")
	switch rapid.IntRange(0, 7).Draw(t, "form") {
	case 0:
		return "[" + inner() + "," + blank + inner() + blank + "]"
	case 1:
		return "f(" + blank + inner() + ", " + inner() + ")"
	case 2:
		sign := rapid.SampledFrom([]string{"&&", "||", "+", "<", "<=", "==", "!=", ">", "-"}).
			Draw(t, "sign")
		return inner() + " " + sign + blank + inner()
	case 3:
		return "(" + blank + inner() + blank + ")"
	case 4:
		return rapid.SampledFrom([]string{"!", "-", "! "}).Draw(t, "sign") + inner()
	case 5:
		return "{ " + inner() + " = " + inner() + blank + ", b = " + inner() + " }"
	case 6:
		return "{" + blank + "a = " + inner() + "\n" + blank + "(" + inner() + ") = " + inner() + "\n}"
	}
	return inner() + blank + inner()
}

func TestPlainReadsAsHCL(t *testing.T) {
	read, all := 0, 0
	rapid.Check(t, func(t *rapid.T) {
		var b strings.Builder
		b.WriteString("party \"us\" {" + rapid.SampledFrom([]string{"\n", " # c\n", " ", "\r\n"}).
			Draw(t, "begin"))
		for i := range rapid.IntRange(0, 3).Draw(t, "attributes") {
			end := rapid.SampledFrom([]string{"\n", "  # é\n", " // c\n\n", "\r\n", " "}).
				Draw(t, "end")
			fmt.Fprintf(&b, "  x%d = %s%s", i, drawExpression(t, 4), end)
		}
		b.WriteString("}\n")
		if err := comparePlainAlone(drawExpression(t, 4)); err != nil {
			t.Fatal(err)
		}
		n, err := comparePlain(b.String())
		if err != nil {
			t.Fatalf("%v\n%s", err, b.String())
		}
		read, all = read+n, all+1
	})
	if read < all/10 {
		t.Errorf("only %d of %d blocks were plain", read, all)
	}
}

// TestPlainIsPlain says what must not need HCL's parser.
func TestPlainIsPlain(t *testing.T) {
	for _, block := range []string{
		`party "us" {}`,
		"party \"us\" {\n  # about\n\n  name = \"United States\" # said\n}  # end",
		"commitment \"c\" {\n  after = [a, started(b)] # é\n  due = a + \"4mo\"\n}",
		"commitment \"c\" {\n  changes = { us-troops = 8600, b = -5 }\n  weight = 0.5\n}",
		"commitment \"c\" {\n  text = \"خروج — é́\"\n  x = [\"é\", \"🇦🇫\", a]\n}",
		"commitment \"c\" {\r\n  provided = a && !(b || c < 5)\r\n}",
		"commitment \"c\" {\n  text = <<EOT\n  خروج \\n\n\tx\nEOT\n  by = us\n}",
		"commitment \"c\" {\n  text = <<-EOT\n    one\n      two\n  EOT\n  by = us\n}",
		"commitment \"c\" {\n  schedule = {\n    \"2020-07-13\" = 1\n    (a + \"4d\") = 2\n  }\n}",
	} {
		if n, err := comparePlain(block); n != 1 || err != nil {
			t.Errorf("%d plain, error %v:\n%s", n, err, block)
		}
	}
}

func FuzzPlain(f *testing.F) {
	f.Add("party \"us\" {\n  name = \"x\"\n  a = [b, c(d) && !e, { f = 1, (g) = -2 }]\n}\n")
	f.Add("goal \"b\" {\n  c = {\n    d = e # f\n    g = h < 5\n  }\n}")
	f.Fuzz(func(t *testing.T, source string) {
		if !utf8.ValidString(source) {
			t.Skip("the loader hands on UTF-8 only")
		}
		if _, err := comparePlain(source); err != nil {
			t.Error(err)
		}
		if err := comparePlainAlone(source); err != nil {
			t.Error(err)
		}
	})
}
