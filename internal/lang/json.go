package lang

import (
	"bytes"
	"encoding/json"
	"unicode/utf8"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	hcljson "github.com/hashicorp/hcl/v2/json"
	"github.com/zclconf/go-cty/cty"

	"lockstep/internal/agreement"
	"lockstep/internal/diag"
)

// readJSON cuts a JSON file into pieces: {"party": {"us": {…}, "taliban": {…}}}. Wherever an
// object may stand, so may a list of objects.
func (l *loader) readJSON(file int32) {
	source := &l.files[file]
	if at, slip := parseableJSON(source.source); slip != noSlip {
		source.refused = true
		l.say(source.sign(at), unparseable(slip))
		return
	}
	add := func(p piece) {
		p.file = file
		l.pieces = append(l.pieces, p)
	}
	if pieces, plain := cutJSON(source); plain {
		for _, p := range pieces {
			add(p)
		}
		return
	}
	whole, ok := l.parseJSON(source)
	if !ok {
		source.refused = true
		return
	}
	j := jsonFile{&native{notes: &l.notes, file: source.name, source: source.source}}
	j.pieces(whole, add)
}

// parseJSON is the one expression that a JSON file is.
func (l *loader) parseJSON(file *sourceFile) (hcl.Expression, bool) {
	all := &cut{to: len(file.source), start: hcl.Pos{Line: 1, Column: 1}}
	if bytes.HasPrefix(file.source, byteOrderMark) {
		all.from, all.start.Byte = len(byteOrderMark), len(byteOrderMark)
	}
	return file.parse(&l.notes, all)
}

// parse is the one expression that stands in a part of a JSON file.
func (f *sourceFile) parse(notes *notes, part *cut) (hcl.Expression, bool) {
	e, problems := hcljson.ParseExpressionWithStartPos(f.source[part.from:part.to], f.name,
		part.start)
	if len(problems) > 0 {
		c := native{notes: notes, file: f.name, source: f.source}
		c.syntax(problems[:1]) // the parser gives up at the first
	}
	return e, len(problems) == 0
}

// A jsonFile reads the expressions of one JSON file.
type jsonFile struct {
	*native
}

// entries calls visit for every key and value of an object or of a list of objects, but for the
// key "//", which holds a comment. inside names what the object is, for diagnostics.
func (j *jsonFile) entries(e hcl.Expression, inside string,
	visit func(key hcl.Expression, name string, value hcl.Expression),
) {
	switch shape := jsonShape(e); shape {
	case list:
		for _, element := range elementsOf(e) {
			j.entries(element, inside, visit)
		}
	case object:
		for _, pair := range pairsOf(e) {
			if name := j.exactly(pair.Key); name != "//" {
				visit(pair.Key, name, pair.Value)
			}
		}
	case nothing:
	default:
		j.say(j.place(e.Range()), notABlock(inside, shape))
	}
}

// pieces calls visit with a piece for every block of a file.
func (j *jsonFile) pieces(whole hcl.Expression, visit func(piece)) {
	j.entries(whole, "", func(key hcl.Expression, word string, value hcl.Expression) {
		kind := agreement.KindOf(word)
		if kind == agreement.KindNone {
			j.say(j.place(key.Range()), unknownBlock(word))
			return
		}
		j.blocks(kind, value, visit)
	})
}

// blocks calls visit with a piece for every block of a kind: {"us": {…}} or {"us": [{…}]}.
func (j *jsonFile) blocks(kind agreement.Kind, e hcl.Expression, visit func(piece)) {
	j.entries(e, kind.String(), func(key hcl.Expression, id string, value hcl.Expression) {
		p := piece{kind: kind, id: id, index: -1, label: j.place(key.Range()), json: value}
		if jsonShape(value) != list {
			visit(p)
			return
		}
		for _, each := range elementsOf(value) {
			p.json = each
			visit(p)
		}
	})
}

// pairsOf are the keys and values of an object; nil where the expression is none. HCL's own
// function makes a diagnostic of every expression that is none, which takes long.
func pairsOf(e hcl.Expression) []hcl.KeyValuePair {
	if o, ok := e.(interface{ ExprMap() []hcl.KeyValuePair }); ok {
		return o.ExprMap()
	}
	return nil
}

// elementsOf are the elements of a list; nil where the expression is none.
func elementsOf(e hcl.Expression) []hcl.Expression {
	if l, ok := e.(interface{ ExprList() []hcl.Expression }); ok {
		return l.ExprList()
	}
	return nil
}

