package lang

import (
	"fmt"
	"strings"
	"testing"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"pgregory.net/rapid"

	"lockstep/internal/agreement"
	"lockstep/internal/diag"
)

// writer writes guards and times as text, so that tests can say what they expect.
type writer struct{ a *agreement.Agreement }

func (w writer) guard(g *agreement.Guard) string {
	var args []string
	for i := range g.Args {
		args = append(args, w.guard(&g.Args[i]))
	}
	switch g.Op {
	case agreement.OpAll:
		return "all(" + strings.Join(args, ", ") + ")"
	case agreement.OpAny:
		return "any(" + strings.Join(args, ", ") + ")"
	case agreement.OpAtLeast:
		return fmt.Sprintf("at-least(%d, %s)", g.K, strings.Join(args, ", "))
	case agreement.OpNot:
		return "!" + args[0]
	case agreement.OpAtom:
		return w.atom(g.Verb, g.Of)
	case agreement.OpReached:
		return "reached(" + w.time(g.At) + ")"
	case agreement.OpCompare:
		return w.operand(g.Compare.Left) + " " + g.Compare.Op.String() + " " +
			w.operand(g.Compare.Right)
	}
	return ""
}

func (w writer) atom(verb agreement.Verb, of agreement.Ref) string {
	if verb == agreement.VerbHappened {
		return w.a.IDOf(of)
	}
	return fmt.Sprintf("%s(%s)", verb, w.a.IDOf(of))
}

func (w writer) operand(o agreement.Operand) string {
	if o.Level.IsZero() {
		return figure(o.Number)
	}
	return w.a.IDOf(o.Level)
}

func (w writer) time(t *agreement.Time) string {
	if t == nil {
		return ""
	}
	var args []string
	for i := range t.Args {
		args = append(args, w.time(&t.Args[i]))
	}
	switch t.Op {
	case agreement.TimeDay:
		return t.Day.String()
	case agreement.TimeEvent:
		return w.atom(t.Verb, t.Of)
	case agreement.TimePlus:
		return args[0] + " + " + t.Span.String()
	case agreement.TimeEarliest:
		return "earliest(" + strings.Join(args, ", ") + ")"
	case agreement.TimeLatest:
		return "latest(" + strings.Join(args, ", ") + ")"
	case agreement.TimeBefore:
		return "before(" + args[0] + ")"
	}
	return "unset"
}

// meaningStock is what the expressions of these tests are about.
const meaningStock = `
agreement "stock" {
  zone = "Asia/Kabul"
}
party "us" {}
clock "signed" {}
commitment "a" {}
commitment "b" {}
commitment "c" {}
commitment "haven" { kind = "prohibition" }
condition "calm" {}
decision "approve" {}
exchange "swap" { sides = [[a], [b]] }
exchange "pact" { sides = [[c], [haven]] }
level "troops" {}
level "bases" {}
issue "exit" {}
`

// commitmentX is the commitment x of the stock, whose body is given, from HCL or from JSON.
func commitmentX(t *testing.T, name, source string) (*agreement.Agreement, *agreement.Commitment) {
	t.Helper()
	p := Parse(map[string][]byte{"stock.hcl": []byte(meaningStock), name: []byte(source)})
	if p.Diagnostics.Errors() {
		t.Fatalf("%s\n%s", source, render(t, p))
	}
	x, _ := p.Agreement.Lookup("x")
	return p.Agreement, &p.Agreement.Commitments[x.Index]
}

