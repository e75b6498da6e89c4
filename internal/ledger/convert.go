package ledger

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"lockstep/internal/calendar"
)

// unjudged is the credibility of an item of which nothing is stated: it cannot be judged.
const unjudged = 6

// A reading turns one stored form into an event and notes what cannot be read.
type reading struct {
	form    *form
	event   Event
	refused []Refusal
}

// event reads a stored form. The event is partial where anything is refused.
func (f *form) event(line int) (Event, []Refusal) {
	r := reading{form: f}
	e := &r.event
	e.Line, e.ID = int32(line), f[fieldID]
	e.Subject, e.Actor, e.Unit, e.Basis = f[fieldSubject], f[fieldActor], f[fieldUnit], f[fieldBasis]
	e.Source, e.Locator, e.Speaker = f[fieldSource], f[fieldLocator], f[fieldSpeaker]
	e.Assessor, e.Recorder, e.Note = f[fieldAssessor], f[fieldRecorder], f[fieldNote]
	e.Corrects, e.Retracts = f[fieldCorrects], f[fieldRetracts]
	e.Handling = Handling(f[fieldHandling])
	if f[fieldRecorded] != "" {
		r.refuse(fieldRecorded, "only a ledger says when something was recorded: leave it out")
	}
	r.times()
	r.words()
	r.value()
	r.credibility()
	if exact := f[fieldExact]; exact != "" {
		e.Quote = &Quote{exact, f[fieldPrefix], f[fieldSuffix]}
	} else if f[fieldPrefix] != "" || f[fieldSuffix] != "" {
		r.refuse(fieldExact, "a quote needs its exact words")
	}
	return *e, append(r.refused, withoutFields(faults(e), r.refused)...)
}

func (r *reading) refuse(at field, reason string, args ...any) {
	r.refused = append(r.refused, refuse(&r.event, fieldNames[at], reason, args...))
}

func (r *reading) times() {
	e, f := &r.event, r.form
	at, written := f[fieldAt], ByDay
	switch len(at) {
	case len("2020-07-13"):
	case len("2020"):
		written = ByYear
	case len("2020-07"):
		written = ByMonth
	default:
		at = r.timeOfDay(at)
	}
	e.Precision = written
	if word := f[fieldPrecision]; word != "" {
		at, reason := wordOf(word, PrecisionNames)
		e.Precision = Precision(at)
		if reason != "" {
			r.refuse(fieldPrecision, "%s", reason)
		} else if e.Precision < written || e.Precision > ByDay && e.Time != "" {
			r.refuse(fieldAt, "%s is a %s, and precision says %s", f[fieldAt],
				PrecisionNames[written], word)
		}
	}
	e.At = r.day(fieldAt, at+"-01-01"[:3*int(written)])
	e.At = e.Precision.first(e.At)
	if e.Known = e.At; f[fieldKnown] != "" {
		e.Known = r.day(fieldKnown, f[fieldKnown])
	}
}

// first is the first day of the month or year in which day lies, day itself where days are known.
func (p Precision) first(day calendar.Day) calendar.Day {
	y, m, _ := day.Date()
	switch {
	case day == calendar.None:
	case p == ByMonth:
		return calendar.MakeDay(y, m, 1)
	case p == ByYear:
		return calendar.MakeDay(y, 1, 1)
	}
	return day
}

// day reads a day, not a time of day, for which the agreement's zone would be needed.
func (r *reading) day(at field, text string) calendar.Day {
	if r.form[at] == "" {
		return calendar.None
	}
	if day, plain := plainDay(text); plain {
		return day
	}
	if len(text) > len("2020-07-13") {
		r.refuse(at, "%s is not a day such as 2020-07-13", quoted(r.form[at]))
		return calendar.None
	}
	day, err := calendar.ParseDay(text, nil)
	switch {
	case err != nil && len(text) > len(r.form[at]):
		r.refuse(at, "%s is not a month such as 2020-07 nor a year", quoted(r.form[at]))
	case err != nil:
		r.refuse(at, "%v", err)
	}
	return day
}

// plainDay reads a good day quickly; of anything else calendar says what is wrong.
func plainDay(text string) (calendar.Day, bool) {
	if len(text) != len("2020-07-13") || text[4] != '-' || text[7] != '-' {
		return calendar.None, false
	}
	number := func(from, to int) (n int) {
		for _, c := range []byte(text[from:to]) {
			if c < '0' || c > '9' {
				return -1
			}
			n = 10*n + int(c-'0')
		}
		return n
	}
	y, m, d := number(0, 4), number(5, 7), number(8, 10)
	day := calendar.MakeDay(y, m, d)
	year, month, date := day.Date()
	return day, y > 0 && year == y && month == m && date == d
}

func (r *reading) words() {
	r.event.Kind = Kind(r.word(fieldKind, KindNames))
	if r.form[fieldKind] == "" {
		r.refuse(fieldKind, "an event needs a kind, such as done or measured")
	}
	r.event.Mode = Mode(r.word(fieldMode, ModeNames))
	const stated = int(Claimed)
	if r.form[fieldRests] != "" {
		at := r.word(fieldRests, RestsNames[stated:Disputed])
		r.event.RestsOn = Rests(at + stated)
	}
}

