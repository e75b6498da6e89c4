package pages

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"

	"lockstep/internal/calendar"
	"lockstep/internal/ledger"
)

// A sourcesBody is where it is all read: what each source is worth, what repeats what, and how old
// the last that it said is.
type sourcesBody struct {
	Speaking []sourceRow // those that something rests on, the most recent first
	Silent   []sourceRow
	Unnamed  int // events without a source
	Grades   []gradeRow
}

// A sourceRow is one source.
type sourceRow struct {
	sourceNote
	Events   int
	Subjects int
	Last     calendar.Day // of what happened
	Happened string
	Age      int // days from the last to the cut
	First    calendar.Day
	Root     *named  // what it repeats in the end
	Copies   []named // what repeats it
	Own      int     // events of it and of those that repeat it, as one voice
	Href     string  // its events
	Missing  string  // why its text is not here
	Quotes   int

	precision ledger.Precision // of the last
}

// A gradeRow counts the events by the reliability of their sources.
type gradeRow struct {
	Grade, Meaning  string
	Sources, Events int
}

// gradeWords are the meanings of the grades of reliability (the NATO system, AJP-2.1).
var gradeWords = []struct{ grade, meaning string }{
	{"A", "completely reliable"}, {"B", "usually reliable"}, {"C", "fairly reliable"},
	{"D", "not usually reliable"}, {"E", "unreliable"}, {"F", "cannot be judged"},
}

func sourcesPage(ask *Ask) (*View, error) {
	body := &sourcesBody{}
	rows := ask.sourceRows(body)
	for _, row := range rows {
		if row.Events > 0 {
			body.Speaking = append(body.Speaking, row)
		} else {
			body.Silent = append(body.Silent, row)
		}
	}
	slices.SortStableFunc(body.Speaking, func(x, y sourceRow) int {
		return cmp.Compare(y.Last, x.Last)
	})
	for _, g := range gradeWords {
		row := gradeRow{Grade: g.grade, Meaning: g.meaning}
		for _, s := range body.Speaking {
			if cmp.Or(s.Reliability, "F") == g.grade {
				row.Sources++
				row.Events += s.Events
			}
		}
		body.Grades = append(body.Grades, row)
	}
	return &View{Finding: ask.sourcesFinding(body), Sub: []string{"Sources of what counts on " +
		prose(ask.Answers.Cut.AsOf) + ", " + knownWords(ask.Answers.Cut) + ". The age is that of the " +
		"last thing a source tells of, counted to that day."}, Body: body}, nil
}

// sourceRows are all sources of the text, by name.
func (ask *Ask) sourceRows(body *sourcesBody) []sourceRow {
	a := ask.Answers.Agreement
	rows := make([]sourceRow, len(a.Sources))
	for i := range a.Sources {
		rows[i] = ask.sourceRow(i)
	}
	subjects := map[string]map[string]bool{}
	view := ask.Answers.Counting()
	for i := range view {
		e := &view[i]
		at := ask.sourceAt(e.Source)
		if at < 0 {
			body.Unnamed++
			continue
		}
		rows[at].take(e)
		if subjects[e.Source] == nil {
			subjects[e.Source] = map[string]bool{}
		}
		subjects[e.Source][e.Subject] = true
	}
	for i := range rows {
		row := &rows[i]
		row.Subjects = len(subjects[row.ID])
		if row.Last != calendar.None {
			row.Happened = spoken(row.Last, ledger.PrecisionNames[row.precision])
			row.Age = max(0, calendar.Between(row.Last, ask.Answers.Cut.AsOf))
		}
	}
	return rows
}

func (ask *Ask) sourceRow(i int) sourceRow {
	a := ask.Answers.Agreement
	s := &a.Sources[i]
	row := sourceRow{sourceNote: sourceNote{Key: "S" + strconv.Itoa(i+1), ID: s.ID,
		Publisher: cmp.Or(s.Publisher, s.ID), Published: s.Published, Reliability: s.Reliability,
		Repeats: s.Repeats}, Last: calendar.None, First: calendar.None,
		Href: ask.link("/evidence", "source", s.ID)}
	if root := ask.Answers.Root(s.ID); root != s.ID {
		row.Root = &named{root, ask.publisher(root), ask.link("/sources#source-" + root)}
	}
	for k := range a.Sources {
		if a.Sources[k].Repeats == s.ID {
			row.Copies = append(row.Copies, named{a.Sources[k].ID, a.Sources[k].ID,
				ask.link("/sources#source-" + a.Sources[k].ID)})
		}
	}
	row.Missing = ask.Answers.SourceText(s.ID).Missing
	return row
}

// take counts an event of the source.
func (row *sourceRow) take(e *ledger.Event) {
	row.Events++
	if e.Quote != nil {
		row.Quotes++
	}
	if row.First == calendar.None || e.At < row.First {
		row.First = e.At
	}
	if row.Last == calendar.None || e.At >= row.Last {
		row.Last, row.precision = e.At, e.Precision
	}
}

// sourcesFinding says how many voices there are, and how fresh the freshest is.
func (ask *Ask) sourcesFinding(body *sourcesBody) string {
	if len(body.Speaking) == 0 {
		return "No source says anything under this cut"
	}
	repeating, low, events := 0, 0, 0
	for i := range body.Speaking {
		s := &body.Speaking[i]
		if s.Root != nil {
			repeating++
		}
		events += s.Events
		if grade := cmp.Or(s.Reliability, "F"); grade > "C" {
			low += s.Events
		}
	}
	told := fmt.Sprintf("%s speak with %s", count(len(body.Speaking), "source", "sources"),
		count(ask.independent(), "voice", "voices"))
	if repeating == 0 {
		told = count(len(body.Speaking), "source", "sources") + ", none repeating another"
	}
	told += fmt.Sprintf("; the last datum is %s old", count(body.Speaking[0].Age, "day", "days"))
	if low > 0 {
		told += fmt.Sprintf("; %d of %s rest on sources graded D to F", low,
			count(events, "event", "events"))
	}
	return told
}
