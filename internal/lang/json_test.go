package lang

import (
	"fmt"
	"reflect"
	"testing"
	"unicode/utf8"

	"github.com/hashicorp/hcl/v2"
)

// compareCut holds the blocks that the cutter finds against those that are found by parsing the
// whole file.
func compareCut(source string) error {
	file := sourceFile{name: "a.hcl.json", source: []byte(source)}
	pieces, plain := cutJSON(&file)
	if _, slip := parseableJSON(file.source); !plain || slip != noSlip {
		return nil
	}
	l := loader{files: []sourceFile{file}}
	whole, ok := l.parseJSON(&l.files[0])
	if !ok {
		return compareFaults(&l, pieces)
	}
	j := jsonFile{&native{notes: &l.notes, file: file.name, source: file.source}}
	wanted := wantedPieces(j, whole)
	if len(wanted) != len(pieces) {
		return fmt.Errorf("%d blocks are cut, %d are there", len(pieces), len(wanted))
	}
	for i := range pieces {
		var got, want decoder
		p, w := pieces[i], wanted[i]
		if p.kind != w.kind || p.id != w.id || p.label != w.label {
			return fmt.Errorf("got %s %q at %v, want %s %q at %v",
				p.kind, p.id, p.label, w.kind, w.id, w.label)
		}
		if err := compareBodies(l.jsonBody(&got, &p), l.jsonBody(&want, &w)); err != nil {
			return err
		}
		if !reflect.DeepEqual(got.problems, want.problems) {
			return fmt.Errorf("got %v, want %v", got.problems, want.problems)
		}
	}
	return nil
}

func wantedPieces(j jsonFile, whole hcl.Expression) []piece {
	var wanted []piece
	j.pieces(whole, func(p piece) { wanted = append(wanted, p) })
	return wanted
}

// compareFaults holds that what is wrong with the whole file is found in one of its blocks.
func compareFaults(l *loader, pieces []piece) error {
	var d decoder
	for i := range pieces {
		l.jsonBody(&d, &pieces[i])
	}
	if len(d.problems) == 0 {
		return fmt.Errorf("the blocks are good, the file is not: %v", l.problems)
	}
	return nil
}

func TestCut(t *testing.T) {
	for source, blocks := range map[string]int{
		`{}`:                                   0,
		`{"party": {"us": {}, "taliban": {}}}`: 2,
		"{\n \"party\" :\n{ \"us\":{\"name\":\"}\\\"\"}\n} , \"//\": \"1\", \"goal\": {}}\n": 1,
		`{"party": {"//": "e", "us": {"of": ["x", {"y": 5}]}}, "party": {"b": {}}}`:          2,
		"\uFEFF{\"party\": {\"us\": {}}}":                                                    1,
	} {
		pieces, plain := cutJSON(&sourceFile{name: "a.hcl.json", source: []byte(source)})
		if !plain || len(pieces) != blocks {
			t.Errorf("%s is cut into %d blocks, want %d", source, len(pieces), blocks)
		}
		if err := compareCut(source); err != nil {
			t.Errorf("%s: %v", source, err)
		}
	}
	for _, source := range []string{``, `[]`, `{"party": []}`, `{"party": {"us": []}}`, `{"x": {}}`,
		`{"party": {"us": {}}} 5`, `{"party": {"us": {}}`, `{"party": {"us": {},}}`, `{"party"}`,
		`{"p\u0061rty": {}}`, `{"party": {"us": 5}}`,
		`{"party": {"//": [], "us": {}}}`, `{"party": {"us": {"name": "é"}, "x": {}}}`} {
		if _, plain := cutJSON(&sourceFile{name: "a.hcl.json", source: []byte(source)}); plain {
			t.Errorf("%s is cut", source)
		}
	}
}

func FuzzCut(f *testing.F) {
	for name, source := range seeds(f) {
		if isJSON(name) {
			f.Add(string(source))
		}
	}
	f.Add("{\"party\": {\"us\": {\"name\": \"x\"}, \"//\": 1},\n\"goal\": {\"g\": {\"reach\": [1]}}}")
	f.Fuzz(func(t *testing.T, source string) {
		if !utf8.ValidString(source) {
			t.Skip("the loader hands on UTF-8 only")
		}
		if err := compareCut(source); err != nil {
			t.Error(err)
		}
	})
}
