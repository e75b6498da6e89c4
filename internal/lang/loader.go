package lang

import (
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/hashicorp/hcl/v2"

	"lockstep/internal/agreement"
	"lockstep/internal/diag"
)

// A sourceFile is one file of the project.
type sourceFile struct {
	name    string
	source  []byte // what is read, in which bytes that are no text have been replaced
	refused bool   // not read, or not understood at all
	lines   []int  // where each line begins; made when first asked for
}

// A piece is one block of a file, not read yet, or what stands where a block should.
type piece struct {
	kind  agreement.Kind // KindNone where it is no block
	id    string
	index int32 // in the kind's slice; -1 for none
	file  int32
	label diag.Range     // where the id is written
	item  *item          // of an HCL file
	json  hcl.Expression // of a JSON file
	cut   *cut           // of a JSON file, not parsed yet
}

// A cut is where a block stands in a JSON file.
type cut struct {
	from, to int
	start    hcl.Pos
}

// A loader holds what the steps of Parse hand on to each other.
type loader struct {
	notes
	files     []sourceFile
	pieces    []piece
	names     *names
	agreement *agreement.Agreement
	zone      *time.Location
	labels    map[agreement.Ref]diag.Range // where each id is written; made when first asked for
}

func newLoader(files map[string][]byte) *loader {
	l := &loader{
		names: &names{named: map[string]agreement.Ref{}, own: map[agreement.Kind][]string{},
			twice: map[string]bool{}},
		zone: time.UTC,
	}
	blank := agreementTable.begin(header{})
	l.agreement = &blank
	for _, name := range fileNames(files) {
		l.files = append(l.files, sourceFile{name: name, source: files[name]})
		l.agreement.Files = append(l.agreement.Files, name)
	}
	return l
}

// readBlocks cuts every file into pieces.
func (l *loader) readBlocks() {
	for i := range l.files {
		file := &l.files[i]
		if !l.readable(file) {
			continue
		}
		if isJSON(file.name) {
			l.readJSON(int32(i))
			continue
		}
		items := scan(file.source)
		l.pieces = slices.Grow(l.pieces, len(items))
		for j := range items {
			l.pieces = append(l.pieces, l.piece(int32(i), &items[j]))
		}
	}
}

// piece is a scanned item as a piece, with what the scanner found wrong reported.
func (l *loader) piece(file int32, it *item) piece {
	source := &l.files[file]
	p := piece{file: file, item: it, index: -1}
	if it.head.to > 0 {
		p.kind, p.id = it.head.kind, it.head.label
		p.label = labelRange(source, it)
	}
	if it.slip != noSlip {
		l.say(slipRange(source, it), slipped(source, it))
	}
	return p
}

// labelRange is where the label of an item stands.
func labelRange(file *sourceFile, it *item) diag.Range {
	at := func(offset int) diag.Pos {
		column := columnOf(file.source, it.start, offset)
		return diag.Pos{Line: it.start.line, Column: column, Byte: offset}
	}
	return diag.Range{File: file.name, Start: at(it.head.from), End: at(it.head.to)}
}

// index gives every id its place, in the order of the ids.
func (l *loader) index() {
	first := map[string]*piece{}
	byKind := map[agreement.Kind][]*piece{}
	for i := range l.pieces {
		p := &l.pieces[i]
		if p.kind == agreement.KindNone {
			continue
		}
		l.checkID(p)
		key := p.id
		if !p.kind.Named() {
			key = p.kind.String() + "\x00" + p.id
		}
		if before, taken := first[key]; taken {
			l.say(p.label, duplicateID(p, before), diag.Related{Where: before.label,
				Text: firstDeclared(before)})
			l.names.twice[p.id] = true
			continue
		}
		first[key] = p
		byKind[p.kind] = append(byKind[p.kind], p)
	}
	for _, kind := range agreement.Kinds() {
		l.place(kind, byKind[kind])
	}
}

// place sorts the pieces of one kind and makes room for them.
func (l *loader) place(kind agreement.Kind, pieces []*piece) {
	if kind == agreement.KindAgreement {
		return
	}
	slices.SortFunc(pieces, func(p, q *piece) int { return strings.Compare(p.id, q.id) })
	typeOf(kind).grow(l.agreement, len(pieces))
	for i, p := range pieces {
		p.index = int32(i)
		if kind.Named() {
			l.names.named[p.id] = agreement.Ref{Kind: kind, Index: int32(i)}
		} else {
			l.names.own[kind] = append(l.names.own[kind], p.id)
		}
	}
}

