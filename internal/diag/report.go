package diag

// Location is a place as other programs read it; line and column count from 1
// and are 0 where they are not known.
type Location struct {
	File   string `json:"file"`
	Line   int    `json:"line"`
	Column int    `json:"column"`
}

// RelatedLocation is a further place and what is there.
type RelatedLocation struct {
	Location
	Text string `json:"text"`
}

// Report is a diagnostic as other programs read it.
type Report struct {
	Severity string            `json:"severity"`
	Summary  string            `json:"summary"`
	Detail   string            `json:"detail"`
	Where    Location          `json:"where"`
	Related  []RelatedLocation `json:"related"`
}

// Reports is the list for JSON, in its order. It is never nil and neither are
// the related places, so that both are written as arrays.
func (l List) Reports() []Report {
	reports := make([]Report, 0, len(l))
	for _, d := range l {
		related := make([]RelatedLocation, 0, len(d.Related))
		for _, r := range d.Related {
			related = append(related, RelatedLocation{location(r.Where), r.Text})
		}
		reports = append(reports, Report{
			Severity: d.Severity.String(),
			Summary:  d.Summary,
			Detail:   d.Detail,
			Where:    location(d.Subject),
			Related:  related,
		})
	}
	return reports
}

func location(r Range) Location {
	return Location{File: r.File, Line: r.Start.Line, Column: r.Start.Column}
}
