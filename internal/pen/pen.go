// Package pen writes the XML of pictures, element by element: one element a line, attributes in
// the order given, words made safe. The same calls give the same bytes.
package pen

import (
	"bytes"
	"fmt"
	"io"
	"strconv"
	"strings"
)

// A Pen is XML on its way to paper.
type Pen struct{ bytes.Buffer }

// Open starts an element. Attributes are names and values in turn; empty values
// are left out.
func (p *Pen) Open(name string, attributes ...string) {
	p.start(name, attributes)
	p.WriteString(">\n")
}

// Close ends an element.
func (p *Pen) Close(name string) { p.WriteString("</" + name + ">\n") }

// Empty writes an element with nothing in it.
func (p *Pen) Empty(name string, attributes ...string) {
	p.start(name, attributes)
	p.WriteString("/>\n")
}

// Text writes an element with words in it.
func (p *Pen) Text(name, words string, attributes ...string) {
	p.start(name, attributes)
	p.WriteString(">" + Escape(words) + "</" + name + ">\n")
}

func (p *Pen) start(name string, attributes []string) {
	p.WriteString("<" + name)
	for i := 0; i+1 < len(attributes); i += 2 {
		if attributes[i+1] != "" {
			p.WriteString(" " + attributes[i] + `="` + Escape(attributes[i+1]) + `"`)
		}
	}
}

var escaper = strings.NewReplacer(
	"&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&quot;", "'", "&#39;")

// Escape makes words safe inside XML. They must have gone through lettering.Clean.
func Escape(s string) string { return escaper.Replace(s) }

// Num writes a length with one decimal at most.
func Num(x float64) string {
	s := strconv.FormatFloat(x, 'f', 1, 64)
	s = strings.TrimSuffix(s, ".0")
	if s == "-0" {
		return "0"
	}
	return s
}

// Send writes the finished picture in a format of that name. The error is that of w.
func (p *Pen) Send(w io.Writer, format string) error {
	if _, err := w.Write(p.Bytes()); err != nil {
		return fmt.Errorf("write picture as %s: %w", format, err)
	}
	return nil
}

// Num2 writes a length with two decimals at most.
func Num2(x float64) string {
	s := strconv.FormatFloat(x, 'f', 2, 64)
	s = strings.TrimRight(strings.TrimRight(s, "0"), ".")
	if s == "-0" {
		return "0"
	}
	return s
}
