package lang

import (
	"bytes"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/hashicorp/hcl/v2/hclsyntax"
)

// exactly is the text of a template without interpolation, letter for letter. HCL's own value
// is not that: it composes accents, so that what a party wrote would change.
func (c *native) exactly(e *hclsyntax.TemplateExpr) string {
	source := c.written(e.SrcRange)
	if bytes.HasPrefix(source, []byte("<<")) {
		return heredocText(string(source))
	}
	source = bytes.TrimSuffix(bytes.TrimPrefix(source, []byte(`"`)), []byte(`"`))
	return unescape(string(source))
}

// unescape is a quoted text without its escapes.
func unescape(s string) string {
	if !strings.ContainsAny(s, `\$%`) {
		return strings.Clone(s)
	}
	var b strings.Builder
	for s != "" {
		plain := strings.IndexAny(s, `\$%`)
		if plain < 0 {
			plain = len(s)
		}
		b.WriteString(s[:plain])
		s = escape(&b, s[plain:])
	}
	return b.String()
}

// escape writes what the escape at the start of s stands for and is the rest of s.
func escape(b *strings.Builder, s string) string {
	switch {
	case s == "":
		return ""
	case strings.HasPrefix(s, "$${"), strings.HasPrefix(s, "%%{"):
		b.WriteString(s[1:3])
		return s[3:]
	case s[0] != '\\' || len(s) == 1:
		b.WriteByte(s[0])
		return s[1:]
	}
	if i := strings.IndexByte(`nrt"\`, s[1]); i >= 0 {
		b.WriteByte("\n\r\t\"\\"[i])
		return s[2:]
	}
	digits := map[byte]int{'u': 4, 'U': 8}[s[1]]
	if digits > 0 && len(s) >= 2+digits {
		if code, err := strconv.ParseUint(s[2:2+digits], 16, 32); err == nil {
			b.WriteRune(rune(code))
			return s[2+digits:]
		}
	}
	b.WriteString(s[:2])
	return s[2:]
}

// heredocText is the text of a heredoc: its lines, without the indentation that all share where
// it began with <<-. Lines end in a bare line feed whatever the file uses.
func heredocText(source string) string {
	first, rest, _ := strings.Cut(source, "\n")
	marker := strings.TrimSpace(strings.TrimLeft(first, "<-"))
	lines := strings.SplitAfter(strings.ReplaceAll(rest, "\r\n", "\n"), "\n")
	for i, line := range lines {
		if strings.TrimSpace(line) == marker {
			lines = lines[:i]
			break
		}
	}
	if strings.HasPrefix(first, "<<-") {
		outdent(lines)
	}
	joined := strings.ReplaceAll(strings.Join(lines, ""), "$${", "${")
	return strings.ReplaceAll(joined, "%%{", "%{")
}

// outdent takes from every line the indentation of the least indented one. A blank line has
// none and loses none.
func outdent(lines []string) {
	least := -1
	for _, line := range lines {
		if n := indentation(line); n >= 0 && (least < 0 || n < least) {
			least = n
		}
	}
	for i, line := range lines {
		if least > 0 && indentation(line) >= 0 {
			lines[i] = withoutIndentation(line, least)
		}
	}
}

// indentation is the number of characters of white space that start a line, -1 for a blank one.
func indentation(line string) int {
	trimmed := strings.TrimLeftFunc(line, unicode.IsSpace)
	if trimmed == "" {
		return -1
	}
	return utf8.RuneCountInString(line[:len(line)-len(trimmed)])
}

func withoutIndentation(line string, n int) string {
	for ; n > 0 && line != ""; n-- {
		_, size := utf8.DecodeRuneInString(line)
		line = line[size:]
	}
	return line
}