// jsonShape is the form that an expression of a JSON file has.
func jsonShape(e hcl.Expression) form {
	if pairsOf(e) != nil {
		return object
	}
	if elementsOf(e) != nil {
		return list
	}
	value, problems := e.Value(nil)
	switch {
	case problems.HasErrors() || !value.IsKnown():
		return broken
	case value.IsNull():
		return nothing
	case value.Type() == cty.Number:
		return number
	case value.Type() == cty.Bool:
		return truth
	}
	return text
}

// jsonBody reads the body of a block.
func (l *loader) jsonBody(d *decoder, p *piece) *body {
	file := &l.files[p.file]
	j := jsonFile{&native{notes: &d.notes, file: file.name, source: file.source}}
	b, whole := &body{}, p.json
	if p.cut != nil {
		parsed, ok := file.parse(&d.notes, p.cut)
		if !ok {
			b.damaged = true
			return b
		}
		whole = parsed
	}
	j.entries(whole, p.kind.String(), func(key hcl.Expression, name string, v hcl.Expression) {
		where := j.place(key.Range())
		if b.has(name) {
			d.say(where, attributeTwice(name))
			return
		}
		b.add(field{name, where, j.node(v)})
	})
	return b
}

// node is the node of an expression. How deep it nests was looked at before.
func (j *jsonFile) node(e hcl.Expression) *node {
	n := &node{form: jsonShape(e), where: j.place(e.Range())}
	switch n.form {
	case object:
		for _, pair := range pairsOf(e) {
			n.keys = append(n.keys, j.node(pair.Key))
			n.items = append(n.items, j.node(pair.Value))
		}
	case list:
		for _, element := range elementsOf(e) {
			n.items = append(n.items, j.node(element))
		}
	case text:
		n.text, n.source = j.exactly(e), true
	case number, truth:
		value, _ := e.Value(nil)
		j.literal(n, value, j.written(e.Range()))
	}
	return n
}

// exactly is the text of a string, letter for letter; HCL's own value has its accents composed.
func (j *jsonFile) exactly(e hcl.Expression) string {
	r := e.Range()
	var s string
	if err := json.Unmarshal(j.written(r), &s); err == nil {
		return s
	}
	value, _ := e.Value(nil)
	if value.IsKnown() && !value.IsNull() && value.Type() == cty.String {
		return value.AsString()
	}
	return ""
}

// parseableJSON is what there is in a JSON file for which it cannot be parsed, and where. Brackets
// in texts are counted too, by themselves: before some signs HCL does not see where a text ends.
func parseableJSON(source []byte) (position, slip) {
	var depth [2]int // outside texts, inside them
	line, begin, digits, quoted := 1, 0, 0, 0
	for i := 0; i < len(source); i++ {
		found := noSlip
		c := source[i]
		if digits++; !isDigit(c) {
			digits = 0
		} else if digits > longest {
			found = tooLong
		}
		switch {
		case c == '"':
			quoted = 1 - quoted
		case c == '\\' && quoted == 1 && i+1 < len(source) && source[i+1] >= ' ':
			i++
		case c == '{' || c == '[':
			if depth[quoted]++; depth[quoted] > deepest {
				found = tooDeep
			}
		case c == '}' || c == ']':
			depth[quoted] = max(depth[quoted]-1, 0)
		case c < ' ': // ends a text, closed or not
			quoted = 0
		}
		if found != noSlip {
			return position{line, utf8.RuneCount(source[begin:i]) + 1, i}, found
		}
		if c == '\n' {
			line, begin = line+1, i+1
		}
	}
	return position{}, noSlip
}

// parsed is what the source in a text of a JSON file says.
func (d *decoder) parsed(n *node) *node {
	start := diag.Pos{Line: n.where.Start.Line, Column: n.where.Start.Column + 1,
		Byte: n.where.Start.Byte + 1}
	source := []byte(n.text)
	if slip := parseable(source); slip != noSlip {
		d.say(n.where, unparseable(slip))
		return &node{where: n.where}
	}
	if e := d.plain.alone(n.where.File, source, start); e != nil {
		return e
	}
	c := native{notes: &d.notes, file: n.where.File, source: source, base: start.Byte}
	e, problems := hclsyntax.ParseExpression(source, n.where.File,
		hcl.Pos{Line: start.Line, Column: start.Column, Byte: start.Byte})
	if problems.HasErrors() {
		d.say(n.where, badExpression(n.text, problems[0].Summary, problems[0].Detail))
		return &node{where: n.where}
	}
	return c.node(e, 0)
}
