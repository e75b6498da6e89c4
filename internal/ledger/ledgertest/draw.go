package ledgertest

import (
	"fmt"
	"slices"

	"pgregory.net/rapid"

	"lockstep/internal/calendar"
	"lockstep/internal/ledger"
)

// Draw is any event that can be stored, alone.
func Draw(t *rapid.T) ledger.Event {
	text := rapid.StringMatching(`[a-zéß"\\<>& \n	\f=+-]{0,6}`)
	id := rapid.StringMatching(`[a-zä0-9."\\-]{1,5}`)
	e := ledger.Event{
		ID: id.Draw(t, "id"), Kind: drawKind(t),
		Precision: ledger.Precision(rapid.IntRange(0, 2).Draw(t, "precision")),
		Subject:   text.Draw(t, "subject"), Actor: text.Draw(t, "actor"),
		Unit: text.Draw(t, "unit"), Basis: text.Draw(t, "basis"),
		Source: "s" + text.Draw(t, "source"), Locator: text.Draw(t, "locator"),
		Speaker: text.Draw(t, "speaker"), Mode: ledger.Mode(rapid.IntRange(0, 6).Draw(t, "mode")),
		Credibility: rapid.IntRange(1, 6).Draw(t, "credibility"),
		RestsOn:     ledger.Rests(rapid.IntRange(0, 4).Draw(t, "rests on")),
		Assessor:    text.Draw(t, "assessor"),
		Recorder:    text.Draw(t, "recorder"), Note: text.Draw(t, "note"),
		Value: drawValue(t), Handling: drawHandling(t),
	}
	drawTimes(t, &e)
	if rapid.Bool().Draw(t, "quote") {
		e.Quote = &ledger.Quote{Exact: "x" + text.Draw(t, "exact"),
			Prefix: text.Draw(t, "prefix"), Suffix: text.Draw(t, "suffix")}
	}
	switch rapid.IntRange(0, 2).Draw(t, "change") {
	case 1:
		e.Corrects = "~" + id.Draw(t, "corrects")
	case 2:
		e.Retracts, e.Kind = "~"+id.Draw(t, "retracts"), ledger.Retracted
	}
	return e
}

func drawHandling(t *rapid.T) ledger.Handling {
	return rapid.SampledFrom([]ledger.Handling{"", "all", "commission", "stewards",
		"commission+us", "commission+taliban+us"}).Draw(t, "handling")
}

// drawKind is any kind but that of a retraction.
func drawKind(t *rapid.T) ledger.Kind {
	return ledger.Kind(rapid.IntRange(0, int(ledger.Retracted)-1).Draw(t, "kind"))
}

func drawTimes(t *rapid.T, e *ledger.Event) {
	span := rapid.Int32Range(int32(calendar.First), int32(calendar.Last))
	y, m, d := calendar.Day(span.Draw(t, "at")).Date()
	if e.Precision >= ledger.ByMonth {
		d = 1
	}
	if e.Precision == ledger.ByYear {
		m = 1
	}
	e.At = calendar.MakeDay(y, m, d)
	if e.Precision == ledger.ByDay {
		e.Time = rapid.SampledFrom([]string{"", "00:00", "23:59Z", "17:30+04:30"}).Draw(t, "time")
	}
	e.Known = e.At
	if rapid.Bool().Draw(t, "late") {
		e.Known = calendar.Day(rapid.Int32Range(-9999, 99999).Draw(t, "known"))
	}
}

func drawValue(t *rapid.T) *ledger.Value {
	figure := rapid.Float64Range(-1e22, 1e22)
	v := []float64{figure.Draw(t, "low"), figure.Draw(t, "best"), figure.Draw(t, "high")}
	slices.Sort(v)
	return &ledger.Value{Low: v[0], Best: v[1], High: v[2]}
}

// DrawStory is up to n events about few subjects and days, in which earlier events are corrected
// and retracted, and what was said is known late.
func DrawStory(t *rapid.T, n int) []ledger.Event {
	story := make([]ledger.Event, rapid.IntRange(0, n).Draw(t, "events"))
	for i := range story {
		e := &story[i]
		*e = ledger.Event{ID: fmt.Sprint("e", i), Kind: ledger.Done, Credibility: 6,
			At:      calendar.Day(18000 + rapid.IntRange(0, 9).Draw(t, "at")),
			Subject: rapid.SampledFrom([]string{"five-bases", "release"}).Draw(t, "subject")}
		e.Known = e.At + calendar.Day(rapid.IntRange(0, 5).Draw(t, "late"))
		if i > 0 && rapid.Bool().Draw(t, "change") {
			change(e, &story[rapid.IntRange(0, i-1).Draw(t, "target")])
		}
	}
	return story
}

// own gives a story ids of its own, so that many of them go into one ledger.
func own(story []ledger.Event, number int) {
	for i := range story {
		e := &story[i]
		for _, id := range []*string{&e.ID, &e.Corrects, &e.Retracts} {
			if *id != "" {
				*id = fmt.Sprintf("s%d-%s", number, *id)
			}
		}
	}
}

// change makes e retract what is a retraction or is about another subject, and correct the rest.
func change(e, target *ledger.Event) {
	if target.Kind == ledger.Retracted || target.Subject != e.Subject {
		e.Kind, e.Retracts, e.Subject = ledger.Retracted, target.ID, ""
		return
	}
	e.Corrects = target.ID
}

// Made is n events that differ, of the kind that a monitoring mission reports; the same for the
// same n. They are for measurements and for ledgers of a given size.
func Made(n int) []ledger.Event {
	events := make([]ledger.Event, n)
	for i := range events {
		e := &events[i]
		*e = ledger.Event{
			ID: fmt.Sprintf("mission-%07d", i), At: calendar.Day(18000 + i%600),
			Kind: ledger.Done, Subject: fmt.Sprintf("commitment-%03d", i%600),
			Actor: fmt.Sprintf("party-%d", i%7), Source: fmt.Sprintf("report-%04d", i/100%400),
			RestsOn: ledger.Reported, Credibility: 6, Locator: fmt.Sprintf("page %d", i%90),
		}
		e.Known = e.At + calendar.Day(i%4)
		if i%3 == 0 {
			e.Kind, e.Subject = ledger.Measured, fmt.Sprintf("level-%02d", i%40)
			e.Value = &ledger.Value{Low: float64(i % 1000), Best: float64(i%1000 + 10), High: 1100}
			e.Unit, e.Basis = "people", "in country"
		}
	}
	return events
}
