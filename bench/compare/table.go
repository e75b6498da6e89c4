package main

import (
	"fmt"
	"io"
	"strconv"
	"strings"
)

// short is an answer without its long parts.
func (a answer) short() string {
	words := map[string]string{"happen": "%s can happen", "goal": "goal %s", "stuck": "stuck %s",
		"peak": "peak %s", "sets": "%s groups"}
	var told []string
	for _, key := range sortedKeys(a) {
		if word, known := words[key]; known {
			told = append(told, fmt.Sprintf(word, a[key]))
		}
	}
	return strings.Join(told, ", ")
}

// A report is the tables of one run and what is to be known about it.
type report struct {
	about     []string // lines
	questions []*question
	rows      [][]row // by question
	trap      *question
	trapRow   row
}

// markdown writes the report. The only error is that of w.
func (r *report) markdown(w io.Writer) error {
	var b strings.Builder
	b.WriteString("# Lockstep beside other programs\n\n")
	b.WriteString("Made by `./bench/run`; what the columns mean is told in " +
		"[bench/README.md](../README.md).\n\n")
	for _, line := range r.about {
		fmt.Fprintf(&b, "- %s\n", line)
	}
	b.WriteString("\n![CPU seconds against commitments](results.svg)\n")
	for i, q := range r.questions {
		section(&b, q, r.rows[i])
	}
	r.trapSection(&b)
	_, err := io.WriteString(w, b.String())
	return err
}

// section is one question: its table, and what is counted as loading and solving.
func section(b *strings.Builder, q *question, rows []row) {
	fmt.Fprintf(b, "\n## %s\n\n%s\n%s\n\n| commitments | answer | Lockstep loads | ", q.title,
		q.asked, q.family)
	if q.ours.compile != nil {
		b.WriteString("compiles | ")
	}
	b.WriteString("**solves** |")
	bar := "|--:|---|--:|--:|"
	if q.ours.compile != nil {
		bar += "--:|"
	}
	for _, p := range q.peers {
		fmt.Fprintf(b, " %s loads | **solves** | × |", p.name)
		bar += "--:|--:|--:|"
	}
	b.WriteString("\n" + bar + "\n")
	for _, r := range rows {
		tableRow(b, q, r)
	}
	b.WriteByte('\n')
	for _, p := range q.peers {
		fmt.Fprintf(b, "%s: loading is %s; solving is %s.\n", p.name, p.loading, p.solving)
	}
	if n := beyond(rows, q.peers); n != "" {
		b.WriteString("\n" + n + "\n")
	}
}

func tableRow(b *strings.Builder, q *question, r row) {
	fmt.Fprintf(b, "| %s | %s | %s |", grouped(r.size), r.ours.answer.short(),
		seconds(r.ours.load))
	if q.ours.compile != nil {
		fmt.Fprintf(b, " %s |", seconds(r.ours.compile))
	}
	fmt.Fprintf(b, " %s |", seconds(r.ours.solve))
	for _, f := range r.peers {
		if f.trouble != "" {
			fmt.Fprintf(b, " %s | | |", f.trouble)
			continue
		}
		fmt.Fprintf(b, " %s | %s | %s |", seconds(f.load), seconds(f.solve), ratio(f, r.ours))
	}
	b.WriteByte('\n')
}

// least is the difference between two runs below which a time says nothing, in seconds.
const least = 0.01

// ratio is how many times longer the peer takes to solve than Lockstep does and, where Lockstep
// compiles before, than it takes for both.
func ratio(f, ours figure) string {
	if f.solve < least {
		return "–"
	}
	alone := times(f.solve / ours.solve)
	if ours.compile == 0 {
		return alone
	}
	return alone + " (" + times(f.solve/(ours.compile+ours.solve)) + ")"
}

func times(x float64) string {
	switch {
	case x < 0.95:
		return fmt.Sprintf("%.2f", x)
	case x < 9.95:
		return fmt.Sprintf("%.1f", x)
	}
	return grouped(int(x + 0.5))
}

// beyond says at which sizes a peer wins, since the reader should not have to look for it.
func beyond(rows []row, peers []*peer) string {
	var told []string
	for _, r := range rows {
		for i, f := range r.peers {
			if f.trouble == "" && f.solve >= least && f.solve < r.ours.compile+r.ours.solve {
				told = append(told, fmt.Sprintf("%s at %s", peers[i].name, grouped(r.size)))
			}
		}
	}
	if told == nil {
		return ""
	}
	return "Faster than Lockstep: " + strings.Join(told, ", ") + "."
}

// trapSection tells who takes acts for possible that hold each other up.
func (r *report) trapSection(b *strings.Builder) {
	fmt.Fprintf(b, "\n## %s\n\n%s\n%s\nStep by step the answer is 1; taken as clauses alone, it "+
		"would be 6.\n\n| program | says |\n|---|---|\n| Lockstep | %s |\n", r.trap.title,
		r.trap.asked, r.trap.family, r.trapRow.ours.answer.short())
	for i, f := range r.trapRow.peers {
		said := f.trouble
		if said == "" {
			said = f.answer.short()
		}
		fmt.Fprintf(b, "| %s | %s |\n", r.trap.peers[i].name, said)
	}
	b.WriteString("\nClosed is not founded: a linear program or a set of clauses accepts a loop " +
		"that supports itself. In the families above no act waits for a later one, so that there " +
		"the two are the same and every program can be asked.\n")
}

// seconds writes a time with two digits that mean something.
func seconds(x float64) string {
	if x <= 0 {
		return "0"
	}
	if x >= 99.5 {
		return fmt.Sprintf("%.0f", x)
	}
	digits := 1
	for limit := 9.95; x < limit && digits < 6; limit /= 10 {
		digits++
	}
	return strconv.FormatFloat(x, 'f', digits-1, 64)
}

// grouped writes a whole number with commas.
func grouped(n int) string {
	digits := strconv.Itoa(n)
	for i := len(digits) - 3; i > 0; i -= 3 {
		digits = digits[:i] + "," + digits[i:]
	}
	return digits
}
