package family

import (
	"bufio"
	"fmt"
	"io"
	"strings"
)

// A Mission is a project of the size that a commission watches over for years: two sides, an
// alliance, a verifying body, commitments in chapters, and everything that pages show beside
// them. It is written as text, and its evidence as JSONL.
type Mission struct {
	Commitments int // 24 at least
}

// The other numbers of a mission.
const (
	missionChapters   = 12
	missionLevels     = 40
	missionConditions = 40
	missionDecisions  = 24
	missionSources    = 200
	missionNations    = 6
)

// bodies are the parties of a mission besides the nations of its alliance.
var bodies = []struct{ id, name, kind, role string }{
	{"government", "The Government", "government", "signatory"},
	{"movement", "The Movement", "armed-group", "signatory"},
	{"commission", "Joint Commission", "body", "verifier"},
	{"observers", "Mission of Observers", "organisation", "verifier"},
	{"guarantor", "Guarantor State", "state", "guarantor"},
}

// chapterNames are what the chapters are about.
var chapterNames = [missionChapters]string{"withdrawal from positions", "handover of bases",
	"collection of weapons", "return of prisoners", "return of refugees", "reform of the land",
	"participation in elections", "substitution of crops", "care of the wounded",
	"opening of roads", "training of the police", "search for the missing"}

// Write writes the text of the mission as one HCL file. The only error is that of w.
func (m Mission) Write(w io.Writer) error {
	out := bufio.NewWriterSize(w, 1<<20)
	fmt.Fprint(out, "agreement \"mission\" {\n  title  = \"Agreement on the mission, in twelve "+
		"chapters\"\n  signed = \"2020-01-01\"\n  zone   = \"UTC\"\n}\n\n")
	m.people(out)
	for i := range missionConditions {
		fmt.Fprintf(out, "condition %q {\n  text  = \"It is quiet in district %d\"\n"+
			"  judge = observers\n}\n\n", quiet(i), i+1)
	}
	for i := range missionLevels {
		m.level(out, i)
	}
	for i := range missionDecisions {
		m.decision(out, i)
	}
	for i := range m.Commitments {
		m.commitment(out, i)
	}
	m.rest(out)
	return out.Flush()
}

func (m Mission) people(out io.Writer) {
	for _, b := range bodies {
		fmt.Fprintf(out, "party %q {\n  name = %q\n  kind = %q\n  role = %q\n}\n\n", b.id, b.name,
			b.kind, b.role)
	}
	var nations []string
	for i := range missionNations {
		nations = append(nations, nation(i))
		fmt.Fprintf(out, "party %q {\n  name = \"Nation %c\"\n  kind = \"state\"\n}\n\n", nation(i),
			'A'+i)
	}
	fmt.Fprintf(out, "party \"alliance\" {\n  name    = \"The Alliance\"\n  kind    = \"alliance\"\n"+
		"  members = [%s]\n}\n\n", strings.Join(nations, ", "))
}

func (m Mission) level(out io.Writer, i int) {
	fmt.Fprintf(out, "level %q {\n  of       = %s\n  unit     = \"people\"\n"+
		"  basis    = \"in district %d\"\n  baseline = 9000\n  ceiling  = %d\n}\n\n", troops(i),
		sideOf(i), i+1, 7000+100*(i%9))
}

// decision is by consensus or, every third one, under silence.
func (m Mission) decision(out io.Writer, i int) {
	rule := "  rule = \"consensus\"\n"
	if i%3 == 0 {
		rule = "  rule    = \"silence\"\n  silence = \"14d\"\n"
	}
	fmt.Fprintf(out, "decision %q {\n  by   = alliance\n%s  governs = [%s]\n}\n\n", consent(i), rule,
		troops(i))
}

