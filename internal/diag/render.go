package diag

import (
	"bytes"
	"fmt"
	"io"
	"strconv"
	"strings"
)

// Sources is the text of each file that a diagnostic may point at, by the name
// that its ranges use.
type Sources map[string][]byte

// Options says how Render writes. Width is in terminal columns; 0 is 80, and
// less than 30 is 30, more than 1000 is 1000. Colour adds ANSI colours.
type Options struct {
	Sources Sources
	Width   int
	Colour  bool
}

const (
	defaultWidth = 80
	leastWidth   = 30
	mostWidth    = 1000
)

// The ANSI codes of the few colours in use.
const (
	bold   = "1"
	red    = "1;31"
	yellow = "1;33"
	blue   = "34"
)

// Render writes the list for people to read, in its order: each diagnostic
// with its place, the lines of source with the subject underlined, the related
// places and the detail; at the end how many there are of each severity. Of a
// place whose source is not in Sources only the position is written. An empty
// list writes nothing. The error is that of the writer.
func Render(w io.Writer, list List, opt Options) error {
	if len(list) == 0 {
		return nil
	}
	r := newRenderer(opt)
	for _, d := range list {
		r.diagnostic(d)
		r.line("")
	}
	r.line(counts(list))
	if _, err := w.Write(r.out.Bytes()); err != nil {
		return fmt.Errorf("write diagnostics: %w", err)
	}
	return nil
}

// renderer is the text so far and what every part of it is laid out by.
type renderer struct {
	out     bytes.Buffer
	sources Sources
	read    map[string]*source // the sources that were asked for
	width   int
	colour  bool
	gutter  int // the width of the line numbers of the present diagnostic
}

func newRenderer(opt Options) *renderer {
	width := opt.Width
	if width == 0 {
		width = defaultWidth
	}
	return &renderer{
		sources: opt.Sources,
		read:    map[string]*source{},
		width:   min(max(width, leastWidth), mostWidth),
		colour:  opt.Colour,
	}
}

// diagnostic writes one diagnostic.
func (r *renderer) diagnostic(d Diagnostic) {
	colour := red
	if d.Severity == Warning {
		colour = yellow
	}
	r.gutter = gutterOf(d)
	r.line(r.paint(colour, d.Severity.String()+":") + " " + r.paint(bold, clean(d.Summary)))
	if d.Subject.File != "" {
		r.place("-->", d.Subject, "")
		r.snippet(r.source(d.Subject.File).quotation(d.Subject, d.Context), "^", colour)
	}
	for _, related := range d.Related {
		r.place(":::", related.Where, related.Text)
		r.snippet(r.source(related.Where.File).quotation(related.Where, nil), "-", blue)
	}
	r.detail(d)
}

// gutterOf is the width of the greatest line number that the diagnostic shows.
func gutterOf(d Diagnostic) int {
	greatest := max(d.Subject.Start.Line, d.Subject.End.Line)
	for _, related := range d.Related {
		greatest = max(greatest, related.Where.Start.Line, related.Where.End.Line)
	}
	return len(strconv.Itoa(greatest))
}

// place writes where something is and, if anything, what is there.
func (r *renderer) place(arrow string, where Range, text string) {
	at := where.String()
	if at != "" && text != "" {
		at += ": "
	}
	indent := strings.Repeat(" ", r.gutter)
	for i, line := range wrap(at+text, r.width-len(indent)-len(arrow)-1) {
		if i == 0 {
			r.line(indent + r.paint(blue, arrow) + " " + line)
			continue
		}
		r.line(indent + strings.Repeat(" ", len(arrow)+1) + line)
	}
}

// detail writes the detail, wrapped.
func (r *renderer) detail(d Diagnostic) {
	if d.Detail == "" {
		return
	}
	lead := strings.Repeat(" ", r.gutter) + " = "
	for i, line := range wrap(d.Detail, r.width-len(lead)) {
		if i == 0 {
			r.line(r.paint(blue, lead) + line)
			continue
		}
		r.line(strings.TrimRight(strings.Repeat(" ", len(lead))+line, " "))
	}
}

// source is a file to quote from, without lines when its text is not known.
func (r *renderer) source(file string) *source {
	if known, ok := r.read[file]; ok {
		return known
	}
	src := &source{taken: map[int][]cell{}}
	if text, ok := r.sources[file]; ok {
		src.lines = linesOf(text)
	}
	r.read[file] = src
	return src
}

// line writes a line.
func (r *renderer) line(text string) {
	r.out.WriteString(text)
	r.out.WriteByte('\n')
}

// paint is text in a colour, when colours are wanted.
func (r *renderer) paint(code, text string) string {
	if !r.colour {
		return text
	}
	return "\x1b[" + code + "m" + text + "\x1b[0m"
}

// counts is "3 errors, 1 warning", without what there is none of.
func counts(list List) string {
	errors := 0
	for _, d := range list {
		if d.Severity == Error {
			errors++
		}
	}
	var parts []string
	for _, c := range []struct {
		n    int
		noun string
	}{{errors, "error"}, {len(list) - errors, "warning"}} {
		switch {
		case c.n == 1:
			parts = append(parts, "1 "+c.noun)
		case c.n > 1:
			parts = append(parts, fmt.Sprintf("%d %ss", c.n, c.noun))
		}
	}
	return strings.Join(parts, ", ")
}
