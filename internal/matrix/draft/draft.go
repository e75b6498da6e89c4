package draft

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"lockstep/internal/diag"
	"lockstep/internal/lang"
	"lockstep/internal/matrix"
	"lockstep/internal/matrix/sheet"
)

// FileName is the name of the only file of a draft.
const FileName = "agreement.hcl"

// A Draft is the first draft of a project.
type Draft struct {
	Source      []byte // of its file
	Commitments int
	Parties     int
	Left        []sheet.Refusal // what was not understood and is kept as text
}

// New makes a draft of a matrix. The id is what the agreement is to be called, from is where the
// matrix comes from. Cells that cannot be read are refused, and there is no draft then. The
// diagnostics are those of reading what was drafted: none, or a fault of this package.
func New(found *matrix.Found, id, from string) (*Draft, []sheet.Refusal, diag.List) {
	d := drafting{found: found, from: from, given: ids{}, bodies: map[string]string{},
		anchors: map[string]string{}, numbered: map[string]string{}, named: map[string]string{}}
	if refused := d.read(); len(refused) > 0 {
		return nil, refused, nil
	}
	d.name()
	source, wrong := lang.Format(FileName, []byte(d.write(id)))
	if !wrong.Errors() {
		wrong = lang.Parse(map[string][]byte{FileName: source}).Diagnostics
	}
	sheet.SortRefusals(d.left)
	return &Draft{source, len(d.acts), len(d.parties), d.left}, nil, wrong
}

// An act is a row that becomes a commitment.
type act struct {
	row    *matrix.FoundRow
	id     string
	by     []string // ids
	timing []matrix.Attribute
	vague  string   // a timing that was not understood
	said   []string // comments
}

// A drafting is a draft in the making.
type drafting struct {
	found   *matrix.Found
	from    string
	given   ids
	acts    []act
	parties []string // names, in the order of the matrix

	bodies   map[string]string // ids of parties by name
	clocks   []string          // ids
	anchors  map[string]string // ids of clocks by what people call them
	numbered map[string]string // ids of commitments by their number in the matrix
	named    map[string]string // and by what they say, in lower case; "" where two say it
	left     []sheet.Refusal
}

// read takes the rows that name an activity, and refuses the cells that cannot be read.
func (d *drafting) read() []sheet.Refusal {
	refused := slices.Clone(d.found.Refused)
	for i := range d.found.Rows {
		row := &d.found.Rows[i]
		for _, column := range d.found.Columns {
			if reason := row.Cells[column].Refused; reason != "" && column != matrix.No {
				refused = append(refused, sheet.Refusal{Row: row.Number,
					Column: d.found.Called(column), Reason: reason})
			}
		}
		switch said := strings.TrimSpace(row.Cells[matrix.Activity].String()); {
		case said == "":
			d.leave(row, matrix.Activity, "the row names no activity and is not in the draft: "+
				rowText(d.found, row))
		case isTotal(said):
		default:
			d.acts = append(d.acts, act{row: row})
		}
	}
	if len(d.acts) == 0 && len(refused) == 0 {
		refused = []sheet.Refusal{{Reason: "the matrix names no activity"}}
	}
	return refused
}

var total = regexp.MustCompile(`(?i)^(sub-?)?(grand )?totals?:?$`)

func isTotal(said string) bool { return total.MatchString(said) }

// rowText is what stands in a row, for people.
func rowText(found *matrix.Found, row *matrix.FoundRow) string {
	var parts []string
	for _, column := range found.Columns {
		if said := oneLine(row.Cells[column].String()); said != "" {
			parts = append(parts, said)
		}
	}
	return strings.Join(parts, " · ")
}

// leave tells what was not understood.
func (d *drafting) leave(row *matrix.FoundRow, column matrix.Column, reason string) {
	d.left = append(d.left, sheet.Refusal{Row: row.Number, Column: d.found.Called(column),
		Reason: reason})
}

// name gives every party, clock and commitment its id, and then reads what names them.
func (d *drafting) name() {
	for _, clock := range clocks {
		d.given[clock.id] = true
	}
	d.nameParties()
	d.nameActs()
	for i := range d.acts {
		d.time(&d.acts[i])
		d.mark(&d.acts[i])
	}
}

var validID = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9_-]*$`)

// nameActs gives the commitments their ids: those of the matrix where it has some.
func (d *drafting) nameActs() {
	for i := range d.acts {
		if id := d.acts[i].row.ID; validID.MatchString(id) && !d.given[id] &&
			!slices.Contains(taken, id) {
			d.acts[i].id, d.given[id] = id, true
		}
	}
	for i := range d.acts {
		a := &d.acts[i]
		said := a.row.Cells[matrix.Activity].String()
		if a.id == "" {
			a.id = d.given.fresh(said, fmt.Sprintf("activity-%d", a.row.Number))
		}
		d.by(a)
		if no := oneLine(a.row.Cells[matrix.No].String()); no != "" {
			d.numbered[strings.Trim(no, ".)")] = a.id
		}
		key := strings.ToLower(oneLine(said))
		if _, twice := d.named[key]; twice {
			d.named[key] = ""
		} else {
			d.named[key] = a.id
		}
	}
}

// mark keeps a mark as a comment: nobody says who made it.
func (d *drafting) mark(a *act) {
	if d.found.Kind != matrix.OfCompletion {
		return
	}
	column, ok, refused := d.found.Marking(a.row)
	for _, r := range refused {
		d.left = append(d.left, r)
		a.say(r.String())
	}
	if ok && len(refused) == 0 {
		a.say(fmt.Sprintf("Row %d: marked %s. Evidence is who says so, of which day.", a.row.Number,
			strings.ToLower(column.Heading(d.found.Kind))))
	}
}

// say adds a comment.
func (a *act) say(comment string) { a.said = append(a.said, oneLine(comment)) }

// title is what the agreement is called.
func (d *drafting) title(id string) string {
	return cmp.Or(oneLine(d.found.Title), d.found.Agreement, id)
}

// oneLine is a text without line breaks or anything else that a comment cannot hold.
func oneLine(text string) string {
	return strings.Join(strings.Fields(sheet.Clean(text)), " ")
}
