package pages

import (
	"fmt"
	"strings"
)

// PrintSheet is the style sheet by which every printed sheet of a page says of which project it is,
// as of when, known when, and after which entry of the ledger. It is asked for apart from the page,
// since a page holds no style of its own.
func PrintSheet(ask *Ask) string {
	const look = `font: 8pt sans-serif; color: #555;`
	c, foot := ask.citation(), ""
	if c.Checkpoint != "" {
		foot = "Ledger checkpoint " + c.Checkpoint
		c.Checkpoint = ""
	}
	head := c.String()
	return fmt.Sprintf("@page {\n  @top-left { content: %s; %s width: 84%%; }\n"+
		"  @top-right { content: counter(page) \" of \" counter(pages); %s }\n"+
		"  @bottom-left { content: %s; %s width: 100%%; }\n}\n",
		quotedCSS(head), look, look, quotedCSS(foot), look)
}

// quotedCSS is a text as a string of a style sheet, from which nothing in it can break out.
func quotedCSS(text string) string {
	var out strings.Builder
	out.WriteByte('"')
	for _, c := range text {
		if c < ' ' || c == '"' || c == '\\' || c == '<' || c == '>' || c == 0x7f {
			fmt.Fprintf(&out, `\%x `, c)
			continue
		}
		out.WriteRune(c)
	}
	out.WriteByte('"')
	return out.String()
}
