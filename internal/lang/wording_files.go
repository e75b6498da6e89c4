package lang

import (
	"fmt"
	"regexp"
	"strings"

	"lockstep/internal/agreement"
	"lockstep/internal/diag"
)

// The wording of everything that concerns files, blocks and syntax. A summary names the kind of
// problem; a detail names this one and says what to do.

func tooLargeFile() message {
	return message{summary: "File too large", detail: fmt.Sprintf(
		"This file is larger than %d MB and was not read. Split the agreement into several files.",
		largestFile>>20)}
}

func notUTF8(lines int) message {
	detail := "There is a byte here that is no character. Save the file as UTF-8."
	if lines > 1 {
		detail = fmt.Sprintf("On this line and %d others there are bytes that are no characters. "+
			"Save the file as UTF-8.", lines-1)
	}
	return message{summary: "Not UTF-8", detail: detail}
}

func utf16File() message {
	return message{summary: "Not UTF-8",
		detail: "This file is in UTF-16 and was not read. Save it as UTF-8."}
}

func binaryFile() message {
	return message{summary: "Not a text",
		detail: "This file holds zero bytes, which no text does, and was not read. Save it as " +
			"UTF-8, or take it out of the project folder."}
}

func nestedTooDeep() message {
	return message{summary: "Nested too deeply", detail: fmt.Sprintf(
		"Expressions may stand in each other up to %d deep. Name a part of this one, for "+
			"example as a condition or an exchange, and use the name.", deepest)}
}

// slipped is what the scanner found.
func slipped(file *sourceFile, it *item) message {
	switch it.slip {
	case openQuote:
		return message{summary: "Quote not closed",
			detail: `The text that starts here has no closing quote (") on its line. ` +
				"Write a text of several lines as <<EOT … EOT."}
	case openText:
		marker, _ := heredocStart(file.source[it.slipAt.offset:])
		return message{summary: "Text not closed", detail: fmt.Sprintf(
			"The text that starts here goes on until a line that holds %s and nothing else. "+
				"There is no such line.", marker)}
	case openComment:
		return message{summary: "Comment not closed",
			detail: "The comment that starts here goes on until */, which does not follow."}
	case openBlock:
		return message{summary: "Block not closed", detail: fmt.Sprintf(
			"The block %s has no closing brace before %s.",
			blockName(it), whatFollows(file, it))}
	}
	return unparseable(it.slip)
}

// unparseable is why the parser is not asked at all.
func unparseable(found slip) message {
	if found == tooLong {
		return numberTooLarge()
	}
	return nestedTooDeep()
}

func blockName(it *item) string {
	if it.head.to == 0 {
		return "that starts here"
	}
	return it.head.word + " “" + it.head.label + "”"
}

// whatFollows is what stands where an unclosed block was cut off.
func whatFollows(file *sourceFile, it *item) string {
	if it.end >= len(file.source) {
		return "the file ends"
	}
	next := readHead(file.source, it.end)
	return next.word + " “" + next.label + "” starts"
}

// slipRange is where the scanner's finding is shown.
func slipRange(file *sourceFile, it *item) diag.Range {
	if it.slip == openBlock && it.head.to > 0 {
		r := labelRange(file, it)
		r.Start = diag.Pos{Line: it.start.line, Column: it.start.column, Byte: it.start.offset}
		return r
	}
	return file.sign(it.slipAt)
}

// grouped matches a figure with commas between its thousands, as the value of something.
var grouped = regexp.MustCompile(`[=:(\[<>]\s*(-?\d{1,3}(?:,\d{3})+)\b`)

// parted matches a figure with spaces, underlines or apostrophes between its thousands.
var parted = regexp.MustCompile(`[=:(\[<>]\s*(-?\d{1,3}(?:[ _']\d{3})+)\b`)

// pointed matches a figure with points between its thousands.
var pointed = regexp.MustCompile(`[=:(\[<>]\s*(-?\d{1,3}(?:\.\d{3}){2,})\b`)

// gaps takes out what parts the thousands.
var gaps = strings.NewReplacer(" ", "", "_", "", "'", "", ".", "")

// syntaxError is what the parser says, in our words for the mistakes that are made most.
func syntaxError(summary, detail, written, line string) message {
	if found := grouped.FindStringSubmatch(line); found != nil {
		return message{summary: "Comma in a number", detail: fmt.Sprintf(
			"Write %s without commas: %s.", found[1], strings.ReplaceAll(found[1], ",", ""))}
	}
	if found := parted.FindStringSubmatch(line); found != nil {
		return message{summary: "Gap in a number", detail: fmt.Sprintf(
			"Write %s without gaps: %s.", found[1], gaps.Replace(found[1]))}
	}
	if found := pointed.FindStringSubmatch(line); found != nil {
		return message{summary: "Points in a number", detail: fmt.Sprintf(
			"Write %s without points: %s.", found[1], gaps.Replace(found[1]))}
	}
	switch summary {
	case "Attribute redefined":
		return attributeTwice(written)
	case "Argument or block definition required":
		return message{summary: "Syntax error", detail: "Here a block should begin, as in " +
			"party \"us\" { …, or inside a block an attribute, as in name = \"…\"."}
	}
	return message{summary: "Syntax error", detail: ourWords.Replace(summary + ". " + detail)}
}