// commitment is the next of its chapter: it waits for the one before it, every fifth also for the
// other side's, and every fourth is a matter of conduct.
func (m Mission) commitment(out io.Writer, i int) {
	chapter := i * missionChapters / m.Commitments
	fmt.Fprintf(out, "commitment %q {\n  by      = %s\n  to      = %s\n  article = \"%d.%d\"\n"+
		"  text    = \"Step %d of the %s, in district %d, as the annex lays it out\"\n", step(i),
		sideOf(i), sideOf(i+1), chapter+1, i%(m.Commitments/missionChapters+1)+1, i+1,
		chapterNames[chapter], i%missionLevels+1)
	if isConduct(i) {
		fmt.Fprint(out, "  kind    = \"continuing\"\n")
	} else {
		y, d := 2020+i*2/m.Commitments, i*24/m.Commitments%12
		fmt.Fprintf(out, "  due     = \"%d-%02d-%02d\"\n  weight  = %d\n", y, d+1, i%28+1, 1+i%7)
	}
	if waits := m.waits(i); len(waits) > 0 {
		fmt.Fprintf(out, "  after   = [%s]\n", strings.Join(waits, ", "))
	}
	if i%3 == 0 {
		fmt.Fprintf(out, "  while   = %s\n", quiet(i%missionConditions))
	}
	if i%2 == 0 {
		fmt.Fprintf(out, "  verify  = [observers]\n  source  = %q\n", report(i%missionSources))
	}
	fmt.Fprint(out, "}\n\n")
}

// waits are the steps that a step waits for.
func (m Mission) waits(i int) []string {
	var waits []string
	before := i - 1
	for before > 0 && isConduct(before) {
		before--
	}
	if i%10 != 0 && i%60 != 1 && before >= 0 { // those in an exchange wait for nobody
		waits = append(waits, step(before))
	}
	if other := i - 37; i%5 == 2 && other >= 0 && !isConduct(other) && other != before {
		waits = append(waits, step(other))
	}
	return waits
}

// rest is exchanges, readings, red lines and sources.
func (m Mission) rest(out io.Writer) {
	for i := 0; i+3 < m.Commitments; i += 60 {
		fmt.Fprintf(out, "exchange \"together-%02d\" {\n  mode  = \"simultaneous\"\n"+
			"  sides = [[%s], [%s]]\n}\n\n", i/60, step(i), step(i+1))
	}
	for i := 0; i < 3 && 20+60*i < m.Commitments; i++ {
		fmt.Fprintf(out, "reading \"line-%d\" {\n  of    = %s\n  after = { %s = [%s] }\n}\n\n", i+1,
			sideOf(i), step(7+60*i), step(20+60*i))
	}
	fmt.Fprintf(out, "redline \"too-early\" {\n  of    = government\n  never = done(%s) && "+
		"!started(%s)\n}\n\n", step(9), step(1))
	for i := range missionSources {
		repeats := ""
		if i%5 == 4 {
			repeats = fmt.Sprintf("  repeats     = %q\n", report(i-1))
		}
		fmt.Fprintf(out, "source %q {\n  publisher   = \"Bulletin %d of the observers\"\n"+
			"  published   = \"2020-%02d-%02d\"\n  reliability = %q\n%s}\n\n", report(i), i+1, i%12+1,
			i%28+1, string("ABCDEF"[i%6]), repeats)
	}
}

// isConduct reports whether a commitment is a continuing one.
func isConduct(i int) bool { return i%4 == 3 }

func sideOf(i int) string  { return bodies[i%2].id }
func step(i int) string    { return fmt.Sprintf("step-%03d", i+1) }
func quiet(i int) string   { return fmt.Sprintf("quiet-%02d", i+1) }
func troops(i int) string  { return fmt.Sprintf("troops-%02d", i+1) }
func consent(i int) string { return fmt.Sprintf("consent-%02d", i+1) }
func nation(i int) string  { return fmt.Sprintf("nation-%d", i+1) }
func report(i int) string  { return fmt.Sprintf("bulletin-%03d", i+1) }
