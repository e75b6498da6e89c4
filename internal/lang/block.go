package lang

import (
	"bytes"
	"cmp"
	"slices"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"

	"lockstep/internal/agreement"
	"lockstep/internal/diag"
)

// nativeBody reads one item of an HCL file. Its syntax is dropped when this returns.
func (l *loader) nativeBody(d *decoder, p *piece) *body {
	it, file := p.item, &l.files[p.file]
	if b := d.plain.block(file, it); b != nil {
		return b
	}
	return parseBlock(&d.notes, file, it)
}

// parseBlock reads an item with HCL's own parser.
func parseBlock(notes *notes, file *sourceFile, it *item) *body {
	if it.slip >= tooDeep || it.slip == openComment || it.slip == openText {
		return &body{damaged: true}
	}
	c := native{notes: notes, file: file.name, base: it.start.offset, mends: it.mends,
		source: mended(file.source[it.start.offset:it.end], it)}
	start := hcl.Pos{Line: it.start.line, Column: it.start.column, Byte: it.start.offset}
	parsed, problems := hclsyntax.ParseConfig(c.source, file.name, start)
	if it.slip == noSlip {
		c.missingEquals(parsed.Body.(*hclsyntax.Body))
		c.syntax(problems)
	}
	known := it.head.kind != agreement.KindNone && it.head.to > 0
	b := c.block(parsed.Body.(*hclsyntax.Body), known)
	b.damaged = b.damaged || it.slip != noSlip || problems.HasErrors()
	return b
}

// mended is the source of an item with what it lacks.
func mended(source []byte, it *item) []byte {
	if len(it.mends) == 0 {
		return source
	}
	var whole []byte
	from := 0
	for _, m := range it.mends {
		to := m.offset - it.start.offset
		whole = append(append(whole, source[from:to]...), m.text...)
		from = to
	}
	return append(whole, source[from:]...)
}

// syntax reports what the parser says, the first of each line: what follows on the same line is
// mostly a consequence.
func (c *native) syntax(problems hcl.Diagnostics) {
	for _, p := range problems {
		where := diag.Range{File: c.file}
		if p.Subject != nil {
			where = c.place(*p.Subject)
		}
		if c.first(where) {
			written := ""
			if p.Subject != nil {
				written = string(c.written(*p.Subject))
			}
			c.say(where, syntaxError(p.Summary, p.Detail, written, c.line(where.Start)))
		}
	}
}

// first reports whether nothing was said of the syntax of a line before.
func (c *native) first(where diag.Range) bool {
	if c.said == nil {
		c.said = map[int]bool{}
	}
	said := c.said[where.Start.Line]
	c.said[where.Start.Line] = true
	return !said
}

// missingEquals reports attributes without their equals sign, which HCL takes for the header of
// a block.
func (c *native) missingEquals(parsed *hclsyntax.Body) {
	for _, outer := range parsed.Blocks {
		for _, inner := range outer.Body.Blocks {
			where := c.place(inner.TypeRange)
			if inner.OpenBraceRange == inner.TypeRange && c.first(where) {
				c.say(where, noEquals(inner.Type))
			}
		}
	}
}

// line is the source line on which a position lies.
func (c *native) line(p diag.Pos) string {
	at := min(max(p.Byte-c.base, 0), len(c.source))
	from := bytes.LastIndexByte(c.source[:at], '\n') + 1
	line, _, _ := bytes.Cut(c.source[from:], []byte("\n"))
	return string(line)
}

// block reads the one block that an item holds; what stands there instead is reported.
func (c *native) block(parsed *hclsyntax.Body, known bool) *body {
	for _, a := range inOrder(parsed.Attributes) {
		c.say(c.place(a.NameRange), attributeOutside(a.Name))
	}
	if len(parsed.Blocks) == 0 {
		return &body{damaged: true}
	}
	block := parsed.Blocks[0]
	if !c.header(block, known) {
		return &body{damaged: true}
	}
	b := &body{fields: make([]field, 0, len(block.Body.Attributes))}
	for _, a := range inOrder(block.Body.Attributes) {
		b.add(field{a.Name, c.place(a.NameRange), c.node(a.Expr, 0)})
	}
	for _, inner := range block.Body.Blocks {
		if where := c.place(inner.TypeRange); c.first(where) {
			c.say(where, blockInside(inner.Type, block.Type))
		}
		b.damaged = true
	}
	return b
}

// header reports a block that is none of the language or that has not one label, and whether
// its body is worth reading.
func (c *native) header(block *hclsyntax.Block, known bool) bool {
	where := c.place(block.TypeRange)
	switch {
	case agreement.KindOf(block.Type) == agreement.KindNone:
		c.say(where, unknownBlock(block.Type))
	case len(block.Labels) == 0:
		c.say(where, noLabel(block.Type))
	case len(block.Labels) > 1:
		c.say(c.place(block.LabelRanges[1]), severalLabels(block.Type, block.Labels))
	}
	return known
}

// inOrder are attributes in the order in which they are written.
func inOrder(attributes hclsyntax.Attributes) []*hclsyntax.Attribute {
	ordered := make([]*hclsyntax.Attribute, 0, len(attributes))
	for _, a := range attributes {
		ordered = append(ordered, a)
	}
	slices.SortFunc(ordered, func(x, y *hclsyntax.Attribute) int {
		return cmp.Compare(x.NameRange.Start.Byte, y.NameRange.Start.Byte)
	})
	return ordered
}
