package status

import (
	"lockstep/internal/calendar"
	"lockstep/internal/lettering"
)

// A Report is how an agreement stands on a day, as it was known on a day. It is the JSON of the
// status command: keys are only ever added. Lists are sorted by id unless said otherwise, days
// that are not known are null.
type Report struct {
	Agreement   string       `json:"agreement"`
	AsOf        calendar.Day `json:"as_of"`
	KnownAt     calendar.Day `json:"known_at"` // null: all that is known
	RecordedBy  string       `json:"recorded_by,omitempty"`
	Accept      string       `json:"accept"`
	Signed      calendar.Day `json:"signed"`
	Evidence    Evidence     `json:"evidence"`
	Commitments []Commitment `json:"commitments"`
	Conditions  []Condition  `json:"conditions"`
	Clocks      []Clock      `json:"clocks"`
	Decisions   []Decision   `json:"decisions"`
	Levels      []Level      `json:"levels"`
	Branches    []Branch     `json:"branches"`
	Issues      []Issue      `json:"issues"`
	Amendments  []Amendment  `json:"amendments"`
	Conflicts   []Conflict   `json:"conflicts"`
	Disputes    []Dispute    `json:"disputes"`
	Totals      Totals       `json:"totals"`
}

// Evidence is how much the report rests on.
type Evidence struct {
	Events  int          `json:"events"` // that count under the cut
	Figures int          `json:"figures"`
	Sources int          `json:"sources"` // that are named by them
	Latest  calendar.Day `json:"latest"`  // day on which the last of them happened
}

// A Commitment is how one commitment stands.
type Commitment struct {
	ID         string       `json:"id"`
	Standing   string       `json:"standing"`
	RestsOn    string       `json:"rests_on"`
	Due        calendar.Day `json:"due"`
	Events     []string     `json:"events"` // all about it, by time, known day and id
	Kind       string       `json:"kind"`
	Text       string       `json:"text,omitempty"`
	Article    string       `json:"article,omitempty"`
	Instrument string       `json:"instrument,omitempty"`
	Performers []string     `json:"performers"`
	Receivers  []string     `json:"receivers"`

	DueInDays    *int `json:"due_in_days"`   // from as_of, negative once it has passed; null: none
	DueProjected bool `json:"due_projected"` // what it is counted from has not happened yet
	DuePutOff    bool `json:"due_put_off"`   // put off, and nobody said to which day
	Overdue      bool `json:"overdue"`
	PastDue      bool `json:"past_due"` // the due day has passed, free to go on or not
	// OutOfOrder is true where it was begun or done although something it waited for was missing.
	OutOfOrder bool `json:"out_of_order"`
	Begun      bool `json:"begun"`
	Alleged    bool `json:"alleged"` // a violation is alleged, and not found or cleared

	Began      calendar.Day `json:"began"`
	Ended      calendar.Day `json:"ended"`      // done, void or over
	LateDays   *int         `json:"late_days"`  // from the due day to the day on which it was done
	MovedDays  int          `json:"moved_days"` // by suspensions and extensions, of its deadline
	BlockedBy  []string     `json:"blocked_by"`
	Unsaid     []string     `json:"unsaid"`      // of these, what nobody has said anything about
	WaitsUntil calendar.Day `json:"waits_until"` // a day that it waits for
	ClosedOn   calendar.Day `json:"closed_on"`   // the day since which it is too late to start

	Claimed      bool     `json:"claimed"` // somebody claims more than counts
	Claims       []string `json:"claims"`  // the events that do
	DisputedBy   []string `json:"disputed_by"`
	Partly       *Partly  `json:"partly"`
	Ratings      []Rating `json:"ratings"`
	Unverifiable string   `json:"unverifiable,omitempty"` // why it cannot be verified
}

// A Value is a figure with its range.
type Value struct {
	Low  float64 `json:"low"`
	Best float64 `json:"best"`
	High float64 `json:"high"`
}

// Told is the value in words, with its range where it has one.
func (v *Value) Told() string {
	told := lettering.Figure(v.Best)
	if v.Low != v.High {
		told += " (" + lettering.Figure(v.Low) + "–" + lettering.Figure(v.High) + ")"
	}
	return told
}

// Partly is the latest word that counts on how much of an act was done or, where none does, the
// latest word that is told and does not.
type Partly struct {
	Event   string       `json:"event"`
	At      calendar.Day `json:"at"`
	Value   *Value       `json:"value"`
	Unit    string       `json:"unit,omitempty"`
	RestsOn string       `json:"rests_on"`
	Counts  bool         `json:"counts"`
}

// A Rating is the latest word of one assessor. Ratings are never averaged.
type Rating struct {
	Assessor string       `json:"assessor"`
	Says     string       `json:"says"` // the kind of the event
	At       calendar.Day `json:"at"`
	Value    *Value       `json:"value"`
	Unit     string       `json:"unit,omitempty"`
	RestsOn  string       `json:"rests_on"`
	Source   string       `json:"source,omitempty"`
	Event    string       `json:"event"`
	Note     string       `json:"note,omitempty"`
}

// A Condition is how a condition stands: holds, lapsed or unknown.
type Condition struct {
	ID           string       `json:"id"`
	Standing     string       `json:"standing"`
	RestsOn      string       `json:"rests_on"`
	Since        calendar.Day `json:"since"`
	Events       []string     `json:"events"`
	Judges       []string     `json:"judges"`
	Jointly      bool         `json:"jointly"`
	DisputedBy   []string     `json:"disputed_by"`
	Ratings      []Rating     `json:"ratings"`
	Unverifiable string       `json:"unverifiable,omitempty"`
}

