package examples

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode"

	"golang.org/x/text/width"

	"lockstep/internal/check/all"
)

// columns is how wide people see a line: marks that combine take no column, wide signs two.
func columns(line string) int {
	n := 0
	for _, r := range line {
		switch kind := width.LookupRune(r).Kind(); {
		case unicode.In(r, unicode.Mn, unicode.Me, unicode.Cf):
		case kind == width.EastAsianWide || kind == width.EastAsianFullwidth:
			n += 2
		default:
			n++
		}
	}
	return n
}

// fitsInTerminal runs a command whose output must stay within 80 columns.
func fitsInTerminal(t *testing.T, args ...string) {
	t.Helper()
	out, told, status := lockstep(args...)
	if status > 1 {
		t.Errorf("lockstep %s: exit status %d: %s", strings.Join(args, " "), status, told)
	}
	for line := range strings.Lines(out + told) {
		if n := columns(strings.TrimRight(line, "\n")); n > 80 {
			t.Errorf("lockstep %s: a line of %d columns:\n%s", strings.Join(args, " "), n, line)
		}
	}
}

// TestOutputFitsInTerminal: no command writes a line wider than 80 columns, which is what is
// taken where the width of the terminal is not known.
func TestOutputFitsInTerminal(t *testing.T) {
	eachExample(t, func(t *testing.T, dir string) { everyCommandFits(t, dir) })
}

// everyCommandFits runs the commands that write text for people on one project.
func everyCommandFits(t *testing.T, dir string) {
	const day = "--as-of=2024-12-31"
	for _, args := range [][]string{
		{"check"}, {"check", "--all"}, {"check", "--readings", "none"}, {"dates"},
		{"dates", "--readings", "none"}, {"blockers", "--size", "2", "--needs"},
		{"exposure"},
		{"status", day}, {"status", day, "--by", "party"}, {"status", day, "--by", "article"},
		{"status", day, "--since", "2000-01-01"}, {"status", day, "--scale", "met"},
	} {
		fitsInTerminal(t, append(args, dir)...)
	}
	for _, level := range load(t, dir).Agreement.Levels {
		fitsInTerminal(t, "figures", level.ID, dir)
	}
	own := filepath.Join(t.TempDir(), filepath.Base(dir))
	if err := os.CopyFS(own, os.DirFS(dir)); err != nil {
		t.Fatal(err)
	}
	fitsInTerminal(t, "ledger", "init", own)
	fitsInTerminal(t, "ledger", "verify", own)
}

// TestLongNamesFitInTerminal: the same with ids as long as a line, and with scripts of other
// widths.
func TestLongNamesFitInTerminal(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "long")
	if err := os.Mkdir(dir, 0o777); err != nil {
		t.Fatal(err)
	}
	files := map[string]string{"agreement.hcl": longNames, "evidence.jsonl": longEvidence}
	for name, text := range files {
		text = strings.ReplaceAll(text, "LONG", strings.Repeat("-of-very-many-words", 3))
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	everyCommandFits(t, dir)
}

const longNames = `agreement "withdrawalLONG" {
  title = "撤军协议，附有执行附件与时间表，以及双方就所有未决问题达成的谅解与补充说明文件"
}

party "stateLONG" {
  name = "اتفاق شامل بشأن الانسحاب الكامل لجميع القوات الأجنبية من الأراضي خلال المدة المتفق عليها"
}

party "movementLONG" {
}

level "troopsLONG" {
  of       = stateLONG
  unit     = "people"
  baseline = 14000
}

source "reportLONG" {
}

commitment "withdrawLONG" {
  by    = [stateLONG, movementLONG]
  to    = movementLONG
  after = [ceasefireLONG]
  due   = "2020-07-13"
}

commitment "ceasefireLONG" {
  by    = movementLONG
  to    = stateLONG
  after = [withdrawLONG]
  due   = "2020-05-01"
}

commitment "handoverLONG" {
  by         = stateLONG
  to         = movementLONG
  article    = "2"
  due        = "2020-06-01"
  reversible = false
}
`

const longEvidence = `{"id":"eventLONG-1","at":"2020-07-13","known":"2020-07-20","kind":"measured",` +
	`"subject":"troopsLONG","value":{"best":8600},"unit":"people","source":"reportLONG"}
{"id":"eventLONG-2","at":"2020-07-13","kind":"done","subject":"handoverLONG",` +
	`"actor":"stateLONG","source":"reportLONG","rests-on":"reported"}
`

// TestHelpFitsInTerminal: the help of every command, and what is explained of every finding.
func TestHelpFitsInTerminal(t *testing.T) {
	fitsInTerminal(t, "--help")
	fitsInTerminal(t, "explain")
	out, _, _ := lockstep("--help")
	_, list, _ := strings.Cut(out, "Available Commands:\n")
	list, _, _ = strings.Cut(list, "\n\n")
	for line := range strings.Lines(list) {
		fitsInTerminal(t, strings.Fields(line)[0], "--help")
	}
	for _, sub := range []string{"init", "verify", "checkpoint", "proof"} {
		fitsInTerminal(t, "ledger", sub, "--help")
	}
	for _, c := range all.Checks() {
		fitsInTerminal(t, "explain", c.Name)
	}
}
