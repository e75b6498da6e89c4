package pages

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"lockstep/internal/calendar"
	"lockstep/internal/desk"
	"lockstep/internal/intake"
	"lockstep/internal/ledger"
)

// Import is the page on which a file is sent, looked at and taken in. The page of evidence leads
// to it.
var Import = newPage("", "/import", "import.html", importPage)

// An Intake is how far somebody has come with a file.
type Intake struct {
	Token    string     // under which the server keeps the file, "" where it keeps none
	Look     *desk.Look // what would become of it; nil before it is sent
	Wrong    []string   // why nothing was recorded, or why the file was not kept
	Taken    ledger.Instant
	Chosen   *Chosen // what was chosen and refused; nil at first
	Refused  []ledger.Refusal
	MostSize int // in bytes
}

// A Chosen is what somebody has ticked of a file, and added to a matrix.
type Chosen struct {
	Ticked map[string]bool // by the names that the form gave them
	Rest   bool            // those too that the form did not list
	intake.Saying
}

// MostListed is how many events of a file the form lists.
const MostListed = 500

// An importBody is the form in which a file is sent, or the review of one.
type importBody struct {
	Sealed  bool
	Most    string // that a file may have
	Wrong   []string
	Token   string
	File    string
	Whole   []string // why the file as a whole was refused
	New     []incomingRow
	Rest    int // new ones that are not listed
	TakeAll bool
	Present int
	Refused []refusedRow
	More    int // refusals that are not listed
	Changes []matrixRow
	Notes   []string
	Fields  []formField // what people add to a matrix
	Offered bool        // something can be ticked
	Matrix  string      // of which kind it is
	Taken   []foundRow
	Count   int // of those taken
	Moment  string
	IDs     []pair
}

// An incomingRow is an event that can be taken.
type incomingRow struct {
	foundRow
	Line   int
	Ticked bool
}

// A refusedRow is a line that cannot be taken, and why.
type refusedRow struct {
	Line               int
	ID, Field, Because string
}

// A matrixRow is a change in a matrix.
type matrixRow struct {
	Name             string // in the form, "" where it cannot be taken
	Row              int
	Of               named
	Column, From, To string
	Follows          string
	Write            []string
	Ticked           bool
}

func importPage(ask *Ask) (*View, error) {
	in := ask.Intake
	if in == nil {
		in = &Intake{}
	}
	body := &importBody{Sealed: ask.Answers.Sealed, Token: in.Token,
		Most: strconv.Itoa(in.MostSize >> 20)}
	for _, reason := range in.Wrong {
		body.Wrong = append(body.Wrong, upper(reason))
	}
	view := &View{Finding: "Take in a file of evidence", Body: body}
	switch {
	case !body.Sealed:
		view.Finding = "This project can be read here, and not written to"
	case in.Taken != 0:
		view.Finding = ask.taken(body, in.Taken)
	case in.Look == nil:
		view.Sub = []string{"It is held against the agreement and what is recorded, and listed line " +
			"by line. Nothing is recorded before you have looked at the list and said what to take."}
	default:
		body.File = in.Look.Sent.Name
		ask.review(body, in)
		view.Finding = reviewFinding(body, in.Look)
		view.Sub = []string{"Nothing of " + body.File + " is recorded yet. What you take is recorded " +
			"all at once, or not at all."}
	}
	return view, nil
}

// taken lists the events that were recorded at a moment.
func (ask *Ask) taken(body *importBody, moment ledger.Instant) string {
	body.Moment = moment.String()
	for i := range ask.Answers.Events {
		if e := &ask.Answers.Events[i]; e.Recorded == moment {
			if body.Count++; len(body.Taken) < mostFound {
				body.Taken = append(body.Taken, ask.foundRow(e))
			}
		}
	}
	if body.Count == 0 {
		return "Nothing was recorded at that moment"
	}
	return count(body.Count, "event", "events") + " recorded"
}

// review tells what would become of a file.
func (ask *Ask) review(body *importBody, in *Intake) {
	for _, r := range in.Look.Refused {
		body.Whole = append(body.Whole, upper(r.String()))
	}
	switch {
	case in.Look.Events != nil:
		ask.reviewEvents(body, in)
	case in.Look.Matrix != nil:
		ask.reviewMatrix(body, in)
	}
}

