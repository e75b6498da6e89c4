package status

import (
	"lockstep/internal/agreement"
	"lockstep/internal/calendar"
	"lockstep/internal/ledger"
	"lockstep/internal/status/figures"
)

// levels are the latest figures of every level on every basis, with the conflicts among all
// figures up to the day.
func (s *sitting) levels() (rows []Level, conflicts []Conflict) {
	rows, conflicts = make([]Level, 0, len(s.Agreement.Levels)), []Conflict{}
	var selected []*figures.Figure
	for i, sheet := range s.sheets {
		selected = s.selected(int32(i), selected[:0])
		rows = append(rows, levelRows(sheet.Level, sheet.Latest(selected))...)
		for _, c := range sheet.Conflicts(selected) {
			conflicts = append(conflicts, conflictRow(sheet.Level.ID, &c))
		}
	}
	return rows, conflicts
}

// selected adds the figures of a level that are in the view, in order.
func (s *sitting) selected(level int32, to []*figures.Figure) []*figures.Figure {
	for k, i := range s.subjects[agreement.KindLevel][level] {
		if int(i) >= len(s.standing) {
			break
		}
		if s.standing[i] {
			to = append(to, &s.sheets[level].Figures[k])
		}
	}
	return to
}

// levelRows has one row for each basis: what was measured, or else authorised, or else announced.
func levelRows(level *agreement.Level, latest []figures.Last) []Level {
	type basis struct{ basis, unit string }
	var rows []Level
	at := map[basis]int{}
	for _, last := range latest { // measured come first, then announced, then authorised
		key := basis{last.Basis, last.Unit}
		i, known := at[key]
		if !known {
			i = len(rows)
			at[key] = i
			rows = append(rows, emptyLevel(level))
		}
		rows[i].take(&last)
	}
	if len(rows) == 0 {
		rows = append(rows, emptyLevel(level))
	}
	return rows
}

// emptyLevel is a level without any figure.
func emptyLevel(level *agreement.Level) Level {
	return Level{
		ID: level.ID, At: calendar.None, Basis: level.Basis, Unit: level.Unit,
		RestsOn: ledger.RestsOnNothing.String(), Events: []string{}, CorroboratedBy: []string{},
		Baseline: level.Baseline, Ceiling: level.Ceiling, Floor: level.Floor,
	}
}

// take fills in the latest figure of one kind.
func (row *Level) take(last *figures.Last) {
	e := last.Figure.Event
	plan := &Plan{Value: *valueOf(e), At: e.At, Source: e.Source, Event: e.ID}
	switch e.Kind {
	case ledger.Announced:
		row.Announced = plan
	case ledger.Authorised:
		row.Authorised = plan
	}
	if row.Kind == ledger.Measured.String() {
		return
	}
	row.Value, row.At, row.Precision = valueOf(e), e.At, ledger.PrecisionNames[e.Precision]
	row.Basis, row.Unit, row.Kind, row.Source = last.Basis, last.Unit, e.Kind.String(), e.Source
	row.RestsOn = restsOn(e).String()
	row.CorroboratedBy = append([]string{}, last.Roots...)
	row.Contested = last.Contested
	row.Events = make([]string, len(last.Beside))
	for i, f := range last.Beside {
		row.Events[i] = f.Event.ID
	}
}

func conflictRow(level string, c *figures.Conflict) Conflict {
	row := Conflict{Subject: level, Kind: c.Kind.String(), Basis: c.Basis, Unit: c.Unit,
		From: c.From, Until: c.Until,
		Events: make([]string, len(c.Figures)), Figures: make([]ConflictFigure, len(c.Figures))}
	for i, f := range c.Figures {
		row.Events[i] = f.Event.ID
		row.Figures[i] = ConflictFigure{f.Event.ID, f.Event.Source, f.Event.At, *valueOf(f.Event)}
	}
	return row
}
