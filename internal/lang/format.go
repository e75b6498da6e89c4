package lang

import (
	"bytes"
	"encoding/json"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/hashicorp/hcl/v2/hclwrite"

	"lockstep/internal/diag"
)

// Format lays out one file in the one way: indented by two spaces, with the equals signs of
// neighbouring lines in one column, ending in a line feed. Comments, the order of things and
// every text stay as they are, and formatting twice changes nothing more. A name that ends in
// .hcl.json is laid out as JSON. Where the source cannot be parsed it comes back unchanged, with
// diagnostics.
func Format(name string, src []byte) ([]byte, diag.List) {
	l := newLoader(map[string][]byte{name: src})
	file := &l.files[0]
	if !l.readable(file) || len(l.problems) > 0 {
		return src, l.names.settle(l.problems)
	}
	if isJSON(name) {
		return l.formatJSON(file)
	}
	source := bytes.TrimPrefix(src, byteOrderMark)
	source = bytes.ReplaceAll(source, []byte("\r\n"), []byte("\n"))
	file.source = source
	laidOut, problems := layOut(file, scan(source))
	if len(problems) > 0 {
		return src, l.names.settle(problems)
	}
	return laidOut, nil
}

// A layouter lays items out, one at a time.
type layouter struct {
	notes
	plain plainReader
}

// layOut lays a file out item by item, each with what stands before it, on all processors: the
// time grows as the file does, and the syntax of no more than a few items is held at once. How
// many processors there are changes nothing.
func layOut(file *sourceFile, items []item) ([]byte, []problem) {
	parts := make([][]byte, max(1, (len(items)+batch-1)/batch))
	workers := make([]layouter, min(runtime.NumCPU(), len(parts)))
	var next atomic.Int64
	var wait sync.WaitGroup
	for i := range workers {
		wait.Go(func() {
			for n := int(next.Add(1)) - 1; n < len(parts); n = int(next.Add(1)) - 1 {
				parts[n] = workers[i].part(file, items, n*batch)
			}
		})
	}
	wait.Wait()
	var problems []problem
	for i := range workers {
		problems = append(problems, workers[i].problems...)
	}
	return trimmed(parts), problems
}

// part is the batch of items from one on, laid out. What stands behind the last item of the file
// belongs to it.
func (w *layouter) part(file *sourceFile, items []item, from int) []byte {
	to := min(from+batch, len(items))
	begin, end := 0, len(file.source)
	if from > 0 {
		begin = items[from-1].end
	}
	laidOut := make([]byte, 0, 16*batch)
	for i := from; i < to; i++ {
		w.checkSyntax(file, items[i])
		if i == len(items)-1 {
			break
		}
		laidOut = append(laidOut, settled(file.source[begin:items[i].end])...)
		begin = items[i].end
	}
	if to == len(items) {
		laidOut = append(laidOut, settled(file.source[begin:end])...)
	}
	return laidOut
}

// checkSyntax reports what the scanner and the parser say of an item.
func (w *layouter) checkSyntax(file *sourceFile, it item) {
	if it.slip != noSlip {
		w.say(slipRange(file, &it), slipped(file, &it))
		return
	}
	if w.plain.block(file, &it) != nil {
		return
	}
	c := native{notes: &w.notes, file: file.name, base: it.start.offset,
		source: file.source[it.start.offset:it.end]}
	_, problems := hclsyntax.ParseConfig(c.source, file.name,
		hcl.Pos{Line: it.start.line, Column: it.start.column, Byte: it.start.offset})
	c.syntax(problems)
}

// trimmed puts the parts of a file together, without blanks at its beginning and end.
func trimmed(parts [][]byte) []byte {
	laidOut := append(bytes.Trim(bytes.Join(parts, nil), " \t\r\n"), '\n')
	if len(laidOut) == 1 {
		return nil
	}
	return laidOut
}

// settled formats a stretch of source until formatting it again changes nothing.
func settled(source []byte) []byte {
	const rounds = 4 // it settles in one or two
	for range rounds {
		again := hclwrite.Format(source)
		if bytes.Equal(again, source) {
			break
		}
		source = again
	}
	return source
}

// formatJSON lays out a JSON file.
func (l *loader) formatJSON(file *sourceFile) ([]byte, diag.List) {
	source := file.source
	if at, slip := parseableJSON(source); slip != noSlip {
		l.say(file.sign(at), unparseable(slip))
		return source, l.names.settle(l.problems)
	}
	l.parseJSON(file)
	trimmed := bytes.TrimPrefix(source, byteOrderMark)
	var laidOut bytes.Buffer
	if len(l.problems) == 0 {
		if err := json.Indent(&laidOut, bytes.TrimSpace(trimmed), "", "  "); err != nil {
			l.say(diag.Range{File: file.name}, syntaxError("Not JSON", err.Error()+".", "", ""))
		}
	}
	if len(l.problems) > 0 {
		return source, l.names.settle(l.problems)
	}
	laidOut.WriteByte('\n')
	return slices.Clip(laidOut.Bytes()), nil
}
