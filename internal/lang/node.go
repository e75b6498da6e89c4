package lang

import "lockstep/internal/diag"

// A form says what a node is.
type form uint8

// The forms. A nothing is null, which counts as not written; a broken has been reported.
const (
	broken form = iota
	nothing
	list
	object
	call
	name
	text
	number
	truth
	unary
	binary
)

var formNames = [...]string{
	"something", "null", "a list", "an object", "a call", "a name", "a text", "a number",
	"true or false", "an expression", "an expression",
}

// String is the form with its article, for diagnostics.
func (f form) String() string { return formNames[f] }

// A node is one expression, the same for HCL and for JSON.
type node struct {
	form   form
	source bool    // a text from JSON, which may be the source of an expression
	text   string  // the name, the text, the function, the operator; a number that is ambiguous
	number float64 // the number; 1 for true
	items  []*node // list elements, arguments, operands, the values of an object
	keys   []*node // the keys of an object, side by side with items
	where  diag.Range
}

// isDate reports whether a text was meant to be a date: it starts with a digit.
func (n *node) isDate() bool {
	return n.form == text && n.text != "" && n.text[0] >= '0' && n.text[0] <= '9'
}

// A field is one attribute of a block as it was written.
type field struct {
	name  string
	where diag.Range // of the name
	value *node
}

// A body is one block, ready to be decoded. It is damaged where something of it could not be
// read, so that what is missing may have been written.
type body struct {
	fields  []field
	damaged bool
	beyond  map[string]*node // the values of the fields beyond the first few, by name
}

// few is how many fields are looked through one by one; no block has as many attributes.
const few = 64

// add appends an attribute.
func (b *body) add(f field) {
	if len(b.fields) >= few && !b.has(f.name) {
		if b.beyond == nil {
			b.beyond = map[string]*node{}
		}
		b.beyond[f.name] = f.value
	}
	b.fields = append(b.fields, f)
}

// find is the value of an attribute, nil where it is not written.
func (b *body) find(attribute string) *node {
	for i := range b.fields[:min(few, len(b.fields))] {
		if b.fields[i].name == attribute {
			return b.fields[i].value
		}
	}
	return b.beyond[attribute]
}

// has reports whether the attribute is written.
func (b *body) has(attribute string) bool { return b.find(attribute) != nil }
