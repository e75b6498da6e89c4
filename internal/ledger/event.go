package ledger

import (
	"lockstep/internal/agreement"
	"lockstep/internal/calendar"
)

// An Event is one thing that happened, or one figure, as one source tells it. Nothing in it is
// ever changed: a mistake is mended by another event that Corrects or Retracts it.
//
// Three times are kept apart: At, when it happened; Known, when it could be known; Recorded,
// when it was entered.
type Event struct {
	ID        string
	At        calendar.Day // first day of the month or year where Precision is less than a day
	Precision Precision
	Time      string       // of the day: 17:30, or 17:30+02:00; "" where only the day is known
	Known     calendar.Day // the source's publication; the same day as At where none is given
	Recorded  Instant      // set by a ledger; zero in plain evidence
	Recorder  string       // who entered it; "" where nobody is asked
	Handling  Handling     // for whom it is; "" for whoever may read
	Kind      Kind
	Subject   string // id of a commitment, clock, condition, decision, level or issue
	Actor     string // id of the party that acted
	Value     *Value // of a figure, or of a partly done commitment
	Unit      string
	Basis     string
	Source    string // name of a source block
	Quote     *Quote
	Locator   string // where in the source, when there is no quote
	Speaker   string
	Mode      Mode
	// Credibility is that of the item, from 1 (confirmed) to 6 (cannot be judged), which it is
	// where nothing is stated. It is apart from the reliability of the source.
	Credibility int
	RestsOn     Rests
	Assessor    string
	Note        string
	Corrects    string // id of the earlier event that this one replaces
	Retracts    string // id of the earlier event that this one takes back
	// Line is where it stood in the file it was read from, from 1; 0 where it comes from none.
	// It is no part of what is stored.
	Line int32
}

// An Instant is a moment in UTC, in nanoseconds since 1970-01-01; zero stands for none.
type Instant int64

// A Value is a figure with its range; a single figure has Low, Best and High alike.
type Value struct{ Low, Best, High float64 }

// A Quote is a passage of a source: its exact words and those around them, as in the
// TextQuoteSelector of the W3C Web Annotation Data Model (2017).
type Quote struct{ Exact, Prefix, Suffix string }

// Precision is how exactly a day is known.
type Precision uint8

// The precisions.
const (
	ByDay Precision = iota
	ByMonth
	ByYear
)

// PrecisionNames are the words of the evidence format, by Precision.
var PrecisionNames = []string{"day", "month", "year"}

// Kind is what an event says of its subject.
type Kind uint8

// The kinds. Some words are used of several kinds of subject: suspended and resumed of a
// commitment, agreed of an issue.
const (
	Starts            Kind = iota // a clock
	Begun                         // a commitment, down to Extended
	Done                          //
	Partly                        //
	CompliedWith                  //
	ViolationAlleged              //
	ViolationFound                //
	ViolationNotFound             //
	Suspended                     //
	Resumed                       //
	Waived                        //
	Terminated                    //
	Extended                      //
	HoldsTrue                     // a condition
	Lapses                        // a condition
	PutUnderSilence               // a decision, down to Lapsed
	AgreedBy                      //
	SilenceBrokenBy               //
	ReservedBy                    //
	Taken                         //
	Lapsed                        //
	Measured                      // a level, down to Authorised
	Announced                     //
	Authorised                    //
	Opened                        // an issue, down to Bracketed
	Agreed                        //
	Bracketed                     //
	Amended                       // the text
	Retracted                     // an earlier event
)

// KindNames are the words of the evidence format, by Kind.
var KindNames = []string{
	"starts", "begun", "done", "partly", "complied-with", "violation-alleged",
	"violation-found", "violation-not-found", "suspended", "resumed", "waived", "terminated",
	"extended", "holds", "lapses", "put-under-silence", "agreed-by", "silence-broken-by",
	"reserved-by", "taken", "lapsed", "measured", "announced", "authorised", "opened", "agreed",
	"bracketed", "amended", "retracted",
}

// String is the kind as the evidence format writes it.
func (k Kind) String() string { return KindNames[k] }

// Of is the kind of thing that an event of kind k is about; KindAgreement for the text itself,
// KindNone for a retraction.
func (k Kind) Of() agreement.Kind {
	switch {
	case k == Starts:
		return agreement.KindClock
	case k <= Extended:
		return agreement.KindCommitment
	case k <= Lapses:
		return agreement.KindCondition
	case k <= Lapsed:
		return agreement.KindDecision
	case k <= Authorised:
		return agreement.KindLevel
	case k <= Bracketed:
		return agreement.KindIssue
	case k == Amended:
		return agreement.KindAgreement
	}
	return agreement.KindNone
}

// Mode is how the speaker or reporter came to know.
type Mode uint8

// The modes of knowledge.
const (
	ModeUnstated Mode = iota
	Saw
	Heard
	Told
	ReadOf
	RecordedBy
	Inferred
)

// ModeNames are the words of the evidence format, by Mode.
var ModeNames = []string{"", "saw", "heard", "told", "read", "recorded", "inferred"}

// Rests is what a statement rests on. RestsOnNothing is also what a standing rests on for which
// there is no evidence; Disputed is never stated by an event, it arises from several.
type Rests uint8

// What a statement can rest on, the weakest first.
const (
	RestsOnNothing Rests = iota
	Claimed              // by the performer
	Reported             // by others
	Verified             // by a named verifier
	Accepted             // by the creditor
	Disputed
)

// RestsNames are the words of the evidence format and of the status, by Rests.
var RestsNames = []string{"no evidence", "claimed", "reported", "verified", "accepted", "disputed"}

// String is the word for what a statement rests on.
func (r Rests) String() string { return RestsNames[r] }
