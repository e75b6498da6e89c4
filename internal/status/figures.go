package status

import (
	"lockstep/internal/agreement"
	"lockstep/internal/calendar"
	"lockstep/internal/ledger"
	"lockstep/internal/status/figures"
)

// Figures is all that is said of one level up to a day, as it was known on another. It is the
// JSON of the figures command.
type Figures struct {
	Level    string       `json:"level"`
	Of       []string     `json:"of"`
	Unit     string       `json:"unit"`
	Basis    string       `json:"basis"`
	AsOf     calendar.Day `json:"as_of"`
	KnownAt  calendar.Day `json:"known_at"`
	Baseline *float64     `json:"baseline"`
	Ceiling  *float64     `json:"ceiling"`
	Floor    *float64     `json:"floor"`

	// Series are by kind (measured, announced, authorised), basis, unit and root source; a root
	// stands before those that repeat it.
	Series    []Series   `json:"series"`
	Latest    []Level    `json:"latest"`
	Conflicts []Conflict `json:"conflicts"`
	// Roots lists the sources that say anything without repeating another one.
	Roots []string `json:"roots"`
}

// A Series is what one source says of a level on one basis, by time, known day and id.
type Series struct {
	Kind        string  `json:"kind"`
	Basis       string  `json:"basis"`
	Unit        string  `json:"unit"`
	Source      string  `json:"source"`
	Root        string  `json:"root"`
	Publisher   string  `json:"publisher,omitempty"`
	Reliability string  `json:"reliability,omitempty"`
	Points      []Point `json:"points"`
}

// A Point is one figure.
type Point struct {
	Event       string       `json:"event"`
	At          calendar.Day `json:"at"`
	Precision   string       `json:"precision"`
	Known       calendar.Day `json:"known"`
	Value       Value        `json:"value"`
	RestsOn     string       `json:"rests_on"`
	Credibility int          `json:"credibility"` // 1 confirmed to 6 cannot be judged
	Speaker     string       `json:"speaker,omitempty"`
	Mode        string       `json:"mode,omitempty"`
	Note        string       `json:"note,omitempty"`
}

// Figures is what is said of the level at that position in the agreement.
func (b *Book) Figures(level int32, cut ledger.Cut) *Figures {
	s := b.sit(Question{Cut: cut})
	defer s.rise()
	s.sift()
	sheet, selected := b.sheets[level], s.selected(level, nil)
	declared := sheet.Level
	r := &Figures{
		Level: declared.ID, Of: b.Agreement.IDs(declared.Of),
		Unit: declared.Unit, Basis: declared.Basis,
		AsOf: cut.AsOf, KnownAt: cut.KnownAt,
		Baseline: declared.Baseline, Ceiling: declared.Ceiling, Floor: declared.Floor,
		Series: []Series{}, Conflicts: []Conflict{}, Roots: []string{},
		Latest: levelRows(declared, sheet.Latest(selected)),
	}
	for _, series := range sheet.Series(selected) {
		r.Series = append(r.Series, b.series(&series))
		r.Roots = append(r.Roots, series.Root)
	}
	r.Roots = sortedOnce(r.Roots)
	for _, c := range sheet.Conflicts(selected) {
		r.Conflicts = append(r.Conflicts, conflictRow(declared.ID, &c))
	}
	return r
}

func (b *Book) series(s *figures.Series) Series {
	row := Series{Kind: s.Kind.String(), Basis: s.Basis, Unit: s.Unit, Source: s.Source,
		Root: s.Root, Points: make([]Point, len(s.Figures))}
	if source := b.source(s.Source); source != nil {
		row.Publisher, row.Reliability = source.Publisher, source.Reliability
	}
	for i, f := range s.Figures {
		e := f.Event
		row.Points[i] = Point{
			Event: e.ID, At: e.At, Precision: ledger.PrecisionNames[e.Precision], Known: e.Known,
			Value: *valueOf(e), RestsOn: restsOn(e).String(), Credibility: e.Credibility,
			Speaker: e.Speaker, Mode: ledger.ModeNames[e.Mode], Note: e.Note,
		}
	}
	return row
}

// source is the source of that name, nil where the agreement declares none.
func (b *Book) source(name string) *agreement.Source { return b.lineage.Source(name) }
