package ledger

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"
)

// A decoder reads objects of JSON into stored forms. It is stricter than encoding/json: a key
// that is unknown, repeated or written with other capitals is refused. It remembers texts that
// come again, such as the names of sources, so that a million events share them.
type decoder struct {
	form    form
	seen    uint64 // which fields were met, by bit
	refused []Refusal
	known   map[string]string
	scratch []byte // for entries whose text is put together

	sealed   string  // how the text of the last entry begins
	recorded Instant // the moment that this says
}

// mostRemembered bounds how many texts a decoder remembers.
const mostRemembered = 1 << 16

// decode reads one object. What is refused has neither line nor event yet.
func (d *decoder) decode(text []byte) {
	d.form, d.seen, d.refused = form{}, 0, nil
	switch {
	case !utf8.Valid(text):
		d.refuse("", "it is not UTF-8")
	case !json.Valid(text):
		d.refuse("", "%s", notJSON(text))
	case text[0] != '{':
		d.refuse("", `an event is an object, such as {"id": …}`)
	default:
		d.object(text, "", keys)
	}
}

// notJSON says where a text stops being JSON.
func notJSON(text []byte) string {
	var any any
	err := json.Unmarshal(text, &any)
	var syntax *json.SyntaxError
	if errors.As(err, &syntax) {
		return fmt.Sprintf("it is not JSON: %v, at byte %d", err, syntax.Offset)
	}
	return "it is not JSON"
}

func (d *decoder) refuse(at, reason string, args ...any) {
	d.refused = append(d.refused, Refusal{Field: at, Reason: fmt.Sprintf(reason, args...)})
}

// object reads the members of an object, which is known to be good JSON.
func (d *decoder) object(text []byte, path string, keys []key) {
	c := cursor{text: text}
	c.at++ // the opening brace
	for c.space(); c.text[c.at] != '}'; c.space() {
		name := c.value()
		c.space()
		c.at++ // the colon
		c.space()
		d.member(name, c.value(), path, keys)
		c.space()
		if c.text[c.at] == ',' {
			c.at++
		}
	}
}

// member reads one member of an object.
func (d *decoder) member(name, value []byte, path string, keys []key) {
	for i := range keys {
		if k := &keys[i]; string(name[1:len(name)-1]) == k.name {
			d.of(k, value, path+k.name)
			return
		}
	}
	d.refuse(path+unquote(name), "%s", unknownKey(unquote(name), keyNames(keys)))
}

// of reads the value of a key.
func (d *decoder) of(k *key, value []byte, path string) {
	switch first := value[0]; {
	case k.inside != nil && first == '{':
		d.once(k.inside[0].field+fieldCount, path)
		d.object(value, path+".", k.inside)
	case k.inside != nil:
		d.refuse(path, "it is an object, such as %s", exampleOf(k))
	case k.number && (first == '-' || first >= '0' && first <= '9'):
		d.once(k.field, path)
		d.form[k.field] = string(value)
	case k.number:
		d.refuse(path, "it is a number, without quotation marks")
	case first == '"':
		d.once(k.field, path)
		d.form[k.field] = d.text(k.field, value)
		if hasHalfCharacter(value) {
			d.refuse(path, "it holds half a character: one of the two \\u escapes that make it up is "+
				"missing")
		}
	default:
		d.refuse(path, "it is a text in quotation marks; leave it out where there is none")
	}
}

func exampleOf(k *key) string {
	if k.inside[0].number {
		return `{"best": 8600}`
	}
	return `{"exact": "…"}`
}

// once refuses a field that was met before. Objects count as fields beyond the last one.
func (d *decoder) once(f field, path string) {
	bit := uint64(1) << f
	if d.seen&bit != 0 {
		d.refuse(path, "it stands there twice")
	}
	d.seen |= bit
}

// text is what a JSON string says; the texts of most fields come again and are remembered.
func (d *decoder) text(f field, value []byte) string {
	switch f {
	case fieldID, fieldExact, fieldPrefix, fieldSuffix, fieldNote, fieldLocator, fieldCorrects,
		fieldRetracts:
		return unquote(value)
	}
	if known, ok := d.known[string(value)]; ok {
		return known
	}
	text := unquote(value)
	if d.known == nil {
		d.known = map[string]string{}
	}
	if len(d.known) < mostRemembered {
		d.known[string(value)] = text
	}
	return text
}