// A Clock is whether a clock has started, and when.
type Clock struct {
	ID      string       `json:"id"`
	Started bool         `json:"started"`
	Day     calendar.Day `json:"day"`
	RestsOn string       `json:"rests_on"`
	Events  []string     `json:"events"` // none where it started by what the text says
}

// A Decision is how a decision stands: open, under silence, taken, broken or lapsed.
type Decision struct {
	ID        string       `json:"id"`
	Standing  string       `json:"standing"`
	RestsOn   string       `json:"rests_on"`
	Rule      string       `json:"rule"`
	By        []string     `json:"by"`
	Put       calendar.Day `json:"put"`
	PutAt     string       `json:"put_at,omitempty"`  // RFC 3339, where the hour is told
	Ends      calendar.Day `json:"ends"`              // the last day of the silence
	EndsAt    string       `json:"ends_at,omitempty"` // RFC 3339, where it ends at an hour
	Taken     calendar.Day `json:"taken"`
	BySilence bool         `json:"by_silence"` // taken because nobody broke the silence
	Governs   []string     `json:"governs"`
	Positions []Position   `json:"positions"` // of those whose voice counts
	Events    []string     `json:"events"`
}

// A Position is the latest word of one whose voice counts in a decision: agrees, reserves,
// broke silence or silent.
type Position struct {
	Party  string       `json:"party"`
	Says   string       `json:"says"`
	At     calendar.Day `json:"at"`
	SaidAt string       `json:"said_at,omitempty"` // RFC 3339, where the hour is told
	Late   bool         `json:"late,omitempty"`    // a break after the silence had run out
	Event  string       `json:"event,omitempty"`
	Source string       `json:"source,omitempty"`
	Note   string       `json:"note,omitempty"`
}

// A Level is the latest figure of a level on one basis. Measured figures come first; where
// nobody measured, Kind says what the value is. It is null where there is none at all.
type Level struct {
	ID             string       `json:"id"`
	Value          *Value       `json:"value"`
	At             calendar.Day `json:"at"`
	Precision      string       `json:"precision,omitempty"`
	Basis          string       `json:"basis,omitempty"`
	Unit           string       `json:"unit,omitempty"`
	Kind           string       `json:"kind,omitempty"`
	Source         string       `json:"source,omitempty"`
	RestsOn        string       `json:"rests_on"`
	Events         []string     `json:"events"`          // all figures of that time
	CorroboratedBy []string     `json:"corroborated_by"` // root sources that agree, its own included
	Contested      bool         `json:"contested"`       // some figure of that time contradicts it
	Announced      *Plan        `json:"announced"`
	Authorised     *Plan        `json:"authorised"`
	Baseline       *float64     `json:"baseline"`
	Ceiling        *float64     `json:"ceiling"`
	Floor          *float64     `json:"floor"`
}

// A Plan is the latest figure that was announced or authorised.
type Plan struct {
	Value  Value        `json:"value"`
	At     calendar.Day `json:"at"`
	Source string       `json:"source,omitempty"`
	Event  string       `json:"event"`
}

// A Branch is whether a branch is decided. Until it is, its commitments do not exist and are not
// among the commitments of the report.
type Branch struct {
	ID       string   `json:"id"`
	Standing string   `json:"standing"` // undecided, then, else
	Then     []string `json:"then"`
	Else     []string `json:"else"`
}

// An Issue is the latest word on a matter under negotiation: open, agreed or bracketed.
type Issue struct {
	ID       string       `json:"id"`
	Standing string       `json:"standing"`
	Since    calendar.Day `json:"since"`
	Events   []string     `json:"events"`
}

// An Amendment is a change of the text itself that was reported, by time, known day and id. What
// it changed is for whoever keeps the project folder to write down.
type Amendment struct {
	Event  string       `json:"event"`
	At     calendar.Day `json:"at"`
	Note   string       `json:"note,omitempty"`
	Source string       `json:"source,omitempty"`
}

// A Conflict is a set of figures of one level that cannot all be right.
type Conflict struct {
	Subject string           `json:"subject"`
	Kind    string           `json:"kind"`
	Basis   string           `json:"basis,omitempty"`
	Unit    string           `json:"unit,omitempty"`
	From    calendar.Day     `json:"from"`
	Until   calendar.Day     `json:"until"`
	Events  []string         `json:"events"`
	Figures []ConflictFigure `json:"figures"`
}

// A ConflictFigure is one of the figures of a conflict.
type ConflictFigure struct {
	Event  string       `json:"event"`
	Source string       `json:"source,omitempty"`
	At     calendar.Day `json:"at"`
	Value  Value        `json:"value"`
}

// A Dispute is a matter about which tellers contradict one another as of the same time.
type Dispute struct {
	Subject string   `json:"subject"`
	Events  []string `json:"events"`
}

// Totals count commitments by standing: all, by article, chapter, instrument and performer.
// Continuing ones count like others. A commitment of two performers counts for both.
type Totals struct {
	All          map[string]int `json:"all"`
	ByArticle    []Total        `json:"by_article"`
	ByChapter    []Total        `json:"by_chapter"`
	ByInstrument []Total        `json:"by_instrument"`
	ByParty      []Total        `json:"by_party"`
}

// A Total counts the commitments of one article, chapter, instrument or party; the name is ""
// for those that have none.
type Total struct {
	Name   string         `json:"name"`
	Count  int            `json:"count"`
	Counts map[string]int `json:"counts"`
}