func TestGuards(t *testing.T) {
	for source, want := range map[string]string{
		`a`:                           "a",
		`[]`:                          "",
		`[a]`:                         "a",
		`[a, [b, c]]`:                 "all(a, b, c)",
		`a && b && c`:                 "all(a, b, c)",
		`(a && b) && [c]`:             "all(a, b, c)",
		`all(a, b && c)`:              "all(a, b, c)",
		`a || b || c`:                 "any(a, b, c)",
		`a || b && c`:                 "any(a, all(b, c))",
		`any(a, [b, c])`:              "any(a, all(b, c))",
		`any(a)`:                      "a",
		`any([a, b])`:                 "all(a, b)",
		`at-least(2, a, b, c)`:        "at-least(2, a, b, c)",
		`at-least(1, a || b, [b, c])`: "at-least(1, any(a, b), all(b, c))",
		`!a`:                          "!a",
		`!!a`:                         "!!a",
		`started(a)`:                  "started(a)",
		`started(haven)`:              "started(haven)",
		`started(signed)`:             "signed",
		`done(a)`:                     "done(a)",
		`done(swap)`:                  "swap",
		`kept(haven)`:                 "kept(haven)",
		`breached(haven)`:             "breached(haven)",
		`holds(calm) && calm`:         "all(holds(calm), calm)",
		`taken(approve) && approve`:   "all(taken(approve), approve)",
		`agreed(exit) && exit`:        "all(agreed(exit), exit)",
		`reached("2020-07-13")`:       "reached(2020-07-13)",
		`reached(signed + "4mo")`:     "reached(signed + 4mo)",
		`troops <= 8600`:              "troops <= 8600",
		`-1 != troops`:                "-1 != troops",
		`troops >= bases && a`:        "all(troops >= bases, a)",
		`troops < 5 || !(bases == 0)`: "any(troops < 5, !bases == 0)",
	} {
		native := "commitment \"x\" {\n  after = " + source + "\n}"
		json := fmt.Sprintf(`{"commitment": {"x": {"after": %q}}}`, source)
		for name, file := range map[string]string{"x.hcl": native, "x.hcl.json": json} {
			a, x := commitmentX(t, name, file)
			if got := (writer{a}).guard(&x.After); got != want {
				t.Errorf("%s: %s means %q, want %q", name, source, got, want)
			}
		}
	}
}

func TestTimes(t *testing.T) {
	for source, want := range map[string]string{
		`"2020-07-13"`:                   "2020-07-13",
		`"2020-07-13T21:00:00Z"`:         "2020-07-14", // half past one in Kabul
		`"2020-07-13T19:00:00Z"`:         "2020-07-13",
		`"2020-07-13T23:00"`:             "2020-07-13",
		`signed`:                         "signed",
		`started(signed)`:                "signed",
		`a`:                              "done(a)",
		`done(a)`:                        "done(a)",
		`started(haven)`:                 "started(haven)",
		`taken(approve)`:                 "taken(approve)",
		`agreed(exit)`:                   "agreed(exit)",
		`holds(calm)`:                    "holds(calm)",
		`done(swap) + "30d"`:             "latest(done(a), done(b)) + 30d",
		`before(done(pact))`:             "before(latest(done(c), started(haven)))",
		`signed + "4mo"`:                 "signed + 4mo",
		`signed + "3mo..9mo" + "P2D"`:    "signed + 3mo..9mo + 2d",
		`(signed + "14y") + "2w"`:        "signed + 14y + 14d",
		`"2020-07-13" + "135d"`:          "2020-07-13 + 135d",
		`earliest(a, signed + "1d")`:     "earliest(done(a), signed + 1d)",
		`latest("2020-07-13", b) + "1d"`: "latest(2020-07-13, done(b)) + 1d",
		`latest(a)`:                      "done(a)",
		`before("2020-07-13")`:           "before(2020-07-13)",
		`before(signed + "1d")`:          "before(signed + 1d)",
	} {
		native := "commitment \"x\" {\n  due = " + source + "\n}"
		json := fmt.Sprintf(`{"commitment": {"x": {"due": %q}}}`, source)
		for name, file := range map[string]string{"x.hcl": native, "x.hcl.json": json} {
			a, x := commitmentX(t, name, file)
			if got := (writer{a}).time(x.Due); got != want {
				t.Errorf("%s: %s means %q, want %q", name, source, got, want)
			}
		}
	}
	for _, json := range []string{"2020-07-13", "2020-07-13T19:00:00Z"} {
		a, x := commitmentX(t, "x.hcl.json",
			fmt.Sprintf(`{"commitment": {"x": {"due": %q}}}`, json))
		if got := (writer{a}).time(x.Due); got != "2020-07-13" {
			t.Errorf("%s means %q", json, got)
		}
	}
}

