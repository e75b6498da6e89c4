package pages

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"lockstep/internal/calendar"
	"lockstep/internal/ledger"
	"lockstep/internal/status"
)

// An eventRow is one event as a page tells it.
type eventRow struct {
	ID         string
	Happened   string
	HappenedOn calendar.Day
	Learned    calendar.Day
	Lag        int // days from the one to the other
	What       string
	Figure     string
	Who        string // whose word it is
	Rests      rests
	Key        *sourceKey
	Where      string // in the source
	Quote      *ledger.Quote
	Note       string
	Weight     string // how credible source and item are
	Uncounted  bool   // it claims more than counts
	Disputed   bool
	Recorded   string
	Recorder   string
	Handling   string // for whom it is, where that is stated
	Mends      string // what it corrects
	Correct    string // where to correct it and to take it back; "" for who may not
	Retract    string
}

// eventRows tell the events of these ids, as far as they count.
func (ask *Ask) eventRows(ids []string, c *status.Commitment) []eventRow {
	var rows []eventRow
	for _, id := range ids {
		e := ask.Answers.Event(id)
		if e == nil {
			continue
		}
		row := ask.eventRow(e)
		if c != nil {
			row.Uncounted = slices.Contains(c.Claims, id)
			row.Disputed = slices.Contains(c.DisputedBy, id)
		}
		rows = append(rows, row)
	}
	return rows
}

func (ask *Ask) eventRow(e *ledger.Event) eventRow {
	row := eventRow{
		ID: e.ID, Happened: spoken(e.At, ledger.PrecisionNames[e.Precision]) + ask.atHour(e),
		HappenedOn: e.At,
		Learned:    e.Known, Lag: calendar.Between(e.At, e.Known),
		What: strings.ReplaceAll(e.Kind.String(), "-", " "),
		Who:  cmp.Or(ask.partyName(e.Assessor), e.Speaker, ask.partyName(e.Actor)),
		Key:  ask.cite(e.Source), Where: e.Locator, Quote: e.Quote, Note: e.Note,
		Mends:    e.Corrects,
		Recorder: e.Recorder, Handling: ask.forWhom(e.Handling),
	}
	if e.Recorded != 0 {
		row.Recorded = ask.moment(e.Recorded.Time())
	}
	word := e.RestsOn.String()
	if e.RestsOn == ledger.RestsOnNothing {
		word = "not stated"
	}
	row.Rests = rests{Word: word, Shape: strings.ReplaceAll(word, "not stated", "none")}
	if v := e.Value; v != nil {
		row.Figure = strings.TrimSpace((&status.Value{Low: v.Low, Best: v.Best, High: v.High}).Told() +
			" " + e.Unit)
	}
	row.Weight = ask.weightOf(e)
	if ask.changes(e) {
		row.Correct = ask.link("/record", "corrects", e.ID)
		row.Retract = ask.link("/record", "retracts", e.ID)
	}
	return row
}

// atHour is the time of day of an event, in the zone of the agreement, where it is told.
func (ask *Ask) atHour(e *ledger.Event) string {
	moment, timed := e.Moment(ask.Answers.Agreement.Location())
	if !timed {
		return ""
	}
	return moment.Format(", 15:04")
}

// weightOf is the reliability of the source, A to F, and the credibility of the item, 1 to 6.
func (ask *Ask) weightOf(e *ledger.Event) string {
	reliability := "F"
	if i := ask.sourceAt(e.Source); i >= 0 {
		reliability = cmp.Or(ask.Answers.Agreement.Sources[i].Reliability, "F")
	}
	return reliability + strconv.Itoa(e.Credibility)
}

// partyName is the name of a party, or the id itself where it is none.
func (ask *Ask) partyName(id string) string {
	if id == "" {
		return ""
	}
	return ask.thing(id).Name
}

// A ratingRow is the latest word of one assessor.
type ratingRow struct {
	Assessor, Says, Figure string
	At                     calendar.Day
	Rests                  rests
	Key                    *sourceKey
	Note                   string
}

func (ask *Ask) ratings(all []status.Rating) []ratingRow {
	rows := make([]ratingRow, len(all))
	for i := range all {
		r := &all[i]
		rows[i] = ratingRow{Assessor: cmp.Or(ask.partyName(r.Assessor), "not named"),
			Says: strings.ReplaceAll(r.Says, "-", " "), At: r.At,
			Rests: ask.restsOn(r.RestsOn, nil), Key: ask.cite(r.Source), Note: r.Note}
		if r.Value != nil {
			rows[i].Figure = strings.TrimSpace(r.Value.Told() + " " + r.Unit)
		}
	}
	return rows
}