// hasHalfCharacter reports whether a good JSON string escapes one half of a character beyond the
// first 65,536 (a surrogate of UTF-16) without the other, which no text can hold.
func hasHalfCharacter(value []byte) bool {
	if bytes.IndexByte(value, '\\') < 0 {
		return false
	}
	const escape = len(`\u0000`)
	expected := false // the second half
	for i := 0; i < len(value); i++ {
		unit := rune(0)
		if value[i] == '\\' {
			if value[i+1] == 'u' {
				unit = hexadecimal(value[i+2 : i+escape])
				i += escape - 1
			} else {
				i++
			}
		}
		if isSecond := unit >= 0xdc00 && unit < 0xe000; isSecond != expected {
			return true
		}
		expected = unit >= 0xd800 && unit < 0xdc00
	}
	return false
}

// hexadecimal is the number that good hexadecimal digits write.
func hexadecimal(digits []byte) (n rune) {
	for _, c := range digits {
		n <<= 4
		switch {
		case c >= 'a':
			n += rune(c-'a') + 10
		case c >= 'A':
			n += rune(c-'A') + 10
		default:
			n += rune(c - '0')
		}
	}
	return n
}

// unquote is what a JSON string says.
func unquote(value []byte) string {
	inner := value[1 : len(value)-1]
	if strings.IndexByte(string(inner), '\\') < 0 {
		return string(inner)
	}
	var text string
	if json.Unmarshal(value, &text) != nil {
		return string(inner) // cannot be: the text is good JSON
	}
	return text
}

// A cursor walks through good JSON.
type cursor struct {
	text []byte
	at   int
}

func (c *cursor) space() {
	for c.text[c.at] <= ' ' {
		c.at++
	}
}

// value steps over the value that begins here and returns its text.
func (c *cursor) value() []byte {
	begin, depth := c.at, 0
	for {
		switch c.text[c.at] {
		case '"':
			c.string()
		case '{', '[':
			depth++
			c.at++
		case '}', ']':
			depth--
			c.at++
		case ',', ':', ' ', '\t', '\n', '\r':
			c.at++
		default:
			c.literal()
		}
		if depth <= 0 {
			return c.text[begin:c.at]
		}
	}
}

// string steps over a string.
func (c *cursor) string() {
	for c.at++; c.text[c.at] != '"'; c.at++ {
		if c.text[c.at] == '\\' {
			c.at++
		}
	}
	c.at++
}

// literal steps over a number, true, false or null.
func (c *cursor) literal() {
	for c.at < len(c.text) && strings.IndexByte(",:]} \t\r\n", c.text[c.at]) < 0 {
		c.at++
	}
}

// AppendJSON appends an event as one object of the evidence format, without a line break. The
// same event gives the same bytes: keys stand in the order of the format, and what has its
// default is left out. Recorded is not written, since only a ledger says it.
func AppendJSON(to []byte, e *Event) []byte {
	f := formOf(e)
	to = append(to, '{')
	return append(appendMembers(to, &f, keys), '}')
}

// appendMembers appends the members of an object that are not empty.
func appendMembers(to []byte, f *form, keys []key) []byte {
	first := true
	for i := range keys {
		k := &keys[i]
		if k.isEmpty(f) {
			continue
		}
		if !first {
			to = append(to, ',')
		}
		first = false
		to = append(append(append(to, '"'), k.name...), '"', ':')
		switch {
		case k.inside != nil:
			to = append(appendMembers(append(to, '{'), f, k.inside), '}')
		case k.number:
			to = append(to, f[k.field]...)
		default:
			to = appendText(to, f[k.field])
		}
	}
	return to
}

func (k *key) isEmpty(f *form) bool {
	for i := range k.inside {
		if f[k.inside[i].field] != "" {
			return false
		}
	}
	return k.inside != nil || f[k.field] == ""
}

// appendText appends a JSON string with no more escapes than JSON asks for.
func appendText(to []byte, text string) []byte {
	to = append(to, '"')
	for i := range len(text) {
		switch c := text[i]; {
		case c == '"' || c == '\\':
			to = append(to, '\\', c)
		case c == '\n':
			to = append(to, '\\', 'n')
		case c == '\t':
			to = append(to, '\\', 't')
		case c < ' ':
			to = fmt.Appendf(to, "\\u%04x", c)
		default:
			to = append(to, c)
		}
	}
	return append(to, '"')
}
