package lang

import (
	"bytes"
	"encoding/json"

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
	whole, ok := l.parseJSON(&l.files[file])
	if !ok {
		return
	}
	j := jsonFile{&native{notes: &l.notes, file: l.files[file].name,
		source: l.files[file].source}}
	j.entries(whole, "", func(key hcl.Expression, word string, value hcl.Expression) {
		kind := agreement.KindOf(word)
		if kind == agreement.KindNone {
			j.say(j.place(key.Range()), unknownBlock(word))
			return
		}
		j.blocks(kind, value, func(p piece) {
			p.file = file
			l.pieces = append(l.pieces, p)
		})
	})
}

// parseJSON is the one expression that a JSON file is.
func (l *loader) parseJSON(file *sourceFile) (hcl.Expression, bool) {
	if where, deep := tooDeepJSON(file); deep {
		file.refused = true
		l.say(where, nestedTooDeep())
		return nil, false
	}
	source, start := file.source, hcl.Pos{Line: 1, Column: 1}
	if bytes.HasPrefix(source, byteOrderMark) {
		source, start.Byte = source[len(byteOrderMark):], len(byteOrderMark)
	}
	whole, problems := hcljson.ParseExpressionWithStartPos(source, file.name, start)
	if len(problems) > 0 { // the parser gives up at the first
		file.refused = true
		c := native{notes: &l.notes, file: file.name, source: file.source}
		c.syntax(problems[:1])
	}
	return whole, len(problems) == 0
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
		elements, _ := hcl.ExprList(e)
		for _, element := range elements {
			j.entries(element, inside, visit)
		}
	case object:
		pairs, _ := hcl.ExprMap(e)
		for _, pair := range pairs {
			if name := j.exactly(pair.Key); name != "//" {
				visit(pair.Key, name, pair.Value)
			}
		}
	case nothing:
	default:
		j.say(j.place(e.Range()), notABlock(inside, shape))
	}
}

// blocks calls visit with a piece for every block of a kind: {"us": {…}} or {"us": [{…}]}.
func (j *jsonFile) blocks(kind agreement.Kind, e hcl.Expression, visit func(piece)) {
	j.entries(e, kind.String(), func(key hcl.Expression, id string, value hcl.Expression) {
		p := piece{kind: kind, id: id, index: -1, label: j.place(key.Range()), json: value}
		if jsonShape(value) != list {
			visit(p)
			return
		}
		bodies, _ := hcl.ExprList(value)
		for _, each := range bodies {
			p.json = each
			visit(p)
		}
	})
}

// jsonShape is the form that an expression of a JSON file has.
func jsonShape(e hcl.Expression) form {
	if pairs, problems := hcl.ExprMap(e); !problems.HasErrors() && pairs != nil {
		return object
	}
	if elements, problems := hcl.ExprList(e); !problems.HasErrors() && elements != nil {
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
	b := &body{}
	j.entries(p.json, p.kind.String(), func(key hcl.Expression, name string, v hcl.Expression) {
		where := j.place(key.Range())
		if b.has(name) {
			d.say(where, attributeTwice(name))
			return
		}
		b.fields = append(b.fields, field{name, where, j.node(v)})
	})
	return b
}

// node is the node of an expression. How deep it nests was looked at before.
func (j *jsonFile) node(e hcl.Expression) *node {
	n := &node{form: jsonShape(e), where: j.place(e.Range())}
	switch n.form {
	case object:
		pairs, _ := hcl.ExprMap(e)
		for _, pair := range pairs {
			n.keys = append(n.keys, j.node(pair.Key))
			n.items = append(n.items, j.node(pair.Value))
		}
	case list:
		elements, _ := hcl.ExprList(e)
		for _, element := range elements {
			n.items = append(n.items, j.node(element))
		}
	case text:
		n.text, n.source = j.exactly(e), true
	case number, truth:
		value, _ := e.Value(nil)
		j.literal(n, value)
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

// tooDeepJSON is the place at which brackets are nested deeper than the parser may follow.
func tooDeepJSON(file *sourceFile) (diag.Range, bool) {
	depth, line, begin := 0, 1, 0
	quoted := false
	for at := 0; at < len(file.source); at++ {
		switch c := file.source[at]; {
		case c == '\n':
			line, begin = line+1, at+1
			quoted = false
		case quoted && c == '\\':
			at++
		case c == '"':
			quoted = !quoted
		case quoted:
		case c == '{' || c == '[':
			if depth++; depth > deepest {
				column := len([]rune(string(file.source[begin:at]))) + 1
				start := diag.Pos{Line: line, Column: column, Byte: at}
				end := diag.Pos{Line: line, Column: column + 1, Byte: at + 1}
				return diag.Range{File: file.name, Start: start, End: end}, true
			}
		case c == '}' || c == ']':
			depth--
		}
	}
	return diag.Range{}, false
}

// parsed is what the source in a text of a JSON file says.
func (d *decoder) parsed(n *node) *node {
	start := diag.Pos{Line: n.where.Start.Line, Column: n.where.Start.Column + 1,
		Byte: n.where.Start.Byte + 1}
	source := []byte(n.text)
	if nestsTooDeep(source) {
		d.say(n.where, nestedTooDeep())
		return &node{where: n.where}
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
