package draw

import (
	"bytes"
	"fmt"
	"io"
	"strconv"
	"strings"
)

// pen writes XML: one element a line, attributes in the order given.
type pen struct{ bytes.Buffer }

// open starts an element. Attributes are names and values in turn; empty values
// are left out.
func (p *pen) open(name string, attributes ...string) {
	p.start(name, attributes)
	p.WriteString(">\n")
}

func (p *pen) close(name string) { p.WriteString("</" + name + ">\n") }

func (p *pen) empty(name string, attributes ...string) {
	p.start(name, attributes)
	p.WriteString("/>\n")
}

// text writes an element with words in it.
func (p *pen) text(name, words string, attributes ...string) {
	p.start(name, attributes)
	p.WriteString(">" + escape(words) + "</" + name + ">\n")
}

func (p *pen) start(name string, attributes []string) {
	p.WriteString("<" + name)
	for i := 0; i+1 < len(attributes); i += 2 {
		if attributes[i+1] != "" {
			p.WriteString(" " + attributes[i] + `="` + escape(attributes[i+1]) + `"`)
		}
	}
}

var escaper = strings.NewReplacer(
	"&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&quot;", "'", "&#39;")

// escape makes words safe inside XML. They must have gone through clean.
func escape(s string) string { return escaper.Replace(s) }

// num writes a length with one decimal at most.
func num(x float64) string {
	s := strconv.FormatFloat(x, 'f', 1, 64)
	s = strings.TrimSuffix(s, ".0")
	if s == "-0" {
		return "0"
	}
	return s
}

// send writes the finished picture.
func (p *pen) send(w io.Writer, format string) error {
	if _, err := w.Write(p.Bytes()); err != nil {
		return fmt.Errorf("write picture as %s: %w", format, err)
	}
	return nil
}
