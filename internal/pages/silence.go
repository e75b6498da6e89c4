package pages

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"lockstep/internal/agreement"
	"lockstep/internal/calendar"
	"lockstep/internal/status"
)

// A voice is the position of one whose voice counts.
type voice struct {
	Party string
	Says  standing
	At    calendar.Day
	Hour  string // "" where only the day is known
	Late  bool   // a break after the silence had run out
	Key   *sourceKey
	Note  string
}

// A silence is a decision that is taken unless somebody breaks the silence in time.
type silence struct {
	named
	Put     string
	Ends    calendar.Day
	Exact   bool   // it ends at an hour; otherwise with the end of the day
	Left    string // from the moment or the end of the day looked at
	From    string // which that is
	Live    bool   // it runs while one looks
	Moment  string // at which it ends, for programs
	Zone    string // of the agreement
	Project string // the end in that zone
	UTC     string
	Share   string // of the time that has passed, 0 to 100
	Marks   string // on the bar, of those who have said something
	Voices  []voice
	Summary string
	Offer   *offer
}

// isNow reports whether the page shows how things stand while one looks.
func (ask *Ask) isNow() bool {
	cut := ask.Answers.Cut
	return cut.AsOf == ask.Today && cut.RecordedBy == 0 &&
		(cut.KnownAt == calendar.None || cut.KnownAt >= ask.Today)
}

// decisions are how the decisions stand. A status is of whole days; while a day lasts, a silence
// that ends in the course of it still runs.
func (ask *Ask) decisions() []status.Decision {
	decisions := ask.Answers.Report().Decisions
	if !ask.isNow() {
		return decisions
	}
	decisions = slices.Clone(decisions)
	for i := range decisions {
		d := &decisions[i]
		if d.Standing != "taken" || !d.BySilence || d.Taken != ask.Today ||
			!ask.Now.Before(ask.endOf(d)) {
			continue
		}
		d.Standing, d.Taken, d.BySilence = "under silence", calendar.None, false
	}
	return decisions
}

// running reports whether a silence runs while one looks, so that pages hang on the minute.
func (ask *Ask) running() bool {
	return ask.isNow() && slices.ContainsFunc(ask.decisions(), func(d status.Decision) bool {
		return d.Standing == "under silence" && d.Ends != calendar.None
	})
}

// endOf is the moment at which a silence that has an end runs out.
func (ask *Ask) endOf(d *status.Decision) time.Time {
	zone := ask.Answers.Agreement.Location()
	if moment, err := time.Parse(time.RFC3339, d.EndsAt); err == nil {
		return moment.In(zone)
	}
	return dayEnd(d.Ends, zone)
}

// dayEnd is the first moment after a day.
func dayEnd(day calendar.Day, zone *time.Location) time.Time {
	y, m, d := day.Date()
	end := time.Date(y, time.Month(m), d+1, 0, 0, 0, 0, zone)
	if end.Day() == d { // clocks are put forward at midnight
		end = end.Add(time.Hour)
	}
	return end
}

func (ask *Ask) silence(d *status.Decision) silence {
	row := silence{named: ask.thing(d.ID), Ends: d.Ends, Exact: d.EndsAt != "",
		Put: ask.momentOr(d.PutAt, d.Put), Voices: ask.voices(d), Offer: ask.offerOf(d),
		Zone: ask.Answers.Agreement.Location().String()}
	row.Summary = tallyVoices(row.Voices)
	if d.Ends == calendar.None {
		return row
	}
	zone, end := ask.Answers.Agreement.Location(), ask.endOf(d)
	now, asOf := ask.Now.In(zone), ask.Answers.Cut.AsOf
	row.Live, row.From = ask.isNow(), now.Format("15:04")
	row.Left = timeLeft(now, end)
	if !row.Live {
		now, row.From = dayEnd(asOf, zone), "the end of "+prose(asOf)
		row.Left = timeLeft(now, end)
		if !row.Exact {
			row.Left = count(calendar.Between(asOf, d.Ends), "day", "days")
		}
	}
	row.Moment = end.UTC().Format(time.RFC3339)
	row.Project, row.UTC = spokenEnd(end, row.Exact)
	row.Share, row.Marks = ask.share(d, now, end)
	return row
}

// spokenEnd is the end of a silence in words, in its zone and in UTC.
func spokenEnd(end time.Time, exact bool) (project, utc string) {
	const layout = "Mon 2 Jan 2006, 15:04"
	project = end.Format(layout)
	if !exact {
		project = "the end of " + end.Add(-time.Minute).Format("Mon 2 Jan 2006")
	}
	return project, end.UTC().Format(layout)
}

// timeLeft is the time between two moments: 2 d 6 h 5 min. The script counts on in the same form.
func timeLeft(from, end time.Time) string {
	const minutesOfDay = 24 * 60
	minutes := int(end.Sub(from) / time.Minute)
	if minutes < 0 {
		return "no time"
	}
	told := fmt.Sprintf("%d h %d min", minutes%minutesOfDay/60, minutes%60)
	if days := minutes / minutesOfDay; days > 0 {
		told = fmt.Sprintf("%d d ", days) + told
	}
	return told
}