func TestFigures(t *testing.T) {
	w := func(a *agreement.Agreement, c *agreement.Commitment) string {
		var s []string
		for _, x := range c.Changes {
			s = append(s, fmt.Sprintf("%s %v %v", a.IDOf(x.Level), x.Number, x.By))
		}
		for _, x := range c.Keeps {
			s = append(s, fmt.Sprintf("keep %s %v", a.IDOf(x.Level), x.Number))
		}
		for _, x := range c.Schedule {
			s = append(s, strings.TrimSpace(fmt.Sprintf("%s %s %v %v",
				writer{a}.time(x.At), a.IDOf(x.Level), x.Number, x.Share)))
		}
		if c.ReversibleStated {
			s = append(s, fmt.Sprint("lost ", c.Lost))
		}
		return strings.Join(s, "; ")
	}
	for source, want := range map[string]string{
		`changes = { troops = 8600, bases = 0 }`: "bases 0 false; troops 8600 false",
		`changes = { troops = "-500" }`:          "troops -500 true",
		`changes = { "troops" = "+0.5" }`:        "troops 0.5 true",
		`keeps = { troops = 8600 }`:              "keep troops 8600",
		`reversible = true`:                      "lost 0",
		`reversible = false`:                     "lost 1",
		`reversible = 0.25`:                      "lost 0.25",

		"changes = { troops = 0 }\n" +
			`schedule = { "2020-07-13" = 8600, (signed + "1y") = 0 }`: "troops 0 false; " +
			"2020-07-13 troops 8600 false; signed + 1y troops 0 false",
		"keeps = { troops = 0 }\n" +
			`schedule = ["30%", 0, { at = a, share = 0.5 }]`: "keep troops 0; " +
			"troops 0.3 true; troops 0 false; done(a) troops 0.5 true",
		`schedule = { troops = [1], bases = { signed = "50%" } }`: "troops 1 false; " +
			"signed bases 0.5 true",
		`schedule = [{ level = bases, target = 3 }]`: "bases 3 false",
	} {
		a, x := commitmentX(t, "x.hcl", "commitment \"x\" {\n  "+source+"\n}")
		if got := w(a, x); got != want {
			t.Errorf("%s means %q, want %q", source, got, want)
		}
	}
}

// TestTexts holds that texts are kept letter for letter.
func TestTexts(t *testing.T) {
	decomposed := "e\u0301 \u1112\u1161\u11ab" // an accent and a syllable in parts
	for source, want := range map[string]string{
		`"` + decomposed + `"`:                         decomposed,
		`"د افغانستان اسلامي امارت"`:                   "د افغانستان اسلامي امارت",
		`"tab\tline\nquote\" back\\ \u00e9"`:           "tab\tline\nquote\" back\\ é",
		`"\U0001F54A $${x} %%{y} $ 5 100%"`:            "🕊 ${x} %{y} $ 5 100%",
		`""`:                                           "",
		"<<EOT\n  " + decomposed + "\n \\n $${x}\nEOT": "  " + decomposed + "\n \\n ${x}\n",
		"<<-EOT\n    one\n\n      two\n    EOT":        "one\n\n  two\n",
		"<<EOT\r\none\r\ntwo\r\nEOT":                   "one\ntwo\n",
		"<<EOT\nEOT":                                   "",
	} {
		_, x := commitmentX(t, "x.hcl", "commitment \"x\" {\n  text = "+source+"\n}\n")
		if x.Text != want {
			t.Errorf("%s is %q, want %q", source, x.Text, want)
		}
	}
	for source, want := range map[string]string{
		`"` + decomposed + `"`: decomposed,
		`"${x} \u00e9"`:        "${x} é",
		`"started(a)"`:         "started(a)",
	} {
		_, x := commitmentX(t, "x.hcl.json", `{"commitment": {"x": {"text": `+source+`}}}`)
		if x.Text != want {
			t.Errorf("JSON %s is %q, want %q", source, x.Text, want)
		}
	}
}

