package cli

import (
	"encoding/json"
	"io"
	"os"
	"strconv"
	"strings"
	"unicode"

	"github.com/jedib0t/go-pretty/v6/text"
)

// A console is where a command reads and writes, and how wide and colourful it may be.
type console struct {
	in       io.Reader
	out, err io.Writer
	terminal bool
}

// isTerminal reports whether w is a terminal that people look at.
func isTerminal(w io.Writer) bool {
	f, ok := w.(*os.File)
	if !ok {
		return false
	}
	info, err := f.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice != 0
}

// colour reports whether to colour: only on a terminal, and never against NO_COLOR.
func (c *console) colour() bool { return c.terminal && os.Getenv("NO_COLOR") == "" }

// width is the number of columns to fill: those of the terminal where it says so, else 80.
func (c *console) width() int {
	if n, err := strconv.Atoi(os.Getenv("COLUMNS")); c.terminal && err == nil && n >= 40 {
		return min(n, 120)
	}
	return 80
}

// paint colours s if this console may.
func (c *console) paint(s string, colours ...text.Color) string {
	if !c.colour() {
		return s
	}
	return text.Colors(colours).Sprint(s)
}

// wrapped breaks s into lines of the console's width that begin with indent spaces.
func (c *console) wrapped(s string, indent int) string {
	lines := strings.Split(text.WrapSoft(visible(s), c.width()-indent), "\n")
	pad := strings.Repeat(" ", indent)
	for i := range lines {
		lines[i] = strings.TrimRight(pad+strings.TrimSpace(lines[i]), " ")
	}
	return strings.Join(lines, "\n") + "\n"
}

// inColumn fills a column with an id. One that is too long stands on lines of its own above the
// rest of its row, so that it can be read and copied whole.
func (c *console) inColumn(id string, wide, indent int) string {
	pad := strings.Repeat(" ", indent)
	if text.StringWidthWithoutEscSequences(id) > wide {
		return c.wrapped(id, indent) + pad + strings.Repeat(" ", wide)
	}
	return pad + text.Pad(id, wide, ' ')
}

// visible shows what would steer a terminal or turn the direction of text as a sign instead.
func visible(s string) string {
	return strings.Map(func(r rune) rune {
		if r != '\n' && unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r) {
			return unicode.ReplacementChar
		}
		return r
	}, s)
}

// json writes v to standard output.
func (c *console) json(v any) error { return writeJSON(c.out, v) }

// writeJSON writes v as indented JSON.
func writeJSON(w io.Writer, v any) error {
	encoder := json.NewEncoder(w)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	return encoder.Encode(v)
}
