package lang

import (
	"slices"
	"strings"

	"lockstep/internal/agreement"
	"lockstep/internal/calendar"
)

// An AttributeDoc describes one attribute of a block: what is written for it, what counts where
// it is not written, and what it says.
type AttributeDoc struct {
	Name, Form, Default, Doc string
}

// A BlockDoc describes one kind of block and its attributes, in the order of the documentation.
type BlockDoc struct {
	Kind       agreement.Kind
	Doc        string
	Attributes []AttributeDoc
}

// Blocks describes the language, block by block. It is drawn from the tables by which files are
// decoded, so that it cannot part ways with them.
func Blocks() []BlockDoc {
	docs := make([]BlockDoc, 0, len(blockTypes))
	for i := range blockTypes {
		doc := blockTypes[i].doc
		doc.Attributes = slices.Clone(doc.Attributes)
		docs = append(docs, doc)
	}
	return docs
}

// A header is what is known of a block before its body is read.
type header struct {
	id    string
	where agreement.Place
}

// An attribute is one row of a table: its documentation, and how its value is read into T.
type attribute[T any] struct {
	AttributeDoc
	decode func(d *decoder, n *node, into *T)
}

// A blockType is a table with its type taken away: what the loader needs of each kind of block.
// grow makes room for n blocks; decode fills the index-th, or none where index is negative.
type blockType struct {
	doc    BlockDoc
	grow   func(a *agreement.Agreement, n int)
	decode func(d *decoder, a *agreement.Agreement, h header, index int32)
}

// typeOf is the block type of a kind.
func typeOf(k agreement.Kind) *blockType {
	for i := range blockTypes {
		if blockTypes[i].doc.Kind == k {
			return &blockTypes[i]
		}
	}
	return nil
}

// A table says everything about one kind of block.
type table[T any] struct {
	kind       agreement.Kind
	doc        string
	in         func(a *agreement.Agreement) *[]T
	begin      func(h header) T
	attributes []attribute[T]
	agree      func(d *decoder, t *T) // reports attributes that contradict each other
}

// erased is the table as a block type.
func (t *table[T]) erased() blockType {
	doc := BlockDoc{Kind: t.kind, Doc: t.doc}
	for i := range t.attributes {
		doc.Attributes = append(doc.Attributes, t.attributes[i].AttributeDoc)
	}
	return blockType{
		doc: doc,
		grow: func(a *agreement.Agreement, n int) {
			if n > 0 {
				*t.in(a) = make([]T, n)
			}
		},
		decode: func(d *decoder, a *agreement.Agreement, h header, index int32) {
			thing := t.decode(d, h)
			if index >= 0 {
				(*t.in(a))[index] = thing
			}
		},
	}
}

// decode reads the decoder's body: the known attributes in the order of the table, so that a
// later row can build on an earlier one.
func (t *table[T]) decode(d *decoder, h header) T {
	thing := t.begin(h)
	for i := range t.attributes {
		row := &t.attributes[i]
		if n := d.body.find(row.Name); n != nil && n.form != nothing {
			row.decode(d, n, &thing)
		}
	}
	t.unknown(d)
	if t.agree != nil && !d.body.damaged {
		t.agree(d, &thing)
	}
	return thing
}

// unknown reports attributes that the table does not have.
func (t *table[T]) unknown(d *decoder) {
	for i := range d.body.fields {
		f := &d.body.fields[i]
		has := func(row attribute[T]) bool { return row.Name == f.name }
		if slices.ContainsFunc(t.attributes, has) {
			continue
		}
		var known []string
		for j := range t.attributes {
			known = append(known, t.attributes[j].Name)
		}
		d.say(f.where, unknownAttribute(t.kind, f.name, known))
	}
}

// Rows by what they hold. Each takes the attribute's name, its sentence for the documentation
// and the field that it fills.

func textRow[T any](name, doc string, field func(*T) *string) attribute[T] {
	return attribute[T]{AttributeDoc{name, "text", "", doc},
		func(d *decoder, n *node, into *T) { *field(into) = d.text(n) }}
}

func refsRow[T any](name, doc string, want kindSet,
	field func(*T) *[]agreement.Ref,
) attribute[T] {
	return attribute[T]{AttributeDoc{name, refsForm(want), "", doc},
		func(d *decoder, n *node, into *T) { *field(into) = d.refs(n, want) }}
}

// refsForm is "party, or list of parties".
func refsForm(want kindSet) string {
	var plural []string
	for _, k := range want.members() {
		plural = append(plural, pluralOf(k))
	}
	return want.String() + ", or list of " + orList(plural)
}

func pluralOf(k agreement.Kind) string {
	word := k.String()
	if stem, ok := strings.CutSuffix(word, "y"); ok {
		return stem + "ies"
	}
	return word + "s"
}

func refRow[T any](name, doc string, want kindSet,
	field func(*T) *agreement.Ref,
) attribute[T] {
	return attribute[T]{AttributeDoc{name, want.String(), "", doc},
		func(d *decoder, n *node, into *T) { *field(into), _ = d.ref(n, want) }}
}

func guardRow[T any](name, doc string, field func(*T) *agreement.Guard) attribute[T] {
	return attribute[T]{AttributeDoc{name, "guard", "", doc},
		func(d *decoder, n *node, into *T) { *field(into) = d.guard(n) }}
}

func timeRow[T any](name, doc string, field func(*T) **agreement.Time) attribute[T] {
	return attribute[T]{AttributeDoc{name, "time", "", doc},
		func(d *decoder, n *node, into *T) { *field(into) = d.time(n) }}
}

func durationRow[T any](name, doc string, field func(*T) **calendar.Duration) attribute[T] {
	return attribute[T]{AttributeDoc{name, "duration", "", doc},
		func(d *decoder, n *node, into *T) { *field(into) = d.duration(n) }}
}

// amountRow holds a figure that is not negative.
func amountRow[T any](name, doc string, field func(*T) **float64) attribute[T] {
	return attribute[T]{AttributeDoc{name, "number", "", doc},
		func(d *decoder, n *node, into *T) { *field(into) = pointer(d.amount(n)) }}
}

// wordRow holds one of the words of the language; the first is the default.
func wordRow[T any, W ~uint8](name, doc string, words []string,
	field func(*T) *W,
) attribute[T] {
	return attribute[T]{AttributeDoc{name, wordsForm(words), words[0], doc},
		func(d *decoder, n *node, into *T) {
			if i, ok := d.word(n, words); ok {
				*field(into) = W(i)
			}
		}}
}

// withoutDefault is a row that must be written.
func withoutDefault[T any](row attribute[T]) attribute[T] {
	row.Default = ""
	return row
}

// needs reports that an attribute is missing without which the block says nothing.
func (d *decoder) needs(k agreement.Kind, attribute string) {
	if !d.body.has(attribute) {
		d.say(d.header, missingAttribute(k, attribute))
	}
}

// wordsForm is `"once", "continuing" or "prohibition"`.
func wordsForm(words []string) string {
	var quoted []string
	for _, w := range words {
		if w != "" {
			quoted = append(quoted, `"`+w+`"`)
		}
	}
	return orList(quoted)
}
