package draft

import (
	"fmt"
	"regexp"
	"strings"

	"lockstep/internal/matrix"
)

// Parties are certain where semicolons, line breaks or bullets stand between them. Commas, "and"
// and strokes part them only where each part is a party elsewhere: "Ministry of Justice and
// Constitutional Affairs" is one.
var (
	surely   = regexp.MustCompile(`[;\n•]+`)
	perhaps  = regexp.MustCompile(`\s*(?:,\s+and\b|,|/|&|\band\b)\s*`)
	ordering = regexp.MustCompile(`^\s*(?:[-–*]|\(?[0-9a-z][.)])\s+`)
)

// partsOf are the bodies that a cell certainly parts.
func partsOf(cell string) []string {
	var parts []string
	for _, part := range surely.Split(cell, -1) {
		if part = oneLine(ordering.ReplaceAllString(part, "")); part != "" {
			parts = append(parts, part)
		}
	}
	return parts
}

// nameParties finds the bodies that perform, and gives them ids.
func (d *drafting) nameParties() {
	alone := map[string]bool{}
	var all []string
	for i := range d.acts {
		for _, part := range partsOf(d.acts[i].row.Cells[matrix.Body].String()) {
			all = append(all, part)
			alone[strings.ToLower(part)] = true
		}
	}
	for _, part := range all {
		for _, name := range apart(part, alone) {
			key := strings.ToLower(name)
			if d.bodies[key] == "" {
				d.bodies[key] = d.given.fresh(name, fmt.Sprintf("party-%d", len(d.parties)+1))
				d.parties = append(d.parties, name)
			}
		}
	}
}

// apart takes a body apart where each part stands alone elsewhere.
func apart(part string, alone map[string]bool) []string {
	parts := perhaps.Split(part, -1)
	if len(parts) < 2 {
		return []string{part}
	}
	for _, p := range parts {
		if !alone[strings.ToLower(p)] {
			return []string{part}
		}
	}
	return parts
}

// by finds who performs a commitment.
func (d *drafting) by(a *act) {
	cell := a.row.Cells[matrix.Body]
	if cell.Merged {
		a.say(fmt.Sprintf("Row %d: the executing body is that of merged cells.", a.row.Number))
	}
	seen := map[string]bool{}
	for _, part := range partsOf(cell.String()) {
		names := []string{part}
		if d.bodies[strings.ToLower(part)] == "" {
			names = perhaps.Split(part, -1)
		}
		if len(names) == 1 && perhaps.MatchString(part) {
			a.say(fmt.Sprintf("Row %d: %q is taken for one party. If it is several, declare each.",
				a.row.Number, part))
		}
		for _, name := range names {
			if id := d.bodies[strings.ToLower(name)]; id != "" && !seen[id] {
				seen[id] = true
				a.by = append(a.by, id)
			}
		}
	}
}