// TestTextsAsHCL holds the reading of texts against HCL's, which differs for what is not ASCII.
func TestTextsAsHCL(t *testing.T) {
	part := rapid.SampledFrom([]string{"a", `\t`, " ", "  ", "\t", `\n`, `\"`, `\\`, "$${", "%%{", "$", "%",
		"{", `\u0041`, "\n", "\n  ", "\n\n", "EOT", "#"})
	rapid.Check(t, func(t *rapid.T) {
		inner := strings.Join(rapid.SliceOfN(part, 0, 12).Draw(t, "parts"), "")
		source := `"` + strings.ReplaceAll(inner, "\n", "") + `"`
		if opening := rapid.SampledFrom([]string{"", "<<EOT\n", "<<-EOT\n"}).
			Draw(t, "opening"); opening != "" {
			source = opening + strings.ReplaceAll(inner, "EOT", "E") + "\n  EOT\n"
		}
		e, problems := hclsyntax.ParseExpression([]byte(source), "", hcl.InitialPos)
		template, ok := e.(*hclsyntax.TemplateExpr)
		if problems.HasErrors() || !ok {
			t.Skip("not a text")
		}
		want, problems := e.Value(nil)
		if problems.HasErrors() {
			t.Skip("not a plain text")
		}
		c := native{source: []byte(source)}
		if got := c.exactly(template); got != want.AsString() {
			t.Fatalf("%q is %q, HCL says %q", source, got, want.AsString())
		}
	})
}

// TestFiles holds that a file's marks at its start and the ends of its lines mean nothing.
func TestFiles(t *testing.T) {
	crlf := strings.ReplaceAll(meaningStock, "\n", "\r\n")
	for name, source := range map[string]string{
		"line feeds":      meaningStock,
		"carriage":        crlf,
		"byte order mark": "\uFEFF" + strings.TrimSpace(meaningStock),
	} {
		p := Parse(map[string][]byte{"a.hcl": []byte(source)})
		if len(p.Diagnostics) > 0 || len(p.Agreement.Commitments) != 4 {
			t.Errorf("%s: %d commitments\n%s", name, len(p.Agreement.Commitments), render(t, p))
		}
	}
	p := Parse(map[string][]byte{"a.hcl.json": []byte("\uFEFF{\"agreement\": {\"x\": {}}}")})
	if len(p.Diagnostics) > 0 || p.Agreement.ID != "x" {
		t.Errorf("JSON with a byte order mark: %s", render(t, p))
	}
}

// TestBadFiles holds what is said of files that are no text, or of none.
func TestBadFiles(t *testing.T) {
	for want, files := range map[string]map[string][]byte{
		"No agreement":   {},
		"File too large": {"a.hcl": make([]byte, largestFile+1)},
		"Not UTF-8": {"a.hcl": []byte("agreement \"a\" {\n  title = \"\xe9t\xe9\"\n}\n" +
			"party \"b\" {\n  name = \"\xe9\"\n}")},
	} {
		p := Parse(files)
		if len(p.Diagnostics) != 1 || p.Diagnostics[0].Summary != want {
			t.Errorf("want %q, got %v", want, p.Diagnostics)
		}
	}
	long := `{"commitment": {"x": {"text": "` + strings.Repeat("é", longestLine) +
		`", "after": "done(haven)"}}}`
	p := Parse(map[string][]byte{"a.hcl": []byte(meaningStock), "b.hcl.json": []byte(long)})
	at := strings.Index(long, "done(")
	if len(p.Diagnostics) != 1 || p.Diagnostics[0].Subject.Start.Byte != at {
		t.Errorf("a long line: got %v, want one at byte %d", p.Diagnostics, at)
	}
	p = Parse(map[string][]byte{"a.hcl": []byte("\xff\xfea\x00")})
	if len(p.Diagnostics) != 1 || p.Diagnostics[0].Subject != (diag.Range{File: "a.hcl"}) {
		t.Errorf("UTF-16: got %v", p.Diagnostics)
	}
}
