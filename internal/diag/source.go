package diag

import "strings"

// source is a file to quote from. Of the lines asked for last, whose problems come one after the
// other, the cells are kept: taking a long line apart takes long.
type source struct {
	lines []string
	taken map[int][]cell
}

// mostTaken is how many lines are kept in cells.
const mostTaken = 8

// linesOf is a text in lines. The line after a final line break is a line too: the end of the
// file lies there.
func linesOf(text []byte) []string {
	lines := strings.Split(string(text), "\n")
	for i, line := range lines {
		lines[i] = strings.TrimSuffix(line, "\r")
	}
	return lines
}

// cells are the cells of line n, counted from 1.
func (s *source) cells(n int) []cell {
	if cs, ok := s.taken[n]; ok {
		return cs
	}
	if len(s.taken) >= mostTaken {
		clear(s.taken)
	}
	cs := cells(s.lines[n-1])
	s.taken[n] = cs
	return cs
}