func (l *loader) checkID(p *piece) {
	switch {
	case p.kind.Named() && !validID(p.id):
		l.say(p.label, badID(p.id, p.kind))
	case !p.kind.Named() && !validName(p.id):
		l.say(p.label, badName(p.id, p.kind))
	case p.kind == agreement.KindReading && p.id == "none":
		l.say(p.label, readingNone())
	}
}

// decode reads every block. The agreement's own comes first, since it says in which zone times
// of day are meant.
func (l *loader) decode() {
	l.decodeAgreement()
	var next atomic.Int64
	var wait sync.WaitGroup
	workers := make([]decoder, min(runtime.NumCPU(), 1+len(l.pieces)/batch))
	for i := range workers {
		wait.Go(func() { l.work(&workers[i], &next) })
	}
	wait.Wait()
	for i := range workers {
		l.problems = append(l.problems, workers[i].problems...)
	}
}

// batch is how many pieces a worker takes at a time.
const batch = 64

// work decodes pieces until none is left. Each block fills its own place in the agreement, so
// that the workers never meet.
func (l *loader) work(d *decoder, next *atomic.Int64) {
	d.names, d.zone = l.names, l.zone
	for {
		from := int(next.Add(batch)) - batch
		if from >= len(l.pieces) {
			return
		}
		for i := from; i < min(from+batch, len(l.pieces)); i++ {
			if p := &l.pieces[i]; p.kind != agreement.KindAgreement {
				l.decodePiece(d, p)
			}
		}
	}
}

func (l *loader) decodePiece(d *decoder, p *piece) {
	h := l.open(d, p)
	if p.kind != agreement.KindNone {
		typeOf(p.kind).decode(d, l.agreement, h, p.index)
	}
	d.close(p)
}

// close drops what was said of a line whose quote is not closed, since that was said already,
// and shows with the rest the block in which it stands.
func (d *decoder) close(p *piece) {
	found := d.problems[d.begin:]
	if p.item != nil && p.item.slip == openQuote {
		found = slices.DeleteFunc(found, func(q problem) bool {
			return p.item.mendedAt(q.Subject.Start.Line)
		})
		d.problems = d.problems[:d.begin+len(found)]
	}
	for i := range found {
		if p.kind != agreement.KindNone && found[i].Subject.Start.Line > d.header.Start.Line {
			header := d.header
			found[i].Context = &header
		}
	}
}

// open reads the body of a piece into the decoder.
func (l *loader) open(d *decoder, p *piece) header {
	d.file, d.header, d.begin = p.file, p.label, len(d.problems)
	if p.item == nil {
		d.body = l.jsonBody(d, p)
	} else {
		d.body = l.nativeBody(d, p)
	}
	where := d.placeOf(p.label)
	if p.item != nil {
		where.Line, where.Column = int32(p.item.start.line), int32(p.item.start.column)
	}
	return header{id: p.id, where: where}
}

// decodeAgreement reads the agreement block, of which there must be exactly one.
func (l *loader) decodeAgreement() {
	var first *piece
	d := &decoder{names: l.names, zone: time.UTC}
	for i := range l.pieces {
		p := &l.pieces[i]
		if p.kind != agreement.KindAgreement {
			continue
		}
		a := agreementTable.decode(d, l.open(d, p))
		d.close(p)
		if first != nil {
			d.say(p.label, secondAgreement(p.id, first.id),
				diag.Related{Where: first.label, Text: firstDeclared(first)})
			continue
		}
		first, l.zone = p, d.zone
		l.take(&a)
	}
	if first == nil && !l.unreadable() {
		d.say(diag.Range{}, noAgreement())
	}
	l.problems = append(l.problems, d.problems...)
}

// take copies what the agreement block says.
func (l *loader) take(a *agreement.Agreement) {
	l.agreement.ID, l.agreement.Title, l.agreement.Where = a.ID, a.Title, a.Where
	l.agreement.Signed, l.agreement.Zone, l.agreement.Count = a.Signed, a.Zone, a.Count
	l.agreement.Parts = a.Parts
}

// unreadable reports whether some file could not be read at all, so that anything may be
// missing.
func (l *loader) unreadable() bool {
	return slices.ContainsFunc(l.files, func(f sourceFile) bool { return f.refused })
}
