package diag

import "unicode/utf8"

// A Ruler turns columns as people count them, characters as they are seen, into code points, as
// some programs count them. A combining accent is a code point and no column.
type Ruler struct {
	sources Sources
	files   map[string]*source
}

// NewRuler measures in these sources.
func NewRuler(sources Sources) *Ruler { return &Ruler{sources, map[string]*source{}} }

// CodePoint is the column of the place in code points, counted from 1; the column itself where the
// source is not there or has no such line or column.
func (r *Ruler) CodePoint(at Location) int {
	s := r.file(at.File)
	if s == nil || at.Line < 1 || at.Line > len(s.lines) || at.Column < 1 {
		return at.Column
	}
	line, points := []byte(s.lines[at.Line-1]), 1
	for range at.Column - 1 {
		advance := firstCluster(line)
		if advance == 0 {
			return at.Column
		}
		points += utf8.RuneCount(line[:advance])
		line = line[advance:]
	}
	return points
}

func (r *Ruler) file(name string) *source {
	if text, there := r.sources[name]; there && r.files[name] == nil {
		r.files[name] = &source{lines: linesOf(text)}
	}
	return r.files[name]
}
