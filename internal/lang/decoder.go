package lang

import (
	"slices"
	"time"

	"lockstep/internal/agreement"
	"lockstep/internal/diag"
)

// A decoder turns the nodes of one block into domain values. It goes on after every mistake.
type decoder struct {
	notes
	names  *names
	zone   *time.Location
	file   int32      // position in Agreement.Files
	header diag.Range // of the block
	begin  int        // how many problems there were before this block
	body   *body
	plain  plainReader
}

// faultless reports whether nothing has been found wrong in the block so far.
func (d *decoder) faultless() bool { return len(d.problems) == d.begin }

// place is where a node begins.
func (d *decoder) place(n *node) agreement.Place { return d.placeOf(n.where) }

func (d *decoder) placeOf(r diag.Range) agreement.Place {
	return agreement.Place{File: d.file, Line: int32(r.Start.Line), Column: int32(r.Start.Column)}
}

// expression is n, or what its source says where it is a text from JSON.
func (d *decoder) expression(n *node) *node {
	if n.form != text || !n.source {
		return n
	}
	return d.parsed(n)
}

// ref is the thing that a name stands for; it must be one of the wanted kinds.
func (d *decoder) ref(n *node, want kindSet) (agreement.Ref, bool) {
	n = d.expression(n)
	switch n.form {
	case name:
		return d.named(n, want)
	case text:
		d.say(n.where, quotedName(n.text, want))
	case broken:
	default:
		d.say(n.where, notAName(n, want))
	}
	return agreement.Ref{}, false
}

func (d *decoder) named(n *node, want kindSet) (agreement.Ref, bool) {
	r, ok := d.names.find(n.text, want)
	switch {
	case ok:
		return r, true
	case d.names.twice[n.text]:
	case r.IsZero():
		d.say(n.where, unknownName(n.text, want))
	default:
		d.say(n.where, wrongKind(n.text, r.Kind, want))
	}
	return agreement.Ref{}, false
}

// key is the thing that the key of an object names; quotes round it are allowed.
func (d *decoder) key(n *node, want kindSet) (agreement.Ref, bool) {
	if n.form == text {
		unquoted := *n
		unquoted.form = name
		return d.named(&unquoted, want)
	}
	return d.ref(n, want)
}

// elements are the elements of a list, or the one thing that stands in its place.
func (d *decoder) elements(n *node) []*node {
	n = d.expression(n)
	switch n.form {
	case list:
		return n.items
	case broken:
		return nil
	}
	return []*node{n}
}

// refs are the things that a list of names, or a single name, stands for, in their order.
func (d *decoder) refs(n *node, want kindSet) []agreement.Ref {
	var refs onceEach
	for _, element := range d.elements(n) {
		element = d.expression(element)
		if r, ok := d.ref(element, want); ok && !refs.add(r) {
			d.say(element.where, repeated(element.text))
		}
	}
	return refs.list
}

// pairs calls visit for every key and value of an object whose keys name things, each once.
func (d *decoder) pairs(n *node, want kindSet, visit func(agreement.Ref, *node, *node)) {
	n = d.expression(n)
	if n.form != object {
		if n.form != broken {
			d.say(n.where, notAnObject(n, want))
		}
		return
	}
	var seen onceEach
	for i, k := range n.keys {
		r, ok := d.key(k, want)
		switch {
		case !ok:
		case !seen.add(r):
			d.say(k.where, repeated(k.text))
		default:
			visit(r, k, n.items[i])
		}
	}
}

// onceEach is a list of different things, in the order in which they came.
type onceEach struct {
	list  []agreement.Ref
	known map[agreement.Ref]bool // once there are many
}

// add adds r and reports whether it is new.
func (o *onceEach) add(r agreement.Ref) bool {
	const few = 16
	if len(o.list) < few {
		if slices.Contains(o.list, r) {
			return false
		}
	} else if o.known == nil {
		o.known = map[agreement.Ref]bool{}
		for _, each := range o.list {
			o.known[each] = true
		}
	}
	if o.known[r] {
		return false
	}
	o.list = append(o.list, r)
	if o.known != nil {
		o.known[r] = true
	}
	return true
}

// text is a plain text.
func (d *decoder) text(n *node) string {
	switch n.form {
	case text:
		return n.text
	case broken:
	default:
		d.say(n.where, notAText(n))
	}
	return ""
}

// truth is true or false.
func (d *decoder) truth(n *node) bool {
	if n.form != truth && n.form != broken {
		d.say(n.where, notATruth(n))
	}
	return n.form == truth && n.number == 1
}

// word is the position of a text among the words of the language.
func (d *decoder) word(n *node, words []string) (int, bool) {
	written := n.text
	if n.form != text && n.form != name {
		if n.form != broken {
			d.say(n.where, notAWord(n, words))
		}
		return 0, false
	}
	for i, w := range words {
		if w == written && w != "" {
			if n.form == name {
				d.say(n.where, unquotedWord(written))
			}
			return i, true
		}
	}
	d.say(n.where, unknownWord(written, words))
	return 0, false
}