func (ask *Ask) reviewEvents(body *importBody, in *Intake) {
	r := in.Look.Events
	body.Present, body.TakeAll = len(r.Present), in.Chosen == nil || in.Chosen.Rest
	listed := r.New[:min(len(r.New), MostListed)]
	for i := range listed {
		e := &listed[i]
		body.New = append(body.New, incomingRow{ask.foundRow(e), int(e.Line), in.ticked(e.ID)})
	}
	body.Rest, body.Offered = len(r.New)-len(listed), len(r.New) > 0
	for _, f := range r.Refused[:min(len(r.Refused), MostListed)] {
		body.Refused = append(body.Refused, refusedRow{f.Line, f.Event, f.Field, upper(f.Reason)})
	}
	body.More = len(r.Refused) - len(body.Refused)
}

// ticked reports whether something is to be taken: at first everything.
func (in *Intake) ticked(name string) bool { return in.Chosen == nil || in.Chosen.Ticked[name] }

func (ask *Ask) reviewMatrix(body *importBody, in *Intake) {
	r := in.Look.Matrix
	body.Matrix = r.Matrix
	for i := range r.Changes {
		c := &r.Changes[i]
		row := matrixRow{Row: c.Row, Of: ask.thing(c.ID), Column: c.Column, From: c.From, To: c.To,
			Write: c.Write, Follows: c.Because}
		if c.Event != nil {
			row.Name, body.Offered = ChangeName(c.ID, c.Column), true
			row.Ticked = in.ticked(row.Name)
			row.Follows = "would be recorded as " + strings.ReplaceAll(c.Event.Kind, "-", " ")
			if c.Event.At != "" {
				row.Follows += " on " + c.Event.At
			}
			if c.Event.Note != "" {
				row.Follows += ", with the note “" + c.Event.Note + "”"
			}
		}
		body.Changes = append(body.Changes, row)
	}
	for _, n := range r.Notes {
		body.Notes = append(body.Notes, upper(n.String()))
	}
	for _, f := range r.Refused {
		body.Refused = append(body.Refused, refusedRow{f.Row, "", f.Column, upper(f.Reason)})
	}
	body.Fields = ask.sayingFields(in)
}

// ChangeName is under which name the form of a review sends a change of a matrix.
func ChangeName(id, column string) string { return id + "/" + column }

// sayingFields are what people add to a matrix, with what was typed and what is wrong with it.
func (ask *Ask) sayingFields(in *Intake) []formField {
	said := map[string]string{"known": "", "rests-on": ""}
	if c := in.Chosen; c != nil {
		said = map[string]string{"source": c.Source, "assessor": c.Assessor, "at": c.At,
			"known": c.Known, "rests-on": c.RestsOn}
	}
	ask.Draft = &Draft{Fields: said, Refused: in.Refused}
	defer func() { ask.Draft = nil }()
	groups := ask.fields(said, fieldGroup{"", only("source", "assessor", "rests-on", "at", "known")})
	for i := range groups[0].Fields {
		switch f := &groups[0].Fields[i]; f.Name {
		case "at":
			f.Label, f.Hint = "Day", "of the rows that name none: 2020-07-13, 2020-07 or 2020"
		case "known":
			f.Hint = "left out, the day on which the source was published"
		}
	}
	return groups[0].Fields
}

// reviewFinding says how much can be taken of a file.
func reviewFinding(body *importBody, look *desk.Look) string {
	lines := 0
	for i := range body.Refused {
		if i == 0 || body.Refused[i].Line != body.Refused[i-1].Line {
			lines++
		}
	}
	switch {
	case look.Matrix != nil:
		told := count(len(body.Changes), "change", "changes") + " in the " + body.Matrix
		if look.Matrix.AsOf != calendar.None {
			told += " of " + prose(look.Matrix.AsOf)
		}
		if lines > 0 {
			told += fmt.Sprintf("; %s refused", count(lines, "row", "rows"))
		}
		return told
	case look.Events != nil:
		return fmt.Sprintf("%d new, %d already there, %s refused", len(body.New)+body.Rest,
			body.Present, count(len(lineNumbers(look.Events.Refused)), "line", "lines"))
	}
	return cmp.Or(look.Sent.Name, "The file") + " cannot be taken in"
}

// lineNumbers are the lines that refusals are of, each once.
func lineNumbers(refused []ledger.Refusal) []int {
	var lines []int
	for i := range refused {
		lines = append(lines, refused[i].Line)
	}
	slices.Sort(lines)
	return slices.Compact(lines)
}
