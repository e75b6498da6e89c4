package archtest

import "strings"

// A table is what a Markdown table says: one row for each line below the head, one text a cell.
type table [][]string

// tableUnder is the first table below the heading, nil if there is none.
func tableUnder(document, heading string) table {
	var rows table
	inside := false
	for line := range strings.Lines(document) {
		line = strings.TrimSpace(line)
		switch {
		case strings.HasPrefix(line, "#"):
			inside = strings.TrimSpace(strings.TrimLeft(line, "#")) == heading
		case inside && strings.HasPrefix(line, "|"):
			rows = append(rows, cells(line))
		case inside && len(rows) > 0:
			inside = false
		}
	}
	if len(rows) < 2 {
		return nil
	}
	return rows[2:] // without the head and the line below it
}

// cells are the texts between the bars of one line.
func cells(line string) []string {
	line = strings.TrimSuffix(strings.TrimPrefix(line, "|"), "|")
	parts := strings.Split(line, "|")
	for i := range parts {
		parts[i] = strings.TrimSpace(parts[i])
	}
	return parts
}

// cell is the text of a cell, "" where the row is too short.
func cell(row []string, i int) string {
	if i < len(row) {
		return row[i]
	}
	return ""
}

// quoted lists what stands between backticks.
func quoted(text string) []string {
	var names []string
	parts := strings.Split(text, "`")
	for i := 1; i < len(parts); i += 2 {
		names = append(names, parts[i])
	}
	return names
}
