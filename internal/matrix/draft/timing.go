package draft

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"lockstep/internal/matrix"
)

// clocks are the days zero that matrices count from, and how they call them.
var clocks = []struct {
	id    string
	names []string
}{
	{"signature", []string{"signature", "signing", "the date of signature", "date of signature",
		"date of signing", "signature date"}},
	{"entry-into-force", []string{"entry into force", "date of entry into force"}},
	{"effective-date", []string{"effective date"}},
	{"d-day", []string{"d-day", "d day"}},
}

var (
	ofAgreement = regexp.MustCompile(` (?:of|to) (?:the|this) (?:peace |ceasefire )?agreement$`)
	byNumber    = regexp.MustCompile(`^(?:no\.?|number|activity|item|row) ?([0-9][0-9.]*)$`)
)

// resolve finds the clock or commitment that a text names, none where it is the act itself.
func (d *drafting) resolve(a *act) matrix.Resolver {
	return func(text string) (string, bool) {
		text = strings.ToLower(oneLine(text))
		plain := ofAgreement.ReplaceAllString(strings.TrimPrefix(text, "the "), "")
		for _, clock := range clocks {
			if slices.Contains(clock.names, plain) {
				return clock.id, true
			}
		}
		id := d.named[text]
		if m := byNumber.FindStringSubmatch(text); m != nil {
			id = d.numbered[strings.TrimRight(m[1], ".")]
		}
		return id, id != "" && id != a.id
	}
}

// time reads when a commitment is performed. What is not understood is kept.
func (d *drafting) time(a *act) {
	cell := a.row.Cells[matrix.Timing]
	said, reason := matrix.ReadTiming(cell.String(), d.resolve(a))
	if slices.ContainsFunc(said, func(t matrix.Attribute) bool { return t.Name == "until" }) {
		reason = "only a continuing commitment has an end, and a matrix does not say which one is"
	}
	if reason != "" {
		a.vague = cell.String()
		d.leave(a.row, matrix.Timing, reason+"; kept in the note of "+a.id)
		a.say(fmt.Sprintf("Row %d: the timing was not understood and is kept in the note.",
			a.row.Number))
		return
	}
	a.timing = said
	for _, attribute := range said {
		for _, clock := range clocks {
			id, _, _ := strings.Cut(attribute.Value, " ")
			if id == clock.id && !slices.Contains(d.clocks, id) {
				d.clocks = append(d.clocks, id)
			}
		}
	}
}