// word is the position of a field's word in a list, 0 where the field is absent or refused.
func (r *reading) word(at field, words []string) int {
	if r.form[at] == "" {
		return 0
	}
	position, reason := wordOf(r.form[at], words)
	if reason != "" {
		r.refuse(at, "%s", reason)
	}
	return position
}

// value reads a figure: best alone, or with low, high or both.
func (r *reading) value() {
	f := r.form
	if f[fieldLow] == "" && f[fieldBest] == "" && f[fieldHigh] == "" {
		return
	}
	if f[fieldBest] == "" {
		r.refuse(fieldBest, "a range needs its best estimate too; leave the value out where "+
			"there is none, and put the range into the note")
		return
	}
	best := r.number(fieldBest)
	v := Value{best, best, best}
	if f[fieldLow] != "" {
		v.Low = r.number(fieldLow)
	}
	if f[fieldHigh] != "" {
		v.High = r.number(fieldHigh)
	}
	r.event.Value = &v
}

func (r *reading) number(at field) float64 {
	text := r.form[at]
	n, err := strconv.ParseFloat(text, 64)
	if err != nil || math.IsInf(n, 0) || math.IsNaN(n) || strings.ContainsAny(text, "_xXpPiI") {
		r.refuse(at, "%s is not a number such as 8600 or 0.5", quoted(text))
		return 0
	}
	return n
}

func (r *reading) credibility() {
	r.event.Credibility = unjudged
	if text := r.form[fieldCredibility]; text != "" {
		n, err := strconv.Atoi(text)
		if err != nil || n == 0 {
			r.refuse(fieldCredibility, "%s is not one of 1 to 6", quoted(text))
			return
		}
		r.event.Credibility = n
	}
}

// formOf is an event as it is stored. What has its default is left out.
func formOf(e *Event) form {
	f := form{
		fieldID: e.ID, fieldAt: e.Precision.write(e.At), fieldKind: e.Kind.String(),
		fieldSubject: e.Subject, fieldActor: e.Actor, fieldUnit: e.Unit, fieldBasis: e.Basis,
		fieldSource: e.Source, fieldLocator: e.Locator, fieldSpeaker: e.Speaker,
		fieldMode: ModeNames[e.Mode], fieldAssessor: e.Assessor, fieldNote: e.Note,
		fieldCorrects: e.Corrects, fieldRetracts: e.Retracts, fieldRecorder: e.Recorder,
		fieldHandling: string(e.Handling),
	}
	if e.Time != "" {
		f[fieldAt] += "T" + e.Time
	}
	if e.Precision != ByDay {
		f[fieldPrecision] = PrecisionNames[e.Precision]
	}
	if e.Known != e.At {
		f[fieldKnown] = e.Known.String()
	}
	if e.Credibility != unjudged && e.Credibility != 0 {
		f[fieldCredibility] = strconv.Itoa(e.Credibility)
	}
	if e.RestsOn != RestsOnNothing {
		f[fieldRests] = e.RestsOn.String()
	}
	if q := e.Quote; q != nil {
		f[fieldExact], f[fieldPrefix], f[fieldSuffix] = q.Exact, q.Prefix, q.Suffix
	}
	f.setValue(e.Value)
	return f
}

// write is a day as far as it is known: 2020-07-13, 2020-07 or 2020.
func (p Precision) write(day calendar.Day) string {
	text := day.String()
	return text[:max(0, len(text)-3*int(p))]
}

// setValue writes a figure; low and high are left out where they are the best.
func (f *form) setValue(v *Value) {
	if v == nil {
		return
	}
	f[fieldBest] = plainNumber(v.Best)
	if v.Low != v.Best {
		f[fieldLow] = plainNumber(v.Low)
	}
	if v.High != v.Best {
		f[fieldHigh] = plainNumber(v.High)
	}
}

// plainNumber is the shortest text that reads back as n.
func plainNumber(n float64) string {
	format := byte('f')
	if size := math.Abs(n); size != 0 && (size < 1e-6 || size >= 1e21) {
		format = 'e'
	}
	return strconv.FormatFloat(n, format, -1, 64)
}

// An instantLayout writes a moment with nanoseconds, so that texts sort as moments do.
const instantLayout = "2006-01-02T15:04:05.000000000Z"

// String is the moment in UTC, "" for none.
func (i Instant) String() string {
	if i == 0 {
		return ""
	}
	return i.Time().Format(instantLayout)
}

// ParseInstant reads a moment: an RFC 3339 timestamp, or a day, which stands for its last
// nanosecond in UTC, so that everything recorded on that day is included.
func ParseInstant(text string) (Instant, error) {
	if day, err := calendar.ParseDay(text, nil); err == nil && len(text) == len("2020-07-13") {
		const nanosecondsPerDay = 24 * 60 * 60 * 1_000_000_000
		return Instant((int64(day)+1)*nanosecondsPerDay - 1), nil
	}
	moment, err := parseMoment(text)
	if err != nil {
		return 0, fmt.Errorf("%s is not a moment such as 2020-07-14T09:30:00Z, nor a day such as "+
			"2020-07-14", quoted(text))
	}
	return moment, nil
}