// share is how much of a silence has passed, of 100, and the marks on its bar.
func (ask *Ask) share(d *status.Decision, now, end time.Time) (gone, marks string) {
	zone := ask.Answers.Agreement.Location()
	began := startOf(d.PutAt, d.Put, zone)
	whole := end.Sub(began)
	if d.Put == calendar.None || whole <= 0 {
		return "", ""
	}
	at := func(moment time.Time) float64 {
		return min(max(100*float64(moment.Sub(began))/float64(whole), 0), 100)
	}
	var drawn strings.Builder
	for i := range d.Positions {
		if p := &d.Positions[i]; p.At != calendar.None && p.At >= d.Put {
			fmt.Fprintf(&drawn, "M%s 0v8", coordinate(at(startOf(p.SaidAt, p.At, zone))))
		}
	}
	return coordinate(at(now)), drawn.String()
}

// startOf is a moment, or the first one of its day where only that is known.
func startOf(moment string, day calendar.Day, zone *time.Location) time.Time {
	if at, err := time.Parse(time.RFC3339, moment); err == nil {
		return at
	}
	return dayEnd(day-1, zone)
}

// voices are the positions of those whose voice counts, those who said something first.
func (ask *Ask) voices(d *status.Decision) []voice {
	var all []voice
	for i := range d.Positions {
		p := &d.Positions[i]
		v := voice{Party: ask.partyName(p.Party), Says: standingOf(p.Says), At: p.At,
			Late: p.Late && d.BySilence, Key: ask.cite(p.Source), Note: p.Note}
		if p.SaidAt != "" {
			v.Hour = ask.hourOf(p.SaidAt)
		}
		all = append(all, v)
	}
	slices.SortStableFunc(all, func(x, y voice) int {
		return cmp.Compare(boolOrder(x.At == calendar.None), boolOrder(y.At == calendar.None))
	})
	return all
}

func boolOrder(last bool) int {
	if last {
		return 1
	}
	return 0
}

// hourOf is the time of day of a moment in the zone of the agreement.
func (ask *Ask) hourOf(moment string) string {
	at, err := time.Parse(time.RFC3339, moment)
	if err != nil {
		return ""
	}
	return at.In(ask.Answers.Agreement.Location()).Format("15:04")
}

// momentOr is a moment in words, or its day where the hour is not known.
func (ask *Ask) momentOr(moment string, day calendar.Day) string {
	if hour := ask.hourOf(moment); hour != "" {
		return prose(day) + ", " + hour
	}
	return prose(day)
}

// tallyVoices counts positions by what they say.
func tallyVoices(all []voice) string {
	n := map[string]int{}
	for _, v := range all {
		n[v.Says.Word]++
	}
	var told []string
	for _, word := range []string{"Broke silence", "Agrees", "Reserves", "Silent"} {
		if n[word] > 0 {
			told = append(told, fmt.Sprintf("%d %s", n[word], strings.ToLower(word)))
		}
	}
	return strings.Join(told, ", ")
}

// VoicesOf are the names of those for whom a party may speak in a decision, by id; none where it
// has no voice in it.
func VoicesOf(a *agreement.Agreement, d *status.Decision, party string) []string {
	who, found := a.Lookup(party)
	if !found || who.Kind != agreement.KindParty {
		return nil
	}
	var electors []agreement.Ref
	for _, p := range d.Positions {
		if ref, found := a.Lookup(p.Party); found {
			electors = append(electors, ref)
		}
	}
	return a.IDs(a.SpeaksFor(who, electors))
}

// An offer is what a delegate can say of a decision for their own party, and for nobody else.
type offer struct {
	Subject, Proposed string
	Party             string
	For               string // whose voice it is, where that is another's
	Has               bool   // it has a voice in the decision
	Silence           bool   // it can be broken
	Says              string // its position now, "" where it has said nothing
}

// offerOf is what whoever asks can say of a decision; nil where they act for no party, or where
// nothing can be said any more.
func (ask *Ask) offerOf(d *status.Decision) *offer {
	open := d.Standing == "under silence" || d.Standing == "open"
	if ask.ActsFor == "" || !open || !ask.isNow() {
		return nil
	}
	voices := VoicesOf(ask.Answers.Agreement, d, ask.ActsFor)
	o := &offer{Subject: d.ID, Proposed: ask.Answers.NextID(), Party: ask.partyName(ask.ActsFor),
		Has: len(voices) > 0, Silence: d.Standing == "under silence"}
	if len(voices) > 0 && !slices.Equal(voices, []string{ask.ActsFor}) {
		o.For = ask.partyNames(voices)
	}
	for _, p := range d.Positions {
		if slices.Contains(voices, p.Party) && p.At != calendar.None {
			o.Says = p.Says
		}
	}
	return o
}