// ourWords puts our words for HCL's: what it calls an argument is an attribute here.
var ourWords = strings.NewReplacer("An argument", "An attribute", "an argument", "an attribute",
	"Argument", "Attribute", "argument", "attribute", "a attribute", "an attribute")

func noEquals(name string) message {
	return message{summary: "Missing equals sign", detail: fmt.Sprintf(
		"Between the name of an attribute and its value stands an equals sign: %s = ….", name)}
}

func badExpression(source, summary, detail string) message {
	return message{summary: "Syntax error", detail: fmt.Sprintf(
		"The text %q stands where an expression belongs, and cannot be read as one. %s. %s",
		brief(source), summary, ourWords.Replace(detail))}
}

// brief is a source on one line, cut where it is long.
func brief(source string) string {
	source = strings.Join(strings.Fields(source), " ")
	if runes := []rune(source); len(runes) > 40 {
		return string(runes[:40]) + "…"
	}
	return source
}

func unknownBlock(word string) message {
	var known []string
	for _, k := range agreement.Kinds() {
		known = append(known, k.String())
	}
	return message{summary: "Unknown block", detail: fmt.Sprintf(
		"There is no kind of block called “%s”.%s", word, diag.DidYouMean(word, known))}
}

func noLabel(word string) message {
	return message{summary: "Block without an id", detail: fmt.Sprintf(
		"Every block has an id of its own, in quotes: %s \"some-id\" { … }.", word)}
}

func severalLabels(word string, labels []string) message {
	return message{summary: "Block with several ids", detail: fmt.Sprintf(
		"%s has one id. Write %s %q { … }, or join the words with dashes: %q.",
		capital(article(word)), word, labels[0], strings.Join(labels, "-"))}
}

func attributeOutside(name string) message {
	return message{summary: "Attribute outside a block", detail: fmt.Sprintf(
		"“%s” stands in no block. Put it between the braces of the block it belongs to.", name)}
}

func attributeTwice(name string) message {
	return message{summary: "Repeated attribute", detail: fmt.Sprintf(
		"“%s” is written twice in this block. Keep one.", name)}
}

func blockInside(inner, outer string) message {
	if k := agreement.KindOf(inner); k != agreement.KindNone {
		return message{summary: "Block inside a block", detail: fmt.Sprintf(
			"%s cannot stand inside %s. Close the %s first; the order of blocks does not "+
				"matter.", capital(article(inner)), article(outer), outer)}
	}
	return message{summary: "Block inside a block", detail: fmt.Sprintf(
		"%s holds attributes only. Write %s = { … }, with an equals sign.",
		capital(article(outer)), inner)}
}

func notABlock(inside string, is form) message {
	what := "The file"
	if inside != "" {
		what = capital(article(inside))
	}
	return message{summary: "Not an object", detail: fmt.Sprintf(
		"%s is an object in braces, or a list of objects; this is %s.", what, is)}
}

func noAgreement() message {
	return message{summary: "No agreement", detail: "The project has no block " +
		`agreement "name" { … }. Write one, in any of its files.`}
}

func secondAgreement(id, first string) message {
	which := fmt.Sprintf("“%s” and “%s” are two", first, id)
	if id == first {
		which = fmt.Sprintf("“%s” is declared twice", id)
	}
	return message{summary: "Two agreements", detail: fmt.Sprintf(
		"A project is about one agreement; %s. Keep one block. Other instruments are named in "+
			"its parts.", which)}
}

func duplicateID(p, before *piece) message {
	if p.kind == agreement.KindAgreement {
		return secondAgreement(p.id, before.id)
	}
	return message{summary: "Duplicate id", detail: fmt.Sprintf(
		"“%s” is the id of %s already. Give this %s another id.",
		p.id, article(before.kind.String()), p.kind)}
}

func firstDeclared(p *piece) string {
	return fmt.Sprintf("%s “%s” is declared here", p.kind, p.id)
}

func badID(id string, k agreement.Kind) message {
	said := "text"
	if k == agreement.KindParty {
		said = "name"
	}
	reason := "An id is made of the letters a to z, digits, - and _, and starts with a letter."
	for _, word := range reserved {
		if id == word {
			return message{summary: "Not an id", detail: fmt.Sprintf(
				"“%s” is a word of the language and cannot be an id. Choose another.", id)}
		}
	}
	if !ascii(id) {
		reason += fmt.Sprintf(" What people call it, in any script, goes into %s.", said)
	}
	return message{summary: "Not an id", detail: fmt.Sprintf("“%s” is not an id. %s", id, reason)}
}

func badName(id string, k agreement.Kind) message {
	detail := fmt.Sprintf("“%s” is not the name of %s. A name is made of the letters a to z, "+
		"digits, - _ and dots, and starts with a letter or a digit.", id, article(k.String()))
	return message{summary: "Not a name", detail: detail}
}

func readingNone() message {
	return message{summary: "Not a name", detail: "“none” cannot be the name of a reading: " +
		"--readings none means the text alone. Choose another."}
}

func ascii(s string) bool {
	return !strings.ContainsFunc(s, func(r rune) bool { return r > 127 })
}

func unknownZone(id string) message {
	return message{summary: "Unknown time zone", detail: fmt.Sprintf(
		"“%s” is not a time zone of the IANA list. Write it as Continent/City, such as "+
			"\"Asia/Kabul\", or \"UTC\".", id)}
}
