package diag

import (
	"fmt"
	"strings"
)

// nearby is how many characters of a line are looked at to either side of where a subject begins:
// more than a terminal is wide, and few where a line is the whole of a large file.
const nearby = 2000

// mostWhole is the most lines of a subject that are all shown; of a longer one
// the first and the last are.
const mostWhole = 3

// quoted is a line of source to be shown: its number, counting from 1, and the
// cells from start to end that are underlined (none when they are equal). What
// is far from them is left out. A quoted line without a number stands for lines
// left out.
type quoted struct {
	number        int
	line          []cell
	start, end    int
	before, after bool // whether something of the line is left out
}

// quotation is the lines to show for a place, none when the source does not
// hold it.
func (src *source) quotation(where Range, context *Range) []quoted {
	where.End = properEnd(src.lines, where)
	first, last := where.Start.Line, where.End.Line
	if first < 1 || first > len(src.lines) {
		return nil
	}
	var lines []quoted
	if n := headline(where, context); n > 0 {
		head := quoted{number: n, line: src.cells(n)}
		head.keepNear(0)
		lines = append(lines, head)
		if n < first-1 {
			lines = append(lines, quoted{})
		}
	}
	for n := first; n <= last; n++ {
		if last-first >= mostWhole && n == first+1 {
			lines, n = append(lines, quoted{}), last
		}
		lines = append(lines, underlined(src.cells(n), n, where))
	}
	return lines
}

// properEnd is where a range ends: not before it starts, not beyond the source
// and not at the very beginning of a line, which belongs to what follows.
func properEnd(source []string, where Range) Pos {
	end := where.End
	if end.Line < where.Start.Line {
		end = where.Start
	}
	if end.Line > where.Start.Line && end.Column <= 1 {
		end = Pos{Line: end.Line - 1, Column: 1 << 30}
	}
	if end.Line > len(source) {
		end = Pos{Line: len(source), Column: 1 << 30}
	}
	return end
}

// headline is the number of the line in which the context begins, if it
// begins above the place in the same file, and otherwise 0.
func headline(where Range, context *Range) int {
	if context == nil || context.File != where.File || context.Start.Line >= where.Start.Line {
		return 0
	}
	return max(context.Start.Line, 0)
}

// underlined is line n of the source with what of the place lies on it.
func underlined(cs []cell, n int, where Range) quoted {
	q := quoted{number: n, line: cs, start: leadingSpace(cs), end: len(trimSpace(cs))}
	if n == where.Start.Line && where.Start.Column > 0 {
		q.start = min(where.Start.Column-1, len(cs))
	}
	if n == where.End.Line && where.End.Column > 0 {
		q.end = min(where.End.Column-1, len(cs))
	}
	q.end = max(q.start, q.end)
	if q.start == q.end && where.Start.Line == where.End.Line { // a point
		q.end++
	}
	q.keepNear(q.start)
	q.start, q.end = widen(q.line, q.start, q.end)
	return q
}

// keepNear leaves out what is far from a cell.
func (q *quoted) keepNear(at int) {
	from, to := max(at-nearby, 0), min(at+nearby, len(q.line))
	q.before, q.after = from > 0, to < len(q.line)
	if q.after {
		q.end = min(q.end, to)
	}
	q.line, q.start, q.end = q.line[from:to], q.start-from, q.end-from
}

// window is the part of a quoted line that fits into so many columns, with
// what is underlined in it or as much of its beginning as fits.
func (q quoted) window(most int) (text string, indent, length int) {
	from, to := q.cut(most)
	before, after := "", ""
	if from > 0 || q.before {
		before = "…"
	}
	if to < len(q.line) || q.after {
		after = "…"
	}
	start, end := max(q.start, from), min(q.end, max(to, q.start+1))
	indent = len([]rune(before)) + columns(q.line[from:min(start, len(q.line))])
	length = columns(q.line[min(start, len(q.line)):min(end, len(q.line))])
	if end > len(q.line) { // the point after the last character
		length++
	}
	return before + show(q.line[from:to]) + after, indent, length
}

// cut is the range of cells that fits into so many columns, one of which is
// kept for an ellipsis at each end that is cut off.
func (q quoted) cut(most int) (from, to int) {
	if q.end > len(q.line) { // the point after the last character
		most--
	}
	if columns(q.line) <= most {
		return 0, len(q.line)
	}
	start := min(q.start, len(q.line))
	subject := columns(q.line[start:min(max(q.end, start), len(q.line))])
	lead := max((most-2-subject)/2, 0)
	for from = start; from > 0 && lead >= q.line[from-1].width; from-- {
		lead -= q.line[from-1].width
	}
	room := most - 1
	if from > 0 {
		room--
	}
	for to = from; to < len(q.line) && room >= q.line[to].width; to++ {
		room -= q.line[to].width
	}
	for to == len(q.line) && from > 0 && room >= q.line[from-1].width {
		from--
		room -= q.line[from].width
	}
	return from, to
}

// snippet writes the lines of a place, with the underline in the given mark.
func (r *renderer) snippet(lines []quoted, mark, colour string) {
	if len(lines) == 0 {
		return
	}
	bar := strings.Repeat(" ", r.gutter) + " |"
	r.line(r.paint(blue, bar))
	for _, q := range lines {
		if q.number == 0 {
			r.line(r.paint(blue, strings.Repeat(" ", r.gutter)+" ..."))
			continue
		}
		text, indent, length := q.window(r.width - r.gutter - len(" | "))
		number := fmt.Sprintf("%*d |", r.gutter, q.number)
		if text != "" {
			text = " " + text
		}
		r.line(r.paint(blue, number) + text)
		if q.end > q.start {
			r.line(r.paint(blue, bar) + " " + strings.Repeat(" ", indent) +
				r.paint(colour, strings.Repeat(mark, max(length, 1))))
		}
	}
}
