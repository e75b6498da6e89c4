package lang

import (
	"regexp"
	"slices"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"

	"lockstep/internal/diag"
)

// A native turns HCL's syntax into nodes. Its source is one item of a file, or one expression
// in a string of a JSON file.
type native struct {
	*notes
	file   string
	source []byte
	base   int          // the offset in the file at which the source begins
	mends  []mend       // what was added to the source, by its offset in the file
	said   map[int]bool // the lines of whose syntax something was said
}

// place is an HCL range as ours, with offsets as they are in the file.
func (c *native) place(r hcl.Range) diag.Range {
	return diag.Range{File: c.file, Start: c.position(r.Start), End: c.position(r.End)}
}

func (c *native) position(p hcl.Pos) diag.Pos {
	added := 0
	for _, m := range c.mends {
		if p.Byte-added > m.offset {
			added += min(len(m.text), p.Byte-added-m.offset)
		}
	}
	return diag.Pos{Line: p.Line, Column: p.Column, Byte: p.Byte - added}
}

// written is the source of a range.
func (c *native) written(r hcl.Range) []byte {
	from, to := r.Start.Byte-c.base, r.End.Byte-c.base
	if from < 0 || to > len(c.source) || from > to {
		return nil
	}
	return c.source[from:to]
}

// node is the node of an expression; depth is how far it stands inside others.
func (c *native) node(e hclsyntax.Expression, depth int) *node {
	if e == nil {
		return &node{}
	}
	n := &node{where: c.place(e.Range())}
	if depth > deepest {
		c.say(n.where, nestedTooDeep())
		return n
	}
	switch e := e.(type) {
	case *hclsyntax.LiteralValueExpr:
		c.literal(n, e.Val, c.written(e.SrcRange))
	case *hclsyntax.TemplateExpr:
		c.template(n, e)
	case *hclsyntax.TemplateWrapExpr:
		c.say(n.where, templateUsed())
	case *hclsyntax.ScopeTraversalExpr:
		c.traversal(n, e)
	case *hclsyntax.ParenthesesExpr:
		return c.node(e.Expression, depth+1)
	case *hclsyntax.ObjectConsKeyExpr:
		return c.node(e.Wrapped, depth)
	case *hclsyntax.FunctionCallExpr:
		c.call(n, e, depth)
	case *hclsyntax.TupleConsExpr:
		n.form, n.items = list, c.nodes(e.Exprs, depth)
	case *hclsyntax.ObjectConsExpr:
		c.object(n, e, depth)
	case *hclsyntax.UnaryOpExpr:
		n.form, n.text = unary, "!"
		if e.Op == hclsyntax.OpNegate {
			n.text = "-"
		}
		n.items = []*node{c.node(e.Val, depth+1)}
		negate(n)
	case *hclsyntax.BinaryOpExpr:
		c.binary(n, e, depth)
	case *hclsyntax.ExprSyntaxError:
	default:
		c.say(n.where, notInLanguage(string(c.written(e.Range()))))
	}
	return n
}

func (c *native) nodes(exprs []hclsyntax.Expression, depth int) []*node {
	nodes := make([]*node, len(exprs))
	for i, e := range exprs {
		nodes[i] = c.node(e, depth+1)
	}
	return nodes
}

// literal fills a number, a truth value or null.
func (c *native) literal(n *node, v cty.Value, written []byte) {
	switch {
	case v.IsNull():
		n.form = nothing
	case !v.IsKnown():
	case v.Type() == cty.Number:
		n.form = number
		n.number, _ = v.AsBigFloat().Float64()
		n.text = ambiguous(written)
	case v.Type() == cty.Bool:
		n.form = truth
		if v.True() {
			n.number = 1
		}
	}
}

// negate makes a number of the negation of one.
func negate(n *node) {
	if n.text == "-" && n.items[0].form == number {
		n.form, n.text, n.number, n.items = number, n.items[0].text, -n.items[0].number, nil
	}
}

// template fills a text; only those without ${ } and %{ } are texts.
func (c *native) template(n *node, e *hclsyntax.TemplateExpr) {
	for _, part := range e.Parts {
		if _, plain := part.(*hclsyntax.LiteralValueExpr); !plain {
			c.say(n.where, templateUsed())
			return
		}
	}
	n.form, n.text = text, c.exactly(e)
}

// traversal fills a name.
func (c *native) traversal(n *node, e *hclsyntax.ScopeTraversalExpr) {
	if len(e.Traversal) != 1 {
		c.say(n.where, notInLanguage(string(c.written(e.SrcRange))))
		return
	}
	n.form, n.text = name, e.Traversal.RootName()
}

func (c *native) call(n *node, e *hclsyntax.FunctionCallExpr, depth int) {
	if e.ExpandFinal {
		c.say(n.where, notInLanguage(string(c.written(e.Range()))))
		return
	}
	n.form, n.text, n.items = call, e.Name, c.nodes(e.Args, depth)
}

func (c *native) object(n *node, e *hclsyntax.ObjectConsExpr, depth int) {
	n.form = object
	for _, item := range e.Items {
		n.keys = append(n.keys, c.node(item.KeyExpr, depth+1))
		n.items = append(n.items, c.node(item.ValueExpr, depth+1))
	}
}

var signs = map[*hclsyntax.Operation]string{
	hclsyntax.OpLogicalAnd: "&&", hclsyntax.OpLogicalOr: "||",
	hclsyntax.OpEqual: "==", hclsyntax.OpNotEqual: "!=",
	hclsyntax.OpLessThan: "<", hclsyntax.OpLessThanOrEqual: "<=",
	hclsyntax.OpGreaterThan: ">", hclsyntax.OpGreaterThanOrEqual: ">=",
	hclsyntax.OpAdd: "+", hclsyntax.OpSubtract: "-",
	hclsyntax.OpMultiply: "*", hclsyntax.OpDivide: "/", hclsyntax.OpModulo: "%",
}

// binary fills an operation. A chain of one and the same sign, which the parser nests to the
// left, becomes one node with all its operands.
func (c *native) binary(n *node, e *hclsyntax.BinaryOpExpr, depth int) {
	n.form, n.text = binary, signs[e.Op]
	chain := e.Op == hclsyntax.OpLogicalAnd || e.Op == hclsyntax.OpLogicalOr ||
		e.Op == hclsyntax.OpAdd || e.Op == hclsyntax.OpSubtract
	left := e.LHS
	n.items = append(n.items, c.node(e.RHS, depth+1))
	for chain {
		inner, ok := left.(*hclsyntax.BinaryOpExpr)
		if !ok || inner.Op != e.Op {
			break
		}
		n.items = append(n.items, c.node(inner.RHS, depth+1))
		left = inner.LHS
	}
	n.items = append(n.items, c.node(left, depth+1))
	slices.Reverse(n.items)
	written := c.written(e.SrcRange)
	if n.text == "-" && unquotedDate.Match(written) {
		c.say(n.where, dateUnquoted(string(written)))
		n.form = broken
	}
}

// unquotedDate matches a date whose quotes were forgotten, which HCL takes for a subtraction.
var unquotedDate = regexp.MustCompile(`^\d{4} ?- ?\d{1,2}( ?- ?\d{1,2})?$`)
